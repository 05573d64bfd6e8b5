//! Marks that answer findings: accepted, does not apply, to confirm.

use super::world::{World, basis, lay_over, one_line, transfer};
use serde_json::{Value as Json, json};

fn mark(kind: &str, field: &str, line: Option<&str>, rule: Option<&str>) -> Json {
    let mut mark = json!({ "marks": [{ "field": field, "mark": kind, "note": "because" }] });
    if let Some(line) = line {
        mark["marks"][0]["line"] = line.into();
    }
    if let Some(rule) = rule {
        mark["marks"][0]["rule"] = rule.into();
    }
    mark
}

#[test]
fn a_finding_is_accepted_only_where_a_mark_may_and_does_name_it() {
    let no_retention = one_line(json!({ "retention": null }));
    let cases = [
        ("V-16", &no_retention, mark("accepted", "retention", Some("4hq0w8zr"), Some("V-16")), true),
        ("V-16", &no_retention, mark("accepted", "retention", Some("9tv3m0cc"), Some("V-16")), false),
        ("V-16", &no_retention, mark("accepted", "retention", None, Some("V-16")), false),
        ("V-16", &no_retention, mark("accepted", "retention", Some("4hq0w8zr"), Some("V-17")), false),
        ("V-16", &no_retention, mark("does-not-apply", "retention", Some("4hq0w8zr"), None), false),
        ("V-18", &json!({ "security_measures": [] }), mark("accepted", "security_measures", None, Some("V-18")), true),
        ("V-50", &json!({ "owner": null }), mark("accepted", "owner", None, Some("V-50")), true),
        ("V-50", &json!({ "owner": null }), mark("to-confirm", "owner", None, Some("V-50")), false),
        ("V-06", &json!({ "purposes": [] }), mark("accepted", "purposes", None, Some("V-06")), false),
        (
            "V-14",
            &transfer(json!({ "country": "unspecified" })),
            mark("accepted", "transfers", None, Some("V-14")),
            false,
        ),
    ];
    for (rule, change, mark, accepted) in cases {
        let found = World::with(&[change, &mark]).finds(rule);
        assert_eq!(found.iter().map(|finding| finding.accepted).collect::<Vec<_>>(), [accepted], "{rule} {mark}");
    }
}

#[test]
fn a_field_that_does_not_apply_is_not_missed() {
    let no_recipients = one_line(json!({ "recipients": null }));
    let paragraph = |code: &str| json!({ "schedule1_conditions": [code] });
    let cases = [
        ("V-50", json!({ "owner": null }), mark("does-not-apply", "owner", None, None), true),
        ("V-50", json!({ "owner": null }), mark("does-not-apply", "team", None, None), false),
        ("V-50", json!({ "owner": null }), mark("to-confirm", "owner", None, None), false),
        ("V-15", json!({ "transfers": null }), mark("does-not-apply", "transfers", None, None), true),
        ("V-45", json!({ "privacy_notice": null }), mark("does-not-apply", "privacy_notice.link", None, None), true),
        ("V-10", no_recipients.clone(), mark("does-not-apply", "recipients", Some("4hq0w8zr"), None), true),
        ("V-10", no_recipients.clone(), mark("does-not-apply", "recipients", Some("9tv3m0cc"), None), false),
        ("V-10", no_recipients, mark("does-not-apply", "recipients", None, None), false),
        ("V-06", json!({ "purposes": null }), mark("does-not-apply", "purposes", None, None), false),
        ("V-14", transfer(json!({ "country": "unspecified" })), mark("does-not-apply", "transfers", None, None), false),
        ("V-51", json!({ "last_reviewed": "2020-01-01" }), mark("does-not-apply", "next_review", None, None), false),
        // Paragraph 36 follows the paragraph that it extends, which may need no document; paragraph 20, and so 37, always does.
        ("V-24", paragraph("para-36"), mark("does-not-apply", "appropriate_policy_document.link", None, None), true),
        ("V-24", paragraph("para-37"), mark("does-not-apply", "appropriate_policy_document.link", None, None), false),
        (
            "V-22",
            paragraph("para-36"),
            mark("does-not-apply", "appropriate_policy_document.followed", None, None),
            true,
        ),
        (
            "V-22",
            paragraph("para-37"),
            mark("does-not-apply", "appropriate_policy_document.followed", None, None),
            false,
        ),
    ];
    for (rule, change, mark, silent) in cases {
        assert_eq!(World::with(&[&change, &mark]).finds(rule).is_empty(), silent, "{rule} {mark}");
    }
}

