//! `diff`, `merge`, and the whole register as text.

use super::Office;
use crate::register_file::dice::Dice;
use crate::register_file::edits::some_edit;
use ropa::app::whole_text::whole_text;
use ropa::domain::id::Ids;
use ropa::formats::json::{self, Form};
use serde_json::{Value, json};

/// An office with `base.json`, `ours.json` and `theirs.json`: the owner of one activity, the link of its assessment.
fn three(ours: Value, theirs: Value) -> Office {
    let office = Office::new();
    let start = json!({"id": "aaaaaaaa", "title": "Payroll", "owner": "HR"});
    for (name, revision, change) in [("base", "1", json!({})), ("ours", "2", ours), ("theirs", "3", theirs)] {
        let mut activity = start.clone();
        activity.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let register = json!({
            "format": "ropa-register", "version": 1, "id": "h5v0n3wc",
            "saved": { "revision": revision, "previous": [], "by": name, "on": "2026-11-24T10:40:00Z" },
            "activities": [activity, {"id": "bbbbbbbb", "title": "Libraries"}],
        });
        let loaded = json::read(register.to_string().as_bytes(), &mut Ids::seeded(1)).unwrap();
        office.file(format!("{name}.json"), json::write(&loaded.register, Form::default()));
    }
    office
}

const FILES: [&str; 4] = ["merge", "base.json", "ours.json", "theirs.json"];

fn read(office: &Office, name: &str) -> Value {
    serde_json::from_slice(&office.bytes(name)).unwrap()
}

#[test]
fn a_clean_merge_goes_to_standard_output_or_to_a_file() {
    let office = three(json!({"owner": "Finance"}), json!({"dpia": {"link": "x"}}));
    let before = ["base.json", "ours.json", "theirs.json"].map(|name| office.bytes(name));
    let answer = office.run(FILES).is(0).says("Merged, with 1 change by theirs (24 November 2026, 10:40)");
    let merged: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(merged["activities"][0]["owner"], "Finance");
    assert_eq!(merged["activities"][0]["dpia"]["link"], "x");
    assert_eq!(merged["saved"]["previous"], json!(["2", "3"]));
    assert_eq!(merged["saved"]["by"], "J. Smith");
    assert_eq!(["base.json", "ours.json", "theirs.json"].map(|name| office.bytes(name)), before);
    let answer = office.run(FILES.into_iter().chain(["-o", "ours.json"])).is(0);
    assert_eq!(answer.out, "");
    assert_eq!(read(&office, "ours.json")["activities"], merged["activities"]);
    office.run(FILES.into_iter().chain(["-o", "new.json"])).is(0);
    assert_eq!(read(&office, "new.json")["activities"], merged["activities"]);
}

#[test]
fn a_clash_stays_in_the_file_and_is_told_with_both_values() {
    let office = three(json!({"owner": "Finance"}), json!({"owner": "Payroll office"}));
    let answer = office.run(FILES.into_iter().chain(["-o", "ours.json"])).is(1);
    let answer = answer.says("1 value was changed by both").says("Payroll, Owner: yours is ‘Finance’");
    answer.says("theirs (24 November 2026, 10:40) is ‘Payroll office’");
    let merged = read(&office, "ours.json");
    assert_eq!(merged["activities"][0]["owner"], "Finance");
    let conflict = json!([{"id": "aaaaaaaa", "field": "owner", "base": "HR", "yours": "Finance", "theirs": "Payroll office",
        "who": "theirs", "on": "2026-11-24T10:40:00Z"}]);
    assert_eq!(merged["conflicts"], conflict);
    office.run(["--register", "ours.json", "list"]).is(0);
}

#[test]
fn a_merge_in_json_tells_all_of_it() {
    let change = |owner: &str, new: &str| json!({"owner": owner, "reference": new});
    let office = three(change("Finance", "A"), change("Payroll office", "A"));
    let answer = office.run(FILES.into_iter().chain(["--format", "json"])).is(1);
    let told: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(told["schema"], "ropa.merge/1");
    assert_eq!((&told["clean"], &told["clashes"][0]["field"]), (&json!(false), &json!("owner")));
    assert_eq!(told["clashes"][0]["theirs"], "Payroll office");
    assert_eq!(told["register"]["activities"][0]["owner"], "Finance");
    let answer = office.run(FILES.into_iter().chain(["--format", "json", "-o", "x.json"])).is(1);
    assert!(serde_json::from_str::<Value>(&answer.out).unwrap().get("register").is_none());
    office.run(FILES.into_iter().chain(["--format", "csv"])).is(2);
}

