//! Settling clashes: one row for each value that two people changed to different ones, and what is to stand there.

use crate::app::command::{Action, Command};
use crate::app::document::Document;
use crate::app::layout::fit;
use crate::app::textbox::TextBox;
use crate::app::theirs::Theirs;
use crate::app::told::{self, kind_at, value_at};
use crate::app::{Desk, Step};
use crate::domain::activity::{Activity, Mark};
use crate::domain::date;
use crate::domain::diff::{About, FieldChange};
use crate::domain::field::rows::columns_of;
use crate::domain::field::{Fielded, Kind};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::lexicon::Lexicon;
use crate::domain::line::Line;
use crate::domain::merge::{Clash, Merged};
use crate::domain::register::{Conflict, Register};
use crate::domain::words::say;
use serde_json::Value;
use std::sync::Arc;

/// The screen on which clashes are settled.
#[derive(Clone, Debug)]
pub struct Clashes {
    /// Whose changes are being combined with yours; nothing where the clashes are those that stand in the register already.
    pub theirs: Option<Arc<Theirs>>,
    /// A row a clash.
    pub rows: Vec<Row>,
    /// The highlighted row.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
    /// The first line shown of the values.
    pub read_from: usize,
    /// What is being typed in the place of either value.
    pub typing: Option<TextBox>,
}

/// A clash, and what was decided.
#[derive(Clone, Debug)]
pub struct Row {
    /// The clash as the register keeps it.
    pub kept: Conflict,
    /// What it is about; nothing where its field is not named as this program names fields.
    clash: Option<Clash>,
    /// The kind of the field, where it is one.
    kind: Option<Kind>,
    /// What is to stand there.
    pub choice: Choice,
    /// The officer's own words, once typed.
    own: Option<String>,
    /// The record in words.
    pub record: String,
    /// The field in words.
    pub field: String,
    /// The value before either change, one text a line.
    pub base: Vec<String>,
    /// Your value.
    pub yours: Vec<String>,
    /// The other person's.
    pub theirs: Vec<String>,
    /// The value that the register holds now, where the clash is kept and the field was changed again since.
    pub now: Option<Vec<String>>,
    /// Who the other person is, and when they saved.
    pub by: String,
    /// Whether it stands in the register already. Then the officer who settles it need not be either of the two.
    pub is_kept: bool,
}

/// What is to stand where two people's values clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Not decided yet: the register holds your value, and keeps the clash.
    Later,
    /// Your value.
    Yours,
    /// The other person's.
    Theirs,
    /// Both, one after the other.
    Both,
    /// What the register holds now, where that is neither value any more.
    Now,
    /// The officer's own words.
    Own,
}

impl Choice {
    fn label(self, is_kept: bool) -> String {
        say(
            match self {
                Choice::Later => "clashes.later",
                Choice::Yours if is_kept => "clashes.kept",
                Choice::Theirs if is_kept => "clashes.other",
                Choice::Yours => "clashes.yours",
                Choice::Theirs => "clashes.theirs",
                Choice::Both => "clashes.both",
                Choice::Now => "clashes.now",
                Choice::Own => "clashes.own",
            },
            &[],
        )
    }
}

