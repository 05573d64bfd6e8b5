//! How ready a record is, question by question, and the register, by directorate and in the numbers that a committee asks for.

use crate::app::check_text::{directorate, of_how_many, percent};
use crate::app::checkup::Checkup;
use crate::app::menu::{Menu, MenuLine};
use crate::app::textbox::TextBox;
use crate::app::{Desk, Step, shown};
use crate::domain::activity::Activity;
use crate::domain::check::Finding;
use crate::domain::readiness::{COUNTERS, Item, Standing, State, readiness};
use crate::domain::subject::Subject;
use crate::domain::words::say;
use std::sync::Arc;

/// The questions for one activity: what is still to be put right first. Enter goes to the field.
pub fn of_activity(activity: &Arc<Activity>, desk: &Desk) -> Menu {
    let subject = Subject::Activity(activity.clone());
    let findings = desk.findings(&subject);
    let readiness = readiness(activity, &findings);
    let parts = [("title", shown::name(activity)), ("share", percent(readiness.score()))];
    let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
    let counts = [("met", readiness.met().to_string()), ("count", readiness.items.len().to_string())];
    let counts = counts.each_ref().map(|(name, part)| (*name, part.as_str()));
    let id = if readiness.complete { "ready.complete" } else { "ready.incomplete" };
    let mut items: Vec<&Item> = readiness.items.iter().collect();
    items.sort_by_key(|item| match item.state {
        State::Unmet => 0,
        State::WaitsFor(_) => 1,
        State::Accepted => 2,
        State::Met => 3,
    });
    let lines = items.into_iter().map(|item| line(item, &subject, &findings)).collect();
    let mut menu = Menu::new(say("ready.title", &parts), vec![say("ready.lead", &counts), say(id, &[])], lines);
    menu.query = Some(TextBox::new("", false));
    menu
}

fn line(item: &Item, subject: &Subject, findings: &[Finding]) -> MenuLine {
    let open = |finding: &&Finding| !finding.accepted && item.question.rules.contains(&finding.rule.id);
    let (id, finding) = match item.state {
        State::Met => ("ready.met", None),
        State::Accepted => ("ready.accepted", None),
        State::WaitsFor(_) => ("ready.waits", None),
        State::Unmet => ("ready.unmet", findings.iter().find(open)),
    };
    let go = finding.map(|finding| Step::GoTo(subject.id(), finding.target(subject)));
    MenuLine::new(item.question.words.to_owned(), go.into_iter().collect()).with_note(say(id, &[]))
}

/// How ready the register is: each directorate, and each counter. Nothing is done by choosing a line.
pub fn of_register(desk: &Desk) -> Menu {
    let register = desk.document.register();
    let checkup = Checkup::of(register, desk.document.lexicon(), None, desk.today);
    let overview = checkup.overview();
    let line = |label: String, note: String| MenuLine::new(label, Vec::new()).with_note(note);
    let standing = |name: String, part: &Standing| {
        let parts = [
            ("complete", part.complete.to_string()),
            ("count", part.activities.to_string()),
            ("share", percent(part.score)),
        ];
        line(name, say("ready.standing", &parts.each_ref().map(|(name, part)| (*name, part.as_str()))))
    };
    let mut lines = vec![standing(say("check.together", &[]), &overview.whole)];
    lines.extend(overview.header.iter().map(|header| line(say("check.header", &[]), percent(header.score()))));
    lines.extend(overview.directorates.iter().map(|part| standing(directorate(part), part)));
    lines.extend(COUNTERS.iter().zip(&overview.whole.tallies).map(|(counter, tally)| {
        let parts = [("number", of_how_many(tally.in_force)), ("drafts", of_how_many(tally.drafts))];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        line(counter.words.to_owned(), say("ready.counted", &parts))
    }));
    let mut menu = Menu::new(say("ready.register", &[]), vec![say("checks.advice", &[])], lines);
    menu.query = Some(TextBox::new("", false));
    menu
}
