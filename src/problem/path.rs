//! The path of keys that leads to a value.

use serde::Serialize;
use std::fmt;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Part {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list, from 0.
    Index(usize),
}

/// The keys that lead to a value, for example `segments.core.share.content`. Kept in parts, since names
/// of segments may themselves contain dots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Path(pub Vec<Part>);

impl Path {
    /// The whole scenario.
    #[must_use]
    pub fn root() -> Path {
        Path::default()
    }

    /// The path of this key of the value here.
    #[must_use]
    pub fn key(&self, key: &str) -> Path {
        let mut path = self.clone();
        path.0.push(Part::Key(key.to_owned()));
        path
    }

    /// The path of this item of the list here.
    #[must_use]
    pub fn index(&self, index: usize) -> Path {
        let mut path = self.clone();
        path.0.push(Part::Index(index));
        path
    }

    /// Whether one of the two paths leads through the other.
    #[must_use]
    pub fn touches(&self, other: &Path) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a == b)
    }

    /// The end of the path from its last key on: `when`, or `incentive.3`.
    #[must_use]
    pub fn tail(&self) -> Path {
        let start = self.0.iter().rposition(|part| matches!(part, Part::Key(_))).unwrap_or(0);
        Path(self.0[start..].to_vec())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, part) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(".")?;
            }
            match part {
                Part::Key(key) => f.write_str(key)?,
                Part::Index(index) => write!(f, "{index}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_a_dotted_key() {
        let path = Path::root().key("incentive").index(0).key("when");
        assert_eq!(path.to_string(), "incentive.0.when");
        assert_eq!(path.tail().to_string(), "when");
        assert_eq!(Path::root().key("incentive").index(3).tail().to_string(), "incentive.3");
    }

    #[test]
    fn a_path_touches_what_is_above_and_below_it() {
        let share = Path::root().key("share");
        assert!(share.touches(&share.key("again")));
        assert!(share.key("again").touches(&share));
        assert!(!share.key("again").touches(&share.key("after")));
    }
}
