//! How single parts of a notice are read: lead-ins, inline lists, transfers, time, contact, titles, law.

use super::one::{bring, first, plain};
use ropa::domain::activity::Activity;

#[test]
fn a_lead_in_opens_its_list_and_is_no_term() {
    let activity = first(
        "Privacy Notice - Parks\n\nType/classes of information processed\n\nThis may include:\n\n• personal details\n\n\
         We also process sensitive classes of information that may include: racial or ethnic origin; offences and alleged offences.\n\n\
         Who the information is processed about\n\nWe process information about:\n\n• staff, volunteers\n",
    );
    let line = &activity.lines()[0];
    assert_eq!(plain(&line.data_classes), Some(vec!["personal details"]));
    assert_eq!(plain(&line.special_categories), Some(vec!["racial or ethnic origin"]));
    assert_eq!(plain(&line.criminal_offence_data), Some(vec!["offences and alleged offences"]));
    assert_eq!(plain(&line.subjects), Some(vec!["staff, volunteers"]));
}

#[test]
fn transfers_are_none_unspecified_a_region_or_named() {
    let cases: [(&str, Option<&[&str]>); 10] = [
        ("None.", Some(&[])),
        ("No", Some(&[])),
        ("We do not transfer your information outside the UK.", Some(&[])),
        ("None outside the European Economic Area", Some(&[])),
        ("Data is held within the UK only.", Some(&[])),
        ("Information may be transferred to countries or territories around the world.", Some(&["unspecified"])),
        ("Worldwide", Some(&["unspecified"])),
        ("Information is only shared within the European Economic Area (EEA).", Some(&["EEA"])),
        ("Some of it is held in Ireland.", Some(&["IE"])),
        ("Not applicable", None),
    ];
    for (words, countries) in cases {
        let activity = first(&format!("Privacy Notice - Parks\n\nTransfers Overseas\n\n{words}\n"));
        let found = activity.transfers.as_ref().map(|_| {
            activity.transfers().iter().filter_map(|transfer| transfer.country.as_deref()).collect::<Vec<_>>()
        });
        assert_eq!(found, countries.map(<[&str]>::to_vec), "{words}");
    }
}

#[test]
fn a_notice_without_a_section_of_transfers_has_not_answered() {
    let brought = bring(b"Privacy Notice - Parks\n\nWhy we need your information\n\nTo let pitches.\n", "parks.txt");
    assert_eq!(brought.drafts[0].activity.transfers, None);
    assert!(brought.gaps.iter().any(|gap| gap.field == "transfers"));
}

#[test]
fn titles_are_what_the_notice_is_about() {
    let cases = [
        ("Privacy Notice - Strategic Commissioning", "Strategic Commissioning"),
        ("Taxi licensing: privacy", "Taxi licensing"),
        ("Library services privacy notice - Privacy notices", "Library services"),
        ("Nature of work - Parish Council", "Parish Council"),
        ("Privacy notice for Planning", "Planning"),
        ("Markets – Privacy Statement", "Markets"),
        ("Privacy notice", "Privacy notice"),
    ];
    for (line, title) in cases {
        let activity = first(&format!("{line}\n\nWhy we need your information\n\nTo answer you.\n"));
        assert_eq!(activity.title.as_deref(), Some(title), "{line}");
    }
}

#[test]
fn a_notice_without_a_title_is_called_by_its_file() {
    let brought = bring(b"Why we need your information\n\nTo answer you.\n", "pest-control.txt");
    assert_eq!(brought.drafts[0].activity.title.as_deref(), Some("pest-control"));
}

#[test]
fn contact_is_what_stands_there_and_never_made_up() {
    let contact = |words: &str| first(&format!("Privacy Notice - Parks\n\nContact details\n\n{words}\n")).contact;
    let told = contact("The team can be contacted by email or telephone 01632 960999.").unwrap();
    assert!(told.contains("01632 960999") && !told.contains('@'), "{told}");
    assert_eq!(contact("Ask at any library."), None);
    assert_eq!(contact("Information Commissioner's Office, Wilmslow, 0303 123 1113"), None);
}

#[test]
fn each_value_carries_its_words_and_their_line() {
    let activity = first("Privacy Notice - Parks\n\nWho information may be shared with\n\n• Sports clubs\n• Police\n");
    let imported = activity.imported.unwrap();
    let told: Vec<_> = imported
        .evidence
        .iter()
        .flatten()
        .map(|one| (one.field.as_deref().unwrap(), one.value.as_deref().unwrap(), one.at.as_deref().unwrap()))
        .collect();
    assert!(told.contains(&("recipients", "Sports clubs", "line 5")), "{told:?}");
    assert!(told.contains(&("recipients", "Police", "line 6")), "{told:?}");
    assert!(told.contains(&("title", "Parks", "line 1")), "{told:?}");
}

#[test]
fn the_date_of_a_notice_is_a_day_or_its_words() {
    let dated = |words: &str| {
        let activity = first(&format!(
            "# Parks privacy notice\n\nLast updated: {words}\n\n## Why we use your data\n\nTo answer you.\n"
        ));
        activity.privacy_notice.and_then(|notice| notice.dated).map(|dated| dated.as_str().to_owned())
    };
    assert_eq!(dated("3 May 2024").as_deref(), Some("2024-05-03"));
    assert_eq!(dated("September 2022").as_deref(), Some("September 2022"));
}

#[test]
fn what_is_not_applicable_is_a_mark_and_no_value() {
    let activity: Activity = first("Privacy Notice - Parks\n\nWho information may be shared with\n\nN/A\n");
    assert_eq!(activity.lines()[0].recipients, None);
    let mark = &activity.marks()[0];
    assert_eq!((mark.field.as_deref(), mark.mark.as_deref()), (Some("recipients"), Some("does-not-apply")));
}

#[test]
fn the_same_notice_gives_the_same_ids_again() {
    let ids = || bring(b"Privacy Notice - Parks\n\nTransfers\n\nWorldwide\n", "parks.txt").drafts.remove(0).activity.id;
    assert_eq!(ids(), ids());
    assert_eq!(ids().as_str().len(), 8);
}
