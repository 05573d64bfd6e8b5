//! Every field of the tables, walked: set, written in its place, read back, told apart, emptied.

use super::dice::{date_value, flag_value, number_value, terms_value, text_value};
use super::tree::{Tree, steps};
use super::{EVERY_MEMBER, open, written};
use ropa::domain::diff::{between, of_records};
use ropa::domain::edit::Edit;
use ropa::domain::field::rows::Column;
use ropa::domain::field::{Kind, Value};
use ropa::domain::id::Ids;
use ropa::domain::patch::patch;
use ropa::domain::register::Register;
use ropa::domain::subject::{Place, Subject};

const BARE: &str = r#"{
  "format": "ropa-register",
  "version": 1,
  "id": "h5v0n3wc",
  "activities": [
    {
      "id": "k7m2q9xd"
    }
  ]
}
"#;

type Subjects = fn(&Register) -> Subject;

const SUBJECTS: [(&str, Subjects); 3] = [
    ("activities[0]", |register| Subject::Activity(register.activities()[0].clone())),
    ("organisation", |register| Subject::Organisation(register.organisation())),
    ("vocabulary", |register| Subject::Vocabulary(register.vocabulary())),
];

/// Two values for each kind.
fn values(kind: Kind) -> [(Value, Option<Tree>); 2] {
    match kind {
        Kind::Text(_) | Kind::Choice(_) | Kind::Line => [text_value("One"), text_value("two «2»")],
        Kind::Long => [text_value("One\nand more"), text_value("two")],
        Kind::Many(_) => [terms_value(&["One", "Two"]), terms_value(&[])],
        Kind::Date => [date_value("2026-11-24"), date_value("2024-02-29")],
        Kind::Flag => [flag_value(true), flag_value(false)],
        Kind::Number => [number_value(72), number_value(0)],
        Kind::Rows => unreachable!("cells of tables are walked one by one"),
    }
}

fn changed(register: &Register, subject: Subjects, place: &Place, value: Value) -> Register {
    let before = subject(register);
    let mut after = before.clone();
    after.set(place, value, &mut Ids::seeded(5)).unwrap();
    let mut register = register.clone();
    Edit::replace("Change".to_owned(), before, after).apply(&mut register);
    register
}

/// Every single value: fields, and cells of a first row.
fn places() -> Vec<(&'static str, Subjects, Place, Column)> {
    let register = open(BARE).register;
    let mut places = Vec::new();
    for (root, subject) in SUBJECTS {
        let record = subject(&register);
        for column in record.fields() {
            let field = column.spec.id;
            if column.kind != Kind::Rows {
                places.push((root, subject, Place::of(field), column));
            }
            for cell in record.columns(field) {
                places.push((root, subject, Place::cell(field, 0, cell.spec.id), cell));
            }
        }
    }
    assert!(places.len() > 150, "{}", places.len());
    places
}

fn path(root: &str, place: &Place) -> String {
    match place.cell {
        Some((row, column)) => format!("{root}.{}[{row}].{column}", place.field),
        None => format!("{root}.{}", place.field),
    }
}

/// Tables of names and values, which are a group in the file.
fn is_pairs(place: &Place) -> bool {
    matches!(place.field, "external_ids" | "imported.unmapped")
}

#[test]
fn every_field_is_written_under_its_id_and_read_back_and_emptied() {
    for (root, subject, place, column) in places() {
        let empty = open(BARE).register;
        let mut expected = Tree::read(BARE);
        let mut register = empty.clone();
        for (value, json) in values(column.kind) {
            let before = register.clone();
            register = changed(&register, subject, &place, value.clone());
            let row = subject(&register).row_id(place.field, 0).filter(|_| place.cell.is_some());
            differ_in_one(&before, &register);

            if is_pairs(&place) {
                assert_pair(root, &place, &json, &register);
            } else {
                expected = with_value(&expected, root, &place, json, row.as_ref().map(|id| id.as_str()));
                assert_eq!(written(&register), expected.file(), "{place:?}");
            }
            let again = open(&written(&register));
            assert_eq!(again.ids_given, 0);
            assert_eq!(subject(&again.register).value(&place), value);
            assert_eq!(between(&register, &again.register), []);
        }
        let mut emptied = changed(&register, subject, &place, Value::Empty);
        differ_in_one(&register, &emptied);
        assert!(open(&written(&emptied)).register.file() == emptied.file() || is_pairs(&place));
        if place.cell.is_some() {
            let before = subject(&emptied);
            let mut after = before.clone();
            after.remove_row(place.field, 0);
            Edit::replace("Remove".to_owned(), before, after).apply(&mut emptied);
        }
        assert_eq!(written(&emptied), BARE, "{place:?}");
    }
}

