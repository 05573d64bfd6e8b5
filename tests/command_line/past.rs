//! `history` and `restore`, and the register as it stood on a day.

use super::Office;
use serde_json::{Value, json};
use std::fs;

fn office() -> Office {
    let office = Office::with(json!([
        { "id": "k7m2q9xd", "reference": "PA-1", "title": "Payroll", "owner": "M Price", "lines": [{ "id": "4hq0w8zr" }] },
        { "id": "m2x7d4tb", "title": "Libraries" },
    ]));
    office.on_register(["set", "PA-1", "owner=Head of Payroll", "recipients=HMRC"]).is(0);
    office.on_register(["set", "Libraries", "notes=Ask Joe Bloggs of 1 High Street"]).is(0);
    office.on_register(["set", "PA-1", "owner=Director of Finance"]).is(0);
    office
}

/// All sheets of a workbook as text.
fn statement(office: &Office, name: &str) -> String {
    let sheets = crate::sheets::sheets(&office.path(name));
    let rows = sheets.values().flat_map(|rows| rows.iter().map(|row| row.join("\t")));
    rows.collect::<Vec<_>>().join("\n")
}

fn history(office: &Office) -> String {
    String::from_utf8(office.bytes("r.history.jsonl")).unwrap()
}

#[test]
fn the_history_tells_who_changed_what_the_newest_first() {
    let office = office();
    let text = office.on_register(["history"]).is(0).out;
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("J. Smith  Saved"), "{text}");
    assert_eq!(lines[1], "  Payroll");
    assert!(lines[2].contains("- Head of Payroll  + Director of Finance"), "{text}");
    assert!(lines.last().unwrap().ends_with("The history begins here"), "{text}");
    assert!(text.contains("Ask Joe Bloggs"));
    let of_one = office.on_register(["history", "Libraries"]).is(0).out;
    assert!(of_one.contains("Joe Bloggs") && !of_one.contains("Payroll"), "{of_one}");
    let of_field = office.on_register(["history", "--field", "recipients"]).is(0).out;
    assert!(of_field.contains("HMRC") && !of_field.contains("Director"), "{of_field}");
    assert_eq!(office.on_register(["history", "--since", "tomorrow"]).is(0).out, "");
    assert!(office.on_register(["history", "--since", "today"]).is(0).out.contains("HMRC"));
    office.on_register(["history", "--since", "someday"]).refuses(2, "someday");
    office.on_register(["history", "No such"]).is(2);
    office.on_register(["remove", "Libraries", "--yes"]).is(0);
    for name in ["Libraries", "m2x7d4tb"] {
        let gone = office.on_register(["history", name]).is(0).out;
        assert!(gone.contains("Joe Bloggs") && !gone.contains("Payroll"), "{gone}");
    }
}

#[test]
fn the_history_in_json_has_its_fixed_members() {
    let office = office();
    let told = office.json(["history"]);
    assert_eq!((&told["schema"], &told["intact"]), (&json!("ropa.history/1"), &json!(true)));
    let owner = told["entries"].as_array().unwrap().iter().find(|entry| entry["field"] == "owner").unwrap();
    let parts = ["action", "id", "title", "from", "to"].map(|name| owner[name].clone());
    assert_eq!(parts, ["changed", "k7m2q9xd", "Payroll", "Head of Payroll", "Director of Finance"].map(Value::from));
    assert_eq!(owner["who"], "J. Smith");
    let rows = office.on_register(["history", "--format", "csv"]).is(0).out;
    assert!(rows.starts_with("at,who,action,title,field,from,to\n"), "{rows}");
}

