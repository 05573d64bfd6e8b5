//! The bytes of a file on disk: read whole, replaced whole or not at all.
//!
//! `read` gives the bytes and a `Stamp` of them; `replace` asks for that stamp back and refuses where the file
//! no longer has it. A save goes through these steps, each of them an operation of `Disk`:
//!
//! ```text
//! find the real file -> lock beside it -> compare with the stamp -> temporary file, flushed and read back
//!                    -> keep the old version -> look again -> rename over the old file -> flush the folder
//!                    -> keep the new version -> read back -> add the lines of history -> `Saved`
//! ```
//!
//! What is kept besides (versions, history) never refuses a save: `Saved` tells what could not be kept. Who has the file
//! open (`presence`), copies that a synchronising program made (`conflict_copies`) and whether somebody changed it
//! (`poll`) are advice.
//!
//! A step that does not work leaves the old file as it was and no temporary file, up to the rename; behind the
//! rename the new file is whole, and the problem says that nobody can be sure of it yet. The file itself is never
//! opened for change in place, deleted or locked. Nothing here knows what the bytes mean.

mod access;
mod attributes;
mod beside;
#[cfg(feature = "unsafe-save")]
pub(crate) mod careless;
pub mod conflict_copies;
mod disk;
mod history;
mod left_over;
mod lock;
mod note;
pub mod poll;
pub mod presence;
mod problem;
mod read;
mod replace;
mod save;
mod stamp;
mod temporary;
pub mod versions;

pub use access::Access;
pub use beside::Beside;
pub use disk::{Disk, RealDisk};
pub use history::{HISTORY_ENDING, history_path, replace_history, take_over_history};
pub use left_over::clean_left_over;
pub use lock::wait_for_savers;
pub use note::Note;
pub use problem::{Change, Denied, StoreProblem};
pub use read::{LARGEST, OnDisk, read, read_on};
pub use replace::{Saved, begin, begin_on, create_new, create_new_on, replace, replace_on};
pub use stamp::{Stamp, hash_of_digits, hexadecimal};
