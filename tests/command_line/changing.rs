//! `set`, `add`, `remove` and `new`.

use super::Office;
use serde_json::{Value, json};

fn one_line() -> Office {
    Office::with(json!([{
        "id": "k7m2q9xd", "reference": "PA-1", "title": "Payroll", "status": "draft",
        "lines": [{ "id": "4hq0w8zr", "recipients": ["HMRC"] }],
        "agreements": [{ "recipient": "Acme [UK]", "role": "processor" }],
        "transfers": [{ "id": "m2x7d4tb", "country": "US" }],
    }]))
}

fn two_lines() -> Office {
    Office::with(json!([{ "id": "k7m2q9xd", "title": "Payroll", "lines": [
        { "id": "4hq0w8zr", "subjects": ["Staff"] }, { "id": "5hq0w8zr", "subjects": ["Pensioners"], "recipients": ["Bank"] } ] }]))
}

#[track_caller]
fn set(office: &Office, changes: &[&str]) -> Value {
    office.on_register(["set", "Payroll"].iter().chain(changes)).is(0);
    office.json(["show", "k7m2q9xd"])["activity"].clone()
}

#[test]
fn a_save_bears_a_new_revision_the_one_before_the_person_and_the_moment() {
    let office = one_line();
    office.on_register(["set", "PA-1", "owner=Head of Payroll"]).is(0).says("Saved ‘r.json’");
    let saved = &office.register()["saved"];
    assert_eq!(saved["previous"], json!(["c3m9t5ah"]));
    assert_eq!(saved["by"], "J. Smith");
    let revision = saved["revision"].as_str().unwrap();
    assert!(revision.len() == 8 && revision != "c3m9t5ah", "{revision}");
    let on = saved["on"].as_str().unwrap();
    assert!(on.len() == 20 && on.ends_with('Z') && on.parse::<jiff::Timestamp>().is_ok(), "{on}");
}

#[test]
fn a_status_that_is_set_to_approved_is_signed_and_what_is_open_is_told() {
    let office = Office::with_sample();
    office.on_register(["set", "PA-0016", "status=approved"]).is(0).says("asks for").says("still to be put right");
    let register: Value = serde_json::from_slice(&office.bytes("r.json")).unwrap();
    let activities = register["activities"].as_array().unwrap();
    let foster = activities.iter().find(|activity| activity["reference"] == "PA-0016").unwrap();
    assert_eq!((&foster["status"], &foster["approved"]["by"]), (&"approved".into(), &register["saved"]["by"]));
    let day = foster["approved"]["on"].as_str().unwrap();
    assert!(register["saved"]["on"].as_str().unwrap().starts_with(day), "{day}");
    office.on_register(["set", "PA-0016", "owner=Somebody else"]).is(0).says("in review again");
}

#[test]
fn one_changed_field_changes_its_line_and_the_stamp_only() {
    let office = Office::with_sample();
    let lines = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    let before = lines(office.bytes("r.json"));
    office.on_register(["set", "PA-0002", "owner=Somebody else"]).is(0).says("in review again");
    let after = lines(office.bytes("r.json"));
    let changed: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    let starts = ["\"revision\"", "\"previous\"", "\"history\"", "\"by\"", "\"on\"", "\"owner\"", "\"mrqzspyg\""];
    assert!(changed.iter().all(|line| starts.iter().any(|start| line.trim_start().starts_with(start))), "{changed:?}");
}

#[test]
fn lists_take_terms_one_by_one_and_keep_their_order() {
    let office = one_line();
    let activity =
        set(&office, &["recipients+=Pension fund", "recipients+=  hmrc ", "tags=b; a;b", "recipients+=Bank; City"]);
    assert_eq!(activity["lines"][0]["recipients"], json!(["HMRC", "Pension fund", "Bank; City"]));
    assert_eq!(activity["tags"], json!(["b", "a"]));
    let activity = set(&office, &["recipients-=pension FUND", "recipients-=Bank; City", "tags-=a"]);
    assert_eq!((&activity["lines"][0]["recipients"], &activity["tags"]), (&json!(["HMRC"]), &json!(["b"])));
    let activity = set(&office, &["recipients-=HMRC"]);
    assert_eq!(activity["lines"][0].get("recipients"), None, "taking the last term out does not answer none");
    office.on_register(["set", "Payroll", "recipients-=HMRC"]).is(2).says("‘HMRC’ is not in ‘Shared with’");
}

