//! The index of a register: what search keeps of every activity, made anew only for those that changed.

use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Severity, check_register, check_together};
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::register::Register;
use crate::search::entry::Entry;
use crate::search::filter::Review;
use crate::search::spelling::Spellings;
use crate::search::wording::Wordings;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

/// What search knows of a register. It never changes: after an edit there is a new one, which shares most of its entries.
#[derive(Debug)]
pub struct Index {
    entries: Vec<Arc<Entry>>,
    wordings: Arc<Wordings>,
    spellings: Spellings,
    by_title: Ranking,
    by_reference: Ranking,
    totals: Totals,
    /// By the id of the activity.
    apart: Arc<[Apart]>,
    /// Whether a register was looked at for it.
    is_made: bool,
    basis: Basis,
}

/// A finding that no activity shows by itself: one on the header of the record, or one that only all activities together show.
#[derive(Debug)]
pub struct Apart {
    /// The place of the activity that it stands on; none where it is about the organisation.
    pub place: Option<u32>,
    /// What was found.
    pub finding: Finding,
}

/// Counts over the whole register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Activities.
    pub activities: usize,
    /// Those of them that are not retired.
    pub kept: usize,
    /// Those of these that hold all that the law wants in the record.
    pub complete: usize,
    /// Activities whose review is overdue; retired ones are not counted here and below.
    pub overdue: usize,
    /// Activities whose review is due within 90 days.
    pub due_soon: usize,
    /// Activities without a day for their next review.
    pub without_review: usize,
    /// Open findings of kind error or warning, on retired activities and on the header too.
    pub to_fix: usize,
}

impl Index {
    /// The index of a register. An entry of `previous` is kept where its activity is the same, provided that the
    /// organisation, its words and the day are the same too; `lexicon` must be that of the register.
    pub fn of(register: &Register, lexicon: &Lexicon, today: Date, previous: Option<&Index>) -> Index {
        let basis = Basis { organisation: register.organisation(), vocabulary: register.vocabulary(), today };
        let blank;
        let previous = match previous.filter(|previous| previous.basis.is(&basis)) {
            Some(previous) => previous,
            None => {
                blank = Index::blank(basis);
                &blank
            }
        };
        let next = previous.after(register.activities(), lexicon);
        next.with_apart(previous, register)
    }

    /// The index with what no activity shows by itself, looked at again where anything changed.
    fn with_apart(mut self, previous: &Index, register: &Register) -> Index {
        let same = |(a, b): (&Arc<Entry>, &Arc<Entry>)| Arc::ptr_eq(a, b);
        let is_same = previous.is_made
            && self.entries.len() == previous.entries.len()
            && self.entries.iter().zip(&previous.entries).all(same);
        self.totals.to_fix -= to_fix(&previous.apart);
        self.apart = if is_same { previous.apart.clone() } else { apart(register, &self.basis.organisation) };
        self.totals.to_fix += to_fix(&self.apart);
        self.is_made = true;
        self
    }

