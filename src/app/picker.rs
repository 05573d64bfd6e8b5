//! Selecting from a word list: typing narrows, Enter adds, the last lines say «none», «not known yet» or «does not apply».

pub mod line;
pub mod offer;

use crate::app::command::{Action, Command};
use crate::app::form::field_edit::{edit_label, empty_step, set_step};
use crate::app::layout::fit;
use crate::app::picker::line::{Empty, Line};
use crate::app::picker::offer::{Offer, offers, with_fits};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step};
use crate::domain::Text;
use crate::domain::activity::Mark;
use crate::domain::date::{self, DateText};
use crate::domain::edit::Edit;
use crate::domain::field::{Kind, Spec, Value};
use crate::domain::fold::fold;
use crate::domain::subject::{Place, Standing, Subject, SubjectId};
use crate::domain::words::say;
use std::cmp::Reverse;

/// A list to select from for one field.
#[derive(Clone, Debug)]
pub struct Picker {
    /// The record.
    pub subject: SubjectId,
    /// The field.
    pub place: Place,
    /// What is selected so far.
    pub chosen: Vec<Text>,
    /// Everything that can be selected.
    pub choices: Vec<Offer>,
    /// What narrows it.
    pub query: TextBox,
    /// The highlighted line.
    pub highlight: usize,
    /// Whether Down has moved into the list, so that Space ticks.
    pub in_list: bool,
    /// The first line shown.
    pub top: usize,
    take: Take,
    /// Whether what is recorded is marked as doubtful.
    doubted: bool,
    /// Whether Space has just ticked the highlighted line, or taken its tick off: then Enter has nothing to add.
    ticked: bool,
}

/// How what is selected becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Take {
    /// One code, text, day or flag.
    One(Kind),
    /// Several terms.
    Several,
    /// The bases of the table of lawful bases.
    Bases,
    /// Nothing but «none» and the other kinds of empty: a table is filled row by row.
    Nothing,
}

impl Picker {
    /// The list for a field, narrowed by what was typed already; `None` where there is no such field.
    pub fn new(id: SubjectId, place: Place, subject: &Subject, typed: &str, desk: &Desk) -> Option<Self> {
        let column = subject.column(&place)?;
        let take = match column.kind {
            Kind::Rows if place.field == "lawful_bases" => Take::Bases,
            Kind::Rows => Take::Nothing,
            Kind::Many(_) => Take::Several,
            kind => Take::One(kind),
        };
        let chosen = match (take, subject.value(&place)) {
            (Take::Several, Value::Terms(terms)) => terms,
            (Take::Bases, _) => bases(subject),
            _ => Vec::new(),
        };
        let mut choices = offers(column.kind, take, &place, subject, desk);
        with_fits(&mut choices, &place, subject, desk);
        let mut picker = Picker {
            subject: id,
            place,
            chosen,
            choices,
            query: TextBox::new(typed, false),
            highlight: 0,
            in_list: false,
            top: 0,
            take,
            doubted: matches!(subject.standing(&place), Standing::ToConfirm(_)) && !subject.value(&place).is_empty(),
            ticked: false,
        };
        picker.query.end();
        if let Value::Text(code) = subject.value(&place)
            && typed.is_empty()
        {
            let lines = picker.lines(desk);
            let now = lines.iter().position(|line| matches!(line, Line::Offer(at) if picker.choices.get(*at).is_some_and(|offer| offer.value == code)));
            picker.highlight = now.unwrap_or(0);
            picker.top = picker.highlight.saturating_sub(3);
        }
        Some(picker)
    }

    /// Whether several can be selected.
    pub fn is_many(&self) -> bool {
        matches!(self.take, Take::Several | Take::Bases)
    }

    /// Whether an offer is selected.
    pub fn is_chosen(&self, offer: &Offer) -> bool {
        self.chosen.iter().any(|term| *term == offer.value || fold(term) == fold(&offer.value))
    }

