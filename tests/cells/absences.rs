//! The kinds of empty.

use ropa::formats::import::cells::absence::Absence::{self, AsAbove, DoesNotApply, NotSaid, ToConfirm};
use ropa::formats::import::cells::absence::{beginning, read};
use ropa::formats::import::cells::flag;
use ropa::formats::import::cells::{automated, dpia};

#[test]
fn every_way_of_saying_nothing_means_one_of_five() {
    let rows: &[(&str, Option<Absence>)] = &[
        ("", Some(NotSaid)),
        ("  \n", Some(NotSaid)),
        ("-", Some(NotSaid)),
        ("–", Some(NotSaid)),
        ("--", Some(NotSaid)),
        ("...", Some(NotSaid)),
        ("n/a", Some(DoesNotApply)),
        ("N/A", Some(DoesNotApply)),
        ("N/A.", Some(DoesNotApply)),
        ("n.a.", Some(DoesNotApply)),
        ("NA", Some(DoesNotApply)),
        ("(n/a)", Some(DoesNotApply)),
        ("Not Applicable", Some(DoesNotApply)),
        ("not applicable.", Some(DoesNotApply)),
        ("None", Some(Absence::None)),
        ("NONE", Some(Absence::None)),
        ("none.", Some(Absence::None)),
        ("nil", Some(Absence::None)),
        ("No", Some(Absence::None)),
        ("Keine", Some(Absence::None)),
        ("not known", Some(ToConfirm)),
        ("Unknown", Some(ToConfirm)),
        ("?", Some(ToConfirm)),
        ("??", Some(ToConfirm)),
        ("TBC", Some(ToConfirm)),
        ("tbd.", Some(ToConfirm)),
        ("To be confirmed", Some(ToConfirm)),
        ("ask JS", Some(ToConfirm)),
        ("Ask J Smith", Some(ToConfirm)),
        ("JS to confirm", Some(ToConfirm)),
        ("TBC by IT", Some(ToConfirm)),
        ("as above", Some(AsAbove)),
        ("As Above.", Some(AsAbove)),
        ("ditto", Some(AsAbove)),
        ("\"", Some(AsAbove)),
        ("''", Some(AsAbove)),
        ("”", Some(AsAbove)),
        ("- \" -", Some(AsAbove)),
        ("see above", Some(AsAbove)),
        ("N/A - see Sch 1", None),
        ("None of these people are children", None),
        ("Nanny records", None),
        ("No fixed abode team", None),
        ("6 years", None),
    ];
    for (text, expected) in rows {
        assert_eq!(read(text), *expected, "{text:?}");
    }
}

#[test]
fn words_behind_a_kind_of_empty_are_kept() {
    let rows: &[(&str, Option<(Absence, &str)>)] = &[
        ("N/A - see Sch 1", Some((DoesNotApply, "see Sch 1"))),
        ("None (held in the UK)", Some((Absence::None, "held in the UK"))),
        ("TBC; JS is asking", Some((ToConfirm, "JS is asking"))),
        ("No – not needed", Some((Absence::None, "not needed"))),
        ("None. Data stay here", Some((Absence::None, "Data stay here"))),
        ("as above, but 7 years", Some((AsAbove, "but 7 years"))),
        ("None", None),
        ("None of them", None),
        ("Name, address", None),
        ("- health", None),
        ("Non-statutory work", None),
    ];
    for (text, expected) in rows {
        let found = beginning(text);
        assert_eq!(found.as_ref().map(|(absence, rest)| (*absence, &**rest)), *expected, "{text:?}");
    }
}

#[test]
fn yes_and_no_are_read_however_they_are_written() {
    let rows = [
        ("Yes", Some(true)),
        ("y", Some(true)),
        ("Y.", Some(true)),
        ("TRUE", Some(true)),
        ("✓", Some(true)),
        ("N", Some(false)),
        ("no", Some(false)),
        ("maybe", None),
        ("", None),
        ("x", None),
        ("Yes - see log", None),
    ];
    for (text, expected) in rows {
        assert_eq!(flag::read(text), expected, "{text:?}");
    }
    assert_eq!(flag::beginning("Yes - BR-0093"), Some((true, "BR-0093".into())));
    assert_eq!(flag::beginning("No (none known)"), Some((false, "none known".into())));
    assert_eq!(flag::beginning("No fixed abode"), None);
    assert_eq!(flag::beginning("Nobody - yet"), None);
    assert_eq!(flag::beginning("Yes"), None);
    for (text, expected) in [
        ("x", Some(true)),
        ("X", Some(true)),
        ("1", Some(true)),
        ("", Some(false)),
        ("yes", Some(true)),
        ("some", None),
    ] {
        assert_eq!(flag::ticked(text), expected, "{text:?}");
    }
}

#[test]
fn an_assessment_and_its_progress_are_codes_where_the_words_say_so() {
    let today = jiff::civil::date(2026, 11, 24);
    for (text, expected) in [
        ("Yes", Some("yes")),
        ("y", Some("yes")),
        ("No", Some("no")),
        ("Not required", Some("no")),
        ("TBC", Some("unknown")),
        ("Yes - DPIA 12", Some("yes")),
        ("No (screened out)", Some("no")),
        ("when we have time", None),
    ] {
        assert_eq!(dpia::required(text).as_ref().map(|found| &*found.code), expected, "{text:?}");
    }
    for (text, code, day, rest) in [
        ("In progress", Some("in-progress"), None, ""),
        ("Completed 12/03/2024", Some("complete"), Some("2024-03-12"), ""),
        ("Complete", Some("complete"), None, ""),
        ("Signed off by DPO", Some("complete"), None, "by DPO"),
        ("31/12/25", None, Some("2025-12-31"), ""),
        ("Draft - with JS", Some("in-progress"), None, "with JS"),
        ("N/A", Some("not-required"), None, ""),
        ("Not complete", None, None, "Not complete"),
        ("Complete list of assets", None, None, "Complete list of assets"),
        ("see SharePoint", None, None, "see SharePoint"),
    ] {
        let found = dpia::progress(text, today);
        assert_eq!(found.progress.as_ref().map(|found| &*found.code), code, "{text:?}");
        assert_eq!(found.day.map(|day| day.to_string()).as_deref(), day, "{text:?}");
        assert_eq!(&*found.rest, rest, "{text:?}");
    }
}

#[test]
fn how_far_decisions_are_automated_is_said_or_not() {
    for (text, expected) in [
        ("No", Some("none")),
        ("None", Some("none")),
        ("n/a", Some("none")),
        ("No - officers decide", Some("none")),
        ("Profiling only", Some("profiling")),
        ("solely automated", Some("sole")),
        ("Yes", None),
        ("", None),
        ("TBC", None),
        ("scored by an algorithm", None),
    ] {
        assert_eq!(automated::level(text).as_ref().map(|found| &*found.code), expected, "{text:?}");
    }
}
