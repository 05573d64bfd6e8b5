//! Whole registers: activities that come, go and move, the organisation, its words, references, and clashes kept from before.

use super::{read, text};
use ropa::domain::merge::{Merged, merge};
use serde_json::{Value, json};

/// A register with these members besides what every register has.
fn file(members: Value) -> Value {
    let mut file = json!({"format": "ropa-register", "version": 1, "id": "h5v0n3wc"});
    file.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    file
}

fn of(ids: &[&str]) -> Value {
    json!({"activities": ids.iter().map(|id| json!({"id": id, "title": id})).collect::<Vec<_>>()})
}

fn one(id: &str, members: Value) -> Value {
    let mut activity = json!({"id": id});
    activity.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    json!({"activities": [activity]})
}

fn clashes(merged: &Merged, swapped: bool) -> Vec<String> {
    let word = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
    let mut lines: Vec<String> = merged
        .clashes
        .iter()
        .map(|clash| {
            let (yours, theirs) = if swapped { (&clash.theirs, &clash.yours) } else { (&clash.yours, &clash.theirs) };
            format!("{}: {} | {} | {}", clash.path, word(&clash.base), word(yours), word(theirs))
        })
        .collect();
    lines.sort();
    lines
}

#[track_caller]
fn check(name: &str, base: Value, yours: Value, theirs: Value, expected: Value, expected_clashes: &[&str]) {
    let [base, yours, theirs, expected] = [base, yours, theirs, expected].map(|members| read(&file(members)));
    let merged = merge(&base, &yours, &theirs);
    assert_eq!(text(&merged.register), text(&expected), "{name}");
    assert_eq!(clashes(&merged, false), expected_clashes, "{name}");
    let swapped = merge(&base, &theirs, &yours);
    assert_eq!(clashes(&swapped, true), expected_clashes, "{name}, swapped");
    if expected_clashes.is_empty() {
        assert_eq!(text(&swapped.register), text(&expected), "{name}, swapped");
    }
    // A side that only one person changed is taken as it is, and what is merged merges with nothing more.
    assert_eq!(text(&merge(&base, &yours, &base).register), text(&yours), "{name}");
    assert_eq!(text(&merge(&yours, &merged.register, &yours).register), text(&merged.register), "{name}");
}