#[test]
fn terms_of_law_are_found_by_code_label_and_alias_and_closed_lists_refuse_others() {
    let office = one_line();
    let activity = set(
        &office,
        &[
            "lawful_bases[1].basis=public task",
            "lawful_bases[2].basis=6(1)(c)",
            "transfers[m2x7d4tb].country=india",
            "article9_conditions+=9(2)(g)",
            "schedule1_conditions=para-1; para-18",
            "status=In review",
            "dpia.required=Yes",
            "publish=yes",
        ],
    );
    assert_eq!(activity["lawful_bases"], json!([{ "basis": "6(1)(e)" }, { "basis": "6(1)(c)" }]));
    assert_eq!(activity["transfers"], json!([{ "id": "m2x7d4tb", "country": "IN" }]));
    assert_eq!(activity["schedule1_conditions"], json!(["para-1", "para-18"]));
    assert_eq!(
        (&activity["status"], &activity["dpia"]["required"], &activity["publish"]),
        (&json!("in-review"), &json!("yes"), &json!(true))
    );
    for (change, near) in [
        ("status=aproved", "approved"),
        ("article9_conditions+=9(2)(z)", "9(2)("),
        ("lawful_bases[1].basis=because", "ropa vocabulary lawful_bases"),
        ("publish=perhaps", "neither yes nor no"),
        ("next_review=31/02/2027", "28 February 2027"),
        ("next_review=soon", "Enter a real date"),
        ("retention.period_months=a while", "whole number"),
    ] {
        office.on_register(["set", "Payroll", change]).is(2).says(near);
    }
}

#[test]
fn an_unknown_code_that_stands_in_the_file_stays() {
    let office = Office::with(
        json!([{ "id": "k7m2q9xd", "title": "Payroll", "status": "from-the-future", "article9_conditions": ["9(2)(zz)"] }]),
    );
    let activity = set(&office, &["article9_conditions+=9(2)(g)", "owner=X"]);
    assert_eq!(activity["status"], "from-the-future");
    assert_eq!(activity["article9_conditions"], json!(["9(2)(zz)", "9(2)(g)"]));
}

#[test]
fn rows_are_named_by_id_number_or_their_first_words() {
    let office = one_line();
    let activity = set(
        &office,
        &[
            "transfers[m2x7d4tb].country=IE",
            "transfers[2].country=France",
            "transfers[2].organisation=Musée",
            "agreements[acme [uk]].link=https://x.example",
            "agreements[2].recipient=Bank",
            "lines[1].subjects+=Staff",
            "lines[4hq0w8zr].retention.text=6 years",
        ],
    );
    assert_eq!(activity["transfers"][0], json!({ "id": "m2x7d4tb", "country": "IE" }));
    assert_eq!(
        (&activity["transfers"][1]["country"], &activity["transfers"][1]["organisation"]),
        (&json!("FR"), &json!("Musée"))
    );
    assert_eq!(activity["transfers"][1]["id"].as_str().unwrap().len(), 8);
    assert_eq!(activity["agreements"][0]["link"], "https://x.example");
    assert_eq!(activity["lines"][0]["retention"]["text"], "6 years");
    let activity = set(&office, &["agreements[1]=", "transfers="]);
    assert_eq!(activity["agreements"], json!([{ "recipient": "Bank" }]));
    assert_eq!(activity.get("transfers"), None);
    office.on_register(["set", "Payroll", "agreements[7].link=x"]).is(2).says("‘agreements’ has no row ‘7’");
    office.on_register(["set", "Payroll", "transfers[x].country=IE"]).is(2).says("transfers[1]");
    office.on_register(["set", "Payroll", "owner[1].x=y"]).is(2).says("not a table");
}

#[test]
fn a_field_of_a_line_stands_alone_while_there_is_one_line() {
    let office = one_line();
    assert_eq!(
        set(&office, &["to+=Bank", "retention.period_months=6 years"])["lines"][0]["retention"]["period_months"],
        72
    );
    let office = two_lines();
    let before = office.bytes("r.json");
    office
        .on_register(["set", "Payroll", "recipients+=HMRC"])
        .refuses(2, "lines[4hq0w8zr].recipients (Staff), lines[5hq0w8zr].recipients (Pensioners)");
    assert_eq!(office.bytes("r.json"), before);
    assert_eq!(set(&office, &["lines[5hq0w8zr].recipients+=HMRC"])["lines"][1]["recipients"], json!(["Bank", "HMRC"]));
    let without = Office::with(json!([{ "id": "k7m2q9xd", "title": "Payroll" }]));
    assert_eq!(set(&without, &["recipients+=HMRC"])["lines"][0]["recipients"], json!(["HMRC"]));
}

