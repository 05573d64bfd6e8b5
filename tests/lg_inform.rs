//! LG Inform Plus: its download read, and written back for its upload.

use jiff::civil::date;
use ropa::domain::Text;
use ropa::domain::activity::Activity;
use ropa::domain::id::{Id, Ids};
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Organisation;
use ropa::domain::register::{Register, RegisterFile};
use ropa::formats::import::book::{Book, Cell, Sheet};
use ropa::formats::import::brought::{Brought, Kind};
use ropa::formats::import::choices::{Progress, Refusal, Setting, Unwatched};
use ropa::formats::import::layouts::lg_inform::{Rows, bring, is, rows_of, write_back};
use ropa::formats::json::{self, Form};
use std::cell::Cell as Counter;
use std::sync::Arc;

/// The newer headings, with columns that nobody has seen described and one without a heading.
const NEWER: [&str; 30] = [
    "Data Controller Name",
    "Data Controller Email",
    "Data Controller Address",
    "Data Controller Telephone",
    "Data Protection Officer Name",
    "Data Protection Officer Email",
    "Data Protection Officer Address",
    "Data Protection Officer Telephone",
    "ID",
    "Retention ID",
    "Business Function",
    "Service ID",
    "Service Name",
    "Service Legislation Name",
    "Service Legislation Power Or Duty",
    "Records Description",
    "Contains Personal Information?",
    "Contains Special Information?",
    "Impact Level",
    "Retention Legislation Name",
    "Retention Legislation URL",
    "Retain Permanently?",
    "Retention Requirements",
    "Notes",
    "Added Date",
    "Updated Date",
    "Categories of Personal Data",
    "Something New",
    "",
    "Something New",
];

const FIRST: [&str; 30] = [
    "Anytown Council",
    "ig@anytown.example",
    "Town Hall\nAnytown",
    "+44 1234 567890",
    "A Shah",
    "dpo@anytown.example",
    "",
    "",
    "1002",
    "77",
    "Adult care services",
    "301",
    "Adult social care assessment",
    "Care Act 2014; Mental Capacity Act 2005",
    "Duty; Power",
    "Assessments of need",
    "Yes",
    "Yes",
    "3",
    "Limitation Act 1980",
    "https://www.legislation.gov.uk/ukpga/1980/58",
    "No",
    "6 years after case closed (then destroy)",
    " kept as  it is ",
    "01/02/2023",
    "15/03/2024 10:30",
    "Name; address; health",
    "x\ny",
    "no heading",
    "=second",
];

fn row(id: &str, changes: &[(usize, &str)]) -> Vec<String> {
    let mut row: Vec<String> = FIRST.iter().map(|cell| (*cell).to_owned()).collect();
    row[..8].fill(String::new());
    row[8] = id.to_owned();
    for (place, words) in changes {
        row[*place] = (*words).to_owned();
    }
    row
}

fn book(headings: &[&str], rows: &[Vec<String>]) -> Book {
    let cells = |row: &[String]| {
        row.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text.as_str().into()) }).collect()
    };
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let all = std::iter::once(&headings).chain(rows);
    Book {
        sheets: vec![Sheet { rows: all.map(|row| cells(row)).collect(), ..Sheet::default() }],
        encoding: Some("UTF-8"),
    }
}

fn download() -> Book {
    let first = FIRST.iter().map(|cell| (*cell).to_owned()).collect();
    let long = "Files of children who are looked after, with plans, reviews and reports of every kind that the service makes and receives. They are large.";
    book(
        &NEWER,
        &[
            first,
            row("1003", &[(16, "No"), (15, "Minutes of meetings")]),
            row("1004", &[(15, long), (17, "No"), (21, "Yes"), (22, ""), (26, "")]),
            row(
                "1005",
                &[
                    (15, "Reviews of need"),
                    (16, "?"),
                    (26, "• Name\n• Address"),
                    (22, "11 yrs (NR3S) / 6 yrs otherwise"),
                ],
            ),
        ],
    )
}

fn brought(book: &Book) -> Brought {
    let lexicon = Lexicon::default();
    bring(book, &Setting { file: "records.csv", lexicon: &lexicon, today: date(2026, 11, 24) }, &Unwatched).unwrap()
}

