//! What a record lacks or gets wrong: rules as one table, findings as values. Pure, and nothing here can fail.
//!
//! Marks on an activity answer findings in two ways:
//! - `accepted` names a rule, and for a finding on a line or a transfer that one: its finding stays and is shown as accepted. It counts
//!   for every warning and note; of the errors only where the law says «where possible» ([`Rule::waivable`]).
//! - `does-not-apply` on a field silences the findings that say that this very field is not recorded ([`Ask::spared`]):
//!   on the field's group where it belongs to one, on the same line where it is a line's. It never silences a finding about what
//!   stands there, nor a point that the law asks of every record, such as a purpose.
//!
//! `to-confirm` answers nothing: a field that is to be confirmed is still to be filled.

mod agreements;
mod alike;
mod answers;
mod assessment;
mod basis;
mod case;
mod decisions;
mod free_text;
mod gathered;
mod granularity;
mod header;
mod law_enforcement;
mod notice;
mod person;
mod policy;
mod processor;
mod record;
mod retention;
mod review;
mod rights;
mod rules;
mod sensitive;
mod spot;
mod standing;
mod topic;
mod transfers;
mod wording;

pub use alike::{Likes, says_alike};
pub use answers::{Answers, Said};
pub use case::Case;
pub use gathered::{Checked, Gathered, gathered, is_told_once_a_team};
pub use header::Header;
pub use rules::RULES;
pub use spot::Spot;
pub use topic::{TOPICS, Topic};

use crate::domain::Text;
use crate::domain::activity::{Activity, Mark};
use crate::domain::field::{Asked, Fielded};
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::domain::words::fill;
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;

/// What one activity lacks or gets wrong, in the order of [`RULES`].
pub fn check_activity(
    activity: &Activity,
    organisation: &Organisation,
    lexicon: &Lexicon,
    today: Date,
) -> Vec<Finding> {
    let case = Case::of(activity, organisation, lexicon, today);
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.asked.of(activity)) {
        let Find::Activity(find) = rule.find else {
            continue;
        };
        findings.extend(find(&case).into_iter().filter_map(|spot| rule.finding(spot, Some(activity))));
    }
    findings
}

/// What the headers of the record lack: the organisation's once, and once for each other controller that activities name.
/// A finding about another controller stands on the first activity that names it.
pub fn check_register(organisation: &Organisation, activities: &[Arc<Activity>]) -> Vec<Finding> {
    let headers = Header::all(organisation, activities);
    let mut findings = Vec::new();
    for rule in RULES {
        let Find::Header(find) = rule.find else {
            continue;
        };
        for header in &headers {
            findings.extend(find(header).into_iter().filter_map(|spot| rule.finding(spot, header.activity)));
        }
    }
    findings
}

/// What only all activities together show, such as possible duplicates: each finding stands on one of them and names another.
/// The time taken grows with their number only.
pub fn check_together(activities: &[Arc<Activity>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Find::Register(find) = rule.find else {
            continue;
        };
        let found = find(activities).into_iter().filter(|(activity, _)| rule.asked.of(activity));
        findings.extend(found.filter_map(|(activity, spot)| rule.finding(spot, Some(activity))));
    }
    findings
}

/// What a change asks for beside what the changed activity lacks: a privacy notice that is older than the day of the change
/// is to be looked at where something changed that it states.
pub fn check_change(before: &Activity, after: &Activity, changed_on: Date) -> Option<Finding> {
    let rule = Rule::by_id("V-45").filter(|rule| rule.asked.of(after))?;
    rule.finding(notice::outdated(before, after, changed_on)?, Some(after))
}

/// Whether a privacy notice states what a field of an activity holds (Articles 13 and 14), so that it is to be looked at after a
/// change of it. The field is told by the names of the members that lead to it, such as `lines.recipients`.
pub fn is_stated_in_notice(field: &str) -> bool {
    notice::is_stated(field)
}

/// One thing that a record lacks or gets wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The activity; missing where the finding is about the organisation.
    pub activity: Id,
    /// The line, where the field is a line's. Absent for a line's field where there are no lines yet.
    pub line: Option<Id>,
    /// The row of the table that the field is.
    pub row: Option<usize>,
    /// The field to go to, an id of the tables of activities, lines or the organisation.
    pub field: &'static str,
    /// The column to go to, where the field is a table.
    pub column: Option<&'static str>,
    /// What to do, in a sentence.
    pub message: String,
    /// What it says of the record; another than the rule's where the ask is of another kind.
    pub kind: RuleKind,
    /// The recipient or basis that it is about, where that has no id: its finding alone is accepted.
    pub about: Option<Text>,
    /// Whether somebody accepted it, with a reason.
    pub accepted: bool,
}

