//! How long each key holds the program up in a large register, and what the outside world takes for it: journal, save,
//! looks at the file, combining, history. `cargo bench --bench large`, or `-- 10000` for another size.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark stops where something is missing")]

#[path = "../generated/council.rs"]
mod council;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ropa::app::key::{Key, Name};
use ropa::app::layout::Size;
use ropa::app::program::{App, Start};
use ropa::app::{Effect, Msg};
use ropa::domain::check::{check_activity, check_together};
use ropa::domain::edit::Edit;
use ropa::domain::field::Value;
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::register::Register;
use ropa::domain::subject::{Place, Subject};
use ropa::shell::effects::Outside;
use ropa::shell::own_folder::OwnFolder;
use ropa::shell::register_file::combining::{CombiningSave, Outcome, Seen};
use ropa::shell::register_file::{self, Opened, SavedRegister, Saving};
use ropa::ui::theme::Look;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A half-typed field goes to the journal, as it does now and then.
const KEEP_TYPING: Key = Key::plain(Name::F(21));
/// A key that does nothing.
const IDLE: Key = Key::plain(Name::F(24));
/// The file is looked at, as it is every few seconds.
const LOOK: Key = Key::plain(Name::F(22));
/// Somebody else saves ten changes.
const COLLEAGUE: Key = Key::plain(Name::F(23));

/// What is done in turn: what it is called, and its key; the keys above stand for what no key does.
const ACTIONS: &[(&str, Key)] = &[
    ("type p", Key::plain(Name::Char('p'))),
    ("type pa", Key::plain(Name::Char('a'))),
    ("type pay", Key::plain(Name::Char('y'))),
    ("Esc: whole list", Key::plain(Name::Esc)),
    ("Down", Key::plain(Name::Down)),
    ("PageDown", Key::plain(Name::PageDown)),
    ("Ctrl+A: tick all", Key::ctrl('a')),
    ("Delete: the question", Key::plain(Name::Delete)),
    ("Esc", Key::plain(Name::Esc)),
    ("F9 with all ticked", Key::plain(Name::F(9))),
    ("Esc", Key::plain(Name::Esc)),
    ("Ctrl+A: untick all", Key::ctrl('a')),
    ("End", Key::plain(Name::End)),
    ("F4: filters", Key::plain(Name::F(4))),
    ("type in the filters", Key::plain(Name::Char('h'))),
    ("Enter: a filter", Key::plain(Name::Enter)),
    ("Esc", Key::plain(Name::Esc)),
    ("Esc: filter off", Key::plain(Name::Esc)),
    ("Ctrl+O: orders", Key::ctrl('o')),
    ("Down", Key::plain(Name::Down)),
    ("Down", Key::plain(Name::Down)),
    ("Enter: by directorate", Key::plain(Name::Enter)),
    ("F10: all actions", Key::plain(Name::F(10))),
    ("Esc", Key::plain(Name::Esc)),
    ("F8: reviews", Key::plain(Name::F(8))),
    ("Esc", Key::plain(Name::Esc)),
    ("End", Key::plain(Name::End)),
    ("Enter: read", Key::plain(Name::Enter)),
    ("Ctrl+Up: the one before", Key::with_ctrl(Name::Up)),
    ("Down", Key::plain(Name::Down)),
    ("F2: edit", Key::plain(Name::F(2))),
    ("type in a field", Key::plain(Name::Char('x'))),
    ("half-typed, kept", KEEP_TYPING),
    ("Tab: leave the field", Key::plain(Name::Tab)),
    ("F4: select a reference", Key::plain(Name::F(4))),
    ("type in the list", Key::plain(Name::Char('7'))),
    ("Esc", Key::plain(Name::Esc)),
    ("Esc", Key::plain(Name::Esc)),
    ("4: recipients", Key::plain(Name::Char('4'))),
    ("F2: edit", Key::plain(Name::F(2))),
    ("F4: select", Key::plain(Name::F(4))),
    ("type in the list", Key::plain(Name::Char('c'))),
    ("Esc", Key::plain(Name::Esc)),
    ("Ctrl+S: first save", Key::ctrl('s')),
    ("look: as it was", LOOK),
    ("Ctrl+Z: undo", Key::ctrl('z')),
    ("Ctrl+Y: redo", Key::ctrl('y')),
    ("Ctrl+Z: undo", Key::ctrl('z')),
    ("Ctrl+S: save", Key::ctrl('s')),
    ("Ctrl+Y: redo", Key::ctrl('y')),
    ("(a colleague saves)", COLLEAGUE),
    ("Ctrl+S: combined", Key::ctrl('s')),
    ("(a colleague saves)", COLLEAGUE),
    ("look: taken in", LOOK),
    ("Esc", Key::plain(Name::Esc)),
    ("Esc: the list", Key::plain(Name::Esc)),
    ("Ctrl+L: history", Key::ctrl('l')),
    ("Down", Key::plain(Name::Down)),
    ("Esc", Key::plain(Name::Esc)),
    ("Ctrl+D: copy", Key::ctrl('d')),
    ("Ctrl+Z: undo", Key::ctrl('z')),
    ("F9: export", Key::plain(Name::F(9))),
    ("Right: shown", Key::plain(Name::Right)),
    ("Enter: export", Key::plain(Name::Enter)),
];

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(100_000);
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("register.json");
    std::fs::write(&path, council::register(count)).unwrap();
    let own = OwnFolder::at(&folder.path().join("own"));
    let mut desk = Desk::at(&path, own.clone());
    let begun = Instant::now();
    let opened = desk.outside.open_now(&path, None);
    println!("{count} activities, {} bytes", std::fs::metadata(&path).unwrap().len());
    println!("{:24}{:>8} ms", "read and checked", begun.elapsed().as_millis());
    check(&path);
    println!("{:24}{:>8} {:>8} {:>8} {:>8} ms {:>5} MiB", "", "key", "answer", "idle key", "all", "peak");
    desk.act("first frame, index", opened);
    for (name, key) in ACTIONS {
        match *key {
            KEEP_TYPING => desk.act(name, Msg::KeepTyping),
            LOOK => {
                let begun = Instant::now();
                let found = desk.outside.look_now();
                println!("{name:24}{:8.1} ms", begun.elapsed().as_secs_f64() * 1_000.0);
                if let Some(found) = found {
                    desk.act("  what was found", found);
                }
            }
            COLLEAGUE => drop(saved_with(&path, &own, 1, "J Smith")),
            key => desk.act(name, Msg::Key(key)),
        }
    }
    drop(desk);
    combine(&path, &own);
}

