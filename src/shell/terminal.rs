//! The terminal interface: the screen is taken, keys are read, and at the end, however it comes, the screen is given back.

use crate::app::Msg;
use crate::app::layout::Size;
use crate::app::program::{App, Start as AppStart};
use crate::domain::text::clean;
use crate::domain::words::say;
use crate::shell::effects::Outside;
use crate::shell::journal::Journals;
use crate::shell::own_folder::OwnFolder;
use crate::shell::{clock, demo, input, paths, person, signals};
use crate::ui::theme::Look;
use ratatui::DefaultTerminal;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange, Event, poll, read,
};
use ratatui::crossterm::{cursor, execute, style};
use std::io::{IsTerminal, Write, stderr, stdin, stdout};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What the terminal interface starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// There is no register yet: start one, open one, or try the sample.
    FirstRun,
    /// This register.
    File(PathBuf),
    /// A throw-away copy of the sample, kept in a file where one is named.
    Demo {
        /// The file to keep it in.
        keep: Option<PathBuf>,
    },
}

/// Runs the terminal interface; returns the exit code of the program.
pub fn run(start: Start, read_only: bool) -> u8 {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        tell(&say("terminal.none", &[]));
        return 2;
    }
    let (answers, inbox) = channel();
    let outside = Outside::new(answers, read_only, OwnFolder::of_person());
    let first = match first_message(&outside, start) {
        Ok(first) => first,
        Err(code) => return code,
    };
    // crossterm would undo every emphasis for NO_COLOR; the default theme has no colours to begin with.
    style::force_color_output(true);
    let mut terminal = ratatui::init();
    let journals = outside.journals();
    give_back_after_a_fault(journals.clone());
    let leave = outside.leaving();
    signals::when_told_to_end(move |code| {
        leave();
        give_back_and_end(code, &journals);
    });
    let _ = execute!(stdout(), EnableBracketedPaste, EnableFocusChange);
    let outcome = main_loop(&mut terminal, &outside, &inbox, first);
    outside.leaving()();
    give_back();
    match outcome {
        Ok(app) => {
            app.parting().iter().for_each(|sentence| tell(sentence));
            if app.document().is_demo {
                let _ = writeln!(stdout(), "{}", say("demo.after", &[]));
            }
            // The system takes all memory back at once; to give a large register back piece by piece would keep the person waiting.
            std::mem::forget(app);
            0
        }
        Err(cause) => {
            tell(&say("terminal.lost", &[("cause", &cause.to_string())]));
            tell_what_is_kept(&outside.journals());
            5
        }
    }
}

/// Gives the terminal back as it was found.
fn give_back() {
    let _ = execute!(stdout(), DisableFocusChange, DisableBracketedPaste, cursor::Show);
    let _ = ratatui::try_restore();
}

/// The last thing the program does when the system ends it. While this thread writes, nothing more is drawn.
fn give_back_and_end(code: u8, journals: &Journals) {
    let _nobody_else = stdout().lock();
    give_back();
    tell(&say("terminal.ended", &[]));
    tell_what_is_kept(journals);
    std::process::exit(code.into());
}

/// After a fault in the program itself the terminal is given back, and one line says where the fault was. What the fault
/// says of itself may hold text of the register, so it is not told. A fault in a thread beside the screen ends that
/// thread only; it answers for itself.
fn give_back_after_a_fault(journals: Arc<Journals>) {
    let screen = std::thread::current().id();
    std::panic::set_hook(Box::new(move |fault| {
        if std::thread::current().id() != screen {
            return;
        }
        give_back();
        let place = fault.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
        tell(&say("terminal.fault", &[("place", &place)]));
        tell_what_is_kept(&journals);
    }));
}

/// Says that unsaved changes come back, where there are any and they do.
fn tell_what_is_kept(journals: &Journals) {
    if journals.keeps_something() {
        tell(&say("terminal.kept", &[]));
    }
}

/// Tells one line on the ordinary terminal. Where that is gone, there is nobody to tell.
fn tell(sentence: &str) {
    let _ = writeln!(stderr(), "{}", clean(sentence));
}

/// Opens what the program starts with, before the screen is taken, so that a refusal is one line on an ordinary terminal.
fn first_message(outside: &Outside, start: Start) -> Result<Option<Msg>, u8> {
    let msg = match start {
        Start::FirstRun => return Ok(None),
        Start::File(path) => outside.open_now(&path, None),
        Start::Demo { keep } => {
            let copy = demo::copy(keep.as_deref(), clock::today(), &mut clock::ids()).map_err(|problem| {
                tell(&problem.sentence());
                problem.exit_code()
            })?;
            let path = copy.path.clone();
            outside.open_now(&path, Some(copy))
        }
    };
    match msg {
        Msg::NotOpened(sentence) => {
            tell(&sentence);
            Err(3)
        }
        msg => Ok(Some(msg)),
    }
}

