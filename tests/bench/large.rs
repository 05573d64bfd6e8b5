//! How long each key holds the program up in a large register: `cargo bench --bench large`, or `-- 10000` for another size.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark stops where something is missing")]

#[path = "../generated/council.rs"]
mod council;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ropa::app::key::{Key, Name};
use ropa::app::layout::Size;
use ropa::app::program::{App, Start};
use ropa::app::{Effect, Msg};
use ropa::shell::effects::Outside;
use ropa::shell::own_folder::OwnFolder;
use ropa::ui::theme::Look;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What is done in turn: what it is called, and its key.
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
    ("Ctrl+S: save", Key::ctrl('s')),
    ("Ctrl+Z: undo", Key::ctrl('z')),
    ("Ctrl+Y: redo", Key::ctrl('y')),
    ("Ctrl+Z: undo", Key::ctrl('z')),
    ("Ctrl+S: save", Key::ctrl('s')),
    ("Esc", Key::plain(Name::Esc)),
    ("Esc: the list", Key::plain(Name::Esc)),
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
    let mut desk = Desk::at(folder.path());
    let begun = Instant::now();
    let opened = desk.outside.open_now(&path, None);
    println!("{count} activities, {} bytes", std::fs::metadata(&path).unwrap().len());
    println!("{:24}{:>8} ms", "read and checked", begun.elapsed().as_millis());
    println!("{:24}{:>8} {:>8} {:>8} {:>8} ms {:>5} MiB", "", "key", "answer", "idle key", "all", "peak");
    desk.act("first frame, index", opened);
    for (name, key) in ACTIONS {
        desk.act(name, Msg::Key(*key));
    }
}

/// The program with its outside world.
struct Desk {
    app: App,
    outside: Outside,
    inbox: Receiver<Msg>,
}

impl Desk {
    fn at(folder: &Path) -> Desk {
        let (answers, inbox) = channel();
        let app = App::new(Start {
            size: Size { columns: 140, rows: 40 },
            today: jiff::civil::date(2026, 11, 24),
            user: "A Shah".to_owned(),
            folder: format!("{}/", folder.display()),
            seed: 7,
            zone: jiff::tz::TimeZone::UTC,
        });
        Desk { app, outside: Outside::new(answers, false, OwnFolder::none()), inbox }
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
                Err(_) => idle = idle.max(self.turn(Msg::Key(Key::ctrl('l')))),
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
