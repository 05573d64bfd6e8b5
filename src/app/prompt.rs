//! A question answered with one line of text.

use crate::app::accepting::accept;
use crate::app::bring::BringStep;
use crate::app::bulk::Bulk;
use crate::app::command::{Action, Command};
use crate::app::history::Past;
use crate::app::notice::written;
use crate::app::picker::mark_step;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step};
use crate::domain::activity::Mark;
use crate::domain::check::Finding;
use crate::domain::id::Id;
use crate::domain::subject::{Place, SubjectId};
use crate::domain::words::say;
use crate::formats::notice::written::Document;
use std::sync::Arc;

/// A question with a line of text.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The question.
    pub question: String,
    /// What is typed.
    pub text: TextBox,
    /// What the answer is for.
    pub purpose: Purpose,
}

/// What an answer is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// The note of a mark on a field.
    Mark {
        /// The record.
        subject: SubjectId,
        /// The field.
        place: Place,
        /// The mark.
        mark: &'static str,
    },
    /// The reason why a finding is accepted.
    Accept {
        /// The record.
        subject: SubjectId,
        /// The finding.
        finding: Box<Finding>,
    },
    /// The value that many activities are to have.
    Bulk(Bulk),
    /// The file to save under.
    SaveAs,
    /// The file to put a history into.
    HistoryFile(Box<Past>),
    /// The file to make of a notice.
    NoticeFile(Arc<Document>),
    /// The published notice to hold against an activity.
    PublishedNotice(Id),
    /// The file to open.
    OpenFile {
        /// The file to bring into it; empty where that is still to be chosen.
        bring: Option<String>,
    },
    /// The name of the organisation of a new register.
    Organisation {
        /// The file to bring into it.
        bring: Option<String>,
    },
    /// The file of a new register for this organisation.
    NewFile {
        /// The organisation's name.
        organisation: String,
        /// The file to bring into it.
        bring: Option<String>,
    },
}

impl Prompt {
    /// A question, its line filled in beforehand.
    pub fn new(question: String, text: &str, purpose: Purpose) -> Self {
        Prompt { question, text: TextBox::new(text, false), purpose }
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &mut Desk) -> Vec<Step> {
        match command {
            Command::Type(letter) => self.text.insert(letter),
            Command::Do(Action::Backspace) => self.text.backspace(),
            Command::Do(Action::DeleteForward) => self.text.delete(),
            Command::Do(Action::DeleteWord) => self.text.delete_word(),
            Command::Do(Action::Clear) => self.text.clear(),
            Command::Do(Action::Left) => self.text.left(),
            Command::Do(Action::Right) => self.text.right(),
            Command::Do(Action::First) => self.text.home(),
            Command::Do(Action::Last) => self.text.end(),
            Command::Do(Action::WordLeft) => self.text.word_left(),
            Command::Do(Action::WordRight) => self.text.word_right(),
            Command::Do(Action::Back) => return vec![Step::Close],
            Command::Do(Action::Accept) => return self.accept(desk),
            _ => {}
        }
        Vec::new()
    }

    fn accept(&self, desk: &mut Desk) -> Vec<Step> {
        let answer = self.text.text().trim().to_owned();
        let needed = !matches!(self.purpose, Purpose::Mark { mark: Mark::TO_CONFIRM, .. });
        if answer.is_empty() && needed {
            return vec![Step::Say(say("prompt.empty", &[]))];
        }
        let step = match &self.purpose {
            Purpose::Mark { subject, place, mark } => mark_step(subject, place, mark, &answer, desk),
            Purpose::Accept { subject, finding } => accept(subject, finding, &answer, desk),
            Purpose::Bulk(bulk) => Some(Step::Bulk(Box::new(bulk.with_value(&answer)))),
            Purpose::SaveAs => Some(Step::SaveAs(answer)),
            Purpose::HistoryFile(past) => Some(Step::ExportHistory { past: past.clone(), file: answer }),
            Purpose::NoticeFile(document) => match written::make(document, &answer) {
                Some(step) => Some(step),
                None => return vec![Step::Say(say("notice.made.ending", &[]))],
            },
            Purpose::PublishedNotice(id) => Some(Step::ReadNotice { activity: id.clone(), file: answer }),
            Purpose::OpenFile { bring } => return before_bringing(bring.as_ref(), Step::Load(answer)),
            Purpose::Organisation { bring } => {
                let question = say("new.where", &[]);
                let file = say("new.file-name", &[]);
                let purpose = Purpose::NewFile { organisation: answer, bring: bring.clone() };
                Some(Step::Open(Box::new(Screen::Prompt(Prompt::new(question, &file, purpose)))))
            }
            Purpose::NewFile { organisation, bring } => {
                let create = Step::Create { file: answer, organisation: organisation.clone() };
                return before_bringing(bring.as_ref(), create);
            }
        };
        std::iter::once(Step::Close).chain(step).collect()
    }
}

/// Opens or starts a register, and then brings a file into it where that is what it is for.
fn before_bringing(bring: Option<&String>, step: Step) -> Vec<Step> {
    let after = bring.map(|file| Step::Bring(BringStep::AfterOpening(file.clone())));
    std::iter::once(Step::Close).chain(after).chain([step]).collect()
}