    /// The lines that match what is typed, the organisation's own word, and the kinds of empty.
    pub fn lines(&self, desk: &Desk) -> Vec<Line> {
        let query = fold(self.query.text());
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        // Words match where a word begins: ‘own one’ is not to find the ‘Crown’ of one wording and the ‘someone’ of another.
        let begins = |text: &str, word: &str| {
            let mut found = text.match_indices(word);
            found.any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
        };
        let matches = |text: &str| words.iter().all(|word| begins(text, word));
        let mut found: Vec<usize> = (0..self.choices.len())
            .filter(|at| self.choices.get(*at).is_some_and(|offer| matches(&offer.folded)))
            .collect();
        if !words.is_empty() {
            // What is called exactly so stands first, then what begins with the words, then what only mentions them.
            found.sort_by_key(|at| {
                self.choices.get(*at).map(|offer| {
                    (
                        !offer.names.contains(&query),
                        !fold(&offer.label).starts_with(&query),
                        !offer.folded.split(' ').any(|word| Some(&word) == words.first()),
                        Reverse(offer.used),
                    )
                })
            });
        }
        let mut lines: Vec<Line> = found.into_iter().map(Line::Offer).collect();
        // Who types ‘none’ means the answer, and not a word of their own.
        let begun = |empty: &Empty| !query.is_empty() && fold(&empty.label()).starts_with(&query);
        let (meant, others): (Vec<Empty>, Vec<Empty>) = self.empties().into_iter().partition(begun);
        lines.extend(meant.into_iter().map(Line::Empty));
        if let Some(own) = self.own_word(desk) {
            lines.push(Line::Own(own));
        }
        let matching = others.into_iter().filter(|empty| words.is_empty() || matches(&fold(&empty.label())));
        lines.extend(matching.map(Line::Empty));
        lines
    }

    /// What was typed, where the list takes words of the organisation's own and does not hold it yet.
    fn own_word(&self, desk: &Desk) -> Option<String> {
        let typed = self.query.text().trim();
        let listed = self.choices.iter().any(|offer| fold(&offer.label) == fold(typed));
        if typed.is_empty() || listed {
            return None;
        }
        match self.take {
            Take::One(Kind::Text(_)) => Some(typed.to_owned()),
            Take::One(Kind::Date) => date::read(typed, desk.today).ok().map(date::long),
            Take::Several if self.is_open(desk) => Some(typed.to_owned()),
            _ => None,
        }
    }

    fn is_open(&self, desk: &Desk) -> bool {
        let subject = desk.document.subject(&self.subject);
        let kind = subject.and_then(|subject| subject.column(&self.place)).map(|column| column.kind);
        match kind {
            Some(Kind::Many(Some(list))) => crate::domain::vocabulary::list(list).open,
            _ => true,
        }
    }

