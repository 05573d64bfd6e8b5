//! A cell of the export: what is recorded, or which kind of empty it is, and the marks that stand beside it.

use std::borrow::Cow;

use crate::domain::activity::{Activity, Mark};
use crate::domain::line::Line;
use crate::domain::words::say;
use crate::domain::{List, Text};

use super::Audience;
use super::column::Export;

/// The words of one cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub text: Text,
    /// How many entries in it say that nothing is recorded.
    pub gaps: usize,
}

/// What a register answers to one column.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// Nobody has answered.
    NotRecorded,
    /// Somebody answered «none».
    None,
    /// Law does not ask for it here.
    NotApplicable,
    /// It is left out for this audience.
    NotPublished,
    /// A value in words.
    Words(Text),
    /// Values in words, some of which are missing and say so.
    Partly(String, usize),
}

impl Answer {
    /// The answer that a list gives: one term a line.
    pub fn of_list(list: &List) -> Answer {
        let Some(terms) = list else {
            return Answer::NotRecorded;
        };
        if terms.is_empty() {
            return Answer::None;
        }
        match terms.as_slice() {
            [only] if !only.contains(['\n', '\r']) => Answer::of_text(Some(only)),
            _ => Answer::of_lines(terms.iter().map(|term| one_line(term)).filter(|term| !term.trim().is_empty())),
        }
    }

    /// The answer that a text gives; one of spaces only is none.
    pub fn of_text(text: Option<&Text>) -> Answer {
        match text {
            Some(text) if !text.trim().is_empty() => Answer::Words(text.clone()),
            _ => Answer::NotRecorded,
        }
    }

    /// The answer that several lines give; not recorded where there are none.
    pub fn of_lines<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> Answer {
        let mut text = String::new();
        for line in lines {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.as_ref());
        }
        if text.is_empty() { Answer::NotRecorded } else { Answer::Words(text.into()) }
    }

    /// This answer, or another where nothing is recorded.
    pub fn or(self, other: impl FnOnce() -> Answer) -> Answer {
        if self.is_not_recorded() { other() } else { self }
    }

    /// This answer; where nothing is recorded, that it does not apply if law does not ask for it.
    pub fn unless(self, asked: Asked) -> Answer {
        self.or(|| if asked == Asked::No { Answer::NotApplicable } else { Answer::NotRecorded })
    }

    pub fn is_not_recorded(&self) -> bool {
        matches!(self, Answer::NotRecorded)
    }

    pub fn has_words(&self) -> bool {
        matches!(self, Answer::Words(_) | Answer::Partly(..))
    }
}

/// Whether something is so, as far as the register says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Yes,
    No,
    /// What it depends on is not recorded.
    Unknown,
}

impl Asked {
    /// Yes where either is, no where both are not.
    pub fn or(self, other: Asked) -> Asked {
        match (self, other) {
            (Asked::Yes, _) | (_, Asked::Yes) => Asked::Yes,
            (Asked::No, Asked::No) => Asked::No,
            _ => Asked::Unknown,
        }
    }
}

/// The words that most cells hold, made once and shared by all of them.
#[derive(Debug)]
pub(super) struct Phrases {
    pub not_recorded: Text,
    pub none: Text,
    pub not_applicable: Text,
    pub not_published: Text,
    pub yes: Text,
    pub no: Text,
    pub no_exceptional_transfers: Text,
}

impl Phrases {
    pub fn new() -> Self {
        let phrase = |id: &str| Text::from(say(id, &[]));
        Phrases {
            not_recorded: phrase("export.not-recorded"),
            none: phrase("export.none"),
            not_applicable: phrase("export.not-applicable"),
            not_published: phrase("export.not-published"),
            yes: phrase("export.yes"),
            no: phrase("export.no"),
            no_exceptional_transfers: phrase("export.no-exceptional-transfers"),
        }
    }

    pub fn flag(&self, flag: Option<bool>) -> Answer {
        match flag {
            Some(true) => Answer::Words(self.yes.clone()),
            Some(false) => Answer::Words(self.no.clone()),
            None => Answer::NotRecorded,
        }
    }
}

impl Export<'_> {
    /// The cell that an answer makes.
    pub fn plain(&self, answer: Answer) -> Cell {
        let (text, gaps) = match answer {
            Answer::NotRecorded => (self.phrases.not_recorded.clone(), 1),
            Answer::None => (self.phrases.none.clone(), 0),
            Answer::NotApplicable => (self.phrases.not_applicable.clone(), 0),
            Answer::NotPublished => (self.phrases.not_published.clone(), 0),
            Answer::Words(text) => (text, 0),
            Answer::Partly(text, gaps) => (text.into(), gaps),
        };
        Cell { text, gaps }
    }

    /// The cell that an answer makes with the marks on these fields beside it.
    ///
    /// A mark without a line stands on every line. A value that is marked as not applying is shown all the same.
    pub fn marked(&self, answer: Answer, fields: &[&str], activity: &Activity, line: Option<&Line>) -> Cell {
        let published = answer_is_published(&answer);
        let mut applies = true;
        let mut beside = Vec::new();
        for mark in activity.marks().iter().filter(|mark| published && stands_on(mark, fields, line)) {
            match mark.mark.as_deref() {
                Some(Mark::DOES_NOT_APPLY) => {
                    applies = false;
                    beside.push(self.remark("export.not-applicable", "export.not-applicable-because", mark));
                }
                Some(Mark::TO_CONFIRM) => beside.push(self.remark("export.to-confirm", "export.to-confirm-note", mark)),
                _ => {}
            }
        }
        if beside.is_empty() {
            return self.plain(answer);
        }
        if applies || answer.has_words() {
            let cell = self.plain(answer);
            beside.insert(0, cell.text.to_string());
            return Cell { text: beside.join("\n").into(), gaps: cell.gaps };
        }
        Cell { text: beside.join("\n").into(), gaps: 0 }
    }

    /// A mark in words; its note is not for publication.
    fn remark(&self, bare: &str, with_note: &str, mark: &Mark) -> String {
        let note = mark.note.as_deref().filter(|note| !note.trim().is_empty());
        match note.filter(|_| self.request.audience == Audience::Regulator) {
            Some(note) => say(with_note, &[("note", &one_line(note))]),
            None => say(bare, &[]),
        }
    }
}

fn answer_is_published(answer: &Answer) -> bool {
    !matches!(answer, Answer::NotPublished)
}

/// Whether the activity says that this field does not apply to it, or to this line of it.
pub(super) fn does_not_apply(activity: &Activity, field: &str, line: Option<&Line>) -> bool {
    let mut marks = activity.marks().iter().filter(|mark| stands_on(mark, &[field], line));
    marks.any(|mark| mark.is(Mark::DOES_NOT_APPLY))
}

fn stands_on(mark: &Mark, fields: &[&str], line: Option<&Line>) -> bool {
    let on_field = mark.field.as_deref().is_some_and(|field| fields.contains(&field));
    let on_line = match (mark.line.as_deref(), line) {
        (Some(id), Some(line)) => id == line.id.as_str(),
        _ => true,
    };
    on_field && on_line
}

/// The text on one line: an address is kept in several, and a line break parts the terms of a list.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let parts = text.split(['\n', '\r']).map(|part| part.trim().trim_end_matches(','));
    Cow::Owned(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// The text, unless there is none or it is of spaces only.
pub(super) fn filled(text: &Option<Text>) -> Option<&Text> {
    text.as_ref().filter(|text| !text.trim().is_empty())
}