#[test]
fn marks_say_who_and_when_and_go_when_an_answer_comes() {
    let office = one_line();
    let activity = set(
        &office,
        &["owner:to-confirm=A Shah is asking", "transfers:does-not-apply=Nothing leaves", "retention:to-confirm"],
    );
    let marks = activity["marks"].as_array().unwrap();
    assert_eq!(marks.len(), 3);
    assert_eq!(
        (&marks[0]["field"], &marks[0]["note"], &marks[0]["by"]),
        (&json!("owner"), &json!("A Shah is asking"), &json!("J. Smith"))
    );
    assert_eq!((&marks[2]["field"], &marks[2]["line"]), (&json!("retention"), &json!("4hq0w8zr")));
    assert_eq!(activity.get("transfers"), None, "what does not apply holds no value");
    let activity = set(&office, &["transfers[1].country=IE", "owner=", "retention="]);
    assert_eq!(activity.get("marks"), None, "{activity}");
    office.on_register(["set", "Payroll", "owner:does-not-apply"]).is(2).says("REASON");
    office.on_register(["set", "Payroll", "agreements[1].link:to-confirm=x"]).is(2).says("agreements:to-confirm");
    office.on_register(["set", "-", "organisation.name:to-confirm=x"]).is(2).says("Only the fields of an activity");
}

#[test]
fn nothing_is_saved_where_one_change_is_not_understood() {
    let office = one_line();
    let before = (office.bytes("r.json"), office.names());
    for (changes, words) in [
        (vec!["owner=X", "ownr=Y"], "Near to it: ‘owner’"),
        (vec!["owner=X", "nonsense"], "FIELD=VALUE"),
        (vec!["owner=X", "owner:maybe"], "FIELD:to-confirm=NOTE"),
        (vec!["owner=X", "tags+="], "no term"),
        (vec!["owner=X", "owner+=Y"], "not a list"),
        (vec!["owner=X", "transfers=IE"], "transfers"),
        (vec!["owner=X", "transfers[1]=IE"], "whole row"),
    ] {
        office.on_register(["set", "Payroll"].into_iter().chain(changes)).refuses(2, "Nothing was changed").says(words);
    }
    office.on_register(["set", "-", "name=X"]).refuses(2, "organisation.");
    office.on_register(["set", "Payroll", "owner=X", "--read-only"]).refuses(2, "--read-only");
    assert_eq!((office.bytes("r.json"), office.names()), before);
}

#[test]
fn a_change_to_what_stands_there_already_saves_nothing() {
    let office = one_line();
    let before = (office.bytes("r.json"), office.names());
    office.on_register(["set", "Payroll", "status=draft", "recipients+=hmrc"]).is(0).says("nothing was saved");
    assert_eq!((office.bytes("r.json"), office.names()), before);
}

#[test]
fn add_takes_activities_and_gives_ids_where_they_are_missing_or_taken() {
    let office = one_line();
    let input = json!([
        { "title": "No id", "zz": 1, "lines": [{ "subjects": ["Staff"] }] },
        { "id": "k7m2q9xd", "reference": "PA-1", "title": "Taken", "lines": [{ "id": "4hq0w8zr" }],
          "marks": [{ "field": "recipients", "line": "4hq0w8zr", "mark": "to-confirm" }],
          "transfers": [{ "id": "m2x7d4tb", "country": "IE", "line": "4hq0w8zr" }] },
        { "id": "newidnew", "title": "Own id" },
    ]);
    let answer = office.with_input(["add"], &input.to_string()).is(0).says("Added 3 activities");
    let register = office.register();
    let activities = register["activities"].as_array().unwrap();
    let ids: Vec<&str> = activities.iter().map(|activity| activity["id"].as_str().unwrap()).collect();
    assert_eq!(answer.out.lines().collect::<Vec<_>>(), ids[1..]);
    assert_eq!(ids[3], "newidnew");
    assert_eq!(activities[1]["zz"], 1);
    let taken = &activities[2];
    let line = &taken["lines"][0]["id"];
    assert!(taken["id"] != "k7m2q9xd" && *line != "4hq0w8zr" && taken["transfers"][0]["id"] != "m2x7d4tb");
    assert_eq!((&taken["marks"][0]["line"], &taken["transfers"][0]["line"]), (line, line));
    assert_eq!(taken["reference"], "PA-1", "a reference may stand twice");
    assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), 4);
}

