//! Rules V-38 to V-43: impact assessments and automated decisions.

use super::{Row, law_enforcement, processor, row};
use crate::rules::world::{line, one_line};
use serde_json::json;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row("V-38", json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": null }), json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": null, "children": { "measures": "Plain words" } })).not_for(law_enforcement()),
        row("V-38", json!({ "lines": [line(json!({ "subjects": ["Students and pupils"] }))], "dpia": { "required": "unknown" }, "automated_decisions": { "level": "sole" } }), json!({ "lines": [line(json!({ "subjects": ["Students and pupils"] }))], "dpia": { "required": "no" } })).not_for(processor()),
        row("V-39", json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "title": "Youth club: online booking", "lawful_bases": [{ "basis": "6(1)(a)" }] }), json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "title": "Youth club: online booking", "lawful_bases": [{ "basis": "6(1)(a)" }], "children": { "age_check": "School year" } })).not_for(law_enforcement()),
        row("V-39", json!({ "lines": [line(json!({ "subjects": ["Students and pupils"] }))], "sources": ["Booking app"], "lawful_bases": [{ "basis": "6(1)(a)" }] }), json!({ "lines": [line(json!({ "subjects": ["Students and pupils"] }))], "sources": ["Application form"], "lawful_bases": [{ "basis": "6(1)(a)" }] })).not_for(json!({ "lawful_bases": [{ "basis": "6(1)(e)" }] })),
        row("V-40", json!({ "dpia": null }), json!({ "dpia": { "required": "yes", "link": "D-1" } }))
            .not_for(law_enforcement()),
        row(
            "V-40",
            json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": null }),
            json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": { "required": null, "link": "D-1" } }),
        ),
        row(
            "V-40",
            json!({ "dpia": { "required": "unknown" } }),
            json!({ "dpia": { "required": null, "progress": "in-progress" } }),
        )
        .not_for(processor()),
        row(
            "V-40",
            one_line(json!({ "subjects": ["Children and young people"] })),
            json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))], "dpia": { "reason": "Screened in 2025" } }),
        ),
        row(
            "V-40",
            one_line(json!({ "subjects": ["Adults at risk / vulnerable adults"] })),
            one_line(json!({ "subjects": ["Electors"] })),
        ),
        row(
            "V-40",
            json!({ "purposes": ["Find fraud by data matching"] }),
            json!({ "purposes": ["Find fraud by data matching"], "dpia": { "required": "no", "reason": "National scheme" } }),
        ),
        row("V-40", one_line(json!({ "subjects": ["People captured by CCTV images"] })), json!({})),
        row("V-40", json!({ "automated_decisions": { "level": "sole" }, "dpia": null }), json!({ "automated_decisions": { "level": "sole" } })),
        row(
            "V-40",
            json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "number_of_people": "10,000 to 99,999" }),
            json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "number_of_people": "1,000 to 9,999" }),
        ),
        row("V-41", json!({ "dpia": { "required": "yes" } }), json!({ "dpia": { "required": "yes", "link": "D-1" } }))
            .not_for(law_enforcement()),
        row(
            "V-41",
            json!({ "dpia": { "required": "yes", "link": "D-1", "progress": "in-progress" } }),
            json!({ "status": "in-review", "dpia": { "required": "yes", "link": "D-1", "progress": "in-progress" } }),
        ),
        row(
            "V-41",
            json!({ "dpia": { "required": null, "progress": "complete" } }),
            json!({ "dpia": { "required": "no", "progress": "not-required" } }),
        ),
        row("V-41", json!({ "dpia": { "required": null, "progress": "review-due" } }), json!({ "dpia": { "required": null, "progress": "review-due", "link": "D-1" } })).not_for(processor()),
        row("V-41", json!({ "dpia": { "required": null, "progress": "in-progress" } }), json!({ "dpia": { "required": null, "progress": "screening" } })).not_for(json!({ "status": "in-review" })),
        // Approved, then edited: the work goes on, though the record waits for approval again.
        row(
            "V-41",
            json!({ "status": "in-review", "approved": { "by": "J. Smith", "on": "2026-05-04" }, "dpia": { "required": "yes", "link": "D-1", "progress": "in-progress" } }),
            json!({ "status": "draft", "approved": { "by": "J. Smith", "on": "2026-05-04" }, "dpia": { "required": "yes", "link": "D-1", "progress": "in-progress" } }),
        )
        .not_for(json!({ "approved": null })),
        row("V-42", json!({ "automated_decisions": { "level": "sole" }, "dpia": { "required": "yes", "link": "D-1" } }), json!({ "automated_decisions": { "level": "sole", "safeguards": "Letter, telephone, an officer decides anew" }, "dpia": { "required": "yes", "link": "D-1" } })).not_for(law_enforcement()),
        row("V-42", json!({ "automated_decisions": { "level": "sole", "safeguards": "Letter, telephone, an officer decides anew" }, "dpia": { "reason": "Few people" } }), json!({ "automated_decisions": { "level": "assisted" } })).not_for(processor()),
        row("V-43", json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "automated_decisions": { "level": "sole" } }), json!({ "lines": [line(json!({ "special_categories": ["Health"] }))], "automated_decisions": { "level": "sole", "condition": "Explicit consent" } })).not_for(law_enforcement()),
        row("V-43", json!({ "lines": [line(json!({ "data_classes": ["Health needs"] }))], "automated_decisions": { "level": "sole" } }), json!({ "automated_decisions": { "level": "sole" } })).not_for(json!({ "automated_decisions": { "level": "assisted" } })),
        row("V-43", json!({ "automated_decisions": { "level": "sole-special" } }), json!({ "automated_decisions": { "level": "profiling" } })),
        row("V-43", json!({ "automated_decisions": { "level": "sole" }, "lawful_bases": [{ "basis": "6(1)(e)" }, { "basis": "6(1)(ea)" }] }), json!({ "automated_decisions": { "level": "sole" }, "lawful_bases": [{ "basis": "6(1)(e)" }, { "basis": "6(1)(b)" }] })).not_for(processor()),
        row("V-43", json!({ "automated_decisions": { "level": "sole" }, "lawful_bases": [{ "basis": "6(1)(ea)", "outside_public_tasks": "A party" }] }), json!({ "automated_decisions": { "level": "assisted" }, "lawful_bases": [{ "basis": "6(1)(ea)" }] })),
    ]
}
