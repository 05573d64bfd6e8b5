//! Registers in real git repositories. Where there is no git, each test says so and does nothing.

mod histories;
mod merges;
mod setting_up;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use tempfile::TempDir;

static HAS_GIT: LazyLock<bool> = LazyLock::new(|| Command::new("git").arg("--version").output().is_ok());

/// A repository of its own, with nothing of the person's settings.
struct Repository {
    folder: TempDir,
    place: PathBuf,
}

/// A repository with the register `r.json`, set up by `ropa git-setup`, its first state kept. `None` without git.
fn repository() -> Option<Repository> {
    let repository = plain_repository()?;
    repository.put("r.json", &register(&[]));
    repository.ropa(&["git-setup"], 0);
    repository.keep("start");
    Some(repository)
}

/// An empty repository.
fn plain_repository() -> Option<Repository> {
    if !*HAS_GIT {
        eprintln!("skipped: there is no git here");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a repository");
    std::fs::create_dir(&place).unwrap();
    let repository = Repository { folder, place };
    repository.git(&["init", "-q", "-b", "main"]);
    for (key, value) in [("user.name", "J. Smith"), ("user.email", "j@example.org"), ("commit.gpgsign", "false")] {
        repository.git(&["config", key, value]);
    }
    Some(repository)
}

/// A register with these values of the fields `activity.field`, the rest as at first.
fn register(changes: &[(&str, Value)]) -> Value {
    let mut file = json!({
        "format": "ropa-register", "version": 1, "id": "h5v0n3wc",
        "saved": { "revision": "c3m9t5ah", "previous": [], "by": "A. Shah", "on": "2026-11-01T10:00:00Z" },
        "organisation": { "name": "Anytown" },
        "activities": [
            { "id": "aaaaaaaa", "reference": "A-1", "title": "Payroll", "owner": "HR", "tags": ["x", "y"], "notes": "one\ntwo\nthree" },
            { "id": "bbbbbbbb", "reference": "B-1", "title": "Libraries", "owner": "Head of Libraries" },
        ],
    });
    for (path, value) in changes {
        let (activity, field) = path.split_once('.').unwrap();
        let activity: usize = activity.parse().unwrap();
        let activities = file["activities"].as_array_mut().unwrap();
        if activities.len() == activity {
            activities.push(json!({}));
        }
        file["activities"][activity][field] = value.clone();
    }
    file
}

impl Repository {
    fn path(&self, name: &str) -> PathBuf {
        self.place.join(name)
    }

    /// Puts a register in a file as the program lays it out, saved by somebody else each time.
    fn put(&self, name: &str, register: &Value) {
        let mut register = register.clone();
        register["saved"]["revision"] = json!(format!("{:08x}", text_sum(&register.to_string())));
        self.put_bytes(name, &laid_out(&register));
    }

    fn put_bytes(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).unwrap_or_else(|cause| panic!("{cause}: {}", self.text(name)))
    }

    /// Keeps the present state of every file.
    fn keep(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    /// A branch from the present state in which the register holds these changes; then back on the branch before.
    fn branch(&self, name: &str, changes: &[(&str, Value)]) {
        self.git(&["checkout", "-q", "-b", name]);
        self.put("r.json", &register(changes));
        self.keep(name);
        self.git(&["checkout", "-q", "-"]);
    }

    fn command(&self, program: &Path, args: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.place).env_clear().stdin(Stdio::null());
        let home = self.folder.path().join("home");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", &home).env("TZ", "UTC");
        command.env("XDG_DATA_HOME", home.join("data")).env("XDG_CONFIG_HOME", home.join("config"));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_EDITOR", "true").env("GIT_TERMINAL_PROMPT", "0");
        command.env("USER", "J. Smith").env("LC_ALL", "C");
        command.output().unwrap()
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let output = self.command(Path::new("git"), args);
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A git command that is to stop at a clash.
    #[track_caller]
    fn git_stops(&self, args: &[&str]) -> Output {
        let output = self.command(Path::new("git"), args);
        assert_eq!(output.status.code(), Some(1), "git {args:?}: {output:?}");
        output
    }

    #[track_caller]
    fn ropa(&self, args: &[&str], code: i32) -> (String, String) {
        let output = self.command(Path::new(env!("CARGO_BIN_EXE_ropa")), args);
        assert_eq!(output.status.code(), Some(code), "ropa {args:?}: {output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// What git says of a file: `UU` where it could not be merged.
    fn status(&self, name: &str) -> String {
        self.git(&["status", "--porcelain", "--", name]).get(..2).unwrap_or_default().to_owned()
    }
}

/// A register in the layout of the program, by the program's own library.
fn laid_out(register: &Value) -> Vec<u8> {
    use ropa::domain::id::Ids;
    use ropa::formats::json::{self, Form};
    let loaded = json::read(register.to_string().as_bytes(), &mut Ids::seeded(1)).unwrap();
    json::write(&loaded.register, Form::default())
}

/// A number for a text, so that registers that differ have other revisions.
fn text_sum(text: &str) -> u32 {
    text.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
}
