//! What the history screen shows, as a text file.

use crate::app::Desk;
use crate::app::document::Document;
use crate::app::history::kept::Known;
use crate::app::history::{Past, lines};
use crate::app::layout::Size;
use crate::domain::date;
use crate::domain::id::Ids;
use crate::domain::text::clean;
use crate::domain::words::say;
use jiff::civil::Date;

/// A history to put into a file, with all that it needs.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The screen.
    pub past: Past,
    /// The register.
    pub document: Document,
    /// The history.
    pub history: Known,
    /// The day.
    pub today: Date,
    /// Who asks for it.
    pub by: String,
    /// The file.
    pub path: String,
}

impl Sheet {
    /// The text: the saves that are listed, and below them the differences. It may be long, so it is no work for a key.
    pub fn text(&self) -> String {
        let mut ids = Ids::seeded(0);
        let desk = Desk {
            document: &self.document,
            index: None,
            history: &self.history,
            today: self.today,
            user: &self.by,
            folder: "",
            size: Size { columns: 100, rows: 30 },
            ids: &mut ids,
        };
        let day = date::long(self.today);
        let made = say("past.file.made", &[("date", &day), ("by", &self.by), ("file", &self.document.name)]);
        let mut text = vec![self.past.title(&desk), made, String::new()];
        text.extend(self.past.rows.iter().map(|row| lines::told_of(row, &desk).join(" · ")));
        text.extend([String::new(), self.past.message(&desk), String::new()]);
        if let Some(found) = self.past.differences() {
            let then = self.past.then(&desk);
            text.extend([say("past.heading.signs", &[("date", &then)]), String::new()]);
            text.extend(found.items.iter().map(|item| lines::text(&self.past, item, &desk)));
        }
        let lines = text.iter().flat_map(|part| part.split('\n')).map(|line| clean(line).as_str().to_owned() + "\n");
        lines.collect()
    }
}
