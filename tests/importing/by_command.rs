//! `ropa import`: what is read, what is answered, and that nothing is changed where anything stops it.

use crate::command_line::Office;
use serde_json::{Value, json};

fn activities(owner: &str) -> String {
    json!({ "activities": [
        { "reference": "HR-01", "title": "Payroll", "owner": owner, "lines": [{ "subjects": ["Staff"] }] },
        { "reference": "PK-01", "title": "Trees", "mine": { "kept": true } },
    ] })
    .to_string()
}

fn titles(register: &Value) -> Vec<&str> {
    register["activities"].as_array().unwrap().iter().map(|activity| activity["title"].as_str().unwrap()).collect()
}

#[test]
fn a_register_that_is_not_there_yet_is_made_with_the_organisation_of_the_file() {
    let office = Office::new();
    let register = json!({ "format": "ropa-register", "version": 1, "id": "h5v0n3wc", "organisation": { "name": "Anytown" },
        "vocabulary": { "recipients": [{ "label": "Leisure trust" }] },
        "activities": [{ "id": "k7m2q9xd", "title": "Payroll", "status": "approved", "new": 1, "marks": [{ "field": "owner", "mark": "to-confirm" }] }] });
    office.file("old.json", register.to_string());
    office.on_register(["import", "old.json"]).is(0).says("Started the register ‘r.json’").says("Added 1 activity");
    let made = office.register();
    assert_eq!(
        (&made["organisation"], &made["vocabulary"], &made["activities"]),
        (&register["organisation"], &register["vocabulary"], &register["activities"])
    );
    assert_ne!(made["id"], register["id"]);
    // The default register too.
    office.run(["import", "old.json"]).is(0).says("Started the register");
    office.run(["list"]).is(0);
}

#[test]
fn the_same_file_again_adds_nothing_and_update_changes_what_differs() {
    let office = Office::with(json!([]));
    office.file("a.json", activities("A"));
    assert!(
        office.on_register(["import", "a.json"]).is(0).says("Added 2 activities to ‘r.json’").out.contains("Payroll")
    );
    let before = office.bytes("r.json");
    office.on_register(["import", "a.json"]).is(0).says("Nothing was added");
    office.on_register(["import", "--update", "a.json"]).is(0).says("Nothing was added");
    assert_eq!(office.bytes("r.json"), before);
    office.file("b.json", activities("B"));
    let answer = office.on_register(["import", "b.json"]).is(6).says("1 row was left out");
    assert!(answer.out.contains("--update"), "{answer:?}");
    assert_eq!(office.bytes("r.json"), before);
    let answer = office.json(["import", "--update", "b.json"]);
    assert_eq!(answer["updated"][0]["fields"], json!([{ "field": "owner", "line": null, "from": "A", "to": "B" }]));
    assert_eq!(
        (answer["updated"].as_array().unwrap().len(), office.register()["activities"][0]["owner"].as_str()),
        (1, Some("B"))
    );
    assert_eq!(titles(&office.register()), ["Payroll", "Trees"]);
    assert_eq!(office.register()["activities"][1]["mine"], json!({ "kept": true }));
}

#[test]
fn a_dry_run_answers_with_drafts_and_changes_nothing() {
    let office = Office::with(json!([]));
    office.file("a.json", activities("A"));
    let (before, names) = (office.bytes("r.json"), office.names());
    let answer = office.json(["import", "--dry-run", "a.json"]);
    assert_eq!(answer["schema"], "ropa.import/1");
    assert_eq!(
        answer["source"],
        json!({ "file": "a.json", "kind": "register", "sheet": null, "encoding": null, "heading_row": null })
    );
    assert_eq!(titles(&json!({ "activities": answer["drafts"] })), ["Payroll", "Trees"]);
    assert_eq!((answer["added"][1]["title"].as_str(), answer["added"][1]["row"].as_u64()), (Some("Trees"), Some(2)));
    for name in ["mapping", "updated", "skipped", "needs_a_look", "unmapped"] {
        assert_eq!(answer[name], json!([]), "{name}");
    }
    assert_eq!((office.bytes("r.json"), office.names()), (before, names));
    // Also where there is no register at all.
    let office = Office::new();
    office.file("a.json", activities("A"));
    office.on_register(["import", "--dry-run", "a.json"]).is(0).says("2 activities would be added");
    assert_eq!(office.names(), ["a.json"]);
    assert!(
        office
            .on_register(["import", "--dry-run", "--format", "csv", "a.json"])
            .is(0)
            .out
            .starts_with("result,file,row")
    );
}

