//! Edits: taken back and made again they lead through the same bytes, whatever was done.

use super::dice::{Dice, dice};
use super::tree::Tree;
use super::{EVERY_MEMBER, PAGE, open, written};
use proptest::prelude::*;
use ropa::domain::activity::{Activity, Mark};
use ropa::domain::edit::{Edit, Undo};
use ropa::domain::field::{Kind, Value};
use ropa::domain::id::Ids;
use ropa::domain::register::Register;
use ropa::domain::subject::{Place, Standing, Subject};

proptest! {
    #[test]
    fn taking_all_edits_back_and_making_them_again_gives_the_same_bytes(mut dice in dice(), mut plan in dice()) {
        let mut register = open(&dice.register(&Tree::read(EVERY_MEMBER)).file()).register;
        let mut ids = Ids::seeded(3);
        let mut undo = Undo::from_saved();
        let mut states = vec![written(&register)];
        for _ in 0..plan.below(12) {
            let Some(edit) = some_edit(&mut plan, &register, &mut ids) else { continue };
            prop_assert_eq!(&edit.inverse().inverse(), &edit);
            edit.apply(&mut register);
            undo.push(edit);
            states.push(written(&register));
            prop_assert_eq!(undo.unsaved(), states.len() - 1);
        }
        check_places(&register);
        for state in states.iter().rev().skip(1) {
            undo.back().unwrap().inverse().apply(&mut register);
            prop_assert_eq!(&written(&register), state);
        }
        prop_assert_eq!(undo.unsaved(), 0);
        prop_assert!(undo.back().is_none());
        for state in states.iter().skip(1) {
            undo.forward().unwrap().apply(&mut register);
            prop_assert_eq!(&written(&register), state);
        }
        prop_assert!(undo.forward().is_none());
        check_places(&register);
        let last = open(&written(&register));
        prop_assert_eq!(last.ids_given, 0);
        prop_assert_eq!(written(&last.register), written(&register));
    }

    #[test]
    fn the_number_of_unsaved_edits_says_whether_the_bytes_are_those_on_disk(mut plan in dice()) {
        let mut register = open(PAGE).register;
        let mut ids = Ids::seeded(3);
        let mut undo = Undo::from_saved();
        let mut disk = written(&register);
        for _ in 0..plan.below(30) {
            match plan.below(5) {
                0 | 1 => {
                    if let Some(edit) = some_edit(&mut plan, &register, &mut ids).filter(|edit| !edit.is_empty()) {
                        edit.apply(&mut register);
                        undo.push(edit);
                    }
                }
                2 => if let Some(edit) = undo.back() {
                    edit.inverse().apply(&mut register);
                },
                3 => if let Some(edit) = undo.forward() {
                    edit.apply(&mut register);
                },
                _ => {
                    disk = written(&register);
                    undo.mark_saved(undo.done());
                }
            }
            if undo.unsaved() == 0 {
                prop_assert_eq!(&written(&register), &disk);
            }
        }
    }
}

fn check_places(register: &Register) {
    for (place, activity) in register.activities().iter().enumerate() {
        assert_eq!(register.place(&activity.id), Some(place));
    }
}

/// Some edit of the kinds that the screens make.
pub fn some_edit(dice: &mut Dice, register: &Register, ids: &mut Ids) -> Option<Edit> {
    let count = register.activities().len();
    let label = "Change".to_owned();
    match dice.below(8) {
        0 => {
            let id = ids.fresh(|id| register.activity(id).is_some());
            let title = Some(dice.words().as_str().into());
            Some(Edit::add(label, Activity { id, title, ..Activity::default() }, dice.below(count + 1)))
        }
        1 => {
            let mut activities = register.activities().iter().cloned().enumerate().collect::<Vec<_>>();
            activities.retain(|_| dice.one_in(2));
            Some(Edit::remove(label, activities))
        }
        2 => some_change(dice, Subject::Organisation(register.organisation()), ids, label),
        3 => some_change(dice, Subject::Vocabulary(register.vocabulary()), ids, label),
        _ => {
            let activity = register.activities().get(dice.below(count.max(1)))?;
            some_change(dice, Subject::Activity(activity.clone()), ids, label)
        }
    }
}

