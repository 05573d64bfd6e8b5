//! New activities: empty ones, and drafts like another.

use crate::app::detail::Detail;
use crate::app::form::{Form, Scope};
use crate::app::{Desk, Screen, Step};
use crate::domain::activity::Activity;
use crate::domain::edit::Edit;
use crate::domain::field::Section;
use crate::domain::id::Id;
use crate::domain::line::Line;
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::words::say;

/// The steps that add an empty activity and begin to edit its title.
pub fn new_activity(desk: &mut Desk) -> Vec<Step> {
    let id = desk.fresh_id();
    let activity = Activity {
        id: id.clone(),
        role: Some("controller".into()),
        regime: Some("general".into()),
        status: Some("draft".into()),
        lines: Some(vec![Line { id: desk.fresh_id(), ..Line::default() }]),
        ..Activity::default()
    };
    let label = say("edit.new", &[]);
    editing_new(Edit::add(label, activity, desk.document.register().activities().len()), id, desk)
}

/// The steps that copy an activity to a new draft and begin to edit its title.
pub fn copy_to_new(id: &Id, desk: &mut Desk) -> Vec<Step> {
    let Some(source) = desk.document.register().activity(id).cloned() else { return Vec::new() };
    let copy = draft_like(&source, desk);
    let label = say("edit.copied", &[("title", source.name())]);
    let place = desk.document.register().place(id).map_or(0, |place| place + 1);
    let fresh = copy.id.clone();
    editing_new(Edit::add(label, copy, place), fresh, desk)
}

/// A new draft like another activity, without what was said about that one only: reference, approval, reviews, origin.
fn draft_like(source: &Activity, desk: &mut Desk) -> Activity {
    let mut copy = source.clone();
    copy.id = desk.fresh_id();
    let mut line_ids = Vec::new();
    for line in copy.lines.iter_mut().flatten() {
        let fresh = desk.fresh_id();
        line_ids.push((line.id.as_str().to_owned(), fresh.clone()));
        line.id = fresh;
    }
    let renamed = |old: Option<&str>| {
        line_ids.iter().find(|(before, _)| Some(before.as_str()) == old).map(|(_, id)| id.as_str().into())
    };
    for transfer in copy.transfers.iter_mut().flatten() {
        transfer.id = desk.fresh_id();
        transfer.line = renamed(transfer.line.as_deref());
    }
    // What was accepted, was accepted for that record.
    let kept = copy.marks.take().into_iter().flatten().filter(|mark| mark.mark.as_deref() != Some("accepted"));
    copy.marks = Some(kept.collect::<Vec<_>>()).filter(|marks| !marks.is_empty());
    for mark in copy.marks.iter_mut().flatten() {
        mark.line = renamed(mark.line.as_deref());
    }
    copy.title = Some(say("copy.title", &[("title", source.name())]).into());
    copy.status = Some("draft".into());
    copy.reference = None;
    copy.approved = None;
    copy.last_reviewed = None;
    copy.reviewed_by = None;
    copy.next_review = None;
    copy.former_references = None;
    copy.external_ids = None;
    copy.imported = None;
    copy
}

/// The steps that add an activity and begin to edit its title.
fn editing_new(edit: Edit, id: Id, desk: &Desk) -> Vec<Step> {
    if let Some(reason) = &desk.document.read_only {
        return vec![Step::Say(reason.clone())];
    }
    let title = match edit.changes.first().and_then(|change| change.after.as_ref()).and_then(Subject::activity) {
        Some(activity) => activity.title.clone().unwrap_or_default(),
        None => return Vec::new(),
    };
    let mut form = Form::new(SubjectId::Activity(id.clone()), Scope::Section(Section::Overview));
    form.select_title(&title);
    vec![
        Step::Make(edit),
        Step::Open(Box::new(Screen::Detail(Detail::new(id, None)))),
        Step::Open(Box::new(Screen::Form(form))),
    ]
}
