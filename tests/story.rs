//! Stories: keys go in, the screen and the file are looked at. Files, saves, searches and exports are the real ones.

use crate::changes::changes;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ropa::app::key::{Key, Name};
use ropa::app::layout::Size;
use ropa::app::program::{App, Start};
use ropa::app::{Effect, Msg};
use ropa::domain::id::Ids;
use ropa::shell::demo;
use ropa::shell::effects::Outside;
use ropa::shell::own_folder::OwnFolder;
use ropa::ui::theme::Look;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

/// The sample, as it stands in the tree.
pub const SAMPLE: &str = include_str!("../data/sample.json");

/// The day of every story.
pub const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);

/// The time of every check.
const NOW: &str = "10:42";

/// A person at the keyboard.
pub struct Story {
    pub app: App,
    pub folder: TempDir,
    pub presses: usize,
    /// What went to the clipboard.
    pub copied: Vec<String>,
    /// Whether the program has ended.
    pub ended: bool,
    /// The register's file, where it is that of another story.
    file: Option<PathBuf>,
    outside: Outside,
    inbox: Receiver<Msg>,
}

impl Story {
    /// The sample on a screen of 100 by 30.
    pub fn open() -> Self {
        Story::open_at(100, 30, SAMPLE)
    }

    /// A register on a screen of some size.
    pub fn open_at(columns: u16, rows: u16, register: &str) -> Self {
        let mut story = Story::begin(columns, rows);
        let path = story.path();
        std::fs::write(&path, register).unwrap();
        let opened = story.outside.open_now(&path, None);
        story.tell(opened);
        story
    }

    /// The demo on a screen of some size. Exports are offered for the folder given, else for the story's own, whose name is
    /// another one each time.
    pub fn demo(columns: u16, rows: u16, exports: Option<&str>) -> Self {
        let mut story = Story::begin_with(columns, rows, exports);
        let copy = demo::copy(Some(&story.path()), TODAY, &mut Ids::seeded(7)).unwrap();
        let opened = story.outside.open_now(&story.path(), Some(copy));
        story.tell(opened);
        story
    }

    /// The sample, opened to look at only.
    pub fn open_to_look() -> Self {
        let mut story = Story::begin(100, 30);
        let path = story.path();
        std::fs::write(&path, SAMPLE).unwrap();
        let (answers, inbox) = channel();
        (story.outside, story.inbox) = (Outside::new(answers, true, story.own_folder()), inbox);
        let opened = story.outside.open_now(&path, None);
        story.tell(opened);
        story
    }

    /// A second person who opens the same file.
    pub fn beside(&self) -> Self {
        let size = self.app.size();
        let mut story = Story::begin(size.columns, size.rows);
        story.file = Some(self.path());
        let opened = story.outside.open_now(&self.path(), None);
        story.tell(opened);
        story
    }

    /// Looks whether somebody else saved the file, as the program does now and then.
    pub fn look(&mut self) -> &mut Self {
        if let Some(msg) = self.outside.look_now() {
            self.tell(msg);
        }
        self
    }

    /// Presses keys and types without waiting for any answer.
    pub fn keys_only(&mut self, keys: &str) -> &mut Self {
        for (place, part) in keys.split('\'').enumerate() {
            let keys: Vec<Key> = match place % 2 {
                1 => part.chars().map(|letter| Key::plain(Name::Char(letter))).collect(),
                _ => part.split_whitespace().map(key).collect(),
            };
            for key in keys {
                let effects = self.app.update(Msg::Key(key));
                self.start(effects);
            }
        }
        self
    }

    /// Waits until everything that was asked for is answered.
    pub fn wait(&mut self) -> &mut Self {
        while self.app.is_waiting() && !self.ended {
            let mut answer = self.inbox.recv_timeout(Duration::from_secs(60)).expect("an answer from outside");
            if let Msg::Found { at, .. } = &mut answer {
                NOW.clone_into(at);
            }
            let effects = self.app.update(answer);
            self.start(effects);
        }
        self
    }

