//! `ropa restore`: brings an earlier version of the register back, as a new save on top, or in a file of its own.

use crate::domain::diff::between;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, NOT_READ, NOT_WRITTEN, Refusal};
use crate::shell::cli::as_at::{self, Earlier, day_of, earlier, is_saved_by, write_new};
use crate::shell::cli::question::is_agreed;
use crate::shell::cli::setting::{Setting, Source, is_at_terminal};
use crate::shell::cli::words;
use crate::shell::register_file::{self, OpenProblem};
use crate::shell::register_history::name_aside;
use crate::shell::store::{self, Note};
use crate::shell::{clock, rescue};
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Restore {
    #[arg(long, value_name = "DATE", help = words("restore.as-at"))]
    as_at: Option<String>,
    #[arg(short, long, value_name = "FILE", help = words("restore.output"))]
    output: Option<PathBuf>,
    #[arg(long, help = words("restore.yes"))]
    yes: bool,
}

impl Restore {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let day = self.as_at.as_deref().map(|words| day_of(words, setting.today)).transpose()?;
        if self.output.is_none() && setting.read_only {
            return Err(Refusal::not_understood("cli.read-only", &[]));
        }
        if self.output.is_none() && !self.yes && !is_at_terminal() {
            return Err(Refusal::not_understood("cli.nobody-to-answer", &[]));
        }
        let path = setting.path()?;
        match register_file::open(&path) {
            Ok(_) => self.over_whole(day, setting),
            Err(problem @ OpenProblem::Read { .. }) => self.over_damaged(day, &path, problem, setting),
            Err(problem) => Err(problem.into()),
        }
    }

    fn over_whole(&self, day: Option<Date>, setting: &mut Setting) -> Result<Answer, Refusal> {
        let source = if self.output.is_some() { setting.open()? } else { setting.open_for_change()? };
        let id = source.register().file().id.as_str();
        let file = Some(&source.opened.stamp.sha256);
        let found = find(day, &source.path, id, file, as_at::before_last, setting)?;
        let found = found.ok_or_else(|| nothing(&source.path))?;
        if let Some(output) = &self.output {
            return in_new_file(&found, output);
        }
        let changes = between(source.register(), &found.register).len();
        if changes == 0 {
            return Ok(Answer::done().with_messages(vec![say("restore.same", &[("saved", &found.saved())])]));
        }
        let count = changes.to_string();
        if !self.yes && !is_agreed(&say("restore.question", &[("saved", &found.saved()), ("count", &count)])) {
            return Ok(Answer::done().with_messages(vec![say("restore.nothing-done", &[])]));
        }
        self.on_top(&source, &found, &count, setting)
    }

    /// The state is saved on top of what is there: nothing of the history goes.
    fn on_top(&self, source: &Source, found: &Earlier, count: &str, setting: &mut Setting) -> Result<Answer, Refusal> {
        let mut register = found.register.clone();
        register.set_stamp(source.register().stamp().cloned().unwrap_or_default());
        let remarks = setting.save_as(source, &register, Some("restore"))?;
        let mut answer = Answer::done().with_messages(source.remarks.clone());
        let file = source.path.to_string_lossy();
        answer.message(&say("restore.done", &[("saved", &found.saved()), ("file", &file), ("count", count)]));
        Ok(answer.with_messages(remarks))
    }

    /// The register cannot be read: what the history or the versions hold takes its place, and it is kept aside.
    fn over_damaged(
        &self,
        day: Option<Date>,
        path: &Path,
        problem: OpenProblem,
        setting: &mut Setting,
    ) -> Result<Answer, Refusal> {
        let salvaged = rescue::look(path, &mut setting.ids);
        let id = salvaged.map(|found| found.register.file().id.as_str().to_owned()).unwrap_or_default();
        let Some(found) = find(day, path, &id, None, as_at::last, setting)? else { return Err(problem.into()) };
        if let Some(output) = &self.output {
            return in_new_file(&found, output);
        }
        if !self.yes && !is_agreed(&say("restore.question-damaged", &[("saved", &found.saved())])) {
            return Ok(Answer::done().with_messages(vec![say("restore.nothing-done", &[])]));
        }
        // The damaged file stays in its place until the other one takes it, so that something always stands there.
        let kept = store::read(path).ok().and_then(|damaged| Some((keep_aside(path, &damaged.bytes)?, damaged.stamp)));
        let not_kept = || Refusal::new(NOT_WRITTEN, say("restore.not-aside", &[("file", &path.to_string_lossy())]));
        let (aside, damaged) = kept.ok_or_else(not_kept)?;
        let (user, own) = (&setting.user, &setting.own);
        let begun = register_file::bring_back(path, &damaged, &found.register, found.form, user, own, &mut setting.ids);
        let saved = begun.inspect_err(|_| {
            let _not_needed = std::fs::remove_file(&aside);
        })?;
        let parts = [("saved", found.saved()), ("file", path.to_string_lossy().into_owned())];
        let aside = aside.to_string_lossy().into_owned();
        let parts = [("saved", &*parts[0].1), ("file", &*parts[1].1), ("aside", &*aside)];
        let mut answer = Answer::done();
        answer.message(&say("restore.done-damaged", &parts));
        Ok(answer.with_messages(saved.notes.into_iter().map(Note::sentence).collect()))
    }
}

/// The state at the end of a day; where none is named, the one that `latest` chooses.
fn find(
    day: Option<Date>,
    path: &Path,
    id: &str,
    file: Option<&[u8; 32]>,
    latest: fn(&crate::formats::history::History, &str) -> Option<Earlier>,
    setting: &Setting,
) -> Result<Option<Earlier>, Refusal> {
    match day {
        Some(day) => {
            earlier(path, id, file, &setting.own, as_at::at_end_of(day), |stamp| is_saved_by(stamp, clock::end_of(day)))
        }
        None => earlier(path, id, file, &setting.own, latest, |_| true),
    }
}

/// Keeps what is damaged under a name beside its own that nobody has.
fn keep_aside(path: &Path, bytes: &[u8]) -> Option<PathBuf> {
    let aside = name_aside(path, "damaged")?;
    store::create_new(&aside, bytes, false).ok()?;
    Some(aside)
}

fn in_new_file(found: &Earlier, output: &Path) -> Result<Answer, Refusal> {
    write_new(found, output)?;
    let mut answer = Answer::done();
    answer.message(&say("restore.written", &[("saved", &found.saved()), ("file", &output.to_string_lossy())]));
    Ok(answer)
}

fn nothing(path: &Path) -> Refusal {
    Refusal::new(NOT_READ, say("restore.none", &[("file", &path.to_string_lossy())]))
}
