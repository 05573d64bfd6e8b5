//! `check`: what is found, in the three shapes, and its exit codes.

use super::Office;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

const MEMBERS: [&str; 11] =
    ["id", "reference", "title", "field", "line", "rule", "severity", "law", "message", "accepted", "kind"];

/// An activity in which no rule finds anything, with changes.
fn activity(change: Value) -> Value {
    let mut activity = json!({
        "id": "k7m2q9xd", "reference": "A-1", "title": "Housing repairs", "directorate": "Housing", "team": "Repairs", "owner": "Head of Housing",
        "role": "controller", "regime": "general", "status": "in-review",
        "purposes": ["Arrange repairs to council homes"],
        "lines": [{ "id": "4hq0w8zr", "subjects": ["Tenants and leaseholders"], "data_classes": ["Contact details"], "recipients": [],
                    "retention": { "period_months": 72, "trigger": "tenancy ends" } }],
        "transfers": [], "security_measures": ["Encryption at rest", "Staff training"],
        "lawful_bases": [{ "basis": "6(1)(e)", "statutory_reference": "Housing Act 1985 section 21" }],
        "locations": ["Northgate"], "dpia": { "required": "no" },
        "privacy_notice": { "link": "https://anytown.example/repairs", "dated": "2026-01-05" },
        "last_reviewed": "2026-03-01", "next_review": "9999-01-01"
    });
    let members = activity.as_object_mut().unwrap();
    for (name, value) in change.as_object().unwrap() {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
    let line = format!("line000{}", activity["id"].as_str().unwrap());
    activity["lines"][0]["id"] = line.into();
    activity
}

/// An office whose register has a whole header and these activities.
fn office(activities: &[Value]) -> Office {
    let office = Office::new();
    let organisation = json!({
        "name": "Anytown Council", "email": "info@anytown.example",
        "data_protection_officer": { "name": "Information Governance Manager", "email": "dpo@anytown.example" }
    });
    let register = json!({
        "format": "ropa-register", "version": 1, "id": "h5v0n3wc", "organisation": organisation, "activities": activities,
    });
    office.file("r.json", register.to_string());
    office
}

#[test]
fn check_tells_what_is_to_be_done_by_kind_and_where() {
    let office = Office::with_sample();
    let answer = office.on_register(["check"]).is(1);
    assert_eq!(answer.err, "");
    let at = |words: &str| answer.out.find(words).unwrap_or_else(|| panic!("{words} is not in {}", answer.out));
    let order = [
        "Likely unlawful as it is recorded: ",
        "  Select an Article 9 condition. You recorded ‘Health’ under people and data\n    V-20, duty: UK GDPR Articles 9(2) and 5(2)\n      PA-0007 School transport: applications and eligibility\n",
        "Gaps in the record: ",
        "V-06, required in the record: UK GDPR Article 30(1)(b)",
        "Good practice: ",
        "V-50, advice: ",
        "Readiness ",
        "  Children’s Services and Skills ",
        "  Everything together ",
        "For the audit committee",
        "  Transfers without a safeguard ",
        "This is a prompt list, not legal advice.",
    ]
    .map(at);
    assert!(order.is_sorted(), "{order:?} in {}", answer.out);
    // What was accepted is told with its reason.
    assert!(
        answer.out.contains("PA-0029 Emergency planning and rest centres, line 1. Accepted by R Okafor,"),
        "{}",
        answer.out
    );
    let last = answer.out.lines().last().unwrap();
    assert!(last.starts_with("Checked ") && last.contains(" 20"), "{last}");
}

#[test]
fn no_line_of_a_check_is_wider_than_80_columns() {
    let long = "An activity whose title goes on and on, ".repeat(5);
    let office = office(&[
        activity(json!({ "title": long, "directorate": long, "purposes": [] })),
        activity(json!({ "id": "b", "title": "x".repeat(300), "directorate": "東京".repeat(60), "owner": null })),
    ]);
    for args in [vec!["check"], vec!["check", "--rules"]] {
        let out = office.on_register(args).out;
        for line in out.lines() {
            assert!(line.width() <= 80, "{} columns: {line}", line.width());
        }
    }
}

#[test]
fn check_in_json_has_the_members_of_the_design_page() {
    let office = Office::with_sample();
    let answer = office.json(["check"]);
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys[..6], ["schema", "register", "activities", "complete", "score", "findings"]);
    assert_eq!(keys[6..], ["header", "counters", "directorates", "checked"]);
    assert_eq!((&answer["schema"], &answer["register"]), (&json!("ropa.check/1"), &json!("r.json")));
    let register = office.register();
    let activities = register["activities"].as_array().unwrap();
    let active = activities.iter().filter(|activity| activity["status"] != "retired").count();
    assert_eq!(answer["activities"], active);
    let findings = answer["findings"].as_array().unwrap();
    for finding in findings {
        assert_eq!(finding.as_object().unwrap().keys().collect::<Vec<_>>(), MEMBERS);
        let of = activities.iter().find(|activity| activity["id"] == finding["id"]).unwrap();
        assert_eq!((&finding["title"], &finding["reference"]), (&of["title"], &of["reference"]));
    }
    let is_open = |finding: &&Value| finding["accepted"] == false;
    let incomplete: std::collections::BTreeSet<&str> = findings
        .iter()
        .filter(is_open)
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| finding["id"].as_str().unwrap())
        .collect();
    assert_eq!(answer["complete"], active - incomplete.len());
    assert!(findings.iter().any(|finding| finding["accepted"] == true));
    // The list counts the same findings.
    for row in office.json(["list"])["activities"].as_array().unwrap() {
        let of_row = findings.iter().filter(is_open).filter(|finding| finding["id"] == row["id"]);
        let count = |severity: &str| of_row.clone().filter(|finding| finding["severity"] == severity).count();
        assert_eq!((&row["errors"], &row["warnings"]), (&json!(count("error")), &json!(count("warning"))), "{row}");
    }
    let of_directorates = answer["directorates"].as_array().unwrap();
    let sum = |name: &str| of_directorates.iter().map(|part| part[name].as_u64().unwrap()).sum::<u64>();
    assert_eq!(
        (json!(sum("activities")), json!(sum("complete"))),
        (answer["activities"].clone(), answer["complete"].clone())
    );
    let safeguards =
        answer["counters"].as_array().unwrap().iter().find(|counter| counter["id"] == "no-safeguard").unwrap();
    assert_eq!(safeguards["found"], 2);
    assert_eq!(
        safeguards.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["id", "title", "found", "accepted", "of", "drafts"]
    );
}

