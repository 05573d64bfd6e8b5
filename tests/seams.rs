//! Where saving, merging, the journal and the screen meet: nothing falls between two of them.

use crate::story::Story;
use ropa::app::Msg;
use ropa::formats::journal::Journal;
use ropa::shell::store::versions;

/// Sets a text field of an activity through its form.
fn set(story: &mut Story, reference: &str, field: &str, text: &str) {
    story.keys("F10 'go to the register' Enter Esc Ctrl+U");
    story.types(reference);
    story.keys("Enter F2");
    for _ in 0..60 {
        if story.app.field_here().is_some_and(|spec| spec.id == field) {
            story.keys("Ctrl+U").types(text);
            story.keys("Tab Esc Esc Esc Esc");
            return;
        }
        story.keys("Tab");
    }
    panic!("no field {field}:\n{}", story.screen());
}

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
