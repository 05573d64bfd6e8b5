//! Bringing an earlier value back: one edit, made on the record as it is now.

use crate::app::history::Past;
use crate::app::history::compare::{Item, changed};
use crate::app::history::kept::Kept;
use crate::app::menu::confirm;
use crate::app::{Desk, Screen, Step, told};
use crate::domain::diff::{About, FieldChange};
use crate::domain::edit::{Change, Edit};
use crate::domain::field_path::Part;
use crate::domain::id::Id;
use crate::domain::patch::DoesNotFit;
use crate::domain::register::Register;
use crate::domain::words::say;
use serde_json::Value;
use std::sync::Arc;

/// Why an earlier value is not brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBack {
    /// It does not fit the record as it is now: the line that it stood on is gone.
    DoesNotFit,
    /// It was taken out of the history.
    TakenOut,
    /// There was no such record then.
    NotThereThen,
    /// It is about the register as a whole, and nothing that can be edited here.
    OfTheRegister,
}

impl Past {
    /// Puts the highlighted earlier value back, as one edit.
    pub(super) fn bring_back(&self, desk: &Desk) -> Vec<Step> {
        let (Some(found), Some(item)) = (self.differences(), self.item()) else {
            return vec![Step::Say(say(if self.is_same() { "past.same" } else { "past.back.how" }, &[]))];
        };
        let number = match item {
            Item::Change(number) => Some(*number),
            // A record that was deleted since is one difference.
            Item::Record(_, first) => {
                Some(*first).filter(|first| found.back.get(*first).is_some_and(|change| change.path.is_whole()))
            }
        };
        let Some(change) = number.and_then(|number| found.back.get(number)) else {
            return vec![Step::Say(say("past.back.which", &[]))];
        };
        let what = if change.path.is_whole() {
            told::record(change, desk.document.register())
        } else {
            told::field(change, desk.document.register(), desk.document.lexicon())
        };
        match self.steps(std::slice::from_ref(change), &what, desk) {
            Ok(steps) => steps,
            Err(words) => vec![Step::Say(words)],
        }
    }

    /// Asks whether a whole record is to be brought back.
    pub(super) fn bring_all_back(&self, desk: &Desk) -> Vec<Step> {
        let (Some(found), Some(about)) = (self.differences(), self.record()) else { return Vec::new() };
        let back: Vec<FieldChange> = found.back.iter().filter(|change| change.about == about).cloned().collect();
        let Some(first) = back.first() else { return vec![Step::Say(say("past.same", &[]))] };
        let title = told::record(first, desk.document.register());
        let steps = match self.steps(&back, &title, desk) {
            Ok(steps) => steps,
            Err(words) => return vec![Step::Say(words)],
        };
        let parts = [("title", title.as_str()), ("date", &self.then(desk))];
        let count = back.len().to_string();
        let mut menu = confirm(
            say("past.all-back", &parts),
            vec![(say("past.all-back.keep", &[]), Vec::new()), (say("past.all-back.do", &parts), steps)],
        );
        menu.lead = vec![say("past.all-back.lead", &[("count", &count)])];
        vec![Step::Open(Box::new(Screen::Menu(menu)))]
    }

    fn steps(&self, back: &[FieldChange], what: &str, desk: &Desk) -> Result<Vec<Step>, String> {
        if let Some(reason) = &desk.document.read_only {
            return Err(reason.clone());
        }
        let date = self.then(desk);
        let parts = [("what", what), ("date", date.as_str())];
        let kept = desk.history.kept().map(Arc::as_ref);
        let edit = edit(back, desk.document.register(), kept, say("past.back", &parts));
        match edit {
            Ok(edit) => Ok(vec![Step::Say(say("past.back.done", &parts)), Step::Make(edit)]),
            Err(reason) => Err(say(
                match reason {
                    NotBack::DoesNotFit => "past.back.does-not-fit",
                    NotBack::TakenOut => "past.back.taken-out",
                    NotBack::NotThereThen => "past.back.not-there",
                    NotBack::OfTheRegister => "past.back.of-the-register",
                },
                &parts,
            )),
        }
    }
}

/// The edit that makes changes of one record, each of which brings an earlier value back, on the record as it is now.
///
/// # Errors
/// The first reason why it cannot be made; then nothing is.
pub fn edit(back: &[FieldChange], now: &Register, kept: Option<&Kept>, label: String) -> Result<Edit, NotBack> {
    for change in back {
        check(change, now, kept)?;
    }
    let Some(first) = back.first() else { return Ok(Edit::of(label, Vec::new())) };
    let (before, after) = changed(now, &first.about, back).map_err(|DoesNotFit| NotBack::DoesNotFit)?;
    Ok(match (before, after) {
        (Some(before), Some(after)) => Edit::replace(label, before, after),
        (before, after) => {
            let behind = first.after.as_deref().map(Id::from);
            let at = behind.map_or(0, |behind| now.place(&behind).map_or(now.activities().len(), |place| place + 1));
            Edit::of(label, vec![Change { before, after, at }])
        }
    })
}

fn check(back: &FieldChange, now: &Register, kept: Option<&Kept>) -> Result<(), NotBack> {
    let text = || back.to.as_ref().map(Value::to_string).unwrap_or_default();
    match &back.about {
        About::Register => Err(NotBack::OfTheRegister),
        _ if back.path.is_whole() && back.to.is_none() => Err(NotBack::NotThereThen),
        _ if kept.is_some_and(|kept| kept.is_taken_out(&text())) => Err(NotBack::TakenOut),
        _ if !has_its_line(back, now) => Err(NotBack::DoesNotFit),
        _ => Ok(()),
    }
}

/// Whether the line is there that a mark or a transfer is about, which an earlier value would name again.
fn has_its_line(back: &FieldChange, now: &Register) -> bool {
    let About::Activity(id) = &back.about else { return true };
    let Some(activity) = now.activity(id) else { return true };
    let named = match (back.path.parts().first(), back.to.as_ref()) {
        (Some(Part::Member(table)), Some(Value::Object(row))) if table != "lines" => row.get("line"),
        (Some(Part::Member(table)), Some(value)) if table != "lines" && back.path.names().ends_with(".line") => {
            Some(value)
        }
        _ => None,
    };
    let Some(line) = named.and_then(Value::as_str) else { return true };
    activity.lines().iter().any(|known| known.id.as_str() == line)
}
