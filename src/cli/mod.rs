//! The command line: arguments in, text and files out, an exit code back. The only room that prints.

mod args;
mod command;
mod exit;
mod progress;

use crate::i18n::{self, Lang};
use args::{Arguments, Command};
use clap::Parser;
use exit::Failure;
use std::io::Write;
use std::process::ExitCode;

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
    let result = match arguments.command {
        Command::Run(arguments) => command::run::run(&arguments, lang),
        Command::Check(arguments) => command::check::run(&arguments, lang),
        Command::Theory(arguments) => command::theory::run(&arguments, lang),
        Command::Sweep(arguments) => command::sweep::run(&arguments, lang),
        Command::Compare(arguments) => command::compare::run(&arguments, lang),
        Command::Init(arguments) => command::init::run(&arguments, lang),
        Command::Schema => command::schema::run(),
        Command::Completions { shell } => command::completions::run(shell),
        Command::Man { command } => command::man::run(command.as_deref(), lang),
    };
    match result {
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
        Failure::Usage(message) => tell(&format!("{}: {message}\n", i18n::cli::error(lang))),
        Failure::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        Failure::Io(error) => tell(&format!("{}: {error}\n", i18n::cli::error(lang))),
    }
}

/// Writes to standard error; where that is impossible there is nobody left to tell.
fn tell(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}
