//! The command line, as its own help tells it.

use super::part;

#[test]
fn the_readme_tells_what_git_setup_sets() {
    let settings = ropa::shell::cli::git_settings("/usr/bin/ropa");
    let settings = settings.map(|(key, value)| format!("git config {key} {value}")).join("\n");
    let lines = "/register.json merge=ropa diff=ropa\n*.history.jsonl merge=union";
    part("git", &format!("```text\n# .gitattributes\n{lines}\n\n# the settings of the repository\n{settings}\n```"));
}

#[test]
fn the_readme_tells_the_command_line() {
    part("command-line", &format!("```text\n{}\n```", ropa::shell::cli::help().trim_end()));
}