impl Row {
    fn new(kept: Conflict, is_kept: bool, by: String, register: &Register, lexicon: &Lexicon) -> Row {
        let clash = Clash::read(&kept);
        let (mut record, mut field) = (say("told.register", &[]), kept.field.as_deref().unwrap_or_default().to_owned());
        let (mut base, mut yours, mut theirs, mut now, mut kind) = (Vec::new(), Vec::new(), Vec::new(), None, None);
        if let Some(clash) = &clash {
            let change = FieldChange {
                about: clash.about.clone(),
                path: clash.path.clone(),
                from: clash.yours.clone(),
                to: clash.theirs.clone(),
                after: None,
            };
            record = told::record(&change, register);
            field =
                if clash.path.is_whole() { say("clashes.whole", &[]) } else { told::field(&change, register, lexicon) };
            kind = kind_at(&clash.about, &clash.path);
            let words = |value: Option<&Value>| match value {
                None if clash.path.is_whole() || matches!(clash.path.parts().last(), Some(Part::Row(_))) => {
                    vec![say("clashes.removed", &[])]
                }
                value => value_at(&clash.about, &clash.path, value, lexicon),
            };
            (base, yours, theirs) =
                (words(clash.base.as_ref()), words(clash.yours.as_ref()), words(clash.theirs.as_ref()));
            let there = is_kept.then(|| clash.now(register)).filter(|there| *there != clash.yours);
            let is_gone = matches!(&clash.about, About::Activity(id) if register.activity(id).is_none());
            now = there.map(|there| if is_gone { vec![say("clashes.removed", &[])] } else { words(there.as_ref()) });
        }
        let (choice, own) = (Choice::Later, None);
        Row { kept, clash, kind, choice, own, record, field, base, yours, theirs, now, by, is_kept }
    }

    /// What was chosen, in words.
    pub fn label(&self) -> String {
        self.choice.label(self.is_kept)
    }

    /// The choices that make sense, in the order of the keys.
    pub fn choices(&self) -> Vec<Choice> {
        let mut choices = vec![Choice::Later];
        choices.extend(self.now.as_ref().map(|_| Choice::Now));
        choices.push(Choice::Yours);
        if self.clash.is_some() {
            choices.push(Choice::Theirs);
            choices.extend(self.both().map(|_| Choice::Both));
            choices.extend(self.own.as_ref().map(|_| Choice::Own));
        }
        choices
    }

    /// Both values, where one can stand behind the other: texts of several lines.
    fn both(&self) -> Option<Value> {
        let clash = self.clash.as_ref()?;
        let (yours, theirs) = (clash.yours.as_ref()?.as_str()?, clash.theirs.as_ref()?.as_str()?);
        (self.kind == Some(Kind::Long)).then(|| Value::from(format!("{yours}\n{theirs}")))
    }

    /// Whether the officer can write own words there.
    pub fn takes_words(&self) -> bool {
        matches!(self.kind, Some(Kind::Text(_) | Kind::Long))
    }

    /// What is to stand there as it was chosen, one text a line.
    pub fn chosen(&self) -> Vec<String> {
        match self.choice {
            Choice::Later | Choice::Now => self.now.as_ref().unwrap_or(&self.yours).clone(),
            Choice::Yours => self.yours.clone(),
            Choice::Theirs => self.theirs.clone(),
            Choice::Both => [self.yours.clone(), self.theirs.clone()].concat(),
            Choice::Own => self.own.iter().flat_map(|own| own.lines().map(str::to_owned)).collect(),
        }
    }

    /// The register with this clash settled as it was chosen; as it is where it is not, or where what it is about is gone.
    fn settled(&self, register: &Register) -> Register {
        let value = match (self.choice, &self.clash) {
            (Choice::Later, _) => return register.clone(),
            (Choice::Now, _) | (_, None) => return without(register, &self.kept),
            (Choice::Yours, Some(clash)) => clash.yours.clone(),
            (Choice::Theirs, Some(clash)) => clash.theirs.clone(),
            (Choice::Both, _) => self.both(),
            (Choice::Own, _) => self.own.as_ref().filter(|own| !own.trim().is_empty()).map(|own| own.as_str().into()),
        };
        let settled = self.clash.as_ref().map(|clash| clash.settled(register, value));
        match settled {
            Some(Ok(settled)) => without(&settled, &self.kept),
            Some(Err(_)) if self.choice == Choice::Yours => without(register, &self.kept),
            _ => register.clone(),
        }
    }
}

fn without(register: &Register, kept: &Conflict) -> Register {
    register.with_conflicts(register.conflicts().iter().filter(|other| *other != kept).cloned().collect())
}

