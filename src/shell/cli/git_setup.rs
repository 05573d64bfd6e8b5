//! `ropa git-setup`: lets git merge and compare the registers of a repository field by field.

use crate::domain::id::Ids;
use crate::domain::words::say;
use crate::formats::json;
use crate::formats::json::problem::ReadProblem;
use crate::shell::cli::answer::{Answer, NOT_READ, NOT_WRITTEN, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::words;
use crate::shell::git::{Git, GitProblem, as_path};
use crate::shell::store::{self, StoreProblem, history_path};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct GitSetup {
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true, help = words("git-setup.dir"))]
    folder: PathBuf,
}

impl GitSetup {
    pub(super) fn run(self, setting: &Setting) -> Result<Answer, Refusal> {
        setting.no_rows()?;
        if setting.read_only {
            return Err(Refusal::not_understood("cli.read-only", &[]));
        }
        let refused = |problem| refusal(problem, &self.folder);
        let git = Git::of(&self.folder).map_err(refused)?;
        let registers = registers(&git).map_err(refused)?;
        let mut done = attributes(&git, &registers)?;
        if !git.ignores(SIDE_FILE) {
            add_lines(&git.exclude_file().map_err(refused)?, &[SIDE_FILES.to_owned()])?;
            done.push(say("git.side-files", &[]));
        }
        for (key, value) in settings()? {
            if git.setting(key).as_deref() != Some(&value) {
                git.set(key, &value).map_err(refused)?;
                done.push(say("git.set", &[("key", key), ("value", &value)]));
            }
        }
        let mut answer = Answer::done();
        done.iter().for_each(|line| answer.line(line));
        let folder = git.folder().to_string_lossy().into_owned();
        if registers.is_empty() {
            answer.message(&say("git.no-register", &[("folder", &folder)]));
            return Ok(answer.with_code(1));
        }
        answer.message(&match done.is_empty() {
            true => say("git.nothing-to-do", &[("folder", &folder)]),
            false => say("git.done", &[]),
        });
        Ok(answer)
    }
}

fn refusal(problem: GitProblem, folder: &Path) -> Refusal {
    let parts = [("folder", &*folder.to_string_lossy())];
    match problem {
        GitProblem::NotInstalled => Refusal::new(NOT_READ, say("git.not-installed", &[])),
        GitProblem::NoRepository if !folder.is_dir() => Refusal::new(NOT_READ, say("git.no-folder", &parts)),
        GitProblem::NoRepository => Refusal::new(NOT_READ, say("git.no-repository", &parts)),
        GitProblem::Refused => Refusal::new(NOT_WRITTEN, say("git.refused", &parts)),
    }
}

/// The files of a repository that hold a register, whatever they are called; one that git could not merge is one too.
fn registers(git: &Git) -> Result<Vec<Vec<u8>>, GitProblem> {
    let mut files = git.files()?;
    files.retain(|file| is_register(&git.folder().join(as_path(file))));
    Ok(files)
}

fn is_register(path: &Path) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|about| about.is_file());
    let Some(on_disk) = is_file.then(|| store::read(path).ok()).flatten() else { return false };
    let start = on_disk.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&on_disk.bytes).trim_ascii_start();
    if !start.starts_with(b"{") && !start.starts_with(b"<<<<<<<") {
        return false;
    }
    match json::read(&on_disk.bytes, &mut Ids::seeded(1)) {
        Ok(_) | Err(ReadProblem::GitMarkers { .. } | ReadProblem::Newer { .. }) => true,
        Err(_) => false,
    }
}