fn some_change(dice: &mut Dice, before: Subject, ids: &mut Ids, label: String) -> Option<Edit> {
    let mut after = before.clone();
    for _ in 0..=dice.below(3) {
        let fields = after.fields();
        let column = fields[dice.below(fields.len())];
        let field = column.spec.id;
        if dice.one_in(6) {
            let note = Some(dice.words().as_str().into());
            let mark = Mark { mark: Some("to-confirm".into()), note, ..Mark::default() };
            after.set_mark(&Place::of(field), Some(mark).filter(|_| dice.one_in(2)));
            continue;
        }
        if column.kind != Kind::Rows || dice.one_in(6) {
            after.set(&Place::of(field), dice.value(column.kind).0, ids).unwrap();
            continue;
        }
        let rows = after.count(field).unwrap_or(0);
        if rows > 0 && dice.one_in(3) {
            after.remove_row(field, dice.below(rows));
            continue;
        }
        let columns = after.columns(field);
        let cell = columns[dice.below(columns.len())];
        let place = Place::cell(field, dice.below(rows + 1), cell.spec.id);
        after.set(&place, dice.value(cell.kind).0, ids).unwrap();
    }
    Some(Edit::replace(label, before, after))
}

fn first(register: &Register) -> Subject {
    Subject::Activity(register.activities()[0].clone())
}

#[test]
fn a_change_to_an_approved_activity_puts_it_back_in_review() {
    let register = open(PAGE).register;
    let status = Place::of("status");
    let edited = |field: &'static str, value: Value, from: &str| {
        let mut before = first(&register);
        before.set(&status, Value::Text(from.into()), &mut Ids::seeded(1)).unwrap();
        let mut after = before.clone();
        after.set(&Place::of(field), value, &mut Ids::seeded(1)).unwrap();
        let mut register = register.clone();
        Edit::replace("Change".to_owned(), before, after).apply(&mut register);
        first(&register).value(&status)
    };
    let text = |text: &str| Value::Text(text.into());
    assert_eq!(edited("owner", text("Somebody else"), "approved"), text("in-review"));
    assert_eq!(edited("owner", text("Head of Strategic Commissioning"), "approved"), text("approved"));
    assert_eq!(edited("owner", text("Somebody else"), "draft"), text("draft"));
    assert_eq!(edited("status", text("retired"), "approved"), text("retired"));
    assert_eq!(edited("status", Value::Empty, "approved"), Value::Empty);
}

#[test]
fn removing_the_last_line_leaves_lines_not_recorded_and_takes_its_marks_along() {
    let register = open(PAGE).register;
    let before = first(&register);
    let mut after = before.clone();
    assert_eq!(after.row_id("lines", 0).map(|id| id.as_str().to_owned()).as_deref(), Some("4hq0w8zr"));
    after.remove_row("lines", 0);
    assert_eq!(after.count("lines"), None);
    assert_eq!(after.standing(&Place::of("lines")), Standing::NotRecorded);
    let marks = after.activity().unwrap().marks().to_vec();
    assert_eq!(marks.iter().map(|mark| mark.field.as_deref()).collect::<Vec<_>>(), [Some("owner")]);
    let mut changed = register.clone();
    let edit = Edit::replace("Remove the line".to_owned(), before, after);
    edit.apply(&mut changed);
    assert!(!written(&changed).contains("\"lines\""));
    edit.inverse().apply(&mut changed);
    assert_eq!(written(&changed), PAGE);
}

#[test]
fn a_value_that_does_not_fit_changes_nothing() {
    let register = open(PAGE).register;
    let before = first(&register);
    let mut after = before.clone();
    for column in before.fields() {
        let wrong = if column.kind == Kind::Flag { Value::Number(1) } else { Value::Flag(true) };
        assert!(after.set(&Place::of(column.spec.id), wrong, &mut Ids::seeded(1)).is_err());
        for cell in before.columns(column.spec.id) {
            for row in [0, before.count(column.spec.id).unwrap_or(0), 99] {
                let place = Place::cell(column.spec.id, row, cell.spec.id);
                assert!(after.set(&place, Value::Rows(1), &mut Ids::seeded(1)).is_err());
            }
        }
    }
    assert_eq!(after, before);
    assert!(after.set(&Place::of("no such field"), Value::Empty, &mut Ids::seeded(1)).is_err());
}

