//! How ready a register is, as a whole and by directorate.

use crate::domain::check::{Checked, Finding};
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::readiness::{COUNTERS, Readiness, Seen, Tally, as_number, header_readiness, readiness};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How ready a register is, or the part of it that was asked for.
#[derive(Clone, Debug)]
pub struct Overview<'a> {
    /// Who the controllers are and how to reach them; missing where only some activities were asked for.
    pub header: Option<Readiness>,
    /// All activities together. The header counts as one record among theirs.
    pub whole: Standing<'a>,
    /// The activities of each directorate, by its name; those without one stand last.
    pub directorates: Vec<Standing<'a>>,
}

/// How ready some activities are. Retired ones do not count.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The directorate, in the words of its first activity; missing where none is recorded, and for all activities together.
    pub directorate: Option<&'a str>,
    /// How many activities there are, drafts among them.
    pub activities: usize,
    /// How many of them hold all that the law wants in the record.
    pub complete: usize,
    /// How many of them are drafts.
    pub drafts: usize,
    /// Their readiness on average, from 0 to 1; 0 where there are none.
    pub score: f64,
    /// The counters, in the order of [`COUNTERS`].
    pub tallies: Vec<Tally>,
}

/// How ready some activities are, by what was found in them, and the header where its findings are given.
pub fn overview<'a>(
    header: Option<&[Finding]>,
    checked: &'a [Checked<'a>],
    lexicon: &Lexicon,
    today: Date,
) -> Overview<'a> {
    let header = header.map(header_readiness);
    let mut whole = Sum::default();
    let mut parts: BTreeMap<(bool, String), (Option<&str>, Sum)> = BTreeMap::new();
    for Checked { activity, findings } in checked.iter().filter(|checked| !checked.activity.is_retired()) {
        let directorate = activity.directorate.as_deref().filter(|name| !name.trim().is_empty());
        let seen = Seen { activity, findings, lexicon, today };
        let key = (directorate.is_none(), directorate.map(fold).unwrap_or_default());
        let (_, part) = parts.entry(key).or_insert((directorate, Sum::default()));
        let readiness = readiness(activity, findings);
        part.add(&readiness, &seen);
        whole.add(&readiness, &seen);
    }
    let mut whole = whole.standing(None);
    if let Some(header) = header.as_ref().filter(|_| whole.activities > 0) {
        let records = as_number(whole.activities);
        whole.score = (whole.score * records + header.score()) / (records + 1.0);
    }
    let directorates = parts.into_values().map(|(name, part)| part.standing(name)).collect();
    Overview { header, whole, directorates }
}

#[derive(Default)]
struct Sum {
    activities: usize,
    complete: usize,
    drafts: usize,
    scores: f64,
    tallies: Vec<Tally>,
}

impl Sum {
    fn add(&mut self, readiness: &Readiness, seen: &Seen) {
        self.activities += 1;
        self.complete += usize::from(readiness.complete);
        self.drafts += usize::from(!seen.activity.is_in_force());
        self.scores += readiness.score();
        self.tallies.resize(COUNTERS.len(), Tally::default());
        for (tally, counter) in self.tallies.iter_mut().zip(COUNTERS) {
            tally.add(counter, seen);
        }
    }

    fn standing(mut self, directorate: Option<&str>) -> Standing<'_> {
        self.tallies.resize(COUNTERS.len(), Tally::default());
        let score = if self.activities == 0 { 0.0 } else { self.scores / as_number(self.activities) };
        let Sum { activities, complete, drafts, tallies, .. } = self;
        Standing { directorate, activities, complete, drafts, score, tallies }
    }
}