/// A register of what was brought, as it is once it was saved and opened again.
fn register(brought: &Brought) -> Register {
    let activities = brought.drafts.iter().enumerate().map(|(turn, draft)| {
        let id = Id::from(format!("{turn:08}").as_str());
        let lines = draft.activity.lines.clone().map(|mut lines| {
            lines.iter_mut().for_each(|line| line.id = Id::from(format!("1{turn:07}").as_str()));
            lines
        });
        Arc::new(Activity { id, lines, ..draft.activity.clone() })
    });
    let mut file: RegisterFile = Register::new(Id::from("h5v0n3wc"), Organisation::default()).file().clone();
    file.activities = Some(activities.collect());
    file.organisation = brought.organisation.clone().map(Arc::new);
    json::read(&json::write(&Register::from_file(file), Form::default()), &mut Ids::seeded(7)).unwrap().register
}

fn changed(register: &Register, title: &str, change: impl Fn(&mut Activity)) -> Register {
    let mut file = register.file().clone();
    for activity in file.activities.iter_mut().flatten().filter(|activity| activity.title.as_deref() == Some(title)) {
        change(Arc::make_mut(activity));
    }
    Register::from_file(file)
}

fn all(register: &Register) -> Vec<&Arc<Activity>> {
    register.activities().iter().collect()
}

fn texts(terms: &Option<Vec<Text>>) -> Vec<&str> {
    terms.iter().flatten().map(|term| &**term).collect()
}

#[test]
fn a_download_is_known_by_its_headings_newer_or_older() {
    assert!(is(&download()));
    let older = [
        "OrganisationName",
        "ID",
        "RetentionID",
        "BusinessFunction",
        "ServiceID",
        "RecordsDescription",
        "ContainsPersonalInformation?",
    ];
    assert!(is(&book(&older, &[])));
    let banner = Book {
        sheets: vec![Sheet {
            rows: std::iter::once(vec![Cell::Text("Downloaded today".into())])
                .chain(download().sheets[0].rows.clone())
                .collect(),
            ..Sheet::default()
        }],
        encoding: None,
    };
    assert_eq!(brought(&banner).source.heading_row, Some(2));
    for other in [vec!["ID", "Title", "Notes"], vec!["Business function", "Purpose of processing"], vec![]] {
        assert!(!is(&book(&other, &[])), "{other:?}");
        let lexicon = Lexicon::default();
        let setting = Setting { file: "other.csv", lexicon: &lexicon, today: date(2026, 11, 24) };
        let Err(Refusal(reason)) = bring(&book(&other, &[]), &setting, &Unwatched) else {
            panic!("it was brought in");
        };
        assert!(reason.contains("other.csv"), "{reason}");
    }
}

#[test]
fn each_record_with_personal_data_is_a_draft_with_its_ids() {
    let brought = brought(&download());
    assert_eq!(brought.source.kind, Kind::LgInform);
    let keys: Vec<&str> = brought.drafts.iter().map(|draft| &*draft.key).collect();
    assert_eq!(keys, ["1002", "1004", "1005"]);
    let first = &brought.drafts[0].activity;
    assert_eq!(first.title.as_deref(), Some("Assessments of need"));
    assert_eq!(first.business_function.as_deref(), Some("Adult care services"));
    assert_eq!(first.team.as_deref(), Some("Adult social care assessment"));
    let ids: Vec<(&str, &str)> = first
        .external_ids
        .iter()
        .flat_map(|pairs| &pairs.0)
        .map(|pair| (pair.name.as_deref().unwrap(), pair.value.as_deref().unwrap()))
        .collect();
    assert_eq!(ids, [("lg-inform", "1002"), ("lg-inform-retention", "77"), ("lg-inform-service", "301")]);
    let law: Vec<&str> = first.lawful_bases().iter().filter_map(|basis| basis.statutory_reference.as_deref()).collect();
    assert_eq!(law, ["Care Act 2014 (duty)", "Mental Capacity Act 2005 (power)"]);
    assert!(first.lawful_bases().iter().all(|basis| basis.basis.is_none()), "no basis is said, so none is recorded");
    let line = &first.lines()[0];
    assert_eq!((texts(&line.data_classes), texts(&line.special_categories)), (vec!["Name", "address"], vec!["health"]));
    let retention = line.retention.as_ref().unwrap();
    assert_eq!((retention.period_months, retention.authority.as_deref()), (Some(72), Some("Limitation Act 1980")));
    assert_eq!((retention.trigger.as_deref(), retention.action.as_deref()), (Some("case closed"), Some("destroy")));
    assert!(first.marks().is_empty(), "the special categories are named");
    let evidence = first.imported.as_ref().unwrap().evidence.as_ref().unwrap();
    let title = evidence.iter().find(|entry| entry.field.as_deref() == Some("title")).unwrap();
    assert_eq!((title.found.as_deref(), title.at.as_deref()), (Some("Assessments of need"), Some("P2")));
}

