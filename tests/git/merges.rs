//! What git does with a register that two branches changed, with the merge driver and without it.

use super::{Repository, laid_out, plain_repository, register, repository};
use serde_json::{Value, json};

/// Two branches, one changed the owner of one activity, the other its neighbour: git alone would merge that or not, but the
/// stamps clash always.
fn apart(repository: &Repository) {
    repository.branch("theirs", &[("1.owner", json!("Culture"))]);
    repository.put("r.json", &register(&[("0.owner", json!("Finance")), ("0.tags", json!(["x", "y", "z"]))]));
    repository.keep("ours");
}

fn both_are_in(register: &Value) {
    assert_eq!(register["activities"][0]["owner"], "Finance");
    assert_eq!(register["activities"][0]["tags"], json!(["x", "y", "z"]));
    assert_eq!(register["activities"][1]["owner"], "Culture");
    assert!(register.get("conflicts").is_none());
}

/// Two branches that each gave one activity another owner.
fn clashing(repository: &Repository) {
    repository.branch("theirs", &[("0.owner", json!("Payroll office")), ("1.owner", json!("Culture"))]);
    repository.put("r.json", &register(&[("0.owner", json!("Finance"))]));
    repository.keep("ours");
}

fn clash_is_kept(register: &Value) {
    assert_eq!(register["activities"][0]["owner"], "Finance");
    assert_eq!(register["activities"][1]["owner"], "Culture");
    let conflicts = register["conflicts"].as_array().unwrap();
    assert_eq!(conflicts.len(), 1);
    let parts = ["id", "field", "base", "yours", "theirs", "who"].map(|name| conflicts[0][name].as_str().unwrap());
    assert_eq!(parts, ["aaaaaaaa", "owner", "HR", "Finance", "Payroll office", "A. Shah"]);
}

#[test]
fn changes_of_two_branches_to_different_fields_merge_without_a_stop() {
    let Some(repository) = repository() else { return };
    apart(&repository);
    repository.git(&["merge", "-q", "--no-edit", "theirs"]);
    let merged = repository.json("r.json");
    both_are_in(&merged);
    assert_eq!(merged["saved"]["previous"].as_array().unwrap().len(), 2);
    assert_eq!(merged["saved"]["by"], "J. Smith");
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "nothing is left beside it");
    assert_eq!(repository.bytes("r.json"), laid_out(&merged));
}

#[test]
fn a_clash_leaves_a_register_that_opens_and_git_knows_that_it_is_not_settled() {
    let Some(repository) = repository() else { return };
    clashing(&repository);
    let said = repository.git_stops(&["merge", "--no-edit", "theirs"]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("Payroll office"), "{said:?}");
    assert_eq!(repository.status("r.json"), "UU");
    clash_is_kept(&repository.json("r.json"));
    let (_, told) = repository.ropa(&["merge", "r.json"], 3);
    assert!(told.contains("1 value in it is still to be settled"), "{told}");
    repository.ropa(&["list", "-r", "r.json"], 0);
}

#[test]
fn a_register_that_both_branches_began_is_merged_as_from_nothing() {
    let Some(repository) = plain_repository() else { return };
    repository.put_bytes("readme.txt", b"x");
    repository.put("r.json", &register(&[]));
    repository.ropa(&["git-setup"], 0);
    std::fs::remove_file(repository.path("r.json")).unwrap();
    repository.keep("start");
    repository.branch("theirs", &[("2.id", json!("cccccccc")), ("2.title", json!("Parking"))]);
    repository.put("r.json", &register(&[("2.id", json!("dddddddd")), ("2.title", json!("Parks"))]));
    repository.keep("ours");
    repository.git(&["merge", "-q", "--no-edit", "theirs"]);
    let titles: Vec<Value> = repository.json("r.json")["activities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|activity| activity["title"].clone())
        .collect();
    assert_eq!(titles, ["Payroll", "Libraries", "Parking", "Parks"]);
}

#[test]
fn branches_that_merged_each_other_merge_again() {
    let Some(repository) = repository() else { return };
    apart(&repository);
    repository.git(&["branch", "was-ours"]);
    repository.git(&["merge", "-q", "--no-edit", "theirs"]);
    repository.put("r.json", &with(repository.json("r.json"), "/activities/0/title", json!("Pay")));
    repository.keep("ours again");
    repository.git(&["checkout", "-q", "theirs"]);
    repository.git(&["merge", "-q", "--no-edit", "was-ours"]);
    repository.put("r.json", &with(repository.json("r.json"), "/activities/1/title", json!("Books")));
    repository.keep("theirs again");
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["merge", "-q", "--no-edit", "theirs"]);
    let merged = repository.json("r.json");
    both_are_in(&merged);
    assert_eq!(merged["activities"][0]["title"], "Pay");
    assert_eq!(merged["activities"][1]["title"], "Books");
}

