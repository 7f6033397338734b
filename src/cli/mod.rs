//! The command line: arguments in, text and files out, an exit code back. The only room that prints.

mod arguments;
mod browser;
mod command;
mod exit;
mod progress;
mod signals;
mod terminal;
mod threads;
mod values;

use crate::output::format::for_terminal;
use crate::words::{self, Lang};
use arguments::Arguments;
use clap::{CommandFactory, Parser};
use exit::Failure;
use signals::Signals;
use std::io::Write;
use std::process::ExitCode;
use terminal::tell;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    Signals::of_process();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come this way too and are no mistakes.
            let code = if error.use_stderr() { exit::USAGE } else { exit::WELL };
            show(&error);
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

/// Shows what the parser of the command line says: help where it was asked for, else what is wrong with what was typed. A
/// closed pipe is nobody's mistake.
fn show(error: &clap::Error) {
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        tell(&text);
    } else {
        let _ = anstream::stdout().write_all(for_terminal(&text).as_bytes());
    }
}

/// Says on standard error why a command failed. A reader who has gone away is told nothing.
fn report(failure: &Failure, lang: Lang) {
    match failure {
        Failure::Scenario(problems) => tell(problems),
        Failure::Usage(_) | Failure::Io(_) => tell(&words::cli::error(&failure.to_string(), lang)),
    }
}