#[test]
fn the_organisation_is_read_from_the_first_row_of_data_only() {
    let mut file = download();
    let organisation = brought(&file).organisation.unwrap();
    assert_eq!(
        (organisation.name.as_deref(), organisation.telephone.as_deref()),
        (Some("Anytown Council"), Some("+44 1234 567890"))
    );
    assert_eq!(organisation.data_protection_officer.unwrap().name.as_deref(), Some("A Shah"));
    file.sheets[0].rows[3][0] = Cell::Text("Other Council".into());
    let again = brought(&file);
    assert_eq!(again.organisation.unwrap().name.as_deref(), Some("Anytown Council"));
    assert!(again.looks.iter().any(|look| look.row == 4 && &*look.value == "Other Council"), "{:?}", again.looks);
}

#[test]
fn a_record_without_personal_data_is_skipped_and_told() {
    let brought = brought(&download());
    let rows: Vec<usize> = brought.skipped.iter().map(|skipped| skipped.row).collect();
    assert_eq!(rows, [3]);
    assert!(brought.skipped[0].reason.contains("no personal data"));
    let looks: Vec<(usize, &str)> = brought.looks.iter().map(|look| (look.row, &*look.heading)).collect();
    assert_eq!(looks, [(5, "Contains Personal Information?"), (5, "Retention Requirements")]);
}

#[test]
fn a_long_description_is_kept_whole_and_gives_a_title() {
    let brought = brought(&download());
    let second = &brought.drafts[1].activity;
    assert!(second.title.as_deref().unwrap().starts_with("Files of children who are looked after"));
    assert!(second.title.as_deref().unwrap().chars().count() <= 121);
    assert!(second.description.as_deref().unwrap().ends_with("They are large."));
    let line = &second.lines()[0];
    assert_eq!(line.special_categories, Some(vec![]), "the download says that there are none");
    assert_eq!(line.retention.as_ref().unwrap().permanent, Some(true));
}

#[test]
fn special_information_without_its_kinds_is_to_be_confirmed() {
    let file = book(&NEWER, &[row("1", &[(26, "")])]);
    let brought = brought(&file);
    let marks = brought.drafts[0].activity.marks();
    assert_eq!(marks.len(), 1);
    assert_eq!((marks[0].field.as_deref(), marks[0].mark.as_deref()), (Some("special_categories"), Some("to-confirm")));
}

#[test]
fn every_cell_is_a_value_or_kept_under_its_heading() {
    let file = download();
    let brought = brought(&file);
    for draft in &brought.drafts {
        let json =
            serde_json::to_string(&draft.activity).unwrap() + &serde_json::to_string(&brought.organisation).unwrap();
        for cell in &file.sheets[0].rows[draft.at - 1] {
            let words = cell.words();
            let told = serde_json::to_string(words.trim()).unwrap();
            assert!(json.contains(told.trim_matches('"')), "{words:?} of row {}", draft.at);
        }
    }
}

#[test]
fn what_was_not_changed_goes_back_exactly_as_it_came() {
    let brought = brought(&download());
    let register = register(&brought);
    let rows = rows_of(&all(&register), &register.organisation());
    let original = Rows::of_book(&download()).unwrap();
    assert_eq!(rows.headings, original.headings);
    assert_eq!(rows.rows, [original.rows[0].clone(), original.rows[2].clone(), original.rows[3].clone()]);
    for rows in [rows, original] {
        let written = write_back(&rows, &register);
        assert_eq!(written.changed, 0);
        assert_eq!(written.rows, rows);
    }
}

#[test]
fn only_columns_that_a_council_may_change_are_written_anew() {
    let brought = brought(&download());
    let register = changed(&register(&brought), "Assessments of need", |activity| {
        activity.title = Some("Assessments of care and support needs".into());
        activity.business_function = Some("Adults".into());
        activity.team = Some("another team".into());
        for pair in activity.external_ids.iter_mut().flat_map(|pairs| &mut pairs.0).skip(1) {
            pair.value = Some("999".into());
        }
        let lines = activity.lines.as_mut().unwrap();
        lines[0].data_classes = Some(vec!["Name".into(), "Telephone".into()]);
        lines[0].retention.as_mut().unwrap().text = Some("for ever".into());
    });
    let original = Rows::of_book(&download()).unwrap();
    let written = write_back(&original, &register);
    assert_eq!(written.changed, 1);
    let mut differs = Vec::new();
    for (row, (old, new)) in original.rows.iter().zip(&written.rows.rows).enumerate() {
        for (place, (old, new)) in old.iter().zip(new).enumerate() {
            if old != new {
                differs.push((row, NEWER[place], &**new));
            }
        }
    }
    assert_eq!(
        differs,
        [
            (0, "Retention ID", "999"),
            (0, "Business Function", "Adults"),
            (0, "Records Description", "Assessments of care and support needs"),
            (0, "Categories of Personal Data", "Name; Telephone; health"),
        ]
    );
}

