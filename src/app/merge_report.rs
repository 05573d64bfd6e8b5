//! What there is to tell of a merge, in sentences: what came in, what clashes, and what is to be looked at.

use crate::app::{shown, told};
use crate::domain::check::Finding;
use crate::domain::diff::FieldChange;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::merge::{Clash, Merged};
use crate::domain::register::Register;
use crate::domain::words::say;

/// What there is to tell of a merge.
#[derive(Clone, Debug)]
pub struct MergeReport<'a> {
    /// The merge.
    pub merged: &'a Merged,
    /// How many values of the other side came in.
    pub changes: usize,
    /// Who made the other changes; may be empty.
    pub who: &'a str,
    /// When, in words; may be empty.
    pub when: &'a str,
    /// What neither side had to look at alone.
    pub findings: &'a [Finding],
}

impl MergeReport<'_> {
    /// The report, a sentence a line, the most important first.
    pub fn sentences(&self) -> Vec<String> {
        let register = &self.merged.register;
        let who = self.other();
        let changes = self.changes.to_string();
        let mut lines = vec![match self.changes {
            0 => say("merge.nothing-new", &[]),
            _ => say("merge.clean", &[("count", &changes), ("who", &who)]),
        }];
        if !self.merged.clashes.is_empty() {
            lines.push(say("merge.clashes", &[("count", &self.merged.clashes.len().to_string())]));
        }
        let lexicon = Lexicon::of(&register.vocabulary());
        lines.extend(self.merged.clashes.iter().map(|clash| clash_in_words(clash, &who, register, &lexicon)));
        for renamed in &self.merged.renamed {
            let name = name_of(&renamed.id, register);
            lines.push(say("merge.renamed", &[("name", &name), ("from", &renamed.from), ("to", &renamed.to)]));
        }
        for doubled in &self.merged.doubled {
            let [name, other] = doubled.ids.each_ref().map(|id| name_of(id, register));
            let parts = [("name", name.as_str()), ("other", &other), ("reference", &doubled.reference)];
            lines.push(say("merge.doubled", &parts));
        }
        let in_review = self.merged.back_in_review.iter();
        lines.extend(in_review.map(|id| say("merge.in-review", &[("name", &name_of(id, register))])));
        for finding in self.findings {
            let name = name_of(&finding.activity, register);
            lines.push(say("merge.finding", &[("name", &name), ("message", &finding.message)]));
        }
        lines
    }

    /// The other person, with the moment where it is known.
    fn other(&self) -> String {
        let who =
            Some(self.who).filter(|who| !who.is_empty()).map_or_else(|| say("merge.somebody", &[]), str::to_owned);
        match self.when {
            "" => who,
            when => say("merge.somebody-at", &[("who", &who), ("when", when)]),
        }
    }
}

/// What an activity is called.
fn name_of(id: &Id, register: &Register) -> String {
    register.activity(id).map_or_else(|| say("activity.no-name", &[]), |activity| shown::name(activity))
}

fn clash_in_words(clash: &Clash, who: &str, register: &Register, lexicon: &Lexicon) -> String {
    let Clash { about, path, yours, theirs, .. } = clash.clone();
    let value = |value: &Option<_>| short(&told::value_at(&about, &path, value.as_ref(), lexicon).join("; "));
    let (your, their) = (value(&yours), value(&theirs));
    let change = FieldChange { about: about.clone(), path: path.clone(), from: yours, to: theirs, after: None };
    let record = told::record(&change, register);
    let field = told::field(&change, register, lexicon);
    say("merge.clash", &[("record", &record), ("field", &field), ("yours", &your), ("theirs", &their), ("who", who)])
}

/// The beginning of a long text: enough to know it by.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// How many characters of a value are told.
const LONGEST: usize = 80;
