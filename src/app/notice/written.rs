//! The screen that shows a notice as it would be written: what is missing first, then the notice itself.

use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::notice::{NoticeJob, NoticeRow, by_hand, doubt_of_regulator, open_gaps, shape_of};
use crate::app::page::Role;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::{Desk, Screen, Step};
use crate::domain::words::say;
use crate::formats::notice::written::{Block, Document, Span, text};
use std::sync::Arc;

/// The screen of a notice.
#[derive(Clone, Debug)]
pub struct WrittenNotice {
    /// The notice.
    pub document: Arc<Document>,
    /// The highlighted row.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
}

impl WrittenNotice {
    /// A notice from its beginning.
    pub fn new(document: Document) -> Self {
        WrittenNotice { document: Arc::new(document), highlight: 0, top: 0 }
    }

    /// Its rows in a width.
    pub fn rows(&self, columns: usize) -> Vec<NoticeRow> {
        let mut rows = Vec::new();
        let mut add = |text: &str, indent: usize, role: Role| {
            rows.extend(NoticeRow::wrapped(0, text, indent, role, columns));
        };
        let (open, by_hand) = (open_gaps(&self.document), by_hand(&self.document));
        let count = open.len().to_string();
        if open.is_empty() {
            add(&say("notice.made.complete", &[]), 1, Role::Heading);
        } else {
            add(&say("notice.made.gaps", &[("count", &count)]), 1, Role::Heading);
        }
        open.iter().for_each(|gap| add(&format!("! {gap}"), 3, Role::Problem));
        if !by_hand.is_empty() {
            add(&say("notice.made.by-hand", &[]), 1, Role::Heading);
            by_hand.iter().for_each(|gap| add(&format!("! {gap}"), 3, Role::Problem));
        }
        if let Some(doubt) = doubt_of_regulator() {
            add(&doubt, 1, Role::Hint);
        }
        for block in &self.document.blocks {
            add("", 0, Role::Plain);
            match block {
                Block::Heading(_, spans) => add(&text(spans), 1, Role::Heading),
                Block::Paragraph(spans) => add(&text(spans), 1, role(spans)),
                Block::Bullets(list) => list.iter().for_each(|row| add(&format!("• {}", text(row)), 3, role(row))),
            }
        }
        rows
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.rows(usize::from(desk.size.columns)).len().saturating_sub(1);
        let height = desk.size.page();
        match command {
            Command::Do(Action::Up) => self.highlight = self.highlight.saturating_sub(1),
            Command::Do(Action::Down) => self.highlight = (self.highlight + 1).min(last),
            Command::Do(Action::PageUp) => self.highlight = self.highlight.saturating_sub(height),
            Command::Do(Action::PageDown) => self.highlight = (self.highlight + height).min(last),
            Command::Do(Action::First) => self.highlight = 0,
            Command::Do(Action::Last) => self.highlight = last,
            Command::Do(Action::Accept) => return vec![self.ask_for_file(desk)],
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, height);
        Vec::new()
    }

    fn ask_for_file(&self, desk: &Desk) -> Step {
        let title = self.document.title().to_lowercase();
        let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = words.collect::<Vec<_>>().join("-");
        name = name.chars().take(60).collect();
        let file = format!("{}{name}.html", desk.folder);
        let purpose = Purpose::NoticeFile(self.document.clone());
        Step::Open(Box::new(Screen::Prompt(Prompt::new(say("notice.made.where", &[]), &file, purpose))))
    }
}

/// The step that makes the file; nothing where its ending does not say which kind.
pub fn make(document: &Arc<Document>, file: &str) -> Option<Step> {
    let job = NoticeJob { document: document.clone(), shape: shape_of(file)?, file: file.to_owned(), replace: false };
    Some(Step::WriteNotice(Box::new(job)))
}

fn role(spans: &[Span]) -> Role {
    if spans.iter().any(|span| matches!(span, Span::Gap(_))) { Role::Problem } else { Role::Plain }
}
