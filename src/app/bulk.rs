//! Changing many activities at once: which field, how, to what; then every change is shown before it is made, as one edit.

use crate::app::menu::{Menu, MenuLine, confirm};
use crate::app::picker::offer::suggestions;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step, shown};
use crate::domain::Text;
use crate::domain::edit::Edit;
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value};
use crate::domain::fold::same_term;
use crate::domain::id::Id;
use crate::domain::subject::{Place, Subject};
use crate::domain::typed;
use crate::domain::words::say;

/// A change of many activities, as far as it is settled.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// The activities.
    pub ids: Vec<Id>,
    place: Option<Place>,
    how: Option<How>,
    value: Option<Text>,
}

/// What is done with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Replace,
    Add,
    Remove,
}

/// The most changes that are shown.
const SHOWN: usize = 7;

/// Fields that say something of one activity only, so that no two should say the same.
const OWN: &[&str] =
    &["title", "reference", "former_references", "approved.by", "approved.on", "imported.from", "imported.on"];

impl Bulk {
    /// A change of these activities, nothing settled yet.
    pub fn new(ids: Vec<Id>) -> Self {
        Bulk { ids, place: None, how: None, value: None }
    }

    /// The change with its value settled.
    pub fn with_value(&self, value: &str) -> Self {
        Bulk { value: Some(value.into()), ..self.clone() }
    }

    /// The next question, or what would change.
    pub fn question(&self, desk: &mut Desk) -> Screen {
        let Some((place, column)) = self.place.and_then(|place| Some((place, self.first(desk)?.column(&place)?)))
        else {
            return Screen::Menu(self.fields(desk));
        };
        match (self.how, &self.value) {
            (None, _) => Screen::Menu(self.ways(&column)),
            (Some(_), None) => self.values(&place, &column, desk),
            (Some(how), Some(value)) => Screen::Menu(self.preview(&place, &column, how, value, desk)),
        }
    }

    fn first(&self, desk: &Desk) -> Option<Subject> {
        desk.document.register().activity(self.ids.first()?).cloned().map(Subject::Activity)
    }

    fn title(&self) -> String {
        say("bulk.title", &[("count", &self.ids.len().to_string())])
    }

    /// The fields that can be changed in many activities, to be found by typing.
    fn fields(&self, desk: &Desk) -> Menu {
        let Some(first) = self.first(desk) else { return Menu::new(self.title(), Vec::new(), Vec::new()) };
        let own = first.fields().into_iter().map(|column| (Place::of(column.spec.id), column));
        let lines = first.columns("lines").into_iter().map(|column| (Place::line(0, column.spec.id), column));
        let changed = own.chain(lines).filter(|(_, column)| {
            matches!(column.kind, Kind::Text(_) | Kind::Choice(_) | Kind::Many(_) | Kind::Date | Kind::Flag)
                && !OWN.contains(&column.spec.id)
                && column.spec.whole.is_empty()
        });
        let lines = changed.map(|(place, column)| {
            let how = if matches!(column.kind, Kind::Many(_)) { None } else { Some(How::Replace) };
            let next = Bulk { place: Some(place), how, ..self.clone() };
            MenuLine::new(column.spec.label.to_owned(), vec![Step::Bulk(Box::new(next))])
        });
        let mut menu = Menu::new(self.title(), vec![say("bulk.which", &[])], lines.collect());
        menu.query = Some(TextBox::new("", false));
        menu
    }

    fn ways(&self, column: &Column) -> Menu {
        let line = |id: &str, how| {
            let next = Bulk { how: Some(how), ..self.clone() };
            MenuLine::new(say(id, &[("field", column.spec.label)]), vec![Step::Bulk(Box::new(next))])
        };
        let lines =
            vec![line("bulk.add", How::Add), line("bulk.remove", How::Remove), line("bulk.replace", How::Replace)];
        Menu::new(self.title(), Vec::new(), lines)
    }

