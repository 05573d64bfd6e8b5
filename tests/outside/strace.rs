//! strace: what a command asks of the system, and one of these calls failing or being the last.

use crate::outside::tell;
use std::collections::HashMap;
use std::fs::DirEntry;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The calls that read or change files; those that a system does not have are passed over.
const CALLS: &str = "openat open creat read pread64 readv write pwrite64 writev pwritev lseek fsync fdatasync sync_file_range \
    rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir mkdir mkdirat truncate ftruncate fallocate \
    fchmod chmod fchmodat fchown chown fchownat lchown close flock fcntl copy_file_range sendfile utimensat statx stat lstat fstat \
    newfstatat access faccessat faccessat2 readlink readlinkat getdents64 setxattr fsetxattr lsetxattr getxattr fgetxattr \
    listxattr flistxattr statfs fstatfs ioctl";

/// The most of one kind that are tried; a save has far fewer, one that gives its bytes piece by piece has more.
const MOST: usize = 60;

/// A call to the system: the one with this number among those of its name in its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    pub number: usize,
    /// What it was about, for whoever reads of it.
    pub what: String,
}

/// The calls that leave something behind; all others only look.
const KEEPING: &str = "write pwrite64 fsync fdatasync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat ftruncate \
    fchmod chmod fchown flock";

impl Call {
    /// Whether it leaves something behind, or gives back what it held.
    pub fn keeps(&self) -> bool {
        let makes = ["O_CREAT", "O_WRONLY", "O_RDWR"].iter().any(|flag| self.what.contains(flag));
        (self.name == "openat" && makes) || KEEPING.split_whitespace().any(|name| name == self.name)
    }
}

/// What befalls a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The program is ended there, and the call is not made.
    Ended,
    /// The call is not made, and answers this.
    Answers(&'static str),
    /// The call is not made, and says that it did this much.
    Says(u32),
}

/// All six, the two that differ most first.
pub const FAULTS: [Fault; 6] = [
    Fault::Ended,
    Fault::Answers("ENOSPC"),
    Fault::Answers("EIO"),
    Fault::Answers("EACCES"),
    Fault::Answers("EDQUOT"),
    Fault::Answers("EROFS"),
];

/// A disk that says that it has bytes which it does not have.
pub const LIE: Fault = Fault::Says(1);

/// Whether strace is here and may look on; says so where not.
pub fn is_here() -> bool {
    static IS_HERE: OnceLock<bool> = OnceLock::new();
    *IS_HERE.get_or_init(|| {
        let answer =
            traced(&Command::new("true"), &["-o", "/dev/null", "-e", "inject=close:error=EIO:when=99"]).status();
        let is_here = answer.is_ok_and(|status| status.success());
        if !is_here {
            tell("skipped: strace is not here, or may not look on (apt-get install strace)");
        }
        is_here
    })
}

/// Runs a command and gives all its calls that touch a folder, in their order. The command must not stand in that folder.
pub fn calls(command: &Command, folder: &Path) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    logged(command, log.path()).output().unwrap();
    calls_in(log.path(), folder)
}

/// As `calls`, without those of the programs that the command starts.
pub fn calls_of_its_own(command: &Command, folder: &Path) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let options = ["-y", "-o", log.path().to_str().unwrap(), "-e", &selected()].map(str::to_owned);
    run_by_strace(command, &[], &options).output().unwrap();
    // There is one thread then, and strace names none.
    let told = String::from_utf8_lossy(&std::fs::read(log.path()).unwrap()).into_owned();
    std::fs::write(log.path(), told.lines().map(|line| format!("1 {line}\n")).collect::<String>()).unwrap();
    calls_in(log.path(), folder)
}

/// The command with all its calls told to a file.
pub fn logged(command: &Command, log: &Path) -> Command {
    traced(command, &["-y", "-o", log.to_str().unwrap(), "-e", &selected()])
}

