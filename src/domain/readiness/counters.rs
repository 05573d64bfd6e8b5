//! What an audit committee asks for in numbers: agreements, safeguards, time limits, policy documents, reviews, approvals.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Rule, Severity};
use crate::domain::date::DateText;
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::{ListId, list};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One number that an audit committee asks for.
#[derive(Debug)]
pub struct Counter {
    /// Its short name, never used again.
    pub id: &'static str,
    /// What it counts.
    pub words: &'static str,
    /// What it counts of one activity.
    pub count: fn(&Seen) -> Count,
}

/// An activity as the counters see it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// What was found in it.
    pub findings: &'a [Finding],
    /// The words of its register.
    pub lexicon: &'a Lexicon,
    /// The day.
    pub today: Date,
}

/// How many were found of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many there are, accepted ones among them.
    pub found: usize,
    /// How many of them somebody accepted, with a reason.
    pub accepted: usize,
    /// How many there could be.
    pub of: usize,
}

/// A counter over many activities. Retired ones do not count, and what is not decided yet is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Activities that are approved or in review.
    pub in_force: Count,
    /// Drafts, and activities whose status is not recorded.
    pub drafts: Count,
}

/// Every counter, in the order in which they are told.
pub static COUNTERS: &[Counter] = &[
    Counter { id: "no-agreement", words: "Recipients without an agreement", count: without_agreement },
    Counter { id: "agreement-ended", words: "Recipients whose agreement has ended", count: with_ended_agreement },
    Counter { id: "no-safeguard", words: "Transfers without a safeguard", count: without_safeguard },
    Counter { id: "no-time-limit", words: "Activities without a time limit", count: without_time_limit },
    Counter { id: "no-policy-document", words: "No policy document where one is needed", count: without_policy },
    Counter { id: "review-overdue", words: "Activities whose review is overdue", count: overdue },
    Counter { id: "never-reviewed", words: "Activities that were never reviewed", count: never_reviewed },
    Counter { id: "approved-with-gaps", words: "Approved without all required entries", count: approved_with_gaps },
];

impl Tally {
    /// Adds what a counter finds in one activity.
    pub fn add(&mut self, counter: &Counter, seen: &Seen) {
        let count = match seen.activity.status.as_deref() {
            Some("retired") => return,
            Some("approved" | "in-review") => &mut self.in_force,
            _ => &mut self.drafts,
        };
        let Count { found, accepted, of } = (counter.count)(seen);
        count.found += found;
        count.accepted += accepted;
        count.of += of;
    }
}

impl Count {
    /// One activity, if it is counted at all.
    fn one(counted: bool, found: bool, accepted: bool) -> Count {
        Count {
            found: usize::from(counted && found),
            accepted: usize::from(counted && found && accepted),
            of: usize::from(counted),
        }
    }
}

fn without_agreement(seen: &Seen) -> Count {
    sharing(seen, |partner| partner.ends.is_empty())
}

/// A recipient with an agreement that is in force beside one that has ended is not counted.
fn with_ended_agreement(seen: &Seen) -> Count {
    let has_ended = |end: &Option<Date>| end.is_some_and(|day| day < seen.today);
    sharing(seen, |partner| !partner.ends.is_empty() && partner.ends.iter().all(has_ended))
}

fn sharing(seen: &Seen, lacks: impl Fn(&Partner) -> bool) -> Count {
    let partners = partners(seen);
    let found = partners.iter().filter(|partner| lacks(partner));
    let accepted = found.clone().filter(|partner| is_accepted(seen, partner)).count();
    Count { found: found.count(), accepted, of: partners.len() }
}

/// A recipient that an agreement is kept with, or should be.
struct Partner {
    /// Its words, folded.
    words: String,
    /// The rule that asks for the agreement.
    rule: &'static str,
    /// The last day of each agreement with it; `None` for one without a last day.
    ends: Vec<Option<Date>>,
}

