//! `ropa import`: brings in activities from spreadsheets, privacy notices and other tools' files.

mod csv;
mod json;
mod mapping;
mod report;
mod text;

use crate::domain::lexicon::Lexicon;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::import::book::MOST_BYTES;
use crate::formats::import::brought::{Brought, Kind};
use crate::formats::import::choices::{self, Choices, Progress};
use crate::formats::import::open::{Opened, bring, open_as};
use crate::formats::import::plan::{Item, Plan, plan};
use crate::shell::cli::answer::{Answer, NOT_READ, Refusal};
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::cli::{Format, words};
use crate::shell::matchings::Matchings;
use crate::shell::store::{self, Note};
use crate::shell::{paths, register_file};
use clap::Args;
use mapping::Mapping;
use report::Report;
use std::cell::Cell;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Import {
    #[arg(value_name = "FILE", required = true, help = words("import.files"))]
    files: Vec<PathBuf>,
    #[arg(long, help = words("import.dry-run"))]
    dry_run: bool,
    #[arg(long, value_name = "FORMAT", help = words("import.from"))]
    from: Option<String>,
    #[arg(long, value_name = "HEADING=FIELD", help = words("import.map"))]
    map: Vec<String>,
    #[arg(long, value_name = "NAME", help = words("import.sheet"))]
    sheet: Option<String>,
    #[arg(long, help = words("import.update"))]
    update: bool,
    #[arg(long, help = words("import.remember"))]
    remember: bool,
}

impl Import {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        if setting.read_only && !self.dry_run {
            return Err(Refusal::not_understood("cli.read-only", &[]));
        }
        let kind = self.kind()?;
        let mapping = Mapping::read(&self.map)?;
        // A register that cannot be changed is told before anything is read.
        let lexicon = match self.target(setting)? {
            Some(target) => Lexicon::of(&target.register().vocabulary()),
            None => Lexicon::default(),
        };
        // Nothing is done with any file before every file was read.
        let files = self.files.iter().map(|path| opened(path, kind)).collect::<Result<Vec<_>, _>>()?;
        let choices = Choices { kind, sheet: self.sheet.as_deref().map(Into::into), ..Choices::default() };
        let matchings = Matchings::read(&setting.own);
        let reading = Reading { lexicon: &lexicon, setting, matchings: &matchings, choices };
        let brought =
            files.iter().map(|(name, opened)| reading.bring(name, opened, &mapping)).collect::<Result<Vec<_>, _>>()?;
        mapping.all_found(&brought)?;
        let mut answer = setting.until_saved(|setting| self.make(&brought, setting))?;
        if self.remember && !self.dry_run {
            for brought in &brought {
                mapping.remember(brought, &mut Matchings::read(&setting.own));
            }
            answer.message(&say("import.remembered", &[]));
        }
        Ok(answer)
    }

    fn kind(&self) -> Result<Option<Kind>, Refusal> {
        let Some(from) = &self.from else { return Ok(None) };
        let named = |name: &str| Kind::NAMED.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        match named(&from.trim().to_lowercase()) {
            Some(kind) => Ok(Some(kind)),
            None => {
                let names = Kind::NAMED.map(|(name, _)| name).join(", ");
                Err(Refusal::not_understood("import.no-format", &[("format", from), ("formats", &names)]))
            }
        }
    }

    /// The register as it is; nothing where there is none yet.
    fn target(&self, setting: &mut Setting) -> Result<Option<Source>, Refusal> {
        let path = setting.named_register().or_else(paths::default_register);
        if path.is_some_and(|path| path.symlink_metadata().is_err() && !path.exists()) {
            return Ok(None);
        }
        if self.dry_run { setting.open() } else { setting.open_for_change() }.map(Some)
    }

    /// Makes the import on the register as it is now.
    fn make(&self, brought: &[Brought], setting: &mut Setting) -> Result<Answer, Refusal> {
        let source = self.target(setting)?;
        let new = || Register::new(setting.ids.clone().fresh(|_| false), Organisation::default());
        let before = source.as_ref().map_or_else(new, |source| source.register().clone());
        let plan = plan(&before, brought);
        let accepts = |item: &Item| item.is_new() || self.update;
        let files: Vec<&str> = brought.iter().map(|brought| &*brought.source.file).collect();
        let edit = plan.edit(&before, Plan::label(plan.items.len(), &files.join(", ")), accepts);
        let mut after = before.clone();
        edit.apply(&mut after);
        let report =
            Report { brought, plan: &plan, before: &before, after: &after, update: self.update, dry_run: self.dry_run };
        let mut answer = match setting.format {
            Format::Text => text::answer(&report),
            Format::Json => json::answer(&report),
            Format::Csv => csv::answer(&report)?,
        };
        let remarks = source.as_ref().map(|source| source.remarks.clone()).unwrap_or_default();
        if edit.is_empty() || self.dry_run {
            answer.message(&report.summary(None));
        } else if let Some(source) = &source {
            let notes = setting.save_as(source, &after, Some("import"))?;
            answer.message(&report.summary(Some(&source.path)));
            answer = answer.with_messages(notes);
        } else {
            answer = start(&after, setting, &report, answer)?;
        }
        let looks = report.looks_needed();
        Ok(answer.with_messages(report.remarks()).with_messages(remarks).with_code(if looks {
            NEEDS_A_LOOK
        } else {
            0
        }))
    }
}

