//! Rules V-44 to V-64: what keeps a register right, and records of other kinds.

use super::{Row, a_private_body, law_enforcement, processor, row};
use crate::rules::world::{lay_over, line, one_line, transfer};
use serde_json::{Value as Json, json};

pub(super) fn rows() -> Vec<Row> {
    let retired = || json!({ "status": "retired", "ended_on": "2026-06-30" });
    let shared_with = |agreement: Json| json!({ "agreements": [agreement] });
    let partner = |ends_on: &str| {
        let trust =
            json!({ "label": "Anytown Trust", "kind": "public-body", "agreement": "ISA-2", "ends_on": ends_on });
        json!({ "vocabulary": { "recipients": [trust] }, "lines": [line(json!({ "recipients": ["Anytown Trust"] }))] })
    };
    let supplier = |ends_on: &str| {
        let supplier =
            json!({ "label": "Anytown Coaches", "kind": "processor", "agreement": "C-0311", "ends_on": ends_on });
        json!({ "vocabulary": { "recipients": [supplier] }, "lines": [line(json!({ "recipients": ["Anytown Coaches"] }))] })
    };
    let police = |change: Json| {
        let mut record = json!({
            "regime": "law-enforcement", "automated_decisions": { "level": "none" },
            "law_enforcement": { "legal_basis": "Consumer Rights Act 2015 Schedule 5" }
        });
        lay_over(&mut record, change);
        record
    };
    let police_line = |change: Json| police(json!({ "lines": [line(change)] }));
    let sensitive = |change: Json| {
        let mut record = police_line(json!({ "special_categories": ["Health"] }));
        lay_over(
            &mut record,
            json!({ "law_enforcement": { "schedule8_conditions": ["para-1"], "policy_document": "P-1" } }),
        );
        lay_over(&mut record, change);
        record
    };
    let limited = |special: &str, change: Json| {
        let mut record = json!({ "lines": [line(json!({ "special_categories": [special] }))], "article9_conditions": ["9(2)(g)"], "schedule1_conditions": ["para-8"] });
        lay_over(&mut record, change);
        record
    };
    let notes = |text: &str| json!({ "notes": text });
    let beside = |other: Json| json!({ "team": "Repairs", "others": [other] });
    vec![
        row("V-44", json!({ "sources": [] }), json!({ "sources": null })).not_for(law_enforcement()),
        row("V-44", json!({ "sources": ["The person themselves", "third parties"] }), json!({ "sources": ["third parties", "Schools"] })).not_for(processor()),
        row("V-44", json!({ "article9_conditions": ["9(2)(e)"] }), json!({ "article9_conditions": ["9(2)(e)"], "sources": ["Newspapers"] })),
        row("V-44", json!({ "schedule1_conditions": ["para-32"] }), json!({ "article9_conditions": ["9(2)(c)"], "schedule1_conditions": ["para-2"] })),
        row("V-45", json!({ "before": { "purposes": ["Arrange repairs"] } }), json!({ "before": { "notes": "Old", "owner": "Head of Repairs", "locations": [] } })).not_for(law_enforcement()),
        row("V-45", json!({ "before": { "transfers": [{ "country": "FR" }] } }), json!({ "before": { "transfers": [{ "country": "FR" }] }, "privacy_notice": { "dated": "2026-11-24" } })).not_for(processor()),
        row("V-45", json!({ "before": { "lines": [line(json!({ "recipients": ["Schools"] }))] } }), json!({ "before": { "lines": [line(json!({ "id": "9tv3m0cc" }))] } })),
        row("V-45", json!({ "before": { "lawful_bases": null } }), json!({ "before": { "lawful_bases": [{ "basis": "6(1)(e)", "statutory_reference": "Housing Act 1996" }] } })),
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
        row("V-46", shared_with(json!({ "recipient": "Anytown Coaches", "link": "C-0311" })), shared_with(json!({ "recipient": "Schools", "link": "ISA-3" }))),
        row("V-46", shared_with(json!({ "recipient": "Commissioned services", "reference": "C-1" })), shared_with(json!({ "recipient": "IT and cloud suppliers", "reference": "C-1" }))),
        row(
            "V-46",
            shared_with(json!({ "recipient": "Anytown Coaches", "role": "processor", "link": "C-0311", "ends_on": "2026-11-23" })),
            shared_with(json!({ "recipient": "Anytown Coaches", "role": "processor", "link": "C-0311", "ends_on": "2026-11-24" })),
        )
        .not_for(retired()),
        row("V-46", supplier("2026-11-23"), supplier("2026-11-24")).not_for(shared_with(json!({ "recipient": "anytown coaches", "role": "processor", "link": "C-0400" }))),
        row("V-47", shared_with(json!({ "recipient": "Anytown Trust", "role": "controller" })), shared_with(json!({ "recipient": "Anytown Trust", "role": "controller", "reference": "ISA-2" }))).not_for(law_enforcement()),
        row(
            "V-47",
            shared_with(json!({ "recipient": "Anytown Trust", "role": "controller", "link": "ISA-2", "ends_on": "2026-11-23" })),
            shared_with(json!({ "recipient": "Anytown Trust", "role": "controller", "link": "ISA-2", "ends_on": "2026-11-24" })),
        )
        .not_for(retired()),
        row("V-47", partner("2026-11-23"), partner("2026-11-24")).not_for(retired()),
        row("V-47", shared_with(json!({ "recipient": "Schools", "link": "ISA-3", "ends_on": "2026-11-23" })), one_line(json!({ "recipients": ["Schools"] }))),
        row("V-48", json!({ "breach": { "occurred": true } }), json!({ "breach": { "occurred": true, "link": "INC-7" } })).not_for(law_enforcement()),
        row("V-48", json!({ "breach": { "occurred": true, "link": " " } }), json!({ "breach": { "occurred": false } })).not_for(processor()),
        row("V-49", json!({ "locations": null }), json!({ "locations": [] })).not_for(law_enforcement()),
        row("V-50", json!({ "owner": null }), json!({ "owner": "Head of Housing" })).not_for(json!({ "marks": [{ "field": "owner", "mark": "does-not-apply" }] })),
        row("V-51", json!({ "last_reviewed": null }), json!({ "last_reviewed": null, "approved": { "on": "2026-01-01" } })).not_for(json!({ "status": "draft" })),
        row("V-51", json!({ "last_reviewed": "2025-11-23" }), json!({ "last_reviewed": "2025-11-24" })).not_for(json!({ "status": "retired" })),
        row("V-51", json!({ "next_review": "2026-11-23" }), json!({ "next_review": "2026-02-01" })).not_for(json!({ "last_reviewed": "2026-11-23" })),
        row("V-51", json!({ "organisation": { "review_every_months": 6 } }), json!({ "organisation": { "review_every_months": 9 } })),
        row("V-51", json!({ "last_reviewed": "2026-11-25" }), json!({ "last_reviewed": "2026-11-24" })),
        row("V-52", json!({ "next_review": "2027-01-23" }), json!({ "next_review": "2027-01-24" })).not_for(json!({ "status": "draft" })),
        row("V-52", json!({ "last_reviewed": "2025-11-24" }), json!({ "last_reviewed": "2025-11-23" })).not_for(json!({ "status": "retired" })),
        row("V-53", limited("Trade union membership", json!({})), limited("Health", json!({}))).not_for(law_enforcement()),
        row("V-53", limited("ethnicity", json!({ "schedule1_conditions": ["para-19", "para-21"] })), limited("ethnicity", json!({ "schedule1_conditions": ["para-19", "para-20"] }))).not_for(processor()),
        row("V-53", limited("Sex life", json!({})), limited("Sex life", json!({ "schedule1_conditions": ["para-8", "para-18"] }))),
        row("V-53", limited("Sex life", json!({})), limited("Sex life", json!({ "article9_conditions": ["9(2)(a)", "9(2)(g)"] }))),
        row("V-54", processor(), json!({ "role": "processor", "processor_record": { "controllers": [{ "name": "Anytown Academy", "contact": "High Street" }] } })).not_for(json!({ "role": "controller" })),
        row("V-54", json!({ "role": "processor", "processor_record": { "controllers": [{ "name": "Anytown Academy" }] } }), json!({})).not_for(json!({ "role": "joint-controller" })),
        row("V-54", json!({ "role": "processor", "processor_record": { "controllers": [{ "contact": "High Street" }] } }), json!({})),
        row("V-55", processor(), json!({ "role": "processor", "processor_record": { "categories_of_processing": ["Payroll"] } })).not_for(json!({ "role": "controller" })),
        row("V-56", processor(), json!({ "role": "processor", "processor_record": { "contract": "https://intranet.anytown.example/c-7" } })).not_for(json!({ "role": "controller" })),
        row("V-57", police(json!({ "law_enforcement": { "legal_basis": null } })), police(json!({}))).not_for(json!({ "regime": "general" })),
        row("V-57", police_line(json!({ "recipients": null })), police_line(json!({ "recipients": [] }))).not_for(processor()),
        row("V-57", police_line(json!({ "subjects": [] })), police_line(json!({ "subjects": ["Witnesses"] }))),
        row("V-57", police_line(json!({ "data_classes": null })), police_line(json!({ "data_classes": null, "criminal_offence_data": ["Criminal convictions"] }))),
        row("V-57", police(json!({ "automated_decisions": { "level": null } })), police(json!({ "automated_decisions": { "level": "profiling" } }))),
        row("V-58", sensitive(json!({ "law_enforcement": { "schedule8_conditions": [] } })), sensitive(json!({}))).not_for(json!({ "regime": "general" })),
        row("V-58", sensitive(json!({ "law_enforcement": { "policy_document": null } })), police(json!({}))).not_for(processor()),
        row("V-58", police_line(json!({ "data_classes": ["Health needs"] })), police_line(json!({ "criminal_offence_data": ["Criminal convictions"] }))),
        row("V-59", json!({ "title": "Trading Standards casework" }), one_line(json!({ "recipients": ["Law Enforcement Agencies"] }))).not_for(law_enforcement()),
        row("V-59", json!({ "title": "Housing benefit fraud" }), json!({ "purposes": ["Pay staff and prevent fraud"] })).not_for(a_private_body()),
        row("V-59", json!({ "purposes": ["Investigate fraud in council tenancies"] }), json!({ "purposes": ["Answer enquiries about scams"] })).not_for(processor()),
        row("V-59", json!({ "purposes": ["Prosecute parents whose children miss school"] }), json!({ "purposes": ["Help children back to school"] })),
        row("V-60", json!({ "article9_conditions": ["9(2)(h)"] }), json!({ "article9_conditions": ["9(2)(h)"], "confidentiality": "Registered social workers" })).not_for(law_enforcement()),
        row("V-60", json!({ "article9_conditions": ["9(2)(h)"], "organisation": { "security_measures": ["Contractual confidentiality"] } }), json!({ "article9_conditions": ["9(2)(h)"], "organisation": { "security_measures": ["Professional duty of confidentiality"] } })).not_for(processor()),
        row("V-61", notes("Kept under the Data Protection Act 1998"), notes("In line with the data protection act")).not_for(json!({ "notes": null, "imported": { "from": "Data Protection Act 1998.txt" } })),
        row("V-61", transfer(json!({ "country": "US", "mechanism": "us-data-bridge", "safeguards": "PRIVACY SHIELD listing" })), transfer(json!({ "country": "US", "mechanism": "us-data-bridge", "safeguards": "Data bridge listing, June 2026" }))),
        row("V-61", notes("Complies with the 8th Principle."), notes("Complies with the 18th principled stand")),
        row("V-61", notes("We rely on EU SCCs"), notes("We rely on the EU SCCs with the UK Addendum")),
        row("V-61", transfer(json!({ "country": "US", "mechanism": "bcr", "notes": "EU SCCs signed" })), transfer(json!({ "country": "US", "mechanism": "addendum", "notes": "EU SCCs signed" }))),
        row("V-61", one_line(json!({ "retention": { "text": "6 years; held in the EEA only" } })), one_line(json!({ "retention": { "text": "6 years; held in the EEA and the UK" } }))),
        row("V-62", notes("Mrs Jones, AB123456C, asked for a copy"), notes("Mrs Jones, contract AB1234567, asked for a copy")).not_for(json!({ "notes": null, "reference": "AB123456C" })),
        row("V-62", json!({ "description": "See the case of AB 12 34 56 C." }), json!({ "description": "See form QQ 12 34 56 C." })),
        row("V-62", notes("NHS number 943 476 5919"), notes("NHS number 943 476 5918")),
        row("V-62", json!({ "processor_record": { "categories_of_processing": ["Payslips of 9434765919"] }, "role": "processor" }), json!({ "processor_record": { "categories_of_processing": ["Payslips"] }, "role": "processor" })),
        row("V-62", one_line(json!({ "subjects": ["Jo Bloggs (dob 12/03/1984)"] })), one_line(json!({ "subjects": ["Children born on or after 1 September 2010"] }))),
        row("V-62", notes("Date of birth: 12 March 1984"), notes("Kept until the date of birth + 25 years, 31 March 2027")),
        row("V-62", transfer(json!({ "country": "FR", "notes": "Write to mary.jones@gmail.com" })), transfer(json!({ "country": "FR", "notes": "Write to housing.repairs@anytown.example" }))),
        row("V-62", notes("Write to m.jones@parish.example"), json!({ "contact": "mary.jones@gmail.com", "owner": "m.jones@parish.example" })),
        row("V-63", beside(json!({ "id": "9tv3m0cc", "title": "Works orders", "purposes": ["Arranging the repairs to Council homes"] })), beside(json!({ "id": "9tv3m0cc", "title": "Voids", "purposes": ["Let council homes"] }))).not_for(json!({ "team": null })),
        row("V-63", beside(json!({ "id": "9tv3m0cc", "title": "Housing repair", "purposes": null })), beside(json!({ "id": "9tv3m0cc", "team": "Planned works" }))).not_for(retired()),
        row("V-63", json!({ "others": [{ "id": "9tv3m0cc" }] }), json!({ "others": [{ "id": "9tv3m0cc", "regime": "law-enforcement" }] })),
        row("V-64", json!({ "status": "retired" }), retired()).not_for(json!({ "status": "approved" })),
    ]
}
