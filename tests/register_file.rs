//! The register file: what is read is what is written, whatever else stands in it.

pub mod dice;
pub mod edits;
mod fields;
mod laws;
mod refusals;
mod schema;
pub mod tree;

use dice::{Dice, dice};
use proptest::prelude::*;
use ropa::domain::edit::Edit;
use ropa::domain::field::{Kind, Value};
use ropa::domain::id::Ids;
use ropa::domain::register::Register;
use ropa::domain::subject::{Place, Subject};
use ropa::formats::json::migrate::{Migration, migrate};
use ropa::formats::json::problem::ReadProblem;
use ropa::formats::json::{Form, Loaded, read, write};
use tree::{Tree, steps};

/// The example of the page that fixes the format.
pub const PAGE: &str = include_str!("fixtures/register_page.json");
/// Every member that the format has, in its order.
pub const EVERY_MEMBER: &str = include_str!("fixtures/register_every_member.json");

fn open(text: &str) -> Loaded {
    open_bytes(text.as_bytes()).unwrap_or_else(|problem| panic!("{problem:?} in\n{text}"))
}

fn open_bytes(bytes: &[u8]) -> Result<Loaded, ReadProblem> {
    read(bytes, &mut Ids::seeded(7))
}

fn written(register: &Register) -> String {
    String::from_utf8(write(register, Form::default())).unwrap()
}

/// The text as a file of another form would hold it.
fn in_form(text: &str, form: Form) -> Vec<u8> {
    let mark = if form.byte_order_mark { "\u{feff}" } else { "" };
    let text = if form.windows_line_ends { text.replace('\n', "\r\n") } else { text.to_owned() };
    format!("{mark}{text}").into_bytes()
}

fn forms() -> [Form; 4] {
    [(false, false), (true, false), (false, true), (true, true)]
        .map(|(byte_order_mark, windows_line_ends)| Form { byte_order_mark, windows_line_ends })
}

#[test]
fn the_examples_are_written_as_they_were_read() {
    for example in [PAGE, EVERY_MEMBER] {
        for form in forms() {
            let loaded = open_bytes(&in_form(example, form)).unwrap();
            assert_eq!(loaded.form, form);
            assert_eq!(loaded.ids_given, 0);
            assert_eq!(loaded.newer, None);
            assert_eq!(String::from_utf8(write(&loaded.register, form)), String::from_utf8(in_form(example, form)));
        }
    }
}

#[test]
fn the_sample_register_is_written_as_it_was_read() {
    match std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample.json")) {
        Ok(sample) => assert_eq!(written(&open(&sample).register), sample),
        Err(problem) => eprintln!("skipped data/sample.json: {problem}"),
    }
}

#[test]
fn no_member_of_the_examples_is_a_stranger() {
    for example in [PAGE, EVERY_MEMBER] {
        let debug = format!("{:?}", open(example).register.file());
        assert!(!debug.contains("Other {"), "{debug}");
    }
}

#[test]
fn members_in_any_order_are_put_into_the_order_of_the_page() {
    for example in [PAGE, EVERY_MEMBER] {
        let turned = turned(&Tree::read(example));
        assert_ne!(turned.file(), example);
        assert_eq!(written(&open(&turned.file()).register), example);
    }
}

/// The same values with the members of every known group in the opposite order.
fn turned(tree: &Tree) -> Tree {
    match tree {
        Tree::Group(members) => Tree::Group(
            members
                .iter()
                .rev()
                .map(|(name, value)| {
                    let kept = matches!(name.as_str(), "external_ids" | "unmapped" | "theirs");
                    (name.clone(), if kept { value.clone() } else { turned(value) })
                })
                .collect(),
        ),
        Tree::List(items) => Tree::List(items.iter().map(turned).collect()),
        scalar => scalar.clone(),
    }
}

proptest! {
    #[test]
    fn a_register_in_our_layout_is_written_byte_for_byte_as_it_was_read(mut dice in dice()) {
        let text = dice.register(&Tree::read(EVERY_MEMBER)).file();
        let form = forms()[dice.below(4)];
        let bytes = in_form(&text, form);
        let loaded = open_bytes(&bytes).unwrap();
        prop_assert_eq!(loaded.ids_given, 0);
        prop_assert_eq!(loaded.form, form);
        let again = write(&loaded.register, loaded.form);
        prop_assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn an_edit_of_one_field_changes_its_own_lines_only(mut dice in dice(), mut plan in dice()) {
        let example = Tree::read(EVERY_MEMBER);
        let mut tree = dice.register(&example);
        let loaded = open(&tree.file());
        let mut register = loaded.register;
        let Some(change) = some_change(&mut plan, &register, &example) else { return Ok(()) };
        let before = Subject::Activity(register.activities()[change.activity].clone());
        let mut after = before.clone();
        after.set(&change.place, change.value, &mut Ids::seeded(1)).unwrap();
        Edit::replace("Change".to_owned(), before, after).apply(&mut register);

        let activity = format!("activities[{}]", change.activity);
        let status = |tree: &Tree| tree.at(&format!("{activity}.status")).cloned();
        let was = tree.clone();
        tree.put(&steps(&format!("{activity}.{}", change.path)), change.json, &example);
        let approved = Some(Tree::text("approved"));
        if tree != was && status(&was) == approved && status(&tree) == approved {
            tree.put(&steps(&format!("{activity}.status")), Some(Tree::text("in-review")), &example);
        }
        let form = forms()[plan.below(4)];
        let bytes = write(&register, form);
        let expected = in_form(&tree.file(), form);
        prop_assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&expected));
        let again = write(&open_bytes(&bytes).unwrap().register, form);
        prop_assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&bytes));
    }
}

