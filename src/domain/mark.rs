//! The kinds of mark that stand on a field, and where; and findings that somebody accepts.

use crate::domain::Text;
use crate::domain::activity::{Activity, Mark};
use crate::domain::check::{Finding, marked_as};
use crate::domain::id::Id;
use crate::domain::subject::Subject;
use std::sync::Arc;

impl Mark {
    /// The mark of a field that is asked about or doubtful.
    pub const TO_CONFIRM: &str = "to-confirm";
    /// The mark of a field that does not apply.
    pub const DOES_NOT_APPLY: &str = "does-not-apply";
    /// The mark of a finding that somebody accepts.
    pub const ACCEPTED: &str = "accepted";

    /// Whether it is a mark of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.mark.as_deref() == Some(kind)
    }

    /// Whether it stands on this line; `None` asks for a mark on the activity itself.
    pub fn is_on(&self, line: Option<&Id>) -> bool {
        self.line.as_deref() == line.map(Id::as_str)
    }

    /// Whether it accepts what a rule found, there on that line or transfer.
    fn accepts(&self, rule: &str, line: Option<&Id>) -> bool {
        self.is(Mark::ACCEPTED) && self.rule.as_deref() == Some(rule) && self.is_on(line)
    }
}

impl Finding {
    /// The mark that accepts it, where somebody has.
    pub fn acceptance<'a>(&self, activity: &'a Activity) -> Option<&'a Mark> {
        let line = self.marked_on(activity);
        activity.marks().iter().find(|mark| mark.accepts(self.rule.id, line.as_ref()))
    }

    /// The line or the transfer on which a mark that accepts it stands.
    fn marked_on(&self, activity: &Activity) -> Option<Id> {
        let transfer = || activity.transfers().get(self.row?).map(|transfer| transfer.id.clone());
        self.line.clone().or_else(|| if self.field == "transfers" { transfer() } else { None })
    }
}

impl Subject {
    /// Accepts a finding with what the mark says: it is still found, and shown as accepted.
    pub fn accept(&mut self, finding: &Finding, mark: Mark) {
        self.accept_no_more(finding);
        let Subject::Activity(activity) = self else { return };
        let line = finding.marked_on(activity).map(|id| Text::from(id.as_str()));
        let (field, rule) = (Some(marked_as(finding.field).into()), Some(finding.rule.id.into()));
        let mark = Mark { field, line, mark: Some(Mark::ACCEPTED.into()), rule, ..mark };
        Arc::make_mut(activity).marks.get_or_insert_default().push(mark);
    }

    /// Takes off the marks that accept a finding.
    pub fn accept_no_more(&mut self, finding: &Finding) {
        let Subject::Activity(activity) = self else { return };
        let line = finding.marked_on(activity);
        let marks = activity.marks().iter();
        let marks: Vec<Mark> = marks.filter(|mark| !mark.accepts(finding.rule.id, line.as_ref())).cloned().collect();
        if marks.len() < activity.marks().len() {
            Arc::make_mut(activity).marks = Some(marks).filter(|marks| !marks.is_empty());
        }
    }
}
