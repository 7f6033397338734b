//! Where something stands: a stretch of bytes of the scenario text, of the file of people that it names, or of an override.

use serde::Serialize;
use std::ops::Range;

/// Which text a [`Place`] is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The file of people that the scenario names (`people`).
    People,
    /// The scenario file (or standard input).
    File,
    /// The override of this index (`--set`).
    Override(usize),
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Which text.
    pub origin: Origin,
    /// The bytes, on character boundaries.
    pub bytes: Range<usize>,
}

impl Place {
    /// A stretch of the scenario file.
    #[must_use]
    pub fn in_file(bytes: Range<usize>) -> Place {
        Place { origin: Origin::File, bytes }
    }
}
