//! The program: composes the library, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ropa::shell::cli::run(std::env::args_os()))
}