#[test]
fn check_ends_with_1_where_there_is_something_to_fix_and_with_0_where_not() {
    let whole = office(&[activity(json!({}))]);
    let answer = whole.on_register(["check"]).is(0);
    assert!(answer.out.starts_with("Nothing to fix\n"), "{}", answer.out);
    assert!(
        answer.out.contains("  Everything together                               1            1        100 %\n"),
        "{}",
        answer.out
    );
    let told = whole.json(["check"]);
    assert_eq!((&told["complete"], &told["score"], &told["findings"]), (&json!(1), &json!(1.0), &json!([])));

    let warned = office(&[activity(json!({ "owner": null }))]);
    warned.on_register(["check"]).is(1);
    warned.on_register(["check", "--severity", "warning"]).is(1);
    warned.on_register(["check", "--severity", "error"]).is(0);
    let mark = json!([{ "field": "owner", "mark": "accepted", "rule": "V-50", "note": "Vacant", "by": "A Shah", "on": "2026-11-03" }]);
    let accepted = office(&[activity(json!({ "owner": null, "marks": mark }))]);
    let answer = accepted.on_register(["check"]).is(0);
    assert!(answer.out.contains("Good practice: 1 accepted\n"), "{}", answer.out);
    assert!(
        answer.out.contains("      A-1 Housing repairs. Accepted by A Shah, 3 November 2026: Vacant\n"),
        "{}",
        answer.out
    );
    assert_eq!(accepted.json(["check"])["findings"][0]["accepted"], true);

    let required = office(&[activity(json!({ "purposes": [], "owner": null }))]);
    let answer = required.on_register(["check", "--severity", "error"]).is(1);
    assert!(answer.out.contains("V-06") && !answer.out.contains("V-50"), "{}", answer.out);
    let told = required.json(["check", "--severity", "error"]);
    assert_eq!(told["findings"].as_array().unwrap().len(), 1);
    assert_eq!(told["complete"], 0);

    office(&[]).on_register(["check"]).is(0).says("no activities");
    let nameless = Office::with(json!([]));
    let answer = nameless.on_register(["check"]).is(1);
    assert!(answer.out.contains("V-01") && answer.out.contains("      Your organisation\n"), "{}", answer.out);
}