/// One rule: what the law or good practice asks for, and how to see that it is not so.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its number, such as `V-06`, never used again.
    pub id: &'static str,
    /// How heavy it is.
    pub severity: Severity,
    /// What it says of the record, shown first.
    pub kind: RuleKind,
    /// The kinds of record that it is about.
    pub asked: Asked,
    /// The law, as it is cited.
    pub law: &'static str,
    /// Where to read it.
    pub source: &'static str,
    /// Whether it can be accepted with a reason.
    pub waivable: bool,
    /// What it asks for; the first is the usual one.
    pub asks: &'static [Ask],
    /// The way to see it.
    pub find: Find,
}

/// How heavy a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The record lacks something that law requires in the record.
    Error,
    /// A conditional duty outside Article 30, or good practice.
    Warning,
    /// Worth knowing.
    Info,
}

/// What a rule says of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// The processing has no ground in law as it is recorded.
    LikelyUnlawful,
    /// The record itself lacks what law wants in it.
    RecordGap,
    /// What a careful organisation keeps.
    GoodPractice,
}

/// One thing that a rule asks for: the field to go to, and the sentence.
#[derive(Debug)]
pub struct Ask {
    /// The field's id.
    pub field: &'static str,
    /// The column's id, where the field is a table.
    pub column: Option<&'static str>,
    /// What to do; parts in braces are filled in.
    pub sentence: &'static str,
    /// Whether a mark `does-not-apply` on the field answers it.
    pub spared: bool,
    /// What it says of the record, where that is another than the rule's kind.
    pub kind: Option<RuleKind>,
}

/// A spot on one of several activities.
pub(crate) type OnActivity<'a> = (&'a Activity, Spot);

/// How a rule looks: at an activity, at the header of a record, at all activities together, or as part of another rule.
#[derive(Clone, Copy)]
pub enum Find {
    /// At each activity by itself.
    Activity(fn(&Case) -> Vec<Spot>),
    /// Once at each controller.
    Header(fn(&Header) -> Vec<Spot>),
    /// Once at all activities, giving the one that each spot is on.
    Register(fn(&[Arc<Activity>]) -> Vec<OnActivity>),
    /// Not by itself: it is part of the rule with this number, which says its sentence.
    Within(&'static str),
}

impl Rule {
    /// The rule with this number.
    pub fn by_id(id: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.id == id)
    }

    /// The finding at a spot, unless a mark says that the field does not apply.
    fn finding(&'static self, spot: Spot, activity: Option<&Activity>) -> Option<Finding> {
        let ask = self.asks.get(spot.ask).or(self.asks.first())?;
        let marks = activity.map(Activity::marks).unwrap_or_default();
        if ask.spared && marks.iter().any(|mark| says_not_applicable(mark, ask.field, spot.line.as_ref())) {
            return None;
        }
        let (field, column) = spot.place.unwrap_or((ask.field, ask.column));
        let parts: Vec<(&str, &str)> = spot.parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut finding = Finding {
            rule: self,
            activity: activity.map(|activity| activity.id.clone()).unwrap_or_default(),
            accepted: false,
            row: spot.row,
            field,
            column,
            message: fill(ask.sentence, &parts),
            kind: ask.kind.unwrap_or(self.kind),
            about: spot.about().map(Text::from),
            line: spot.line,
        };
        finding.accepted = self.waivable && activity.is_some_and(|activity| finding.acceptance(activity).is_some());
        Some(finding)
    }
}

fn says_not_applicable(mark: &Mark, field: &'static str, line: Option<&Id>) -> bool {
    mark.is(Mark::DOES_NOT_APPLY) && mark.field.as_deref() == Some(marked_as(field)) && mark.is_on(line)
}

/// The id under which marks on a field stand: its group's where it belongs to one.
pub(crate) fn marked_as(field: &'static str) -> &'static str {
    let spec = Activity::field(field).map(|field| &field.spec);
    let spec = spec.or_else(|| Line::field(field).map(|field| &field.spec));
    spec.map_or(field, |spec| spec.marked_as())
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for Find {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Find::Activity(_) => "Activity",
            Find::Header(_) => "Header",
            Find::Register(_) => "Register",
            Find::Within(_) => "Within",
        })
    }
}
