//! The last question of an import: what comes into the register, in a few sentences, and Enter.

use crate::app::Step;
use crate::app::bring::BringStep;
use crate::app::bring::preview::{Preview, Sort};
use crate::app::command::{Action, Command};
use crate::domain::words::say;

/// The last question.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// What was accepted.
    pub preview: Preview,
}

impl Confirm {
    /// What comes into the register and what does not, a sentence each.
    pub fn told(&self) -> Vec<String> {
        let preview = &self.preview;
        let taken = |sort: Sort| preview.count(|row| row.sort == sort && row.taken == Some(true));
        let left = preview.count(|row| row.taken == Some(false));
        let columns = preview.planned.read.brought.mapping.iter().filter(|column| column.field.is_none()).count();
        let looks = preview.planned.read.brought.looks.len();
        let counts = [
            ("import.screen.add.new", taken(Sort::New) + taken(Sort::Alike)),
            ("import.screen.add.changed", taken(Sort::Changed)),
            ("import.screen.add.same", preview.count(|row| row.sort == Sort::Same)),
            ("import.screen.add.left", left),
            ("import.screen.add.skipped", preview.count(|row| row.sort == Sort::Skipped)),
            ("import.screen.add.columns", columns),
            ("import.screen.add.looks", looks),
        ];
        let said = counts.into_iter().filter(|(_, count)| *count > 0);
        said.map(|(id, count)| say(id, &[("count", &count.to_string())])).collect()
    }
}

/// Answers a command.
pub(super) fn on(command: Command) -> Vec<Step> {
    match command {
        Command::Do(Action::Accept) => vec![Step::Bring(BringStep::Add)],
        Command::Do(Action::Back) => vec![Step::Close],
        _ => Vec::new(),
    }
}
