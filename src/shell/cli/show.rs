//! `ropa show`: one activity in full, or the whole register as text, the same text for the same register.

use crate::app::check_text::{percent, readiness_text};
use crate::app::shown;
use crate::app::whole_text::whole_text;
use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Severity, check_activity, check_register, check_together};
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Section};
use crate::domain::lexicon::Lexicon;
use crate::domain::path::Path;
use crate::domain::readiness::readiness;
use crate::domain::register::RegisterFile;
use crate::domain::rights::{Right, rights_of};
use crate::domain::subject::{Place, Standing, Subject};
use crate::domain::words::say;
use crate::shell::cli::activity_named::activity_named;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::cli::{Format, words};
use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Show {
    #[arg(value_name = "ACTIVITY", help = words("show.activity"))]
    activity: Option<String>,
    #[arg(long, value_name = "DATE", help = words("as-at"))]
    as_at: Option<String>,
}

impl Show {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        setting.no_rows()?;
        let (source, _) = setting.open_as_at(self.as_at.as_deref())?;
        let answer = match &self.activity {
            Some(name) => one(activity_named(source.register(), name)?, &source, setting),
            None => whole(&source, setting),
        };
        Ok(answer.with_messages(source.remarks))
    }
}

/// The answer about one activity in JSON; the activity stands in it as it does in the register.
#[derive(Serialize)]
struct OneInJson<'a> {
    schema: &'static str,
    activity: &'a Activity,
    findings: Vec<Value>,
    rights: Vec<Value>,
}

/// The answer about a register in JSON.
#[derive(Serialize)]
struct WholeInJson<'a> {
    schema: &'static str,
    register: &'a RegisterFile,
    findings: Vec<Value>,
}

fn one(activity: &Arc<Activity>, source: &Source, setting: &Setting) -> Answer {
    let register = source.register();
    let lexicon = Lexicon::of(&register.vocabulary());
    let findings = check_activity(activity, &register.organisation(), &lexicon, setting.today);
    let subject = Subject::Activity(activity.clone());
    if setting.format == Format::Json {
        let findings = findings.iter().map(|finding| finding_in_json(finding, &subject)).collect();
        let rights = rights_of(activity).iter().map(right_in_json).collect();
        return Answer::json(&OneInJson { schema: "ropa.show/1", activity, findings, rights });
    }
    let mut answer = Answer::done();
    in_text(activity, &lexicon, &mut answer);
    heading(&say("show.rights", &[]), &mut answer);
    for right in rights_of(activity) {
        let parts = [
            ("right", &*right.label),
            ("answer", &say(&format!("right.{}", right.answer.code()), &[])),
            ("note", &right.note),
        ];
        answer.line(&say("show.right", &parts));
    }
    if !findings.is_empty() {
        heading(&say("show.findings", &[]), &mut answer);
    }
    for finding in &findings {
        let id = if finding.accepted { "show.finding-accepted" } else { "show.finding" };
        let parts = [("message", finding.message.as_str()), ("rule", finding.rule.id), ("law", finding.rule.law)];
        answer.line(&say(id, &parts));
    }
    let ready = readiness(activity, &findings);
    let (met, all) = (ready.met().to_string(), ready.items.len().to_string());
    let parts = [("met", met.as_str()), ("all", &all), ("percent", &percent(ready.score()))];
    heading(&say("show.readiness", &parts), &mut answer);
    readiness_text(&ready).iter().for_each(|line| answer.line(&format!("  {line}")));
    answer
}

fn whole(source: &Source, setting: &Setting) -> Answer {
    let register = source.register();
    let lexicon = Lexicon::of(&register.vocabulary());
    if setting.format == Format::Json {
        let organisation = register.organisation();
        let subject = Subject::Organisation(organisation.clone());
        let mut findings: Vec<Value> = check_register(&organisation, register.activities())
            .iter()
            .map(|finding| about(finding, finding_in_json(finding, &subject)))
            .collect();
        for finding in check_together(register.activities()) {
            let subject = register.activity(&finding.activity).map(|activity| Subject::Activity(activity.clone()));
            findings.extend(subject.map(|subject| about(&finding, finding_in_json(&finding, &subject))));
        }
        for activity in register.activities() {
            let subject = Subject::Activity(activity.clone());
            let found = check_activity(activity, &organisation, &lexicon, setting.today);
            findings.extend(found.iter().map(|finding| about(finding, finding_in_json(finding, &subject))));
        }
        return Answer::json(&WholeInJson { schema: "ropa.show/1", register: register.file(), findings });
    }
    let mut answer = Answer::done();
    whole_text(register).iter().for_each(|line| answer.line(line));
    answer
}

/// An activity by section, with the fields that it is asked for and has no answer to.
fn in_text(activity: &Arc<Activity>, lexicon: &Lexicon, answer: &mut Answer) {
    answer.line(activity.name());
    answer.line(&say("show.id", &[("id", activity.id.as_str())]));
    let subject = Subject::Activity(activity.clone());
    for section in Section::OF_ACTIVITY {
        let lines = of_section(section, &subject, lexicon);
        if !lines.is_empty() {
            heading(section.label(), answer);
            lines.iter().for_each(|line| answer.line(line));
        }
    }
}

