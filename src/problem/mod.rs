//! What can be wrong with what a user typed, as data with a place: kinds, bounds, places, paths of keys. The words are
//! in `words`, the picture with the underlined text in `output`; nothing here reads or checks anything.

mod file;
mod findings;
mod kind;
mod number;
mod path;
mod place;
mod statement;
mod syntax;
mod unearned;
mod value;
mod vary;

pub use file::{FileFault, FileProblem};
pub(crate) use findings::Findings;
pub use kind::ProblemKind;
pub use number::{Bounds, LawFault};
pub use path::{Part, Path};
pub use place::{Origin, Place};
pub use statement::{Noun, StatementFault};
pub use syntax::Syntax;
pub use unearned::Unearned;
pub use value::{Expected, Found};
pub use vary::VaryFault;

use serde::Serialize;

/// Something wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// The text to underline; none when the scenario was not typed, or the problem is what is missing.
    pub place: Option<Place>,
    /// The key concerned; empty for the scenario as a whole.
    pub path: Path,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    pub(crate) fn of_whole_file(kind: ProblemKind) -> Problem {
        Problem { place: None, path: Path::root(), kind }
    }

    pub(crate) fn at(place: Place, kind: ProblemKind) -> Problem {
        Problem { place: Some(place), path: Path::root(), kind }
    }
}
