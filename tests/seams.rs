//! Where saving, merging, the journal and the screen meet: nothing falls between two of them.

use crate::story::Story;
use crate::two_officers::set;
use ropa::app::Msg;
use ropa::formats::journal::Journal;
use ropa::shell::store::versions;

fn owner(story: &Story, reference: &str) -> Option<String> {
    let register = story.app.document().register();
    let named = register.activities().iter().find(|activity| activity.reference.as_deref() == Some(reference));
    named.and_then(|activity| activity.owner.as_deref()).map(str::to_owned)
}

#[test]
fn what_a_colleague_saved_is_shown_once_nothing_is_unsaved_any_more() {
    let mut first = Story::open();
    let mut second = first.beside();
    set(&mut second, "PA-0018", "owner", "Second");
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    second.look().sees("combined when you save");
    assert_ne!(owner(&second, "SC-01").as_deref(), Some("First"));
    second.keys("Ctrl+Z").sees("All changes saved");
    assert_eq!(owner(&second, "SC-01").as_deref(), Some("First"));
}

#[test]
fn who_only_looks_writes_nothing_where_an_older_state_came_back() {
    let mut story = Story::open();
    set(&mut story, "SC-01", "owner", "First");
    let old = std::fs::read(story.path()).unwrap();
    story.keys("Ctrl+S");
    let mut story = story.started_again(100, 30, true);
    std::fs::write(story.path(), &old).unwrap();
    story.look();
    assert_eq!(std::fs::read(story.path()).unwrap(), old);
    assert_ne!(owner(&story, "SC-01").as_deref(), Some("First"), "what the file holds is shown");
}

#[test]
fn what_is_half_typed_stays_protected_where_a_colleagues_save_is_taken_in() {
    let mut first = Story::open();
    let mut second = first.beside();
    second.keys("'library' F2 ' serv'").tell(Msg::KeepTyping);
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    second.look().sees("saved this register at");
    assert_eq!(owner(&second, "SC-01").as_deref(), Some("First"));
    second.tell(Msg::KeepTyping);
    let [name] = second.journals().try_into().unwrap();
    let journal = Journal::read(&std::fs::read(second.own_folder().journals().unwrap().join(name)).unwrap());
    assert_eq!(journal.typing[0].to, Some("Library membership serv".into()));
}

#[test]
fn only_what_is_in_the_file_is_told_as_saved() {
    let mut story = Story::open();
    set(&mut story, "SC-01", "owner", "First");
    story.keys_only("Ctrl+S Ctrl+N 'Typed meanwhile' Tab").wait();
    story.sees("Saved 1 change to").sees("not saved");
}

#[test]
fn what_a_save_could_not_keep_is_told_on_screen_once() {
    let mut story = Story::open();
    std::fs::create_dir(story.path().with_extension("history.jsonl")).unwrap();
    set(&mut story, "SC-01", "owner", "First");
    story.keys("Ctrl+S").sees("Saved 1 change").sees("to the history");
    set(&mut story, "SC-01", "owner", "Second");
    story.keys("Ctrl+S").sees("Saved 1 change").sees_no("to the history");
}

#[test]
fn a_reference_that_two_have_since_a_merge_is_told_on_screen() {
    let mut first = Story::open();
    let mut second = first.beside();
    set(&mut first, "SC-01", "reference", "NEW-1");
    first.keys("Ctrl+S");
    set(&mut second, "PA-0018", "reference", "NEW-1");
    second.keys("Ctrl+S").sees("Two activities have").sees("the reference NEW-1 now");
}

#[test]
fn of_a_kept_sample_earlier_versions_are_kept_too() {
    let mut story = Story::demo(100, 30, None);
    set(&mut story, "SC-01", "owner", "First");
    story.keys("Ctrl+S");
    let folder = story.own_folder().versions(story.file()["id"].as_str().unwrap()).unwrap();
    assert_eq!(versions::list(&folder).len(), 2);
}

/// A register of which the last save was replaced by a colleague's, who had not seen it, while nobody had it open.
fn replaced(by_field: &str) -> Story {
    let mut story = Story::open();
    let mut theirs = story.file();
    set(&mut story, "SC-01", "owner", "Mine");
    story.keys("Ctrl+S").sees("Saved");
    let revision = theirs["saved"]["revision"].clone();
    theirs["saved"] = serde_json::json!({"revision": "theirsav", "previous": [revision], "by": "M Price", "on": "2026-11-24T10:51:00Z"});
    theirs["activities"][0][by_field] = "Theirs".into();
    std::fs::write(story.path(), serde_json::to_string_pretty(&theirs).unwrap()).unwrap();
    story
}

