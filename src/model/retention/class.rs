//! A class of members who leave at the same rate.

/// The most classes.
pub const MOST_CLASSES: usize = 6;

/// A segment and eight waves of its seeds have no more of them together.
pub const MOST_CLASSES_OF_ALL: usize = 9 * MOST_CLASSES;

/// Members who leave at the same rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetentionClass {
    /// Share of the newcomers.
    pub weight: f64,
    /// Chance to leave within a day.
    pub churn: f64,
}