/// The register with every clash marked on its field as to be confirmed, with both values, for an export that is made all the
/// same; and each clash in a sentence. A clash of a whole record has no field: only its sentence tells it.
pub fn marked(register: &Register, lexicon: &Lexicon) -> (Register, Vec<String>) {
    let mut file = register.file().clone();
    let mut sentences = Vec::new();
    for row in rows_of(register, lexicon) {
        let (yours, theirs) = (row.yours.join("; "), row.theirs.join("; "));
        let note = say("clashes.note", &[("yours", &yours), ("theirs", &theirs), ("by", &row.by)]);
        sentences.push(say("clashes.sentence", &[("record", &row.record), ("field", &row.field), ("note", &note)]));
        let Some(Clash { about: About::Activity(id), path, .. }) = &row.clash else { continue };
        let activity = file.activities.iter_mut().flatten().find(|activity| activity.id == *id);
        let (Some(activity), Some(field)) = (activity, exported_field(path)) else { continue };
        let mark = Mark {
            field: Some(field.into()),
            line: path.line().map(Into::into),
            mark: Some(Mark::TO_CONFIRM.into()),
            note: Some(note.into()),
            ..Mark::default()
        };
        Arc::make_mut(activity).marks.get_or_insert_default().push(mark);
    }
    (Register::from_file(file), sentences)
}

/// The field of a path as marks name it: a field of a line by itself, another table as a whole, a group by its first field.
fn exported_field(path: &FieldPath) -> Option<String> {
    let inside: Vec<Part> = match path.parts() {
        [Part::Member(lines), Part::Row(_), rest @ ..] if lines == "lines" => rest.to_vec(),
        parts => parts.iter().take_while(|part| matches!(part, Part::Member(_))).cloned().collect(),
    };
    let name = FieldPath::of(inside).names();
    let columns = columns_of(Activity::fields()).into_iter().chain(columns_of(Line::fields()));
    let start = format!("{name}.");
    let first = columns.map(|column| column.spec.id).find(|id| *id == name || id.starts_with(&start));
    first.map(str::to_owned)
}

/// The clashes that stand in the register, a row each.
fn rows_of(register: &Register, lexicon: &Lexicon) -> Vec<Row> {
    let row = |kept: &Conflict| {
        let who = kept.who.as_deref().map_or_else(|| say("theirs.somebody", &[]), str::to_owned);
        let on = kept.on.as_deref().unwrap_or_default();
        let day = on.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| on.to_owned(), date::long);
        let by = say("clashes.by", &[("who", &who), ("time", &day)]);
        Row::new(kept.clone(), true, by, register, lexicon)
    };
    register.conflicts().iter().map(row).collect()
}

impl Clashes {
    /// The clashes of your changes with those of somebody else, none decided.
    pub fn with(theirs: Arc<Theirs>, merged: &Merged, document: &Document) -> Self {
        let by = say("clashes.by", &[("who", &theirs.who), ("time", &theirs.at)]);
        let kept = merged.clashes.iter().map(|clash| theirs.kept(clash));
        let rows = kept.map(|kept| Row::new(kept, false, by.clone(), &merged.register, document.lexicon())).collect();
        Clashes { theirs: Some(theirs), rows, highlight: 0, top: 0, read_from: 0, typing: None }
    }

    /// The clashes that stand in the register.
    pub fn kept(document: &Document) -> Self {
        let rows = rows_of(document.register(), document.lexicon());
        Clashes { theirs: None, rows, highlight: 0, top: 0, read_from: 0, typing: None }
    }

    /// How many are not decided yet.
    pub fn undecided(&self) -> usize {
        self.rows.iter().filter(|row| row.choice == Choice::Later).count()
    }

    /// The register with what was decided.
    pub fn settled(&self, register: &Register) -> Register {
        self.rows.iter().fold(register.clone(), |register, row| row.settled(&register))
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        if self.typing.is_some() {
            return self.type_on(command);
        }
        let last = self.rows.len().saturating_sub(1);
        match command {
            Command::Do(Action::Up) => self.go_to(self.highlight.saturating_sub(1)),
            Command::Do(Action::Down) => self.go_to((self.highlight + 1).min(last)),
            Command::Do(Action::First) => self.go_to(0),
            Command::Do(Action::Last) => self.go_to(last),
            Command::Do(Action::Right | Action::Tick) => self.choose(1),
            Command::Do(Action::Left) => self.choose(-1),
            Command::Do(Action::PageDown) => self.read_from += desk.size.clash_lines().saturating_sub(1).max(1),
            Command::Do(Action::PageUp) => {
                self.read_from = self.read_from.saturating_sub(desk.size.clash_lines().saturating_sub(1).max(1));
            }
            Command::Do(Action::Accept | Action::NextProblem) => return self.next_undecided(),
            Command::Do(Action::Edit) => return self.start_typing(desk),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, desk.size.clash_rows(self.rows.len()));
        Vec::new()
    }

