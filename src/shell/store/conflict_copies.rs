//! Copies that a synchronising program put beside a file when two people changed it at once.

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::disk::{Disk, RealDisk};

/// A file that a synchronising program may have made of another, by its name. Whether it is a register, and the same
/// one, only its bytes tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictCopy {
    /// Where it stands.
    pub path: PathBuf,
    /// Who gives such names.
    pub made_by: Synchroniser,
}

/// A program that keeps files the same on several computers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Synchroniser {
    /// Dropbox.
    Dropbox,
    /// OneDrive, also for SharePoint libraries.
    OneDrive,
    /// Syncthing.
    Syncthing,
    /// Nextcloud, and later versions of ownCloud.
    Nextcloud,
    /// ownCloud, and early versions of Nextcloud.
    OwnCloud,
    /// Google Drive. A browser that downloads a file again gives the same names.
    GoogleDrive,
    /// iCloud Drive.
    ICloud,
}

/// A way in which names are given.
struct Way {
    made_by: Synchroniser,
    /// Whether this is what it puts between the file's own name and its `.json`.
    fits: fn(&str) -> bool,
}

/// The ways in which names are given. The first that fits is taken.
const WAYS: [Way; 7] = [
    Way { made_by: Synchroniser::Nextcloud, fits: is_nextcloud },
    Way { made_by: Synchroniser::Dropbox, fits: is_dropbox },
    Way { made_by: Synchroniser::Syncthing, fits: is_syncthing },
    Way { made_by: Synchroniser::OwnCloud, fits: is_own_cloud },
    Way { made_by: Synchroniser::GoogleDrive, fits: is_google_drive },
    Way { made_by: Synchroniser::ICloud, fits: is_icloud },
    Way { made_by: Synchroniser::OneDrive, fits: is_one_drive },
];

/// What people put behind a hyphen themselves. OneDrive puts the name of a computer there.
const ORDINARY_WORDS: [&str; 8] = ["OLD", "NEW", "COPY", "DRAFT", "FINAL", "BACKUP", "BAK", "TEST"];

/// The conflict copies beside a file, in the order of their names. Nothing where the folder cannot be looked at.
pub fn beside(path: &Path) -> Vec<ConflictCopy> {
    let Ok(real) = RealDisk.real_path(path) else {
        return Vec::new();
    };
    let (Some(name), Some(Ok(entries))) =
        (real.file_name().and_then(|name| name.to_str()), real.parent().map(fs::read_dir))
    else {
        return Vec::new();
    };
    let mut copies: Vec<ConflictCopy> = entries
        .flatten()
        .filter_map(|entry| Some((made_by(name, entry.file_name().to_str()?)?, entry)))
        .filter(|(_, entry)| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|(made_by, entry)| ConflictCopy { path: entry.path(), made_by })
        .collect();
    copies.sort_by(|left, right| left.path.cmp(&right.path));
    copies
}

impl Synchroniser {
    /// Its name, as its makers write it.
    pub fn name(self) -> &'static str {
        match self {
            Synchroniser::Dropbox => "Dropbox",
            Synchroniser::OneDrive => "OneDrive",
            Synchroniser::Syncthing => "Syncthing",
            Synchroniser::Nextcloud => "Nextcloud",
            Synchroniser::OwnCloud => "ownCloud",
            Synchroniser::GoogleDrive => "Google Drive",
            Synchroniser::ICloud => "iCloud Drive",
        }
    }
}

/// Who would give this name to a copy of the file `original`.
fn made_by(original: &str, name: &str) -> Option<Synchroniser> {
    // A Mac may take the accents of a name apart.
    let [original, name]: [String; 2] = [original, name].map(|name| name.nfc().collect());
    let (stem, ending) = match original.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (original.as_str(), ""),
    };
    let rest = match ending {
        "" => name.as_str(),
        _ => name.rsplit_once('.').filter(|(_, own)| own.eq_ignore_ascii_case(ending))?.0,
    };
    let (own, rest) = rest.split_at_checked(stem.len())?;
    if own.to_lowercase() != stem.to_lowercase() || rest.is_empty() {
        return None;
    }
    // A second copy of one kind may have a number behind it.
    let once = without_number(rest).filter(|once| !once.is_empty());
    [once, Some(rest)]
        .into_iter()
        .flatten()
        .find_map(|rest| WAYS.iter().find(|way| (way.fits)(rest)))
        .map(|way| way.made_by)
}

