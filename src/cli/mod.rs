//! The command line: arguments in, text and files out, an exit code back. The only room that prints.

mod arguments;
mod browser;
mod command;
mod exit;
mod localised;
mod progress;
mod signals;
mod terminal;
mod threads;
mod trial;
mod values;

use crate::output::format::for_terminal;
use crate::words::{self, Lang};
use arguments::{Arguments, lang_of};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use exit::Failure;
use localised::{in_language, mistake_in_chinese};
use signals::Signals;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use terminal::tell;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    Signals::of_process();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let expected = lang_of(&typed);
    let parsed = in_language(Arguments::command(), expected)
        .try_get_matches_from(typed)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come this way too and are no mistakes.
            let code = if error.use_stderr() { exit::USAGE } else { exit::WELL };
            show(&error, expected);
            return ExitCode::from(code);
        }
    };
    let lang = arguments.lang();
    match arguments.command.run(|| in_language(Arguments::command(), lang), lang) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            report(&failure, lang);
            ExitCode::from(failure.code())
        }
    }
}

/// Shows what the parser of the command line says: help where it was asked for, else what is wrong with what was typed. A
/// closed pipe is nobody's mistake.
fn show(error: &clap::Error, lang: Lang) {
    // A command that cannot go without a subcommand shows its help on standard error.
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let text = error.render().ansi().to_string();
    if error.use_stderr() && !is_help && lang == Lang::Zh {
        tell(&words::cli::error(&mistake_in_chinese(error), lang));
    } else if error.use_stderr() {
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