#[test]
fn the_only_activity_of_a_file_without_a_list_of_them_can_be_taken_back() {
    for activities in ["", ",\n  \"activities\": []"] {
        for groups in ["", ",\n  \"organisation\": {},\n  \"vocabulary\": {}"] {
            let text = format!(
                "{{\n  \"format\": \"ropa-register\",\n  \"version\": 1,\n  \"id\": \"h5v0n3wc\"{groups}{activities}\n}}\n"
            );
            let mut register = open(&text).register;
            let activity = Activity { id: "k7m2q9xd".into(), ..Activity::default() };
            let organisation = Subject::Organisation(register.organisation());
            let mut named = organisation.clone();
            named.set(&Place::of("name"), Value::Text("Anytown".into()), &mut Ids::seeded(1)).unwrap();
            let edits =
                [Edit::add("Add".to_owned(), activity, 0), Edit::replace("Name".to_owned(), organisation, named)];
            edits.iter().for_each(|edit| edit.apply(&mut register));
            assert_ne!(written(&register), text);
            edits.iter().rev().for_each(|edit| edit.inverse().apply(&mut register));
            assert_eq!(written(&register), text);
        }
    }
}

#[test]
fn marks_on_a_line_only_go_with_it_and_leave_nothing_behind() {
    let register = open(EVERY_MEMBER).register;
    let mut activity = first(&register);
    assert_eq!(activity.activity().unwrap().marks().len(), 1);
    activity.remove_row("lines", 0);
    assert_eq!(activity.activity().unwrap().marks, None);
}

#[test]
fn a_number_among_the_ids_of_other_systems_can_be_replaced() {
    let text = PAGE.replace("\"1002\"", "1002.50");
    let mut register = open(&text).register;
    assert_eq!(written(&register), text);
    let before = first(&register);
    let place = Place::cell("external_ids", 0, "value");
    assert_eq!(before.value(&place), Value::Text("1002.50".into()));
    let mut after = before.clone();
    after.set(&place, Value::Text("1002".into()), &mut Ids::seeded(1)).unwrap();
    let edit = Edit::replace("Change".to_owned(), before, after);
    edit.apply(&mut register);
    assert_eq!(written(&register), PAGE.replace("\"approved\",", "\"in-review\","));
    edit.inverse().apply(&mut register);
    assert_eq!(written(&register), text);
}

#[test]
fn a_save_that_ends_late_is_not_taken_for_a_later_state() {
    let register = open(PAGE).register;
    let edit = |title: &str| {
        let before = first(&register);
        let mut after = before.clone();
        after.set(&Place::of("title"), Value::Text(title.into()), &mut Ids::seeded(1)).unwrap();
        Edit::replace("Change".to_owned(), before, after)
    };
    let mut undo = Undo::from_saved();
    undo.push(edit("one"));
    let under_way = undo.done();
    undo.back();
    undo.push(edit("two"));
    undo.mark_saved(under_way);
    assert_eq!(undo.unsaved(), 1);
    undo.back();
    assert_eq!(undo.unsaved(), 1);
    undo.mark_saved(undo.done());
    assert_eq!(undo.unsaved(), 0);
    undo.forward();
    assert_eq!(undo.unsaved(), 1);
}

#[test]
fn many_activities_are_removed_and_brought_back_in_one_edit() {
    let mut ids = Ids::seeded(3);
    let item = |_| format!("{{\"id\":\"{}\"}}", ids.fresh(|_| false).as_str());
    let items = (0..20_000).map(item).collect::<Vec<_>>().join(",");
    let text = format!(r#"{{"format":"ropa-register","version":1,"id":"a","activities":[{items}]}}"#);
    let mut register = open(&text).register;
    let before = written(&register);
    let start = std::time::Instant::now();
    let chosen = register.activities().iter().cloned().enumerate().step_by(3).collect();
    let edit = Edit::remove("Remove".to_owned(), chosen);
    edit.apply(&mut register);
    assert_eq!(register.activities().len(), 13_333);
    check_places(&register);
    edit.inverse().apply(&mut register);
    check_places(&register);
    assert_eq!(written(&register), before);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn an_activity_is_removed_wherever_it_stands_by_then() {
    let mut register = open(PAGE).register;
    let remove = Edit::remove("Remove".to_owned(), vec![(0, register.activities()[0].clone())]);
    let other = Activity { id: "zzzzzzzz".into(), ..Activity::default() };
    Edit::add("Add".to_owned(), other, 0).apply(&mut register);
    remove.apply(&mut register);
    let left: Vec<&str> = register.activities().iter().map(|activity| activity.id.as_str()).collect();
    assert_eq!(left, ["zzzzzzzz"]);
}