#[test]
fn nothing_is_written_where_one_of_several_files_cannot_be_read() {
    let office = Office::with(json!([]));
    office.file("a.json", activities("A"));
    std::fs::create_dir(office.path("folder")).unwrap();
    let bad: [(&str, &[u8], &str); 9] = [
        ("cut.json", b"{\"activities\": [{\"title\": ", "ends in the middle"),
        ("other.json", b"{\"name\": \"x\"}", "JSON"),
        ("empty.csv", b"  \n", "nothing in"),
        ("letter.docx", b"PK\x03\x04                          word/document.xml", "Word document"),
        ("notice.pdf", b"%PDF-1.7", "a PDF"),
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        ("all.zip", b"PK\x03\x04            readme.txt", "damaged or cut short"),
        ("large.csv", &[b'a'; 33 * 1024 * 1024], "larger than 32 MB"),
        ("letter.rtf", b"{\\rtf1 words}", "Word document"),
    ];
    let before = office.bytes("r.json");
    for (name, bytes, words) in bad {
        office.file(name, bytes);
        office.on_register(["import", "a.json", name]).refuses(3, name).says(words);
    }
    for name in ["folder", "missing.csv"] {
        office.on_register(["import", "a.json", name]).refuses(3, name);
    }
    assert_eq!(office.bytes("r.json"), before);
}

#[test]
fn what_is_not_understood_is_told_in_one_line() {
    let office = Office::with(json!([]));
    office.file("a.json", activities("A"));
    for (args, words) in [
        (vec!["import"], "FILE"),
        (vec!["import", "-"], "by name"),
        (vec!["import", "a.json", "--from", "spreadsheet"], "regulator-template"),
        (vec!["import", "a.json", "--map", "Purpose"], "--map"),
        (vec!["import", "a.json", "--map", "Purpose=purpos"], "‘purposes’"),
        (vec!["import", "a.json", "--map", "Purpose=purposes"], "no columns"),
        (vec!["import", "a.json", "--map", "A=owner", "--map", "a=team"], "twice"),
        (vec!["--read-only", "import", "a.json"], "--read-only"),
    ] {
        let answer = office.on_register(&args).is(2).says(words);
        assert_eq!((answer.out.as_str(), answer.err.lines().count()), ("", 1), "{args:?}");
    }
}

#[test]
fn what_looks_like_another_activity_is_added_and_told() {
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "Council tax billing", "team": "Tax" }]));
    office.file("a.json", json!([{ "title": "Billing of council tax", "team": "Tax" }]).to_string());
    let answer = office.json(["import", "a.json"]);
    assert_eq!(answer["added"][0]["looks_like"], "k7m2q9xd");
    assert!(answer["needs_a_look"][0]["reason"].as_str().unwrap().contains("Council tax billing"));
    assert_eq!(office.register()["activities"].as_array().unwrap().len(), 2);
}

#[test]
fn several_people_bring_in_the_same_file_at_once_and_it_comes_in_once() {
    let office = Office::with(json!([]));
    office.file("a.json", activities("A"));
    std::thread::scope(|scope| {
        for number in 0..4 {
            let office = &office;
            scope.spawn(move || {
                office.file(format!("{number}.json"), json!([{ "title": format!("Own {number}") }]).to_string());
                office.on_register(["import", "a.json", &format!("{number}.json")]).is(0);
            });
        }
    });
    let register = office.register();
    let mut titles = titles(&register);
    titles.sort_unstable();
    assert_eq!(titles, ["Own 0", "Own 1", "Own 2", "Own 3", "Payroll", "Trees"]);
    assert!(String::from_utf8(office.bytes("r.history.jsonl")).unwrap().contains("import"));
}