struct SomeChange {
    activity: usize,
    place: Place,
    value: Value,
    path: String,
    json: Option<Tree>,
}

/// A field, or a cell of a row that is there, with another value; none where there is no activity.
fn some_change(dice: &mut Dice, register: &Register, example: &Tree) -> Option<SomeChange> {
    let activity = dice.below(register.activities().len().max(1));
    let subject = Subject::Activity(register.activities().get(activity)?.clone());
    let fields = subject.fields();
    let column = fields[dice.below(fields.len())];
    let field = column.spec.id;
    let rows = subject.count(field).unwrap_or(0);
    let is_list = matches!(example.at(&format!("activities[0].{field}")), Some(Tree::List(_)));
    if rows > 0 && is_list {
        let columns = subject.columns(field);
        let (row, cell) = (dice.below(rows), columns[dice.below(columns.len())]);
        let (value, json) = dice.value(cell.kind);
        let path = format!("{field}[{row}].{}", cell.spec.id);
        return Some(SomeChange { activity, place: Place::cell(field, row, cell.spec.id), value, path, json });
    }
    let (value, mut json) = dice.value(column.kind);
    if column.kind == Kind::Rows && !is_list {
        json = json.map(|_| Tree::Group(Vec::new()));
    }
    Some(SomeChange { activity, place: Place::of(field), value, path: field.to_owned(), json })
}

#[test]
fn a_file_laid_out_by_hand_takes_our_layout() {
    let by_hand = "\t{ \"version\":1,\r\n\"mine\" : [ 1.10 , \"\\u00e9\\/\", { } , [ ] ],\"format\":\"ropa-register\"\n, \"id\":\"h5v0n3wc\",
        \"activities\":[{\"title\":\"Caf\\u00e9 \\/ bar\", \"id\":\"k7m2q9xd\",\"note \\u00e9\":{\"b\":1E400,\"a\":-0}}] }";
    let expected = r#"{
  "format": "ropa-register",
  "version": 1,
  "mine": [
    1.10,
    "\u00e9\/",
    {},
    []
  ],
  "id": "h5v0n3wc",
  "activities": [
    {
      "id": "k7m2q9xd",
      "note é": {
        "b": 1E400,
        "a": -0
      },
      "title": "Café / bar"
    }
  ]
}
"#;
    assert_eq!(written(&open(by_hand).register), expected);
}

#[test]
fn missing_and_doubled_ids_are_given_anew_and_counted() {
    let text = r#"{"format":"ropa-register","version":1,"id":"h5v0n3wc","activities":[
        {"title":"a"},
        {"id":"k7m2q9xd","title":"b","lines":[{"id":"k7m2q9xd"},{},{"id":""}],"transfers":[{"id":"m2x7d4tb"},{"id":"m2x7d4tb"}]},
        {"id":"k7m2q9xd","title":"c"}]}"#;
    let first = open(text);
    assert_eq!(first.ids_given, 6);
    let mut ids = vec![];
    for activity in first.register.activities() {
        ids.push(activity.id.clone());
        ids.extend(activity.lines().iter().map(|line| line.id.clone()));
        ids.extend(activity.transfers().iter().map(|transfer| transfer.id.clone()));
        assert_eq!(first.register.activity(&activity.id).map(|found| found.name()), Some(activity.name()));
    }
    let distinct: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
    assert!(ids.iter().all(|id| id.as_str().len() == 8));
    assert_eq!(ids[1].as_str(), "k7m2q9xd");
    assert_eq!(written(&open(text).register), written(&first.register));
    let saved = written(&first.register);
    assert_eq!(open(&saved).ids_given, 0);
    let other_seed = read(text.as_bytes(), &mut Ids::seeded(8)).unwrap();
    assert_ne!(written(&other_seed.register), saved);
}

#[test]
fn a_register_without_an_id_of_its_own_gets_one() {
    for id in ["", r#""id":"","#] {
        let loaded = open(&format!(r#"{{"format":"ropa-register","version":1,{id}"activities":[]}}"#));
        assert_eq!(loaded.ids_given, 1);
        assert!(!loaded.register.file().id.is_missing());
    }
}

#[test]
fn a_newer_register_opens_and_is_left_as_it_is() {
    let text = EVERY_MEMBER.replacen("\"version\": 1", "\"version\": 99", 1).replacen(
        "\"id\": \"k7m2q9xd\"",
        "\"id\": \"\"",
        1,
    );
    let loaded = open(&text);
    assert_eq!(loaded.newer, Some(99));
    assert_eq!(loaded.ids_given, 0);
}

#[test]
fn an_older_version_is_brought_up_to_date_step_by_step() {
    let steps = [
        Migration {
            from: 1,
            change: |value| {
                value["activities"][0]["title"] =
                    format!("{} two", value["activities"][0]["title"].as_str().unwrap()).into()
            },
        },
        Migration {
            from: 0,
            change: |value| {
                let name = value["activities"][0].as_object_mut().unwrap().remove("name").unwrap();
                value["activities"][0]["title"] = format!("{} one", name.as_str().unwrap()).into();
            },
        },
    ];
    let old = serde_json::json!({ "format": "ropa-register", "version": 0, "activities": [{ "name": "zero" }] });
    let new = migrate(old.clone(), 0, 2, &steps).unwrap();
    assert_eq!(new["version"], 2);
    assert_eq!(new["activities"][0]["title"], "zero one two");
    assert_eq!(migrate(new.clone(), 2, 2, &steps), Ok(new));
    assert!(migrate(old.clone(), 0, 3, &steps).is_err());
    assert_eq!(migrate(old, 0, 2, &steps[..1]), Err(ReadProblem::UnknownVersion { version: 0 }));
}
