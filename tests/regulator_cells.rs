//! What each column of the controller sheet says of one activity.

use ropa::formats::ico::{self, Audience};
use serde_json::{Value, json};

use crate::regulator_export::{Exported, place};
use crate::regulator_reading::{NONE, NOT_APPLICABLE, NOT_RECORDED};

#[test]
fn not_recorded_none_does_not_apply_and_to_confirm_are_told_apart() {
    let mark = |mark: &str, note: &str| json!([{ "field": "sources", "mark": mark, "note": note }]);
    let cases = [
        (json!({}), NOT_RECORDED),
        (json!({ "sources": [] }), NONE),
        (json!({ "sources": ["Schools"] }), "Schools"),
        (json!({ "marks": mark("does-not-apply", "Nothing is collected") }), "Not applicable: Nothing is collected"),
        (json!({ "marks": mark("does-not-apply", "") }), NOT_APPLICABLE),
        (json!({ "marks": mark("to-confirm", "A Shah is asking") }), "Not recorded\nTo confirm: A Shah is asking"),
        (json!({ "sources": ["Schools"], "marks": mark("to-confirm", "still?") }), "Schools\nTo confirm: still?"),
        (json!({ "sources": ["Schools"], "marks": mark("does-not-apply", "no") }), "Schools\nNot applicable: no"),
        (json!({ "sources": [], "marks": mark("to-confirm", "really?") }), "None\nTo confirm: really?"),
        (json!({ "sources": ["Schools"], "marks": mark("accepted", "known") }), "Schools"),
    ];
    for (activity, expected) in cases {
        assert_eq!(Exported::of_activity(activity.clone()).cell("R"), expected, "{activity}");
    }
}

#[test]
fn terms_stand_on_a_line_each_so_that_a_semicolon_in_a_term_parts_nothing() {
    let exported = Exported::of_activity(json!({ "purposes": ["Plan; pay", "Review\r\nagain", "  "] }));
    assert_eq!(exported.cell("B"), "Plan; pay\nReview, again");
}

#[test]
fn an_activity_without_lines_has_one_row_that_says_so() {
    for lines in [Value::Null, json!([])] {
        let mut activity = json!({ "title": "Payroll", "purposes": ["Pay staff"] });
        if lines.is_array() {
            activity["lines"] = lines;
        }
        let exported = Exported::of_activity(activity);
        let rows = exported.rows("Controller");
        assert_eq!((rows.len(), ico::preview(&exported.request(Audience::Regulator), 9).total), (1, 1));
        for column in ["D", "E", "F", "J"] {
            assert_eq!(rows[0][place(column)], NOT_RECORDED, "{column}");
        }
        assert_eq!(rows[0][place("B")], "Pay staff");
    }
}

#[test]
fn the_activitys_cells_stand_on_every_line_and_a_lines_mark_on_its_own() {
    let exported = Exported::of_activity(json!({
        "purposes": ["Carry pupils"],
        "lines": [{ "id": "l1", "subjects": ["Pupils"] }, { "id": "l2", "subjects": ["Parents"] }],
        "marks": [{ "field": "subjects", "line": "l2", "mark": "to-confirm", "note": "all?" }, { "field": "retention", "mark": "to-confirm", "note": "both" }]
    }));
    let rows = exported.rows("Controller");
    assert_eq!((&*rows[0][1], &*rows[1][1]), ("Carry pupils", "Carry pupils"));
    assert_eq!((&*rows[0][3], &*rows[1][3]), ("Pupils", "Parents\nTo confirm: all?"));
    assert!(rows.iter().all(|row| row[9] == "Not recorded\nTo confirm: both"));
}

