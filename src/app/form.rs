//! Editing: the fields of one section, or the cells of one row. Leaving a field is one edit.

pub mod field_edit;
mod folding;
mod problems;
mod table;

use crate::app::command::{Action, Command};
use crate::app::detail::{Shown, sections_menu};
use crate::app::form::field_edit::{
    empty_step, is_filled_by_rows, is_flag, is_typed, read_typed, set_step, typed_form,
};
use crate::app::layout::fit;
use crate::app::outline::{self, Item};
use crate::app::page::{Source, page};
use crate::app::picker::Picker;
use crate::app::round::Round;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step, accepting, shown};
use crate::domain::field::{Kind, Section, Value};
use crate::domain::subject::{Place, Subject, SubjectId};
use crate::domain::words::say;

/// The part of a record that a form edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The fields of one section.
    Section(Section),
    /// The cells of one row of a table.
    Row {
        /// The table.
        field: &'static str,
        /// The row.
        row: usize,
    },
}

/// What rests on the record as it is, so that what is being typed goes into it first.
const LEAVING: [Action; 6] =
    [Action::AcceptFinding, Action::AddRow, Action::Back, Action::Choose, Action::NextProblem, Action::Sections];

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// The record.
    pub subject: SubjectId,
    /// The part of it.
    pub scope: Scope,
    /// The item that has the keyboard.
    pub here: Option<Item>,
    /// The text being typed, once something was typed.
    pub draft: Option<TextBox>,
    /// The first row shown.
    pub top: usize,
    /// Whether the fields that the other answers do not ask for are shown too.
    pub unfolded: bool,
    /// The way through what is to be fixed.
    round: Round,
}

impl Form {
    /// A form on its first field.
    pub fn new(subject: SubjectId, scope: Scope) -> Self {
        let round = Round::default();
        Form { subject, scope, here: None, draft: None, top: 0, unfolded: false, round }
    }

    /// Goes to the title and marks it, so that whatever is typed takes its place.
    pub fn select_title(&mut self, title: &str) {
        let mut draft = TextBox::new(title, false);
        draft.select_all();
        self.draft = Some(draft);
        self.here = Some(Item::Field(Place::of("title")));
    }

    /// Goes to an item, in whatever section it stands.
    pub fn go_to(&mut self, item: Item, desk: &Desk) {
        let Some(subject) = desk.document.subject(&self.subject) else { return };
        if let Item::Field(place) = &item {
            self.scope = match place.cell {
                Some((row, _)) if place.field != "lines" || subject.count("lines").unwrap_or(0) > 1 => {
                    Scope::Row { field: place.field, row }
                }
                _ => Scope::Section(outline::section_of(&subject, place)),
            };
        }
        self.here = Some(item);
    }

    /// What is on the form; `None` once the record is gone.
    pub fn shown(&self, desk: &Desk) -> Option<Shown> {
        let subject = desk.document.subject(&self.subject)?;
        let saved = desk.document.saved_subject(&self.subject);
        let findings = desk.findings(&subject);
        let items = self.items(&subject, desk);
        let highlight = self.highlight(&items);
        let draft = self.text_box(&subject, &items);
        let source = Source {
            subject: &subject,
            saved: saved.as_ref(),
            findings: &findings,
            items: &items,
            highlight,
            draft: draft.as_ref(),
            editing: true,
        };
        let page = page(&source, desk, desk.size.page_width().saturating_sub(3));
        Some(Shown { page, subject, items, findings })
    }

    /// The position of the item that has the keyboard; where a row is gone, the offer to add one.
    pub fn highlight(&self, items: &[Item]) -> usize {
        let Some(here) = &self.here else { return 0 };
        if let Item::Folded(_) = here {
            return items.len().saturating_sub(1);
        }
        let add = |item: &Item| matches!((item, here), (Item::Add { field }, Item::Row { field: table, .. }) if field == table);
        items.iter().position(|item| item == here).or_else(|| items.iter().position(add)).unwrap_or(0)
    }

    /// The first row to show.
    pub fn top(&self, shown: &Shown, height: usize) -> usize {
        let (first, last) = shown.page.span(self.highlight(&shown.items));
        fit(self.top, first, last, height)
    }

