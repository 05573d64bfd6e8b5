//! Rules V-01 to V-19: what Article 30 wants in the record.

use super::{Row, a_private_body, electoral, law_enforcement, processor, row};
use crate::rules::world::{lay_over, line, one_line, transfer};
use serde_json::{Value as Json, json};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row("V-01", json!({ "organisation": { "name": " " } }), json!({ "organisation": { "email": null, "telephone": "01632 960001" } })),
        row("V-01", json!({ "organisation": { "email": null } }), json!({})),
        row("V-01", json!({ "controller": { "name": "Electoral Registration Officer" } }), electoral()).not_for(json!({ "controller": null })),
        row("V-01", json!({ "controller": { "email": "ero@anytown.example" } }), electoral()),
        row("V-02", json!({ "organisation": { "data_protection_officer": null } }), json!({})).not_for(a_private_body()),
        row("V-02", json!({ "organisation": { "data_protection_officer": { "email": null } } }), json!({ "organisation": { "data_protection_officer": { "email": null, "address": "Town Hall" } } })),
        row("V-02", json!({ "controller": { "name": "Anytown School", "email": "a@b.example", "public_authority": true } }), electoral()),
        row("V-03", json!({ "organisation": { "representative": { "name": "A Agent" } } }), json!({ "organisation": { "representative": { "name": " " } } })).not_for(a_private_body()),
        row("V-03", json!({ "organisation": { "representative": { "email": "agent@a.example" } } }), json!({ "organisation": { "representative": {} } })),
        row("V-04", json!({ "role": "joint-controller" }), json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust", "contact": "trust@anytown.example" }] })).not_for(json!({ "role": "controller" })),
        row("V-04", json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust" }] }), json!({})).not_for(law_enforcement()),
        row("V-04", json!({ "role": "joint-controller", "joint_controllers": [{ "contact": "trust@anytown.example" }] }), json!({})),
        row("V-05", json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust", "contact": "trust@anytown.example" }] }), json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust", "contact": "trust@anytown.example", "arrangement": "JCA-1" }] })).not_for(law_enforcement()),
        row("V-05", json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust", "contact": "trust@anytown.example" }], "agreements": [{ "recipient": "Anytown Trust", "role": "controller", "link": "ISA-1" }] }), json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown Trust", "contact": "trust@anytown.example" }], "agreements": [{ "recipient": "anytown TRUST", "role": "joint-controller", "reference": "JCA-1" }] })).not_for(processor()),
        row("V-06", json!({ "purposes": null }), json!({ "purposes": ["Arrange repairs"] })).not_for(processor()),
        row("V-06", json!({ "purposes": [" "], "regime": "law-enforcement" }), law_enforcement()),
        row("V-07", json!({ "purposes": ["Arrange repair"] }), json!({ "purposes": ["Arrange repairs"] })).not_for(law_enforcement()),
        row("V-07", json!({ "purposes": ["housing REPAIRS"] }), json!({ "purposes": ["Housing repairs"], "title": "Repairs" })).not_for(processor()),
        row("V-07", json!({ "purposes": ["Arrange repairs to council homes", "Business purposes"] }), json!({ "purposes": ["Public health"] })),
        row("V-07", json!({ "purposes": ["Dog wardens"] }), json!({ "purposes": ["Dog wardens"], "vocabulary": { "purposes": [{ "label": "Dog wardens" }] } })),
        row("V-08", one_line(json!({ "subjects": null })), one_line(json!({}))).not_for(processor()),
        row("V-08", json!({ "lines": null }), json!({})).not_for(law_enforcement()),
        row("V-08", two_lines_by_consent(json!({ "subjects": null })), two_lines_by_consent(json!({}))),
        row("V-09", two_lines_by_consent(json!({ "data_classes": null, "subjects": ["Students and pupils"] })), two_lines_by_consent(json!({}))),
        row("V-09", one_line(json!({ "data_classes": [] })), one_line(json!({ "data_classes": null, "special_categories": ["Health"] }))).not_for(processor()),
        row("V-10", one_line(json!({ "recipients": null })), one_line(json!({ "recipients": [] }))).not_for(processor()),
        row("V-11", one_line(json!({ "subjects": ["Tenants and leaseholders", "Electors"], "data_classes": ["Contact details", "Family details"] })), one_line(json!({ "subjects": ["Tenants and leaseholders", "Electors"] }))).not_for(law_enforcement()),
        row("V-11", one_line(json!({ "subjects": ["Tenants and leaseholders", "Electors"], "special_categories": ["Health"] })), one_line(json!({ "special_categories": ["Health"] }))).not_for(processor()),
        row("V-11", json!({ "lines": [line(json!({})), line(json!({ "id": "9tv3m0cc", "subjects": ["Electors"] }))] }), json!({ "lines": [line(json!({})), line(json!({ "id": "9tv3m0cc", "recipients": ["Schools"] }))] })),
        row("V-11", json!({ "lines": [line(json!({ "recipients": ["Schools", "NHS"] })), line(json!({ "id": "9tv3m0cc", "recipients": ["nhs", "schools"] }))] }), json!({ "lines": [line(json!({ "retention": null })), line(json!({ "id": "9tv3m0cc", "retention": null }))] })),
        row("V-12", json!({ "lines": [line(json!({ "recipients": ["Other council departments"] }))], "agreements": [{ "recipient": "Anytown Coaches", "role": "processor", "link": "C-0311" }] }), json!({ "lines": [line(json!({ "recipients": ["Other council departments", "Anytown Coaches"] }))], "agreements": [{ "recipient": "Anytown Coaches", "role": "processor", "link": "C-0311" }] })).not_for(law_enforcement()),
        row("V-12", json!({ "sources": ["Commissioned services"] }), json!({ "sources": ["Commissioned services"], "agreements": [{ "recipient": "commissioned services", "role": "controller" }] })).not_for(processor()),
        row("V-12", json!({ "locations": ["Northgate", "Microsoft"] }), json!({ "locations": ["Northgate", "Microsoft"], "lines": [line(json!({ "recipients": ["Microsoft"] }))] })),
        row("V-12", json!({ "locations": ["IT suppliers"] }), transfer(json!({ "country": "FR", "organisation": "IT suppliers" }))),
        row("V-13", transfer(json!({ "organisation": "Workday Inc" })), transfer(json!({ "country": "US" }))),
        row("V-13", transfer(json!({ "country": "international-org" })), transfer(json!({ "country": "international-org", "organisation": "Interpol" }))),
        row(
            "V-13",
            json!({ "vocabulary": { "recipients": [{ "label": "Workday", "country": "US" }] }, "lines": [line(json!({ "recipients": ["workday"] }))] }),
            json!({ "vocabulary": { "recipients": [{ "label": "Workday", "country": "GB" }] }, "lines": [line(json!({ "recipients": ["workday"] }))] }),
        )
        .not_for(transfer(json!({ "country": "US" }))),
        row("V-14", transfer(json!({ "country": "unspecified" })), transfer(json!({ "country": "FR" }))).not_for(json!({ "transfers": [] })),
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
        row("V-17", one_line(json!({ "retention": { "period_months": null, "trigger": "tenancy ends" } })), one_line(json!({ "retention": { "period_months": 0, "trigger": "tenancy ends" } }))).not_for(processor()),
        row("V-17", one_line(json!({ "retention": { "period_months": null, "trigger": "the child leaves school" } })), one_line(json!({ "retention": { "period_months": null, "trigger": "until the child is aged 25" } }))),
        row("V-17", one_line(json!({ "retention": { "period_months": null, "trigger": "case closed", "text": "As needed" } })), one_line(json!({ "retention": { "period_months": null, "trigger": "case closed", "text": "Six years after closure" } }))),
        row("V-18", json!({ "security_measures": null }), json!({ "security_measures": null, "organisation": { "security_measures": ["Encryption at rest"] } })).not_for(json!({ "organisation": { "security_measures": ["Encryption at rest"] } })),
        row("V-19", json!({ "security_measures": ["Encryption at rest"] }), json!({ "security_measures": ["Encryption at rest"], "organisation": { "security_measures": ["Staff training and awareness"] } })).not_for(law_enforcement()),
        row("V-19", json!({ "security_measures": ["Staff training and awareness", "DBS checks"] }), json!({ "security_measures": ["Staff training and awareness", "BitLocker"] })).not_for(processor()),
        row("V-19", json!({ "security_measures": ["Encryption at rest", "MFA"] }), json!({ "security_measures": ["Encryption at rest", "Two officers open the safe"] })),
    ]
}

/// People who book online and consent, in two lines alike: a line put right leaves the same to put right in the other.
fn two_lines_by_consent(change: Json) -> Json {
    let mut second = change.clone();
    lay_over(&mut second, json!({ "id": "9tv3m0cc" }));
    json!({
        "title": "Youth club: online booking", "lawful_bases": [{ "basis": "6(1)(a)" }], "consent_record": "C-1",
        "sources": ["Application form"], "lines": [line(change), line(second)]
    })
}