    /// What somebody sees who opens the register as it now stands on disk.
    pub fn reopened(&self) -> Self {
        let size = self.app.size();
        Story::open_at(size.columns, size.rows, &std::fs::read_to_string(self.path()).unwrap())
    }

    /// What the person sees who starts the program again after it was ended on the spot: same folder, same register.
    pub fn after_a_crash(self) -> Self {
        let size = self.app.size();
        self.started_again(size.columns, size.rows, false)
    }

    /// As `after_a_crash`, on a screen of some size, to look only where that is wanted.
    pub fn started_again(self, columns: u16, rows: u16, to_look: bool) -> Self {
        let Story { folder, outside, inbox, .. } = self;
        drop((outside, inbox));
        let mut story = Story::begin(columns, rows);
        story.folder = folder;
        let (answers, inbox) = channel();
        (story.outside, story.inbox) = (Outside::new(answers, to_look, story.own_folder()), inbox);
        let opened = story.outside.open_now(&story.path(), None);
        story.tell(opened);
        story
    }

    /// Another person's or one's own second session on the same register.
    pub fn second_session(&self) -> Story {
        let size = self.app.size();
        let mut story = Story::begin(size.columns, size.rows);
        let (answers, inbox) = channel();
        (story.outside, story.inbox) = (Outside::new(answers, false, self.own_folder()), inbox);
        let opened = story.outside.open_now(&self.path(), None);
        story.tell(opened);
        story
    }

    /// What waits outside, such as that unsaved work is not protected.
    pub fn hears(&mut self) -> &mut Self {
        while let Ok(msg) = self.inbox.try_recv() {
            self.tell(msg);
        }
        self
    }

    /// What has come from outside so far, and nothing that is still to come.
    pub fn hears_what_there_is(&mut self) -> &mut Self {
        while let Ok(msg) = self.inbox.try_recv() {
            let effects = self.app.update(msg);
            self.start(effects);
        }
        self
    }