#[test]
fn verification_finds_what_was_tampered_with_and_knows_the_printed_fingerprint() {
    let office = office();
    let print = office.json(["history"])["fingerprint"].as_str().unwrap().to_owned();
    assert!(office.on_register(["history", "--verify"]).is(0).out.contains("is intact"));
    office.on_register(["history", "--verify", &print]).is(0);
    office.on_register(["history", "--verify", &print.replace(' ', "")]).is(0);
    let words: Vec<&str> = ["history", "--verify"].into_iter().chain(print.split(' ')).collect();
    office.on_register(words).is(0);
    office.on_register(["history", "--verify", "not hex"]).is(2);
    let other = office.on_register(["history", "--verify", &"0".repeat(32)]).is(1).says("not intact");
    assert!(other.out.contains("fingerprint"), "{other:?}");
    let whole = history(&office);
    office.file("r.history.jsonl", whole.replace("HMRC", "HMRX"));
    assert!(office.on_register(["history", "--verify"]).is(1).out.contains("was changed"));
    assert_eq!(office.json(["history"])["intact"], json!(false));
    fs::remove_file(office.path("r.history.jsonl")).unwrap();
    office.on_register(["history", "--verify"]).is(1);
    let new = Office::with(json!([]));
    new.on_register(["history", "--verify"]).is(0).says("no history");
}

#[test]
fn an_export_bears_the_fingerprint_that_verification_knows() {
    let office = office();
    let print = office.json(["history"])["fingerprint"].as_str().unwrap().to_owned();
    for name in ["out.xlsx", "out.csv"] {
        office.on_register(["export", "-o", name]).is(0).says(&print);
    }
    assert!(statement(&office, "out.xlsx").contains(&print));
}

#[test]
fn a_redacted_value_is_gone_and_the_history_is_intact() {
    let office = office();
    let entry = |office: &Office| {
        let told = office.json(["history", "Libraries"]);
        let entries = told["entries"].as_array().unwrap().clone();
        entries.iter().find(|entry| entry["field"] == "notes").unwrap()["entry"].as_str().unwrap()[..8].to_owned()
    };
    let first = entry(&office);
    let redact = |entry: &str, more: &[&str]| {
        let words = ["history", "--redact", entry, "--reason", "Asked for by the person"];
        office.on_register(words.iter().chain(more).copied().collect::<Vec<_>>())
    };
    redact(&first, &["--everywhere", "--yes"]).is(2).says("still holds");
    office.on_register(["set", "Libraries", "notes="]).is(0);
    redact(&first, &["--everywhere"]).is(2).says("terminal");
    redact("zzzzzz", &["--yes"]).is(2);
    office.on_register(["history", "--redact", &first, "--yes"]).is(2);
    assert!(history(&office).contains("Joe Bloggs"));
    let journals = office.path("home/data/ropa/journals");
    fs::create_dir_all(&journals).unwrap();
    fs::write(journals.join("put-aside.jsonl"), "{\"to\":\"Ask Joe Bloggs of 1 High Street\"}").unwrap();
    let told = redact(&first, &["--yes"]).is(0).says("1 other").says("version kept for you");
    told.says("put-aside.jsonl");
    assert!(history(&office).contains("Joe Bloggs"));
    let second = entry(&office);
    redact(&second, &["--everywhere", "--yes"]).is(0);
    assert!(!history(&office).contains("Joe Bloggs"));
    office.on_register(["history", "--verify"]).is(0);
    let text = office.on_register(["history"]).is(0).out;
    assert!(text.contains("Asked for by the person") && text.contains("[redacted"), "{text}");
    office.on_register(["set", "Libraries", "notes=On"]).is(0);
    office.on_register(["history", "--verify"]).is(0);
}

/// An office whose register was renamed to `other.json`, its history left behind.
fn renamed() -> (Office, Vec<u8>) {
    let office = office();
    let before = office.bytes("r.history.jsonl");
    fs::rename(office.path("r.json"), office.path("other.json")).unwrap();
    (office, before)
}

