//! All combinations of the values of some keys.

use super::as_typed::AsTyped;
use crate::scenario::Valid;

/// The most designs that are simulated together; all of them are kept in memory.
pub const MAX_POINTS: usize = 10_000;

/// What stands between keys that go together.
pub(super) const TOGETHER: [char; 2] = ['+', '＋'];

/// A key and the values that it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The key as it was typed: a dotted path, or several that go together.
    pub key: String,
    /// Its values, in the order in which they were typed.
    pub values: Vec<AxisValue>,
    /// Whether the values are one range by equal factors.
    pub log: bool,
}

/// A value that a key takes.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisValue {
    /// As it is written in a scenario.
    pub text: String,
    /// Its number, where it is one: shares as they are, durations in days.
    pub number: Option<f64>,
    /// Whether it is a length of time.
    pub is_time: bool,
    /// Whether it was written in per cent.
    pub is_per_cent: bool,
}

impl Axis {
    /// The keys that go together, mostly one.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.key.split(TOGETHER).map(str::trim)
    }
}

impl AxisValue {
    pub(super) fn new(text: String) -> AxisValue {
        let written = AsTyped::parse(&text);
        AxisValue {
            number: written.map(AsTyped::worth),
            is_time: written.is_some_and(AsTyped::is_time),
            is_per_cent: written.is_some_and(AsTyped::is_per_cent),
            text,
        }
    }
}

/// The designs of a scenario that come of all combinations of values.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The keys, in the order in which they were typed; none has no value.
    pub axes: Vec<Axis>,
    /// One design per combination: the values of the last key change fastest.
    pub designs: Vec<Valid>,
}

impl Grid {
    /// The values of the design at `index`, one per axis.
    #[must_use]
    pub fn values(&self, index: usize) -> Vec<&AxisValue> {
        Grid::values_of(&self.axes, index)
    }

    /// The same of the grid with these axes.
    #[must_use]
    pub fn values_of(axes: &[Axis], index: usize) -> Vec<&AxisValue> {
        axes.iter().zip(place(axes, index)).map(|(axis, at)| &axis.values[at]).collect()
    }
}

/// Index of the value of every axis at the design `index`.
pub(super) fn place(axes: &[Axis], mut index: usize) -> Vec<usize> {
    let mut places = vec![0; axes.len()];
    for (place, axis) in places.iter_mut().zip(axes).rev() {
        *place = index % axis.values.len();
        index /= axis.values.len();
    }
    places
}
