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
    /// Reading or writing failed.
    Io(io::Error),
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
    /// Where nothing can be written. That a file is somebody else's is for whoever typed the command to see to.
    pub fn of_refusal(refusal: &Refusal, lang: Lang) -> Failure {
        match refusal {
            Refusal::Foreign(path) => Failure::Usage(words::cli::foreign(&path.display().to_string(), lang)),
            Refusal::InTheWay(path) => {
                let words = words::cli::in_the_way(&path.display().to_string(), lang);
                Failure::Io(io::Error::other(words))
            }
            Refusal::Failed(error) => Failure::Io(io::Error::new(error.kind(), error.to_string())),
        }
    }
}

/// In words; the problems of a scenario are words already.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Scenario(words) | Failure::Usage(words) => f.write_str(words),
            Failure::Io(error) => write!(f, "{error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}

/// The exit code, or why there is none.
pub type Outcome = Result<u8, Failure>;
