//! Every field and every column of every table, set, changed, emptied and marked from the keyboard.

mod explained;
mod full;
mod walk;

use crate::story::key;
use ropa::domain::activity::Activity;
use ropa::domain::field::rows::Column;
use ropa::domain::field::{Asked, Kind};
use ropa::domain::guide::name_of;
use ropa::domain::subject::{Place, Subject};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use walk::Walk;

/// The fields of an activity that its kind of record asks for, with their places and their ways in the file.
fn asked(of: impl Fn(Asked) -> bool) -> Vec<(Column, Place, Vec<&'static str>)> {
    let subject = Subject::Activity(Arc::new(Activity::default()));
    let mut fields = Vec::new();
    for column in subject.fields().into_iter().filter(|column| of(column.spec.asked)) {
        let id = column.spec.id;
        if id != "lines" {
            fields.push((column, Place::of(id), id.split('.').collect()));
            continue;
        }
        for cell in subject.columns("lines") {
            let path = ["lines", "0"].into_iter().chain(cell.spec.id.split('.')).collect();
            fields.push((cell, Place::line(0, cell.spec.id), path));
        }
    }
    fields
}

/// Walks every plain field of a record, or every table.
fn walk(walk: &mut Walk, fields: &[(Column, Place, Vec<&'static str>)], tables: bool) {
    for (number, (column, place, path)) in fields.iter().enumerate() {
        match (column.kind, tables) {
            (Kind::Rows, true) => {
                walk.go(column.spec.section, *place);
                walk.mark(column, *place, path);
                walk.undo_all();
                let columns = walk.subject.columns(column.spec.id);
                walk.walk_columns(column, &columns);
            }
            (Kind::Rows, false) | (_, true) => {}
            (_, false) => {
                walk.go(column.spec.section, *place);
                walk.set_change_empty(column, path, number % 2 == 0);
                walk.mark(column, *place, path);
                walk.undo_all();
            }
        }
    }
}

#[test]
fn every_field_of_a_controllers_record_is_set_changed_emptied_and_marked() {
    walk(&mut Walk::activity("controller", "general"), &asked(|asked| asked.controller), false);
}

#[test]
fn every_table_of_a_controllers_record_is_filled_row_by_row_and_marked() {
    walk(&mut Walk::activity("controller", "general"), &asked(|asked| asked.controller), true);
}

#[test]
fn every_field_of_a_processors_record_is_set_changed_emptied_and_marked() {
    let fields = asked(|asked| asked.processor && !asked.controller);
    walk(&mut Walk::activity("processor", "general"), &fields, false);
    walk(&mut Walk::activity("processor", "general"), &fields, true);
}

#[test]
fn every_field_of_a_law_enforcement_record_is_set_changed_emptied_and_marked() {
    let fields = asked(|asked| asked.law_enforcement && !asked.controller);
    walk(&mut Walk::activity("controller", "law-enforcement"), &fields, false);
}

/// Sets, changes and empties every field of a record that is no activity, each column of its tables too.
fn walk_header(walk: &mut Walk) {
    for (number, column) in walk.subject.fields().iter().enumerate() {
        let id = column.spec.id;
        let path: Vec<&str> = id.split('.').collect();
        walk.go(column.spec.section, Place::of(id));
        if column.kind == Kind::Rows {
            walk.answer_none();
            walk.saved(&path, Some(json!([])), None);
            walk.story.press(key("Ctrl+U"));
            walk.saved(&path, None, None);
            walk.undo_all();
            let columns = walk.subject.columns(id);
            walk.walk_columns(column, &columns);
        } else {
            walk.set_change_empty(column, &path, number % 2 == 0);
            if matches!(column.kind, Kind::Many(_)) {
                walk.answer_none();
                walk.saved(&path, Some(json!([])), None);
            }
        }
        walk.undo_all();
    }
}

#[test]
fn every_field_of_the_organisation_is_set_changed_and_emptied() {
    walk_header(&mut Walk::organisation());
}

#[test]
fn every_field_of_the_word_lists_is_set_changed_and_emptied() {
    walk_header(&mut Walk::word_lists());
}

/// Sets one value in every plain field that a kind of record shares with controllers' records.
fn walk_shared(role: &str, regime: &str, of: impl Fn(Asked) -> bool) {
    let mut walk = Walk::activity(role, regime);
    for (column, place, path) in asked(|asked| of(asked) && asked.controller) {
        if column.kind != Kind::Rows {
            walk.go(column.spec.section, place);
            walk.set(&column, &path);
            walk.undo_all();
        }
    }
}

#[test]
fn what_a_processors_record_shares_with_the_others_is_set_there_too() {
    walk_shared("processor", "general", |asked| asked.processor);
}

#[test]
fn what_a_law_enforcement_record_shares_with_the_others_is_set_there_too() {
    walk_shared("joint-controller", "law-enforcement", |asked| asked.law_enforcement);
}

#[test]
fn a_field_that_holds_something_is_shown_whatever_the_role() {
    for (role, regime) in [("controller", "general"), ("processor", "general"), ("controller", "law-enforcement")] {
        let mut walk = Walk::full(role, regime);
        for (column, place, _) in asked(|_| true) {
            walk.go(column.spec.section, place);
            if column.kind == Kind::Rows {
                walk.story.keys("Down Enter").sees("1 of 1").keys("Esc Up");
            }
        }
        walk.story.sees("All changes saved");
    }
}

#[test]
fn f1_at_every_field_of_the_form_opens_its_guide() {
    let mut walk = Walk::full("controller", "general");
    for (column, place, _) in asked(|_| true) {
        walk.go(column.spec.section, place);
        walk.explained(place);
        if column.kind == Kind::Rows {
            walk.story.keys("Down");
            walk.opens_guide(place);
            walk.story.keys("Enter");
            for cell in walk.subject.columns(column.spec.id) {
                let place = Place::cell(column.spec.id, 0, cell.spec.id);
                walk.move_to(place);
                walk.explained(place);
            }
            walk.story.keys("Esc");
        }
    }
}

#[test]
fn f1_at_every_field_of_the_organisation_and_the_word_lists_opens_its_guide() {
    for mut walk in [Walk::organisation(), Walk::word_lists()] {
        for column in walk.subject.fields() {
            let id = column.spec.id;
            walk.go(column.spec.section, Place::of(id));
            walk.explained(Place::of(id));
            for cell in walk.subject.columns(id) {
                let place = Place::cell(id, 0, cell.spec.id);
                if cell == walk.subject.columns(id)[0] {
                    walk.story.keys("Ctrl+N");
                }
                walk.move_to(place);
                walk.explained(place);
            }
            if column.kind == Kind::Rows {
                walk.story.keys("Esc");
            }
        }
    }
}

#[test]
fn f1_at_every_field_that_is_read_opens_its_guide() {
    let mut walk = Walk::full("controller", "general");
    walk.story.keys("Esc Home");
    let mut seen = BTreeSet::new();
    let mut before = String::new();
    while before != walk.story.screen() {
        before = walk.story.screen();
        if let Some((_, place)) = walk.story.app.guide_here() {
            let label = walk.story.app.field_here().map_or("", |spec| spec.label);
            let label: String = label.chars().take(20).collect();
            assert!(walk.story.cursor_line().contains(&label), "{label}: {}", walk.story.screen());
            walk.opens_guide(place);
            seen.insert(name_of(&walk.subject, &place));
        }
        walk.story.keys("Down");
    }
    let unseen: Vec<_> = asked(|_| true)
        .into_iter()
        .map(|(_, place, _)| name_of(&walk.subject, &place))
        .filter(|name| !seen.contains(name))
        .collect();
    assert!(unseen.is_empty(), "{unseen:?} {seen:?}");
}

#[test]
fn f1_at_a_note_for_a_mark_opens_the_guide_of_its_field() {
    let mut walk = Walk::activity("controller", "general");
    let place = Place::of("owner");
    walk.go(walk.subject.column(&place).unwrap().spec.section, place);
    walk.story.keys("F4 'does not apply' Enter").sees("Why does Owner not apply?");
    walk.opens_guide(place);
}
