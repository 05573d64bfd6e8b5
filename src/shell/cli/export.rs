//! `ropa export`: the record in the regulator's layout, the register as JSON, or what came from LG Inform Plus written back.

use crate::app::clashes::marked;
use crate::app::export::FileKind;
use crate::domain::activity::Activity;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::{Register, RegisterFile};
use crate::domain::words::say;
use crate::formats::history::fingerprint;
use crate::formats::ico::{self, Audience, Request};
use crate::formats::import::layouts::lg_inform;
use crate::formats::json::{self, Form};
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::matching::Matching;
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::cli::words;
use crate::shell::clock;
use crate::shell::export_file::{self, NotMade};
use crate::shell::store::{self, Note, StoreProblem};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Export {
    #[arg(short, long, value_name = "FILE", required = true, help = words("export.output"))]
    output: PathBuf,
    #[arg(value_name = "QUERY", help = words("query"))]
    query: Vec<String>,
    #[arg(long = "as", value_name = "FORMAT", help = words("export.as"))]
    shape: Option<String>,
    #[arg(long = "for", value_enum, hide_possible_values = true, value_name = "regulator|publication", help = words("export.for"))]
    audience: Option<For>,
    #[arg(long, value_name = "DATE", help = words("as-at"))]
    as_at: Option<String>,
    #[arg(long, help = words("export.with-conflicts"))]
    with_conflicts: bool,
    #[arg(long, help = words("export.replace"))]
    replace: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum For {
    Regulator,
    Publication,
}

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Regulator(FileKind),
    Json,
    LgInform(FileKind),
}