#[test]
fn a_save_that_was_replaced_while_the_program_was_not_running_is_offered_at_the_next_start() {
    let mut story = replaced("notes").after_a_crash();
    story.sees("What you saved last is not in this file").sees("M Price");
    story.keys("Enter").sees("Saved");
    assert_eq!(story.activity("SC-01")["owner"], "Mine");
    assert_eq!(story.file()["activities"][0]["notes"], "Theirs");
    let previous = story.file()["saved"]["previous"].to_string();
    assert!(previous.contains("theirsav"), "{previous}");
    story.after_a_crash().sees_no("What you saved last");
}

#[test]
fn it_is_asked_again_until_it_is_combined_or_left_out() {
    let mut story = replaced("notes").after_a_crash();
    story.keys("Esc");
    set(&mut story, "PA-0018", "owner", "Another");
    story.keys("Ctrl+S").sees("Saved");
    let mut story = story.after_a_crash();
    story.sees("What you saved last is not in this file").keys("Down Down Down Enter");
    let mut story = story.after_a_crash();
    story.sees_no("What you saved last");
    assert_ne!(story.activity("SC-01")["owner"], "Mine");
}

#[test]
fn a_command_tells_of_a_replaced_save_and_forgets_nothing() {
    let office = crate::command_line::Office::with_sample();
    let old = office.bytes("r.json");
    office.on_register(["set", "SC-01", "owner=Mine"]).is(0);
    std::fs::write(office.path("r.json"), &old).unwrap();
    for _ in 0..2 {
        office.on_register(["set", "PA-0018", "owner=Another"]).is(0).says("is not in it any more");
    }
}

#[test]
fn nothing_is_asked_where_colleagues_saved_on_top() {
    let mut story = Story::open();
    set(&mut story, "SC-01", "owner", "Mine");
    story.keys("Ctrl+S");
    for (reference, owner) in [("PA-0018", "One"), ("PA-0007", "Two")] {
        let mut colleague = story.beside();
        set(&mut colleague, reference, "owner", owner);
        colleague.keys("Ctrl+S").sees("Saved");
    }
    story.after_a_crash().sees_no("What you saved last");
}

#[test]
fn ones_own_save_that_a_synchronising_program_put_aside_is_offered() {
    let story = replaced("notes");
    let mine = {
        let id = story.file()["id"].as_str().unwrap().to_owned();
        let folder = story.own_folder().versions(&id).unwrap();
        let kept = versions::list(&folder).into_iter().map(|version| versions::find(&folder, &version.sha256).unwrap());
        kept.into_iter().find(|bytes| String::from_utf8_lossy(bytes).contains("\"Mine\"")).unwrap()
    };
    std::fs::write(story.path().with_file_name("anytown-PC204.json"), mine).unwrap();
    let mut story = story.after_a_crash();
    // The program asks about the save first; left out there, the copy is still there to be combined.
    story.keys("Down Down Down Enter");
    let mut story = story.after_a_crash();
    story.sees("OneDrive left a copy").keys("Enter").sees("The copy is combined");
    assert_eq!(story.activity("SC-01")["owner"], "Mine");
}

#[test]
fn what_is_typed_while_a_copy_is_kept_is_not_replaced() {
    let mut first = Story::open();
    let mut second = first.beside();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "SC-01", "owner", "Second");
    second.keys("Ctrl+S").sees("This file has changed").keys("Down Down Down");
    second.keys_only("Enter Ctrl+N 'Typed meanwhile' Tab").wait();
    second.sees("does not hold what you changed meanwhile").sees("This file has changed");
    let register = second.app.document().register().clone();
    assert!(register.activities().iter().any(|activity| activity.title.as_deref() == Some("Typed meanwhile")));
}

#[test]
fn leaving_waits_for_a_save_under_way() {
    let mut story = Story::open();
    set(&mut story, "SC-01", "owner", "First");
    story.keys_only("Ctrl+S Ctrl+Z Ctrl+Q");
    assert!(!story.ended);
    story.wait();
    assert_eq!(story.activity("SC-01")["owner"], "First");
    story.sees("1 change not saved");
}