    fn go_to(&mut self, row: usize) {
        if row != self.highlight {
            self.read_from = 0;
        }
        self.highlight = row;
    }

    fn choose(&mut self, by: isize) {
        let Some(row) = self.rows.get_mut(self.highlight) else { return };
        let choices = row.choices();
        let here = choices.iter().position(|choice| *choice == row.choice).unwrap_or(0);
        let next = here.checked_add_signed(by).unwrap_or(choices.len().saturating_sub(1)) % choices.len().max(1);
        row.choice = choices.get(next).copied().unwrap_or(Choice::Later);
    }

    fn next_undecided(&mut self) -> Vec<Step> {
        let order = (self.highlight + 1..self.rows.len()).chain(0..=self.highlight);
        let undecided = |place: &usize| self.rows.get(*place).is_some_and(|row| row.choice == Choice::Later);
        match order.into_iter().find(undecided) {
            Some(place) if place != self.highlight => {
                self.go_to(place);
                Vec::new()
            }
            Some(_) => vec![Step::Say(say("clashes.choose", &[]))],
            None => vec![Step::Say(say("clashes.all-decided", &[]))],
        }
    }

    fn start_typing(&mut self, desk: &Desk) -> Vec<Step> {
        let Some(row) = self.rows.get(self.highlight) else { return Vec::new() };
        if !row.takes_words() {
            return vec![Step::Say(say("clashes.no-words", &[]))];
        }
        let text = |value: &Option<Value>| value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        let there = |clash: &Clash| match row.now {
            Some(_) => text(&clash.now(desk.document.register())),
            None => text(&clash.yours),
        };
        let start = row.own.clone().or_else(|| row.clash.as_ref().map(there)).unwrap_or_default();
        self.typing = Some(TextBox::new(&start, row.kind == Some(Kind::Long)));
        Vec::new()
    }

    fn type_on(&mut self, command: Command) -> Vec<Step> {
        let Some(text) = &mut self.typing else { return Vec::new() };
        match command {
            Command::Type(letter) => text.insert(letter),
            Command::Do(Action::Backspace) => text.backspace(),
            Command::Do(Action::DeleteForward) => text.delete(),
            Command::Do(Action::DeleteWord) => text.delete_word(),
            Command::Do(Action::Clear) => text.clear(),
            Command::Do(Action::Left) => text.left(),
            Command::Do(Action::Right) => text.right(),
            Command::Do(Action::First) => text.home(),
            Command::Do(Action::Last) => text.end(),
            Command::Do(Action::WordLeft) => text.word_left(),
            Command::Do(Action::WordRight) => text.word_right(),
            Command::Do(Action::Up) => {
                text.up();
            }
            Command::Do(Action::Down) => {
                text.down();
            }
            Command::Do(Action::Accept) if text.is_multiline() => text.insert('\n'),
            Command::Do(Action::Accept | Action::Edit | Action::NextField | Action::Back) => self.keep_words(),
            _ => {}
        }
        Vec::new()
    }

    /// Keeps what is being typed as the choice of its row.
    pub fn keep_words(&mut self) {
        let Some(text) = self.typing.take() else { return };
        if let Some(row) = self.rows.get_mut(self.highlight) {
            row.own = Some(text.text().to_owned());
            row.choice = Choice::Own;
        }
    }

    /// Takes a text that was pasted; says whether there is a place for it.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let Some(text) = &mut self.typing else { return false };
        text.paste(pasted);
        true
    }
}
