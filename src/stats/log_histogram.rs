//! Counts of values in logarithmic buckets: quantiles of any number of values in bounded memory.

use super::Glance;
use super::quantile::Place;

/// Mantissa bits that tell buckets apart.
const BITS: u32 = 9;
/// The bits of a double below those.
const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - BITS;
/// Half a bucket.
const HALF: u64 = 1 << (SHIFT - 1);
/// Sizes below 2^-64 count as 0: the first bucket lies there.
const FIRST: u64 = (1023 - 64) << BITS;
/// Sizes from 2^128 on are put into the last bucket.
const LAST: u64 = (1023 + 128) << BITS;

/// How often values occurred, to 1 in 1,000.
///
/// A value is rounded to 10 binary digits: whole numbers up to 1,024 are kept exactly, everything else to a
/// relative error of at most 2^-10. Memory depends on the range of the values, not on their number (4 KB for each doubling).
/// Merging adds counts, so its order does not matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogHistogram {
    count: u64,
    zeros: u64,
    positive: Side,
    negative: Side,
    /// How many values were `+∞`, and how many `-∞`.
    infinite: [u64; 2],
}

impl LogHistogram {
    /// Counts a value, which must not be `NaN`.
    #[inline]
    pub fn record(&mut self, value: f64) {
        self.count += 1;
        let key = key(value);
        if value.is_infinite() {
            self.infinite[usize::from(value < 0.0)] += 1;
        } else if key < FIRST {
            self.zeros += 1;
        } else if value > 0.0 {
            self.positive.add(key.min(LAST), 1);
        } else {
            self.negative.add(key.min(LAST), 1);
        }
    }

    /// Counts a block of values.
    pub fn record_block(&mut self, block: &Glance<'_>) {
        let (values, low) = (block.values(), key(block.low));
        if block.is_constant() {
            self.count += values.len() as u64;
            match low {
                _ if low < FIRST => self.zeros += values.len() as u64,
                _ if block.low > 0.0 => self.positive.add(low.min(LAST), values.len() as u64),
                _ => self.negative.add(low.min(LAST), values.len() as u64),
            }
        } else if block.low > 0.0 && low >= FIRST && key(block.high) <= LAST {
            self.count += values.len() as u64;
            self.positive.add_each(low, key(block.high), values.iter().map(|value| key(*value)));
        } else {
            values.iter().for_each(|value| self.record(*value));
        }
    }

