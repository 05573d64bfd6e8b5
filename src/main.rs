//! The program: the command line, and through it the terminal interface.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arg = std::env::args().nth(1);
    let start = match arg.as_deref() {
        Some("demo") => ropa::shell::terminal::Start::Demo { keep: None },
        Some(f) => ropa::shell::terminal::Start::File(f.into()),
        None => ropa::shell::terminal::Start::FirstRun,
    };
    ExitCode::from(ropa::shell::terminal::run(start, false))
}
