//! A question on the screen of a command.

use crate::domain::text::clean;
use std::io::Write;

/// Asks on the screen, and takes only a yes for one.
pub(super) fn is_agreed(question: &str) -> bool {
    let mut screen = std::io::stdout().lock();
    let asked = write!(screen, "{} ", clean(question)).and_then(|()| screen.flush());
    let mut said = String::new();
    asked.is_ok()
        && std::io::stdin().read_line(&mut said).is_ok()
        && matches!(said.trim().to_lowercase().as_str(), "y" | "yes")
}
