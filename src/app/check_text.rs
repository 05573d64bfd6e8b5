//! A check as text: what was found by kind and by what is to be done, how ready each directorate is, and the counters.

use crate::app::checkup::{Checkup, is_to_fix};
use crate::app::rule_words::weight;
use crate::app::shown;
use crate::app::told;
use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Gathered, RULES, RuleKind, Severity, gathered};
use crate::domain::date::long;
use crate::domain::diff::About;
use crate::domain::readiness::{COUNTERS, Count, Overview, Readiness, Standing, State, hundredths};
use crate::domain::text::{clean, pad, wrap};
use crate::domain::words::say;
use std::collections::HashMap;
use std::sync::Arc;

/// The lines of the text. None is wider than 80 columns, and none acts on a terminal.
pub fn check_text(checkup: &Checkup, least: Severity) -> Vec<String> {
    let mut paper = Paper { lines: Vec::new() };
    for kind in [RuleKind::LikelyUnlawful, RuleKind::RecordGap, RuleKind::GoodPractice] {
        paper.kind(checkup, kind, least);
    }
    if paper.lines.is_empty() {
        paper.put(0, &say("check.nothing", &[]));
    }
    let overview = checkup.overview();
    paper.readiness(&overview);
    paper.counters(&overview);
    paper.gap();
    paper.put(0, &say("check.note", &[("date", &long(checkup.today))]));
    paper.lines
}

/// The questions for one activity, each with how its record stands to it.
pub fn readiness_text(readiness: &Readiness) -> Vec<String> {
    let lines = readiness.items.iter().map(|item| {
        let words = item.question.words;
        match item.state {
            State::Met => say("readiness.met", &[("question", words)]),
            State::Accepted => say("readiness.accepted", &[("question", words)]),
            State::Unmet => say("readiness.unmet", &[("question", words)]),
            State::WaitsFor(first) => say("readiness.waits", &[("question", words), ("first", first.words)]),
        }
    });
    lines.collect()
}

/// A share in words: `87 %`.
pub fn percent(share: f64) -> String {
    say("check.percent", &[("number", &format!("{:.0}", hundredths(share) * 100.0))])
}

/// How wide the text is.
const COLUMNS: usize = 80;
/// The width of a column of numbers.
const NUMBER: usize = 13;
/// The width of the names before them.
const NAME: usize = 40;

/// What is to be done, and where: findings with the same sentence.
struct Task<'a> {
    finding: &'a Finding,
    places: Vec<String>,
}

struct Paper {
    lines: Vec<String>,
}

impl Paper {
    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// A text behind some spaces, in as many lines as it takes.
    fn put(&mut self, indent: usize, text: &str) {
        let space = " ".repeat(indent);
        let wrapped = wrap(&clean(text), COLUMNS.saturating_sub(indent));
        self.lines.extend(wrapped.iter().map(|line| format!("{space}{line}")));
    }

    /// A name with numbers under each other behind it; a long name stands on lines of its own above.
    fn row(&mut self, indent: usize, name: &str, numbers: &[String]) {
        let space = " ".repeat(indent);
        let mut names = wrap(&clean(name), NAME.saturating_sub(indent));
        let last = names.pop().unwrap_or_default();
        self.lines.extend(names.iter().map(|line| format!("{space}{line}")));
        let numbers: String = numbers.iter().map(|number| format!("{number:>NUMBER$}")).collect();
        let name = pad(&last, NAME.saturating_sub(indent));
        self.lines.push(format!("{space}{name}{numbers}").trim_end().to_owned());
    }

    fn kind(&mut self, checkup: &Checkup, kind: RuleKind, least: Severity) {
        let of_kind = |finding: &Finding| finding.kind == kind && finding.rule.severity <= least;
        let found = checkup.findings(least);
        let found = found.iter().map(|(_, finding)| *finding).filter(|finding| of_kind(finding));
        let (mut to_fix, mut accepted, mut notes) = (0_usize, 0_usize, 0_usize);
        for finding in found {
            match finding.accepted {
                true => accepted += 1,
                false if is_to_fix(finding) => to_fix += 1,
                false => notes += 1,
            }
        }
        if to_fix + accepted + notes == 0 {
            return;
        }
        let count = |id: &str, count: usize| (count > 0).then(|| say(id, &[("count", &count.to_string())]));
        let counts = [count("check.to-fix", to_fix), count("check.accepted", accepted), count("check.notes", notes)];
        let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let heading = match kind {
            RuleKind::LikelyUnlawful => "check.likely-unlawful",
            RuleKind::RecordGap => "check.record-gap",
            RuleKind::GoodPractice => "check.good-practice",
        };
        self.gap();
        self.put(0, &say(heading, &[("counts", &counts)]));
        for Task { finding, places } in tasks(checkup, of_kind) {
            self.gap();
            self.put(2, &finding.message);
            let parts = [("rule", finding.rule.id), ("weight", &weight(finding.rule)), ("law", finding.rule.law)];
            self.put(4, &say("check.law", &parts));
            places.iter().for_each(|place| self.put(6, place));
        }
    }

