//! Response delays as chances per step.

use super::part::Drawn;
use crate::scenario::{ASSUMED_DELAY, Delay};

/// The law of the number of whole steps an answer takes.
#[derive(Clone, Debug)]
pub struct DelayBins {
    /// `cumulative[k]`: chance that the answer takes at most `k` whole steps; within the horizon.
    cumulative: Vec<f64>,
}

impl DelayBins {
    /// The chances of `delay` on a grid of steps of `step_days`; a campaign has `steps` of them.
    pub(super) fn compile(delay: &Delay, drawn: &Drawn<'_>, step_days: f64, steps: u32) -> DelayBins {
        let law = Law::of(delay, drawn);
        let mut cumulative = Vec::new();
        for bin in 0..steps.max(1) {
            let below = law.below(f64::from(bin + 1) * step_days);
            cumulative.push(below);
            if below >= 1.0 {
                break;
            }
        }
        DelayBins { cumulative }
    }

    /// Chance that the answer takes at most `bins` whole steps.
    #[must_use]
    pub fn within(&self, bins: u32) -> f64 {
        let last = self.cumulative.len() - 1;
        self.cumulative[(bins as usize).min(last)]
    }

    /// Chance that the answer takes exactly `bin` whole steps.
    #[must_use]
    pub fn exactly(&self, bin: usize) -> f64 {
        match bin {
            0 => self.cumulative[0],
            _ if bin >= self.cumulative.len() => 0.0,
            _ => self.cumulative[bin] - self.cumulative[bin - 1],
        }
    }

    /// The bin in which the cumulative chance passes `u`.
    #[must_use]
    pub fn bin_of(&self, u: f64) -> usize {
        // Answers are mostly quick: look at the first bins before searching.
        for (bin, &below) in self.cumulative.iter().take(4).enumerate() {
            if u < below {
                return bin;
            }
        }
        self.cumulative.partition_point(|&below| below <= u).min(self.cumulative.len() - 1)
    }

    /// Whether every answer comes in the same step.
    #[must_use]
    pub fn is_immediate(&self) -> bool {
        self.cumulative.len() == 1
    }
}

/// A delay law with its numbers drawn, times in days.
enum Law {
    Fixed(f64),
    Exponential(f64),
    Lognormal { mu: f64, sigma: f64 },
    Weibull { scale: f64, shape: f64 },
}

impl Law {
    fn of(delay: &Delay, drawn: &Drawn<'_>) -> Law {
        match delay {
            Delay::None => Law::Fixed(0.0),
            Delay::Fixed(days) => Law::Fixed(drawn.of(days)),
            Delay::Assumed => Law::Exponential(ASSUMED_DELAY),
            Delay::Exponential(mean) => Law::Exponential(drawn.of(mean)),
            Delay::Lognormal { median, sigma } => {
                Law::Lognormal { mu: libm::log(drawn.of(median)), sigma: drawn.of(sigma) }
            }
            Delay::Weibull { scale, shape } => {
                Law::Weibull { scale: drawn.of(scale), shape: drawn.of(shape) }
            }
        }
    }

    /// Chance of a delay below `days`.
    fn below(&self, days: f64) -> f64 {
        match *self {
            // A delay of exactly a whole number of steps belongs to the bin that begins there; the grain of
            // dust makes 45 minutes of 15-minute steps three, whatever the rounding.
            Law::Fixed(delay) => f64::from(u8::from(delay < days * (1.0 - 1e-12))),
            Law::Exponential(mean) if mean > 0.0 => -libm::expm1(-days / mean),
            Law::Exponential(_) => 1.0,
            Law::Lognormal { mu, sigma } if sigma > 0.0 => {
                0.5 * libm::erfc(-(libm::log(days) - mu) / (sigma * std::f64::consts::SQRT_2))
            }
            Law::Lognormal { mu, .. } => f64::from(u8::from(libm::exp(mu) < days * (1.0 - 1e-12))),
            Law::Weibull { scale, shape } => -libm::expm1(-libm::pow(days / scale, shape)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::part::Part;
    use super::*;

    fn bins(delay: &Delay, step_days: f64) -> DelayBins {
        Part::new(None, &[], |drawn| DelayBins::compile(delay, drawn, step_days, 200)).value
    }

    #[test]
    fn fixed_delays_fall_into_one_bin() {
        let quarter = 1.0 / 96.0;
        let bins = bins(&Delay::Fixed((3.0 * quarter).into()), quarter);
        assert_eq!((bins.exactly(2), bins.exactly(3), bins.exactly(4)), (0.0, 1.0, 0.0));
    }

    #[test]
    fn no_delay_is_immediate() {
        assert!(bins(&Delay::None, 1.0).is_immediate());
    }

    #[test]
    fn bins_are_found_by_their_chances() {
        let bins = bins(&Delay::Exponential(2.0.into()), 0.25);
        for bin in [0, 1, 5, 40] {
            let inside = bins.within(bin) - 1e-12;
            assert_eq!(bins.bin_of(inside), bin as usize);
        }
        let sum: f64 = (0..200).map(|bin| bins.exactly(bin)).sum();
        assert!((sum - bins.within(199)).abs() < 1e-12);
    }

    #[test]
    fn lognormal_has_its_median() {
        let bins = bins(&Delay::Lognormal { median: 2.0.into(), sigma: 1.2.into() }, 0.5);
        assert!((bins.within(3) - 0.5).abs() < 1e-12);
    }
}