#[test]
fn the_history_of_a_renamed_register_goes_on_under_the_new_name() {
    let (office, before) = renamed();
    office
        .run(["-r", "other.json", "history", "--verify"])
        .is(1)
        .says("The register was renamed: its history is")
        .says("r.history.jsonl");
    office
        .run(["-r", "other.json", "history"])
        .is(0)
        .says("The register was renamed: its history is")
        .says("r.history.jsonl");
    assert_eq!(office.bytes("r.history.jsonl"), before, "looking moves nothing");
    let told = office.run(["-r", "other.json", "set", "Libraries", "notes=On"]).is(0);
    assert_eq!(told.err.matches("It goes on under the new name").count(), 1, "{}", told.err);
    assert!(office.bytes("other.history.jsonl").starts_with(&before));
    assert!(!office.path("r.history.jsonl").exists());
    office.run(["-r", "other.json", "history", "--verify"]).is(0);
    let told = office.run(["-r", "other.json", "set", "Libraries", "notes=Again"]).is(0);
    assert!(!told.err.contains("new name"), "{}", told.err);
    office.run(["-r", "other.json", "history", "--verify"]).is(0);
}

#[test]
fn a_history_of_which_it_is_not_certain_that_it_is_the_registers_own_is_left() {
    type Doubt = fn(&Office);
    let doubts: [(&str, Doubt, bool); 5] = [
        (
            "its register is still there",
            |office| drop(fs::copy(office.path("other.json"), office.path("r.json"))),
            false,
        ),
        ("another file has the register's name", |office| drop(office.file("R.JSON", "x")), false),
        (
            "another holds the entry too",
            |office| drop(fs::copy(office.path("r.history.jsonl"), office.path("z.history.jsonl"))),
            true,
        ),
        (
            "it does not hold the entry",
            |office| {
                let text = String::from_utf8(office.bytes("r.history.jsonl")).unwrap();
                let first = text.split_inclusive('\n').next().unwrap();
                office.file("r.history.jsonl", first);
            },
            false,
        ),
        (
            "it is damaged",
            |office| {
                let text = String::from_utf8(office.bytes("r.history.jsonl")).unwrap();
                office.file("r.history.jsonl", format!("x\n{text}"));
            },
            false,
        ),
    ];
    for (name, doubt, is_told) in doubts {
        let (office, _) = renamed();
        doubt(&office);
        let before = office.bytes("r.history.jsonl");
        let told = office.run(["-r", "other.json", "set", "Libraries", "notes=On"]).is(0);
        assert_eq!(office.bytes("r.history.jsonl"), before, "{name}");
        assert!(!office.bytes("other.history.jsonl").is_empty(), "{name}: a new one begins");
        assert_eq!(told.err.contains("may be its own"), is_told, "{name}: {}", told.err);
        office.run(["-r", "other.json", "history", "--verify"]).is(0);
    }
}

#[test]
fn files_beside_the_register_that_still_hold_a_redacted_value_are_named() {
    let office = office();
    let told = office.json(["history", "Libraries"]);
    let entries = told["entries"].as_array().unwrap();
    let entry =
        entries.iter().find(|entry| entry["field"] == "notes").unwrap()["entry"].as_str().unwrap()[..8].to_owned();
    office.on_register(["set", "Libraries", "notes="]).is(0);
    let holding = [
        "r-copy-20261124-104207.json",
        "r.unsaved-20261124-104207.json",
        "r.damaged-20261124-104207.json",
        "r.damaged-2026-11-24.txt",
        "r.history.damaged-20261124-104207.jsonl",
        "r (1).json",
        "~$r.json.k3j4.tmp",
    ];
    for name in holding {
        office.file(name, "{\"notes\": \"Ask Joe Bloggs of 1 High Street\"}");
    }
    office.file("r-copy-20261124-104208.json", "{\"notes\": \"Nobody\"}");
    office.file("report.json", "{\"notes\": \"Ask Joe Bloggs of 1 High Street\"}");
    fs::create_dir(office.path("r.old.json")).unwrap();
    let words = ["history", "--redact", &entry, "--reason", "Asked for", "--everywhere", "--yes"];
    let told = office.on_register(words).is(0);
    let named: Vec<&str> =
        told.err.lines().filter(|line| line.contains("A copy beside the register still holds it")).collect();
    assert_eq!(named.len(), holding.len(), "{named:#?}");
    for name in holding {
        assert!(named.iter().any(|line| line.contains(&format!("{name}’"))), "{name}: {named:#?}");
    }
}

