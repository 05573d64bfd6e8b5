//! Rules V-20 to V-37: bases, conditions and transfers.

use super::{Row, a_private_body, electoral, law_enforcement, para_18, processor, row};
use crate::rules::world::{basis, line, one_line, transfer};
use serde_json::json;

pub(super) fn rows() -> Vec<Row> {
    vec![
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
        row("V-22", json!({ "schedule1_conditions": ["para-10"], "appropriate_policy_document": { "link": "apd" } }), json!({ "schedule1_conditions": ["para-10"], "appropriate_policy_document": { "link": "apd", "followed": false, "reason": "A court order" } })).not_for(processor()),
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
        row("V-24", json!({ "schedule1_conditions": ["para-10"], "appropriate_policy_document": { "followed": true } }), json!({ "schedule1_conditions": ["para-10"], "appropriate_policy_document": { "followed": true, "link": "apd" } })).not_for(processor()),
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
        row("V-30", json!({ "lawful_bases": [{ "basis": "6(1)(ea)" }], "automated_decisions": { "level": "assisted" } }), json!({ "lawful_bases": [{ "basis": "6(1)(ea)" }], "automated_decisions": { "level": "sole" } })),
        row("V-31", basis(json!({ "basis": "6(1)(c)" })), basis(json!({ "basis": "6(1)(c)", "statutory_reference": "Housing Act 1985" }))).not_for(law_enforcement()),
        row("V-31", basis(json!({ "basis": "6(1)(e)" })), basis(json!({ "basis": "6(1)(b)" }))).not_for(processor()),
        row("V-32", json!({ "lawful_bases": [{ "basis": "6(1)(a)", "statutory_reference": "Care Act 2014" }], "consent_record": "SharePoint" }), json!({ "lawful_bases": [{ "basis": "6(1)(a)" }], "consent_record": "SharePoint" })).not_for(a_private_body()),
        row("V-32", json!({ "lawful_bases": [{ "basis": "6(1)(a)" }, { "basis": "6(1)(a)", "statutory_reference": "Care Act 2014" }] }), json!({ "lawful_bases": [{ "basis": "6(1)(a)" }, { "basis": "6(1)(e)", "statutory_reference": "Care Act 2014" }] })).not_for(law_enforcement()),
        row("V-33", transfer(json!({ "country": "IN" })), transfer(json!({ "country": "IN", "mechanism": "49-e" }))).not_for(law_enforcement()),
        row("V-33", transfer(json!({ "country": "IN", "mechanism": "us-data-bridge" })), transfer(json!({ "country": "IN", "mechanism": "idta", "assessment": "TRA-1" }))),
        row("V-33", transfer(json!({ "country": "IN", "mechanism": "approved" })), transfer(json!({ "country": "FR" }))),
        row("V-33", transfer(json!({ "country": "international-org", "organisation": "Interpol" })), transfer(json!({ "country": "IN", "mechanism": "none" }))),
        row("V-34", transfer(json!({ "country": "US", "mechanism": "us-data-bridge", "checked_on": "2026-10-01" })), transfer(json!({ "country": "US", "mechanism": "us-data-bridge", "checked_on": "2026-10-01", "organisation": "Workday Inc" }))).not_for(law_enforcement()),
        row("V-34", transfer(json!({ "country": "US", "mechanism": "approved", "organisation": "Workday Inc" })), transfer(json!({ "country": "US", "mechanism": "idta", "organisation": "Workday Inc", "assessment": "TRA-1" }))),
        row("V-34", transfer(json!({ "country": "JP", "mechanism": "approved" })), transfer(json!({ "country": "JP", "mechanism": "approved", "checked_on": "2026-10-01" }))),
        row("V-34", transfer(json!({ "country": "KR", "mechanism": "approved" })), transfer(json!({ "country": "FR", "mechanism": "approved" }))),
        row("V-35", transfer(json!({ "country": "IN", "mechanism": "idta" })), transfer(json!({ "country": "IN", "mechanism": "idta", "assessment": "TRA-1" }))).not_for(law_enforcement()),
        row("V-35", transfer(json!({ "country": "IN", "mechanism": "bcr" })), transfer(json!({ "country": "IN", "mechanism": "49-e" }))),
        row("V-33", transfer(json!({ "country": "US" })), transfer(json!({ "country": "US", "mechanism": "us-data-bridge" }))).not_for(law_enforcement()),
        // The data bridge is one with the United States only, and words that are no mechanism of ours allow nothing.
        row("V-33", transfer(json!({ "country": "JP", "mechanism": "us-data-bridge" })), transfer(json!({ "country": "JP", "mechanism": "approved" }))),
        row("V-33", transfer(json!({ "country": "US", "mechanism": "EU SCCs" })), transfer(json!({ "country": "US", "mechanism": "idta" }))),
        row("V-33", transfer(json!({ "country": "JP" })), transfer(json!({ "country": "JP", "mechanism": "none" }))),
        row("V-35", transfer(json!({ "country": "US", "mechanism": "addendum" })), transfer(json!({ "country": "IE", "mechanism": "addendum" }))),
        row("V-36", transfer(json!({ "country": "IN", "mechanism": "49-a" })), transfer(json!({ "country": "IN", "mechanism": "49-d" }))).not_for(a_private_body()),
        row("V-36", transfer(json!({ "country": "IN", "mechanism": "49-compelling", "safeguards": "One file, by hand" })), json!({ "transfers": [{ "country": "IN", "mechanism": "49-compelling", "safeguards": "One file, by hand" }], "lawful_bases": [{ "basis": "6(1)(b)", "outside_public_tasks": "A holiday let" }] })).not_for(electoral()),
        row("V-36", json!({ "transfers": [{ "country": "IN", "mechanism": "49-b" }], "lawful_bases": [{ "basis": "6(1)(b)", "outside_public_tasks": "A holiday let" }, { "basis": "6(1)(c)", "statutory_reference": "Housing Act 1985" }] }), transfer(json!({ "country": "IN", "mechanism": "49-g" }))).not_for(law_enforcement()),
        row("V-37", transfer(json!({ "country": "IN", "mechanism": "49-compelling" })), transfer(json!({ "country": "IN", "mechanism": "49-compelling", "safeguards": "One file, by hand" }))).not_for(law_enforcement()),
        row("V-37", json!({ "role": "processor", "transfers": [{ "country": "IN", "mechanism": "49-compelling", "safeguards": " " }] }), transfer(json!({ "country": "IN", "mechanism": "49-c" }))),
    ]
}