#[test]
fn add_takes_one_activity_or_a_register_from_a_file() {
    let office = Office::with_sample();
    let count = |office: &Office| office.register()["activities"].as_array().unwrap().len();
    let before = count(&office);
    office.file("one.json", "\u{feff}{\"title\": \"One\"}");
    let added = office.json(["add", "--from", "one.json"]);
    assert_eq!((&added["schema"], &added["added"][0]["title"]), (&json!("ropa.add/1"), &json!("One")));
    office.on_register(["add", "--from", "r.json"]).is(0);
    assert_eq!(count(&office), (before + 1) * 2);
}

#[test]
fn add_refuses_what_is_no_activity_with_its_place() {
    let office = one_line();
    let before = office.bytes("r.json");
    for (input, words) in [
        ("", "nothing in this file"),
        ("[{\"title\":\n 1}]", "Line 2"),
        ("[{\"title\": 1}]", "activities[0].title"),
        ("{\"lines\": {}}", "lines"),
        ("{\"title\": \"A\", \"title\": \"B\"}", "‘title’ stands twice"),
        ("{\"title\": \"A\"", "ends in the middle"),
        ("[1]", "activities[0]"),
        ("{\"titel\": \"A\"}", "Item 1"),
        ("[{\"title\": \"A\"}, {}]", "Item 2"),
        ("Payroll, HR", "column"),
    ] {
        office.with_input(["add"], input).refuses(3, "standard input").says(words);
    }
    office.on_register(["add", "--from", "missing.json"]).refuses(3, "missing.json");
    office.with_input(["add"], "[]").is(0).says("nothing was added");
    assert_eq!(office.bytes("r.json"), before);
}

#[test]
fn remove_deletes_what_it_is_told_to_and_asks_first() {
    let office = Office::with_sample();
    let before = office.bytes("r.json");
    office.on_register(["remove", "PA-0001"]).refuses(2, "--yes");
    office.on_register(["remove", "PA-0001", "nobody", "--yes"]).refuses(2, "nobody");
    assert_eq!(office.bytes("r.json"), before);
    office.on_register(["remove", "PA-0001", "d7rvtp5r", "SC-01", "--yes"]).is(0).says("Deleted 2 activities");
    let references: Vec<Value> = office.register()["activities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|activity| activity["reference"].clone())
        .collect();
    assert!(!references.contains(&json!("PA-0001")) && !references.contains(&json!("SC-01")));
    assert_eq!(
        references.len(),
        serde_json::from_slice::<Value>(&before).unwrap()["activities"].as_array().unwrap().len() - 2
    );
}

#[test]
fn new_starts_a_register_and_replaces_none() {
    let office = Office::new();
    office
        .run(["new", "r.json", "--organisation", "Anytown Borough Council"])
        .is(0)
        .says("Started the register ‘r.json’");
    let register = office.register();
    assert_eq!((&register["format"], &register["version"]), (&json!("ropa-register"), &json!(1)));
    assert_eq!(
        (&register["organisation"]["name"], &register["activities"]),
        (&json!("Anytown Borough Council"), &json!([]))
    );
    assert_eq!(register["saved"]["previous"], json!([]));
    assert_eq!(office.names(), ["r.json"]);
    let before = office.bytes("r.json");
    office.run(["new", "r.json"]).refuses(5, "r.json");
    office.run(["new", "nowhere/r.json"]).refuses(5, "nowhere");
    assert_eq!(office.bytes("r.json"), before);
}

#[test]
fn the_register_is_the_one_named_else_the_environments_else_the_users_own() {
    let office = Office::with(json!([{ "id": "aaaaaaa1", "title": "In the environment" }]));
    let named = Office::with(json!([{ "id": "aaaaaaa2", "title": "Named" }]));
    let path = named.path("r.json");
    for args in [vec!["list", "-r"], vec!["list", "--register"]] {
        let args: Vec<&std::ffi::OsStr> = args.into_iter().map(AsRef::as_ref).chain([path.as_os_str()]).collect();
        assert!(office.on_register(args).is(0).out.contains("Named"));
    }
    assert!(office.on_register(["list"]).is(0).out.contains("In the environment"));
    office.run(["list"]).refuses(3, "register.json").says("ropa new FILE");
    let default = office.run(["doctor", "--format", "json"]).is(0).out;
    let default: Value = serde_json::from_str(&default).unwrap();
    let default = default["register"].as_str().unwrap().trim_end_matches(" (not there yet)").to_owned();
    office.run(["new", &default]).is(0);
    office.run(["list"]).is(1).says("no activities");
}

#[test]
fn a_word_of_the_organisations_own_is_renamed_wherever_it_is_used() {
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "Payroll", "status": "approved",
        "lines": [{ "id": "4hq0w8zr", "recipients": ["Community trust", "HMRC"] }] }]));
    office.on_register(["set", "-", "vocabulary.recipients[1].label=Community Trust"]).is(0);
    office
        .on_register(["set", "-", "vocabulary.recipients[Community Trust].label=Anytown Trust", "organisation.name=X"])
        .is(0)
        .says("Renamed ‘Community Trust’ to ‘Anytown Trust’ in 1 activity\n");
    let register = office.register();
    assert_eq!(
        register["vocabulary"]["recipients"],
        json!([{ "label": "Anytown Trust", "aliases": ["Community Trust"] }])
    );
    assert_eq!(register["organisation"]["name"], "X");
    let activity = &register["activities"][0];
    assert_eq!(activity["lines"][0]["recipients"], json!(["Anytown Trust", "HMRC"]));
    assert_eq!(activity["status"], "approved", "the word changes, not what it says");
}