#[test]
fn activities_come_go_and_move() {
    check("both add", of(&["b"]), of(&["b", "d"]), of(&["b", "c"]), of(&["b", "c", "d"]), &[]);
    check("both add the same", of(&["b"]), of(&["b", "c"]), of(&["b", "c"]), of(&["b", "c"]), &[]);
    check("one puts it first", of(&["b", "c"]), of(&["a", "b", "c"]), of(&["b", "c"]), of(&["a", "b", "c"]), &[]);
    check("one removes, one adds", of(&["a", "b"]), of(&["b"]), of(&["a", "b", "c"]), of(&["b", "c"]), &[]);
    check("both remove the same", of(&["a", "b"]), of(&["b"]), of(&["b"]), of(&["b"]), &[]);
    check("each removes another", of(&["a", "b", "c"]), of(&["b", "c"]), of(&["a", "b"]), of(&["b"]), &[]);
    check("one moves", of(&["a", "b", "c"]), of(&["c", "a", "b"]), of(&["a", "b", "c"]), of(&["c", "a", "b"]), &[]);
    check(
        "both move, each elsewhere",
        of(&["a", "b", "c"]),
        of(&["c", "a", "b"]),
        of(&["b", "a", "c"]),
        of(&["a", "b", "c"]),
        &[],
    );
    check("nobody is left", of(&["a"]), of(&[]), of(&["a"]), of(&[]), &[]);
    check(
        "removed by one, changed by the other",
        of(&["a", "b"]),
        of(&["b"]),
        json!({"activities": [{"id": "a", "title": "changed"}, {"id": "b", "title": "b"}]}),
        json!({"activities": [{"id": "a", "title": "changed"}, {"id": "b", "title": "b"}]}),
        &[r#": {"id":"a","title":"a"} | - | {"id":"a","title":"changed"}"#],
    );
    check(
        "one id added twice, with the same and with other values",
        of(&[]),
        one("a", json!({"title": "A", "owner": "X", "tags": ["p"]})),
        one("a", json!({"title": "A", "owner": "Y", "tags": ["q"], "team": "T"})),
        one("a", json!({"title": "A", "team": "T", "owner": "X", "tags": ["p", "q"]})),
        &[r#"owner: - | "X" | "Y""#],
    );
    let both = json!({"x": 1, "activities": [{"id": "a", "title": "a"}]});
    check("a list of activities that one side began", json!({}), of(&["a"]), json!({"x": 1}), both, &[]);
    let behind = |title: &str, x: u32| json!({"activities": [{"id": "a", "title": title}], "x": x, "y": [x]});
    check(
        "a member behind the activities stays there",
        behind("a", 1),
        behind("b", 1),
        behind("a", 2),
        behind("b", 2),
        &[],
    );
}

#[test]
fn the_organisation_and_its_words_merge_as_activities_do() {
    let organisation = |members: Value| json!({"organisation": members});
    check(
        "different members",
        organisation(json!({"name": "A", "email": "e"})),
        organisation(json!({"name": "B", "email": "e"})),
        organisation(json!({"name": "A", "email": "f", "data_protection_officer": {"name": "D"}})),
        organisation(json!({"name": "B", "email": "f", "data_protection_officer": {"name": "D"}})),
        &[],
    );
    check(
        "the same member",
        organisation(json!({"name": "A"})),
        organisation(json!({"name": "B"})),
        organisation(json!({"name": "C"})),
        organisation(json!({"name": "B"})),
        &[r#"name: "A" | "B" | "C""#],
    );
    check(
        "policy documents by their link",
        organisation(json!({"appropriate_policy_documents": [{"link": "x", "conditions": ["para-1"]}]})),
        organisation(json!({"appropriate_policy_documents": [{"link": "x", "conditions": ["para-1", "para-2"]}]})),
        organisation(
            json!({"appropriate_policy_documents": [{"link": "x", "conditions": ["para-1"], "review_by": "2027-01-31"}, {"link": "y"}]}),
        ),
        organisation(
            json!({"appropriate_policy_documents": [{"link": "x", "conditions": ["para-1", "para-2"], "review_by": "2027-01-31"}, {"link": "y"}]}),
        ),
        &[],
    );
    let words = |words: Value| json!({"vocabulary": {"recipients": words}});
    check(
        "words by their label, other wordings as a set",
        words(json!([{"label": "Trust", "aliases": ["T"]}])),
        words(json!([{"label": "Trust", "aliases": ["T", "SCT"]}, {"label": "Police"}])),
        words(json!([{"label": "Trust", "aliases": [], "kind": "nhs"}, {"label": "Fire"}])),
        words(json!([{"label": "Trust", "aliases": ["SCT"], "kind": "nhs"}, {"label": "Fire"}, {"label": "Police"}])),
        &[],
    );
    check(
        "one word, two kinds",
        words(json!([{"label": "Trust"}])),
        words(json!([{"label": "Trust", "kind": "nhs"}])),
        words(json!([{"label": "Trust", "kind": "charity"}])),
        words(json!([{"label": "Trust", "kind": "nhs"}])),
        &[r#"recipients[Trust].kind: - | "nhs" | "charity""#],
    );
    check(
        "members that nobody knows",
        json!({"x": {"a": [1, 1.0]}}),
        json!({"x": {"a": [1, 1.0, true]}}),
        json!({"x": {"a": [1.0], "b": null}}),
        json!({"x": {"a": [1.0, true], "b": null}}),
        &[],
    );
    check(
        "a list that is no set is one value",
        json!({"x": [1, 1]}),
        json!({"x": [1, 1, 2]}),
        json!({"x": [1]}),
        json!({"x": [1, 1, 2]}),
        &["x: [1,1] | [1,1,2] | [1]"],
    );
    check(
        "a list of groups without ids is one value",
        json!({"x": [{"a": 1}]}),
        json!({"x": [{"a": 2}]}),
        json!({"x": [{"a": 3}]}),
        json!({"x": [{"a": 2}]}),
        &[r#"x: [{"a":1}] | [{"a":2}] | [{"a":3}]"#],
    );
}

#[test]
fn a_reference_given_twice_is_told() {
    let with = |activities: Value| read(&file(json!({"activities": activities})));
    let base = with(json!([{"id": "a", "reference": "SC-01"}]));
    let yours = with(json!([{"id": "a", "reference": "SC-01"}, {"id": "c", "reference": "SC-02"}]));
    let theirs = with(
        json!([{"id": "a", "reference": "SC-01"}, {"id": "b", "reference": "sc-02"}, {"id": "d", "reference": "SC-03"}]),
    );
    for merged in [merge(&base, &yours, &theirs), merge(&base, &theirs, &yours)] {
        let references: Vec<_> =
            merged.register.activities().iter().map(|activity| activity.reference.clone().unwrap()).collect();
        assert_eq!(references.iter().map(|text| &**text).collect::<Vec<_>>(), ["SC-01", "sc-02", "SC-04", "SC-03"]);
        let [renamed] = merged.renamed.as_slice() else { panic!("{:?}", merged.renamed) };
        assert_eq!((renamed.id.as_str(), &*renamed.from, &*renamed.to), ("c", "SC-02", "SC-04"));
        let former = merged.register.activities()[2].former_references.clone().unwrap();
        assert_eq!(former.iter().map(|text| &**text).collect::<Vec<_>>(), ["SC-02"]);
    }
    // Of two that were there before, nobody can say which is to keep it.
    let base = with(json!([{"id": "a", "reference": "1"}, {"id": "b", "reference": "2"}]));
    let yours = with(json!([{"id": "a", "reference": "3"}, {"id": "b", "reference": "2"}]));
    let theirs = with(json!([{"id": "a", "reference": "1"}, {"id": "b", "reference": "3"}]));
    let merged = merge(&base, &yours, &theirs);
    assert_eq!(merged.doubled.len(), 1);
    assert_eq!(merged.doubled[0].ids.each_ref().map(|id| id.as_str()), ["a", "b"]);
    assert!(merged.renamed.is_empty());
}

#[test]
fn a_clash_that_one_side_settled_is_settled() {
    let kept = |field: &str| json!({"id": "a", "field": field, "yours": "X", "theirs": "Y"});
    let state = |owner: &str, conflicts: Value| {
        let mut file = one("a", json!({"owner": owner}));
        if conflicts != json!([]) {
            file["conflicts"] = conflicts;
        }
        file
    };
    check(
        "settled by one",
        state("X", json!([kept("owner"), kept("team")])),
        state("Y", json!([kept("team")])),
        state("X", json!([kept("owner"), kept("team")])),
        state("Y", json!([kept("team")])),
        &[],
    );
    check(
        "each settled another one",
        state("X", json!([kept("owner"), kept("team")])),
        state("Y", json!([kept("team")])),
        state("X", json!([kept("owner")])),
        state("Y", json!([])),
        &[],
    );
    check(
        "settled here, and a new one there",
        state("X", json!([kept("owner")])),
        state("Y", json!([])),
        state("X", json!([kept("owner"), kept("title")])),
        state("Y", json!([kept("title")])),
        &[],
    );
}

#[test]
fn findings_that_neither_side_had_are_listed() {
    let with = |activity: Value, organisation: Value| {
        read(&file(json!({"organisation": organisation, "activities": [activity]})))
    };
    let public = json!({"name": "Anytown", "public_authority": true});
    let health = |special: Value, condition: Value, owner: &str| {
        json!({"id": "a", "title": "A", "owner": owner, "article9_conditions": condition,
            "lines": [{"id": "11111111", "special_categories": special}]})
    };
    let base = with(health(json!([]), json!(["9(2)(h)"]), "A"), public.clone());
    let yours = with(health(json!(["Health"]), json!(["9(2)(h)"]), "A"), public.clone());
    let theirs = with(health(json!([]), json!([]), "A"), public.clone());
    let merged = merge(&base, &yours, &theirs);
    assert!(merged.clashes.is_empty());
    let day = "2026-11-24".parse().unwrap();
    let fields: Vec<&str> = merged.new_findings(&yours, &theirs, day).iter().map(|finding| finding.field).collect();
    assert!(fields.contains(&"article9_conditions"), "{fields:?}");
    assert!(merge(&base, &yours, &base).new_findings(&yours, &base, day).is_empty());
    // One says that the organisation is a public authority, the other relies on legitimate interests: no activity is mixed.
    let interests = |basis: &str, organisation: Value| {
        with(json!({"id": "a", "title": "A", "lawful_bases": [{"basis": basis}]}), organisation)
    };
    let private = json!({"name": "Anytown", "public_authority": false});
    let base = interests("6(1)(e)", private.clone());
    let (yours, theirs) = (interests("6(1)(e)", public), interests("6(1)(f)", private));
    let merged = merge(&base, &yours, &theirs);
    assert!(merged.mixed.is_empty());
    let found = merged.new_findings(&yours, &theirs, day);
    assert!(found.iter().any(|finding| finding.field == "lawful_bases"), "{found:?}");
}