    /// Adds all counts of `other`.
    pub fn merge(&mut self, other: &LogHistogram) {
        self.count += other.count;
        self.zeros += other.zeros;
        self.infinite.iter_mut().zip(other.infinite).for_each(|(count, more)| *count += more);
        other.positive.keys().for_each(|(key, count)| self.positive.add(key, count));
        other.negative.keys().for_each(|(key, count)| self.negative.add(key, count));
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many values counted as 0.
    #[must_use]
    pub fn zeros(&self) -> u64 {
        self.zeros
    }

    /// How many values were `+∞`, and how many `-∞`.
    #[must_use]
    pub fn infinite(&self) -> [u64; 2] {
        self.infinite
    }

    /// The buckets of positive values and those of negative ones, by size, and how often each occurred.
    #[must_use]
    pub fn sides(&self) -> [Vec<(u64, u64)>; 2] {
        [&self.positive, &self.negative].map(|side| side.keys().collect())
    }

    /// From what was kept of a histogram; none where there are no such buckets.
    #[must_use]
    pub fn from_counts(zeros: u64, infinite: [u64; 2], sides: &[Vec<(u64, u64)>; 2]) -> Option<LogHistogram> {
        let count = zeros.checked_add(infinite[0])?.checked_add(infinite[1])?;
        let mut histogram = LogHistogram { count, zeros, infinite, ..LogHistogram::default() };
        let LogHistogram { count: all, positive, negative, .. } = &mut histogram;
        for (side, buckets) in [positive, negative].into_iter().zip(sides) {
            for (key, count) in buckets {
                if !(FIRST..=LAST).contains(key) {
                    return None;
                }
                *all = all.checked_add(*count)?;
                side.add(*key, *count);
            }
        }
        Some(histogram)
    }

    /// The rounded values that occurred and how often, rising; the infinite ones first and last.
    pub fn buckets(&self) -> impl Iterator<Item = (f64, u64)> {
        let [above, below] = [(f64::INFINITY, 0), (f64::NEG_INFINITY, 1)]
            .map(|(value, side)| Some((value, self.infinite[side])).filter(|(_, count)| *count > 0));
        below.into_iter().chain(self.finite()).chain(above)
    }

    /// The finite ones, each with the ends of what is rounded to it.
    pub fn ranges(&self) -> impl Iterator<Item = ([f64; 2], f64, u64)> {
        self.finite().map(|(value, count)| {
            let bits = value.abs().to_bits();
            let [low, high] = [bits.saturating_sub(HALF), bits + HALF].map(f64::from_bits);
            let ends = match value {
                0.0 => [0.0; 2],
                above if above > 0.0 => [low, high],
                _ => [-high, -low],
            };
            (ends, value, count)
        })
    }

    /// The same without infinite values.
    #[must_use]
    pub fn finite_only(&self) -> LogHistogram {
        let count = self.count - self.infinite[0] - self.infinite[1];
        LogHistogram { count, infinite: [0; 2], ..self.clone() }
    }

    fn finite(&self) -> impl Iterator<Item = (f64, u64)> {
        let negative = self.negative.keys().rev().map(|(key, count)| (-size(key), count));
        let zeros = (self.zeros > 0).then_some((0.0, self.zeros));
        negative.chain(zeros).chain(self.positive.keys().map(|(key, count)| (size(key), count)))
    }

    /// The quantile at `level`, type 7, of the rounded values; `NaN` when there are none.
    #[must_use]
    pub fn quantile(&self, level: f64) -> f64 {
        self.quantiles([level])[0]
    }

    /// The quantiles at rising `levels`, in one pass.
    #[must_use]
    pub fn quantiles<const N: usize>(&self, levels: [f64; N]) -> [f64; N] {
        debug_assert!(levels.is_sorted(), "levels must rise");
        let mut buckets = self.buckets();
        let mut current = (0.0, 0);
        let mut covered = 0;
        levels.map(|level| {
            let Some(place) = Place::of(level, self.count) else {
                return f64::NAN;
            };
            while covered <= place.rank
                && let Some(next) = buckets.next()
            {
                current = next;
                covered += next.1;
            }
            place.between(
                current.0,
                || {
                    if covered > place.rank + 1 { current.0 } else { self.above(current.0) }
                },
            )
        })
    }

    /// The least bucket above `value`.
    fn above(&self, value: f64) -> f64 {
        self.buckets().map(|bucket| bucket.0).find(|&other| other > value).unwrap_or(value)
    }
}

const SIGN: u64 = 1 << 63;

/// The bucket of a size.
#[inline]
fn key(value: f64) -> u64 {
    ((value.to_bits() & !SIGN) + HALF) >> SHIFT
}

/// The value in the middle of a bucket.
fn size(key: u64) -> f64 {
    f64::from_bits(key << SHIFT)
}

/// Counts of the values of one sign, in a window of keys that grows where it must.
#[derive(Clone, Debug, Default)]
struct Side {
    start: u64,
    counts: Vec<u64>,
}

impl Side {
    #[inline]
    fn add(&mut self, key: u64, count: u64) {
        if let Some(bucket) = self.counts.get_mut(key.wrapping_sub(self.start) as usize) {
            *bucket += count;
        } else {
            self.grow(key);
            self.counts[(key - self.start) as usize] += count;
        }
    }

    /// Counts each of these keys once; they lie between `low` and `high`.
    fn add_each(&mut self, low: u64, high: u64, keys: impl Iterator<Item = u64>) {
        self.add(low, 0);
        self.add(high, 0);
        let counts = &mut self.counts[..];
        for key in keys {
            if let Some(bucket) = counts.get_mut((key - self.start) as usize) {
                *bucket += 1;
            }
        }
    }

