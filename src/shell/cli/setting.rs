//! What a command works with: the register that is meant, the day, the person, and a stream of ids.

use crate::domain::id::Ids;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, NOT_READ, Refusal};
use crate::shell::cli::{Format, Global};
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_file::{self, Opened, Saving};
use crate::shell::store::Note;
use crate::shell::{clock, last_save, paths, person};
use jiff::civil::Date;
use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What a command works with.
pub(super) struct Setting {
    register: Option<PathBuf>,
    pub(super) format: Format,
    pub(super) read_only: bool,
    pub(super) today: Date,
    pub(super) user: String,
    pub(super) ids: Ids,
    /// Where unsaved edits and earlier versions are kept.
    pub(super) own: OwnFolder,
}

/// The register that a command works on.
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// Never dropped: the system takes all memory back at once, and to give a large register back piece by piece would keep
    /// the person waiting.
    pub(super) opened: ManuallyDrop<Opened>,
    /// What the person should know about the file.
    pub(super) remarks: Vec<String>,
}

impl Source {
    pub(super) fn register(&self) -> &Register {
        &self.opened.loaded.register
    }
}

impl Setting {
    pub(super) fn new(global: Global) -> Self {
        Setting {
            register: global.register.or_else(paths::named_register),
            format: global.format,
            read_only: global.read_only,
            today: clock::today(),
            user: person::name(),
            ids: clock::ids(),
            own: OwnFolder::of_person(),
        }
    }

    /// The register that was named, on the command line or in the environment.
    pub(super) fn named_register(&self) -> Option<PathBuf> {
        self.register.clone()
    }

    /// Opens the register to look at it.
    pub(super) fn open(&mut self) -> Result<Source, Refusal> {
        let path = self.path()?;
        self.open_at(path)
    }

    /// Opens a register at a path to look at it.
    pub(super) fn open_at(&mut self, path: PathBuf) -> Result<Source, Refusal> {
        let opened = register_file::open(&path)?;
        let file = path.to_string_lossy().into_owned();
        let mut remarks = Vec::new();
        if let Some(version) = opened.loaded.newer {
            remarks.push(say("cli.newer", &[("file", &file), ("version", &version.to_string())]));
        }
        if opened.loaded.ids_given > 0 {
            let count = opened.loaded.ids_given.to_string();
            remarks.push(say("cli.ids-given", &[("file", &file), ("count", &count)]));
        }
        let clashes = opened.loaded.register.conflicts().len();
        if clashes > 0 {
            remarks.push(say("cli.clashes", &[("file", &file), ("count", &clashes.to_string())]));
        }
        Ok(Source { path, opened: ManuallyDrop::new(opened), remarks })
    }

    /// The register that is meant.
    pub(super) fn path(&self) -> Result<PathBuf, Refusal> {
        let Some(path) = self.register.clone().or_else(paths::default_register) else {
            return Err(Refusal::new(NOT_READ, say("cli.no-home", &[])));
        };
        if self.register.is_none() && !path.exists() {
            return Err(Refusal::new(NOT_READ, say("cli.no-register", &[("file", &path.to_string_lossy())])));
        }
        Ok(path)
    }

    /// Opens the register to change it.
    pub(super) fn open_for_change(&mut self) -> Result<Source, Refusal> {
        if self.read_only {
            return Err(Refusal::not_understood("cli.read-only", &[]));
        }
        let mut source = self.open()?;
        if last_save::look(&source.path, &source.opened, &self.own).is_some() {
            source.remarks.push(say("cli.lost-save", &[("file", &source.path.to_string_lossy())]));
        }
        match source.opened.loaded.newer {
            Some(version) => Err(register_file::SaveProblem::Newer { path: source.path, version }.into()),
            None => Ok(source),
        }
    }

    /// Makes a command, again where somebody else saved the register meanwhile: on the register as it is then, so that
    /// nobody is refused for being second.
    pub(super) fn until_saved(
        &mut self,
        mut command: impl FnMut(&mut Setting) -> Result<Answer, Refusal>,
    ) -> Result<Answer, Refusal> {
        let start = Instant::now();
        loop {
            match command(self) {
                Err(refusal) if refusal.was_overtaken() && start.elapsed() < PATIENCE => {}
                answer => return answer,
            }
        }
    }

    /// Saves the changed register in the place of the one that was read; returns what the person should know of it.
    pub(super) fn save(&mut self, source: &Source, register: &Register) -> Result<Vec<String>, Refusal> {
        self.save_as(source, register, None)
    }

    /// As `save`, and the history says what was done.
    pub(super) fn save_as(
        &mut self,
        source: &Source,
        register: &Register,
        why: Option<&str>,
    ) -> Result<Vec<String>, Refusal> {
        let Opened { loaded, stamp } = &*source.opened;
        let saving = Saving {
            path: &source.path,
            register,
            form: loaded.form,
            before: &loaded.register,
            expect: stamp,
            by: &self.user,
            own: &self.own,
            why,
            run: "",
            also: &[],
        };
        let saved = register_file::save(&saving, &mut self.ids)?;
        Ok(saved.notes.into_iter().map(Note::sentence).collect())
    }

    /// Refuses to shape an answer as rows that has none.
    pub(super) fn no_rows(&self) -> Result<(), Refusal> {
        if self.format == Format::Csv {
            return Err(Refusal::not_understood("cli.no-rows", &[]));
        }
        Ok(())
    }
}

/// How long a command is made again on a register that others save and save.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether a person sits at both ends.
pub(super) fn is_at_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}
