//! What stands above the headings: who the controller, the data protection officer and the representative are, and when the
//! record was reviewed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::Text;
use crate::domain::organisation::{Officer, Organisation};
use crate::domain::words::say;
use crate::formats::import::book::Cell;
use crate::formats::import::brought::Look;
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::day;
use crate::formats::import::matching::plain;

use super::grid::Grid;

/// What a header says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    pub organisation: Organisation,
    /// When the record was last reviewed, and the words and place of it.
    pub last_reviewed: Option<(Date, Text, String)>,
    /// When the record is to be reviewed next, and the words and place of it.
    pub next_review: Option<(Date, Text, String)>,
    pub looks: Vec<Look>,
    /// The rows of which something was taken, or that hold its labels.
    pub read: BTreeSet<usize>,
}

/// Reads the rows above `top`.
pub(crate) fn read(grid: &Grid, top: usize, today: Date) -> Header {
    let mut reader = Reader { header: Header::default(), today };
    for row in 0..top {
        let mut who = Who::Controller;
        let filled = grid.filled(row);
        for &column in &filled {
            let Cell::Text(text) = grid.cell(row, column) else { continue };
            if let Some(label) = label(text) {
                reader.header.read.insert(row);
                who = label.who.or_else(|| title_above(grid, row, column)).unwrap_or(who);
                reader.beside(grid, (row, column), label, who);
            } else {
                reader.in_prose(text, row, grid.place(row, column));
            }
        }
    }
    reader.header
}

/// Whether a cell is a label of such a header.
pub(super) fn is_label(text: &str) -> bool {
    label(text).is_some() || text.trim_end().ends_with(':')
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Controller,
    Officer,
    Representative,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Name,
    /// A person to talk to: an officer's name, and no name of the organisation.
    Contact,
    Address,
    Email,
    Telephone,
    Registration,
    LastReviewed,
    NextReview,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    who: Option<Who>,
    what: Option<What>,
}

const WHO: [(&str, Who); 26] = [
    ("controller", Who::Controller),
    ("data controller", Who::Controller),
    ("name and contact details", Who::Controller),
    ("organisation", Who::Controller),
    ("organisation details", Who::Controller),
    ("controller details", Who::Controller),
    ("council", Who::Controller),
    ("council contact details", Who::Controller),
    ("council details", Who::Controller),
    ("authority", Who::Controller),
    ("verantwortlicher", Who::Controller),
    ("responsable du traitement", Who::Controller),
    ("rheolydd data", Who::Controller),
    ("data protection officer", Who::Officer),
    ("data protection officer details", Who::Officer),
    ("dpo", Who::Officer),
    ("dpo contact details", Who::Officer),
    ("dpo details", Who::Officer),
    ("datenschutzbeauftragter", Who::Officer),
    ("datenschutzbeauftragte", Who::Officer),
    ("dsb", Who::Officer),
    ("delegue a la protection des donnees", Who::Officer),
    ("swyddog diogelu data", Who::Officer),
    ("representative", Who::Representative),
    ("uk representative", Who::Representative),
    ("vertreter", Who::Representative),
];

const WHAT: [(&str, What); 37] = [
    ("name", What::Name),
    ("contact name", What::Contact),
    ("full name", What::Name),
    ("address", What::Address),
    ("contact address", What::Address),
    ("postal address", What::Address),
    ("anschrift", What::Address),
    ("adresse", What::Address),
    ("cyfeiriad", What::Address),
    ("email", What::Email),
    ("e mail", What::Email),
    ("email address", What::Email),
    ("contact email", What::Email),
    ("ebost", What::Email),
    ("courriel", What::Email),
    ("telephone", What::Telephone),
    ("telephone number", What::Telephone),
    ("phone", What::Telephone),
    ("tel", What::Telephone),
    ("tel no", What::Telephone),
    ("phone number", What::Telephone),
    ("contact phone number", What::Telephone),
    ("contact number", What::Telephone),
    ("telefon", What::Telephone),
    ("ffon", What::Telephone),
    ("registration number", What::Registration),
    ("ico registration number", What::Registration),
    ("ico registration", What::Registration),
    ("last reviewed", What::LastReviewed),
    ("last review", What::LastReviewed),
    ("date of last review", What::LastReviewed),
    ("last updated", What::LastReviewed),
    ("stand", What::LastReviewed),
    ("next review", What::NextReview),
    ("next review date", What::NextReview),
    ("date of next review", What::NextReview),
    ("nachste prufung", What::NextReview),
];

/// What a label asks for: `Name`, `Data Protection Officer (if applicable)`, `DPO email`, `Name of controller`.
fn label(text: &str) -> Option<Label> {
    if text.len() > 80 {
        return None;
    }
    let words = plain(text);
    let words = words.trim_end_matches(" if applicable");
    let who = |words: &str| WHO.iter().find(|(known, _)| plain(known) == words).map(|(_, who)| *who);
    let what = |words: &str| WHAT.iter().find(|(known, _)| plain(known) == words).map(|(_, what)| *what);
    if let Some(what) = what(words) {
        return Some(Label { who: None, what: Some(what) });
    }
    if let Some(who) = who(words) {
        return Some(Label { who: Some(who), what: None });
    }
    let divided = words.match_indices(' ').find_map(|(at, _)| {
        let (front, back) = words.split_at_checked(at)?;
        let back = back.trim_start();
        let back = back.strip_prefix("of ").or_else(|| back.strip_prefix("s ")).unwrap_or(back);
        let front_first = who(front).zip(what(back));
        front_first.or_else(|| who(back).zip(what(front)))
    });
    divided.map(|(who, what)| Label { who: Some(who), what: Some(what) })
}