    /// Makes room for `key`, and for half as much again on its side.
    #[cold]
    fn grow(&mut self, key: u64) {
        let spare = self.counts.len() as u64 / 2 + 32;
        if self.counts.is_empty() {
            self.start = key.saturating_sub(spare);
        }
        let end = self.start + self.counts.len() as u64;
        if key < self.start {
            let start = key.saturating_sub(spare);
            let room = (self.start - start) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(0, room));
            self.start = start;
        } else if key >= end {
            self.counts.resize((key + spare - self.start) as usize, 0);
        }
    }

    /// Keys that occurred and their counts, rising.
    fn keys(&self) -> impl DoubleEndedIterator<Item = (u64, u64)> {
        let keys = self.counts.iter().enumerate();
        keys.filter(|(_, count)| **count > 0).map(|(i, &count)| (self.start + i as u64, count))
    }
}

/// The same counts, whatever room is held ready.
impl PartialEq for Side {
    fn eq(&self, other: &Side) -> bool {
        self.keys().eq(other.keys())
    }
}

#[cfg(test)]
mod tests {
    use super::super::quantiles;
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> LogHistogram {
        let mut histogram = LogHistogram::default();
        values.iter().for_each(|&value| histogram.record(value));
        histogram
    }

    #[test]
    fn whole_numbers_to_1024_are_exact() {
        let values: Vec<f64> = (-1024..=1024).map(f64::from).collect();
        let seen: Vec<(f64, u64)> = of(&values).buckets().collect();
        assert!(seen.iter().map(|bucket| bucket.0).eq(values));
        assert!(seen.iter().all(|bucket| bucket.1 == 1));
    }

    #[test]
    fn extremes_have_a_place() {
        let infinite = f64::INFINITY;
        let seen = of(&[f64::MAX, infinite, 1e-300, -0.0, -infinite, infinite]);
        let big = libm::exp2(128.0);
        assert!(seen.buckets().eq([(-infinite, 1), (0.0, 2), (big, 1), (infinite, 2)]));
        assert!(seen.finite_only().buckets().eq([(0.0, 2), (big, 1)]));
        assert_eq!(seen.quantiles([0.0, 0.5, 0.6, 0.9]), [-infinite, big / 2.0, big, infinite]);
        assert!(LogHistogram::default().quantile(0.5).is_nan());
    }

    /// Values of many sizes and both signs.
    fn values() -> impl Strategy<Value = Vec<f64>> {
        let size = (-30.0..60.0f64).prop_map(f64::exp2);
        let value = (size, prop::sample::select(vec![-1.0, 0.0, 1.0])).prop_map(|(size, sign)| size * sign);
        prop::collection::vec(value, 1..80)
    }

    proptest! {
        #[test]
        fn merged_parts_are_the_whole(values in values(), cut in 0usize..80) {
            let (left, right) = values.split_at(cut.min(values.len()));
            let (mut one, mut other) = (of(left), of(right));
            one.merge(&other);
            other.merge(&of(left));
            prop_assert_eq!(&one, &of(&values));
            prop_assert_eq!(&one, &other);
        }

        #[test]
        fn quantiles_are_exact_to_the_resolution(mut values in values()) {
            let levels = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0];
            let seen = of(&values).quantiles(levels);
            let neighbours = values.iter().fold(0.0f64, |size, value| size.max(value.abs()));
            for (seen, exact) in seen.into_iter().zip(quantiles(&mut values, levels)) {
                // Between two values of very different size the larger one's resolution counts.
                prop_assert!((seen - exact).abs() <= neighbours / 1024.0);
            }
        }

        #[test]
        fn values_of_one_size_are_exact_to_the_resolution(mut values in prop::collection::vec(900.0..1100.0f64, 1..80)) {
            for level in [0.0, 0.3, 0.5, 0.99] {
                let exact = super::super::quantile(&mut values, level);
                prop_assert!((of(&values).quantile(level) / exact - 1.0).abs() <= 1.0 / 1024.0);
            }
        }
    }
}
