//! The command line: arguments in, text and files out, an exit code back. The only room that prints.

mod arguments;
mod command;
mod exit;
mod progress;
mod signals;
mod terminal;
mod threads;
mod values;

use crate::words::{self, Lang};
use arguments::Arguments;
use clap::{CommandFactory, Parser};
use exit::Failure;
use std::process::ExitCode;
use terminal::tell;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come this way too and are no mistakes.
            let code = if error.use_stderr() { exit::USAGE } else { exit::WELL };
            // A closed pipe is nobody's mistake either.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let lang = arguments.lang();
    match arguments.command.run(Arguments::command, lang) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            report(&failure, lang);
            ExitCode::from(failure.code())
        }
    }
}

/// Says on standard error why a command failed. A reader who has gone away is told nothing.
fn report(failure: &Failure, lang: Lang) {
    match failure {
        Failure::Scenario(problems) => tell(problems),
        Failure::Usage(_) | Failure::Io(_) => tell(&words::cli::error(&failure.to_string(), lang)),
    }
}