/// Every rule at every activity, and what only all activities together show.
fn check(path: &Path) {
    let register = register_file::open(path).unwrap().loaded.register;
    let (organisation, lexicon) = (register.organisation(), Lexicon::of(&register.vocabulary()));
    let mut best = [f64::MAX; 2];
    for _ in 0..3 {
        let begun = Instant::now();
        let each = |activity| check_activity(activity, &organisation, &lexicon, jiff::civil::date(2026, 11, 24)).len();
        let found: usize = register.activities().iter().map(|activity| each(activity)).sum();
        assert!(found > 0, "a register without findings measures nothing");
        best[0] = best[0].min(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        assert!(check_together(register.activities()).len() < register.activities().len());
        best[1] = best[1].min(begun.elapsed().as_secs_f64());
    }
    println!("{:24}{:8.1} ms", "all rules, each activity", best[0] * 1_000.0);
    println!("{:24}{:8.1} ms", "all activities together", best[1] * 1_000.0);
}

/// A save of ten changes on top of ten others.
fn combine(path: &Path, own: &OwnFolder) {
    let mut timings = Vec::new();
    for round in 0..3 {
        let ours = register_file::open(path).unwrap();
        saved_with(path, own, 2, &format!("J Smith {round}"));
        let register = with_changes(&ours.loaded.register, 3, &format!("A Shah {round}"));
        let Opened { loaded, stamp } = ours;
        let base = Seen { register: Arc::new(loaded.register), stamp };
        let save = CombiningSave {
            path,
            register: &register,
            form: loaded.form,
            base: &base,
            also: &[],
            earlier: &[],
            own,
            by: "A Shah",
            run: "",
            today: jiff::civil::date(2026, 11, 24),
        };
        let begun = Instant::now();
        let outcome = save.run(&mut Ids::seeded(9)).unwrap();
        timings.push(begun.elapsed());
        assert!(matches!(outcome, Outcome::Saved { combined: Some(_), .. }), "both sides are in it");
    }
    timings.sort();
    println!("{:24}{:8.1} ms", "10 and 10 combined", timings[1].as_secs_f64() * 1_000.0);
}

/// Opens a register, changes ten activities and saves it, as another run of the program does.
fn saved_with(path: &Path, own: &OwnFolder, first: usize, owner: &str) -> SavedRegister {
    let opened = register_file::open(path).unwrap();
    let before = &opened.loaded.register;
    let register = &with_changes(before, first, owner);
    let (form, expect, by) = (opened.loaded.form, &opened.stamp, "J Smith");
    let saving = Saving { path, register, form, before, expect, by, own, why: None, run: "", also: &[] };
    register_file::save(&saving, &mut ropa::shell::clock::ids()).unwrap()
}

/// The register with another owner in ten activities that stand far apart.
fn with_changes(register: &Register, first: usize, owner: &str) -> Register {
    let mut changed = register.clone();
    let apart = register.activities().len() / 10;
    for place in (0..10).map(|number| number * apart + first) {
        let before = Subject::Activity(register.activities()[place].clone());
        let mut after = before.clone();
        after.set(&Place::of("owner"), Value::Text(owner.into()), &mut Ids::seeded(5)).unwrap();
        Edit::replace("Change".to_owned(), before, after).apply(&mut changed);
    }
    changed
}

/// The program with its outside world.
struct Desk {
    app: App,
    outside: Outside,
    inbox: Receiver<Msg>,
}

impl Desk {
    fn at(path: &Path, own: OwnFolder) -> Desk {
        let (answers, inbox) = channel();
        let folder = path.parent().map(PathBuf::from).unwrap_or_default();
        let app = App::new(Start {
            size: Size { columns: 140, rows: 40 },
            today: jiff::civil::date(2026, 11, 24),
            user: "A Shah".to_owned(),
            folder: format!("{}/", folder.display()),
            seed: 7,
            zone: jiff::tz::TimeZone::UTC,
        });
        Desk { app, outside: Outside::new(answers, false, own), inbox }
    }

    /// Does one thing and tells: how long its key took, the longest answer, the longest key pressed while it was under way
    /// (one that changes nothing), and how long it took altogether.
    fn act(&mut self, name: &str, msg: Msg) {
        let begun = Instant::now();
        let key = self.turn(msg);
        let (mut answer, mut idle) = (Duration::ZERO, Duration::ZERO);
        while self.app.is_waiting() {
            match self.inbox.recv_timeout(Duration::from_millis(15)) {
                Ok(msg) => answer = answer.max(self.turn(msg)),
                Err(_) => idle = idle.max(self.turn(Msg::Key(IDLE))),
            }
        }
        let [key, answer, idle, all] = [key, answer, idle, begun.elapsed()].map(|time| time.as_secs_f64() * 1_000.0);
        println!("{name:24}{key:8.1} {answer:8.1} {idle:8.1} {all:8.0}  {:>6}  {}", peak(), self.app.notice());
    }

    /// One turn of the main loop: the message, what it asks for, and the picture.
    fn turn(&mut self, msg: Msg) -> Duration {
        let begun = Instant::now();
        for effect in self.app.update(msg) {
            if !matches!(effect, Effect::Quit) {
                self.outside.start(effect);
            }
        }
        let size = self.app.size();
        let mut picture = Buffer::empty(Rect { x: 0, y: 0, width: size.columns, height: size.rows });
        ropa::ui::draw(&mut picture, &self.app, Look::default());
        begun.elapsed()
    }
}

/// The most memory that the program has held so far, in MiB; 0 where the system does not tell.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().find_map(|word| word.parse().ok()).map_or(0, |kibibytes: usize| kibibytes / 1024)
}
