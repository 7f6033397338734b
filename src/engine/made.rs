//! When promises were made.

/// Whether promises were made in the step at hand, and when in it, where all were made at one moment.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Made {
    Before,
    Now { moment: Option<f64> },
}
