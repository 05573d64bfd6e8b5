//! How the list of things to fix reads: its orders, filters, headings and rows.

use crate::app::Desk;
use crate::app::checks::Checks;
use crate::app::shown;
use crate::domain::check::{RuleKind, Severity};
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::words::say;
use crate::search::checks::{By, Group, Heading, Listed, Narrow, Row, State, field_label};

/// A row in words.
pub struct Told {
    /// The reference of its activity.
    pub reference: String,
    /// What its record is called.
    pub title: String,
    /// What to do.
    pub message: String,
    /// The law behind it.
    pub law: String,
}

/// What an order is called.
pub fn order(by: By) -> String {
    let id = match by {
        By::Seriousness => "checks.by.seriousness",
        By::Rule => "checks.by.rule",
        By::Activity => "checks.by.activity",
        By::Directorate => "checks.by.directorate",
        By::Severity => "checks.by.severity",
    };
    say(id, &[])
}

/// What a filter is called.
pub fn narrow(narrow: &Narrow) -> String {
    match narrow {
        Narrow::Kind(kind) => self::kind(*kind),
        Narrow::Severity(severity) => self::severity(*severity),
        Narrow::Directorate(name) => say("checks.directorate", &[("name", name)]),
    }
}

fn kind(kind: RuleKind) -> String {
    let id = match kind {
        RuleKind::LikelyUnlawful => "checks.kind.likely-unlawful",
        RuleKind::RecordGap => "checks.kind.record-gap",
        RuleKind::GoodPractice => "checks.kind.good-practice",
    };
    say(id, &[])
}

fn severity(severity: Severity) -> String {
    let id = match severity {
        Severity::Error => "checks.severity.error",
        Severity::Warning => "checks.severity.warning",
        Severity::Info => "checks.severity.info",
    };
    say(id, &[])
}

/// The heading of a group, with how many of its rows are to be fixed; of those that never are, how many there are.
pub fn heading(group: &Group, desk: &Desk) -> String {
    let count = match group.heading {
        Heading::Notes | Heading::Accepted | Heading::Severity(Severity::Info) => group.count,
        _ => group.to_fix,
    };
    let words = match &group.heading {
        Heading::Kind(kind) => self::kind(*kind),
        Heading::Notes => severity(Severity::Info),
        Heading::Accepted => say("checks.accepted", &[]),
        Heading::Severity(severity) => self::severity(*severity),
        Heading::Rule(rule) => {
            say("checks.rule", &[("rule", rule.id), ("field", field_label(rule)), ("law", rule.law)])
        }
        Heading::Activity(id) => match desk.document.subject(&SubjectId::Activity(id.clone())) {
            Some(Subject::Activity(activity)) => shown::name(&activity),
            _ => String::new(),
        },
        Heading::Organisation => say("frame.organisation", &[]),
        Heading::Directorate(Some(name)) => name.to_string(),
        Heading::Directorate(None) => say("checks.no-directorate", &[]),
    };
    say("checks.heading", &[("group", &words), ("count", &count.to_string())])
}

impl Checks {
    /// A row in words.
    pub fn told(&self, listed: &Listed, row: Row, desk: &Desk) -> Told {
        let activity = listed.entry(row).and_then(|entry| desk.document.register().activity(&entry.activity.id));
        let finding = self.finding(row, desk);
        let message = finding.map_or_else(String::new, |finding| {
            let id = match row.state {
                State::ToFix => "finding.open",
                State::Note => "checks.note",
                State::Accepted => "finding.accepted",
            };
            say(id, &[("message", &finding.message)])
        });
        let law = listed.rule(row).map_or_else(String::new, |rule| say("help.law", &[("law", rule.law)]));
        match activity {
            Some(activity) => Told {
                reference: activity.reference.as_deref().unwrap_or_default().to_owned(),
                title: shown::name(activity),
                message,
                law,
            },
            None => Told { reference: String::new(), title: say("frame.organisation", &[]), message, law },
        }
    }

    /// What the screen says above the list: how many are to be fixed, of how many, and in which order.
    pub fn counted(&self, to_fix_of_all: usize) -> String {
        let shown = self.listed.as_ref().map_or(0, |listed| listed.to_fix).to_string();
        let (all, filters) = (to_fix_of_all.to_string(), self.narrowed.len().to_string());
        let order = order(self.by);
        let parts = [("shown", shown.as_str()), ("all", &all), ("order", &order), ("count", &filters)];
        match (self.is_narrowed(), self.narrowed.is_empty()) {
            (false, _) => say("checks.count", &parts),
            (true, true) => say("checks.count.searched", &parts),
            (true, false) => say("checks.count.filtered", &parts),
        }
    }
}
