//! Exact quantiles of stored values, by selection instead of sorting. Values may be infinite: between a number and `+∞`
//! lies `+∞`.

/// The quantile of `values` at `level` (clipped to 0..=1), type 7; `NaN` when there are none. Reorders the
/// values, none of which may be `NaN`.
#[must_use]
pub fn quantile(values: &mut [f64], level: f64) -> f64 {
    quantiles(values, [level])[0]
}

/// The quantiles of `values` at rising `levels`, as [`quantile`].
#[must_use]
pub fn quantiles<const N: usize>(values: &mut [f64], levels: [f64; N]) -> [f64; N] {
    debug_assert!(levels.is_sorted(), "levels must rise");
    // What lies before `settled` is at most what lies from it on.
    let mut settled = 0;
    levels.map(|level| {
        let Some(place) = Place::of(level, values.len() as u64) else {
            return f64::NAN;
        };
        let rank = place.rank as usize;
        let (_, &mut low, above) = values[settled..].select_nth_unstable_by(rank - settled, f64::total_cmp);
        settled = rank;
        place.between(low, || above.iter().copied().fold(f64::INFINITY, f64::min))
    })
}

/// Where a quantile lies among sorted values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Rank of the value at or below it, from 0.
    pub(super) rank: u64,
    /// How far it is on the way to the next value.
    part: f64,
}

impl Place {
    /// The place of `level` among `n` values, if there are any.
    pub(super) fn of(level: f64, n: u64) -> Option<Place> {
        let last = n.checked_sub(1)?;
        let place = level.clamp(0.0, 1.0) * last as f64;
        let rank = (place.floor() as u64).min(last);
        Some(Place { rank, part: place - rank as f64 })
    }

    /// The value at this place, given its lower neighbour and, if it is asked for, the upper.
    pub(super) fn between(self, low: f64, high: impl FnOnce() -> f64) -> f64 {
        let high = if self.part > 0.0 { high() } else { low };
        match (low == high, low.is_infinite()) {
            (true, _) => low,
            (false, false) => low + self.part * (high - low),
            // Between two that are infinite there is no number, and above `-∞` none is near to it.
            (false, true) => {
                if high.is_infinite() {
                    f64::NAN
                } else {
                    low
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_numpy() {
        let mut values = [15.0, 20.0, 35.0, 40.0, 50.0];
        assert_eq!(quantiles(&mut values, [0.0, 0.05, 0.4, 0.5, 1.0]), [15.0, 16.0, 29.0, 35.0, 50.0]);
        assert_eq!(quantile(&mut [7.0], 0.9), 7.0);
        assert!(quantile(&mut [], 0.5).is_nan());
    }

    #[test]
    fn beyond_the_last_number_lies_the_infinite() {
        let infinite = f64::INFINITY;
        let values = || [1.0, infinite, 3.0, infinite];
        assert_eq!(quantiles(&mut values(), [0.0, 0.25, 0.5, 0.75]), [1.0, 2.5, infinite, infinite]);
        assert_eq!(quantiles(&mut [-infinite, 1.0, 2.0], [0.25, 0.75]), [-infinite, 1.5]);
        assert!(quantile(&mut [-infinite, infinite], 0.5).is_nan());
    }

    proptest! {
        #[test]
        fn selection_is_sorting(
            mut values in prop::collection::vec(-10i8..10, 1..50),
            levels in prop::array::uniform4(0.0..=1.0f64),
        ) {
            let mut levels = levels;
            levels.sort_by(f64::total_cmp);
            let mut shuffled: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
            values.sort_unstable();
            let expected = levels.map(|level| {
                let place = level * (values.len() - 1) as f64;
                let low = f64::from(values[place as usize]);
                let high = f64::from(values[place.ceil() as usize]);
                low + place.fract() * (high - low)
            });
            prop_assert_eq!(quantiles(&mut shuffled, levels), expected);
        }
    }
}
