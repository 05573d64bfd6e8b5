//! Approving an activity: who and when stands with it, and a change puts it back in review.

use crate::domain::Text;
use crate::domain::activity::{Activity, Approval};
use crate::domain::check::{Finding, RuleKind, Severity};
use crate::domain::date::DateText;
use crate::domain::edit::{Change, Edit};
use crate::domain::subject::Subject;
use jiff::civil::Date;
use std::sync::Arc;

impl Activity {
    /// The status of an activity that was approved.
    pub const APPROVED: &str = "approved";
    /// The status of an activity that waits for approval, also where it was approved and then changed.
    pub const IN_REVIEW: &str = "in-review";

    /// Whether it is approved or waits for approval: neither a draft nor retired.
    pub fn is_in_force(&self) -> bool {
        matches!(self.status.as_deref(), Some(Activity::APPROVED | Activity::IN_REVIEW))
    }

    /// The activity as a person approves it on a day. Without a name, the one that stood there stays.
    pub fn approved(&self, by: &str, on: Date) -> Activity {
        let by = Some(by.trim()).filter(|by| !by.is_empty()).map(Text::from);
        let before = self.approved.as_ref().and_then(|approval| approval.by.clone());
        let approval = Approval { by: by.or(before), on: Some(DateText::from(on)), ..Approval::default() };
        Activity { status: Some(Activity::APPROVED.into()), approved: Some(approval), ..self.clone() }
    }
}

impl Change {
    /// Whether it puts an approved activity back in review.
    pub fn puts_back_in_review(&self) -> bool {
        self.is_approved(&self.before) && self.status(&self.after) == Some(Activity::IN_REVIEW)
    }

    /// The activity that it approves, where it does not say itself by whom and when.
    fn approves(&self) -> Option<&Arc<Activity>> {
        let (before, after) = (self.before.as_ref()?.activity()?, self.after.as_ref()?.activity()?);
        let newly = after.is_approved() && !before.is_approved() && after.approved == before.approved;
        newly.then_some(after)
    }

    fn is_approved(&self, record: &Option<Subject>) -> bool {
        self.status(record) == Some(Activity::APPROVED)
    }

    fn status<'a>(&self, record: &'a Option<Subject>) -> Option<&'a str> {
        record.as_ref()?.activity()?.status.as_deref()
    }
}

impl Edit {
    /// The activities that it approves.
    pub fn approves(&self) -> Vec<Arc<Activity>> {
        self.changes.iter().filter_map(Change::approves).cloned().collect()
    }

    /// The edit, with who approved and when in every activity that it approves.
    pub fn signed(mut self, by: &str, on: Date) -> Edit {
        for change in &mut self.changes {
            if let Some(activity) = change.approves().map(|activity| activity.approved(by, on)) {
                change.after = Some(Subject::Activity(Arc::new(activity)));
            }
        }
        self
    }
}

impl Finding {
    /// Whether somebody who approves is told of it: what the law wants in the record, and what has no ground in law as it is
    /// recorded, unless it is accepted.
    pub fn speaks_against_approval(&self) -> bool {
        let grave = self.rule.severity == Severity::Error || self.kind == RuleKind::LikelyUnlawful;
        grave && !self.accepted
    }
}

/// A record as it is after a change: an activity that was approved, and that nobody gave another status, is in review.
pub(super) fn back_in_review(before: &Subject, mut after: Subject) -> Subject {
    if let (Subject::Activity(old), Subject::Activity(new)) = (before, &mut after)
        && old.is_approved()
        && new.is_approved()
        && old != new
    {
        Arc::make_mut(new).status = Some(Activity::IN_REVIEW.into());
    }
    after
}
