//! `notice` and `notice-check`.

use super::Office;
use serde_json::json;

#[test]
fn notice_writes_the_kind_of_file_that_its_ending_says() {
    let office = Office::with_sample();
    for (file, begins) in
        [("n.md", "# Privacy Notice - Blue"), ("n.html", "<!DOCTYPE html>"), ("n.txt", "Privacy Notice - Blue")]
    {
        office.on_register(["notice", "PA-0012", "-o", file]).is(0).says(&format!("Made ‘{file}’"));
        assert!(String::from_utf8(office.bytes(file)).unwrap().starts_with(begins), "{file}");
    }
    office.on_register(["notice", "PA-0012", "-o", "n.md"]).refuses(5, "--replace");
    office.on_register(["notice", "PA-0012", "-o", "n.md", "--replace"]).is(0);
    office.on_register(["notice", "PA-0012", "-o", "n.docx"]).refuses(2, ".html, .md or .txt");
    office.on_register(["notice", "PA-0012", "-o", "n", "--as", "html"]).is(0);
    office
        .on_register(["notice", "PA-0012", "-o", "r.json", "--as", "txt", "--replace"])
        .refuses(2, "the register itself");
    office.on_register(["notice", "PA-9999", "-o", "x.md"]).refuses(2, "PA-9999");
}

#[test]
fn notice_without_a_file_prints_it() {
    let office = Office::with_sample();
    for args in [vec!["notice", "PA-0012"], vec!["notice", "PA-0012", "-o", "-"]] {
        let answer = office.on_register(args).is(0);
        assert!(answer.out.starts_with("Privacy Notice - Blue badge applications\n"), "{}", answer.out);
    }
    assert!(office.on_register(["notice", "PA-0012", "--as", "md"]).is(0).out.starts_with("# Privacy Notice"));
    assert_eq!(office.names(), ["r.json"]);
}

#[test]
fn notice_with_gaps_says_which_and_ends_with_6() {
    let office = Office::with_sample();
    office
        .on_register(["notice", "SC-01", "-o", "n.md"])
        .is(6)
        .says("6 things are not recorded")
        .says("the lawful basis");
    let answer = office.json(["notice", "SC-01"]);
    assert_eq!(answer["schema"], "ropa.notice/1");
    assert!(
        answer["gaps"].as_array().unwrap().contains(&json!({ "kind": "not-recorded", "words": "the lawful basis" }))
    );
    assert!(answer["notice"].as_str().unwrap().contains("[Not recorded: the lawful basis]"));
}

#[test]
fn notice_of_an_activity_as_a_processor_is_refused_with_what_to_do() {
    let office = Office::with_sample();
    office.on_register(["notice", "PA-0025", "-o", "n.md"]).refuses(2, "ropa show");
    assert_eq!(office.names(), ["r.json"]);
}

#[test]
fn notice_takes_the_councils_wording_from_the_option_then_from_beside_the_register() {
    let office = Office::with_sample();
    let shown = office.run(["notice", "--show-template"]).is(0).out;
    assert!(shown.contains("## How long we will keep your information"));
    office.file("notice-template.md", shown.replace("# Privacy Notice - ", "# Our notice: "));
    assert!(office.on_register(["notice", "PA-0012"]).is(0).out.starts_with("Our notice: Blue"));
    office.file("other.md", "# Another: {{ title }}\n");
    assert!(office.on_register(["notice", "PA-0012", "--template", "other.md"]).is(0).out.starts_with("Another: Blue"));
    office.file("bad.md", "# T\n\n{{ titel }}\n");
    office
        .on_register(["notice", "PA-0012", "--template", "bad.md", "-o", "n.md"])
        .refuses(3, "line 3 of the template ‘bad.md’");
    office.on_register(["notice", "PA-0012", "--template", "none.md", "-o", "n.md"]).refuses(3, "none.md");
    let law = office.on_register(["notice", "PA-0023", "--show-template"]).is(0).out;
    assert!(law.contains("Part 3 of the Data Protection Act 2018"));
}

#[test]
fn notice_check_tells_where_a_notice_and_the_record_disagree() {
    let office = Office::with_sample();
    office.on_register(["notice", "PA-0001", "-o", "n.txt"]);
    office.on_register(["notice-check", "n.txt", "PA-0001"]).is(0).says("agree");
    let notice = String::from_utf8(office.bytes("n.txt")).unwrap();
    let changed = notice.replace("Requester", "Asker").replace("  • Answer", "  • Sell");
    assert_ne!(changed, notice, "{notice}");
    office.file("n.txt", &changed);
    let answer = office.on_register(["notice-check", "n.txt", "PA-0001"]).is(1);
    assert!(answer.out.contains("only in the notice: ") && answer.out.contains("(line "), "{}", answer.out);
    let answer = office.json(["notice-check", "n.txt", "PA-0001"]);
    assert_eq!((&answer["schema"], &answer["agrees"]), (&json!("ropa.notice-check/1"), &json!(false)));
    let first = &answer["differences"][0];
    assert!(
        first["field"].is_string()
            && first["only_in_notice"][0].is_string()
            && first["only_in_register"][0].is_string()
    );
    assert!(first["at"][0].as_str().unwrap().starts_with("line "));
    let rows = office.on_register(["--format", "csv", "notice-check", "n.txt", "PA-0001"]).is(1);
    assert!(rows.out.starts_with("field,only_in,text,at\n"), "{}", rows.out);
    office.on_register(["notice-check", "none.txt", "PA-0001"]).refuses(3, "none.txt");
    office.on_register(["notice-check", "n.txt", "PA-0025"]).refuses(2, "other controllers");
}

#[test]
fn list_finds_the_activities_that_changed_after_the_date_of_their_notice() {
    let office = Office::with_sample();
    std::fs::remove_file(office.path("r.history.jsonl")).unwrap();
    office.on_register(["list", "notice:older"]).is(1).says("no history yet");
    office.on_register(["set", "PA-0014", "owner=Somebody new"]).is(0);
    office.on_register(["list", "notice:older"]).is(1).says("Changes are known from");
    office.on_register(["set", "PA-0034", "recipients+=Florists"]).is(0);
    let found = office.on_register(["list", "notice:older"]).is(0);
    assert!(found.out.contains("PA-0034") && !found.out.contains("PA-0014"), "{}", found.out);
    office.on_register(["set", "PA-0034", "privacy_notice.dated=2999-01-01"]).is(0);
    office.on_register(["list", "notice:older"]).is(1);
}