/// A register with one value in it replaced.
fn with(mut register: Value, place: &str, value: Value) -> Value {
    *register.pointer_mut(place).unwrap() = value;
    register
}

#[test]
fn rebase_cherry_pick_and_stash_merge_as_well() {
    let ways: [&[&[&str]]; 3] = [
        &[&["rebase", "-q", "theirs"]],
        &[&["cherry-pick", "theirs"]],
        &[&["reset", "-q", "--soft", "HEAD~1"], &["stash", "-q"], &["merge", "-q", "theirs"], &["stash", "pop", "-q"]],
    ];
    for way in ways {
        let Some(repository) = repository() else { return };
        apart(&repository);
        way.iter().for_each(|args| drop(repository.git(args)));
        both_are_in(&repository.json("r.json"));
    }
}

#[test]
fn where_the_driver_is_missing_the_markers_are_explained_and_settled() {
    for style in ["merge", "diff3", "zdiff3"] {
        let Some(repository) = plain_repository() else { return };
        repository.put("r.json", &register(&[]));
        repository.git(&["config", "merge.conflictStyle", style]);
        repository.keep("start");
        clashing(&repository);
        repository.git_stops(&["merge", "theirs"]);
        let line = 1 + repository.text("r.json").lines().position(|line| line.starts_with("<<<<<<<")).unwrap();
        let before = repository.bytes("r.json");
        let (_, told) = repository.ropa(&["list", "-r", "r.json"], 3);
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.contains(&format!("line {line}")) && told.contains("ropa merge r.json"), "{told}");
        assert_eq!(repository.bytes("r.json"), before);
        let (_, told) = repository.ropa(&["merge", "r.json"], 1);
        assert!(told.contains("git add r.json"), "{told}");
        clash_is_kept(&repository.json("r.json"));
        assert_eq!(repository.status("r.json"), "UU", "the person tells git");
    }
}