/// Adds to the topmost `.gitattributes` what git does not know yet; what stands there stays. Answers what was added.
fn attributes(git: &Git, registers: &[Vec<u8>]) -> Result<Vec<String>, Refusal> {
    let refused = |problem| refusal(problem, git.folder());
    let mut lines: Vec<String> = Vec::new();
    for register in registers {
        if git.attributes(register, &["merge", "diff"]).map_err(refused)? != ["ropa", "ropa"] {
            lines.push(format!("{} merge=ropa diff=ropa", pattern(register)));
        }
    }
    // Git is asked about the history of each register; of a register to come where there is none yet.
    let mut histories: Vec<PathBuf> =
        registers.iter().map(|register| history_path(Path::new(&as_path(register)))).collect();
    histories.push(PathBuf::from("register.history.jsonl"));
    let mut is_joined = true;
    for history in histories {
        let name = history.file_name().unwrap_or_default().to_string_lossy().into_owned();
        is_joined &= git.attributes(name.as_bytes(), &["merge"]).map_err(refused)? == ["union"];
    }
    if !is_joined {
        lines.push("*.history.jsonl merge=union".to_owned());
    }
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    add_lines(&git.folder().join(".gitattributes"), &lines)?;
    let told = lines.iter().map(|line| say("git.line", &[("line", line)]));
    let mut told: Vec<String> = told.collect();
    for register in registers {
        if git.attributes(register, &["merge", "diff"]).map_err(refused)? != ["ropa", "ropa"] {
            told.push(say("git.overruled", &[("file", &as_path(register).to_string_lossy())]));
        }
    }
    Ok(told)
}

/// What a save under way and the list of who has a register open leave beside it: of this computer only.
const SIDE_FILES: &str = "~$*";
/// Such a file.
const SIDE_FILE: &str = "~$register.json.lock";

/// Adds lines at the end of a file, which is made where it is missing. What stands there stays.
fn add_lines(path: &Path, lines: &[String]) -> Result<(), Refusal> {
    let mut bytes = match store::read(path) {
        Ok(on_disk) => on_disk.bytes,
        Err(StoreProblem::Missing { .. }) => Vec::new(),
        Err(problem) => return Err(problem.into()),
    };
    let end = if bytes.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    if !bytes.is_empty() && !bytes.ends_with(b"\n") {
        bytes.extend_from_slice(end.as_bytes());
    }
    for line in lines {
        bytes.extend_from_slice(format!("{line}{end}").as_bytes());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|cause| StoreProblem::CouldNotWrite { path: path.to_path_buf(), cause })?;
    }
    store::create_new(path, &bytes, true)?;
    Ok(())
}

/// The pattern that fits one path and no other, as `.gitattributes` has patterns.
fn pattern(path: &[u8]) -> String {
    let path = as_path(path).to_string_lossy().into_owned();
    let is_special = |letter: char| matches!(letter, '*' | '?' | '[' | '\\');
    let mut pattern = String::from("/");
    for letter in path.chars() {
        if is_special(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    if !pattern.chars().any(|letter| letter.is_whitespace() || letter.is_control() || letter == '"') {
        return pattern;
    }
    let mut quoted = String::from("\"");
    for letter in pattern.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => quoted.push_str(&format!("\\{:03o}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// The settings of a repository for this program.
fn settings() -> Result<[(&'static str, String); 5], Refusal> {
    let program = std::env::current_exe().map_err(|_| Refusal::new(NOT_WRITTEN, say("git.no-program", &[])))?;
    Ok(git_settings(&program.to_string_lossy()))
}

/// The settings that `ropa git-setup` makes in a repository, each with its value, for a program at a path.
pub fn git_settings(program: &str) -> [(&'static str, String); 5] {
    let program = quoted(program);
    // In the command of a merge driver, a per cent sign begins a part that git fills in.
    let in_driver = program.replace('%', "%%");
    [
        ("merge.ropa.name", "Ropa registers, field by field".to_owned()),
        ("merge.ropa.driver", format!("{in_driver} merge %O %A %B -o %A")),
        // A state that is no register is shown as it is: git would stop at the first command that does not work.
        (
            "diff.ropa.textconv",
            format!("f() {{ {program} show --format text --register \"$1\" 2>/dev/null || cat \"$1\"; }}; f"),
        ),
        ("mergetool.ropa.cmd", format!("{program} merge \"$BASE\" \"$LOCAL\" \"$REMOTE\" -o \"$MERGED\"")),
        ("mergetool.ropa.trustExitCode", "true".to_owned()),
    ]
}

/// A word for the shell, taken as it is.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