    /// Whether letters go into a text.
    pub fn is_typing(&self, desk: &Desk) -> bool {
        let Some(subject) = desk.document.subject(&self.subject) else { return false };
        self.text_box(&subject, &self.items(&subject, desk)).is_some()
    }

    fn place(&self, items: &[Item]) -> Option<Place> {
        match items.get(self.highlight(items))? {
            Item::Field(place) => Some(*place),
            _ => None,
        }
    }

    /// The text box of the field that has the keyboard, with what was typed or with what is recorded.
    fn text_box(&self, subject: &Subject, items: &[Item]) -> Option<TextBox> {
        let place = self.place(items)?;
        let column = subject.column(&place)?;
        if !is_typed(column.kind) {
            return None;
        }
        if let Some(draft) = &self.draft {
            return Some(draft.clone());
        }
        let mut recorded = TextBox::new(&typed_form(&subject.value(&place)), column.kind == Kind::Long);
        // A new date or number takes the place of the old one; nobody adds letters to it.
        if matches!(column.kind, Kind::Date | Kind::Number) && !recorded.text().is_empty() {
            recorded.select_all();
        }
        Some(recorded)
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &mut Desk) -> Vec<Step> {
        let Some(shown) = self.shown(desk) else { return vec![Step::Close] };
        let here = self.here.clone();
        self.top = self.top(&shown, desk.size.page());
        let subject = shown.subject;
        let items = shown.items;
        let place = self.place(&items);
        // What cannot be kept is not taken: without a text box the register says why it is opened to look only.
        let text_box = self.text_box(&subject, &items).filter(|_| desk.document.read_only.is_none());
        let steps = match (command, text_box) {
            (Command::Type(letter), Some(draft)) => self.typed(draft, |draft| draft.insert(letter)),
            (Command::Type(letter), None) => match place {
                Some(place) if letter == ' ' && is_flag(&subject, &place) => self.toggle(&subject, &place, desk),
                Some(place) if is_filled_by_rows(&subject, &place) => vec![Step::Say(say("form.by-rows", &[]))],
                Some(place) => self.pick(&subject, place, &letter.to_string(), desk),
                None => Vec::new(),
            },
            (Command::Section(_), _) => Vec::new(),
            (Command::Do(action), text_box) => self.act(action, &subject, &items, place, text_box, desk),
        };
        // Whoever moves begins another round.
        if self.here != here && command != Command::Do(Action::NextProblem) {
            self.round = Round::default();
        }
        steps
    }

