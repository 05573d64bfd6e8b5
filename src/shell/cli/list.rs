//! `ropa list`: the activities that match, one a line.

use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Severity, check_activity};
use crate::domain::date::DateText;
use crate::domain::lexicon::Lexicon;
use crate::domain::readiness::{hundredths, readiness};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::matching::Matching;
use crate::shell::cli::setting::Setting;
use crate::shell::cli::table::Table;
use crate::shell::cli::{Format, words};
use clap::Args;
use serde_json::{Value, json};

#[derive(Args)]
pub(super) struct List {
    #[arg(value_name = "QUERY", help = words("query"))]
    query: Vec<String>,
}

impl List {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let query = self.query.join(" ");
        let source = setting.open()?;
        let register = source.register();
        let lexicon = Lexicon::of(&register.vocabulary());
        let organisation = register.organisation();
        let Matching { activities: found, remarks } = Matching::of(&query, &source, &lexicon, setting);
        let mut answer = if setting.format == Format::Json {
            let rows = found.iter().map(|activity| {
                let findings = check_activity(activity, &organisation, &lexicon, setting.today);
                as_json(activity, &findings)
            });
            Answer::json(&json!({
                "schema": "ropa.list/1",
                "count": found.len(),
                "total": register.activities().len(),
                "activities": rows.collect::<Vec<_>>(),
            }))
        } else {
            let is_csv = setting.format == Format::Csv;
            let rows = found.iter().map(|activity| {
                let findings = check_activity(activity, &organisation, &lexicon, setting.today);
                if is_csv { as_csv(activity, &findings) } else { as_text(activity, &findings, &lexicon) }
            });
            let table =
                Table { headings: COLUMNS.iter().map(|name| (*name).to_owned()).collect(), rows: rows.collect() };
            if is_csv { table.csv()? } else { table.text() }
        };
        if found.is_empty() {
            if query.trim().is_empty() {
                answer.message(&say("cli.nothing-recorded", &[]));
            }
            answer = answer.with_code(1);
        }
        Ok(answer.with_messages(source.remarks.clone()).with_messages(remarks))
    }
}

/// The members of an activity in the answer, which are the columns of the CSV answer too.
const COLUMNS: [&str; 11] = [
    "id",
    "reference",
    "title",
    "directorate",
    "team",
    "owner",
    "status",
    "next_review",
    "score",
    "errors",
    "warnings",
];

fn as_json(activity: &Activity, findings: &[Finding]) -> Value {
    json!({
        "id": activity.id.as_str(),
        "reference": activity.reference,
        "title": activity.title,
        "directorate": activity.directorate,
        "team": activity.team,
        "owner": activity.owner,
        "status": activity.status,
        "next_review": activity.next_review,
        "score": hundredths(readiness(activity, findings).score()),
        "errors": open(findings, Severity::Error),
        "warnings": open(findings, Severity::Warning),
    })
}

fn as_csv(activity: &Activity, findings: &[Finding]) -> Vec<String> {
    let row = as_json(activity, findings);
    let cell = |name: &&str| match row.get(*name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    COLUMNS.iter().map(cell).collect()
}

fn as_text(activity: &Activity, findings: &[Finding], lexicon: &Lexicon) -> Vec<String> {
    let text = |text: &Option<crate::domain::Text>| text.as_deref().unwrap_or_default().to_owned();
    let status = activity.status.as_deref().map_or("", |code| lexicon.label(ListId::Statuses, code));
    let review = activity.next_review.as_ref().map(DateText::short);
    let to_fix = open(findings, Severity::Error) + open(findings, Severity::Warning);
    let to_fix = if to_fix == 0 { String::new() } else { say("cli.to-fix", &[("count", &to_fix.to_string())]) };
    vec![
        text(&activity.reference),
        activity.name().to_owned(),
        text(&activity.team),
        status.to_owned(),
        review.unwrap_or_default(),
        to_fix,
    ]
}

/// How many findings of this weight nobody has accepted.
fn open(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.rule.severity == severity && !finding.accepted).count()
}
