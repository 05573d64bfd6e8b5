//! A terminal without a window: the real program runs in it, keys go in, and every byte that it sends is kept.

use super::tell;
use super::terminal_bytes::{Picture, TerminalBytes};
use crate::command_line::Office;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long something may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program in a terminal of its own. Dropping it ends the program on the spot.
pub struct PseudoTerminal {
    child: Box<dyn Child + Send + Sync>,
    /// The end that a window would hold; nothing once the window was closed.
    window: Option<(Box<dyn MasterPty + Send>, Box<dyn Write + Send>)>,
    sent: Arc<Mutex<Vec<u8>>>,
    closing: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
    size: (u16, u16),
}

impl PseudoTerminal {
    /// Starts `ropa` with these arguments in an office, on a screen of this size. Nothing, and a word, where the system gives no
    /// terminal.
    pub fn start(office: &Office, args: &[&str], columns: u16, rows: u16) -> Option<PseudoTerminal> {
        let mut command = office.command();
        command.args(args);
        PseudoTerminal::run(&command, columns, rows)
    }

    /// As `start`, for any command: its program, arguments, folder and environment are taken over.
    pub fn run(command: &Command, columns: u16, rows: u16) -> Option<PseudoTerminal> {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = match native_pty_system().openpty(size) {
            Ok(pair) => pair,
            Err(cause) => {
                tell(&format!("skipped: this system gives no terminal ({cause})"));
                return None;
            }
        };
        let mut reading = pair.master.try_clone_reader().unwrap();
        let child = pair.slave.spawn_command(built(command)).unwrap();
        // Our copy of the program's end must go, or the end of the program would not be seen.
        drop(pair.slave);
        let sent = Arc::<Mutex<Vec<u8>>>::default();
        let closing = Arc::<AtomicBool>::default();
        let (keeping, stop) = (sent.clone(), closing.clone());
        let reader = std::thread::spawn(move || {
            let mut piece = [0; 65_536];
            while let Ok(length @ 1..) = reading.read(&mut piece) {
                keeping.lock().unwrap().extend_from_slice(&piece[..length]);
                if stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let window = Some((pair.master, writer));
        Some(PseudoTerminal { child, window, sent, closing, reader: Some(reader), size: (columns, rows) })
    }

    /// Types a text as a keyboard sends it: `\r` is Enter, `\u{1b}OQ` F2, `\u{13}` Ctrl+S. A program that has ended takes no keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        if let Some((_, writer)) = &mut self.window {
            let _ = writer.write_all(keys.as_bytes()).and_then(|()| writer.flush());
        }
        self
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn waits_for(&mut self, text: &str) -> &mut Self {
        let start = Instant::now();
        while !self.picture().shows(text) {
            assert!(start.elapsed() < PATIENCE, "‘{text}’ is not shown:\n{}", self.picture());
            std::thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// As `waits_for`; answers no where the program ends before that, or shows something else for long.
    #[cfg(target_os = "linux")]
    pub fn shows_or_ends(&mut self, text: &str) -> bool {
        self.shows_one_or_ends(&[text])
    }

    /// As `shows_or_ends`, for one of several texts.
    #[cfg(target_os = "linux")]
    pub fn shows_one_or_ends(&mut self, texts: &[&str]) -> bool {
        let start = Instant::now();
        loop {
            let picture = self.picture().to_string();
            if texts.iter().any(|text| picture.contains(text)) {
                return true;
            }
            if self.child.try_wait().unwrap().is_some() || start.elapsed() > PATIENCE / 6 {
                return false;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Ends the program on the spot where another one runs it: that one ends with it.
    #[cfg(target_os = "linux")]
    pub fn end_with_its_children(&mut self) {
        let children = format!("/proc/{0}/task/{0}/children", self.process());
        for child in std::fs::read_to_string(children).unwrap_or_default().split_whitespace() {
            let _ended_already = Command::new("sh").args(["-c", &format!("kill -KILL {child}")]).status();
        }
        self.child.wait().unwrap();
    }

    /// Waits until no more bytes come, for a tenth of a second.
    pub fn waits_for_quiet(&mut self) -> &mut Self {
        let mut before = usize::MAX;
        while before != self.sent.lock().unwrap().len() {
            before = self.sent.lock().unwrap().len();
            std::thread::sleep(Duration::from_millis(100));
        }
        self
    }

    /// What the screen shows now.
    pub fn picture(&self) -> Picture {
        Picture::of(&self.sent.lock().unwrap(), self.size.0, self.size.1)
    }

    /// All that the program has sent so far.
    pub fn bytes(&self) -> TerminalBytes {
        TerminalBytes::of(&self.sent.lock().unwrap())
    }

    /// How many bytes the program has sent so far.
    pub fn sent(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    /// The number of the process that was started.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Ends the program on the spot, as the system does when memory runs out.
    pub fn kill(&mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    /// Sends the program a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let line = format!("kill -{name} {}", self.process());
        assert!(Command::new("sh").args(["-c", &line]).status().unwrap().success(), "{line}");
    }

    /// What was shown since the screen was given back, on the ordinary terminal.
    pub fn text_since_given_back(&self) -> String {
        let sent = self.sent.lock().unwrap();
        let text = String::from_utf8_lossy(&sent);
        text.rsplit_once("\u{1b}[?1049l").map_or(String::new(), |(_, after)| after.to_owned())
    }

    /// Closes the window: nobody sees any more what is sent, and the system tells the program so. One letter is typed before
    /// that, so that the thread that reads sees that it is to stop.
    pub fn close_window(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.types("z");
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        self.window = None;
    }

    /// Waits for the end of the program and the last of its bytes; returns its exit code.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end:\n{}", self.picture());
            std::thread::sleep(Duration::from_millis(5));
        };
        if let Some(reader) = self.reader.take().filter(|_| self.window.is_some()) {
            reader.join().unwrap();
        }
        status.exit_code()
    }
}

impl Drop for PseudoTerminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn built(command: &Command) -> CommandBuilder {
    let mut built = CommandBuilder::new(command.get_program());
    built.args(command.get_args());
    built.env_clear();
    let values = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    values.for_each(|(name, value)| built.env(name, value));
    built.env("TERM", "xterm-256color");
    built.env("LC_ALL", "C.UTF-8");
    if let Some(folder) = command.get_current_dir() {
        built.cwd(folder);
    }
    built
}
