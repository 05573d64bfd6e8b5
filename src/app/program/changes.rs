//! Making a change, taking it back, making it again; and the screens that lose their ground by it.

use crate::app::form::{Form, Scope};
use crate::app::program::App;
use crate::app::{Effect, Screen, Step, approve, outline};
use crate::domain::edit::{Change, Edit};
use crate::domain::id::Id;
use crate::domain::subject::SubjectId;
use crate::domain::words::say;

impl App {
    pub(super) fn make(&mut self, edit: Edit) -> Vec<Effect> {
        if let Some(reason) = &self.document.read_only {
            self.notice = reason.clone();
            return Vec::new();
        }
        if edit.is_empty() {
            return Vec::new();
        }
        match self.with_desk(|desk| approve::question(&edit, desk)) {
            Some(question) => self.take(vec![Step::Open(Box::new(Screen::Menu(question)))]),
            None => self.make_approved(edit),
        }
    }

    /// Makes an edit; what it approves, the officer approves today.
    pub(super) fn make_approved(&mut self, edit: Edit) -> Vec<Effect> {
        let approved = edit.approves().len();
        let edit = edit.signed(&self.user, self.today);
        let put_back = edit.changes.iter().any(Change::puts_back_in_review);
        let deletes = edit.changes.iter().any(|change| change.after.is_none());
        if put_back {
            self.notice = say("edit.back-in-review", &[]);
        } else if deletes {
            self.notice = say("edit.done.deleted", &[("label", &edit.label)]);
        } else if approved > 0 {
            self.notice = say("approve.done", &[("count", &approved.to_string())]);
        }
        self.ask_for_more(&edit);
        let (before, label) = (self.before(), edit.label.clone());
        self.document.make(edit);
        let mut effects = vec![self.journalled(&label, &before)];
        self.typing_kept.clear();
        self.keep_to_what_is_there();
        effects.extend(self.search(true));
        effects
    }

    pub(super) fn undo(&mut self, again: bool) -> Vec<Effect> {
        if let Some(Screen::Form(form)) = self.screens.last_mut()
            && form.draft.take().is_some()
        {
            return self.tell(say("undo.typing", &[]));
        }
        if self.screens.iter().any(|screen| matches!(screen, Screen::Clashes(_))) {
            return self.tell(say("clashes.no-undo", &[]));
        }
        self.asks = None;
        let rows = self.rows_edited();
        let before = self.before();
        let label = if again { self.document.redo() } else { self.document.undo() };
        let Some(label) = label else {
            return self.tell(say(if again { "redo.nothing" } else { "undo.nothing" }, &[]));
        };
        self.notice = say(if again { "redo.done" } else { "undo.done" }, &[("label", &label)]);
        let mut effects = vec![self.journalled(&self.notice, &before)];
        self.typing_kept.clear();
        self.close_gone();
        // A form of a row closes where its table has other rows now: what is typed next must not go into another one.
        let moved = self.rows_edited().iter().zip(&rows).position(|(now, before)| now != before);
        if let Some(first) = moved {
            self.screens.truncate(first.max(1));
        }
        self.keep_to_what_is_there();
        effects.extend(self.search(true));
        effects
    }

    /// After somebody else's changes came into the register: screens whose ground is gone close, the others stay where they are.
    pub(super) fn ground_moved(&mut self) {
        self.asks = None;
        // Their saves are in the history now.
        self.read_history_again();
        self.close_gone();
        let register = self.document.register().clone();
        let no_row = |screen: &Screen| {
            let Screen::Form(Form { subject, scope: Scope::Row { field, row }, .. }) = screen else { return false };
            let count = self.document.subject(subject).and_then(|subject| subject.count(field)).unwrap_or(0);
            *row >= count
        };
        if let Some(first) = self.screens.iter().position(no_row) {
            self.screens.truncate(first.max(1));
        }
        self.change_list(|browse| browse.ticked.retain(|id| register.place(id).is_some()));
        self.keep_to_what_is_there();
    }

    /// For each screen that edits a row: how many rows its table has, and the id of this one where it has one.
    fn rows_edited(&self) -> Vec<Option<(Option<usize>, Option<Id>)>> {
        let row = |screen: &Screen| {
            let Screen::Form(Form { subject, scope: Scope::Row { field, row }, .. }) = screen else { return None };
            let subject = self.document.subject(subject)?;
            Some((subject.count(field), subject.row_id(field, *row)))
        };
        self.screens.iter().map(row).collect()
    }

    /// Moves forms out of a section that the record no longer has: its role was changed, or its last value emptied.
    fn keep_to_what_is_there(&mut self) {
        for screen in &mut self.screens {
            let Screen::Form(form) = screen else { continue };
            let Some(subject) = self.document.subject(&form.subject) else { continue };
            let sections = outline::sections(&subject);
            if let (Scope::Section(section), Some(first)) = (form.scope, sections.first())
                && !sections.contains(&section)
            {
                *form = Form::new(form.subject.clone(), Scope::Section(*first));
            }
        }
    }

    /// Closes the screens of an activity that is no longer there.
    pub(super) fn close_gone(&mut self) {
        let register = self.document.register().clone();
        let gone = |screen: &Screen| match screen {
            Screen::Detail(detail) => register.place(&detail.id).is_none(),
            Screen::Form(Form { subject: SubjectId::Activity(id), .. }) => register.place(id).is_none(),
            _ => false,
        };
        if let Some(first) = self.screens.iter().position(gone) {
            self.screens.truncate(first.max(1));
        }
    }
}
