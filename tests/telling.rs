//! Differences in words.

use ropa::app::told::told;
use ropa::domain::diff::between;
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::register::Register;
use ropa::formats::json;
use serde_json::{Value, json};

fn register(activity: Value) -> Register {
    let file = json!({"format": "ropa-register", "version": 1, "id": "h5v0n3wc", "activities": [activity]});
    json::read(file.to_string().as_bytes(), &mut Ids::seeded(1)).unwrap().register
}

#[test]
fn a_difference_is_told_by_field_and_by_what_went_and_came() {
    let line = json!({"id": "11111111", "subjects": ["Pupils"], "recipients": ["Schools"],
        "retention": {"period_months": 72, "trigger": "case closed"}});
    let before = json!({"id": "k7m2q9xd", "title": "Libraries", "lines": [line], "transfers": [], "next_review": "2026-09-03",
        "agreements": [{"recipient": "NHS"}], "article9_conditions": ["9(2)(a)"], "x_own": {"a": 1}});
    let mut after = before.clone();
    after["lines"][0]["recipients"] = json!(["Schools", "Police"]);
    after["lines"][0]["retention"]["period_months"] = json!(300);
    after["transfers"] = json!([{"id": "22222222", "country": "US", "mechanism": "us-data-bridge"}]);
    after["next_review"] = json!("2027-09-03");
    after["agreements"] = json!([{"recipient": "NHS", "role": "processor"}, {"recipient": "Police", "link": "x"}]);
    after["article9_conditions"] = json!(["9(2)(g)"]);
    after["marks"] = json!([{"field": "owner", "mark": "to-confirm", "note": "Ask"}]);
    after["x_own"] = json!({"a": 2});
    let (before, after) = (register(before), register(after));
    let lines: Vec<String> = between(&before, &after)
        .iter()
        .map(|change| {
            let told = told(change, &after, &Lexicon::of(&after.vocabulary()));
            format!("{} / {}: - {} + {}", told.record, told.field, told.removed.join("; "), told.added.join("; "))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Libraries / Shared with (Line 1: Pupils): -  + Police",
            "Libraries / Keep for (Line 1: Pupils): - Keep for (months): 6 years (72 months); Counted from: case closed \
             + Keep for (months): 25 years (300 months); Counted from: case closed",
            "Libraries / Its role (NHS): -  + Processor",
            "Libraries / Contracts and agreements: Police: -  + Recipient: Police; Link: x",
            "Libraries / Transfers outside the UK: - None + United States of America · UK-US data bridge",
            "Libraries / Article 9 condition: - 9(2)(a) Explicit consent + 9(2)(g) Substantial public interest",
            "Libraries / x_own.a: - 1 + 2",
            "Libraries / Next review: - 3 September 2026 + 3 September 2027",
            "Libraries / Marks: -  + Owner: Not known yet: Ask",
        ]
    );
}
