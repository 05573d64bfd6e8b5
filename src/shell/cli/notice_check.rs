//! `ropa notice-check`: where a published notice and the register disagree.

use crate::app::notice::{field_label, in_notice, in_register, processor};
use crate::domain::lexicon::Lexicon;
use crate::domain::words::say;
use crate::formats::notice::compare::{Difference, compare};
use crate::shell::cli::activity_named::activity_named;
use crate::shell::cli::answer::{Answer, NOT_READ, NOT_UNDERSTOOD, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::table::Table;
use crate::shell::cli::{Format, words};
use crate::shell::notice_file;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct NoticeCheck {
    #[arg(value_name = "FILE", help = words("notice-check.file"))]
    file: PathBuf,
    #[arg(value_name = "ACTIVITY", help = words("activity"))]
    activity: String,
}

impl NoticeCheck {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let source = setting.open()?;
        let activity = activity_named(source.register(), &self.activity)?;
        if activity.is_processor() {
            return Err(Refusal::new(NOT_UNDERSTOOD, processor(activity.name())));
        }
        let lexicon = Lexicon::of(&source.register().vocabulary());
        let drafts = notice_file::read(&self.file, &lexicon, setting.today);
        let drafts = drafts.map_err(|sentence| Refusal::new(NOT_READ, sentence))?;
        let differences = compare(&drafts, activity, &lexicon);
        let mut answer = match setting.format {
            Format::Text => in_text(&differences),
            Format::Json => Answer::json(&in_json(&differences)),
            Format::Csv => in_rows(&differences).csv()?,
        };
        if differences.is_empty() {
            answer.message(&say("notice-check.agrees", &[("name", activity.name())]));
        }
        let code = u8::from(!differences.is_empty());
        Ok(answer.with_messages(source.remarks.clone()).with_code(code))
    }
}

fn in_text(differences: &[Difference]) -> Answer {
    let mut answer = Answer::done();
    for difference in differences {
        answer.line(&field_label(difference.field));
        for said in &difference.only_in_notice {
            answer.line(&format!("  {}", in_notice(said)));
        }
        for held in &difference.only_in_register {
            answer.line(&format!("  {}", in_register(held)));
        }
    }
    answer
}

fn in_json(differences: &[Difference]) -> Value {
    let rows = differences.iter().map(|difference| {
        let texts: Vec<_> = difference.only_in_notice.iter().map(|said| &said.text).collect();
        let places: Vec<_> = difference.only_in_notice.iter().map(|said| &said.at).collect();
        json!({
            "field": difference.field,
            "only_in_notice": texts,
            "at": places,
            "only_in_register": difference.only_in_register,
        })
    });
    let rows: Vec<Value> = rows.collect();
    json!({ "schema": "ropa.notice-check/1", "agrees": differences.is_empty(), "differences": rows })
}

/// The columns of the CSV answer.
const COLUMNS: [&str; 4] = ["field", "only_in", "text", "at"];

fn in_rows(differences: &[Difference]) -> Table {
    let mut rows = Vec::new();
    for Difference { field, only_in_notice, only_in_register } in differences {
        let row = |only_in: &str, text: &str, at: &str| [*field, only_in, text, at].map(str::to_owned).to_vec();
        rows.extend(
            only_in_notice.iter().map(|said| row("notice", &said.text, said.at.as_deref().unwrap_or_default())),
        );
        rows.extend(only_in_register.iter().map(|held| row("register", held, "")));
    }
    Table { headings: COLUMNS.map(str::to_owned).to_vec(), rows }
}