/// All calls in such a file that touch a folder, in their order.
pub fn calls_in(log: &Path, folder: &Path) -> Vec<Call> {
    let text = String::from_utf8_lossy(&std::fs::read(log).unwrap()).into_owned();
    // Without the slash at its end, so that calls on the folder itself are among them.
    let folder = folder.to_str().unwrap().trim_end_matches('/');
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let mut found: Vec<Call> = Vec::new();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, about)) = call.trim_start().split_once('(') else { continue };
        if !name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
            continue;
        }
        let number = numbers.entry((thread, name)).or_default();
        *number += 1;
        let is_known = found.iter().any(|call| call.name == name && call.number == *number);
        if about.contains(folder) && !is_known {
            let what = about.replace(folder, "…").chars().take(100).collect();
            found.push(Call { name: name.to_owned(), number: *number, what });
        }
    }
    thinned(found)
}

/// The command with a fault at one of its calls.
pub fn with_fault(command: &Command, call: &Call, fault: Fault) -> Command {
    run_by_strace(command, &["-f"], &injected(call, fault))
}

/// As `with_fault`, but not in the programs that the command starts.
pub fn with_fault_of_its_own(command: &Command, call: &Call, fault: Fault) -> Command {
    run_by_strace(command, &[], &injected(call, fault))
}

fn injected(call: &Call, fault: Fault) -> [String; 6] {
    let befalls = match fault {
        Fault::Ended => "signal=KILL".to_owned(),
        Fault::Answers(answer) => format!("error={answer}"),
        Fault::Says(done) => format!("retval={done}"),
    };
    let inject = format!("inject={}:{befalls}:when={}", call.name, call.number);
    ["-o", "/dev/null", "-e", &selected(), "-e", &inject].map(str::to_owned)
}

/// The same command, run by strace.
pub fn traced(command: &Command, options: &[&str]) -> Command {
    let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    run_by_strace(command, &["-f"], &options)
}

fn run_by_strace(command: &Command, follows: &[&str], options: &[String]) -> Command {
    let mut traced = Command::new("strace");
    // With its filter strace is quicker, but a signal that it is to send then goes nowhere.
    let is_to_end = options.iter().any(|option| option.contains("signal="));
    let quick: &[&str] = if is_to_end || follows.is_empty() { &[] } else { &["--seccomp-bpf"] };
    traced.args(follows).arg("-qq").args(quick).args(options).arg("--");
    traced.arg(command.get_program()).args(command.get_args());
    let values = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    traced.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).envs(values);
    traced.current_dir("/").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    traced
}

/// From now on a process that runs is given no more threads. Returns once that holds; it holds until strace is ended.
pub fn refuse_threads(process: u32) -> Child {
    let mut looking_on = Command::new("strace");
    looking_on.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=clone,clone3",
        "-e",
        "inject=clone,clone3:error=EAGAIN",
    ]);
    let looking_on = looking_on.args(["-p", &process.to_string()]).spawn().unwrap();
    let is_looked_at = |thread: DirEntry| {
        let status = std::fs::read_to_string(thread.path().join("status")).unwrap_or_default();
        !status.contains("TracerPid:\t0\n")
    };
    let start = Instant::now();
    while !std::fs::read_dir(format!("/proc/{process}/task")).unwrap().flatten().all(is_looked_at) {
        assert!(start.elapsed() < Duration::from_secs(60), "strace does not look on");
        std::thread::sleep(Duration::from_millis(5));
    }
    looking_on
}

fn selected() -> String {
    let names: Vec<String> = CALLS.split_whitespace().map(|name| format!("?{name}")).collect();
    format!("trace={}", names.join(","))
}

/// At most so many of each name, spread over the whole.
fn thinned(calls: Vec<Call>) -> Vec<Call> {
    let mut totals: HashMap<String, usize> = HashMap::new();
    calls.iter().for_each(|call| *totals.entry(call.name.clone()).or_default() += 1);
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut stays = |call: &Call| {
        let place = places.entry(call.name.clone()).or_default();
        *place += 1;
        place.is_multiple_of(totals[&call.name].div_ceil(MOST))
    };
    calls.into_iter().filter(|call| stays(call)).collect()
}