#[test]
fn of_two_who_save_at_once_neither_loses_a_change() {
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "Payroll" }]));
    let saved: Vec<String> = std::thread::scope(|scope| {
        let office = &office;
        let writers: Vec<_> = (0..3)
            .map(|writer| {
                scope.spawn(move || {
                    let terms = (0..12).map(|round| format!("w{writer}r{round}"));
                    let is_saved = |term: &String| {
                        let answer = office.on_register(["set", "Payroll", &format!("tags+={term}")]);
                        assert!(answer.code == 0 || (answer.code == 4 && answer.err.contains("r.json")), "{answer:?}");
                        answer.code == 0
                    };
                    terms.filter(is_saved).collect::<Vec<_>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let register = office.register();
    let tags = register["activities"][0]["tags"].as_array().unwrap();
    assert_eq!(tags.len(), saved.len());
    assert!(!saved.is_empty() && saved.iter().all(|term| tags.contains(&json!(term))));
}

#[test]
fn nobody_who_changes_the_register_at_the_same_time_is_refused_and_no_change_is_lost() {
    let (writers, edits) = (4, 60);
    let activities: Vec<Value> =
        (0..writers).map(|number| json!({"id": format!("aaaaaaa{number}"), "title": "x"})).collect();
    let office = Office::with(json!(activities));
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let office = &office;
            scope.spawn(move || {
                for edit in 0..edits {
                    let (name, change) = (format!("aaaaaaa{writer}"), format!("purposes+=purpose {edit}"));
                    office.on_register(["set", &name, &change]).is(0);
                    // The same field of the same activity by all of them.
                    let change = format!("tags+=w{writer} e{edit}");
                    if edit % 4 == 0 {
                        office.on_register(["set", "aaaaaaa0", &change]).is(0);
                    }
                }
            });
        }
    });
    let register = office.register();
    for writer in 0..writers {
        assert_eq!(register["activities"][writer]["purposes"].as_array().unwrap().len(), edits);
    }
    assert_eq!(register["activities"][0]["tags"].as_array().unwrap().len(), writers * edits / 4);
}

#[test]
fn activities_that_several_add_at_the_same_time_are_all_there() {
    let office = Office::with(json!([]));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let office = &office;
            scope.spawn(move || {
                for number in 0..10 {
                    let activity = json!([{"title": format!("{writer} {number}")}]).to_string();
                    office.with_input(["add"], &activity).is(0);
                }
            });
        }
    });
    assert_eq!(office.register()["activities"].as_array().unwrap().len(), 40);
}