    /// The entry at a place, which is that of its activity in the register.
    pub fn entry(&self, place: u32) -> Option<&Arc<Entry>> {
        self.entries.get(place as usize)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Counts over the whole register.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// What no activity shows by itself.
    pub fn apart(&self) -> &[Apart] {
        &self.apart
    }

    /// What an activity does not show by itself.
    pub fn apart_on(&self, activity: &Id) -> &[Apart] {
        let first = self.apart.partition_point(|apart| apart.finding.activity < *activity);
        let behind = self.apart.partition_point(|apart| apart.finding.activity <= *activity);
        self.apart.get(first..behind).unwrap_or_default()
    }

    pub(super) fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    pub(super) fn wordings(&self) -> &Wordings {
        &self.wordings
    }

    pub(super) fn spellings(&self) -> &Spellings {
        &self.spellings
    }

    /// The place of each entry from A to Z.
    pub(super) fn by_title(&self) -> &Ranking {
        &self.by_title
    }

    /// The place of each entry by reference, those without one last.
    pub(super) fn by_reference(&self) -> &Ranking {
        &self.by_reference
    }

    fn blank(basis: Basis) -> Index {
        Index {
            entries: Vec::new(),
            wordings: Arc::default(),
            spellings: Spellings::default(),
            by_title: Ranking::default(),
            by_reference: Ranking::default(),
            totals: Totals::default(),
            apart: Arc::default(),
            is_made: false,
            basis,
        }
    }

    /// The index for other activities on the same basis. An edit changes a few neighbours at most, so what stands the same
    /// at both ends is kept without looking anything up.
    fn after(&self, activities: &[Arc<Activity>], lexicon: &Lexicon) -> Index {
        let same = |(entry, activity): &(&Arc<Entry>, &Arc<Activity>)| Arc::ptr_eq(&entry.activity, activity);
        let head = self.entries.iter().zip(activities).take_while(same).count();
        let room = self.entries.len().min(activities.len()) - head;
        let tail = self.entries.iter().rev().zip(activities.iter().rev()).take(room).take_while(same).count();
        let between = |len: usize| head..len - tail;
        let old = self.entries.get(between(self.entries.len())).unwrap_or_default();
        let new = activities.get(between(activities.len())).unwrap_or_default();

        let held: HashMap<*const Activity, (usize, &Arc<Entry>)> =
            (head..).zip(old).map(|(place, entry)| (Arc::as_ptr(&entry.activity), (place, entry))).collect();
        let mut next = Index { entries: Vec::with_capacity(activities.len()), ..self.with_shared() };
        let mut moved = Moved { head, old: vec![None; old.len()], tail: activities.len() - tail, fresh: Vec::new() };
        next.entries.extend(self.entries.iter().take(head).cloned());
        for (place, activity) in (head..).zip(new) {
            if let Some((before, entry)) = held.get(&Arc::as_ptr(activity)) {
                next.entries.push((*entry).clone());
                if let Some(slot) = moved.old.get_mut(before - head) {
                    *slot = Some(place);
                }
                continue;
            }
            let entry = next.read(activity, lexicon);
            next.entries.push(Arc::new(entry));
            moved.fresh.push(place);
        }
        next.entries.extend(self.entries.iter().skip(self.entries.len() - tail).cloned());

        let fresh = moved.fresh.iter().filter_map(|place| next.entries.get(*place));
        next.spellings.learn(fresh.map(|entry| entry.text()));
        next.totals = self.totals.changed(
            old,
            next.entries.get(between(next.entries.len())).unwrap_or_default(),
            self.basis.today,
        );
        next.by_title = self.by_title.moved(&moved, &next.entries, by_title);
        next.by_reference = self.by_reference.moved(&moved, &next.entries, by_reference);
        next
    }

    fn with_shared(&self) -> Index {
        let blank = Index::blank(self.basis.clone());
        Index { wordings: self.wordings.clone(), spellings: self.spellings.clone(), ..blank }
    }

    fn read(&mut self, activity: &Arc<Activity>, lexicon: &Lexicon) -> Entry {
        Entry::of(activity, &self.basis.organisation, lexicon, self.basis.today, &mut self.wordings)
    }
}

fn apart(register: &Register, organisation: &Organisation) -> Arc<[Apart]> {
    let place = |finding: &Finding| register.place(&finding.activity).and_then(|place| u32::try_from(place).ok());
    let in_headers = check_register(organisation, register.activities()).into_iter();
    let found = in_headers.chain(check_together(register.activities()));
    let mut apart: Vec<Apart> = found.map(|finding| Apart { place: place(&finding), finding }).collect();
    // What is about the organisation has no id and so stands first.
    apart.sort_by(|one, other| one.finding.activity.cmp(&other.finding.activity));
    apart.into()
}

fn to_fix(apart: &[Apart]) -> usize {
    let counts = |finding: &Finding| !finding.accepted && finding.rule.severity != Severity::Info;
    apart.iter().filter(|apart| counts(&apart.finding)).count()
}

/// What every entry rests on beside its activity.
#[derive(Clone, Debug)]
struct Basis {
    organisation: Arc<Organisation>,
    vocabulary: Arc<Vocabulary>,
    today: Date,
}

impl Basis {
    fn is(&self, other: &Basis) -> bool {
        self.today == other.today
            && (Arc::ptr_eq(&self.organisation, &other.organisation) || self.organisation == other.organisation)
            && (Arc::ptr_eq(&self.vocabulary, &other.vocabulary) || self.vocabulary == other.vocabulary)
    }
}

impl Totals {
    fn changed(self, before: &[Arc<Entry>], after: &[Arc<Entry>], today: Date) -> Totals {
        let (less, more) = (Totals::of(before, today), Totals::of(after, today));
        Totals {
            activities: self.activities + more.activities - less.activities,
            kept: self.kept + more.kept - less.kept,
            complete: self.complete + more.complete - less.complete,
            overdue: self.overdue + more.overdue - less.overdue,
            due_soon: self.due_soon + more.due_soon - less.due_soon,
            without_review: self.without_review + more.without_review - less.without_review,
            to_fix: self.to_fix + more.to_fix - less.to_fix,
        }
    }

