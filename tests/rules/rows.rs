//! For each rule a record that it finds, the nearest that is right, and the same fault in a record that it is not about.

use super::world::{basis, lay_over, line, one_line, transfer};
use serde_json::{Value as Json, json};

/// Something that the rule finds, the nearest thing that is right, and a record of another kind with the same fault.
pub(super) struct Row {
    pub(super) rule: &'static str,
    pub(super) fires: Json,
    pub(super) holds: Json,
    pub(super) elsewhere: Option<Json>,
}

fn row(rule: &'static str, fires: Json, holds: Json) -> Row {
    Row { rule, fires, holds, elsewhere: None }
}

impl Row {
    fn not_for(mut self, elsewhere: Json) -> Row {
        self.elsewhere = Some(elsewhere);
        self
    }
}

pub(super) fn rows() -> Vec<Row> {
    let processor = || json!({ "role": "processor" });
    let law_enforcement = || json!({ "regime": "law-enforcement" });
    let electoral = || json!({ "controller": { "name": "Electoral Registration Officer", "address": "Town Hall" } });
    let a_private_body = || json!({ "organisation": { "public_authority": false } });
    let para_18 = |change: Json| {
        let mut record = json!({ "schedule1_conditions": ["para-18"], "appropriate_policy_document": { "link": "apd", "followed": true } });
        lay_over(&mut record, change);
        record
    };
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
        row("V-20", one_line(json!({ "special_categories": ["Health"] })), json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "article9_conditions": ["9(2)(c)"] })).not_for(law_enforcement()),
        row("V-20", one_line(json!({ "data_classes": ["health NEEDS"] })), one_line(json!({ "data_classes": ["Financial details"] }))).not_for(processor()),
        row(
            "V-20",
            json!({ "vocabulary": { "data_classes": [{ "label": "EHCP data", "aliases": ["Health needs"] }] }, "lines": [line(json!({ "data_classes": ["EHCP data"] }))] }),
            json!({ "vocabulary": { "data_classes": [{ "label": "EHCP data" }] }, "lines": [line(json!({ "data_classes": ["EHCP data"] }))] }),
        ),
        row("V-20", one_line(json!({ "special_categories": ["offences and alleged offences", "Health"] })), one_line(json!({ "special_categories": ["offences and alleged offences"] }))),
        row("V-21", json!({ "article9_conditions": ["9(2)(h)"] }), json!({ "article9_conditions": ["9(2)(h)"], "schedule1_conditions": ["para-2"] })).not_for(law_enforcement()),
        row("V-21", para_18(json!({ "article9_conditions": ["9(2)(g)", "9(2)(h)"] })), para_18(json!({ "article9_conditions": ["9(2)(g)", "9(2)(c)"] }))),
        row("V-22", para_18(json!({ "appropriate_policy_document": { "followed": null } })), para_18(json!({}))).not_for(law_enforcement()),
        row("V-22", para_18(json!({ "lawful_bases": null })), json!({ "schedule1_conditions": ["para-2"], "lawful_bases": null })).not_for(processor()),
        row("V-23", para_18(json!({ "appropriate_policy_document": { "followed": false } })), para_18(json!({ "appropriate_policy_document": { "followed": false, "reason": "A court order" } }))).not_for(law_enforcement()),
        row("V-24", para_18(json!({ "appropriate_policy_document": { "link": null } })), para_18(json!({ "appropriate_policy_document": { "link": null }, "organisation": { "appropriate_policy_documents": [{ "link": "apd", "conditions": ["para-18"] }] } }))).not_for(law_enforcement()),
        row("V-24", para_18(json!({ "appropriate_policy_document": { "review_by": "2026-11-23" } })), para_18(json!({ "appropriate_policy_document": { "review_by": "2026-11-24" } }))).not_for(json!({ "schedule1_conditions": ["para-2"] })),
        row(
            "V-24",
            para_18(json!({ "appropriate_policy_document": { "link": null }, "organisation": { "appropriate_policy_documents": [{ "link": "apd", "conditions": ["para-18"], "review_by": "2026-01-31" }] } })),
            para_18(json!({ "organisation": { "appropriate_policy_documents": [{ "link": "apd", "conditions": ["para-18"], "review_by": "2026-01-31" }] } })),
        ),
        row(
            "V-24",
            para_18(json!({ "controller": { "name": "Anytown School" }, "appropriate_policy_document": { "link": null }, "organisation": { "appropriate_policy_documents": [{ "link": "apd", "conditions": ["para-18"] }] } })),
            para_18(json!({ "controller": { "name": "Anytown School" } })),
        ),
        row("V-25", one_line(json!({ "criminal_offence_data": ["Criminal convictions"] })), json!({ "lines": [line(json!({ "criminal_offence_data": ["Criminal convictions"] }))], "article10_route": "official-authority" })).not_for(law_enforcement()),
        row(
            "V-25",
            json!({ "lines": [line(json!({ "data_classes": ["Offences (including alleged offences)"] }))], "article10_route": "sch1", "article9_conditions": ["9(2)(f)"] }),
            json!({ "lines": [line(json!({ "data_classes": ["Offences (including alleged offences)"] }))], "article10_route": "sch1", "schedule1_conditions": ["para-33"] }),
        )
        .not_for(processor()),
        row(
            "V-25",
            json!({ "lines": [line(json!({ "criminal_offence_data": ["Criminal convictions"] }))], "article10_route": "sch1", "schedule1_conditions": ["para-8"] }),
            json!({ "lines": [line(json!({ "criminal_offence_data": ["Criminal convictions"] }))], "article10_route": "sch1", "schedule1_conditions": ["para-8", "para-1"] }),
        ),
        row("V-25", one_line(json!({ "data_classes": ["Offences (including alleged offences)"] })), one_line(json!({ "data_classes": ["Family details"] }))),
        row("V-25", one_line(json!({ "special_categories": ["Offences (including alleged offences)"] })), one_line(json!({ "special_categories": ["Health"] }))),
        row("V-26", json!({ "lawful_bases": [] }), basis(json!({ "basis": "6(1)(b)" }))).not_for(law_enforcement()),
        row("V-27", basis(json!({ "basis": "6(1)(a)" })), json!({ "lawful_bases": [{ "basis": "6(1)(a)" }], "consent_record": "SharePoint" })).not_for(law_enforcement()),
        row("V-27", json!({ "article9_conditions": ["9(2)(a)"] }), json!({ "article9_conditions": ["9(2)(f)"] })),
        row(
            "V-28",
            json!({ "lawful_bases": [{ "basis": "6(1)(f)" }], "legitimate_interests": { "interests": "A staff party" } }),
            json!({ "lawful_bases": [{ "basis": "6(1)(f)" }], "legitimate_interests": { "interests": "A staff party", "assessment": "LIA-3" } }),
        )
        .not_for(law_enforcement()),
        row("V-28", json!({ "lawful_bases": [{ "basis": "6(1)(f)" }], "legitimate_interests": { "assessment": "LIA-3" } }), basis(json!({ "basis": "6(1)(b)" }))),
        row("V-29", basis(json!({ "basis": "6(1)(f)" })), basis(json!({ "basis": "6(1)(f)", "outside_public_tasks": "A staff party" }))).not_for(a_private_body()),
        row("V-29", basis(json!({ "basis": "6(1)(ea)" })), basis(json!({ "basis": "6(1)(e)" }))).not_for(electoral()),
        row("V-30", basis(json!({ "basis": "6(1)(ea)" })), json!({ "lawful_bases": [{ "basis": "6(1)(ea)" }], "recognised_legitimate_interest": "crime" })).not_for(processor()),
        row("V-31", basis(json!({ "basis": "6(1)(c)" })), basis(json!({ "basis": "6(1)(c)", "statutory_reference": "Housing Act 1985" }))).not_for(law_enforcement()),
        row("V-31", basis(json!({ "basis": "6(1)(e)" })), basis(json!({ "basis": "6(1)(b)" }))).not_for(processor()),
        row("V-33", transfer(json!({ "country": "IN" })), transfer(json!({ "country": "IN", "mechanism": "49-e" }))).not_for(law_enforcement()),
        row("V-33", transfer(json!({ "country": "IN", "mechanism": "us-data-bridge" })), transfer(json!({ "country": "IN", "mechanism": "idta", "assessment": "TRA-1" }))),
        row("V-33", transfer(json!({ "country": "IN", "mechanism": "approved" })), transfer(json!({ "country": "FR" }))),
        row("V-33", transfer(json!({ "country": "international-org", "organisation": "Interpol" })), transfer(json!({ "country": "IN", "mechanism": "none" }))),
        row("V-35", transfer(json!({ "country": "IN", "mechanism": "idta" })), transfer(json!({ "country": "IN", "mechanism": "idta", "assessment": "TRA-1" }))).not_for(law_enforcement()),
        row("V-35", transfer(json!({ "country": "IN", "mechanism": "bcr" })), transfer(json!({ "country": "IN", "mechanism": "49-e" }))),
        row("V-33", transfer(json!({ "country": "US" })), transfer(json!({ "country": "US", "mechanism": "us-data-bridge" }))).not_for(law_enforcement()),
        row("V-33", transfer(json!({ "country": "JP" })), transfer(json!({ "country": "JP", "mechanism": "none" }))),
        row("V-35", transfer(json!({ "country": "US", "mechanism": "addendum" })), transfer(json!({ "country": "IE", "mechanism": "addendum" }))),
        row("V-40", json!({ "dpia": null }), json!({ "dpia": { "required": "yes", "link": "D-1" } })).not_for(law_enforcement()),
        row(
            "V-40",
            json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": null }),
            json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": { "required": null, "link": "D-1" } }),
        ),
        row("V-40", json!({ "dpia": { "required": "unknown" } }), json!({ "dpia": { "required": null, "progress": "in-progress" } })).not_for(processor()),
        row("V-40", one_line(json!({ "subjects": ["Children and young people"] })), json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": { "reason": "Screened in 2025" } })),
        row("V-40", one_line(json!({ "subjects": ["Adults at risk / vulnerable adults"] })), one_line(json!({ "subjects": ["Electors"] }))),
        row("V-40", json!({ "purposes": ["Find fraud by data matching"] }), json!({ "purposes": ["Find fraud by data matching"], "dpia": { "required": "no", "reason": "National scheme" } })),
        row("V-40", one_line(json!({ "subjects": ["People captured by CCTV images"] })), json!({})),
        row("V-40", json!({ "automated_decisions": { "level": "sole" } }), json!({ "automated_decisions": { "level": "assisted" } })),
        row(
            "V-40",
            json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "number_of_people": "10,000 to 99,999" }),
            json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "number_of_people": "1,000 to 9,999" }),
        ),
        row("V-41", json!({ "dpia": { "required": "yes" } }), json!({ "dpia": { "required": "yes", "link": "D-1" } })).not_for(law_enforcement()),
        row("V-41", json!({ "dpia": { "required": "yes", "link": "D-1", "progress": "in-progress" } }), json!({ "status": "in-review", "dpia": { "required": "yes", "link": "D-1", "progress": "in-progress" } })),
        row("V-41", json!({ "dpia": { "required": null, "progress": "complete" } }), json!({ "dpia": { "required": "no", "progress": "not-required" } })),
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
        row("V-50", json!({ "owner": null }), json!({ "owner": "Head of Housing" })),
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