#[test]
fn an_earlier_version_comes_back_as_a_save_on_top() {
    let office = office();
    office.on_register(["restore"]).is(2);
    office.on_register(["restore", "--yes"]).is(0).says("Brought back");
    assert_eq!(office.register()["activities"][0]["owner"], "Head of Payroll");
    assert!(office.on_register(["history"]).is(0).out.contains("An earlier version brought back"));
    office.on_register(["history", "--verify"]).is(0);
    // Before the last save is what there was before it was brought back.
    office.on_register(["restore", "--yes"]).is(0);
    assert_eq!(office.register()["activities"][0]["owner"], "Director of Finance");
    let before = office.bytes("r.json");
    office.on_register(["restore", "-o", "then.json"]).is(0).says("then.json");
    assert_eq!(office.bytes("r.json"), before);
    office.on_register(["restore", "-o", "then.json"]).is(5);
    office.on_register(["restore", "--as-at", "today", "--yes"]).is(0).says("nothing to bring back");
    office.on_register(["restore", "--as-at", "1 January 2020", "--yes"]).refuses(3, "r.json");
    office.on_register(["restore", "--yes", "--read-only"]).is(2);
}

#[test]
fn a_damaged_register_comes_back_from_its_history_and_is_kept_aside() {
    for damage in ["{\"format\": \"ropa-reg", "", "{}"] {
        let office = office();
        let good = office.register();
        office.file("r.json", damage);
        office.on_register(["show"]).is(3);
        office.on_register(["restore", "--yes"]).is(0).says("damaged");
        assert_eq!(office.register()["activities"], good["activities"]);
        let aside = office.names().into_iter().find(|name| name.starts_with("r.damaged-")).unwrap();
        assert_eq!(office.bytes(&aside), damage.as_bytes());
        office.on_register(["history", "--verify"]).is(0);
    }
}

#[test]
fn without_a_history_the_versions_kept_are_what_comes_back() {
    let office = office();
    fs::remove_file(office.path("r.history.jsonl")).unwrap();
    office.on_register(["restore", "--yes"]).is(0);
    assert_eq!(office.register()["activities"][0]["owner"], "Head of Payroll");
}

#[test]
fn the_register_is_shown_and_exported_as_it_stood() {
    let office = office();
    // The file bears a stamp of 1 November; that is what stood there until the first save.
    let shown = office.on_register(["show", "PA-1", "--as-at", "2 November 2026"]).is(0).says("2 November 2026");
    assert!(shown.out.contains("M Price") && !shown.out.contains("Director of Finance"), "{shown:?}");
    let today = office.on_register(["show", "PA-1", "--as-at", "today"]).is(0);
    assert!(today.out.contains("Director of Finance"));
    office.on_register(["show", "--as-at", "1 January 2020"]).refuses(3, "r.json");
    office.on_register(["export", "-o", "then.json", "--as-at", "2 November 2026"]).is(0);
    let then: Value = serde_json::from_slice(&office.bytes("then.json")).unwrap();
    assert_eq!(then["activities"][0]["owner"], "M Price");
    office.on_register(["export", "-o", "then.xlsx", "--as-at", "2 November 2026"]).is(0);
    let says = statement(&office, "then.xlsx");
    assert!(says.contains("as it stood at the end of\t2 November 2026"), "{says}");
    assert_eq!(office.register()["activities"][0]["owner"], "Director of Finance");
}
