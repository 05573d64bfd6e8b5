//! Rules V-01 to V-19: what Article 30 wants in the record.

use super::{Row, a_private_body, electoral, law_enforcement, processor, row};
use crate::rules::world::{line, one_line, transfer};
use serde_json::json;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row("V-01", json!({ "organisation": { "name": " " } }), json!({ "organisation": { "email": null, "telephone": "01632 960001" } })),
        row("V-01", json!({ "organisation": { "email": null } }), json!({})),
        row("V-01", json!({ "controller": { "name": "Electoral Registration Officer" } }), electoral()),
        row("V-01", json!({ "controller": { "email": "ero@anytown.example" } }), electoral()),
        row("V-02", json!({ "organisation": { "data_protection_officer": null } }), json!({})).not_for(a_private_body()),
        row("V-02", json!({ "organisation": { "data_protection_officer": { "email": null } } }), json!({ "organisation": { "data_protection_officer": { "email": null, "address": "Town Hall" } } })),
        row("V-02", json!({ "controller": { "name": "Anytown School", "email": "a@b.example", "public_authority": true } }), electoral()),
        row("V-04", json!({ "role": "joint-controller" }), json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust", "contact": "trust@anytown.example" }] })).not_for(json!({ "role": "controller" })),
        row("V-04", json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust" }] }), json!({})).not_for(law_enforcement()),
        row("V-04", json!({ "role": "joint-controller", "joint_controllers": [{ "contact": "trust@anytown.example" }] }), json!({})),
        row("V-06", json!({ "purposes": null }), json!({ "purposes": ["Arrange repairs"] })).not_for(processor()),
        row("V-06", json!({ "purposes": [" "], "regime": "law-enforcement" }), law_enforcement()),
        row("V-08", one_line(json!({ "subjects": null })), one_line(json!({}))).not_for(processor()),
        row("V-08", json!({ "lines": null }), json!({})).not_for(law_enforcement()),
        row("V-09", one_line(json!({ "data_classes": [] })), one_line(json!({ "data_classes": null, "special_categories": ["Health"] }))).not_for(processor()),
        row("V-10", one_line(json!({ "recipients": null })), one_line(json!({ "recipients": [] }))).not_for(processor()),
        row("V-13", transfer(json!({ "organisation": "Workday Inc" })), transfer(json!({ "country": "US" }))),
        row("V-13", transfer(json!({ "country": "international-org" })), transfer(json!({ "country": "international-org", "organisation": "Interpol" }))),
        row(
            "V-13",
            json!({ "vocabulary": { "recipients": [{ "label": "Workday", "country": "US" }] }, "lines": [line(json!({ "recipients": ["workday"] }))] }),
            json!({ "vocabulary": { "recipients": [{ "label": "Workday", "country": "GB" }] }, "lines": [line(json!({ "recipients": ["workday"] }))] }),
        )
        .not_for(transfer(json!({ "country": "US" }))),
        row("V-14", transfer(json!({ "country": "unspecified" })), transfer(json!({ "country": "FR" }))),
        row("V-15", json!({ "transfers": null }), json!({ "transfers": [] })).not_for(processor()),
        row("V-16", one_line(json!({ "retention": null })), one_line(json!({ "retention": { "period_months": null, "trigger": null, "permanent": true } }))).not_for(processor()),
        row("V-16", one_line(json!({ "retention": { "period_months": null, "trigger": null, "action": "destroy" } })), one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "As long as needed" } }))),
        row(
            "V-17",
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "No longer than necessary" } })),
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "See the schedule", "authority": "HO-12" } })),
        )
        .not_for(law_enforcement()),
        row(
            "V-17",
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "As schedule 4 says" } })),
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "6 years after the tenancy ends" } })),
        ),
        row(
            "V-17",
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "For as many years as the schedule says" } })),
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "30 days" } })),
        ),
        row(
            "V-17",
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "As page 4 of the schedule says" } })),
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "Until the child is aged 25" } })),
        ),
        row(
            "V-17",
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "For some years" } })),
            one_line(json!({ "retention": { "period_months": null, "trigger": null, "text": "Six years after the tenancy ends" } })),
        ),
        row("V-18", json!({ "security_measures": null }), json!({ "security_measures": null, "organisation": { "security_measures": ["Encryption at rest"] } })),
    ]
}
