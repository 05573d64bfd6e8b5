//! What saves that were cut short left beside a file.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::disk::{Disk, RealDisk};
use super::history;
use super::temporary::is_temporary_of;

/// Younger ones may belong to a save that is going on, on another computer with another clock.
const OLD_ENOUGH: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes the temporary files that saves of `path` and its history left more than a day ago, when they were ended from outside.
/// Answers how many it removed. What cannot be removed stays for the next start: it is in nobody's way.
pub fn clean_left_over(path: &Path) -> usize {
    let Ok(real) = RealDisk.real_path(path) else {
        return 0;
    };
    let Some(Ok(entries)) = real.parent().map(fs::read_dir) else {
        return 0;
    };
    let history = history::beside_real(&real);
    let now = SystemTime::now();
    entries
        .flatten()
        .filter(|entry| [&real, &history].into_iter().any(|file| is_temporary_of(file, &entry.file_name())))
        .filter(|entry| entry.metadata().is_ok_and(|about| about.is_file() && is_old(&about, now)))
        .filter(|entry| fs::remove_file(entry.path()).is_ok())
        .count()
}

/// Whether the file was last changed more than a day before `now`. A time still to come says nothing.
fn is_old(about: &fs::Metadata, now: SystemTime) -> bool {
    let age = about.modified().ok().and_then(|changed| now.duration_since(changed).ok());
    age.is_some_and(|age| age > OLD_ENOUGH)
}