/// The exit code where rows were left out or need a look.
const NEEDS_A_LOOK: u8 = 6;

/// Starts the register that was not there yet.
fn start(register: &Register, setting: &mut Setting, report: &Report, mut answer: Answer) -> Result<Answer, Refusal> {
    let Some(path) = setting.named_register().or_else(paths::default_register) else {
        return Err(Refusal::new(NOT_READ, say("cli.no-home", &[])));
    };
    let saved = register_file::create(&path, register, &setting.user, &setting.own, &mut setting.ids)?;
    answer.message(&say("cli.started", &[("file", &path.to_string_lossy())]));
    answer.message(&report.summary(Some(&path)));
    Ok(answer.with_messages(saved.notes.into_iter().map(Note::sentence).collect()))
}

/// One file as it was opened, with its name.
fn opened(path: &Path, kind: Option<Kind>) -> Result<(String, Opened), Refusal> {
    if path.as_os_str() == "-" {
        return Err(Refusal::not_understood("import.no-input", &[]));
    }
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy()).into_owned();
    // Nothing but a register may be as large as a register.
    let is_large = std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() > MOST_BYTES as u64);
    if is_large && !name.to_lowercase().ends_with(".json") {
        return Err(Refusal::new(NOT_READ, say("import.refused.too-large", &[("file", &name)])));
    }
    let bytes = store::read(path)?.bytes;
    let opened = open_as(&bytes, &name, kind).map_err(not_read)?;
    Ok((name, opened))
}

fn not_read(choices::Refusal(sentence): choices::Refusal) -> Refusal {
    Refusal::new(NOT_READ, sentence)
}

/// What files are read with.
struct Reading<'a> {
    lexicon: &'a Lexicon,
    setting: &'a Setting,
    matchings: &'a Matchings,
    choices: Choices,
}

impl Reading<'_> {
    /// What a file brings. Where a matching is remembered for its headings, or columns were chosen, it is read again with that.
    fn bring(&self, name: &str, opened: &Opened, mapping: &Mapping) -> Result<Brought, Refusal> {
        let setting = choices::Setting { file: name, lexicon: self.lexicon, today: self.setting.today };
        let bring = |choices: &Choices| {
            let told = Told::new(name);
            let brought = bring(opened, choices, &setting, &told).map_err(not_read);
            told.wipe();
            brought
        };
        let first = bring(&self.choices)?;
        let headings: Vec<_> = first.mapping.iter().map(|column| column.heading.clone()).collect();
        let remembered = self.matchings.for_headings(&headings);
        let columns = mapping.of(&first);
        if remembered.is_empty() && columns.is_empty() {
            return Ok(first);
        }
        bring(&Choices { remembered, columns, ..self.choices.clone() })
    }
}

/// Tells how far it is, on a terminal only.
struct Told<'a> {
    file: &'a str,
    begun: Cell<bool>,
}

impl<'a> Told<'a> {
    fn new(file: &'a str) -> Self {
        Told { file, begun: Cell::new(false) }
    }

    /// Takes the line away again.
    fn wipe(&self) {
        if self.begun.get() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Progress for Told<'_> {
    fn goes_on(&self, done: usize, all: usize) -> bool {
        if std::io::stderr().is_terminal() && all > FEW {
            self.begun.set(true);
            let parts = [("file", self.file.to_owned()), ("done", done.to_string()), ("count", all.to_string())];
            let line = say("import.progress", &parts.each_ref().map(|(name, part)| (*name, part.as_str())));
            // Where nobody listens there is nobody to tell.
            let _ = write!(std::io::stderr(), "\r\u{1b}[K{}", crate::domain::text::clean(&line));
        }
        true
    }
}

/// So many rows are read at once, and nobody is told of them.
const FEW: usize = 1_000;
