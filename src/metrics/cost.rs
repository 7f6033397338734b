//! The lines of the ledger: the rules of a campaign, then what costs money without being a reward.

use serde::Serialize;

named! {
    /// A line of the ledger that is no rule.
    OtherLine {
        /// Costs at the start.
        Fixed = "fixed";
        /// Costs per day.
        PerDay = "per_day";
        /// Costs per seed user.
        PerSeed = "per_seed";
        /// People who are bought.
        Inflow = "inflow";
        /// Groups opened.
        Groups = "groups";
        /// Community managers.
        Labour = "labour";
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Line {
    /// The reward rule of this name.
    Rule(String),
    /// Another cost.
    Other(OtherLine),
}

impl Line {
    /// The name in files.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Line::Rule(name) => name,
            Line::Other(line) => line.name(),
        }
    }
}
