//! The command line, as its own help tells it.

use super::part;

#[test]
fn the_readme_tells_the_command_line() {
    part("command-line", &format!("```text\n{}\n```", ropa::shell::cli::help().trim_end()));
}