/// Reads, updates and draws until the person leaves; returns the program as they left it.
fn main_loop(
    terminal: &mut DefaultTerminal,
    outside: &Outside,
    inbox: &Receiver<Msg>,
    first: Option<Msg>,
) -> std::io::Result<App> {
    let size = terminal.size()?;
    let mut app = App::new(AppStart {
        size: Size { columns: size.width, rows: size.height },
        today: clock::today(),
        user: person::name(),
        folder: paths::export_folder(),
        seed: clock::seed(),
        zone: clock::zone(),
    });
    let look = Look { ascii: !paths::speaks_unicode() };
    let mut pending: Vec<Msg> = first.into_iter().collect();
    let mut drawn_size = size;
    let mut watch = Watch::begin();
    loop {
        for msg in pending.drain(..) {
            // One after the other: what a key changed is in the journal before the next one is looked at.
            for effect in app.update(msg) {
                if outside.start(effect) {
                    return Ok(app);
                }
            }
        }
        // A terminal may change its size without a word; the next picture then says so.
        let size = terminal.size()?;
        if size != drawn_size {
            drawn_size = size;
            for effect in app.update(Msg::Resized(Size { columns: size.width, rows: size.height })) {
                outside.start(effect);
            }
        }
        draw(terminal, &app, look)?;
        pending = next(&mut app, inbox, outside, &mut watch)?;
    }
}

fn draw(terminal: &mut DefaultTerminal, app: &App, look: Look) -> std::io::Result<()> {
    terminal.draw(|frame| {
        if let Some((x, y)) = crate::ui::draw(frame.buffer_mut(), app, look) {
            frame.set_cursor_position((x, y));
        }
    })?;
    Ok(())
}

/// How long to wait for a key before looking whether an answer has come.
const WAIT: Duration = Duration::from_millis(15);
/// How long to wait when no answer is expected: only the date can change.
const IDLE: Duration = Duration::from_millis(500);

/// How long a half-typed field waits for the journal. With the wait before it, it is there within 2 seconds.
const KEEP_TYPING: Duration = Duration::from_millis(1_400);

/// How often others are told that the file is open here.
const PRESENCE: Duration = Duration::from_secs(4 * 60);

/// When the open file was looked at last, when others were told of this run, and when a half-typed field was kept.
struct Watch {
    looked: Instant,
    told: Instant,
    typing_kept: Instant,
}

impl Watch {
    fn begin() -> Self {
        Watch { looked: Instant::now(), told: Instant::now(), typing_kept: Instant::now() }
    }

    /// Looks at the open file where it is time, and at once where the person comes back to this window.
    fn keep(&mut self, outside: &Outside, came_back: bool) {
        if came_back || self.looked.elapsed() >= outside.every() {
            self.looked = Instant::now();
            outside.look();
        }
        if self.told.elapsed() >= PRESENCE {
            self.told = Instant::now();
            outside.tell_presence();
        }
    }
}

/// Waits for keys, answers, or a new day, and looks at the file meanwhile.
fn next(app: &mut App, inbox: &Receiver<Msg>, outside: &Outside, watch: &mut Watch) -> std::io::Result<Vec<Msg>> {
    loop {
        if app.is_half_typed() && watch.typing_kept.elapsed() >= KEEP_TYPING {
            watch.typing_kept = Instant::now();
            // Nothing on screen changes by it, so nothing is drawn.
            for effect in app.update(Msg::KeepTyping) {
                outside.start(effect);
            }
        }
        let mut messages: Vec<Msg> = inbox.try_iter().collect();
        let wait = if app.is_waiting() { WAIT } else { IDLE };
        let mut events: Vec<Event> = Vec::new();
        if messages.is_empty() && poll(wait)? {
            events.push(read()?);
        }
        // All that is there already belongs to this turn: a held key draws once, a paste arrives whole.
        while !events.is_empty() && events.len() < 20_000 && poll(Duration::ZERO)? {
            events.push(read()?);
        }
        watch.keep(outside, events.contains(&Event::FocusGained));
        messages.extend(input::messages(&events));
        let today = clock::today();
        if today != app.today() {
            messages.push(Msg::Today(today));
        }
        if !messages.is_empty() {
            return Ok(messages);
        }
    }
}

/// Asks the terminal to put a text on the clipboard of the person's own computer, also over SSH. Says whether it was asked.
pub fn copy(text: &str) -> bool {
    let request = CopyToClipboard::to_clipboard_from(text);
    let mut out = stdout();
    execute!(out, request).and_then(|()| out.flush()).is_ok()
}