    /// The names of the journals in the person's own folder.
    pub fn journals(&self) -> Vec<String> {
        let folder = self.own_folder().journals().unwrap();
        let names = std::fs::read_dir(folder).into_iter().flatten();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// The first screen, before a register is open.
    pub fn begin(columns: u16, rows: u16) -> Self {
        Story::begin_with(columns, rows, None)
    }

    /// The first screen, with a folder to offer exports for.
    fn begin_with(columns: u16, rows: u16, exports: Option<&str>) -> Self {
        let folder = TempDir::new().unwrap();
        let exports = exports.map_or_else(|| format!("{}/", folder.path().display()), str::to_owned);
        let (answers, inbox) = channel();
        let app = App::new(Start {
            size: Size { columns, rows },
            today: TODAY,
            user: "A Shah".to_owned(),
            folder: exports,
            seed: 7,
            zone: jiff::tz::TimeZone::UTC,
        });
        let outside = Outside::new(answers, false, OwnFolder::at(&folder.path().join("own")));
        Story { app, folder, presses: 0, copied: Vec::new(), ended: false, file: None, outside, inbox }
    }

    /// The person's own folder, where unsaved edits and earlier versions are kept.
    pub fn own_folder(&self) -> OwnFolder {
        OwnFolder::at(&self.folder.path().join("own"))
    }

    /// The register's file.
    pub fn path(&self) -> PathBuf {
        self.file.clone().unwrap_or_else(|| self.folder.path().join("anytown.json"))
    }

    /// Presses keys, named as the screens name them and parted by spaces; what stands in quotes is typed: `Ctrl+S Enter 'nhs'`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for (place, part) in keys.split('\'').enumerate() {
            if place % 2 == 1 {
                self.types(part);
                continue;
            }
            for name in part.split_whitespace() {
                self.press(key(name));
            }
        }
        self
    }

    /// Types a text, letter by letter.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.press(Key::plain(Name::Char(letter)));
        }
        self
    }

    /// Presses one key.
    pub fn press(&mut self, key: Key) {
        self.presses += 1;
        self.tell(Msg::Key(key));
    }

    /// What the outside world says to a file that is opened.
    pub fn open_now(&self, path: &Path) -> Msg {
        self.outside.open_now(path, None)
    }

    /// Gives the program a message and waits until everything that it asked for is answered.
    pub fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg);
        self.start(effects);
        self.wait();
    }

    fn start(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Copy(text) => self.copied.push(text),
                Effect::Quit => self.ended = true,
                effect => {
                    self.outside.start(effect);
                }
            }
        }
    }

    /// The screen as it is drawn, with where the real cursor stands.
    pub fn drawn(&self) -> (Buffer, Option<(u16, u16)>) {
        let size = self.app.size();
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width: size.columns, height: size.rows });
        let cursor = ropa::ui::draw(&mut buffer, &self.app, Look::default());
        (buffer, cursor)
    }

    /// The text of the screen.
    pub fn screen(&self) -> String {
        let (buffer, _) = self.drawn();
        (0..buffer.area.height).map(|row| line(&buffer, row)).collect::<Vec<_>>().join("\n")
    }

    /// The row in which the real cursor stands.
    pub fn cursor_line(&self) -> String {
        let (buffer, cursor) = self.drawn();
        cursor.map_or_else(String::new, |(_, row)| line(&buffer, row))
    }

    /// Checks that the screen shows a text.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "the screen does not show {text:?}:\n{screen}");
        self
    }

    /// Checks that the screen does not show a text.
    #[track_caller]
    pub fn sees_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "the screen shows {text:?}:\n{screen}");
        self
    }

    /// Checks how many keys were pressed so far.
    #[track_caller]
    pub fn within(&mut self, most: usize) -> &mut Self {
        assert!(self.presses <= most, "{} presses, at most {most} are allowed", self.presses);
        self
    }

    /// The register's file as it stands on disk.
    pub fn file(&self) -> Value {
        read(&self.path())
    }

    /// The workbook that the export screen suggests.
    pub fn exported(&self) -> PathBuf {
        self.folder.path().join("anytown-2026-11-24.xlsx")
    }

    /// What differs between the sample and the file, but for the stamp of the save.
    pub fn changes(&self) -> Vec<String> {
        let mut changes = changes(&serde_json::from_str(SAMPLE).unwrap(), &self.file());
        changes.retain(|change| !change.starts_with("saved."));
        changes
    }

    /// The activity with this reference in the file.
    pub fn activity(&self, reference: &str) -> Value {
        let file = self.file();
        let activities = file["activities"].as_array().unwrap().clone();
        activities.into_iter().find(|activity| activity["reference"] == reference).unwrap_or(Value::Null)
    }
}

/// A JSON file.
pub fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn line(buffer: &Buffer, row: u16) -> String {
    let mut line = String::new();
    let mut column = 0;
    while column < buffer.area.width {
        let symbol = buffer[(column, row)].symbol();
        line.push_str(symbol);
        column += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol).max(1)).unwrap();
    }
    line.trim_end().to_owned()
}

/// The key of a name such as `Ctrl+S`, `F7` or `Enter`.
pub fn key(name: &str) -> Key {
    let (ctrl, name) = name.strip_prefix("Ctrl+").map_or((false, name), |name| (true, name));
    let plain = match name {
        "Enter" => Name::Enter,
        "Esc" => Name::Esc,
        "Tab" => Name::Tab,
        "Shift+Tab" => Name::BackTab,
        "Up" => Name::Up,
        "Down" => Name::Down,
        "Left" => Name::Left,
        "Right" => Name::Right,
        "Home" => Name::Home,
        "End" => Name::End,
        "PageUp" => Name::PageUp,
        "PageDown" => Name::PageDown,
        "Delete" => Name::Delete,
        "Backspace" => Name::Backspace,
        "Space" => Name::Char(' '),
        _ => match name.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Some(number) => Name::F(number),
            None => Name::Char(name.chars().next().unwrap().to_ascii_lowercase()),
        },
    };
    Key { name: plain, ctrl }
}
