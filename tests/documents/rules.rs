//! The table of rules, and a check as it reads.

use super::{part, table};
use crate::story::SAMPLE;
use ropa::app::check_text::check_text;
use ropa::app::checkup::Checkup;
use ropa::app::rule_words::RuleWords;
use ropa::domain::check::{RULES, Rule, Severity};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::json;

#[test]
fn the_readme_tells_every_rule() {
    let rows: Vec<Vec<String>> = RULES.iter().map(row).collect();
    part("rules", &table(&["Rule", "Kind", "Weight", "Asked of", "What it asks", "Fields", "Law"], &rows));
}

fn row(rule: &Rule) -> Vec<String> {
    let RuleWords { id, kind, weight, records, fields, asks, law } = RuleWords::of(rule);
    let fields = fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join("<br>");
    vec![id, kind, weight, records, asks.join("<br>"), fields, law.to_owned()]
}

#[test]
fn the_readme_shows_what_a_check_says() {
    let register = json::read(SAMPLE.as_bytes(), &mut Ids::seeded(1)).unwrap().register;
    let lexicon = Lexicon::of(&register.vocabulary());
    let activities = register.activities().iter();
    let only = activities.filter(|activity| activity.team.as_deref() == Some("Parking Services")).collect();
    let checkup = Checkup::of(&register, &lexicon, Some(only), jiff::civil::date(2026, 11, 24));
    part("check", &format!("```text\n{}\n```", check_text(&checkup, Severity::Info).join("\n")));
}
