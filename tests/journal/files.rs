//! The files of journals: for the person's eyes only, of one run each, damaged, old, or of another register.

use super::{crashed, journal, title};
use crate::story::{SAMPLE, Story};
use ropa::formats::journal::{Entry, Journal};
use std::fs::File;
use std::time::{Duration, SystemTime};

#[test]
#[cfg(unix)]
fn a_journal_is_for_the_person_alone_and_its_name_tells_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    let (path, _) = journal(&story);
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let name = path.file_name().unwrap().to_str().unwrap();
    let parts: Vec<&str> = name.strip_suffix(".jsonl").unwrap().split('-').collect();
    let [id, place, run] = parts.as_slice() else { panic!("{name}") };
    assert_eq!((*id, place.len(), run.len()), (story.file()["id"].as_str().unwrap(), 16, 8));
    assert!(place.bytes().chain(run.bytes()).all(|byte| byte.is_ascii_alphanumeric()));
}

#[test]
fn a_run_that_lives_keeps_its_journal_to_itself() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    let mut second = story.second_session();
    second.sees_no("We found work").keys("'payroll' F2 ' too' Tab");
    assert_eq!(story.journals().len(), 2);
    drop(second);
    let mut third = story.second_session();
    third.sees("We found work").keys("Down Enter").sees("Payroll and pensions too").sees_no("Library");
}

#[test]
fn two_journals_are_offered_one_after_the_other() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab");
    let mut second = story.second_session();
    second.keys("'payroll' F2 ' too' Tab");
    drop(second);
    let mut story = story.after_a_crash();
    story.keys("Enter").sees("We found work").keys("Enter").sees_no("We found work").sees("2 changes not saved");
    story.keys("Ctrl+S");
    assert_eq!(story.activity("PA-0014")["title"], "Library membership service");
    assert_eq!(story.activity("PA-0018")["title"], "Payroll and pensions too");
    assert_eq!(story.journals(), [] as [String; 0]);
}

#[test]
fn the_same_work_is_not_offered_to_two_sessions_at_once() {
    let story = crashed();
    let mut second = story.second_session();
    second.sees_no("We found work");
}

#[test]
fn a_damaged_journal_offers_what_stands_before_the_damage() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Tab Shift+Tab ' too' Tab");
    let (path, _) = journal(&story);
    let bytes = std::fs::read(&path).unwrap();
    let second = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 1;
    for (name, damaged) in [
        ("cut", bytes[..second + 20].to_vec()),
        ("zeros", [&bytes[..second], &[0; 512]].concat()),
        ("another byte", [&bytes[..second + 40], b"~", &bytes[second + 41..]].concat()),
    ] {
        let mut copy = Story::open_at(80, 24, SAMPLE);
        copy.keys("Esc");
        let folder = copy.own_folder().journals().unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(path.file_name().unwrap()), &damaged).unwrap();
        let mut copy = copy.after_a_crash();
        copy.sees("The end of what we kept is damaged").keys("Enter");
        assert_eq!(title(&copy, "PA-0014"), "Library membership service", "{name}");
    }
}

#[test]
fn a_journal_that_cannot_be_read_is_told_and_put_aside_as_it_is() {
    let story = crashed();
    let (path, _) = journal(&story);
    std::fs::write(&path, b"no journal at all").unwrap();
    let mut story = story.after_a_crash();
    story.sees("of that work is damaged").keys("Down Enter");
    let kept = path.with_extension("damaged");
    assert_eq!(std::fs::read(kept).unwrap(), b"no journal at all");
    let mut story = story.after_a_crash();
    story.sees_no("Ropa closed before you saved");
}

#[test]
fn an_empty_journal_is_of_a_run_that_never_accepted_anything() {
    let story = crashed();
    let (path, _) = journal(&story);
    std::fs::write(&path, b"").unwrap();
    let mut story = story.after_a_crash();
    story.sees_no("work you had not saved");
    assert_eq!(story.journals(), [] as [String; 0]);
}

#[test]
fn work_put_aside_goes_after_30_days_and_never_before_and_other_work_never() {
    for (days, aside, stays) in [(29, true, true), (31, true, false), (400, false, true)] {
        let mut story = crashed();
        if aside {
            story.keys("Down Down Enter");
        }
        let (path, _) = journal(&story);
        let then = SystemTime::now() - Duration::from_secs(days * 24 * 60 * 60);
        if aside {
            let bytes = std::fs::read(&path).unwrap();
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let at = jiff::Timestamp::try_from(then).unwrap().to_string();
            let older = [lines[..lines.len() - 1].concat(), Entry::Left { at }.line()].concat();
            assert!(!Journal::read(&older).is_cut);
            std::fs::write(&path, older).unwrap();
        }
        File::options().append(true).open(&path).unwrap().set_modified(then).unwrap();
        let story = story.after_a_crash();
        assert_eq!(story.journals().len(), usize::from(stays), "{days} days, put aside: {aside}");
    }
}

#[test]
fn work_in_a_copy_of_the_register_names_the_other_file() {
    let story = crashed();
    let other = story.folder.path().join("copy.json");
    std::fs::copy(story.path(), &other).unwrap();
    let (path, _) = journal(&story);
    let mut second = Story::begin(80, 24);
    let folder = second.own_folder().journals().unwrap();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    second.keys("Down Down Enter Ctrl+U").types(&other.display().to_string()).keys("Enter");
    second.sees("We found work").sees("It was made in another file");
    second.keys("Enter").sees("Brought back 1 change");
}

#[test]
fn work_in_a_register_that_stood_in_this_file_before_is_told() {
    let story = crashed();
    std::fs::write(story.path(), SAMPLE.replacen("\"id\": \"", "\"id\": \"z", 1)).unwrap();
    let mut story = story.after_a_crash();
    story.sees("We found work").sees("another register, which stood in this file");
}

#[test]
fn work_on_a_register_whose_ids_were_missing_finds_its_activities_again() {
    let mut file: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
    for activity in file["activities"].as_array_mut().unwrap() {
        activity.as_object_mut().unwrap().remove("id");
    }
    let mut story = Story::open_at(80, 24, &(serde_json::to_string_pretty(&file).unwrap() + "\n"));
    story.keys("'library' F2 ' service' Tab");
    let mut story = story.after_a_crash();
    story.sees("1 change to").keys("Enter Ctrl+S").sees("Saved");
    assert_eq!(story.activity("PA-0014")["title"], "Library membership service");
}
