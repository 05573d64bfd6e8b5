//! `ropa check`: what is missing or wrong, with its law, how ready the register is, and the rules by themselves.

use crate::app::check_text::check_text;
use crate::app::checkup::Checkup;
use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Severity};
use crate::domain::lexicon::Lexicon;
use crate::domain::readiness::{COUNTERS, Count, Standing, hundredths};
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::matching::Matching;
use crate::shell::cli::setting::Setting;
use crate::shell::cli::show::finding_in_json;
use crate::shell::cli::table::Table;
use crate::shell::cli::{Format, rules, words};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Check {
    #[arg(value_name = "QUERY", help = words("query"), conflicts_with = "rules")]
    query: Vec<String>,
    #[arg(long, value_enum, hide_possible_values = true, value_name = "error|warning|info", default_value = "info", hide_default_value = true, help = words("check.severity"))]
    severity: Least,
    #[arg(long, help = words("check.rules"))]
    rules: bool,
}

/// The lightest findings to tell.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Least {
    Error,
    Warning,
    Info,
}

impl Check {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let least = match self.severity {
            Least::Error => Severity::Error,
            Least::Warning => Severity::Warning,
            Least::Info => Severity::Info,
        };
        if self.rules {
            return rules::answer(least, setting);
        }
        let query = self.query.join(" ");
        let source = setting.open()?;
        let register = source.register();
        let lexicon = Lexicon::of(&register.vocabulary());
        let is_whole = query.trim().is_empty();
        let Matching { activities, remarks } = Matching::of(&query, &source, &lexicon, setting);
        // A script that asks for what is not there must not read it as all in order.
        let found_nothing = !is_whole && activities.is_empty();
        let only = (!is_whole).then_some(activities);
        let checkup = Checkup::of(register, &lexicon, only, setting.today);
        let mut answer = match setting.format {
            Format::Json => Answer::json(&in_json(&checkup, least, &source.path.to_string_lossy())),
            Format::Csv => in_rows(&checkup, least).csv()?,
            Format::Text => in_text(&checkup, least, found_nothing),
        };
        if is_whole && register.activities().is_empty() {
            answer.message(&say("cli.nothing-recorded", &[]));
        }
        if found_nothing || checkup.has_something_to_fix(least) {
            answer = answer.with_code(1);
        }
        Ok(answer.with_messages(source.remarks.clone()).with_messages(remarks))
    }
}

fn in_text(checkup: &Checkup, least: Severity, found_nothing: bool) -> Answer {
    let mut answer = Answer::done();
    if !found_nothing {
        check_text(checkup, least).iter().for_each(|line| answer.line(line));
    }
    answer
}

fn in_json(checkup: &Checkup, least: Severity, file: &str) -> Value {
    let overview = checkup.overview();
    let findings = checkup.findings(least);
    let findings = findings.iter().map(|(activity, finding)| in_full(*activity, finding, checkup));
    let directorates = overview.directorates.iter().map(|part| {
        json!({
            "directorate": part.directorate,
            "activities": part.activities,
            "drafts": part.drafts,
            "complete": part.complete,
            "score": hundredths(part.score),
            "counters": counters(part),
        })
    });
    let header = overview.header.as_ref();
    json!({
        "schema": "ropa.check/1",
        "register": file,
        "activities": overview.whole.activities,
        "complete": overview.whole.complete,
        "score": hundredths(overview.whole.score),
        "findings": findings.collect::<Vec<_>>(),
        "header": header.map(|header| json!({ "complete": header.complete, "score": hundredths(header.score()) })),
        "counters": counters(&overview.whole),
        "directorates": directorates.collect::<Vec<_>>(),
        "checked": checkup.today.to_string(),
    })
}

fn counters(standing: &Standing) -> Value {
    let rows = COUNTERS.iter().zip(&standing.tallies).map(|(counter, tally)| {
        let Count { found, accepted, of } = tally.in_force;
        let drafts = json!({ "found": tally.drafts.found, "accepted": tally.drafts.accepted, "of": tally.drafts.of });
        json!({
            "id": counter.id, "title": counter.words, "found": found, "accepted": accepted, "of": of, "drafts": drafts,
        })
    });
    rows.collect()
}

/// A finding with the activity that it is about in front and its kind behind; what stands in the organisation's header has
/// no activity.
fn in_full(activity: Option<&Arc<Activity>>, finding: &Finding, checkup: &Checkup) -> Value {
    let subject = match activity {
        Some(activity) => Subject::Activity(activity.clone()),
        None => Subject::Organisation(checkup.register.organisation()),
    };
    let mut value = finding_in_json(finding, &subject);
    if let Some(members) = value.as_object_mut() {
        let front = [
            ("id", activity.map(|activity| activity.id.as_str().to_owned())),
            ("reference", activity.and_then(|activity| activity.reference.as_deref()).map(str::to_owned)),
            ("title", activity.and_then(|activity| activity.title.as_deref()).map(str::to_owned)),
        ];
        for (place, (name, text)) in front.into_iter().enumerate() {
            members.shift_insert(place, name.to_owned(), text.into());
        }
        members.insert("kind".to_owned(), rules::kind(finding.kind).into());
    }
    value
}

/// The columns of the CSV answer, which are the members of a finding in JSON.
const COLUMNS: [&str; 11] =
    ["id", "reference", "title", "field", "line", "rule", "severity", "law", "message", "accepted", "kind"];

fn in_rows(checkup: &Checkup, least: Severity) -> Table {
    let findings = checkup.findings(least);
    let row = |(activity, finding): &(Option<&Arc<Activity>>, &Finding)| {
        let members = in_full(*activity, finding, checkup);
        let cell = |name: &&str| match members.get(*name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        COLUMNS.iter().map(cell).collect()
    };
    Table { headings: COLUMNS.map(str::to_owned).to_vec(), rows: findings.iter().map(row).collect() }
}