/// Whom the title above a cell names.
fn title_above(grid: &Grid, row: usize, column: usize) -> Option<Who> {
    (0..row).rev().find_map(|above| {
        let (above, column) = grid.origin(above, column);
        let Cell::Text(text) = grid.cell(above, column) else { return None };
        label(text).filter(|label| label.what.is_none())?.who
    })
}

struct Reader {
    header: Header,
    today: Date,
}

impl Reader {
    /// Takes the values to the right of a label, up to the next label. A title with labels below it has none.
    fn beside(&mut self, grid: &Grid, (row, column): (usize, usize), label: Label, who: Who) {
        let is_title = label.what.is_none() && title_has_labels(grid, row, column);
        if is_title {
            return;
        }
        for right in grid.filled(row).into_iter().filter(|right| *right > column) {
            let cell = grid.cell(row, right);
            if let Cell::Text(text) = cell
                && self::label(text).is_some()
            {
                return;
            }
            let who = label.who.or_else(|| title_above(grid, row, right)).unwrap_or(who);
            let place = grid.place(row, right);
            self.take(who, label.what.unwrap_or(What::Name), cell, (row, place));
        }
    }

    /// Takes what a cell says in prose: `Data controller: Anytown Council | DPO: A. Shah`.
    fn in_prose(&mut self, text: &str, row: usize, place: String) {
        for piece in text.split(['|', '\n', ';']) {
            let Some((words, value)) = piece.split_once(':') else { continue };
            let Some(label) = label(words) else { continue };
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            self.header.read.insert(row);
            let who = label.who.unwrap_or(Who::Controller);
            let mut cells = vec![(label.what.unwrap_or(What::Name), value)];
            if label.what.is_none()
                && let Some((name, rest)) =
                    value.split_once(',').filter(|(_, rest)| rest.chars().any(|letter| letter.is_ascii_digit()))
            {
                cells = vec![(What::Name, name.trim()), (What::Address, rest.trim())];
            }
            for (what, value) in cells {
                self.take(who, what, &Cell::Text(value.into()), (row, place.clone()));
            }
        }
    }

    fn take(&mut self, who: Who, what: What, cell: &Cell, (row, place): (usize, String)) {
        self.header.read.insert(row);
        if what == What::Contact && who == Who::Controller {
            return self.look(row, what, &cell.words(), say("import.look.contact-in-header", &[]));
        }
        let words = cell.words();
        if let What::LastReviewed | What::NextReview = what {
            match day::read(cell, self.today) {
                Ok(day) => {
                    let slot = if what == What::LastReviewed {
                        &mut self.header.last_reviewed
                    } else {
                        &mut self.header.next_review
                    };
                    slot.get_or_insert((day, words, place));
                }
                Err(why) => self.look(row, what, &words, why.sentence()),
            }
            return;
        }
        let trimmed = words.trim();
        if matches!(absence::read(trimmed), Some(Absence::NotSaid | Absence::None | Absence::DoesNotApply))
            || is_our_not_recorded(trimmed)
        {
            return;
        }
        let mut value = Text::from(trimmed);
        if is_as_controller(trimmed)
            && let Some(theirs) = self.slot(Who::Controller, what).clone()
        {
            self.look(row, what, &words, say("import.look.as-controller", &[("value", &theirs)]));
            value = theirs;
        }
        if what == What::Telephone && matches!(cell, Cell::Number(..)) && !trimmed.starts_with(['0', '+']) {
            self.look(row, what, &words, say("import.look.telephone", &[]));
        }
        let slot = self.slot(who, what);
        if slot.is_none() {
            *slot = Some(value);
        } else if slot.as_deref() != Some(&*value) {
            self.look(row, what, &words, say("import.look.second-in-header", &[]));
        }
    }

    fn look(&mut self, row: usize, what: What, value: &Text, reason: String) {
        let heading = WHAT.iter().find(|(_, known)| *known == what).map_or("", |(words, _)| *words);
        self.header.looks.push(Look { row: row + 1, heading: heading.into(), value: value.clone(), reason });
    }

    fn slot(&mut self, who: Who, what: What) -> &mut Option<Text> {
        let organisation = &mut self.header.organisation;
        let officer: &mut Officer = match who {
            Who::Controller => {
                return match what {
                    What::Address => &mut organisation.address,
                    What::Email => &mut organisation.email,
                    What::Telephone => &mut organisation.telephone,
                    What::Registration => &mut organisation.registration_number,
                    _ => &mut organisation.name,
                };
            }
            _ if what == What::Registration => return &mut organisation.registration_number,
            Who::Officer => organisation.data_protection_officer.get_or_insert_default(),
            Who::Representative => organisation.representative.get_or_insert_default(),
        };
        match what {
            What::Address => &mut officer.address,
            What::Email => &mut officer.email,
            What::Telephone => &mut officer.telephone,
            _ => &mut officer.name,
        }
    }
}

/// Whether the next row below a title, or the cell below it, is a label of what it is a title of.
fn title_has_labels(grid: &Grid, row: usize, column: usize) -> bool {
    let below = |column: usize| match grid.cell(row + 1, column) {
        Cell::Text(text) => label(text).is_some_and(|label| label.what.is_some() && label.who.is_none()),
        _ => false,
    };
    below(column) || grid.filled(row + 1).first().is_some_and(|first| below(*first))
}

fn is_as_controller(words: &str) -> bool {
    let words = plain(words);
    ["as controller", "as above", "same as controller", "as data controller", "same as above", "see controller"]
        .contains(&words.as_str())
}

fn is_our_not_recorded(words: &str) -> bool {
    ["export.not-recorded", "export.not-published"].iter().any(|id| words == say(id, &[]))
}
