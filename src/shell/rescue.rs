//! A damaged register opened as a copy: what can be read of it in one new file, the damaged parts as text in another.
//! The damaged file itself is never touched.

use crate::domain::id::Ids;
use crate::domain::words::say;
use crate::formats::json::salvage::{Salvaged, salvage};
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_file::{self, SaveProblem};
use crate::shell::store::{self, StoreProblem};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What can be read of the file at a path; `None` where nothing can.
pub fn look(path: &Path, ids: &mut Ids) -> Option<Salvaged> {
    salvage(&store::read(path).ok()?.bytes, ids)
}

/// The two files that were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// The register of what can be read.
    pub register: PathBuf,
    /// The damaged parts.
    pub aside: PathBuf,
}

/// Makes the two files beside the damaged one, under names that nobody has.
///
/// # Errors
/// The file has become another one, or the folder does not take the copies.
pub fn rescue(path: &Path, today: Date, by: &str, own: &OwnFolder, ids: &mut Ids) -> Result<Rescued, String> {
    let found = look(path, ids).ok_or_else(|| say("damaged.gone", &[("file", &path.to_string_lossy())]))?;
    let mut number = 1;
    loop {
        let register = named(path, "rescued", today, number, "json");
        let aside = named(path, "damaged", today, number, "txt");
        number += 1;
        match store::create_new(&aside, found.set_aside().as_bytes(), false) {
            Err(StoreProblem::AlreadyThere { .. }) if number < MOST => continue,
            made => made.map_err(|problem| problem.sentence())?,
        };
        match register_file::create(&register, &found.register, by, own, ids) {
            Err(SaveProblem::Store(StoreProblem::AlreadyThere { .. })) if number < MOST => {}
            made => return made.map(|_| Rescued { register, aside }).map_err(|problem| problem.sentence()),
        }
    }
}

/// How often a file may be rescued in a day.
const MOST: u32 = 100;

/// `NAME.WHAT-2026-11-24.ENDING` beside the file, numbered from the second one on.
fn named(path: &Path, what: &str, today: Date, number: u32, ending: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    let number = if number == 1 { String::new() } else { format!("-{number}") };
    name.push(format!(".{what}-{today}{number}.{ending}"));
    path.with_file_name(name)
}