#[test]
fn where_only_one_side_changed_that_side_is_taken_as_it_is() {
    let office = three(json!({"owner": "Finance"}), json!({}));
    office.file("theirs.json", office.bytes("base.json"));
    assert_eq!(office.run(FILES).is(0).out.as_bytes(), office.bytes("ours.json"));
    assert_eq!(
        office.run(["merge", "base.json", "base.json", "ours.json"]).is(0).out.as_bytes(),
        office.bytes("ours.json")
    );
    assert_eq!(
        office.run(["merge", "base.json", "ours.json", "ours.json"]).is(0).out.as_bytes(),
        office.bytes("ours.json")
    );
}

#[test]
fn the_merged_file_has_the_form_of_yours() {
    let office = three(json!({"owner": "Finance"}), json!({"dpia": {"link": "x"}}));
    let text = String::from_utf8(office.bytes("ours.json")).unwrap();
    office.file("ours.json", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    office.run(FILES.into_iter().chain(["-o", "ours.json"])).is(0);
    let text = String::from_utf8(office.bytes("ours.json")).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn an_input_that_cannot_be_read_ends_with_129_and_nothing_is_touched() {
    let damaged: [(&str, &[u8]); 5] = [
        ("base.json", b"{"),
        ("ours.json", b""),
        ("theirs.json", b"[]"),
        ("theirs.json", br#"{"format": "ropa-register", "version": 99, "id": "h5v0n3wc"}"#),
        ("theirs.json", br#"{"format": "ropa-register", "version": 1, "id": "another1"}"#),
    ];
    for (name, bytes) in damaged {
        let office = three(json!({"owner": "Finance"}), json!({"dpia": {"link": "x"}}));
        office.file(name, bytes);
        let before = (office.names(), office.bytes("ours.json"));
        office.run(FILES.into_iter().chain(["-o", "ours.json"])).refuses(129, name);
        assert_eq!((office.names(), office.bytes("ours.json")), before);
    }
    let office = three(json!({}), json!({}));
    office.run(["merge", "gone.json", "ours.json", "theirs.json"]).refuses(129, "gone.json");
    for args in
        [vec!["merge"], vec!["merge", "a", "b"], vec!["merge", "a", "b", "c", "d"], vec!["merge", "a", "-o", "b"]]
    {
        office.run(args).is(2);
    }
    office.run(["--read-only", "merge", "base.json", "ours.json", "theirs.json"]).is(2);
    office.run(["merge", "ours.json"]).refuses(3, "ours.json");
    office.run(["merge", "gone.json"]).refuses(3, "gone.json");
}

#[test]
fn an_empty_base_is_a_register_without_anything_in_it() {
    let office = three(json!({"owner": "Finance"}), json!({"dpia": {"link": "x"}}));
    office.file("base.json", b"");
    let merged: Value = serde_json::from_str(&office.run(FILES).is(1).out).unwrap();
    assert_eq!(merged["activities"].as_array().unwrap().len(), 2);
    assert_eq!(merged["activities"][0]["dpia"]["link"], "x");
    assert_eq!(merged["conflicts"][0]["theirs"], "HR");
}

#[test]
fn a_difference_is_told_in_words_in_json_and_in_rows() {
    let line = json!({"id": "11111111", "subjects": ["Pupils"], "recipients": ["Schools"]});
    let office = three(json!({"lines": [line]}), json!({"owner": "Finance"}));
    let mut theirs = read(&office, "theirs.json");
    let mut changed = line.clone();
    changed["recipients"] = json!(["Schools", "Police"]);
    theirs["activities"][0]["lines"] = json!([changed]);
    theirs["activities"][1] = json!({"id": "cccccccc", "title": "Parks"});
    theirs["organisation"] = json!({"name": "Anytown"});
    office.file("theirs.json", theirs.to_string());
    let text = office.run(["diff", "ours.json", "theirs.json"]).is(1).out;
    let expected = "Your organisation\n  Organisation\n    + Anytown\nRemoved: Libraries\nPayroll\n  Owner\n    - HR\n    + Finance\n  \
        Shared with (Line 1: Pupils)\n    + Police\nAdded: Parks\n";
    assert_eq!(text, expected);
    let told: Value =
        serde_json::from_str(&office.run(["diff", "ours.json", "theirs.json", "--format", "json"]).is(1).out).unwrap();
    assert_eq!(
        told,
        json!({"schema": "ropa.diff/1",
            "added": [{"id": "cccccccc", "title": "Parks"}], "removed": [{"id": "bbbbbbbb", "title": "Libraries"}],
            "changed": [
                {"id": null, "title": "Your organisation", "fields": [{"field": "organisation.name", "line": null, "from": null, "to": "Anytown"}]},
                {"id": "aaaaaaaa", "title": "Payroll", "fields": [
                    {"field": "owner", "line": null, "from": "HR", "to": "Finance"},
                    {"field": "recipients", "line": "11111111", "from": ["Schools"], "to": ["Schools", "Police"]}]}]})
    );
    let rows = office.run(["diff", "ours.json", "theirs.json", "--format", "csv"]).is(1).out;
    assert!(rows.starts_with("change,id,title,field,line,from,to\n"), "{rows}");
    assert!(rows.contains("changed,aaaaaaaa,Payroll,recipients,11111111,,Police\n"), "{rows}");
    assert!(rows.contains("added,cccccccc,Parks,"), "{rows}");
    // The register itself is the later one where none is named, and stamps are no difference.
    office.run(["diff", "ours.json", "--register", "theirs.json"]).is(1);
    let mut again = theirs;
    again["saved"]["by"] = json!("Somebody else");
    office.file("r.json", again.to_string());
    let answer = office.on_register(["diff", "theirs.json"]).is(0).says("no difference");
    assert_eq!(answer.out, "");
    office.on_register(["diff", "gone.json"]).refuses(3, "gone.json");
}

#[test]
fn the_whole_register_as_text_shows_every_difference() {
    let start = include_str!("../fixtures/register_every_member.json");
    let start = json::read(start.as_bytes(), &mut Ids::seeded(1)).unwrap().register;
    let mut ids = Ids::seeded(2);
    let every = serde_json::to_value(start.file()).unwrap();
    let text = whole_text(&start).join("\n");
    for activity in every["activities"].as_array().unwrap() {
        assert!(text.contains(activity["title"].as_str().unwrap()));
    }
    for seed in 0..300 {
        let mut dice = Dice::seeded(seed);
        let mut after = start.clone();
        let Some(edit) = some_edit(&mut dice, &start, &mut ids) else { continue };
        edit.apply(&mut after);
        let is_same = json::write(&start, Form::default()) == json::write(&after, Form::default());
        assert_eq!(whole_text(&start) == whole_text(&after), is_same, "{edit:?}");
    }
}

#[test]
fn a_merge_onto_a_register_with_a_history_is_a_save_like_any_other() {
    let office = three(json!({}), json!({"dpia": {"link": "x"}}));
    office.run(["set", "-r", "ours.json", "aaaaaaaa", "owner=Finance"]).is(0);
    let before = read(&office, "ours.json")["saved"]["revision"].clone();
    office.run(FILES.into_iter().chain(["-o", "ours.json"])).is(0);
    assert_eq!(read(&office, "ours.json")["saved"]["previous"], json!([before, "3"]));
    office.run(["history", "-r", "ours.json", "--verify"]).is(0);
    let history = office.json(["history", "-r", "ours.json"]);
    let entries = history["entries"].as_array().unwrap();
    let of_link = entries.iter().filter(|entry| entry["field"] == "dpia.link" && entry["to"] == "x").count();
    assert_eq!(of_link, 1, "{history}");
    assert!(!history.to_string().contains("outside"), "{history}");
}

#[test]
fn markers_settled_in_a_register_with_a_history_go_on_in_it() {
    let office = three(json!({}), json!({}));
    office.run(["set", "-r", "ours.json", "aaaaaaaa", "owner=Finance"]).is(0);
    let text = String::from_utf8(office.bytes("ours.json")).unwrap();
    let line = text.lines().find(|line| line.contains("Finance")).unwrap();
    let theirs = line.replace("Finance", "Payroll office");
    let marked = format!("<<<<<<< ours\n{line}\n=======\n{theirs}\n>>>>>>> theirs");
    office.file("ours.json", text.replacen(line, &marked, 1));
    office.run(["merge", "ours.json"]).is(1).says("1 value");
    office.run(["history", "-r", "ours.json", "--verify"]).is(0);
    office.run(["set", "-r", "ours.json", "aaaaaaaa", "team=Pay"]).is(0);
    let history = office.json(["history", "-r", "ours.json"]);
    assert!(!history.to_string().contains("outside"), "{history}");
}