    /// What it can be changed to: what the list and other activities say, and for free fields whatever one types.
    fn values(&self, place: &Place, column: &Column, desk: &Desk) -> Screen {
        let question = say("bulk.value", &[("field", column.spec.label)]);
        let prompt = |text: &str| Prompt::new(question.clone(), text, Purpose::Bulk(self.clone()));
        let offers = self.first(desk).map(|first| suggestions(column.kind, place, &first, desk)).unwrap_or_default();
        if column.kind == Kind::Date || offers.is_empty() {
            return Screen::Prompt(prompt(""));
        }
        let next = |value: &str| vec![Step::Bulk(Box::new(self.with_value(value)))];
        let mut lines: Vec<MenuLine> =
            offers.into_iter().map(|offer| MenuLine::new(offer.label.clone(), next(&offer.value))).collect();
        if matches!(column.kind, Kind::Text(_) | Kind::Many(_)) {
            lines.push(MenuLine::new(say("bulk.other", &[]), vec![Step::Open(Box::new(Screen::Prompt(prompt(""))))]));
        }
        let mut menu = Menu::new(self.title(), vec![question.clone()], lines);
        menu.query = Some(TextBox::new("", false));
        Screen::Menu(menu)
    }

    /// What would change, activity by activity; the answer that changes nothing stands first.
    fn preview(&self, place: &Place, column: &Column, how: How, words: &str, desk: &mut Desk) -> Menu {
        let mut lead = Vec::new();
        let mut changes = Vec::new();
        let mut same = 0;
        for id in &self.ids {
            let Some(before) = desk.document.register().activity(id).cloned().map(Subject::Activity) else { continue };
            let after = match changed(&before, place, column, how, words, desk) {
                Ok(after) => after,
                Err(sentence) => return Menu::new(self.title(), vec![sentence], vec![keep()]),
            };
            if after == before {
                same += 1;
                continue;
            }
            if lead.len() < SHOWN {
                let said = |subject: &Subject| shown::field(subject, place, desk.document.lexicon()).join("; ");
                let name = before.activity().map_or("", |activity| activity.name());
                lead.push(say("bulk.line", &[("name", name), ("from", &said(&before)), ("to", &said(&after))]));
            }
            changes.extend(Edit::replace(String::new(), before, after).changes);
        }
        let count = changes.len().to_string();
        if changes.len() > SHOWN {
            lead.push(say("bulk.more", &[("count", &(changes.len() - SHOWN).to_string())]));
        }
        lead.push(say("bulk.sum", &[("count", &count), ("same", &same.to_string())]));
        if changes.is_empty() {
            return Menu::new(self.title(), lead, vec![keep()]);
        }
        let label = say("edit.bulk", &[("field", column.spec.label), ("count", &count)]);
        let mut menu = confirm(
            self.title(),
            vec![
                (say("bulk.keep", &[]), Vec::new()),
                (say("bulk.do", &[("count", &count)]), vec![Step::Make(Edit::of(label, changes))]),
            ],
        );
        menu.lead = lead;
        menu
    }
}

fn keep() -> MenuLine {
    MenuLine::new(say("bulk.keep", &[]), Vec::new())
}

/// One activity with the change made: in a field of its lines, in every line.
///
/// # Errors
/// The sentence for the officer, where the words are no value of the field.
fn changed(
    subject: &Subject,
    place: &Place,
    column: &Column,
    how: How,
    words: &str,
    desk: &mut Desk,
) -> Result<Subject, String> {
    let mut after = subject.clone();
    let rows = if place.cell.is_some() { subject.count(place.field).unwrap_or(0).max(1) } else { 1 };
    for row in 0..rows {
        let at = Place { cell: place.cell.map(|(_, column)| (row, column)), ..*place };
        let value = match (how, subject.value(&at)) {
            (How::Replace, _) => typed::read(column, words, desk.today).map_err(|problem| problem.sentence())?,
            (How::Add, recorded) => {
                let term = typed::term(column.kind, words).map_err(|problem| problem.sentence())?;
                let mut terms = if let Value::Terms(terms) = recorded { terms } else { Vec::new() };
                terms.push(term);
                Value::Terms(terms)
            }
            (How::Remove, Value::Terms(mut terms)) => {
                terms.retain(|term| !same_term(term, words));
                if terms.is_empty() { Value::Empty } else { Value::Terms(terms) }
            }
            (How::Remove, recorded) => recorded,
        };
        if subject.value(&at) != value {
            let _unfit = after.set(&at, value, desk.ids);
        }
    }
    Ok(after)
}
