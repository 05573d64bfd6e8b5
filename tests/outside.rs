//! The proof from outside: the real program, failed and ended at every step, several at once, and given whatever does harm.
//!
//! Each part says in a line how much it did. Some parts need Linux, strace or the shared samples, and say so where these are
//! not there. With `CI` or `ROPA_THOROUGH` in the environment the figures are those that a release asks for; without, a sample.
//! With the feature `unsafe-save` the program saves as a careless one would, and then each part must find damage or loss.

#[cfg(target_os = "linux")]
mod deeds;
mod dice;
#[cfg(target_os = "linux")]
mod faults;
mod hostile;
#[cfg(target_os = "linux")]
mod imports;
#[cfg(unix)]
mod journals;
#[cfg(unix)]
mod kills;
#[cfg(target_os = "linux")]
mod other_files;
#[cfg(unix)]
pub mod pseudo_terminal;
mod refusals;
mod register;
mod sessions;
#[cfg(target_os = "linux")]
mod strace;
#[cfg(unix)]
mod terminal;
mod terminal_bytes;
#[cfg(target_os = "linux")]
mod terminal_faults;
mod writers;

use std::io::Write;

/// Whether the program under test saves carelessly, so that damage and loss must be found.
pub const CARELESS: bool = cfg!(feature = "unsafe-save");

/// The figure that a release asks for, or that of a quick run.
pub fn many(thorough: usize, quick: usize) -> usize {
    if is_thorough() { thorough } else { quick }
}

/// Whether everything is to be tried that there is.
pub fn is_thorough() -> bool {
    std::env::var_os("ROPA_THOROUGH").is_some_and(|value| !value.is_empty())
}

/// Says a line past the hands of the test runner, which keeps back what a test says that passes.
pub fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// What came of doing something many times over.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How often it was done.
    pub runs: usize,
    /// After how many of these the file was neither the old nor the new one, whole.
    pub damaged: usize,
    /// How many of these said that all went well although nothing was saved, or lost what they had acknowledged.
    pub silent: usize,
    /// After how many of these a temporary file was left although the program could have removed it.
    pub left_over: usize,
    /// What went wrong, a line each.
    pub told: Vec<String>,
}

impl Outcome {
    pub fn add(&mut self, other: Outcome) {
        self.runs += other.runs;
        self.damaged += other.damaged;
        self.silent += other.silent;
        self.left_over += other.left_over;
        self.told.extend(other.told);
    }

    /// Nothing was damaged or lost; or, of a careless program, something was.
    #[track_caller]
    pub fn proves(&self, what: &str) {
        let failed = self.damaged + self.silent + self.left_over;
        match CARELESS {
            true => {
                tell(&format!("{what}: damage or loss was found {failed} times in {} runs, as it must be", self.runs))
            }
            false => tell(&format!("{what}: {} passed, {failed} failed", self.runs.saturating_sub(failed))),
        }
        assert!(self.runs > 0, "{what}: nothing was tried");
        let told: Vec<&String> = self.told.iter().take(12).collect();
        assert_eq!(
            failed > 0,
            CARELESS,
            "{what}: {} damaged, {} lost, {} left over: {told:#?}",
            self.damaged,
            self.silent,
            self.left_over
        );
    }
}
