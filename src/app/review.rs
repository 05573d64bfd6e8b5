//! Recording that activities were reviewed: who, when, and when the next review is due, all as one edit.

use crate::app::menu::{Menu, MenuLine};
use crate::app::{Desk, Step};
use crate::domain::activity::Activity;
use crate::domain::date::{self, DateText};
use crate::domain::edit::{Change, Edit};
use crate::domain::id::Id;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use std::sync::Arc;

/// The months to the next review that are offered beside the organisation's own.
const OTHERS: [u32; 3] = [6, 12, 24];

/// The question for some activities: reviewed today, and when next. The organisation's own interval stands first.
pub fn menu(ids: &[Id], desk: &Desk) -> Menu {
    let register = desk.document.register();
    let activities: Vec<Arc<Activity>> = ids.iter().filter_map(|id| register.activity(id).cloned()).collect();
    let own = register.organisation().review_every_months.unwrap_or(12);
    let intervals = std::iter::once(own).chain(OTHERS.into_iter().filter(|months| *months != own));
    let lines = intervals.map(|months| {
        let next = date::add_months(desk.today, i32::try_from(months).unwrap_or(i32::MAX));
        let parts = [("count", months.to_string()), ("date", date::long(next))];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        MenuLine::new(say("review.next", &parts), vec![Step::Make(recorded(&activities, next, desk))])
    });
    let lines = lines.chain([MenuLine::new(say("review.cancel", &[]), Vec::new())]).collect();
    let count = activities.len().to_string();
    let title = match activities.as_slice() {
        [only] => say("review.title", &[("title", only.name())]),
        _ => say("review.title.several", &[("count", &count)]),
    };
    Menu::new(title, vec![say("review.lead", &[("date", &date::long(desk.today))])], lines)
}

/// The edit. A review says that the record is right; so an approved activity stays approved.
fn recorded(activities: &[Arc<Activity>], next: jiff::civil::Date, desk: &Desk) -> Edit {
    let by = desk.by();
    let changes = activities.iter().map(|before| {
        let mut after = Activity::clone(before);
        after.last_reviewed = Some(DateText::from(desk.today));
        after.reviewed_by = by.clone().or(after.reviewed_by);
        after.next_review = Some(DateText::from(next));
        Change {
            before: Some(Subject::Activity(before.clone())),
            after: Some(Subject::Activity(Arc::new(after))),
            at: 0,
        }
    });
    let label = say("edit.reviewed", &[("count", &activities.len().to_string())]);
    Edit::of(label, changes.collect())
}
