//! Rules V-44 to V-64: what keeps a register right, and records of other kinds.

use super::{Row, law_enforcement, processor, row};
use crate::rules::world::{line, one_line};
use serde_json::json;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row("V-45", json!({ "privacy_notice": null }), json!({ "privacy_notice": { "dated": null } })).not_for(law_enforcement()),
        row(
            "V-46",
            one_line(json!({ "recipients": ["Commissioned services"] })),
            json!({ "lines": [line(json!({ "recipients": ["Commissioned services"] }))], "agreements": [{ "recipient": "commissioned SERVICES", "role": "controller" }] }),
        )
        .not_for(law_enforcement()),
        row(
            "V-46",
            one_line(json!({ "recipients": ["IT and cloud suppliers"] })),
            json!({ "lines": [line(json!({ "recipients": ["IT and cloud suppliers"] }))], "agreements": [{ "recipient": "IT and cloud suppliers", "role": "processor", "reference": "C-0311" }] }),
        )
        .not_for(processor()),
        row(
            "V-46",
            json!({ "vocabulary": { "recipients": [{ "label": "Anytown Coaches", "kind": "processor" }] }, "lines": [line(json!({ "recipients": ["Anytown Coaches"] }))] }),
            json!({ "vocabulary": { "recipients": [{ "label": "Anytown Coaches", "kind": "processor", "agreement": "C-0311" }] }, "lines": [line(json!({ "recipients": ["Anytown Coaches"] }))] }),
        ),
        row("V-46", json!({ "agreements": [{ "recipient": "Anytown Coaches", "role": "processor" }] }), json!({ "agreements": [{ "recipient": "Anytown Coaches", "role": "processor", "link": "C-0311" }] })),
        row("V-46", json!({ "agreements": [{ "role": "processor", "link": "C-0311" }] }), json!({ "agreements": [{ "role": "controller" }] })),
        row("V-49", json!({ "locations": null }), json!({ "locations": [] })).not_for(law_enforcement()),
        row("V-50", json!({ "owner": null }), json!({ "owner": "Head of Housing" })).not_for(json!({ "marks": [{ "field": "owner", "mark": "does-not-apply" }] })),
        row("V-51", json!({ "last_reviewed": null }), json!({ "last_reviewed": null, "approved": { "on": "2026-01-01" } })).not_for(json!({ "status": "draft" })),
        row("V-51", json!({ "last_reviewed": "2025-11-23" }), json!({ "last_reviewed": "2025-11-24" })).not_for(json!({ "status": "retired" })),
        row("V-51", json!({ "next_review": "2026-11-23" }), json!({ "next_review": "2026-02-01" })).not_for(json!({ "last_reviewed": "2026-11-23" })),
        row("V-51", json!({ "organisation": { "review_every_months": 6 } }), json!({ "organisation": { "review_every_months": 9 } })),
        row("V-54", processor(), json!({ "role": "processor", "processor_record": { "controllers": [{ "name": "Anytown Academy", "contact": "High Street" }] } })).not_for(json!({ "role": "controller" })),
        row("V-54", json!({ "role": "processor", "processor_record": { "controllers": [{ "name": "Anytown Academy" }] } }), json!({})).not_for(json!({ "role": "joint-controller" })),
        row("V-54", json!({ "role": "processor", "processor_record": { "controllers": [{ "contact": "High Street" }] } }), json!({})),
        row("V-55", processor(), json!({ "role": "processor", "processor_record": { "categories_of_processing": ["Payroll"] } })).not_for(json!({ "role": "controller" })),
    ]
}