    fn empties(&self) -> Vec<Empty> {
        let in_activity = matches!(self.subject, SubjectId::Activity(_));
        let mut empties: Vec<Empty> = self.doubted.then_some(Empty::KnownNow).into_iter().collect();
        if self.take == Take::Several || self.take == Take::Nothing || self.take == Take::Bases {
            empties.push(Empty::None);
        }
        // A mark stands on a field or on a field of a line; other tables are marked as a whole.
        if in_activity && (self.place.cell.is_none() || self.place.field == "lines") {
            empties.extend([Empty::ToConfirm, Empty::DoesNotApply]);
        }
        empties.push(Empty::NotRecorded);
        empties
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &mut Desk) -> Vec<Step> {
        let count = self.lines(desk).len();
        let last = count.saturating_sub(1);
        let page = desk.size.dialog_rows();
        match command {
            Command::Type(' ') if self.in_list => self.tick(desk),
            Command::Type(letter) => self.narrow(|query| query.insert(letter)),
            Command::Do(Action::Tick) => self.tick(desk),
            Command::Do(Action::Backspace) => self.narrow(TextBox::backspace),
            Command::Do(Action::DeleteWord) => self.narrow(TextBox::delete_word),
            Command::Do(Action::Clear) => self.narrow(TextBox::clear),
            Command::Do(Action::Down) if self.in_list || !self.is_many() => {
                self.move_to((self.highlight + 1).min(last))
            }
            Command::Do(Action::Down) => self.move_to(self.highlight),
            Command::Do(Action::Up) if self.highlight == 0 => self.in_list = false,
            Command::Do(Action::Up) => self.move_to(self.highlight - 1),
            Command::Do(Action::PageDown) => self.move_to((self.highlight + page).min(last)),
            Command::Do(Action::PageUp) => self.move_to(self.highlight.saturating_sub(page)),
            Command::Do(Action::First) => self.move_to(0),
            Command::Do(Action::Last) => self.move_to(last),
            Command::Do(Action::Accept) => return self.accept(desk),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.in_list &= count > 0;
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    fn narrow(&mut self, change: impl FnOnce(&mut TextBox)) {
        change(&mut self.query);
        (self.highlight, self.in_list, self.ticked) = (0, false, false);
    }

    fn move_to(&mut self, line: usize) {
        (self.highlight, self.in_list, self.ticked) = (line, true, false);
    }

    /// Space ticks one of several. It answers nothing: that is for Enter.
    fn tick(&mut self, desk: &Desk) {
        if let Some(Line::Offer(at)) = self.lines(desk).get(self.highlight)
            && self.is_many()
        {
            self.turn(*at);
            self.ticked = true;
        }
    }

    fn turn(&mut self, at: usize) {
        let Some(offer) = self.choices.get(at).cloned() else { return };
        if self.is_chosen(&offer) {
            self.chosen.retain(|term| *term != offer.value && fold(term) != fold(&offer.value));
        } else {
            self.chosen.push(offer.value);
        }
    }

    /// Enter: with a line to add it adds it; with nothing typed and nothing new to add it finishes.
    fn accept(&mut self, desk: &mut Desk) -> Vec<Step> {
        let line = self.lines(desk).get(self.highlight).cloned();
        let typed = !self.query.text().trim().is_empty();
        match line {
            Some(Line::Empty(empty)) if typed || self.in_list || !self.is_many() => self.answer_empty(empty, desk),
            Some(Line::Own(own)) => self.add(own.as_str().into(), desk),
            Some(Line::Offer(at)) => {
                let Some(offer) = self.choices.get(at).cloned() else { return Vec::new() };
                if self.ticked {
                    return self.finish(desk);
                }
                if !self.is_many() || typed {
                    return self.add(offer.value, desk);
                }
                if self.in_list && !self.is_chosen(&offer) {
                    self.chosen.push(offer.value);
                    self.in_list = false;
                    return Vec::new();
                }
                self.finish(desk)
            }
            None if typed => vec![Step::Say(say("picker.no-match", &[("text", self.query.text().trim())]))],
            _ => self.finish(desk),
        }
    }

    fn add(&mut self, value: Text, desk: &mut Desk) -> Vec<Step> {
        if !self.is_many() {
            self.chosen = vec![value];
            return self.finish(desk);
        }
        if !self.chosen.iter().any(|term| fold(term) == fold(&value)) {
            self.chosen.push(value);
        }
        self.query.clear();
        (self.highlight, self.in_list, self.top) = (0, false, 0);
        Vec::new()
    }

    /// The edit that the selection makes.
    fn finish(&mut self, desk: &mut Desk) -> Vec<Step> {
        let mut steps = vec![Step::Close];
        let Some(subject) = desk.document.subject(&self.subject) else { return steps };
        match self.take {
            Take::Nothing => {}
            Take::Bases => steps.extend(self.set_bases(&subject, desk)),
            Take::Several => {
                let before = subject.value(&self.place);
                let value = if self.chosen.is_empty() && !before.is_none() {
                    Value::Empty
                } else {
                    Value::Terms(self.chosen.clone())
                };
                steps.extend(set_step(&subject, &self.place, value, desk));
            }
            Take::One(kind) => {
                if let Some(value) = self.chosen.first().and_then(|text| one(kind, text, desk)) {
                    steps.extend(set_step(&subject, &self.place, value, desk));
                }
            }
        }
        steps
    }

    /// Adds a row for each basis newly ticked and takes out the rows of those no longer ticked.
    fn set_bases(&self, subject: &Subject, desk: &mut Desk) -> Option<Step> {
        let mut after = subject.clone();
        for row in (0..subject.count("lawful_bases").unwrap_or(0)).rev() {
            let Value::Text(basis) = subject.value(&Place::cell("lawful_bases", row, "basis")) else { continue };
            if !self.chosen.contains(&basis) {
                after.remove_row("lawful_bases", row);
            }
        }
        for basis in self.chosen.iter().filter(|basis| !bases(subject).contains(basis)) {
            let row = after.add_row("lawful_bases", desk.ids)?;
            after.set(&Place::cell("lawful_bases", row, "basis"), Value::Text(basis.clone()), desk.ids).ok()?;
        }
        after.take_off_outdated_mark(subject, &self.place);
        (after != *subject).then(|| Step::Make(Edit::replace(edit_label(subject, &self.place), subject.clone(), after)))
    }

    fn answer_empty(&self, empty: Empty, desk: &mut Desk) -> Vec<Step> {
        let Some(subject) = desk.document.subject(&self.subject) else { return vec![Step::Close] };
        let field = subject.column(&self.place).map_or_else(String::new, |column| marked_label(column.spec));
        let mark = match empty {
            Empty::ToConfirm => Mark::TO_CONFIRM,
            Empty::DoesNotApply => Mark::DOES_NOT_APPLY,
            Empty::None | Empty::NotRecorded => {
                let value = match (empty, self.take) {
                    (Empty::None, Take::Several) => Value::Terms(Vec::new()),
                    (Empty::None, _) => Value::Rows(0),
                    _ => Value::Empty,
                };
                let step = empty_step(&subject, &self.place, value, desk);
                return std::iter::once(Step::Close).chain(step).collect();
            }
            Empty::KnownNow => {
                let value = subject.value(&self.place);
                return std::iter::once(Step::Close).chain(empty_step(&subject, &self.place, value, desk)).collect();
            }
        };
        let question = say(&format!("mark.{mark}.question"), &[("field", &field)]);
        let purpose = Purpose::Mark { subject: self.subject.clone(), place: self.place, mark };
        vec![Step::Close, Step::Open(Box::new(Screen::Prompt(Prompt::new(question, "", purpose))))]
    }
}

/// The step that marks a field, with the note that was given. A value that does not apply is taken out.
pub fn mark_step(id: &SubjectId, place: &Place, mark: &'static str, note: &str, desk: &mut Desk) -> Option<Step> {
    let subject = desk.document.subject(id)?;
    let mut after = subject.clone();
    let note = Some(note.trim()).filter(|note| !note.is_empty()).map(Text::from);
    let by = desk.by();
    let on = Some(DateText::from(desk.today));
    after.mark_as(place, Mark { mark: Some(mark.into()), note, by, on, ..Mark::default() }, desk.ids).ok()?;
    Some(Step::Make(Edit::replace(edit_label(&subject, place), subject, after)))
}

/// What a mark on a field is about: the field, or the group that it belongs to.
fn marked_label(spec: &Spec) -> String {
    if spec.whole.is_empty() { spec.label.to_owned() } else { say(&format!("mark.on.{}", spec.whole), &[]) }
}

fn bases(subject: &Subject) -> Vec<Text> {
    let rows = 0..subject.count("lawful_bases").unwrap_or(0);
    let basis = |row| subject.value(&Place::cell("lawful_bases", row, "basis"));
    rows.filter_map(|row| if let Value::Text(basis) = basis(row) { Some(basis) } else { None }).collect()
}

fn one(kind: Kind, text: &str, desk: &Desk) -> Option<Value> {
    match kind {
        Kind::Flag => Some(Value::Flag(text == "yes")),
        Kind::Date => date::read(text, desk.today).ok().map(|day| Value::Date(DateText::from(day))),
        Kind::Number => text.parse().ok().map(Value::Number),
        _ => Some(Value::Text(text.into())),
    }
}
