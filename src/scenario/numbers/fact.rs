//! What is known of a number before any scenario says what it is: what it means, what is possible, what stands for it where a
//! file says nothing, a few words. Where it stands in a scenario is for the lists by topic.

use crate::scenario::domain::{Domain, Meaning};
use serde::Serialize;

/// What stands for a number where a file does not have its key.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fallback {
    /// Nothing: the key must be there, or the map around it is not.
    Required,
    /// This number.
    Number(f64),
    /// Nothing: there is no such limit, wait or law then.
    Absent,
    /// The number of the key beside it.
    Beside(&'static str),
}

/// What is known of a number in every scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fact {
    pub meaning: Meaning,
    pub domain: Domain,
    pub fallback: Fallback,
    pub words: &'static str,
    /// Whether it is a moment of the campaign, in days from the start.
    pub is_moment: bool,
    /// The largest value that makes sense where K may hang on the number.
    pub moves_k: Option<f64>,
    /// Whether it is money that somebody gets or pays at once, in whole minor units.
    pub is_whole: bool,
}

impl Fact {
    pub const fn new(meaning: Meaning, domain: Domain, words: &'static str) -> Fact {
        Fact {
            meaning,
            domain,
            fallback: Fallback::Required,
            words,
            is_moment: false,
            moves_k: None,
            is_whole: false,
        }
    }

    pub const fn chance(words: &'static str) -> Fact {
        Fact::new(Meaning::Chance, Domain::CHANCE, words)
    }

    pub const fn moment(domain: Domain, words: &'static str) -> Fact {
        Fact { is_moment: true, ..Fact::new(Meaning::Days, domain, words) }
    }

    pub const fn money(words: &'static str) -> Fact {
        Fact::new(Meaning::Money, Domain::NON_NEGATIVE, words)
    }

    pub const fn factor(words: &'static str) -> Fact {
        Fact::new(Meaning::Factor, Domain::NON_NEGATIVE, words).or(1.0)
    }

    /// With this number where the file says nothing.
    pub const fn or(self, number: f64) -> Fact {
        Fact { fallback: Fallback::Number(number), ..self }
    }

    /// With nothing where the file says nothing.
    pub const fn or_absent(self) -> Fact {
        Fact { fallback: Fallback::Absent, ..self }
    }

    /// With the number of another key where the file says nothing.
    pub const fn or_as(self, key: &'static str) -> Fact {
        Fact { fallback: Fallback::Beside(key), ..self }
    }

    /// The number that stands for it where nothing is said; not a number where none does.
    pub const fn usual(self) -> f64 {
        match self.fallback {
            Fallback::Number(number) => number,
            Fallback::Required | Fallback::Absent | Fallback::Beside(_) => f64::NAN,
        }
    }

    /// K may hang on it; beyond `most` it makes no sense.
    pub const fn lever(self, most: f64) -> Fact {
        Fact { moves_k: Some(most), ..self }
    }

    /// Paid at once, so that it is counted in whole minor units.
    pub const fn in_whole(self) -> Fact {
        Fact { is_whole: true, ..self }
    }

    /// The same, unless members of the segment do not follow it.
    pub const fn followed(self, follows: bool) -> Fact {
        if follows { self } else { Fact { moves_k: None, ..self } }
    }
}