    /// Takes pasted text as one step of typing.
    pub fn paste(&mut self, text: &str, desk: &Desk) -> Vec<Step> {
        let Some(subject) = desk.document.subject(&self.subject) else { return Vec::new() };
        let text_box = self.text_box(&subject, &self.items(&subject, desk));
        match text_box.filter(|_| desk.document.read_only.is_none()) {
            Some(draft) => self.typed(draft, |draft| draft.paste(text)),
            None => match self.place(&self.items(&subject, desk)) {
                // A list opens with the pasted text, as it does with a typed letter.
                Some(place) => {
                    self.pick(&subject, place, text.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), desk)
                }
                None => vec![Step::Say(say("paste.nowhere", &[]))],
            },
        }
    }

    fn typed(&mut self, mut draft: TextBox, change: impl FnOnce(&mut TextBox)) -> Vec<Step> {
        change(&mut draft);
        self.draft = Some(draft);
        Vec::new()
    }

    fn act(
        &mut self,
        action: Action,
        subject: &Subject,
        items: &[Item],
        place: Option<Place>,
        text_box: Option<TextBox>,
        desk: &mut Desk,
    ) -> Vec<Step> {
        if LEAVING.contains(&action) && self.draft.is_some() {
            return self.keep_then(action, desk);
        }
        let long = text_box.as_ref().is_some_and(TextBox::is_multiline);
        let marked = place.as_ref().is_some_and(|place| subject.mark(place).is_some());
        if let Some(draft) = text_box {
            let change: Option<fn(&mut TextBox)> = match action {
                Action::Backspace => Some(TextBox::backspace),
                Action::DeleteForward => Some(TextBox::delete),
                Action::DeleteWord => Some(TextBox::delete_word),
                Action::Left => Some(TextBox::left),
                Action::Right => Some(TextBox::right),
                Action::WordLeft => Some(TextBox::word_left),
                Action::WordRight => Some(TextBox::word_right),
                Action::First => Some(TextBox::home),
                Action::Last => Some(TextBox::end),
                Action::Clear if !marked => Some(TextBox::clear),
                Action::Open if long => Some(|draft| draft.insert('\n')),
                Action::Up if long && draft.cursor_line() > 0 => Some(|draft| {
                    draft.up();
                }),
                Action::Down if long && draft.clone().down() => Some(|draft| {
                    draft.down();
                }),
                _ => None,
            };
            if let Some(change) = change {
                return self.typed(draft, change);
            }
        }
        match action {
            Action::Down | Action::NextField => self.move_by(1, subject, items, desk),
            Action::Up | Action::PreviousField => self.move_by(-1, subject, items, desk),
            Action::PageDown => self.move_by(8, subject, items, desk),
            Action::PageUp => self.move_by(-8, subject, items, desk),
            Action::Open => self.enter(subject, items, desk),
            Action::Choose => match place {
                Some(place) => self.pick(subject, place, "", desk),
                None => self.enter(subject, items, desk),
            },
            Action::Clear => place.map_or_else(Vec::new, |place| self.clear(subject, &place, desk)),
            Action::AddRow => self.add_row(subject, items, desk),
            Action::RemoveRow | Action::DeleteForward => self.remove_row(subject, items),
            Action::NextProblem => self.next_problem(desk),
            Action::AcceptFinding => accepting::steps(subject, place.as_ref(), desk),
            Action::Sections => vec![Step::Open(Box::new(Screen::Menu(sections_menu(subject))))],
            Action::CopyText => vec![match &self.draft {
                Some(draft) => Step::Copy(draft.text().to_owned()),
                None => shown::copied(subject, place.as_ref(), desk.document.lexicon()),
            }],
            Action::Back => {
                let blank = self.drop_blank_row(subject, desk);
                [Step::Close].into_iter().chain(blank).chain([Step::Say(String::new())]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Accepts what is typed, then goes on; stays where a number cannot be read as one.
    fn leave_then(&mut self, desk: &mut Desk, next: impl FnOnce(&mut Form, &mut Desk) -> Vec<Step>) -> Vec<Step> {
        match self.accept(desk) {
            Ok(mut steps) => {
                steps.extend(next(self, desk));
                steps
            }
            Err(words) => vec![Step::Say(words)],
        }
    }

    /// Keeps what is typed and asks for the action again, so that it works on the record as it then is.
    fn keep_then(&mut self, action: Action, desk: &mut Desk) -> Vec<Step> {
        self.leave_then(desk, |form, _| {
            form.draft = None;
            vec![Step::Do(action)]
        })
    }

    /// The edit that what is typed makes, if it changes anything.
    ///
    /// # Errors
    /// The sentence for the officer, where the text is no number and so cannot be kept.
    pub fn accept(&mut self, desk: &mut Desk) -> Result<Vec<Step>, String> {
        let (Some(draft), Some(subject)) = (self.draft.as_ref(), desk.document.subject(&self.subject)) else {
            return Ok(Vec::new());
        };
        let Some(place) = self.place(&self.items(&subject, desk)) else { return Ok(Vec::new()) };
        let Some(column) = subject.column(&place) else { return Ok(Vec::new()) };
        if draft.text() == typed_form(&subject.value(&place)) {
            self.draft = None;
            return Ok(Vec::new());
        }
        let (value, remark) = read_typed(&column, draft.text(), desk)?;
        self.draft = None;
        let mut steps = set_step(&subject, &place, value, desk);
        steps.extend(remark.map(Step::Say));
        Ok(steps)
    }

    fn move_by(&mut self, by: isize, subject: &Subject, items: &[Item], desk: &mut Desk) -> Vec<Step> {
        let here = self.highlight(items);
        let target = here.saturating_add_signed(by).min(items.len().saturating_sub(1));
        let leaves = (by == 1 && here + 1 >= items.len()) || (by == -1 && here == 0);
        let next = if leaves {
            self.next_section(by > 0, subject, desk)
        } else {
            items.get(target).cloned().map(|item| (self.scope, item))
        };
        self.leave_then(desk, |form, _| {
            if let Some((scope, item)) = next {
                (form.scope, form.here) = (scope, Some(item));
            }
            Vec::new()
        })
    }

    /// The section behind or before this one, with the item to stand on.
    fn next_section(&self, forward: bool, subject: &Subject, desk: &Desk) -> Option<(Scope, Item)> {
        let Scope::Section(section) = self.scope else { return None };
        let sections = outline::sections(subject);
        let here = sections.iter().position(|listed| *listed == section)?;
        let next = *sections.get(if forward { here + 1 } else { here.checked_sub(1)? })?;
        let items = self.section_items(next, subject, desk);
        let item = if forward { items.first() } else { items.last() };
        Some((Scope::Section(next), item.cloned()?))
    }

    /// Goes to the first field of a section, counted from 1.
    pub fn go_to_section(&mut self, number: usize, desk: &Desk) {
        let Some(subject) = desk.document.subject(&self.subject) else { return };
        if let Some(section) = outline::sections(&subject).get(number.saturating_sub(1)) {
            (self.scope, self.here, self.top) = (Scope::Section(*section), None, 0);
        }
    }

    /// Enter: into a row, a list, or on to the next field.
    fn enter(&mut self, subject: &Subject, items: &[Item], desk: &mut Desk) -> Vec<Step> {
        match items.get(self.highlight(items)).cloned() {
            Some(Item::Row { field, row }) => vec![self.row_form(subject, field, row)],
            Some(Item::Add { .. }) => self.add_row(subject, items, desk),
            Some(Item::Folded(_)) => self.unfold(subject, items),
            Some(Item::Field(place)) => match subject.column(&place).map(|column| column.kind) {
                Some(kind) if is_typed(kind) => self.move_by(1, subject, items, desk),
                Some(Kind::Rows) if place.field == "lawful_bases" => self.pick(subject, place, "", desk),
                Some(Kind::Rows) if subject.count(place.field).unwrap_or(0) > 0 => {
                    self.move_by(1, subject, items, desk)
                }
                Some(Kind::Rows) => self.add_row(subject, items, desk),
                _ => self.pick(subject, place, "", desk),
            },
            _ => Vec::new(),
        }
    }

    /// The form of one row, on the first field that belongs to this section.
    fn row_form(&self, subject: &Subject, field: &'static str, row: usize) -> Step {
        let mut form = Form::new(self.subject.clone(), Scope::Row { field, row });
        let columns = subject.columns(field);
        let own = columns.iter().find(|column| self.scope == Scope::Section(column.spec.section));
        form.here = own.map(|column| Item::Field(Place::cell(field, row, column.spec.id)));
        Step::Open(Box::new(Screen::Form(form)))
    }

    fn pick(&mut self, subject: &Subject, place: Place, typed: &str, desk: &Desk) -> Vec<Step> {
        if let Some(reason) = &desk.document.read_only {
            return vec![Step::Say(reason.clone())];
        }
        let picker = Picker::new(self.subject.clone(), place, subject, typed, desk);
        picker.map(|picker| Step::Open(Box::new(Screen::Picker(picker)))).into_iter().collect()
    }

    fn toggle(&self, subject: &Subject, place: &Place, desk: &mut Desk) -> Vec<Step> {
        let flag = subject.value(place) != Value::Flag(true);
        set_step(subject, place, Value::Flag(flag), desk)
    }

    /// Makes the field «not recorded» again, whatever it held or was marked as.
    fn clear(&mut self, subject: &Subject, place: &Place, desk: &mut Desk) -> Vec<Step> {
        self.draft = None;
        empty_step(subject, place, Value::Empty, desk).into_iter().collect()
    }
}
