//! Which replicates were taken in: none twice.

use std::ops::Range;

/// A set of replicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Covered(Vec<Range<u64>>);

impl Covered {
    /// The set of these ranges; none where they do not rise with a gap between any two.
    pub fn of(ranges: Vec<Range<u64>>) -> Option<Covered> {
        let rises = ranges.windows(2).all(|pair| pair[0].end < pair[1].start);
        (rises && ranges.iter().all(|range| range.start < range.end)).then_some(Covered(ranges))
    }

    /// Adds replicates; those that were there already are an error, and the first of them is named.
    pub fn add(&mut self, range: Range<u64>) -> Result<(), u64> {
        if range.is_empty() {
            return Ok(());
        }
        let place = self.0.partition_point(|known| known.end < range.start);
        let touching = self.0[place..].iter().take_while(|known| known.start <= range.end).count();
        let touched = &self.0[place..place + touching];
        if let Some(shared) = touched.iter().find(|known| known.start < range.end && range.start < known.end)
        {
            return Err(shared.start.max(range.start));
        }
        let start = touched.first().map_or(range.start, |known| known.start.min(range.start));
        let end = touched.last().map_or(range.end, |known| known.end.max(range.end));
        self.0.splice(place..place + touching, std::iter::once(start..end));
        Ok(())
    }

    /// The ranges, rising.
    pub fn ranges(&self) -> &[Range<u64>] {
        &self.0
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.0.iter().map(|range| range.end - range.start).sum()
    }

    /// Whether it is the first replicates without a gap.
    pub fn starts_at_first(&self) -> bool {
        match &self.0[..] {
            [] => true,
            [only] => only.start == 0,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_is_one_and_nothing_comes_twice() {
        let mut covered = Covered::default();
        for range in [64..128, 256..300, 0..64, 5..5, 128..200] {
            covered.add(range).unwrap();
        }
        assert_eq!(covered.ranges(), [0..200, 256..300]);
        assert_eq!(covered.add(199..210), Err(199));
        assert_eq!(covered.add(200..257), Err(256));
        assert!(!covered.starts_at_first());
        covered.add(200..256).unwrap();
        assert_eq!((covered.ranges().first(), covered.count()), (Some(&(0..300)), 300));
        assert!(covered.starts_at_first());
        assert_eq!(Covered::of(vec![0..3, 3..5]), None);
        assert_eq!(Covered::of(vec![0..2, 4..4]), None);
    }
}
