//! What the keyboard is doing: which keys hold on the screen that has it, and whether letters go into a text.

use crate::app::browse::View;
use crate::app::command::{Action, Command};
use crate::app::keymap::Mode;
use crate::app::program::App;
use crate::app::{Screen, export};

impl App {
    /// What the keyboard is doing.
    pub fn mode(&self) -> Mode {
        match self.top() {
            Some(Screen::Browse(browse)) if browse.view == View::Reviews => Mode::Reviews,
            Some(Screen::Browse(_)) | None => Mode::Register,
            Some(Screen::Detail(_)) => Mode::Reading,
            Some(Screen::Form(_)) => Mode::Form,
            Some(Screen::Picker(picker)) if picker.is_many() => Mode::Picker,
            Some(Screen::Picker(_)) => Mode::Choice,
            Some(Screen::Filter(_)) => Mode::Filter,
            Some(Screen::Menu(_)) => Mode::Menu,
            Some(Screen::Help(_)) => Mode::Help,
            Some(Screen::Prompt(_)) => Mode::Prompt,
            Some(Screen::Export(_)) => Mode::Export,
            Some(Screen::Clashes(_)) => Mode::Clashes,
            Some(Screen::Differences(_)) => Mode::Differences,
            Some(Screen::Checks(_)) => Mode::Checks,
            Some(Screen::History(_)) => Mode::History,
            Some(Screen::Notice(_)) => Mode::Notice,
            Some(Screen::NoticeCheck(_)) => Mode::NoticeCheck,
            Some(Screen::Bring(bring)) => bring.mode(),
            Some(Screen::BringBack(_)) => Mode::BringBack,
        }
    }

    /// Whether letters, digits and Space go into a line of text just now.
    pub fn is_typing(&self) -> bool {
        match self.top() {
            Some(Screen::Browse(browse)) => !browse.in_list && !browse.query.text().is_empty(),
            Some(Screen::Form(form)) => self.with_desk(|desk| form.is_typing(desk)),
            Some(Screen::Picker(picker)) => !picker.in_list,
            Some(Screen::Filter(filter)) => !filter.in_list,
            Some(Screen::Menu(menu)) => menu.query.is_some(),
            Some(Screen::Prompt(_) | Screen::Help(_) | Screen::History(_) | Screen::Checks(_)) => true,
            Some(Screen::Export(export)) => export.focus == export::Focus::Path,
            Some(Screen::Clashes(clashes)) => clashes.typing.is_some(),
            Some(Screen::Bring(bring)) => bring.is_typing(),
            Some(
                Screen::Detail(_)
                | Screen::Differences(_)
                | Screen::Notice(_)
                | Screen::NoticeCheck(_)
                | Screen::BringBack(_),
            )
            | None => false,
        }
    }

    /// Whether the officer can see what a command does. A window that is too small shows nothing but questions.
    pub(super) fn is_seen(&self, command: Command) -> bool {
        let Command::Do(action) = command else { return self.size.fits() };
        let asked = matches!(self.top(), Some(Screen::Menu(menu)) if menu.query.is_none());
        let answers = matches!(action, Action::Up | Action::Down | Action::Accept | Action::Back);
        self.size.fits() || matches!(action, Action::Save | Action::Leave) || (asked && answers)
    }
}