impl Export {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let shape = self.shape()?;
        match shape {
            Shape::Json if self.audience == Some(For::Publication) => {
                return Err(Refusal::not_understood("cli.export-json-for", &[]));
            }
            Shape::LgInform(_) if self.audience.is_some() => {
                return Err(Refusal::not_understood("cli.export-lg-inform-for", &[]));
            }
            _ => {}
        }
        let (mut source, as_at) = setting.open_as_at(self.as_at.as_deref())?;
        if is_same_file(&self.output, &source.path) {
            return Err(Refusal::not_understood("cli.export-onto-itself", &[("file", &self.output.to_string_lossy())]));
        }
        let query = self.query.join(" ");
        let lexicon = Lexicon::of(&source.register().vocabulary());
        let clashes = source.register().conflicts().len();
        if clashes > 0 && shape != Shape::Json {
            let (file, count) = (source.path.to_string_lossy().into_owned(), clashes.to_string());
            if !self.with_conflicts {
                return Err(Refusal::new(CLASHES, say("cli.export-clashes", &[("file", &file), ("count", &count)])));
            }
            let (register, sentences) = marked(source.register(), &lexicon);
            source.opened.loaded.register = register;
            source.remarks.extend(sentences);
        }
        let Matching { activities, remarks } = Matching::of(&query, &source, &lexicon, setting);
        if activities.is_empty() && !query.trim().is_empty() {
            let remarks = remarks.join(". ");
            return Err(Refusal::not_understood("cli.export-nothing", &[("problem", &remarks)]));
        }
        let answer = match shape {
            Shape::Json => self.json(&source, &activities),
            Shape::LgInform(kind) => self.lg_inform(kind, &source, &activities),
            Shape::Regulator(kind) => self.regulator(kind, &source, as_at, activities, &lexicon, setting),
        }?;
        Ok(answer.with_messages(source.remarks.clone()).with_messages(remarks))
    }

    /// What to write: as asked for, else by the ending of the file's name.
    fn shape(&self) -> Result<Shape, Refusal> {
        let ending = self.output.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let shape = self.shape.as_deref().map(str::to_lowercase);
        match (shape.as_deref(), ending.as_str()) {
            (None, "xlsx") | (Some("regulator"), "xlsx") => Ok(Shape::Regulator(FileKind::Xlsx)),
            (None, "csv") | (Some("regulator"), "csv") => Ok(Shape::Regulator(FileKind::Csv)),
            (None, "json") | (Some("json"), _) => Ok(Shape::Json),
            (Some("lg-inform"), "xlsx") => Ok(Shape::LgInform(FileKind::Xlsx)),
            (Some("lg-inform"), "csv") => Ok(Shape::LgInform(FileKind::Csv)),
            (Some("lg-inform"), _) => Err(Refusal::not_understood("cli.export-lg-inform-ending", &[])),
            (Some("regulator"), _) => Err(Refusal::not_understood("cli.export-regulator-ending", &[])),
            (Some("report" | "linked-data"), _) | (None, "html" | "md" | "jsonld") => {
                Err(Refusal::not_understood("cli.export-later", &[]))
            }
            (Some(shape), _) => Err(Refusal::not_understood("cli.export-no-format", &[("format", shape)])),
            (None, _) => {
                Err(Refusal::not_understood("cli.export-no-ending", &[("file", &self.output.to_string_lossy())]))
            }
        }
    }

    /// A register of the activities chosen.
    fn json(&self, source: &Source, activities: &[&Arc<Activity>]) -> Result<Answer, Refusal> {
        let chosen = activities.iter().map(|activity| Arc::clone(activity)).collect();
        let register = source.register();
        let part = Register::from_file(RegisterFile { activities: Some(chosen), ..register.file().clone() });
        let saved = store::create_new(&self.output, &json::write(&part, Form::default()), self.replace)
            .map_err(|problem| refusal(NotMade::Store(problem)))?;
        let parts = [("count", activities.len().to_string()), ("file", self.output.to_string_lossy().into_owned())];
        let mut answer = Answer::done();
        answer.message(&say("cli.exported-json", &parts.each_ref().map(|(name, value)| (*name, value.as_str()))));
        Ok(answer.with_messages(saved.notes.into_iter().map(Note::sentence).collect()))
    }

    /// The rows of LG Inform Plus for its upload; activities that did not come from there have none.
    fn lg_inform(&self, kind: FileKind, source: &Source, activities: &[&Arc<Activity>]) -> Result<Answer, Refusal> {
        let register = source.register();
        let rows = lg_inform::rows_of(activities, &register.organisation());
        if rows.rows.is_empty() {
            return Err(Refusal::not_understood("cli.export-lg-inform-none", &[]));
        }
        let written = lg_inform::write_back(&rows, register);
        let made = export_file::make_rows(&written.rows, kind, &self.output, self.replace).map_err(refusal)?;
        let mut answer = Answer::done();
        answer.message(&made.sentence());
        answer.message(&say("cli.export-lg-inform-changed", &[("count", &written.changed.to_string())]));
        let others = activities.len() - rows.rows.len();
        if others > 0 {
            answer.message(&say("cli.export-lg-inform-others", &[("count", &others.to_string())]));
        }
        Ok(answer.with_code(if made.cut == 0 { 0 } else { NEEDS_A_LOOK }))
    }

    /// The regulator's layout, as the screens make it too.
    fn regulator(
        &self,
        kind: FileKind,
        source: &Source,
        as_at: Option<Date>,
        activities: Vec<&Arc<Activity>>,
        lexicon: &Lexicon,
        setting: &Setting,
    ) -> Result<Answer, Refusal> {
        let request = Request {
            register: source.register(),
            as_at,
            activities,
            lexicon,
            written: clock::now(),
            by: &setting.user,
            program_version: env!("CARGO_PKG_VERSION"),
            audience: if self.audience == Some(For::Publication) { Audience::Publication } else { Audience::Regulator },
        };
        let counts = ico::counts(&request);
        let made = export_file::make(&request, kind, &self.output, self.replace).map_err(refusal)?;
        let mut answer = Answer::done();
        answer.message(&made.sentence());
        answer.message(&say("cli.export-gaps", &[("count", &counts.gaps.to_string())]));
        if let Some(history) = source.register().stamp().and_then(|stamp| stamp.history.as_deref()) {
            answer.message(&say("cli.export-fingerprint", &[("fingerprint", &fingerprint(history))]));
        }
        if counts.held_back > 0 {
            answer.message(&say("cli.held-back", &[("count", &counts.held_back.to_string())]));
        }
        Ok(answer.with_code(if made.cut == 0 { 0 } else { NEEDS_A_LOOK }))
    }
}

/// The exit code where clashes are to be settled first.
const CLASHES: u8 = 1;
/// The exit code of an export that left something out.
const NEEDS_A_LOOK: u8 = 6;

fn refusal(problem: NotMade) -> Refusal {
    let sentence = match &problem {
        NotMade::Store(StoreProblem::AlreadyThere { path }) => {
            say("cli.export-in-the-way", &[("file", &path.to_string_lossy())])
        }
        _ => problem.sentence(),
    };
    Refusal::new(problem.exit_code(), sentence)
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
