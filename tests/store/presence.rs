//! Who has a register open is told, and nothing that stands in that file does harm.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use ropa::shell::store::presence::{Present, arrive, arrive_on, leave, leave_on, others, others_on};
use ropa::shell::store::{self, Beside, StoreProblem, read};

use super::odd_disk::{FAULTS, OddDisk};
use super::{NEW, OLD, names, register, replace};

fn now() -> Timestamp {
    "2026-11-24T10:42:07Z".parse().unwrap()
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

fn present(run: &str, who: &str) -> Present {
    Present { run: run.to_owned(), who: who.to_owned(), host: "PC204".to_owned(), since: now(), seen: now() }
}

fn side_file(register: &Path) -> PathBuf {
    register.with_file_name("~$register.json.lock")
}

fn names_of(people: &[Present]) -> Vec<&str> {
    people.iter().map(|present| present.who.as_str()).collect()
}

#[test]
fn those_who_have_a_register_open_see_each_other_until_they_leave() {
    let (folder, path, before) = register();
    arrive(&path, &present("one", "J. Smith"));
    assert_eq!(others(&path, "one", now()), []);
    arrive(&path, &Present { since: now() - minutes(5), ..present("two", "A. Shah") });
    assert_eq!(names_of(&others(&path, "one", now())), ["A. Shah"]);
    assert_eq!(names_of(&others(&path, "two", now())), ["J. Smith"]);
    assert_eq!(names_of(&others(&path, "three", now())), ["A. Shah", "J. Smith"], "who came first stands first");
    // Saying it again does not double it, and a save leaves it.
    arrive(&path, &Present { seen: now() + minutes(10), ..present("one", "J. Smith") });
    replace(&path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(names_of(&others(&path, "", now() + minutes(10))), ["A. Shah", "J. Smith"]);
    leave(&path, "two", now());
    assert_eq!(names_of(&others(&path, "", now())), ["J. Smith"]);
    leave(&path, "one", now());
    assert_eq!(fs::read(side_file(&path)).unwrap(), b"");
    assert_eq!(names(folder.path()), ["register.json"]);
}

#[test]
fn who_was_not_seen_for_a_quarter_of_an_hour_is_gone() {
    for (seen, is_there) in [(-16, false), (-15, true), (0, true), (15, true), (16, false), (600_000, false)] {
        let (_folder, path, _) = register();
        let moment = now() + minutes(seen);
        arrive(&path, &Present { seen: moment, since: moment, ..present("one", "J. Smith") });
        assert_eq!(!others(&path, "two", now()).is_empty(), is_there, "seen {seen} minutes from now");
        arrive(&path, &present("two", "A. Shah"));
        let lines = fs::read_to_string(side_file(&path)).unwrap();
        assert_eq!(lines.contains("J. Smith"), is_there, "{lines}");
    }
}

#[test]
fn whatever_stands_in_the_file_does_no_harm() {
    let (_folder, path, before) = register();
    arrive(&path, &present("one", "J. Smith"));
    let good = fs::read_to_string(side_file(&path)).unwrap();
    let long = good.replace("J. Smith", &"long ".repeat(2_000));
    let deep = format!("{}{}", "[".repeat(30_000), "\n");
    let hostile = good.replace("J. Smith", "\\u001b]52;c;eA==\\u0007\\u202eevil");
    let many: String = (0..400).map(|run| good.replace("\"one\"", &format!("\"{run}\""))).collect();
    let cases: [(&str, Vec<u8>, usize); 10] = [
        ("torn at its end", [&good, &good[..20]].concat().into_bytes(), 1),
        ("torn at its beginning", [&good[20..], &good].concat().into_bytes(), 1),
        ("not text", [b"\xff\xfe\0\0\n".as_slice(), good.as_bytes()].concat(), 1),
        ("twice", [good.as_str(), &good].concat().into_bytes(), 1),
        ("other members", good.replace("{\"run\"", "{\"new\":[1],\"run\"").into_bytes(), 1),
        ("no moment", good.replace("2026", "20x6").into_bytes(), 0),
        ("a long name", long.into_bytes(), 1),
        ("deep", [deep.as_str(), &good].concat().into_bytes(), 1),
        ("control characters", hostile.into_bytes(), 1),
        ("very many", many.into_bytes(), 50),
    ];
    for (case, bytes, expected) in cases {
        fs::write(side_file(&path), &bytes).unwrap();
        let people = others(&path, "", now());
        assert_eq!(people.len(), expected, "{case}");
        for present in &people {
            let words = present.words();
            assert!(words.chars().count() < 200 && !words.contains('\u{1b}') && !words.contains('\u{202e}'), "{words}");
        }
        arrive(&path, &present("two", "A. Shah"));
        assert!(names_of(&others(&path, "", now())).contains(&"A. Shah"), "{case}");
        assert!(fs::metadata(side_file(&path)).unwrap().len() <= 64 * 1024, "{case}");
    }
    // Ten gigabytes of nothing: only its beginning is read.
    File::options().write(true).open(side_file(&path)).unwrap().set_len(10_000_000_000).unwrap();
    let start = Instant::now();
    assert_eq!(names_of(&others(&path, "", now())).len(), 50);
    arrive(&path, &present("two", "A. Shah"));
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!(fs::metadata(side_file(&path)).unwrap().len() <= 64 * 1024);
    replace(&path, NEW, Some(&before.stamp)).unwrap();
}

#[test]
fn presence_never_waits_long_and_never_refuses() {
    let (folder, path, _) = register();
    let held = File::create(side_file(&path)).unwrap();
    held.lock().unwrap();
    let disk = OddDisk::real();
    arrive_on(&disk, &path, &present("one", "J. Smith"));
    leave_on(&disk, &path, "one", now());
    assert_eq!(disk.paused.get(), Duration::from_millis(400), "200 for each");
    drop(held);

    for (at, fault) in (0..12).flat_map(|at| FAULTS.map(|fault| (at, fault))) {
        arrive_on(&OddDisk::faulty(at, fault), &path, &present("one", "J. Smith"));
        others_on(&OddDisk::faulty(at, fault), &path, "", now());
        leave_on(&OddDisk::faulty(at, fault), &path, "one", now());
        assert_eq!(fs::read(&path).unwrap(), OLD);
        assert_eq!(names(folder.path()), ["register.json"]);
    }

    let in_use = OddDisk::without("read", ErrorKind::ResourceBusy);
    assert_eq!(others_on(&in_use, &path, "", now()), []);
    assert_eq!(in_use.paused.get(), Duration::from_millis(200));

    let nowhere = folder.path().join("nowhere.json");
    arrive(&nowhere, &present("one", "J. Smith"));
    leave(&nowhere, "one", now());
    assert_eq!(names(folder.path()), ["register.json"]);
    assert!(!folder.path().join("~$nowhere.json.lock").exists());
    fs::remove_file(side_file(&path)).unwrap();
    leave(&path, "one", now());
    assert!(!side_file(&path).exists(), "leaving makes no file");
}

#[test]
fn a_lock_that_somebody_holds_is_explained_with_those_who_have_the_register_open() {
    let (_folder, path, before) = register();
    let now = Timestamp::now();
    for (run, who) in [("one", "J. Smith"), ("mine", "M. Mine")] {
        arrive(&path, &Present { since: now, seen: now, ..present(run, who) });
    }
    let held = File::options().write(true).open(side_file(&path)).unwrap();
    held.lock().unwrap();
    let beside = Beside { run: "mine", ..Beside::nothing() };
    let problem = store::replace_on(&OddDisk::real(), &path, NEW, Some(&before.stamp), &beside).unwrap_err();
    let StoreProblem::Held { by, .. } = &problem else { panic!("{problem:?}") };
    assert_eq!(names_of(by), ["J. Smith"]);
    assert!(problem.sentence().contains("J. Smith (since "), "{problem}");
    assert_eq!(problem.exit_code(), 4);
    assert_eq!(read(&path).unwrap().bytes, OLD);
}

#[cfg(unix)]
#[test]
fn a_side_file_is_made_for_the_people_of_the_register_and_no_link_is_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, path, _) = register();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
    arrive(&path, &present("one", "J. Smith"));
    assert_eq!(fs::metadata(side_file(&path)).unwrap().permissions().mode() & 0o7777, 0o660);

    let precious = folder.path().join("precious");
    fs::write(&precious, "precious").unwrap();
    fs::remove_file(side_file(&path)).unwrap();
    symlink(&precious, side_file(&path)).unwrap();
    arrive(&path, &present("one", "J. Smith"));
    leave(&path, "one", now());
    assert_eq!(fs::read(&precious).unwrap(), b"precious");
}