fn heading(text: &str, answer: &mut Answer) {
    answer.line("");
    answer.line(text);
}

fn of_section(section: Section, subject: &Subject, lexicon: &Lexicon) -> Vec<String> {
    let mut lines = Vec::new();
    let several = subject.count("lines").unwrap_or(0) > 1;
    for field in subject.fields().into_iter().filter(|field| field.spec.section == section) {
        let place = Place::of(field.spec.id);
        match field.spec.id {
            "lines" if several => lines.extend(several_lines(subject, lexicon)),
            "lines" => {}
            _ if field.kind == Kind::Rows => lines.extend(table(&field, subject, lexicon)),
            _ => lines.extend(value(&field, &place, subject, lexicon)),
        }
    }
    if !several {
        for field in subject.columns("lines").into_iter().filter(|field| field.spec.section == section) {
            lines.extend(value(&field, &Place::line(0, field.spec.id), subject, lexicon));
        }
    }
    let open = not_recorded(section, subject);
    if !open.is_empty() {
        lines.push(say("show.not-recorded", &[("fields", &open.join("; "))]));
    }
    lines
}

/// What the record is asked for in a section and nobody has answered.
fn not_recorded(section: Section, subject: &Subject) -> Vec<&'static str> {
    let Some(activity) = subject.activity() else { return Vec::new() };
    let lines = subject.count("lines").unwrap_or(0);
    let is_open = |field: &Column, place: &Place| {
        field.spec.section == section
            && field.spec.asked.of(activity)
            && subject.standing(place) == Standing::NotRecorded
    };
    let fields = subject.fields().into_iter().filter(|field| is_open(field, &Place::of(field.spec.id)));
    let of_lines = subject
        .columns("lines")
        .into_iter()
        .filter(|field| lines < 2 && is_open(field, &Place::line(0, field.spec.id)));
    fields.chain(of_lines).map(|field| field.spec.label).collect()
}

/// Each line of people and data with all that belongs to it.
fn several_lines(subject: &Subject, lexicon: &Lexicon) -> Vec<String> {
    let mut lines = Vec::new();
    for row in 0..subject.count("lines").unwrap_or(0) {
        let id = subject.row_id("lines", row).unwrap_or_default();
        lines.push(say("show.line", &[("number", &(row + 1).to_string()), ("id", id.as_str())]));
        for field in subject.columns("lines") {
            let of_line = value(&field, &Place::line(row, field.spec.id), subject, lexicon);
            lines.extend(of_line.into_iter().map(|line| format!("  {line}")));
        }
    }
    lines
}

fn table(field: &Column, subject: &Subject, lexicon: &Lexicon) -> Vec<String> {
    let rows = subject.count(field.spec.id).unwrap_or(0);
    if rows == 0 {
        return value(field, &Place::of(field.spec.id), subject, lexicon);
    }
    let place = Place::of(field.spec.id);
    let remark = if subject.standing(&place) == Standing::Recorded {
        None
    } else {
        shown::field(subject, &place, lexicon).pop()
    };
    let label = std::iter::once(format!("  {}:", field.spec.label));
    let rows = (0..rows).map(|row| shown::row(subject, field.spec.id, row, lexicon));
    label.chain(rows.chain(remark).map(|line| format!("    {line}"))).collect()
}

/// A label with its value, further lines of it below. Nothing where nothing is recorded.
fn value(field: &Column, place: &Place, subject: &Subject, lexicon: &Lexicon) -> Vec<String> {
    if subject.standing(place) == Standing::NotRecorded {
        return Vec::new();
    }
    match shown::field(subject, place, lexicon).as_slice() {
        [one] => vec![format!("  {}: {one}", field.spec.label)],
        several => {
            let label = std::iter::once(format!("  {}:", field.spec.label));
            label.chain(several.iter().map(|line| format!("    {line}"))).collect()
        }
    }
}

pub(super) fn finding_in_json(finding: &Finding, subject: &Subject) -> Value {
    let field = match (finding.row, finding.column) {
        (Some(row), Some(column)) => Path::of(&Place::cell(finding.field, row, column), subject).to_string(),
        _ => finding.field.to_owned(),
    };
    json!({
        "field": field,
        "line": finding.line.as_ref().map(|line| line.as_str()),
        "rule": finding.rule.id,
        "severity": severity(finding.rule.severity),
        "law": finding.rule.law,
        "message": finding.message,
        "accepted": finding.accepted,
    })
}

/// A finding with the activity that it is about in front; the organisation has no id.
fn about(finding: &Finding, mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        let id = Some(finding.activity.as_str()).filter(|id| !id.is_empty());
        members.shift_insert(0, "id".to_owned(), id.into());
    }
    value
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn right_in_json(right: &Right) -> Value {
    json!({ "id": right.id, "label": right.label, "answer": right.answer.code(), "note": right.note })
}
