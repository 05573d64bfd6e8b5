//! Approving activities: who and when are recorded, and what is still open is asked about first.

use crate::app::menu::{Menu, MenuLine};
use crate::app::{Desk, Step};
use crate::domain::activity::Activity;
use crate::domain::check::Finding;
use crate::domain::edit::{Change, Edit};
use crate::domain::id::Id;
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::words::say;
use std::sync::Arc;

/// The most sentences that a question shows.
const SHOWN: usize = 6;

/// The steps that approve some activities. What is approved already stays as it is.
pub fn steps(ids: &[Id], desk: &Desk) -> Vec<Step> {
    let register = desk.document.register();
    let open = ids.iter().filter_map(|id| register.activity(id)).filter(|activity| !activity.is_approved());
    let changes: Vec<Change> = open.map(approved).collect();
    let label = match changes.as_slice() {
        [] => return vec![Step::Say(say("approve.already", &[("count", &ids.len().to_string())]))],
        [only] => say("edit.approved.one", &[("title", name(only))]),
        several => say("edit.approved", &[("count", &several.len().to_string())]),
    };
    vec![Step::Make(Edit::of(label, changes))]
}

/// What is asked before an edit approves activities that the law wants more of; nothing where it wants nothing.
pub fn question(edit: &Edit, desk: &Desk) -> Option<Menu> {
    let approved = edit.approves();
    let open: Vec<(&Arc<Activity>, Vec<Finding>)> = approved
        .iter()
        .map(|activity| (activity, grave(activity, desk)))
        .filter(|(_, findings)| !findings.is_empty())
        .collect();
    let (activity, findings) = open.first()?;
    let anyway = |id: &str| MenuLine::new(say(id, &[]), vec![Step::Approve(edit.clone())]);
    if approved.len() == 1 {
        let count = findings.len().to_string();
        let mut lead = vec![say("approve.open", &[("count", &count)])];
        lead.extend(findings.iter().take(SHOWN).map(|finding| say("finding.open", &[("message", &finding.message)])));
        lead.extend(more(findings.len()));
        let lines = vec![
            MenuLine::new(say("approve.go", &[]), go_to(activity, findings)),
            anyway("approve.anyway"),
            MenuLine::new(say("approve.not", &[]), Vec::new()),
        ];
        return Some(Menu::new(say("approve.title", &[("title", activity.name())]), lead, lines));
    }
    let parts = [("count", open.len().to_string()), ("all", approved.len().to_string())];
    let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
    let mut lead = vec![say("approve.open.several", &parts)];
    lead.extend(open.iter().take(SHOWN).map(|(activity, findings)| {
        say("approve.line", &[("title", activity.name()), ("count", &findings.len().to_string())])
    }));
    lead.extend(more(open.len()));
    let with_nothing_open = Edit {
        changes: edit
            .changes
            .iter()
            .filter(|change| !open.iter().any(|(activity, _)| is_of(change, activity)))
            .cloned()
            .collect(),
        ..edit.clone()
    };
    let mut lines = vec![MenuLine::new(say("approve.not", &[]), Vec::new())];
    if !with_nothing_open.is_empty() {
        let count = with_nothing_open.changes.len().to_string();
        let words = say("approve.others", &[("count", &count)]);
        lines.push(MenuLine::new(words, vec![Step::Approve(with_nothing_open)]));
    }
    lines.push(anyway("approve.all-anyway"));
    Some(Menu::new(say("approve.title.several", &[("count", &approved.len().to_string())]), lead, lines))
}

fn grave(activity: &Arc<Activity>, desk: &Desk) -> Vec<Finding> {
    let mut findings = desk.findings(&Subject::Activity(activity.clone()));
    findings.retain(Finding::speaks_against_approval);
    findings
}

/// Goes to the field of the first finding.
fn go_to(activity: &Arc<Activity>, findings: &[Finding]) -> Vec<Step> {
    let Some(finding) = findings.first() else { return Vec::new() };
    let place = finding.target(&Subject::Activity(activity.clone()));
    vec![Step::GoTo(SubjectId::Activity(activity.id.clone()), place)]
}

fn more(count: usize) -> Option<String> {
    let rest = count.checked_sub(SHOWN).filter(|rest| *rest > 0)?;
    Some(say("approve.more", &[("count", &rest.to_string())]))
}

fn approved(activity: &Arc<Activity>) -> Change {
    let after = Activity { status: Some(Activity::APPROVED.into()), ..Activity::clone(activity) };
    let (before, after) = (Subject::Activity(activity.clone()), Subject::Activity(Arc::new(after)));
    Change { before: Some(before), after: Some(after), at: 0 }
}

fn name(change: &Change) -> &str {
    change.after.as_ref().and_then(Subject::activity).map_or("", |activity| activity.name())
}

fn is_of(change: &Change, activity: &Activity) -> bool {
    change.after.as_ref().and_then(Subject::activity).is_some_and(|changed| changed.id == activity.id)
}