#[test]
fn text_of_a_file_never_steers_the_terminal() {
    // `Office` looks at every answer for letters that would.
    let office = Office::with(json!([{ "id": "k7m2q9xd", "reference": "A-1", "title": "Payroll" }]));
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}=cmd()";
    let file =
        json!([{ "reference": "A-1", "title": evil, "owner": evil }, { "title": evil, "notes": evil }]).to_string();
    office.file("a.json", &file);
    for args in [
        vec!["import", "--dry-run"],
        vec!["import", "--update", "--dry-run"],
        vec!["import", "--format", "csv", "--dry-run"],
        vec!["import", "--format", "json"],
        vec!["import"],
    ] {
        office.on_register(args.into_iter().chain(["a.json"]));
    }
}

#[test]
fn a_clash_that_is_not_settled_in_the_file_is_told() {
    let office = Office::with(json!([]));
    let register = json!({ "format": "ropa-register", "version": 1, "id": "aaaaaaaa", "activities": [{ "id": "k7m2q9xd", "title": "Payroll" }],
        "conflicts": [{ "id": "k7m2q9xd", "field": "owner", "yours": "A", "theirs": "B" }] });
    office.file("a.json", register.to_string());
    assert!(office.on_register(["import", "a.json"]).is(6).out.contains("not settled"));
}

const SHEET: &str = "Business function,Purpose of processing,Favourite colour,Categories of recipients,Team\n\
    Payroll,Pay staff,red,HMRC; Banks,Finance\n\
    Trees,Look after trees,blue,,Parks\n";

#[test]
fn a_sheet_comes_in_and_says_where_its_columns_went() {
    let office = Office::with(json!([]));
    office.file("ropa.csv", SHEET);
    let answer = office.json(["import", "ropa.csv"]);
    assert_eq!(
        (&answer["source"]["kind"], &answer["source"]["heading_row"], &answer["source"]["encoding"]),
        (&json!("sheet"), &json!(1), &json!("UTF-8"))
    );
    let field = |heading: &str| {
        answer["mapping"].as_array().unwrap().iter().find(|one| one["heading"] == heading).unwrap()["field"].clone()
    };
    assert_eq!((field("Categories of recipients"), field("Favourite colour")), (json!("recipients"), Value::Null));
    assert_eq!((&answer["unmapped"], answer["added"].as_array().unwrap().len()), (&json!(["Favourite colour"]), 2));
    let register = office.register();
    let payroll = &register["activities"][0];
    assert_eq!(payroll["lines"][0]["recipients"], json!(["HMRC", "Banks"]));
    assert_eq!(payroll["imported"]["unmapped"]["Favourite colour"], "red");
    let before = office.bytes("r.json");
    office.file("copy of ropa.csv", SHEET);
    for args in [vec!["import", "ropa.csv"], vec!["import", "copy of ropa.csv"], vec!["import", "--update", "ropa.csv"]]
    {
        let _ = office.on_register(&args).is(0).says("Nothing was added");
        assert_eq!(office.bytes("r.json"), before, "{args:?}");
    }
}

#[test]
fn an_update_from_a_sheet_keeps_the_officers_words() {
    let office = Office::with(json!([]));
    office.file("ropa.csv", SHEET);
    office.on_register(["import", "ropa.csv"]).is(0);
    let id = office.register()["activities"][0]["id"].as_str().unwrap().to_owned();
    office.on_register(["set", &id, "recipients+=Unions", "purposes=Pay people"]).is(0);
    office.file("ropa.csv", SHEET.replace("HMRC; Banks", "HMRC; Auditors").replace("red", "green"));
    let answer = office.on_register(["import", "--update", "ropa.csv"]).is(0).says("Changed 1 activity");
    assert!(answer.out.contains("+ Auditors"), "{answer:?}");
    let now = &office.register()["activities"][0];
    assert_eq!(now["lines"][0]["recipients"], json!(["HMRC", "Unions", "Auditors"]));
    assert_eq!(
        (&now["purposes"], &now["imported"]["unmapped"]["Favourite colour"]),
        (&json!(["Pay people"]), &json!("green"))
    );
}