#[test]
fn the_organisation_goes_back_on_the_first_row_only() {
    let brought = brought(&download());
    let mut file = register(&brought).file().clone();
    file.organisation =
        Some(Arc::new(Organisation { name: Some("Newtown Council".into()), ..Organisation::default() }));
    let register = Register::from_file(file);
    let written = write_back(&Rows::of_book(&download()).unwrap(), &register);
    assert_eq!(&*written.rows.rows[0][0], "Newtown Council");
    assert_eq!(&*written.rows.rows[0][1], "ig@anytown.example", "what the register does not say stays");
    assert!(written.rows.rows[1..].iter().all(|row| row[0].is_empty()));
    let without_first: Vec<&Arc<Activity>> = register.activities().iter().skip(1).collect();
    let rows = rows_of(&without_first, &register.organisation());
    assert_eq!(&*rows.rows[0][0], "Newtown Council");
    assert!(rows.rows[1][0].is_empty());
}

#[test]
fn special_information_follows_the_register() {
    let brought = brought(&download());
    let before = register(&brought);
    let title = before.activities()[1].title.clone().unwrap();
    let register = changed(&before, &title, |activity| {
        activity.lines.as_mut().unwrap()[0].special_categories = Some(vec!["Health".into()]);
    });
    let written = write_back(&Rows::of_book(&download()).unwrap(), &register);
    assert_eq!(&*written.rows.rows[2][17], "Yes");
    assert_eq!(written.changed, 1);
}

#[test]
fn a_register_that_lost_the_headings_still_goes_back() {
    let brought = brought(&download());
    let register = register(&brought);
    let second: Vec<&Arc<Activity>> = register.activities().iter().skip(1).take(1).collect();
    let rows = rows_of(&second, &register.organisation());
    assert_eq!(&*rows.headings[8], "ID");
    let place = |heading: &str| rows.headings.iter().position(|other| &**other == heading).unwrap();
    assert_eq!(&*rows.rows[0][8], "1004");
    assert_eq!(&*rows.rows[0][place("Notes")], " kept as  it is ");
    assert_eq!(&*rows.rows[0][place("Something New")], "x\ny");
}

#[test]
fn an_id_that_stands_twice_is_told_and_both_come_in() {
    let brought = brought(&book(&NEWER, &[row("9", &[]), row("9", &[(15, "Other")])]));
    assert_eq!(brought.drafts.len(), 2);
    assert_eq!(brought.drafts[1].repeats, Some(2));
    assert_ne!(brought.drafts[0].key, brought.drafts[1].key);
    assert!(brought.looks.iter().any(|look| look.row == 3 && look.heading.contains("ID")));
}

#[test]
fn eighteen_hundred_records_come_in_and_go_back_quickly_and_can_be_stopped() {
    let rows: Vec<Vec<String>> = (0..1_800).map(|id| row(&id.to_string(), &[])).collect();
    let file = book(&NEWER, &rows);
    let began = std::time::Instant::now();
    let brought = brought(&file);
    assert_eq!(brought.drafts.len(), 1_800);
    let register = register(&brought);
    let rows = rows_of(&all(&register), &register.organisation());
    assert_eq!(write_back(&rows, &register).changed, 0);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());

    struct Stops(Counter<usize>);
    impl Progress for Stops {
        fn goes_on(&self, done: usize, all: usize) -> bool {
            assert_eq!(all, 1_800);
            self.0.set(done);
            done < 1_000
        }
    }
    let stops = Stops(Counter::new(0));
    let lexicon = Lexicon::default();
    let setting = Setting { file: "records.csv", lexicon: &lexicon, today: date(2026, 11, 24) };
    let stopped = bring(&file, &setting, &stops);
    assert!(stopped.is_err());
    assert!((1_000..1_300).contains(&stops.0.get()));
}