/// The recipients of an activity that an agreement is asked for: processors, those that may be some, and those with whom
/// somebody recorded that data are shared regularly. Each once, wherever it stands.
fn partners(seen: &Seen) -> Vec<Partner> {
    let agreements = seen.activity.agreements();
    let of_lines = seen.activity.lines().iter().flat_map(|line| line.recipients.iter().flatten());
    let mut told = BTreeSet::new();
    let mut partners = Vec::new();
    for words in of_lines.chain(agreements.iter().filter_map(|agreement| agreement.recipient.as_ref())) {
        let folded = fold(words);
        if words.trim().is_empty() || told.contains(&folded) {
            continue;
        }
        let own = agreements.iter().filter(|row| row.recipient.as_deref().is_some_and(|other| fold(other) == folded));
        let known = seen.lexicon.known(ListId::Recipients, words);
        let role = own.clone().find_map(|row| row.role.as_deref());
        let is_processor = match role {
            Some(role) => role == "processor",
            None => known.is_some_and(|known| known.may_be_processor()),
        };
        if role.is_none() && !is_processor && own.clone().next().is_none() {
            continue;
        }
        let kept = own.filter(|row| is_said(&row.link) || is_said(&row.reference)).map(|row| day(&row.ends_on));
        let standing = known.filter(|known| known.agreement().is_some()).map(|known| known.ends_on());
        let rule = if is_processor { "V-46" } else { "V-47" };
        partners.push(Partner { words: folded.clone(), rule, ends: kept.chain(standing).collect() });
        told.insert(folded);
    }
    partners
}

/// Where no country is named there is nothing to judge, and transfers for law enforcement follow other rules.
fn without_safeguard(seen: &Seen) -> Count {
    let is_judged =
        |transfer: &&Transfer| is_said(&transfer.country) && transfer.country.as_deref() != Some("unspecified");
    let judged = seen.activity.transfers().iter().filter(is_judged).count();
    let found = seen.findings.iter().filter(|finding| finding.rule.id == "V-33");
    let accepted = found.clone().filter(|finding| finding.accepted).count();
    Count { found: found.count(), accepted, of: if is_asked("V-33", seen) { judged } else { 0 } }
}

/// Wording without a time in it gives no time limit either.
fn without_time_limit(seen: &Seen) -> Count {
    by_findings(seen, is_asked("V-16", seen), |finding| ["V-16", "V-17"].contains(&finding.rule.id))
}

fn without_policy(seen: &Seen) -> Count {
    let conditions = seen.activity.schedule1_conditions.iter().flatten();
    let mut terms = conditions.filter_map(|code| list(ListId::Schedule1Conditions).by_code(code));
    let needed = terms.any(|term| term.requires_policy_document) && is_asked("V-24", seen);
    let link = |finding: &Finding| finding.rule.id == "V-24" && finding.field.ends_with(".link");
    by_findings(seen, needed, link)
}

fn overdue(seen: &Seen) -> Count {
    by_findings(seen, seen.activity.is_in_force(), |finding| {
        finding.rule.id == "V-51" && finding.field == "next_review"
    })
}

fn never_reviewed(seen: &Seen) -> Count {
    by_findings(seen, seen.activity.is_in_force(), |finding| {
        finding.rule.id == "V-51" && finding.field == "last_reviewed"
    })
}

/// What was accepted stands in nobody's way.
fn approved_with_gaps(seen: &Seen) -> Count {
    let open = seen.findings.iter().any(|finding| finding.rule.severity == Severity::Error && !finding.accepted);
    Count::one(seen.activity.is_approved(), open, false)
}

/// One activity, found where there is such a finding, and accepted where all of them are.
fn by_findings(seen: &Seen, counted: bool, is_one: impl Fn(&Finding) -> bool) -> Count {
    let mut found = seen.findings.iter().filter(|finding| is_one(finding)).peekable();
    let any = found.peek().is_some();
    Count::one(counted, any, found.all(|finding| finding.accepted))
}

fn is_asked(rule: &str, seen: &Seen) -> bool {
    Rule::by_id(rule).is_some_and(|rule| rule.asked.of(seen.activity))
}

/// Whether what was found about this partner is accepted.
fn is_accepted(seen: &Seen, partner: &Partner) -> bool {
    let is_about = |finding: &&Finding| finding.about.as_deref().is_some_and(|about| fold(about) == partner.words);
    let mut found = seen.findings.iter().filter(|finding| finding.rule.id == partner.rule).filter(is_about);
    found.any(|finding| finding.accepted)
}

fn is_said(text: &Option<Text>) -> bool {
    text.as_deref().is_some_and(|text| !text.trim().is_empty())
}

fn day(date: &Option<DateText>) -> Option<Date> {
    date.as_ref()?.day()
}
