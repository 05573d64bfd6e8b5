//! `ropa notice`: the privacy notice of an activity.

use crate::app::clashes::marked;
use crate::app::notice::{by_hand, doubt_of_regulator, open_gaps};
use crate::domain::lexicon::Lexicon;
use crate::domain::words::say;
use crate::formats::notice::written::{Document, Gap, GapKind, NotWritten, Request, Shape, Wording, write};
use crate::shell::cli::activity_named::activity_named;
use crate::shell::cli::answer::{Answer, NOT_READ, NOT_UNDERSTOOD, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::{Format, words};
use crate::shell::notice_file::{self, NoTemplate};
use crate::shell::store::StoreProblem;
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Notice {
    #[arg(value_name = "ACTIVITY", required_unless_present = "show_template", help = words("activity"))]
    activity: Option<String>,
    #[arg(short, long, value_name = "FILE", help = words("notice.output"))]
    output: Option<PathBuf>,
    #[arg(long = "as", value_name = "FORMAT", help = words("notice.as"))]
    shape: Option<String>,
    #[arg(long, value_name = "FILE", help = words("notice.template"))]
    template: Option<PathBuf>,
    #[arg(long, help = words("notice.show-template"))]
    show_template: bool,
    #[arg(long, help = words("export.replace"))]
    replace: bool,
}

impl Notice {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        setting.no_rows()?;
        let Some(name) = self.activity.as_deref() else {
            return Ok(Answer::whole(Wording::General.template().to_owned()));
        };
        let shape = self.shape()?;
        let source = setting.open()?;
        let lexicon = Lexicon::of(&source.register().vocabulary());
        // A value that two people changed differently is told as doubtful.
        let register = if source.register().conflicts().is_empty() {
            source.register().clone()
        } else {
            marked(source.register(), &lexicon).0
        };
        let activity = activity_named(&register, name)?;
        let wording = Wording::of(activity);
        if self.show_template {
            return Ok(Answer::whole(wording.template().to_owned()));
        }
        let template = notice_file::template(wording, self.template.as_deref(), &source.path).map_err(no_template)?;
        let organisation = register.organisation();
        let request = Request {
            activity,
            organisation: &organisation,
            lexicon: &lexicon,
            today: setting.today,
            template: template.as_ref().map(|(template, _)| template),
        };
        let file = template.as_ref().map(|(_, file)| file.as_path());
        let document = write(&request).map_err(|problem| not_written(&problem, activity.name(), file))?;
        let mut answer = Answer::done();
        let mut notes = Vec::new();
        if let Some(path) = self.file() {
            if path.canonicalize().is_ok_and(|path| source.path.canonicalize().is_ok_and(|register| path == register)) {
                return Err(Refusal::not_understood("cli.notice-onto-register", &[("file", &path.to_string_lossy())]));
            }
            notes = notice_file::make(&document, shape, path, self.replace).map_err(not_made)?;
            answer.message(&say("notice.made", &[("file", &path.to_string_lossy())]));
        }
        if setting.format == Format::Json {
            let of = json!({ "id": activity.id.as_str(), "reference": activity.reference, "title": activity.name() });
            answer = Answer::json(&self.in_json(of, &document, shape)).with_messages(answer.into_messages());
        } else if self.file().is_none() {
            document.write(shape).lines().for_each(|line| answer.line(line));
        }
        remarks(&document).iter().for_each(|remark| answer.message(remark));
        let code = if !open_gaps(&document).is_empty() { NEEDS_A_LOOK } else { 0 };
        Ok(answer.with_messages(source.remarks.clone()).with_messages(notes).with_code(code))
    }

    /// The file to make; `-` is the standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// What to write: as asked for, else by the ending of the file's name; to the standard output, text.
    fn shape(&self) -> Result<Shape, Refusal> {
        if let Some(asked) = self.shape.as_deref() {
            let shape = Shape::of_ending(asked);
            return shape.ok_or_else(|| Refusal::not_understood("cli.notice-no-format", &[("format", asked)]));
        }
        let Some(path) = self.file() else { return Ok(Shape::Text) };
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
        let file = path.to_string_lossy();
        Shape::of_ending(&ending).ok_or_else(|| Refusal::not_understood("cli.notice-no-ending", &[("file", &file)]))
    }

    fn in_json(&self, mut answer: Value, document: &Document, shape: Shape) -> Value {
        let gaps = document.gaps();
        let gaps: Vec<Value> = gaps.iter().map(|gap| json!({ "kind": kind(gap), "words": gap.words })).collect();
        if let Some(members) = answer.as_object_mut() {
            members.shift_insert(0, "schema".to_owned(), "ropa.notice/1".into());
            members.insert("file".to_owned(), json!(self.file().map(|path| path.to_string_lossy())));
            members.insert("gaps".to_owned(), gaps.into());
            if self.file().is_none() {
                members.insert("notice".to_owned(), document.write(shape).into());
            }
        }
        answer
    }
}

/// The exit code where gaps stand in the notice.
const NEEDS_A_LOOK: u8 = 6;

fn kind(gap: &Gap) -> &'static str {
    match gap.kind {
        GapKind::NotRecorded => "not-recorded",
        GapKind::ToConfirm => "to-confirm",
        GapKind::ByHand => "to-complete",
    }
}

/// What is to be known before the notice goes out, a sentence each.
fn remarks(document: &Document) -> Vec<String> {
    let (open, by_hand) = (open_gaps(document), by_hand(document));
    let mut remarks = Vec::new();
    if !open.is_empty() {
        remarks.push(say("notice.gaps", &[("count", &open.len().to_string()), ("gaps", &open.join("; "))]));
    }
    if !by_hand.is_empty() {
        remarks.push(say("notice.by-hand", &[("gaps", &by_hand.join("; "))]));
    }
    remarks.extend(doubt_of_regulator());
    remarks
}

fn no_template(problem: NoTemplate) -> Refusal {
    Refusal::new(NOT_READ, problem.sentence())
}

fn not_written(problem: &NotWritten, name: &str, template: Option<&Path>) -> Refusal {
    let code = if *problem == NotWritten::Processor { NOT_UNDERSTOOD } else { NOT_READ };
    Refusal::new(code, notice_file::not_written(problem, name, template))
}

fn not_made(problem: StoreProblem) -> Refusal {
    match &problem {
        StoreProblem::AlreadyThere { path } => {
            Refusal::new(problem.exit_code(), say("cli.notice-in-the-way", &[("file", &path.to_string_lossy())]))
        }
        _ => problem.into(),
    }
}