#[test]
fn special_categories_and_criminal_offence_data_are_marked_as_such() {
    let cases = [
        (json!({}), NOT_RECORDED),
        (
            json!({ "data_classes": ["Personal details"], "special_categories": ["Health"], "criminal_offence_data": [] }),
            "Personal details\nSpecial category data: Health\nCriminal offence data: None",
        ),
        (
            json!({ "data_classes": [], "criminal_offence_data": ["Convictions", "Allegations"] }),
            "Classes of data: None\nSpecial category data: Not recorded\nCriminal offence data: Convictions\nCriminal offence data: Allegations",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(Exported::of_activity(json!({ "lines": [line] })).cell("E"), expected);
    }
}

#[test]
fn what_law_does_not_ask_for_is_not_applicable_and_what_depends_on_a_gap_is_not_recorded() {
    let plain = json!([{ "special_categories": [], "criminal_offence_data": [] }]);
    let health = json!([{ "special_categories": ["Health"], "criminal_offence_data": [] }]);
    let convicted = json!([{ "special_categories": [], "criminal_offence_data": ["Convictions"] }]);
    let basis = |code: &str| json!([{ "basis": code }]);
    let cases = [
        ("M", json!({ "lines": plain }), NOT_APPLICABLE),
        ("M", json!({ "lines": [{ "criminal_offence_data": [] }] }), NOT_RECORDED),
        ("M", json!({ "lines": health }), NOT_RECORDED),
        ("M", json!({ "lines": plain, "article9_conditions": [] }), NONE),
        ("N", json!({ "lawful_bases": basis("6(1)(e)") }), NOT_APPLICABLE),
        ("N", json!({ "lawful_bases": basis("6(1)(f)") }), NOT_RECORDED),
        ("N", json!({ "lawful_bases": basis("6(1)(zz)") }), NOT_RECORDED),
        ("N", json!({}), NOT_RECORDED),
        ("O", json!({ "lawful_bases": basis("6(1)(ea)") }), NOT_APPLICABLE),
        ("S", json!({ "lawful_bases": basis("6(1)(e)") }), NOT_APPLICABLE),
        ("S", json!({ "lawful_bases": basis("6(1)(a)") }), NOT_RECORDED),
        ("S", json!({ "lawful_bases": basis("6(1)(e)"), "article9_conditions": ["9(2)(a)"] }), NOT_RECORDED),
        ("Z", json!({ "lines": plain }), NOT_APPLICABLE),
        ("Z", json!({ "lines": health }), NOT_RECORDED),
        ("Z", json!({ "lines": health, "article9_conditions": ["9(2)(a)"] }), NOT_APPLICABLE),
        ("Z", json!({ "lines": health, "article9_conditions": ["9(2)(h)"] }), NOT_RECORDED),
        ("Z", json!({ "lines": convicted }), NOT_RECORDED),
        (
            "Z",
            json!({ "lines": convicted, "article10_route": "official-authority" }),
            "Not applicable: Control of official authority (UK GDPR Article 10(1))",
        ),
        ("AA", json!({ "lines": plain, "lawful_bases": basis("6(1)(e)") }), NOT_APPLICABLE),
        ("AA", json!({ "lines": health, "lawful_bases": basis("6(1)(e)") }), NOT_RECORDED),
        ("AB", json!({ "lines": plain }), NOT_APPLICABLE),
        ("AB", json!({ "lines": health, "schedule1_conditions": ["para-18"] }), NOT_RECORDED),
        ("AB", json!({ "lines": health, "schedule1_conditions": ["para-2"] }), NOT_APPLICABLE),
        ("AC", json!({ "lines": health, "schedule1_conditions": ["para-18"] }), NOT_RECORDED),
        (
            "AD",
            json!({ "schedule1_conditions": ["para-18"], "appropriate_policy_document": { "followed": true } }),
            NOT_APPLICABLE,
        ),
        (
            "AD",
            json!({ "schedule1_conditions": ["para-18"], "appropriate_policy_document": { "followed": false } }),
            NOT_RECORDED,
        ),
        ("G", json!({ "lines": [{ "recipients": [] }] }), NOT_APPLICABLE),
        ("G", json!({ "lines": [{ "recipients": ["Acme Ltd"] }] }), NOT_RECORDED),
        ("G", json!({ "lines": [{ "recipients": ["Ofsted, CQC"] }] }), NOT_APPLICABLE),
        ("G", json!({ "lines": [{ "recipients": ["Ofsted, CQC"] }, {}] }), NOT_RECORDED),
        ("G", json!({ "lines": [{ "recipients": ["Service providers"] }] }), NOT_RECORDED),
        ("G", json!({ "lines": [{ "recipients": ["Commissioned services"] }] }), "Commissioned services: Not recorded"),
        (
            "G",
            json!({ "agreements": [{ "recipient": "Acme Ltd", "role": "controller", "link": "x" }] }),
            NOT_APPLICABLE,
        ),
        ("C", json!({ "role": "controller" }), NOT_APPLICABLE),
        ("C", json!({ "role": "joint-controller" }), NOT_RECORDED),
        ("W", json!({ "dpia": { "required": "no" } }), NOT_APPLICABLE),
        ("W", json!({ "dpia": { "required": "unknown" } }), NOT_RECORDED),
        ("U", json!({ "dpia": { "required": "unknown" } }), "Not known"),
        ("Y", json!({ "breach": { "occurred": false } }), NOT_APPLICABLE),
        ("X", json!({ "breach": { "occurred": true } }), "Yes"),
        ("Y", json!({ "breach": { "occurred": true } }), NOT_RECORDED),
        ("Q", json!({ "automated_decisions": { "level": "none" } }), NONE),
    ];
    for (column, activity, expected) in cases {
        assert_eq!(Exported::of_activity(activity.clone()).cell(column), expected, "{column}: {activity}");
    }
}

#[test]
fn lawful_bases_give_citation_law_and_purpose_and_repeat_only_beside_a_schedule_1_condition() {
    let exported = Exported::of_activity(json!({
        "lawful_bases": [
            { "basis": "6(1)(b)", "purpose": "Pay staff" },
            { "basis": "6(1)(f)", "statutory_reference": "Act 1", "outside_public_tasks": "A shop" },
            { "basis": "6(1)(x)" }, { "purpose": "Trade" }
        ],
        "schedule1_conditions": ["para-2", "para-99"]
    }));
    let expected = "Contract (UK GDPR Article 6(1)(b))\nFor the purpose: Pay staff\n\
        Legitimate interests (UK GDPR Article 6(1)(f))\nLaw: Act 1\nOutside public tasks: A shop\n\
        6(1)(x)\nBasis: Not recorded\nFor the purpose: Trade";
    assert_eq!(exported.cell("L"), expected);
    assert_eq!(exported.cell("AA"), expected);
    assert_eq!(exported.cell("Z"), "Health or social care purposes (DPA 2018 Schedule 1 Part 1 paragraph 2)\npara-99");
}

#[test]
fn retention_is_put_together_from_its_parts() {
    let cases = [
        (
            json!({ "period_months": 72, "trigger": "case closed", "authority": "HR-14", "action": "destroy", "text": "Six years." }),
            "6 years, counted from: case closed\nAuthority: HR-14\nAt the end: Destroy securely\nIn words: Six years.",
        ),
        (json!({ "period_months": 18 }), "18 months"),
        (json!({ "period_months": 12 }), "1 year"),
        (json!({ "period_months": 1 }), "1 month"),
        (json!({ "period_months": 0 }), "0 months"),
        (json!({ "text": "As long as\nneeded" }), "As long as\nneeded"),
        (json!({ "permanent": true, "action": "archive" }), "Kept permanently\nAt the end: Transfer to the archive"),
        (json!({ "permanent": false }), NOT_RECORDED),
        (json!({ "trigger": "case closed" }), "Time limit: Not recorded\nCounted from: case closed"),
        (json!({ "period_months": 1, "action": "recycle" }), "1 month\nAt the end: recycle"),
    ];
    for (retention, expected) in cases {
        assert_eq!(Exported::of_activity(json!({ "lines": [{ "retention": retention }] })).cell("J"), expected);
    }
}

#[test]
fn a_transfer_stands_on_the_line_that_it_names_and_otherwise_on_every_line() {
    let exported = Exported::of_activity(json!({
        "lines": [{ "id": "l1" }, { "id": "l2" }],
        "transfers": [
            { "country": "US", "organisation": "Acme Inc", "mechanism": "us-data-bridge", "line": "l1", "data": ["Names", "Pay"],
              "checked_on": "2026-10-01", "safeguards": "Listed" },
            { "country": "unspecified", "notes": "countries or territories\naround the world" },
            { "country": "FR", "mechanism": "none", "line": "gone" },
            { "mechanism": "49-compelling", "assessment": "link", "line": "l2", "notes": "ours" }
        ]
    }));
    let rows = exported.rows("Controller");
    let cells = |row: usize| (rows[row][place("H")].clone(), rows[row][place("I")].clone());
    let worldwide = "Unspecified / worldwide\nIn words: countries or territories, around the world\nFrance";
    assert_eq!(cells(0).0, format!("United States of America: Acme Inc\nData: Names\nData: Pay\n{worldwide}"));
    assert_eq!(
        cells(0).1,
        "United States of America: Acme Inc: UK-US data bridge (SI 2023/1028; Article 45A)\nSafeguards: Listed\nChecked on 1 October 2026\n\
         Unspecified / worldwide: Not recorded"
    );
    assert_eq!(cells(1).0, format!("{worldwide}\nCountry: Not recorded"));
    assert_eq!(
        cells(1).1,
        "Unspecified / worldwide: Not recorded\nCountry: Not recorded: Derogation: compelling legitimate interests (one-off) \
         (UK GDPR Article 49(1) second subparagraph)\nRisk assessment: link"
    );
}

#[test]
fn without_a_transfer_there_are_no_exceptional_ones() {
    let none = Exported::of_activity(json!({ "transfers": [] }));
    assert_eq!((none.cell("H"), none.cell("I")), (NONE.into(), "No exceptional transfers".into()));
    let home = Exported::of_activity(json!({ "transfers": [{ "country": "GB", "mechanism": "none" }] }));
    assert_eq!((home.cell("H"), home.cell("I")), ("United Kingdom".into(), "No exceptional transfers".into()));
    let unanswered = Exported::of_activity(json!({}));
    assert_eq!((unanswered.cell("H"), unanswered.cell("I")), (NOT_RECORDED.into(), NOT_RECORDED.into()));
}

#[test]
fn rights_follow_from_the_bases() {
    let rights = |bases: &[&str], level: &str| {
        let bases: Vec<Value> = bases.iter().map(|basis| json!({ "basis": basis })).collect();
        Exported::of_activity(json!({ "lawful_bases": bases, "automated_decisions": { "level": level } })).cell("P")
    };
    let task = rights(&["6(1)(e)"], "none");
    assert_eq!(
        task,
        "To be informed\nAccess\nRectification\nErasure (limited)\nRestriction\nTo object\nComplain to the controller, then to the regulator"
    );
    let consent = rights(&["6(1)(a)"], "sole");
    for right in
        ["Erasure", "Data portability", "Withdraw consent", "Safeguards for solely automated significant decisions"]
    {
        assert!(consent.lines().any(|line| line == right), "{right}");
    }
    assert!(!consent.contains("object"));
    let both = rights(&["6(1)(c)", "6(1)(e)", "6(1)(a)"], "assisted");
    assert!(
        both.contains("\nErasure, where the basis is: Consent\nErasure (limited), where the basis is: Public task\n"),
        "{both}"
    );
    assert_eq!(Exported::of_activity(json!({})).cell("P"), NOT_RECORDED);
}

#[test]
fn contracts_are_those_with_processors_and_the_standing_ones_of_recipients_that_are_processors() {
    let exported = Exported::of(json!({
        "vocabulary": { "recipients": [
            { "label": "Acme Ltd", "aliases": ["Acme"], "kind": "processor" },
            { "label": "Pay Co", "kind": "processor", "agreement": "std-1", "ends_on": "2027-03-31" },
            { "label": "Cloud Co", "kind": "processor" }
        ] },
        "activities": [{
            "lines": [{ "recipients": ["ACME", "Pay Co", "Cloud Co", "Pupils"] }],
            "agreements": [
                { "recipient": "Acme Ltd", "role": "processor", "link": "c-1", "reference": "C1", "ends_on": "soon" },
                { "recipient": "Pupils", "role": "controller", "link": "isa-1" }
            ]
        }]
    }));
    assert_eq!(
        exported.cell("G"),
        "Acme Ltd: c-1; C1; ends on soon\nPay Co: std-1; ends on 31 March 2027\nCloud Co: Not recorded"
    );
}

#[test]
fn the_policy_document_is_the_activitys_own_or_the_organisations_for_its_conditions() {
    let with = |activity: Value| {
        let documents = json!([{ "link": "apd-1", "conditions": ["para-18"] }, { "link": "apd-2", "conditions": ["para-18", "para-6"] }]);
        Exported::of(json!({ "organisation": { "appropriate_policy_documents": documents }, "activities": [activity] }))
            .cell("AB")
    };
    assert_eq!(with(json!({ "schedule1_conditions": ["para-6"] })), "apd-2");
    assert_eq!(with(json!({ "schedule1_conditions": ["para-18", "para-6"] })), "apd-1\napd-2");
    assert_eq!(
        with(json!({ "schedule1_conditions": ["para-6"], "appropriate_policy_document": { "link": "own" } })),
        "own"
    );
    let partly = with(json!({ "schedule1_conditions": ["para-6", "para-14"] }));
    assert_eq!(partly, "apd-2\nPreventing fraud (DPA 2018 Schedule 1 Part 2 paragraph 14): Not recorded");
}

#[test]
fn security_is_the_corporate_measures_and_the_activitys_own() {
    let with = |corporate: Value, own: Value| {
        let organisation = json!({ "security_measures": corporate });
        let mut register = json!({ "organisation": organisation, "activities": [{ "security_measures": own }] });
        if register["organisation"]["security_measures"].is_null() {
            register["organisation"] = json!({ "name": "A" });
        }
        if register["activities"][0]["security_measures"].is_null() {
            register["activities"][0] = json!({ "title": "A" });
        }
        Exported::of(register).cell("K")
    };
    assert_eq!(with(json!(["Backups"]), json!(["Locks", "backups"])), "Backups\nLocks");
    assert_eq!(with(json!(["Backups"]), json!([])), "Backups");
    assert_eq!(with(json!(["Backups"]), Value::Null), "Backups");
    assert_eq!(with(Value::Null, json!(["Locks"])), "Locks");
    assert_eq!(with(Value::Null, json!([])), NONE);
    assert_eq!(with(Value::Null, Value::Null), NOT_RECORDED);
}