    fn readiness(&mut self, overview: &Overview) {
        self.gap();
        let headings = ["check.activities", "check.complete", "check.ready"].map(|id| say(id, &[]));
        self.row(0, &say("check.readiness", &[]), &headings);
        if let Some(header) = &overview.header {
            let complete = say(if header.complete { "check.yes" } else { "check.no" }, &[]);
            self.row(2, &say("check.header", &[]), &[String::new(), complete, percent(header.score())]);
        }
        for part in &overview.directorates {
            let numbers = [part.activities.to_string(), part.complete.to_string(), percent(part.score)];
            self.row(2, &directorate(part), &numbers);
        }
        let Standing { activities, complete, score, .. } = &overview.whole;
        let numbers = [activities.to_string(), complete.to_string(), percent(*score)];
        self.row(2, &say("check.together", &[]), &numbers);
    }

    fn counters(&mut self, overview: &Overview) {
        self.gap();
        let headings = ["check.in-force", "check.drafts"].map(|id| say(id, &[]));
        self.row(0, &say("check.counters", &[]), &headings);
        for (number, counter) in COUNTERS.iter().enumerate() {
            let Some(tally) = overview.whole.tallies.get(number) else { continue };
            self.row(2, counter.words, &[of_how_many(tally.in_force), of_how_many(tally.drafts)]);
            // One directorate alone has all of them.
            let several = overview.directorates.iter().filter(|_| overview.directorates.len() > 1);
            let parts = several.filter_map(|part| {
                let found = part.tallies.get(number)?.in_force.found;
                let parts = [("directorate", &*directorate(part)), ("number", &found.to_string())];
                (found > 0).then(|| say("check.of-directorate", &parts))
            });
            let parts = parts.collect::<Vec<_>>().join("; ");
            if !parts.is_empty() {
                self.put(4, &parts);
            }
            if tally.in_force.accepted > 0 {
                self.put(4, &say("check.counter-accepted", &[("count", &tally.in_force.accepted.to_string())]));
            }
        }
    }
}

/// How many of how many, in words.
pub fn of_how_many(count: Count) -> String {
    if count.of == 0 {
        return say("check.none", &[]);
    }
    say("check.of", &[("found", &count.found.to_string()), ("of", &count.of.to_string())])
}

/// The name of a directorate, in words where it has none.
pub fn directorate(part: &Standing) -> String {
    part.directorate.map_or_else(|| say("check.no-directorate", &[]), str::to_owned)
}

/// The findings of a kind by what is to be done: the heaviest first, then in the order of the rules.
fn tasks<'a>(checkup: &'a Checkup, is_one: impl Fn(&Finding) -> bool) -> Vec<Task<'a>> {
    let mut tasks: Vec<Task> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    let mut put = |finding: &'a Finding, place: String| {
        let next = tasks.len();
        let number = *known.entry((finding.rule.id, finding.message.as_str())).or_insert(next);
        match tasks.get_mut(number) {
            Some(task) => task.places.push(place),
            None => tasks.push(Task { finding, places: vec![place] }),
        }
    };
    for finding in checkup.of_register.iter().filter(|finding| is_one(finding)) {
        let activity = checkup.register.activity(&finding.activity);
        let place = match activity {
            Some(activity) => place(activity, finding),
            None => told::name(&About::Organisation, checkup.register),
        };
        put(finding, place);
    }
    let all = gathered(&checkup.checked);
    for Gathered { finding, activity, team } in all.iter().filter(|one| is_one(one.finding)) {
        let place = match team {
            Some((team, count)) => say("check.team", &[("team", team), ("count", &count.to_string())]),
            None => place(activity, finding),
        };
        put(finding, place);
    }
    let order = |task: &Task| RULES.iter().position(|rule| rule == task.finding.rule);
    tasks.sort_by_key(|task| (task.finding.rule.severity, order(task)));
    tasks
}

/// Where a finding stands: the activity, the line where there are several, and who accepted it and why.
fn place(activity: &Arc<Activity>, finding: &Finding) -> String {
    let name = shown::name(activity);
    let reference = activity.reference.as_deref().filter(|reference| !reference.trim().is_empty());
    let mut text = reference.filter(|reference| *reference != name).map_or_else(String::new, |code| format!("{code} "));
    text.push_str(&name);
    let lines = activity.lines();
    let line = finding.line.as_ref().and_then(|id| lines.iter().position(|line| line.id == *id));
    if let Some(line) = line.filter(|_| lines.len() > 1) {
        text = say("check.on-line", &[("activity", &text), ("number", &(line + 1).to_string())]);
    }
    if finding.accepted {
        text = accepted(&text, activity, finding);
    }
    text
}

fn accepted(place: &str, activity: &Activity, finding: &Finding) -> String {
    let mark = finding.acceptance(activity);
    let said = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
    let reason = said(mark.and_then(|mark| mark.note.as_deref()));
    let who = said(mark.and_then(|mark| mark.by.as_deref()));
    let when = mark.and_then(|mark| mark.on.as_ref()).map(|on| on.long()).unwrap_or_default();
    let by = [who, when].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let id = match (reason.is_empty(), by.is_empty()) {
        (true, true) => "check.accepted-place",
        (true, false) => "check.accepted-by",
        (false, true) => "check.accepted-for",
        (false, false) => "check.accepted-by-for",
    };
    say(id, &[("place", place), ("reason", &reason), ("by", &by)])
}
