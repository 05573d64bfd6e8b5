//! `ropa git-setup`, and what git shows of a register then.

use super::{Repository, plain_repository, register, repository};
use serde_json::json;
use std::path::Path;

fn is_set_up(repository: &Repository, file: &str) {
    let told = repository.git(&["check-attr", "merge", "diff", "--", file]);
    assert_eq!(told.matches(": ropa\n").count(), 2, "{told}");
}

#[test]
fn registers_are_found_by_what_they_hold_and_running_it_twice_changes_nothing() {
    let Some(repository) = plain_repository() else { return };
    std::fs::create_dir(repository.path("Übung [1]")).unwrap();
    let odd = ["r.json", "no ending", "Übung [1]/a \"b\".json", "#x!.json", "100%.json"];
    odd.iter().for_each(|name| repository.put(name, &register(&[])));
    repository.put_bytes("other.json", br#"{"about": "ropa-register"}"#);
    repository.put_bytes("ignored.json", &repository.bytes("r.json"));
    repository.put_bytes(".gitignore", b"ignored.json\n");
    repository.put_bytes(".gitattributes", b"*.png binary\r\n*.txt text");
    let (out, told) = repository.ropa(&["git-setup", "Übung [1]"], 0);
    assert_eq!(out.lines().count(), odd.len() + 1 + 1 + 5, "{out}");
    assert!(told.contains("Add .gitattributes"), "{told}");
    odd.iter().for_each(|name| is_set_up(&repository, name));
    for name in ["other.json", "ignored.json"] {
        assert!(repository.git(&["check-attr", "merge", "--", name]).contains("unspecified"));
    }
    assert!(repository.git(&["check-attr", "merge", "--", "r.history.jsonl"]).contains("union"));
    assert!(repository.text(".gitattributes").starts_with("*.png binary\r\n*.txt text\r\n"));
    let state = |name: &str| std::fs::read(repository.path(name)).unwrap();
    let before = (state(".gitattributes"), state(".git/config"));
    let (out, told) = repository.ropa(&["git-setup"], 0);
    assert_eq!((out.as_str(), told.contains("already")), ("", true), "{told}");
    assert_eq!((state(".gitattributes"), state(".git/config")), before);
    // The side files of a register that is open are no files of the repository.
    repository.put_bytes("~$r.json.lock", b"");
    assert!(!repository.git(&["status", "--porcelain"]).contains("~$r"));
    // One more register is one more line.
    repository.put("second.json", &register(&[]));
    let (out, _) = repository.ropa(&["git-setup"], 0);
    assert_eq!(out.lines().count(), 1, "{out}");
    is_set_up(&repository, "second.json");
    assert_eq!(repository.git(&["status", "--porcelain"]).matches("~$").count(), 0, "no lock is left");
}

#[test]
fn where_it_cannot_be_set_up_one_sentence_says_why() {
    let Some(repository) = plain_repository() else { return };
    let outside = repository.folder.path().to_string_lossy().into_owned();
    let cases = [(outside.as_str(), "not in a git repository"), ("nowhere", "There is no folder")];
    for (folder, words) in cases {
        let (out, told) = repository.ropa(&["git-setup", folder], 3);
        assert_eq!((out.as_str(), told.lines().count()), ("", 1), "{told}");
        assert!(told.contains(words), "{told}");
    }
    let (_, told) = repository.ropa(&["git-setup", "--read-only"], 2);
    assert_eq!(told.lines().count(), 1);
    let (_, told) = repository.ropa(&["git-setup"], 1);
    assert!(told.contains("no register"), "{told}");
}

#[test]
fn without_git_one_sentence_says_so() {
    let office = crate::command_line::Office::with_sample();
    let nowhere = office.path("nowhere");
    let output = office.command().env("PATH", nowhere).args(["git-setup"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), told.lines().count()), (Some(3), 1), "{told}");
    assert!(told.contains("not installed"), "{told}");
}

#[test]
fn linked_work_trees_and_submodules_are_set_up_where_they_are() {
    let Some(repository) = repository() else { return };
    repository.git(&["worktree", "add", "-q", "../linked"]);
    let linked = Repository { place: repository.folder.path().join("linked"), folder: tempfile::tempdir().unwrap() };
    let (out, _) = linked.ropa(&["git-setup"], 0);
    assert_eq!(out, "", "the settings are shared");
    is_set_up(&linked, "r.json");
    let source = repository.place.to_string_lossy().into_owned();
    let Some(outer) = plain_repository() else { return };
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "add", "-q", &source, "inner"]);
    let (out, _) = outer.ropa(&["git-setup", "inner"], 0);
    assert_eq!(out.lines().count(), 6, "{out}");
    assert!(!outer.path(".gitattributes").exists());
    assert!(outer.git(&["-C", "inner", "config", "--get", "merge.ropa.driver"]).contains(" merge %O %A %B -o %A"));
}

#[test]
fn git_shows_a_change_in_words() {
    let Some(repository) = repository() else { return };
    repository.put("r.json", &register(&[("0.x_own", json!({"a": 1})), ("0.next_review", json!("2027-03-01"))]));
    let shown = repository.git(&["diff", "--", "r.json"]);
    for line in ["+  Next review: 1 March 2027", "+  x_own.a: 1"] {
        assert!(shown.lines().any(|shown| shown == line), "{line}: {shown}");
    }
    // What is no register is shown as it is, and git goes on.
    repository.put_bytes("r.json", b"<<<<<<< HEAD\n{}\n");
    assert!(repository.git(&["diff", "--", "r.json"]).contains("+<<<<<<< HEAD"));
}

#[test]
fn a_line_that_says_something_else_is_named() {
    let Some(repository) = plain_repository() else { return };
    std::fs::create_dir(repository.path("inner")).unwrap();
    repository.put("inner/r.json", &register(&[]));
    repository.put_bytes("inner/.gitattributes", b"*.json -merge\n");
    let (out, _) = repository.ropa(&["git-setup"], 0);
    assert!(out.contains("Another .gitattributes line"), "{out}");
    assert!(Path::new(&repository.path(".gitattributes")).exists());
}
