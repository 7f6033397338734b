//! What numbers are measured in, and which of two one would rather have.

use serde::{Deserialize, Serialize};

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole people or events.
    Count,
    /// Major units of the scenario's currency.
    Money,
    /// A part of a whole, 0 to 1; shown in per cent.
    Share,
    /// A plain number (K, amplification, return on investment).
    Ratio,
    /// Days since the start.
    Days,
}

/// Which of two numbers one would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The larger one.
    More,
    /// The smaller one.
    Less,
}
