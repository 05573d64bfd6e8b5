//! The command line: one verb a file. What is asked for is read here; answers and refusals are written in `answer`.

mod activity_named;
mod add;
mod answer;
mod as_at;
mod change;
mod check;
mod completions;
mod demo;
mod diff;
mod doctor;
mod export;
mod git_setup;
mod help;
mod history;
mod import;
mod list;
mod man;
mod matching;
mod merge;
mod misread;
mod new;
mod notice;
mod notice_check;
mod question;
mod redaction;
mod remove;
mod renaming;
mod restore;
mod rules;
mod schema;
mod set;
mod setting;
mod show;
mod start;
mod table;
mod vocabulary;

pub use git_setup::git_settings;
pub use help::help;

use crate::domain::words::say;
use crate::shell::signals;
use answer::{Answer, Refusal};
use clap::{Args, Parser, Subcommand, ValueEnum};
use setting::Setting;
use std::ffi::OsString;
use std::path::PathBuf;

/// Runs one command and writes its answer; returns the exit code of the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    signals::outlive_size_limits();
    let answer = match Cli::try_parse_from(args) {
        Ok(asked) => asked.run(),
        Err(cause) => misread::answer(&cause),
    };
    match answer {
        Ok(answer) => answer.give(),
        Err(refusal) => refusal.give(),
    }
}

/// What was asked for.
#[derive(Parser)]
#[command(name = "ropa", bin_name = "ropa", version, about = words("ropa"), disable_help_subcommand = true)]
struct Cli {
    #[arg(value_name = "FILE", help = words("file"))]
    file: Option<PathBuf>,
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What can be said with every command.
#[derive(Args, Clone)]
struct Global {
    #[arg(short, long, global = true, value_name = "FILE", help = words("register"))]
    register: Option<PathBuf>,
    #[arg(long, global = true, value_enum, hide_possible_values = true, value_name = "text|json|csv", default_value = "text", hide_default_value = true, help = words("format"))]
    format: Format,
    #[arg(long, global = true, help = words("read-only"))]
    read_only: bool,
    #[arg(long, global = true, value_enum, hide_possible_values = true, value_name = "auto|always|never", default_value = "auto", hide_default_value = true, help = words("color"))]
    color: Color,
}

/// The shape of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

/// Whether to use colours. No answer has any, and neither has the screens' theme, so each comes to the same.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Verb {
    #[command(about = words("demo"))]
    Demo(demo::Demo),
    #[command(about = words("new"))]
    New(new::New),
    #[command(about = words("import"), after_help = words("import.forms"))]
    Import(import::Import),
    #[command(about = words("list"))]
    List(list::List),
    #[command(about = words("show"))]
    Show(show::Show),
    #[command(about = words("check"))]
    Check(check::Check),
    #[command(about = words("history"))]
    History(history::Past),
    #[command(about = words("diff"))]
    Diff(diff::Diff),
    #[command(about = words("add"))]
    Add(add::Add),
    #[command(about = words("set"), after_help = words("set.forms"))]
    Set(set::Set),
    #[command(about = words("remove"))]
    Remove(remove::Remove),
    #[command(about = words("merge"), override_usage = "ropa merge BASE OURS THEIRS [-o FILE]\n       ropa merge FILE")]
    Merge(merge::Merge),
    #[command(about = words("restore"))]
    Restore(restore::Restore),
    #[command(about = words("export"))]
    Export(export::Export),
    #[command(about = words("notice"))]
    Notice(notice::Notice),
    #[command(about = words("notice-check"))]
    NoticeCheck(notice_check::NoticeCheck),
    #[command(about = words("vocabulary"))]
    Vocabulary(vocabulary::Vocabulary),
    #[command(about = words("git-setup"))]
    GitSetup(git_setup::GitSetup),
    #[command(about = words("schema"))]
    Schema,
    #[command(about = words("doctor"))]
    Doctor,
    #[command(about = words("completions"))]
    Completions(completions::Completions),
    #[command(about = words("man"))]
    Man,
}

/// The verbs under the headings of the help, in its order. `ropa` and `ropa FILE` stand before the first.
const GROUPS: [(&str, &[&str]); 5] = [
    ("usage.group.start", &["demo", "new", "import"]),
    ("usage.group.look", &["list", "show", "check", "history", "diff"]),
    ("usage.group.change", &["add", "set", "remove", "merge", "restore"]),
    ("usage.group.share", &["export", "notice", "notice-check"]),
    ("usage.group.other", &["vocabulary", "schema", "git-setup", "doctor", "completions", "man"]),
];

impl Cli {
    fn run(self) -> Result<Answer, Refusal> {
        let mut setting = Setting::new(self.global);
        match (self.verb, self.file) {
            (None, file) => start::run(file, &setting),
            (Some(_), Some(file)) => {
                Err(Refusal::not_understood("cli.file-and-verb", &[("file", &file.to_string_lossy())]))
            }
            (Some(Verb::Demo(demo)), None) => demo.run(&mut setting),
            (Some(Verb::New(new)), None) => new.run(&mut setting),
            (Some(Verb::Import(import)), None) => import.run(&mut setting),
            (Some(Verb::List(list)), None) => list.run(&mut setting),
            (Some(Verb::Show(show)), None) => show.run(&mut setting),
            (Some(Verb::Check(check)), None) => check.run(&mut setting),
            (Some(Verb::History(history)), None) => history.run(&mut setting),
            (Some(Verb::Diff(diff)), None) => diff.run(&mut setting),
            (Some(Verb::Add(add)), None) => add.run(&mut setting),
            (Some(Verb::Set(set)), None) => set.run(&mut setting),
            (Some(Verb::Remove(remove)), None) => remove.run(&mut setting),
            (Some(Verb::Merge(merge)), None) => merge.run(&mut setting),
            (Some(Verb::Restore(restore)), None) => restore.run(&mut setting),
            (Some(Verb::Export(export)), None) => export.run(&mut setting),
            (Some(Verb::Notice(notice)), None) => notice.run(&mut setting),
            (Some(Verb::NoticeCheck(check)), None) => check.run(&mut setting),
            (Some(Verb::Vocabulary(vocabulary)), None) => vocabulary.run(&setting),
            (Some(Verb::GitSetup(setup)), None) => setup.run(&setting),
            (Some(Verb::Schema), None) => Ok(schema::answer()),
            (Some(Verb::Doctor), None) => doctor::answer(&setting),
            (Some(Verb::Completions(completions)), None) => Ok(completions.answer()),
            (Some(Verb::Man), None) => man::answer(),
        }
    }
}

/// What the help says of a command or an option.
fn words(id: &str) -> String {
    say(&format!("usage.{id}"), &[])
}
