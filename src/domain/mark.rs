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

    /// Whether it accepts what was found, there on that line, transfer or row.
    fn accepts(&self, finding: &Finding, on: Option<&str>) -> bool {
        let field = self.field.as_deref();
        let is_of_field = field == Some(finding.field) || field == Some(accepted_as(finding));
        self.is(Mark::ACCEPTED)
            && self.rule.as_deref() == Some(finding.rule.id)
            && is_of_field
            && self.line.as_deref() == on
    }
}

/// The field on which a mark that accepts a finding stands: its group, unless the rule asks graver and lesser things of that.
fn accepted_as(finding: &Finding) -> &'static str {
    let is_mixed = finding.rule.asks.iter().any(|ask| ask.kind.is_some());
    if is_mixed { finding.field } else { marked_as(finding.field) }
}

impl Finding {
    /// The mark that accepts it, where somebody has.
    pub fn acceptance<'a>(&self, activity: &'a Activity) -> Option<&'a Mark> {
        let on = self.marked_on(activity);
        activity.marks().iter().find(|mark| mark.accepts(self, on))
    }

    /// What the mark stands on that accepts it: the line or transfer by its id, a row without one by the recipient or basis
    /// that it is about. So what comes later, and what is found at another row, is open.
    fn marked_on<'a>(&'a self, activity: &'a Activity) -> Option<&'a str> {
        let transfer = || activity.transfers().get(self.row?).map(|transfer| transfer.id.as_str());
        let line = self.line.as_ref().map(Id::as_str);
        line.or_else(|| if self.field == "transfers" { transfer() } else { self.about.as_deref() })
    }
}

impl Subject {
    /// Accepts a finding with what the mark says: it is still found, and shown as accepted.
    pub fn accept(&mut self, finding: &Finding, mark: Mark) {
        self.accept_no_more(finding);
        let Subject::Activity(activity) = self else { return };
        let line = finding.marked_on(activity).map(Text::from);
        let (field, rule) = (Some(accepted_as(finding).into()), Some(finding.rule.id.into()));
        let mark = Mark { field, line, mark: Some(Mark::ACCEPTED.into()), rule, ..mark };
        Arc::make_mut(activity).marks.get_or_insert_default().push(mark);
    }

    /// Takes off the marks that accept a finding.
    pub fn accept_no_more(&mut self, finding: &Finding) {
        let Subject::Activity(activity) = self else { return };
        let on = finding.marked_on(activity);
        let marks: Vec<Mark> = activity.marks().iter().filter(|mark| !mark.accepts(finding, on)).cloned().collect();
        if marks.len() < activity.marks().len() {
            Arc::make_mut(activity).marks = Some(marks).filter(|marks| !marks.is_empty());
        }
    }
}
