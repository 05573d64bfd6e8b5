//! Two people's changes to one register: what merges, and what is a clash.

mod rate;
mod registers;

use ropa::domain::id::Ids;
use ropa::domain::merge::{Merged, merge};
use ropa::domain::register::Register;
use ropa::formats::json::{self, Form};
use serde_json::{Value, json};

/// A register with one activity of these members.
fn register(members: Value) -> Register {
    let mut activity = json!({"id": "k7m2q9xd", "title": "Libraries"});
    activity.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    read(&json!({"format": "ropa-register", "version": 1, "id": "h5v0n3wc", "activities": [activity]}))
}

fn read(file: &Value) -> Register {
    json::read(file.to_string().as_bytes(), &mut Ids::seeded(1)).unwrap().register
}

fn text(register: &Register) -> String {
    String::from_utf8(json::write(register, Form::default())).unwrap()
}

/// Merges three states of one activity; the clashes as `path: base | yours | theirs`.
fn merged(base: Value, yours: Value, theirs: Value) -> (Merged, Vec<String>) {
    let merged = merge(&register(base), &register(yours), &register(theirs));
    let word = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
    let clashes = merged.clashes.iter();
    let clashes = clashes
        .map(|clash| {
            let [base, yours, theirs] = [&clash.base, &clash.yours, &clash.theirs].map(word);
            format!("{}: {base} | {yours} | {theirs}", clash.path)
        })
        .collect();
    (merged, clashes)
}