#[test]
fn what_the_law_asks_of_all_such_data_stays_asked_for() {
    let special = one_line(json!({ "special_categories": ["Health"] }));
    let implied = one_line(json!({ "data_classes": ["Social care needs"] }));
    let criminal = one_line(json!({ "criminal_offence_data": ["Criminal convictions"] }));
    let perhaps_criminal = one_line(json!({ "data_classes": ["Offences (including alleged offences)"] }));
    let health_care = json!({ "article9_conditions": ["9(2)(h)"] });
    let children = one_line(json!({ "subjects": ["Children and young people"] }));
    let mut asked_of_children = children.clone();
    lay_over(&mut asked_of_children, json!({ "dpia": null }));
    let sole = |line: &Json| json!({ "lines": [line["lines"][0]], "automated_decisions": { "level": "sole" } });
    let needs_policy = |paragraph: &str, held: Json| json!({ "schedule1_conditions": [paragraph], "appropriate_policy_document": held });
    let followed = json!({ "followed": true });
    let linked = json!({ "link": "apd" });
    let consent = basis(json!({ "basis": "6(1)(a)" }));
    let interests = basis(json!({ "basis": "6(1)(f)" }));
    let recognised = basis(json!({ "basis": "6(1)(ea)" }));
    let cases = [
        ("V-20", special.clone(), "article9_conditions", false),
        ("V-20", implied.clone(), "article9_conditions", true),
        ("V-21", health_care, "schedule1_conditions", false),
        ("V-25", criminal, "article10_route", false),
        ("V-25", perhaps_criminal, "article10_route", true),
        ("V-26", json!({ "lawful_bases": null }), "lawful_bases", false),
        ("V-22", needs_policy("para-18", linked.clone()), "appropriate_policy_document.followed", false),
        ("V-22", needs_policy("para-10", linked), "appropriate_policy_document.followed", true),
        ("V-24", needs_policy("para-18", followed.clone()), "appropriate_policy_document.link", false),
        ("V-24", needs_policy("para-10", followed), "appropriate_policy_document.link", true),
        ("V-27", consent, "consent_record", false),
        ("V-28", interests, "legitimate_interests.interests", false),
        ("V-30", recognised, "recognised_legitimate_interest", false),
        ("V-40", json!({ "dpia": null }), "dpia.required", true),
        ("V-40", asked_of_children, "dpia.required", false),
        ("V-40", children, "dpia.reason", false),
        ("V-41", json!({ "dpia": { "required": "yes" } }), "dpia.link", false),
        ("V-43", sole(&special), "automated_decisions.condition", false),
        ("V-43", sole(&implied), "automated_decisions.condition", true),
    ];
    for (rule, change, field, silent) in cases {
        let mark = mark("does-not-apply", field, None, None);
        assert_eq!(World::with(&[&change, &mark]).finds(rule).is_empty(), silent, "{rule} {change}");
    }
}

#[test]
fn what_is_accepted_of_one_recipient_or_basis_says_nothing_of_another() {
    let two = one_line(json!({ "recipients": ["Commissioned services", "IT and cloud suppliers"] }));
    let open = |mark: &Json| {
        let found = World::with(&[&two, mark]).finds("V-46");
        let open = found.into_iter().filter(|finding| !finding.accepted);
        open.filter_map(|finding| finding.about.map(|about| about.to_string())).collect::<Vec<_>>()
    };
    let both = open(&json!({}));
    assert_eq!(both.len(), 2, "{both:?}");
    assert_eq!(open(&mark("accepted", "agreements", Some(&both[0]), Some("V-46"))), both[1..]);
    assert_eq!(open(&mark("accepted", "agreements", None, Some("V-46"))), both);
    assert_eq!(open(&mark("accepted", "owner", Some(&both[0]), Some("V-46"))), both);
}

#[test]
fn a_review_that_is_accepted_as_late_does_not_accept_that_there_is_no_policy_document() {
    let policy = |document: Json| json!({ "article9_conditions": ["9(2)(g)"], "schedule1_conditions": ["para-18"], "appropriate_policy_document": document });
    let late = policy(json!({ "followed": true, "link": "https://anytown.example/policy", "review_by": "2020-01-01" }));
    let accepted = mark("accepted", "appropriate_policy_document.review_by", None, Some("V-24"));
    let found = |change: &Json| World::with(&[change, &accepted]).finds("V-24");
    assert_eq!(found(&late).iter().map(|finding| finding.accepted).collect::<Vec<_>>(), [true]);
    let missing = policy(json!({ "followed": true, "review_by": "2020-01-01" }));
    assert!(found(&missing).iter().any(|finding| !finding.accepted), "{:?}", found(&missing));
}
