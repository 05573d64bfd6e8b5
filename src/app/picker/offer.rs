//! What a list offers for a field: the lists of law and trade, the organisation's own words, and what other activities say.

use crate::app::Desk;
use crate::app::picker::Take;
use crate::app::shown;
use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::date;
use crate::domain::field::{Access, Fielded, Kind, Value};
use crate::domain::fold::fold;
use crate::domain::subject::{Place, Subject};
use crate::domain::suggest::{Fit, Rank, fit};
use crate::domain::vocabulary::{self, ListId};
use crate::domain::words::say;
use std::cmp::Reverse;
use std::collections::HashMap;

/// One thing to select.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What is stored.
    pub value: Text,
    /// What is read.
    pub label: String,
    /// What it means.
    pub help: String,
    /// The law it stands for.
    pub citation: String,
    /// In how many activities it is used.
    pub used: usize,
    /// How it fits the activity's other answers, where they bear on it.
    pub fit: Option<Fit>,
    /// Its label and its other wordings, folded: together and one by one.
    pub(super) folded: String,
    pub(super) names: Vec<String>,
}

/// What one value of a field can be, whatever the field holds already.
pub fn suggestions(kind: Kind, place: &Place, subject: &Subject, desk: &Desk) -> Vec<Offer> {
    let take = if matches!(kind, Kind::Many(_)) { Take::Several } else { Take::One(kind) };
    offers(kind, take, place, subject, desk)
}

/// What can be selected for a field: the list, the organisation's own words, and what other activities say.
pub(super) fn offers(kind: Kind, take: Take, place: &Place, subject: &Subject, desk: &Desk) -> Vec<Offer> {
    let list = match (kind, take) {
        (_, Take::Bases) => Some(ListId::LawfulBases),
        (Kind::Choice(list), _) | (Kind::Many(Some(list)) | Kind::Text(Some(list)), _) => Some(list),
        (Kind::Flag, _) => return ["yes", "no"].map(|id| Offer::of(id, &say(id, &[]))).to_vec(),
        (Kind::Date, _) => return days(desk),
        (Kind::Line, _) => return lines(subject, desk),
        (Kind::Number, _) if place.cell.is_some_and(|(_, column)| column.ends_with("period_months")) => {
            return periods();
        }
        (Kind::Rows | Kind::Long | Kind::Number, _) => return Vec::new(),
        _ => None,
    };
    let mut used = used_words(place, take, subject, desk);
    let mut offers: Vec<Offer> = Vec::new();
    for choice in list.map(|list| desk.document.lexicon().options(list)).unwrap_or_default() {
        if !choice.selectable {
            continue;
        }
        // One answer is stored by its code, also where the list is open.
        let code = list
            .filter(|_| matches!(kind, Kind::Choice(_)))
            .and_then(|list| vocabulary::list(list).resolve(&choice.value)?.code.clone());
        let value = code.unwrap_or(choice.value);
        let count = used.remove(&fold(&value)).map_or(0, |(_, count)| count);
        let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
        let label =
            list.map_or_else(|| choice.label.to_string(), |list| shown::coded(list, &value, desk.document.lexicon()));
        let mut offer = Offer::of(&value, &label);
        (offer.help, offer.citation, offer.used) = (text(&choice.help), text(&choice.citation), count);
        for alias in choice.aliases.iter().chain([&value]) {
            offer.folded.push(' ');
            offer.folded.push_str(&fold(alias));
            offer.names.push(fold(alias));
        }
        offers.push(offer);
    }
    if !matches!(kind, Kind::Choice(_)) {
        offers.extend(used.into_values().map(|(word, count)| Offer { used: count, ..Offer::of(&word, &word) }));
        // Most used first, then A to Z; a closed list keeps the law's own order.
        if list.is_none_or(|list| vocabulary::list(list).open) {
            offers.sort_by_cached_key(|offer| fold(&offer.label));
        }
        offers.sort_by_key(|offer| Reverse(offer.used));
    }
    offers
}