#[test]
fn what_merges_and_what_clashes() {
    let line = |id: &str, people: &[&str]| json!({"id": id, "subjects": people});
    #[rustfmt::skip]
    let rows: Vec<(Value, Value, Value, Value, &[&str])> = vec![
        // Single values: changed by one, alike by both, differently by both.
        (json!({"owner": "A"}), json!({"owner": "B"}), json!({"owner": "A"}), json!({"owner": "B"}), &[]),
        (json!({"owner": "A"}), json!({"owner": "B"}), json!({"owner": "B"}), json!({"owner": "B"}), &[]),
        (json!({"owner": "A"}), json!({"owner": "B"}), json!({"owner": "C"}), json!({"owner": "B"}), &[r#"owner: "A" | "B" | "C""#]),
        (json!({"owner": "A"}), json!({}), json!({"owner": "C"}), json!({}), &[r#"owner: "A" | - | "C""#]),
        // Groups, member by member.
        (json!({"dpia": {"required": "yes"}}), json!({"dpia": {"required": "yes", "link": "x"}}), json!({"dpia": {"required": "no"}}),
            json!({"dpia": {"required": "no", "link": "x"}}), &[]),
        // Sets never clash, and terms are the same whatever their case.
        (json!({"tags": ["a", "b", "c"]}), json!({"tags": ["b", "c", "e"]}), json!({"tags": ["a", "b", "d", "E"]}), json!({"tags": ["b", "E", "d"]}), &[]),
        (json!({"tags": ["a", "b"]}), json!({"tags": ["a"]}), json!({"tags": ["b"]}), json!({}), &[]),
        (json!({"tags": ["a", "b"]}), json!({"tags": []}), json!({"tags": ["b"]}), json!({"tags": []}), &[]),
        (json!({}), json!({"tags": ["b"]}), json!({"tags": ["a"]}), json!({"tags": ["a", "b"]}), &[]),
        // Lines by id: each merges field by field, additions from both are kept, in the order of their ids.
        (json!({"lines": [line("11111111", &["x"])]}), json!({"lines": [line("11111111", &["x"]), line("33333333", &["z"])]}),
            json!({"lines": [line("11111111", &["x", "w"]), line("22222222", &["y"])]}),
            json!({"lines": [line("11111111", &["x", "w"]), line("22222222", &["y"]), line("33333333", &["z"])]}), &[]),
        // One meaning: a period with another's trigger is what nobody said.
        (json!({"lines": [{"id": "11111111", "retention": {"period_months": 12, "trigger": "end"}}]}),
            json!({"lines": [{"id": "11111111", "retention": {"period_months": 24, "trigger": "end"}}]}),
            json!({"lines": [{"id": "11111111", "retention": {"period_months": 12, "trigger": "birth"}}]}),
            json!({"lines": [{"id": "11111111", "retention": {"period_months": 24, "trigger": "end"}}]}),
            &[r#"lines[11111111].retention: {"period_months":12,"trigger":"end"} | {"period_months":24,"trigger":"end"} | {"period_months":12,"trigger":"birth"}"#]),
        (json!({"next_review": "2026-01-01"}), json!({"next_review": "2027-01-01"}), json!({"next_review": "2026-01-01", "reviewed_by": "B"}),
            json!({"next_review": "2027-01-01"}), &[r#"reviewed_by: - | - | "B""#, r#"next_review: "2026-01-01" | "2027-01-01" | "2026-01-01""#]),
        (json!({"transfers": [{"id": "11111111", "country": "US", "mechanism": "us-data-bridge"}]}),
            json!({"transfers": [{"id": "11111111", "country": "IN", "mechanism": "us-data-bridge"}]}),
            json!({"transfers": [{"id": "11111111", "country": "US", "mechanism": "idta", "safeguards": "s"}]}),
            json!({"transfers": [{"id": "11111111", "country": "IN", "mechanism": "idta", "safeguards": "s"}]}), &[]),
        // Rows without ids by what names them.
        (json!({"agreements": [{"recipient": "NHS"}]}), json!({"agreements": [{"recipient": "NHS", "link": "l"}]}),
            json!({"agreements": [{"recipient": "NHS", "role": "processor"}, {"recipient": "Police"}]}),
            json!({"agreements": [{"recipient": "NHS", "role": "processor", "link": "l"}, {"recipient": "Police"}]}), &[]),
        // Removed here, changed there: what was changed stays, and somebody is asked.
        (json!({"lines": [line("11111111", &["x"]), line("22222222", &["y"])]}), json!({"lines": [line("22222222", &["y"])]}),
            json!({"lines": [line("11111111", &["x", "z"]), line("22222222", &["y"])]}),
            json!({"lines": [line("11111111", &["x", "z"]), line("22222222", &["y"])]}),
            &[r#"lines[11111111]: {"id":"11111111","subjects":["x"]} | - | {"id":"11111111","subjects":["x","z"]}"#]),
        // Long texts by paragraph, where the changed ones do not touch.
        (json!({"notes": "one\ntwo\nthree\nfour"}), json!({"notes": "ONE\ntwo\nthree\nfour"}), json!({"notes": "one\ntwo\nTHREE\nfour\nfive"}),
            json!({"notes": "ONE\ntwo\nTHREE\nfour\nfive"}), &[]),
        (json!({"notes": "one\ntwo"}), json!({"notes": "ONE\ntwo"}), json!({"notes": "one\nTWO"}), json!({"notes": "ONE\ntwo"}),
            &[r#"notes: "one\ntwo" | "ONE\ntwo" | "one\nTWO""#]),
        (json!({"notes": "a\n\nb\n\nc\n\nd"}), json!({"notes": "A\n\nb\n\nc\n\nD"}), json!({"notes": "a\n\nb\n\nC\n\nd"}),
            json!({"notes": "A\n\nb\n\nC\n\nD"}), &[]),
        (json!({"notes": "a\n\nb\n\nc"}), json!({"notes": "A\n\nb\n\nc"}), json!({"notes": "A\n\nb\n\nC"}),
            json!({"notes": "A\n\nb\n\nC"}), &[]),
        (json!({"notes": "a"}), json!({"notes": "a\nb"}), json!({"notes": "a\nc"}), json!({"notes": "a\nb"}), &[r#"notes: "a" | "a\nb" | "a\nc""#]),
        (json!({}), json!({"notes": "a"}), json!({"notes": "b"}), json!({"notes": "a"}), &[r#"notes: - | "a" | "b""#]),
        // Dates and numbers are one value.
        (json!({"started_on": "2019-04-01"}), json!({"started_on": "2019-05-01"}), json!({"started_on": "2019-06-01"}),
            json!({"started_on": "2019-05-01"}), &[r#"started_on: "2019-04-01" | "2019-05-01" | "2019-06-01""#]),
        // The wording of a term changed by one, another term added by the other; one term added by both in two wordings.
        (json!({"tags": ["health"]}), json!({"tags": ["Health"]}), json!({"tags": ["health", "a"]}), json!({"tags": ["Health", "a"]}), &[]),
        (json!({"tags": ["a"]}), json!({"tags": ["a", "Police"]}), json!({"tags": ["a", "police"]}), json!({"tags": ["a", "Police"]}), &[]),
        // Lawful bases with their statute are one meaning.
        (json!({"lawful_bases": [{"basis": "6(1)(e)", "statutory_reference": "s"}]}),
            json!({"lawful_bases": [{"basis": "6(1)(e)", "statutory_reference": "t"}, {"basis": "6(1)(c)"}]}),
            json!({"lawful_bases": [{"basis": "6(1)(e)", "statutory_reference": "s", "reason": "r"}]}),
            json!({"lawful_bases": [{"basis": "6(1)(e)", "statutory_reference": "t"}, {"basis": "6(1)(c)"}]}),
            &[r#"lawful_bases[6(1)(e)]: {"basis":"6(1)(e)","statutory_reference":"s"} | {"basis":"6(1)(e)","statutory_reference":"t"} | {"basis":"6(1)(e)","statutory_reference":"s","reason":"r"}"#]),
        // The safeguard of a transfer is one meaning; what is beside it is not.
        (json!({"transfers": [{"id": "11111111", "country": "US"}]}),
            json!({"transfers": [{"id": "11111111", "country": "US", "mechanism": "idta"}]}),
            json!({"transfers": [{"id": "11111111", "country": "US", "safeguards": "s", "notes": "n"}]}),
            json!({"transfers": [{"id": "11111111", "country": "US", "mechanism": "idta", "notes": "n"}]}),
            &[r#"transfers[11111111].mechanism: - | "idta" | -"#, r#"transfers[11111111].safeguards: - | - | "s""#]),
        (json!({"transfers": [{"id": "11111111", "country": "US"}, {"id": "22222222"}]}), json!({"transfers": [{"id": "22222222"}]}),
            json!({"transfers": [{"id": "11111111", "country": "IN"}, {"id": "22222222"}]}),
            json!({"transfers": [{"id": "11111111", "country": "IN"}, {"id": "22222222"}]}),
            &[r#"transfers[11111111]: {"id":"11111111","country":"US"} | - | {"id":"11111111","country":"IN"}"#]),
        // Removed by both, and by one while the other left it alone.
        (json!({"lines": [line("11111111", &["x"])]}), json!({}), json!({"lines": [line("11111111", &["x"])], "owner": "A"}), json!({"owner": "A"}), &[]),
        // The same line added twice.
        (json!({}), json!({"lines": [line("11111111", &["x"])]}), json!({"lines": [line("11111111", &["y"])]}),
            json!({"lines": [line("11111111", &["x", "y"])]}), &[]),
        // The last member of a group taken out by one, another put in by the other.
        (json!({"dpia": {"link": "x"}}), json!({}), json!({"dpia": {"link": "x", "required": "yes"}}), json!({"dpia": {"required": "yes"}}), &[]),
        (json!({"dpia": {"link": "x"}}), json!({}), json!({"dpia": {"link": "y"}}), json!({}), &[r#"dpia.link: "x" | - | "y""#]),
        // Marks: each place has its own; two about one place are one meaning.
        (json!({"marks": [{"field": "owner", "mark": "to-confirm", "note": "n"}]}), json!({}),
            json!({"marks": [{"field": "owner", "mark": "to-confirm", "note": "n"}, {"field": "team", "mark": "to-confirm"}]}),
            json!({"marks": [{"field": "team", "mark": "to-confirm"}]}), &[]),
        (json!({}), json!({"marks": [{"field": "owner", "mark": "to-confirm"}]}), json!({"marks": [{"field": "owner", "mark": "does-not-apply"}]}),
            json!({"marks": [{"field": "owner", "mark": "to-confirm"}]}),
            &[r#"marks[owner]: - | {"field":"owner","mark":"to-confirm"} | {"field":"owner","mark":"does-not-apply"}"#]),
        // «Approved» and who did it are one meaning.
        (json!({"approved": {"by": "A", "on": "2026-01-01"}}), json!({"approved": {"by": "B", "on": "2026-01-01"}}),
            json!({"approved": {"by": "A", "on": "2026-02-02"}}), json!({"approved": {"by": "B", "on": "2026-01-01"}}),
            &[r#"approved: {"by":"A","on":"2026-01-01"} | {"by":"B","on":"2026-01-01"} | {"by":"A","on":"2026-02-02"}"#]),
        // Ids of other systems, by their system.
        (json!({"external_ids": {"a": "1"}}), json!({"external_ids": {"a": "1", "b": "2"}}), json!({"external_ids": {"a": "3", "c": 4.50}}),
            json!({"external_ids": {"a": "3", "b": "2", "c": 4.50}}), &[]),
        // Members that this version does not know, by their shape. 1, 1.0 and true differ, and null is a value.
        (json!({"x_own": {"a": 1, "b": [1, 2]}}), json!({"x_own": {"a": 1.0, "b": [1, 2, 3]}}), json!({"x_own": {"a": 1, "b": [2], "c": null}}),
            json!({"x_own": {"a": 1.0, "b": [2, 3], "c": null}}), &[]),
        (json!({"x_own": 1}), json!({"x_own": true}), json!({"x_own": null}), json!({"x_own": true}), &["x_own: 1 | true | null"]),
        // Approved by one, changed by the other: nobody has approved it as it is now.
        (json!({"status": "in-review"}), json!({"status": "approved"}), json!({"status": "in-review", "owner": "B"}),
            json!({"status": "in-review", "owner": "B"}), &[]),
    ];
    for (base, yours, theirs, expected, clashes) in rows {
        let (result, found) = merged(base.clone(), yours.clone(), theirs.clone());
        assert_eq!(text(&result.register), text(&register(expected)), "{base}");
        assert_eq!(found, clashes);
        // Whoever is «you», what is clean is the same, and the clashes are the same ones.
        let (swapped, found) = merged(base.clone(), theirs, yours);
        assert_eq!(found.len(), clashes.len(), "{found:?}");
        if clashes.is_empty() {
            assert_eq!(text(&swapped.register), text(&result.register), "{base}");
        }
    }
}