#[test]
fn check_narrows_by_a_query_and_leaves_the_header_out_then() {
    let office = Office::with(json!([
        activity(json!({})),
        activity(json!({ "id": "b", "title": "Payroll", "purposes": ["Pay the staff of the council"], "owner": null }))
    ]));
    let whole = office.json(["check"]);
    assert!(whole["findings"].as_array().unwrap().iter().any(|finding| finding["id"].is_null()), "{whole}");
    assert_eq!(whole["header"]["complete"], false);
    office.on_register(["check", "title:housing"]).is(0);
    let one = office.json(["check", "payroll"]);
    assert_eq!((&one["activities"], one["findings"].as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!((&one["header"], &one["findings"][0]["rule"]), (&Value::Null, &json!("V-50")));
    // A slip in a script must not read as all in order.
    let nothing = office.on_register(["check", "xylophone"]).is(1).says("Nothing matches ‘xylophone’");
    assert_eq!(nothing.out, "");
    assert_eq!(office.json(["check", "xylophone"])["activities"], 0);
}

#[test]
fn what_all_activities_of_a_team_share_is_told_once() {
    let nowhere = |id: &str, team: &str| {
        activity(
            json!({ "id": id, "title": format!("Work {id}"), "team": team, "purposes": [format!("{} the homes of tenants", id.repeat(9))], "locations": null }),
        )
    };
    let office = office(&[nowhere("a", "Repairs"), nowhere("b", "Repairs"), nowhere("c", "Leisure")]);
    let out = office.on_register(["check"]).is(1).out;
    assert!(out.contains("      Repairs: all 2 activities of the team\n      A-1 Work c\n"), "{out}");
    assert_eq!(out.matches("V-49").count(), 1);
    // A program gets each for itself.
    assert_eq!(office.json(["check"])["findings"].as_array().unwrap().len(), 3);
}

#[test]
fn check_as_csv_has_the_members_as_columns_and_no_formulas() {
    let office = office(&[activity(json!({ "title": "=HYPERLINK(\"x\")", "reference": "@1", "owner": null }))]);
    let answer = office.on_register(["check", "--format", "csv"]).is(1);
    let mut reader = csv::Reader::from_reader(answer.out.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), MEMBERS);
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(
        row.iter().collect::<Vec<_>>()[..7],
        ["k7m2q9xd", "'@1", "'=HYPERLINK(\"x\")", "owner", "", "V-50", "warning"]
    );
    assert_eq!((&row[9], &row[10]), ("false", "good-practice"));
}

#[test]
fn the_rules_are_listed_without_a_register_in_three_shapes() {
    let office = Office::new();
    let text = office.run(["check", "--rules"]).is(0).out;
    assert!(
        text.contains(
            "V-06: gap in the record, required in the record\n  Enter the purpose. Say what the work achieves\n"
        ),
        "{text}"
    );
    assert!(text.contains("    Fields: transfers[].country, transfers[].organisation, transfers\n"), "{text}");
    let told: Value = serde_json::from_str(&office.run(["check", "--rules", "--format", "json"]).is(0).out).unwrap();
    assert_eq!(told["schema"], "ropa.rules/1");
    let rules = told["rules"].as_array().unwrap();
    assert_eq!(told["count"], rules.len());
    assert_eq!(text.lines().filter(|line| line.starts_with("V-")).count(), rules.len());
    let retention = rules.iter().find(|rule| rule["id"] == "V-16").unwrap();
    let keys: Vec<&String> = retention.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "severity", "kind", "roles", "law", "source", "may_be_accepted", "asks"]);
    assert_eq!(retention["roles"], json!(["controller", "law-enforcement"]));
    assert_eq!((&retention["severity"], &retention["may_be_accepted"]), (&json!("error"), &json!(true)));
    let csv = office.run(["check", "--rules", "--format", "csv"]).is(0).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>(),
        ["id", "severity", "kind", "roles", "law", "field", "asks"]
    );
    assert_eq!(reader.records().count(), rules.len());
    let errors = office.run(["check", "--rules", "--severity", "error", "--format", "csv"]).is(0).out;
    assert!(errors.lines().skip(1).all(|line| line.contains(",error,")), "{errors}");
}

#[test]
fn show_explains_the_readiness_of_an_activity_question_by_question() {
    let office = office(&[activity(json!({ "lawful_bases": null }))]);
    let out = office.on_register(["show", "A-1"]).is(0).out;
    assert!(out.contains("\nReadiness: "), "{out}");
    assert!(out.contains("  Met: The purposes are recorded\n"), "{out}");
    assert!(out.contains("  To fix: The Article 6 lawful basis is recorded\n"), "{out}");
    assert!(out.contains("  Waits: The law behind a public task or legal obligation is named. First: The Article 6 lawful basis is recorded\n"), "{out}");
}
