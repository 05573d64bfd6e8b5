//! When activities last changed in what their privacy notice states, as far as the history tells.

use crate::domain::activity::Activity;
use crate::domain::date::DateText;
use crate::domain::id::Id;
use jiff::civil::Date;
use std::collections::HashMap;

/// When activities last changed in what their privacy notice states. A record has no dates of its changes: they come from the
/// history, by whoever can read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The day on which the history begins; nothing where there is none.
    pub since: Option<Date>,
    /// The day of the last change of each activity that changed since then.
    pub on: HashMap<Id, Date>,
}

impl Changed {
    /// Whether a notice with a date is older than the last change of its activity.
    pub fn is_notice_older(&self, activity: &Activity) -> bool {
        let notice = activity.privacy_notice.as_ref();
        let Some(dated) = notice.and_then(|notice| notice.dated.as_ref()).and_then(DateText::day) else { return false };
        self.on.get(&activity.id).is_some_and(|changed| dated < *changed)
    }
}
