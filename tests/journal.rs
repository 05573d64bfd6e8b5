//! Unsaved work comes back: after the program or the computer stopped, whoever has saved meanwhile, and nothing else does.

mod disks;
mod files;

use crate::story::{SAMPLE, Story};
use ropa::app::Msg;
use ropa::app::journal::Protection;
use ropa::formats::journal::Journal;
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Work on the title of one activity that was not saved, and the program gone.
fn crashed() -> Story {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab").sees("1 change not saved");
    story.after_a_crash()
}

/// The only journal in the person's own folder.
fn journal(story: &Story) -> (PathBuf, Journal) {
    let [name] = story.journals().try_into().unwrap();
    let path = story.own_folder().journals().unwrap().join(name);
    let journal = Journal::read(&std::fs::read(&path).unwrap());
    (path, journal)
}

/// The title of an activity as the register that is open has it.
fn title(story: &Story, reference: &str) -> String {
    let register = story.app.document().register();
    let named = register.activities().iter().find(|activity| activity.reference.as_deref() == Some(reference));
    named.map_or_else(String::new, |activity| activity.name().to_owned())
}

/// What a journal did to the titles, one after the other.
fn titles(journal: &Journal) -> Vec<&str> {
    let changes = journal.changes.iter().filter(|change| change.path.names() == "title");
    changes.filter_map(|change| change.to.as_ref()?.as_str()).collect()
}

/// Saves another value into the file, as a colleague does.
fn colleague(story: &Story, field: &str, value: &str) {
    let mut file = story.file();
    let activities = file["activities"].as_array_mut().unwrap();
    let library = activities.iter_mut().find(|activity| activity["reference"] == "PA-0014").unwrap();
    library[field] = Value::from(value);
    std::fs::write(story.path(), serde_json::to_string_pretty(&file).unwrap() + "\n").unwrap();
}

/// The version that the unsaved work was made to, once it is kept: that is done beside the work.
fn version_kept(story: &Story) -> PathBuf {
    let versions = story.own_folder().versions(story.file()["id"].as_str().unwrap()).unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let kept = std::fs::read_dir(&versions).into_iter().flatten().map(|entry| entry.unwrap().path());
        if let Some(version) = kept.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "json")) {
            return version;
        }
        assert!(Instant::now() < until, "no version is kept");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn only_looking_leaves_no_journal() {
    let mut story = Story::open();
    story.keys("'library' Enter F2 Esc F1 Esc F8 Down Enter Esc Esc F10 Esc 'x'");
    assert_eq!(story.journals(), [] as [String; 0]);
    assert!(!story.own_folder().journals().unwrap().exists());
}

#[test]
fn every_edit_undo_and_redo_is_in_the_journal_before_the_next_key() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service'");
    assert_eq!(story.journals().len(), 0, "nothing is accepted yet");
    let (new, old) = ("Library membership service", "Library membership");
    for (keys, expected) in [("Tab", &[new][..]), ("Ctrl+Z", &[new, old]), ("Ctrl+Y", &[new, old, new])] {
        story.keys(keys);
        assert_eq!(titles(&journal(&story).1), expected, "{keys}");
    }
    let header = journal(&story).1.header.unwrap();
    assert_eq!(header.register, story.file()["id"].as_str().unwrap());
    assert_eq!(header.path, story.path().display().to_string());
    assert_eq!(header.revision.as_deref(), story.file()["saved"]["revision"].as_str());
}

#[test]
fn what_is_half_typed_comes_back_as_well() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' serv'");
    assert!(story.app.is_half_typed());
    story.tell(Msg::KeepTyping);
    let (_, first) = journal(&story);
    assert_eq!(first.typing[0].to, Some("Library membership serv".into()));
    story.tell(Msg::KeepTyping);
    assert_eq!(journal(&story).1.whole, first.whole, "the same is not kept twice");
    story.keys("'ice'").tell(Msg::KeepTyping);
    let mut story = story.after_a_crash();
    story.keys("Enter");
    assert_eq!(title(&story, "PA-0014"), "Library membership service");
}

#[test]
fn typing_that_was_taken_back_does_not_come_back() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service'").tell(Msg::KeepTyping);
    story.keys("Ctrl+Z").tell(Msg::KeepTyping);
    assert!(!story.app.is_half_typed());
    let mut story = story.after_a_crash();
    story.sees_no("We found work");
    assert_eq!(story.journals(), [] as [String; 0]);
}

#[test]
fn a_save_ends_the_journal_and_what_comes_behind_it_begins_a_new_one() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Ctrl+S").sees("Saved 1 change");
    assert_eq!(story.journals(), [] as [String; 0]);
    story.keys("' too' Tab");
    assert_eq!(titles(&journal(&story).1), ["Library membership service too"]);
    let mut story = story.after_a_crash();
    story.keys("Enter Ctrl+S");
    assert_eq!(story.activity("PA-0014")["title"], "Library membership service too");
}

