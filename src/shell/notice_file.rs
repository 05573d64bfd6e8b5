//! Privacy notices on disk: the council's own wording, and the file that is made.

use crate::app::Msg;
use crate::app::notice::{NoticeJob, NoticeRead, NoticeWanted, PublishedNotice, processor};
use crate::domain::lexicon::Lexicon;
use crate::domain::words::say;
use crate::formats::import::brought::Draft;
use crate::formats::import::choices::Setting;
use crate::formats::notice;
use crate::formats::notice::written::{
    Document, Fault, NotWritten, Request, Shape, Template, TemplateProblem, Wording, write,
};
use crate::shell::paths;
use crate::shell::store::{self, Note, StoreProblem};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Why a template is not used.
#[derive(Debug)]
pub enum NoTemplate {
    /// It could not be read from the disk.
    Store(StoreProblem),
    /// It cannot be used as it is.
    Wording {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: TemplateProblem,
    },
}

/// The council's own wording: the file that was named; else the one beside the register; else the one in the person's settings
/// folder. Nothing where there is none: then the wording of the program holds. With the file that it came from.
///
/// # Errors
/// A file that is there but cannot be used is told, never passed over: a notice in other words than the council's is not wanted.
pub fn template(
    wording: Wording,
    named: Option<&Path>,
    register: &Path,
) -> Result<Option<(Template, PathBuf)>, NoTemplate> {
    let beside = register.parent().map(|folder| folder.join(wording.file_name()));
    let settings = paths::settings_folder().map(|folder| folder.join(wording.file_name()));
    let kept = [beside, settings].into_iter().flatten().find(|path| path.exists());
    let Some(path) = named.map(Path::to_path_buf).or(kept) else { return Ok(None) };
    let read = store::read(&path).map_err(NoTemplate::Store)?;
    let text = String::from_utf8_lossy(&read.bytes);
    match Template::read(&text) {
        Ok(template) => Ok(Some((template, path))),
        Err(problem) => Err(NoTemplate::Wording { path, problem }),
    }
}

/// Makes the file of a notice, whole or not at all; returns what the person should know of it.
///
/// # Errors
/// The disk does not take it, or there is such a file and it is not to be replaced.
pub fn make(document: &Document, shape: Shape, path: &Path, replace: bool) -> Result<Vec<String>, StoreProblem> {
    let saved = store::create_new(path, document.write(shape).as_bytes(), replace)?;
    Ok(saved.notes.into_iter().map(Note::sentence).collect())
}

/// Writes the notice of an activity, in the council's own wording where it has one.
///
/// # Errors
/// The sentence for the officer, where there is no notice or the wording cannot be used.
pub fn written(wanted: &NoticeWanted, register: &Path) -> Result<Document, String> {
    let own = template(Wording::of(&wanted.activity), None, register).map_err(|problem| problem.sentence())?;
    let request = Request {
        activity: &wanted.activity,
        organisation: &wanted.organisation,
        lexicon: &wanted.lexicon,
        today: wanted.today,
        template: own.as_ref().map(|(template, _)| template),
    };
    let path = own.as_ref().map(|(_, path)| path.as_path());
    write(&request).map_err(|problem| not_written(&problem, wanted.activity.name(), path))
}

/// Why there is no notice, as one sentence.
pub fn not_written(problem: &NotWritten, name: &str, template: Option<&Path>) -> String {
    match problem {
        NotWritten::Processor => processor(name),
        NotWritten::Template(problem) => template_sentence(problem, template.unwrap_or(Path::new(""))),
    }
}

/// Makes the file of a notice, for the screens.
pub fn made(job: Box<NoticeJob>) -> Msg {
    let NoticeJob { document, shape, file, replace } = &*job;
    match make(document, *shape, Path::new(file), *replace) {
        Ok(notes) => {
            let made = say("notice.made", &[("file", file)]);
            Msg::NoticeWritten(std::iter::once(made).chain(notes).collect::<Vec<_>>().join(". "))
        }
        Err(StoreProblem::AlreadyThere { .. }) => {
            Msg::NoticeNotWritten { sentence: say("export.is-there", &[("file", file)]), again: Some(job) }
        }
        Err(problem) => Msg::NoticeNotWritten { sentence: problem.sentence(), again: None },
    }
}

/// Reads a published notice, for the screens.
///
/// # Errors
/// The sentence for the officer, where it cannot be read.
pub fn published(notice: PublishedNotice) -> Result<NoticeRead, String> {
    let PublishedNotice { file, activity, lexicon, today } = notice;
    let drafts = read(Path::new(&file), &lexicon, today)?;
    Ok(NoticeRead { file, activity, drafts })
}

/// Reads a published notice: what it says, as drafts of activities.
///
/// # Errors
/// The sentence for the officer, where it cannot be read or is no notice.
pub fn read(path: &Path, lexicon: &Lexicon, today: Date) -> Result<Vec<Draft>, String> {
    let read = store::read(path).map_err(|problem| problem.sentence())?;
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let notice = notice::read(&read.bytes, &file).map_err(|refusal| refusal.0)?;
    Ok(notice::bring(&notice, &Setting { file: &file, lexicon, today }).drafts)
}

impl NoTemplate {
    /// Why, as one sentence.
    pub fn sentence(&self) -> String {
        match self {
            NoTemplate::Store(problem) => problem.sentence(),
            NoTemplate::Wording { path, problem } => template_sentence(problem, path),
        }
    }
}

/// Why a template cannot be used, as one sentence with its line.
pub fn template_sentence(problem: &TemplateProblem, path: &Path) -> String {
    let name = path.to_string_lossy();
    let file = match problem.line {
        Some(line) => say("notice.template.line", &[("file", &name), ("line", &line.to_string())]),
        None => say("notice.template.file", &[("file", &name)]),
    };
    let (id, what) = match &problem.why {
        Fault::Spelling => ("notice.template.spelling", ""),
        Fault::Unknown(what) => ("notice.template.unknown", what.as_str()),
        Fault::Impossible => ("notice.template.impossible", ""),
        Fault::TooMuch => ("notice.template.too-much", ""),
        Fault::Headings => ("notice.template.headings", ""),
    };
    say(id, &[("file", &file), ("what", what)])
}