#[test]
fn markers_are_settled_from_the_text_alone_where_git_has_forgotten_the_sides() {
    for style in ["merge", "diff3"] {
        let Some(repository) = plain_repository() else { return };
        repository.put("r.json", &register(&[]));
        repository.git(&["config", "merge.conflictStyle", style]);
        repository.keep("start");
        apart(&repository);
        repository.git_stops(&["merge", "theirs"]);
        // Somebody told git that it is settled, markers and all.
        repository.keep("markers");
        // Git merged the rest; only the stamps stand between its markers.
        let (_, told) = repository.ropa(&["merge", "r.json"], 0);
        assert!(!told.contains("come back"), "{told}");
        both_are_in(&repository.json("r.json"));
        assert_eq!(repository.json("r.json")["saved"]["previous"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn without_the_state_before_every_difference_is_a_question() {
    let Some(repository) = plain_repository() else { return };
    repository.put("r.json", &register(&[]));
    repository.keep("start");
    clashing(&repository);
    repository.git_stops(&["merge", "theirs"]);
    repository.keep("markers");
    let (_, told) = repository.ropa(&["merge", "r.json"], 1);
    assert!(told.contains("may have come back"), "{told}");
    let settled = repository.json("r.json");
    assert_eq!(settled["activities"][0]["owner"], "Finance");
    assert_eq!(settled["conflicts"].as_array().unwrap().len(), 1, "{settled}");
    assert_eq!(settled["conflicts"][0]["theirs"], "Payroll office");
    assert!(settled["conflicts"][0].get("base").is_none());
}

#[test]
fn half_of_the_markers_is_told_and_nothing_is_touched() {
    let Some(repository) = plain_repository() else { return };
    let text = String::from_utf8(laid_out(&register(&[]))).unwrap();
    for (marker, end) in
        [("<<<<<<< HEAD", "\n"), ("=======", "\r\n"), (">>>>>>> theirs", "\n"), ("||||||| 1234567", "\r\n")]
    {
        let text = text.replacen("  \"activities\"", &format!("{marker}\n  \"activities\""), 1).replace('\n', end);
        repository.put_bytes("r.json", text.as_bytes());
        let (_, told) = repository.ropa(&["show", "-r", "r.json"], 3);
        assert!(told.contains("ropa merge r.json"), "{told}");
        let (_, told) = repository.ropa(&["merge", "r.json"], 3);
        assert!(told.contains("are not whole") && told.lines().count() == 1, "{told}");
        assert_eq!(repository.bytes("r.json"), text.as_bytes());
    }
}

#[test]
fn line_ends_of_windows_stay_through_a_merge() {
    for with_driver in [true, false] {
        let Some(repository) = plain_repository() else { return };
        repository.git(&["config", "core.autocrlf", "true"]);
        repository.put("r.json", &register(&[]));
        if with_driver {
            repository.ropa(&["git-setup"], 0);
        }
        repository.keep("start");
        apart(&repository);
        // As a checkout on Windows leaves it.
        std::fs::remove_file(repository.path("r.json")).unwrap();
        repository.git(&["checkout", "-q", "--", "r.json"]);
        assert!(repository.text("r.json").contains("\r\n"));
        if with_driver {
            repository.git(&["merge", "-q", "--no-edit", "theirs"]);
        } else {
            repository.git_stops(&["merge", "-q", "theirs"]);
            repository.ropa(&["merge", "r.json"], 0);
        }
        let text = repository.text("r.json");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text}");
        both_are_in(&repository.json("r.json"));
    }
}

#[test]
fn git_s_merge_tool_settles_what_was_left() {
    let Some(repository) = plain_repository() else { return };
    repository.put("r.json", &register(&[]));
    repository.keep("start");
    apart(&repository);
    repository.git_stops(&["merge", "theirs"]);
    repository.ropa(&["git-setup"], 0);
    repository.git(&["mergetool", "-y", "--tool=ropa", "r.json"]);
    both_are_in(&repository.json("r.json"));
    assert_eq!(repository.status("r.json"), "M ");
}

#[test]
fn the_merge_tool_leaves_a_clash_to_the_person() {
    let Some(repository) = plain_repository() else { return };
    repository.put("r.json", &register(&[]));
    repository.keep("start");
    clashing(&repository);
    repository.git_stops(&["merge", "theirs"]);
    repository.ropa(&["git-setup"], 0);
    repository.git_stops(&["mergetool", "-y", "--tool=ropa", "r.json"]);
    assert_eq!(repository.status("r.json"), "UU");
    repository.ropa(&["merge", "r.json"], 1);
    clash_is_kept(&repository.json("r.json"));
}

#[test]
fn the_histories_of_both_branches_come_together() {
    let Some(repository) = repository() else { return };
    let line = |name: &str| format!("{{\"entry\": \"{name}\"}}\n");
    repository.put_bytes("r.history.jsonl", line("start").as_bytes());
    repository.keep("history");
    repository.git(&["checkout", "-q", "-b", "theirs"]);
    repository.put_bytes("r.history.jsonl", [line("start"), line("theirs")].concat().as_bytes());
    repository.keep("theirs");
    repository.git(&["checkout", "-q", "main"]);
    repository.put_bytes("r.history.jsonl", [line("start"), line("yours")].concat().as_bytes());
    repository.keep("yours");
    repository.git(&["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!(repository.text("r.history.jsonl"), [line("start"), line("yours"), line("theirs")].concat());
}

#[test]
fn a_merge_of_what_cannot_be_read_leaves_everything_as_it_was() {
    let Some(repository) = repository() else { return };
    repository.git(&["checkout", "-q", "-b", "theirs"]);
    repository.put_bytes("r.json", b"{ \"format\": \"ropa-register\", ");
    repository.keep("damaged");
    repository.git(&["checkout", "-q", "main"]);
    repository.put("r.json", &register(&[("0.owner", json!("Finance"))]));
    repository.keep("ours");
    let before = repository.bytes("r.json");
    let output = repository.command(std::path::Path::new("git"), &["merge", "--no-edit", "theirs"]);
    assert!(!output.status.success());
    assert_eq!(repository.bytes("r.json"), before, "{output:?}");
}

#[test]
fn a_history_with_markers_takes_the_lines_of_both_sides_and_is_whole_after_the_next_save() {
    for style in ["merge", "diff3", "zdiff3"] {
        let Some(repository) = plain_repository() else { return };
        let set = |change: &[&str]| drop(repository.ropa(&[&["-r", "r.json", "set"], change].concat(), 0));
        repository.git(&["config", "merge.conflictStyle", style]);
        repository.put("r.json", &register(&[]));
        set(&["A-1", "notes=Begun"]);
        repository.keep("start");
        repository.git(&["checkout", "-q", "-b", "theirs"]);
        set(&["B-1", "owner=Culture"]);
        repository.keep("theirs");
        repository.git(&["checkout", "-q", "main"]);
        set(&["A-1", "owner=Finance"]);
        repository.keep("ours");
        repository.git_stops(&["merge", "theirs"]);
        let lines =
            |text: String| text.lines().filter(|line| line.starts_with('{')).map(str::to_owned).collect::<Vec<_>>();
        let before = repository.text("r.history.jsonl");
        assert!(before.contains("<<<<<<<"), "{style}");
        let (_, told) = repository.ropa(&["merge", "r.json"], 0);
        assert!(told.contains("the lines of both sides stand in it"), "{style}: {told}");
        let mended = repository.text("r.history.jsonl");
        assert!(!mended.contains("<<<<<<<") && !mended.contains(">>>>>>>"), "{style}");
        for line in lines(before) {
            assert_eq!(mended.matches(&*line).count(), 1, "{style}: {line}");
        }
        repository.keep("merged");
        set(&["B-1", "notes=After"]);
        let (intact, _) = repository.ropa(&["-r", "r.json", "history", "--verify"], 0);
        assert!(intact.contains("intact"), "{style}: {intact}");
        let (listed, _) = repository.ropa(&["-r", "r.json", "history"], 0);
        for value in ["Begun", "Culture", "Finance", "After"] {
            assert!(listed.contains(value), "{style}: {value}: {listed}");
        }
        assert!(!repository.git(&["status", "--porcelain", "--ignored"]).contains("damaged"), "{style}");
    }
}

#[test]
fn a_save_takes_the_markers_out_of_a_history_where_only_the_register_was_merged() {
    let Some(repository) = repository() else { return };
    let attributes = repository.text(".gitattributes");
    let without = attributes.lines().filter(|line| !line.contains("union")).map(|line| format!("{line}\n"));
    repository.put_bytes(".gitattributes", without.collect::<String>().as_bytes());
    let set = |change: &[&str]| drop(repository.ropa(&[&["-r", "r.json", "set"], change].concat(), 0));
    set(&["A-1", "notes=Begun"]);
    repository.keep("with a history");
    repository.git(&["checkout", "-q", "-b", "theirs"]);
    set(&["B-1", "owner=Culture"]);
    repository.keep("theirs");
    repository.git(&["checkout", "-q", "main"]);
    set(&["A-1", "owner=Finance"]);
    repository.keep("ours");
    repository.git_stops(&["merge", "theirs"]);
    assert!(repository.text("r.history.jsonl").contains("<<<<<<<"));
    let (listed, _) = repository.ropa(&["-r", "r.json", "history"], 0);
    assert!(listed.contains("Culture") && listed.contains("Finance"), "{listed}");
    let (_, told) = repository.ropa(&["-r", "r.json", "set", "B-1", "notes=After"], 0);
    assert!(told.contains("the lines of both sides stand in it"), "{told}");
    repository.ropa(&["-r", "r.json", "history", "--verify"], 0);
    both_are_in(&with(repository.json("r.json"), "/activities/0/tags", json!(["x", "y", "z"])));
}
