//! Genuine people who joined, step by step: what K over time is made of. All numbers are sums, so that those of many
//! campaigns add up.

use super::Shape;

/// The name of K over time in files. All campaigns together have it, and none alone.
pub const K_OVER_TIME: &str = "k";

/// Where the numbers stand: step by step how many came by invitation and, by segment, how many may have come at any
/// moment of the step; behind all steps the waves of seeds, who come at one moment.
#[derive(Clone, Debug)]
pub struct Joins {
    steps: usize,
    segments: usize,
    /// Where the waves of each segment begin.
    waves: Vec<usize>,
    count: usize,
}

impl Joins {
    /// Those of a campaign of this shape.
    #[must_use]
    pub fn new(shape: &Shape) -> Joins {
        let (steps, segments) = (shape.steps as usize, shape.waves.len());
        let mut count = steps * (segments + 1);
        let mut begin = |waves: &usize| {
            count += waves;
            count - waves
        };
        let waves = shape.waves.iter().map(&mut begin).collect();
        Joins { steps, segments, waves, count }
    }

    /// How many numbers there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Number of steps.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Where those stand who came by invitation in step `t`, into whichever segment.
    #[inline]
    #[must_use]
    pub fn invited(&self, t: usize) -> usize {
        t * (self.segments + 1)
    }

    /// Where those of a segment stand who came in step `t`, invited or by themselves.
    #[inline]
    #[must_use]
    pub fn anytime(&self, t: usize, segment: usize) -> usize {
        t * (self.segments + 1) + 1 + segment
    }

    /// Where the seeds of a wave stand.
    #[inline]
    #[must_use]
    pub fn wave(&self, segment: usize, wave: usize) -> usize {
        self.waves[segment] + wave
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_place_of_its_own() {
        let joins = Joins::new(&Shape { steps: 3, waves: vec![2, 0, 1], ..Shape::default() });
        let of_step = |t: usize| (0..3).map(move |segment| (t, segment));
        let steps = (0..3).flat_map(|t| {
            let anytime = of_step(t).map(|(t, segment)| joins.anytime(t, segment));
            std::iter::once(joins.invited(t)).chain(anytime.collect::<Vec<_>>())
        });
        let waves = [(0, 0), (0, 1), (2, 0)].map(|(segment, wave)| joins.wave(segment, wave));
        assert_eq!(steps.chain(waves).collect::<Vec<_>>(), (0..joins.count()).collect::<Vec<_>>());
    }
}
