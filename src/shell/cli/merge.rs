//! `ropa merge`: three states of a register made one, as git's merge driver too; and a file settled that git could not merge.

use crate::app::told;
use crate::domain::clash::Named;
use crate::domain::register::RegisterFile;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, NOT_READ, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::show::finding_in_json;
use crate::shell::cli::{Format, words};
use crate::shell::merged_file::{MergeProblem, MergedFile, ThreeFiles};
use crate::shell::register_file::OpenProblem;
use crate::shell::settle::{SettleProblem, Settled, settle};
use crate::shell::store::{self, Note, OnDisk, StoreProblem};
use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Merge {
    #[arg(value_name = "BASE OURS THEIRS", required = true, num_args = 1.., help = words("merge.files"))]
    files: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE", help = words("merge.output"))]
    output: Option<PathBuf>,
}

/// What git is told where an input cannot be read: it stops, and touches nothing.
const NO_INPUT: u8 = 129;

impl Merge {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        setting.no_rows()?;
        if setting.read_only {
            return Err(Refusal::not_understood("cli.read-only", &[]));
        }
        match (self.files.as_slice(), &self.output) {
            ([file], None) => of_one(file, setting),
            ([base, yours, theirs], output) => {
                of_three([base, yours, theirs].map(PathBuf::as_path), output.as_deref(), setting)
            }
            _ => Err(Refusal::not_understood("merge.two-files", &[])),
        }
    }
}

fn of_one(path: &Path, setting: &mut Setting) -> Result<Answer, Refusal> {
    let Settled { file, without_base, notes } =
        settle(path, &setting.user, &setting.own, &mut setting.ids).map_err(|problem| match problem {
            SettleProblem::Store(problem) => Refusal::from(problem),
            SettleProblem::Told(sentence) => Refusal::new(NOT_READ, sentence),
        })?;
    let mut answer = told_of(&file, false, setting);
    if without_base {
        answer.message(&say("merge.no-base", &[]));
    }
    answer.message(&say("merge.settled", &[("file", &path.to_string_lossy())]));
    Ok(answer.with_messages(notes.into_iter().map(Note::sentence).collect()))
}

fn of_three(paths: [&Path; 3], output: Option<&Path>, setting: &mut Setting) -> Result<Answer, Refusal> {
    let read = |path: &Path| store::read(path).map_err(|problem| no_input(problem.sentence()));
    let [base, yours, theirs] = paths;
    let (base, yours, theirs) = (read(base)?, read(yours)?, read(theirs)?);
    let before = output.map(found_at).transpose()?;
    let name = |which: usize| paths.get(which).map(|path| path.to_string_lossy()).unwrap_or_default();
    let of_path = |which: usize| paths.get(which).map(|path| path.to_path_buf()).unwrap_or_default();
    let three = ThreeFiles::read(&base.bytes, yours.bytes, &theirs.bytes).map_err(|not_read| {
        no_input(OpenProblem::Read { path: of_path(not_read.which), problem: not_read.problem }.sentence())
    })?;
    let file = three.merge(&setting.user, &mut setting.ids).map_err(|problem| match problem {
        MergeProblem::Different => no_input(say("merge.different", &[("yours", &name(1)), ("theirs", &name(2))])),
        MergeProblem::Newer(which, version) => {
            no_input(say("merge.newer", &[("file", &name(which)), ("version", &version.to_string())]))
        }
        MergeProblem::NotReadBack => no_input(say("merge.not-read-back", &[])),
    })?;
    let mut answer = told_of(&file, output.is_none(), setting);
    if let (Some(path), Some(before)) = (output, before) {
        let notes = put(path, &file, before.as_ref(), setting)?;
        answer = answer.with_messages(notes.into_iter().map(Note::sentence).collect());
    }
    Ok(answer)
}

fn no_input(sentence: String) -> Refusal {
    Refusal::new(NO_INPUT, sentence)
}

/// What stands where the merged register is to go; `None` where nothing does.
fn found_at(path: &Path) -> Result<Option<OnDisk>, Refusal> {
    match store::read(path) {
        Ok(on_disk) => Ok(Some(on_disk)),
        Err(StoreProblem::Missing { .. }) => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}

/// Puts the merged register in its place. Git's own temporary files stand among the person's: nobody else has them open, so
/// no lock is left beside them.
fn put(path: &Path, file: &MergedFile, before: Option<&OnDisk>, setting: &mut Setting) -> Result<Vec<Note>, Refusal> {
    let is_of_git = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".merge_file_"));
    let saved = match before {
        Some(before) if !is_of_git => {
            return Ok(file.put(path, before, &setting.user, &setting.own, &mut setting.ids)?);
        }
        before => store::create_new(path, &file.bytes, before.is_some()),
    };
    Ok(saved?.notes)
}

/// The answer about a merge, with the register itself where it goes nowhere else.
fn told_of(file: &MergedFile, with_register: bool, setting: &Setting) -> Answer {
    let mut answer = match (setting.format, with_register) {
        (Format::Json, _) => Answer::json(&in_json(file, with_register)),
        (_, true) => Answer::register(&file.bytes, file.merged.register.file()),
        (_, false) => Answer::done(),
    };
    file.sentences().iter().for_each(|sentence| answer.message(sentence));
    answer.with_code(if file.is_clean() { 0 } else { 1 })
}

/// The answer in JSON.
#[derive(Serialize)]
struct InJson<'a> {
    schema: &'static str,
    clean: bool,
    changes: usize,
    clashes: Vec<Value>,
    renamed: Vec<Value>,
    doubled: Vec<Value>,
    back_in_review: Vec<Value>,
    findings: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    register: Option<&'a RegisterFile>,
}

fn in_json(file: &MergedFile, with_register: bool) -> InJson<'_> {
    let merged = &file.merged;
    let register = &merged.register;
    let title = |id: &_| register.activity(id).map(|activity| activity.name().to_owned());
    let clashes = merged.clashes.iter().map(|clash| {
        let Named { id, line, field } = Named::of(&clash.about, &clash.path);
        json!({
            "id": id, "title": told::name(&clash.about, register), "line": line, "field": field,
            "base": clash.base, "yours": clash.yours, "theirs": clash.theirs, "who": &*file.who, "on": &*file.on,
        })
    });
    let renamed = merged.renamed.iter().map(|renamed| {
        json!({ "id": renamed.id.as_str(), "title": title(&renamed.id), "from": &*renamed.from, "to": &*renamed.to })
    });
    let doubled = merged.doubled.iter().map(
        |doubled| json!({ "reference": &*doubled.reference, "ids": doubled.ids.each_ref().map(|id| id.as_str()) }),
    );
    let in_review = merged.back_in_review.iter().map(|id| json!({ "id": id.as_str(), "title": title(id) }));
    let findings = file.findings.iter().filter_map(|finding| {
        let activity = register.activity(&finding.activity)?;
        let mut row = finding_in_json(finding, &Subject::Activity(activity.clone()));
        if let Some(members) = row.as_object_mut() {
            members.shift_insert(0, "id".to_owned(), activity.id.as_str().into());
            members.shift_insert(1, "title".to_owned(), activity.name().into());
        }
        Some(row)
    });
    InJson {
        schema: "ropa.merge/1",
        clean: file.is_clean(),
        changes: file.changes,
        clashes: clashes.collect(),
        renamed: renamed.collect(),
        doubled: doubled.collect(),
        back_in_review: in_review.collect(),
        findings: findings.collect(),
        register: with_register.then(|| register.file()),
    }
}