/// Says of each offer how it fits, and puts what fits first. What does not fit stays in the list.
pub(super) fn with_fits(offers: &mut [Offer], place: &Place, subject: &Subject, desk: &Desk) {
    desk.with_answers(subject, |answers| {
        for offer in offers.iter_mut() {
            offer.fit = answers.and_then(|answers| fit(answers, place, &offer.value));
        }
    });
    offers.sort_by_key(|offer| offer.fit.as_ref().map_or(Rank::Fits, |fit| fit.rank));
}

impl Offer {
    fn of(value: &str, label: &str) -> Self {
        Offer {
            value: value.into(),
            label: label.to_owned(),
            help: String::new(),
            citation: String::new(),
            used: 0,
            fit: None,
            folded: fold(label),
            names: vec![fold(label)],
        }
    }
}

/// The words that activities use in this field, folded, each as it is written and in how many activities it stands. Of the
/// organisation and its word lists these are the field's own words, used by no activity, so that they can be unticked.
fn used_words(place: &Place, take: Take, subject: &Subject, desk: &Desk) -> HashMap<String, (Text, usize)> {
    let mut used: HashMap<String, (Text, usize)> = HashMap::new();
    if take == Take::Bases {
        return used;
    }
    let (Some(own), Some(field)) = (subject.activity(), Activity::field(place.field)) else {
        used.extend(words_at(subject, place).into_iter().map(|word| (fold(&word), (word, 0))));
        return used;
    };
    let words = |activity| match (&field.access, place.cell) {
        (Access::Rows(table), Some((_, column))) => table.texts(activity, column),
        _ => field.texts(activity).iter().collect(),
    };
    // Each is folded once and not in every activity, for a register holds thousands of times the same words.
    let mut written: HashMap<&Text, (usize, usize)> = HashMap::new();
    for (number, activity) in (1..).zip(desk.document.register().activities()) {
        for word in words(activity) {
            let (count, last) = written.entry(word).or_default();
            *count += usize::from(std::mem::replace(last, number) != number);
        }
    }
    let mut written: Vec<(&Text, usize)> = written.into_iter().map(|(word, (count, _))| (word, count)).collect();
    written.sort_unstable_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(two.0)));
    let most = written.into_iter().take(MOST_WORDS);
    // Its own words are always offered, so that they can be unticked.
    for (word, count) in most.chain(words(own).into_iter().map(|word| (word, 0))) {
        used.entry(fold(word)).or_insert_with(|| (word.clone(), 0)).1 += count;
    }
    used.remove("");
    used
}

fn words_at(subject: &Subject, place: &Place) -> Vec<Text> {
    let mut words = match subject.value(place) {
        Value::Text(text) => vec![text],
        Value::Terms(terms) => terms,
        _ => Vec::new(),
    };
    words.retain(|word| !word.trim().is_empty());
    words
}

/// Of more words than this only the most used are offered: nobody looks through more, and any other can be typed.
const MOST_WORDS: usize = 1_000;

fn days(desk: &Desk) -> Vec<Offer> {
    [("day.today", 0), ("day.3-months", 3), ("day.6-months", 6), ("day.12-months", 12)]
        .map(|(id, months)| {
            let day = date::add_months(desk.today, months);
            Offer::of(&day.to_string(), &say(id, &[("date", &date::long(day))]))
        })
        .to_vec()
}

/// The lines of the activity, by their people.
fn lines(subject: &Subject, desk: &Desk) -> Vec<Offer> {
    let rows = 0..subject.count("lines").unwrap_or(0);
    let offer = |row| {
        let id = subject.row_id("lines", row)?;
        Some(Offer::of(id.as_str(), &shown::line(subject, row, desk.document.lexicon())))
    };
    rows.filter_map(offer).collect()
}

/// Customary periods: suggestions, never decisions.
fn periods() -> Vec<Offer> {
    let terms = vocabulary::list(ListId::RetentionPeriods).terms.iter();
    terms
        .filter_map(|term| {
            let mut offer = Offer::of(&term.months?.to_string(), &term.label);
            offer.help = term.doubt.as_deref().unwrap_or_default().to_owned();
            Some(offer)
        })
        .collect()
}