/// Two states differ in one value, and each leads to the other by its difference. A row that is known by that very value
/// is another row with another value.
fn differ_in_one(before: &Register, after: &Register) {
    for (one, other) in [(before, after), (after, before)] {
        let changes = between(one, other);
        assert!(matches!(changes.len(), 1 | 2), "{changes:?}");
        assert_eq!(written(&patch(one, &changes).unwrap()), written(other));
    }
}

fn with_value(tree: &Tree, root: &str, place: &Place, json: Option<Tree>, id: Option<&str>) -> Tree {
    let example = Tree::read(EVERY_MEMBER);
    let mut tree = tree.clone();
    let table = format!("{root}.{}", place.field);
    if place.cell.is_some() && tree.at(&table).is_none() {
        let members = id.map(|id| ("id".to_owned(), Tree::text(id)));
        let row = Tree::Group(members.into_iter().collect());
        tree.put(&steps(&table), Some(Tree::List(vec![row])), &example);
    }
    tree.put(&steps(&path(root, place)), json, &example);
    tree
}

/// A name without a value stands with an empty one, and a value without a name under an empty one.
fn assert_pair(root: &str, place: &Place, json: &Option<Tree>, register: &Register) {
    let tree = Tree::read(&written(register));
    let Some(Tree::Group(members)) = tree.at(&path(root, &Place::of(place.field))) else {
        panic!("{place:?} is no group");
    };
    let [(name, value)] = members.as_slice() else { panic!("{members:?}") };
    let found = if place.cell.is_some_and(|(_, column)| column == "name") { Tree::text(name) } else { value.clone() };
    assert_eq!(Some(found), *json);
}

#[test]
fn none_is_another_answer_than_not_recorded_in_every_list_and_table() {
    for (root, subject) in SUBJECTS {
        let empty = open(BARE).register;
        for column in subject(&empty).fields() {
            let place = Place::of(column.spec.id);
            let none = match column.kind {
                Kind::Rows => Value::Rows(0),
                Kind::Many(_) => Value::Terms(Vec::new()),
                _ => continue,
            };
            let register = changed(&empty, subject, &place, none.clone());
            let tree = Tree::read(&written(&register));
            let expected = if is_pairs(&place) { Tree::Group(Vec::new()) } else { Tree::List(Vec::new()) };
            assert_eq!(tree.at(&path(root, &place)), Some(&expected));
            let again = subject(&open(&written(&register)).register);
            assert_eq!(again.value(&place), none);
            assert!(again.value(&place).is_none());
            differ_in_one(&empty, &register);
            assert_eq!(written(&changed(&register, subject, &place, Value::Empty)), BARE);
        }
    }
}

#[test]
fn the_tables_hold_every_member_of_the_format_once() {
    let known = ["id", "marks", "external_ids", "imported.unmapped"];
    for (root, subject) in SUBJECTS {
        let register = open(EVERY_MEMBER).register;
        let record = subject(&register);
        let mut of_tables: Vec<String> = record.recorded().iter().map(|place| path(root, place)).collect();
        let inner = |path: &String| {
            known.iter().any(|name| {
                let rest = path.strip_prefix(&format!("{root}.{name}")).unwrap_or("x");
                rest.is_empty() || rest.starts_with(['[', '.'])
            })
        };
        of_tables.retain(|path| !inner(path));
        let tree = Tree::read(EVERY_MEMBER);
        let mut of_file: Vec<String> = tree.at(root).unwrap().paths();
        of_file = of_file.iter().filter(|rest| !rest.is_empty()).map(|rest| format!("{root}.{rest}")).collect();
        let is_value = |path: &String| match tree.at(path) {
            Some(Tree::Scalar(_)) => !path.ends_with(']'),
            Some(Tree::List(items)) => !matches!(items.first(), Some(Tree::Group(_))),
            _ => false,
        };
        of_file.retain(|path| is_value(path) && !inner(path) && !path.ends_with("].id"));
        of_tables.sort();
        of_file.sort();
        assert_eq!(of_tables, of_file);
    }
}

#[test]
fn rows_with_ids_are_matched_by_them_wherever_they_stand() {
    let register = open(BARE).register;
    let (_, subject) = SUBJECTS[0];
    let mut before = subject(&register);
    let mut ids = Ids::seeded(5);
    for row in 0..3 {
        let people = Value::Terms(vec![format!("People {row}").into()]);
        before.set(&Place::line(row, "subjects"), people, &mut ids).unwrap();
    }
    let mut after = before.clone();
    after.remove_row("lines", 0);
    let id = before.row_id("lines", 0).unwrap();
    let [gone] = &of_records(Some(&before), Some(&after))[..] else { panic!("one difference") };
    assert_eq!((gone.path.to_string(), gone.to.is_none()), (format!("lines[{}]", id.as_str()), true));
    let [come] = &of_records(Some(&after), Some(&before))[..] else { panic!("one difference") };
    assert_eq!((&come.path, &come.to, &come.after), (&gone.path, &gone.from, &None));
}