/// ` (conflicted copy 2026-11-24 104207)`, ` (conflicted copy J Smith 2026-11-24 104207)`
fn is_nextcloud(rest: &str) -> bool {
    let Some(inside) = in_brackets(rest).and_then(|inside| inside.strip_prefix("conflicted copy")) else {
        return false;
    };
    inside
        .len()
        .checked_sub(18)
        .is_some_and(|start| inside.get(start..).is_some_and(|moment| is_shaped(moment, " ####-##-## ######")))
}

/// ` (J Smith's conflicted copy 2026-11-24)`, ` (Jane's conflicted copy)`, ` (Case Conflict 1)`
fn is_dropbox(rest: &str) -> bool {
    let Some(inside) = in_brackets(rest).map(str::to_lowercase) else {
        return false;
    };
    let kinds = ["case conflict", "selective sync conflict", "unicode encoding conflict", "whitespace conflict"];
    inside.contains("conflicted copy") || kinds.iter().any(|kind| inside.starts_with(kind))
}

/// `.sync-conflict-20261124-104207-ABCDEFG`, in early versions without the device.
fn is_syncthing(rest: &str) -> bool {
    let Some(moment) = rest.strip_prefix(".sync-conflict-") else {
        return false;
    };
    let device = moment.get(15..).unwrap_or_default();
    let is_device = device.is_empty()
        || device.strip_prefix('-').is_some_and(|device| {
            device.len() == 7 && device.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
        });
    is_device && moment.get(..15).is_some_and(|moment| is_shaped(moment, "########-######"))
}

/// `_conflict-20261124-104207`, `_conflict-jsmith-20261124-104207`
fn is_own_cloud(rest: &str) -> bool {
    let moment = rest.strip_prefix("_conflict").and_then(|rest| rest.get(rest.len().checked_sub(16)?..));
    moment.is_some_and(|moment| is_shaped(moment, "-########-######"))
}

/// ` (1)`, ` (Conflict)`, `[conflict]`
fn is_google_drive(rest: &str) -> bool {
    let is_marked = matches!(rest.to_lowercase().as_str(), " (conflict)" | "[conflict]" | " [conflict]");
    is_marked || without_number(rest).is_some_and(str::is_empty)
}

/// ` 2`; the register of a year (` 2026`) is none.
fn is_icloud(rest: &str) -> bool {
    let number = rest.strip_prefix(' ').filter(|number| number.len() <= 2 && is_number(number));
    number.is_some_and(|number| !number.starts_with('0') && number != "1")
}

/// `-PC204`, `-DESKTOP-AB12CD`, `-Janes-MacBook-Pro`; the date that is proposed for a copy (`-2026-11-24`) is none.
fn is_one_drive(rest: &str) -> bool {
    let Some(computer) = rest.strip_prefix('-') else {
        return false;
    };
    let lower = computer.to_lowercase();
    if lower.contains("macbook") || lower.contains("imac") || lower.contains("mac-mini") {
        return computer.len() <= 63;
    }
    // Windows knows computers by up to 15 letters, digits and hyphens.
    let is_name = computer.bytes().all(|letter| matches!(letter, b'A'..=b'Z' | b'0'..=b'9' | b'-'))
        && computer.bytes().any(|letter| letter.is_ascii_uppercase());
    // A second copy of the same computer has a further number.
    (3..=18).contains(&computer.len()) && is_name && !ORDINARY_WORDS.contains(&computer)
}

/// What stands in round brackets behind a space, where that is all.
fn in_brackets(rest: &str) -> Option<&str> {
    rest.strip_prefix(" (")?.strip_suffix(')')
}

/// What stands before a number in round brackets, as a further copy has it.
fn without_number(rest: &str) -> Option<&str> {
    let (before, number) = rest.strip_suffix(')')?.rsplit_once(" (")?;
    (number.len() <= 3 && is_number(number)).then_some(before)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Whether a text has a digit for each `#` and the very letter for each other.
fn is_shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(letter, wanted)| match wanted {
            b'#' => letter.is_ascii_digit(),
            _ => letter == wanted,
        })
}