    fn of(entries: &[Arc<Entry>], today: Date) -> Totals {
        let mut totals = Totals { activities: entries.len(), ..Totals::default() };
        for entry in entries {
            totals.to_fix += entry.to_fix() as usize;
            let is_kept = !entry.activity.is_retired();
            totals.kept += usize::from(is_kept);
            totals.complete += usize::from(is_kept && entry.errors == 0);
            match entry.review(today) {
                Some(Review::Overdue) => totals.overdue += 1,
                Some(Review::Soon) => totals.due_soon += 1,
                Some(Review::NotSet) => totals.without_review += 1,
                None => {}
            }
        }
        totals
    }
}

/// An order of all entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// The places in order.
    pub places: Vec<u32>,
    /// For each place where it stands in the order.
    pub ranks: Vec<u32>,
}

impl Ranking {
    /// The order after entries moved, went and came; those that stayed are not compared again.
    fn moved(&self, moved: &Moved, entries: &[Arc<Entry>], compare: fn(&Entry, &Entry) -> Ordering) -> Ranking {
        let by = |a: &u32, b: &u32| match (entries.get(*a as usize), entries.get(*b as usize)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        };
        let mut places: Vec<u32> = self.places.iter().filter_map(|place| moved.to(*place)).collect();
        let fresh = moved.fresh.iter().filter_map(|place| u32::try_from(*place).ok());
        if moved.fresh.len() < FEW {
            for place in fresh {
                let at = places.partition_point(|other| by(other, &place).is_lt());
                places.insert(at, place);
            }
        } else {
            places.extend(fresh);
            places.sort_by(by);
        }
        let mut ranks = vec![0; entries.len()];
        for (rank, place) in (0..).zip(&places) {
            if let Some(slot) = ranks.get_mut(*place as usize) {
                *slot = rank;
            }
        }
        Ranking { places, ranks }
    }

    /// Where the entry at a place stands.
    pub fn rank(&self, place: u32) -> u32 {
        self.ranks.get(place as usize).copied().unwrap_or(u32::MAX)
    }
}

/// Up to so many new entries are put into an order one by one.
const FEW: usize = 64;

/// Where entries went.
struct Moved {
    /// So many at the start stay where they are.
    head: usize,
    /// The new place of each behind them, up to the end that is the same.
    old: Vec<Option<usize>>,
    /// The new place of the first of the end that is the same.
    tail: usize,
    /// The places of new entries.
    fresh: Vec<usize>,
}

impl Moved {
    fn to(&self, place: u32) -> Option<u32> {
        let place = place as usize;
        if place < self.head {
            return u32::try_from(place).ok();
        }
        let behind = place - self.head;
        let to = match self.old.get(behind) {
            Some(to) => (*to)?,
            None => self.tail + behind - self.old.len(),
        };
        u32::try_from(to).ok()
    }
}

fn by_title(a: &Entry, b: &Entry) -> Ordering {
    let names = a.title().cmp(b.title()).then_with(|| a.reference().cmp(b.reference()));
    names.then_with(|| a.activity.id.cmp(&b.activity.id))
}

fn by_reference(a: &Entry, b: &Entry) -> Ordering {
    a.reference()
        .is_empty()
        .cmp(&b.reference().is_empty())
        .then_with(|| a.reference().cmp(b.reference()))
        .then_with(|| by_title(a, b))
}