#[test]
fn a_save_whose_program_stopped_before_the_journal_went_offers_nothing() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    let (path, _) = journal(&story);
    let bytes = std::fs::read(&path).unwrap();
    story.keys("Ctrl+S");
    std::fs::write(&path, bytes).unwrap();
    let mut story = story.after_a_crash();
    story.sees_no("We found work").sees("All changes saved");
    assert_eq!(story.journals(), [] as [String; 0]);
}

#[test]
fn bringing_back_is_one_step_that_undo_takes_out() {
    let mut story = crashed();
    story.keys("Enter").sees("Brought back 1 change. It is not saved yet").sees("1 change not saved");
    assert_eq!(title(&story, "PA-0014"), "Library membership service");
    story.keys("Ctrl+Z").sees("All changes saved");
    assert_eq!(title(&story, "PA-0014"), "Library membership");
    assert_eq!(titles(&journal(&story).1), ["Library membership service", "Library membership"]);
}

#[test]
fn what_was_brought_back_comes_back_again_after_another_crash() {
    let mut story = crashed();
    story.keys("Enter");
    let mut story = story.after_a_crash();
    story.sees("We found work you had not saved").keys("Enter Ctrl+S");
    assert_eq!(story.activity("PA-0014")["title"], "Library membership service");
}

#[test]
fn deciding_later_offers_it_again_and_lists_it() {
    let mut story = crashed();
    story.keys("Esc").sees_no("We found work").sees("All changes saved");
    story.keys("F10 'put aside'").sees("> Bring back work put aside").keys("Enter").sees("1 change to 1 activity");
    let mut story = story.after_a_crash();
    story.sees("We found work you had not saved");
}

#[test]
fn work_put_aside_is_listed_and_not_offered_by_itself() {
    let mut story = crashed();
    story.keys("Down Down Enter").sees("Put aside for 30 days");
    assert!(journal(&story).1.left.is_some());
    let mut story = story.after_a_crash();
    story.sees_no("We found work").keys("F10 'put aside' Enter Enter").sees("[x] Library membership: Activity");
    story.keys("Enter").sees("Brought back 1 change");
    let mut story = story.after_a_crash();
    story.sees("We found work").keys("Enter");
    assert_eq!(title(&story, "PA-0014"), "Library membership service");
}

#[test]
fn leaving_without_saving_keeps_a_copy_and_a_refused_save_too() {
    for refused in [false, true] {
        let mut story = Story::open_at(80, 24, SAMPLE);
        story.keys("'library' F2 ' service' Tab");
        if refused {
            std::fs::remove_file(story.path()).unwrap();
            story.keys("Ctrl+S").sees("Not saved yet").keys("Enter");
            std::fs::write(story.path(), SAMPLE).unwrap();
        }
        story.keys("Ctrl+Q").sees("Leave without saving (we keep a copy for 30 days)").keys("Down Enter");
        assert!(story.ended);
        let mut story = story.after_a_crash();
        story.sees_no("We found work").keys("F10 'put aside' Enter Enter Enter").sees("Brought back 1 change");
    }
}

#[test]
fn leaving_with_everything_saved_or_undone_leaves_no_journal() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab Ctrl+Z Ctrl+Q");
    assert!(story.ended);
    assert_eq!(story.journals(), [] as [String; 0]);
}

#[test]
fn only_what_is_ticked_comes_back_and_the_rest_is_kept() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab Esc Esc Ctrl+U 'payroll' F2 ' too' Tab");
    let mut story = story.after_a_crash();
    story.keys("Down Enter").sees("Work you had not saved, from").sees("2 of 2 ticked");
    story.sees("- Library membership").sees("+ Library membership service");
    story.keys("Space Enter").sees("The other one is kept for 30 days");
    story.keys("Ctrl+S");
    assert_eq!(story.activity("PA-0014")["title"], "Library membership");
    assert_eq!(story.activity("PA-0018")["title"], "Payroll and pensions too");
    story.keys("F10 'put aside' Enter Enter").sees("+ Library membership service");
}

#[test]
fn a_register_that_moved_on_is_merged_with_and_not_written_over() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    colleague(&story, "owner", "M Price");
    let mut story = story.after_a_crash();
    story.sees("The register was saved again since then").keys("Enter").sees("Brought back 1 change").keys("Ctrl+S");
    let library = story.activity("PA-0014");
    assert_eq!(
        (library["title"].as_str(), library["owner"].as_str()),
        (Some("Library membership service"), Some("M Price"))
    );
}

