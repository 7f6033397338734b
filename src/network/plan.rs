//! What a network is made of: files to read, or a law.

use super::generate::{Generator, Seats};
use serde::{Serialize, Serializer};
use std::path::{Path, PathBuf};

/// A file as somebody named it, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    typed: String,
    path: PathBuf,
}

impl FileName {
    /// A file named in a text that lies in this folder.
    #[must_use]
    pub fn new(typed: impl Into<String>, folder: &Path) -> FileName {
        let typed = typed.into();
        FileName { path: folder.join(&typed), typed }
    }

    /// As it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// As it was typed: where a scenario lies does not change what it is.
impl Serialize for FileName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.typed)
    }
}

/// Where a network comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Plan {
    /// From files.
    Files(Files),
    /// From a law.
    Drawn {
        /// The law.
        generator: Generator,
        /// Whether it is drawn anew in each replicate.
        redraw: bool,
    },
}

/// The files of a network. There are contacts or groups, or both.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Files {
    /// Who knows whom, a pair in each line.
    pub contacts: Option<FileName>,
    /// Whether the first of a pair reaches the second, and not the other way round.
    pub directed: bool,
    /// What kind of person everybody is: `person,segment`.
    pub people: Option<FileName>,
    /// Who sits in which chat group: `person,group`.
    pub groups: Option<FileName>,
    /// Chat groups that are drawn, where no file says who sits in them.
    pub drawn_groups: Option<Seats>,
    /// Lists of seeds: `person`, or `person,at`.
    #[serde(skip)]
    pub seeds: Vec<FileName>,
}