#[test]
fn a_column_goes_where_it_is_sent_and_is_remembered_where_that_is_asked() {
    let office = Office::with(json!([]));
    office.file("ropa.csv", SHEET);
    let drafts = |args: &[&str]| {
        let answer = office.json(["import", "--dry-run", "ropa.csv"].iter().chain(args));
        answer["drafts"][0].clone()
    };
    let map = ["--map", "favourite colour=tags", "--map", "Team="];
    let draft = drafts(&map);
    assert_eq!((&draft["tags"], draft.get("team")), (&json!(["red"]), None));
    assert_eq!(draft["imported"]["unmapped"]["Team"], "Finance");
    assert_eq!(drafts(&[]).get("tags"), None);
    office.on_register(["import", "ropa.csv", "--remember"].iter().chain(&map)).is(0).says("remembered");
    assert_eq!(drafts(&[])["tags"], json!(["red"]));
    assert_eq!(drafts(&["--map", "Favourite colour=notes"])["notes"], "red");
    for (map, words) in [
        ("Favourite color=tags", "‘Favourite colour’"),
        ("Xylophone=tags", "No column has"),
        ("Team=nonsense", "no field ‘nonsense’"),
    ] {
        office.on_register(["import", "ropa.csv", "--map", map]).is(2).says(words);
    }
}

#[test]
fn ten_thousand_rows_come_in() {
    let office = Office::with(json!([]));
    let rows: String = (0..10_000)
        .map(|number| format!("Service {number},Purpose {number},x,Police; NHS,Team {}\n", number % 40))
        .collect();
    office.file("ropa.csv", format!("{}\n{rows}", SHEET.lines().next().unwrap()));
    let start = std::time::Instant::now();
    let answer = office.on_register(["import", "ropa.csv"]);
    assert!(answer.err.contains("Added 10000 activities"), "{}", answer.err);
    assert_eq!(office.register()["activities"].as_array().unwrap().len(), 10_000);
    let again = office.on_register(["import", "--update", "ropa.csv"]);
    assert!(again.err.contains("Nothing was added"), "{}", again.err);
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

const NOTICE: &str = "Privacy notice: Blue badges\n\nWhy we collect your information\n\n- to decide whether you can have a blue badge\n\n\
    What information we collect\n\n- personal details\n- health information\n\nWho we share it with\n\n- Department for Transport\n";

#[test]
fn a_notice_comes_in_with_its_lines_and_says_what_it_lacks() {
    let office = Office::with(json!([]));
    office.file("notice.txt", NOTICE);
    let answer = office.json(["import", "--dry-run", "notice.txt"]);
    assert_eq!((&answer["source"]["kind"], answer["drafts"].as_array().unwrap().len()), (&json!("notice"), 1));
    let draft = &answer["drafts"][0];
    assert_eq!(draft["purposes"], json!(["to decide whether you can have a blue badge"]));
    let evidence = draft["imported"]["evidence"].as_array().unwrap();
    assert!(evidence.iter().any(|one| one["at"] == "line 5"), "{evidence:?}");
    assert!(answer["gaps"].as_array().unwrap().iter().any(|gap| gap["field"] == "lawful_bases"), "{answer}");
    let text = office.on_register(["import", "notice.txt"]);
    assert!(text.out.contains("a privacy notice") && text.out.contains("Not in the notice"), "{text:?}");
    assert_eq!(office.register()["activities"].as_array().unwrap().len(), 1);
    office.on_register(["import", "notice.txt"]).says("Nothing was added");
    // What an officer filled in meanwhile stays, also with --update.
    let id = office.register()["activities"][0]["id"].as_str().unwrap().to_owned();
    office.on_register(["set", &id, "owner=Head of Transport", "title=Blue badges"]).is(0);
    let before = office.bytes("r.json");
    office.on_register(["import", "--update", "notice.txt"]).says("Nothing was added");
    assert_eq!(office.bytes("r.json"), before);
}

#[test]
fn a_sheet_and_a_notice_of_other_things_under_one_name_are_two_activities() {
    let office = Office::with(json!([]));
    std::fs::create_dir(office.path("parks")).unwrap();
    office.file("notice.txt", NOTICE.replace(": Blue badges", ""));
    let other =
        NOTICE.replace(": Blue badges", "").replace("decide whether you can have a blue badge", "look after trees");
    office.file(
        "parks/notice.txt",
        other.replace("personal details", "tree details").replace("health information", "photographs"),
    );
    office.on_register(["import", "notice.txt"]);
    office.on_register(["import", "parks/notice.txt"]).says("Added 1 activity");
    assert_eq!(office.register()["activities"].as_array().unwrap().len(), 2);
    office.on_register(["import", "parks/notice.txt", "notice.txt"]).says("Nothing was added");
}