#[test]
fn where_both_changed_one_value_the_officer_decides() {
    for (keys, title) in [("Enter Esc Esc", "Libraries"), ("Enter Space Enter", "Library membership service")] {
        for versions in [true, false] {
            let mut story = Story::open_at(80, 24, SAMPLE);
            story.keys("'library' F2 ' service' Tab");
            let version = version_kept(&story);
            colleague(&story, "title", "Libraries");
            if !versions {
                std::fs::remove_file(version).unwrap();
            }
            let mut story = story.after_a_crash();
            story.sees("1 of them is to a value that was changed in the register as well");
            story.keys(keys).keys("Ctrl+S");
            assert_eq!(story.activity("PA-0014")["title"], title, "{keys}");
        }
    }
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    version_kept(&story);
    colleague(&story, "title", "Libraries");
    let mut story = story.after_a_crash();
    story.keys("Enter").sees("[ ] ! Libraries: Activity").sees("In the register now: Libraries");
    story.sees("In your unsaved work: Library membership service").sees("1 change needs a decision");
}

#[test]
fn work_on_an_activity_that_is_gone_is_shown_and_not_dropped() {
    let begun = || {
        let mut story = Story::open_at(80, 24, SAMPLE);
        story.keys("'library' F2 ' service' Tab");
        let version = version_kept(&story);
        let mut file = story.file();
        file["activities"].as_array_mut().unwrap().retain(|activity| activity["reference"] != "PA-0014");
        std::fs::write(story.path(), serde_json::to_string_pretty(&file).unwrap() + "\n").unwrap();
        (story, version)
    };
    let mut story = begun().0.after_a_crash();
    story.sees("1 of them is to a value").keys("Enter").sees("[ ] ! Library membership service");
    story.keys("Space Enter Ctrl+S");
    assert_eq!(story.activity("PA-0014")["title"], "Library membership service");

    // Without the version that the work was made to, the rest of the activity is not known: the work is shown and kept.
    let (story, version) = begun();
    std::fs::remove_file(version).unwrap();
    let mut story = story.after_a_crash();
    story.sees("1 of them is to something that is not in the register any more");
    story.keys("Down Enter").sees("In your unsaved work: Library membership service");
}

#[test]
fn a_register_to_look_at_shows_the_work_and_keeps_it() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    let mut story = story.started_again(80, 24, true);
    story.sees("We found work").sees("Not while you only look").keys("Enter").sees("Not while you only look");
    story.keys("Down Enter").sees("+ Library membership service").keys("Enter").sees_no("Brought back");
    let mut story = story.started_again(80, 24, false);
    story.sees("> Bring my changes back");
}

#[test]
fn work_that_is_not_protected_is_told_for_as_long_as_it_is_not() {
    let mut story = Story::open_at(100, 30, SAMPLE);
    std::fs::write(story.folder.path().join("own"), "no folder").unwrap();
    story.keys("'library' F2 ' service' Tab").hears().sees("Unsaved changes are not protected just now");
    story.sees("1 change not saved and not protected");
    story.keys("Down").sees("1 change not saved and not protected").keys("Ctrl+Q").sees("Leave without saving");
    story.sees_no("we keep a copy").keys("Esc");
    std::fs::remove_file(story.folder.path().join("own")).unwrap();
    story.keys("' too' Tab").hears().sees("2 changes not saved").sees_no("not protected");
    assert!(matches!(story.app.document().protection, Protection::Kept));
    let mut story = story.after_a_crash();
    story.sees("We found work").sees("2 changes").keys("Enter");
}

#[test]
fn the_thrown_away_sample_leaves_no_journal_and_a_kept_one_does() {
    let mut story = Story::begin(80, 24);
    story.keys("Enter 'library' F2 ' service' Tab").hears().sees_no("not protected");
    assert_eq!(story.journals(), [] as [String; 0]);
    story.keys("Ctrl+Q").sees_no("we keep a copy");

    let mut story = Story::demo(80, 24, None);
    story.keys("'library' F2 ' service' Tab");
    assert_eq!(story.journals().len(), 1);
}

#[test]
fn of_a_long_text_the_place_is_shown_where_it_was_changed() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'payroll' F2 Down Down End ' And the raffle.' Tab");
    let mut story = story.after_a_crash();
    story.keys("Down Enter").sees("- … ").sees("And the raffle.");
}

#[test]
fn nothing_of_the_register_stands_in_the_folder_but_inside_the_files() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' sentinel' Tab").keys("Ctrl+Q Down Enter");
    let story = story.after_a_crash();
    let own = story.folder.path().join("own");
    let mut folders = vec![own];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(!path.display().to_string().contains("sentinel"));
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
}
