//! One direction of a chart: from values to places, and the numbers beside it.

use serde::{Deserialize, Serialize};

/// A number beside an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Tick {
    pub(in crate::output) value: f64,
    pub(in crate::output) words: String,
}

/// From values to places along a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) values: [f64; 2],
    pub(super) places: [f64; 2],
}

impl Scale {
    pub(super) fn at(self, value: f64) -> f64 {
        let ([low, high], [start, end]) = (self.values, self.places);
        let width = if high > low { high - low } else { 1.0 };
        start + (value - low) / width * (end - start)
    }
}

/// Moves places apart, downwards in their order, until each is so far from the next; none leaves `bounds`.
pub(super) fn apart(places: &mut [f64], least: f64, [top, bottom]: [f64; 2]) {
    let mut free = top;
    for place in places.iter_mut() {
        *place = place.max(free);
        free = *place + least;
    }
    let mut free = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(free);
        free = *place - least;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_pushed_apart_within_bounds() {
        let mut places = [50.0, 51.0, 52.0];
        apart(&mut places, 10.0, [0.0, 65.0]);
        assert_eq!(places, [45.0, 55.0, 65.0]);
        let mut one = [3.0];
        apart(&mut one, 10.0, [5.0, 65.0]);
        assert_eq!(one, [5.0]);
    }

    #[test]
    fn a_scale_without_width_is_none() {
        assert_eq!(Scale { values: [2.0, 2.0], places: [10.0, 20.0] }.at(2.0), 10.0);
    }
}
