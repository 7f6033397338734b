//! Exit codes, and why a command failed. Those of a command that a signal interrupted are in
//! [`signals`](super::signals).

use crate::output::publish::Refusal;
use crate::words::{self, Lang};
use std::fmt;
use std::io;

/// All well.
pub const WELL: u8 = 0;
/// An expectation failed.
pub const FAILED: u8 = 1;
/// Wrong command line or scenario.
pub const USAGE: u8 = 2;
/// More replicates would be needed: the precision asked for was not reached, or an expectation could not be settled.
pub const INCONCLUSIVE: u8 = 3;
/// Input or output failed.
pub const IO: u8 = 4;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// The scenario is wrong; the problems, rendered.
    Scenario(String),
    /// The command line is wrong.
    Usage(String),
    /// Reading or writing failed: what was tried with which path, and why it failed.
    Io(String),
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Scenario(_) | Failure::Usage(_) => USAGE,
            Failure::Io(_) => IO,
        }
    }
}

impl Failure {
    /// Where a file cannot be written; the error names the path.
    pub fn unwritten(error: &io::Error, lang: Lang) -> Failure {
        Failure::Io(words::cli::cannot_write(&words::system::refusal(error, lang), lang))
    }

    /// Where nothing can be written. That a file is somebody else's is for whoever typed the command to see to.
    pub fn of_refusal(refusal: &Refusal, lang: Lang) -> Failure {
        match refusal {
            Refusal::Foreign(path) => Failure::Usage(words::cli::foreign(&path.display().to_string(), lang)),
            Refusal::InTheWay(path) => Failure::Io(words::cli::in_the_way(&path.display().to_string(), lang)),
            Refusal::Failed(error) => Failure::unwritten(error, lang),
        }
    }
}

/// In words; the problems of a scenario are words already.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Scenario(words) | Failure::Usage(words) | Failure::Io(words) => f.write_str(words),
        }
    }
}

/// The exit code, or why there is none.
pub type Outcome = Result<u8, Failure>;
