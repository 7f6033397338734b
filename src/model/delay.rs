//! Response delays as chances per step.

use super::part::Drawn;
use super::times::Law;
use crate::scenario::{Delay, Quantity};

/// The law of the number of steps between an invitation and the joining: of an answer that takes `D` and was asked for at
/// the moment `u` (0 to 1) of a step these are `⌊u + D/step⌋`, in the step of the invitation none.
#[derive(Clone, Debug)]
pub struct DelayBins {
    /// `cumulative[k]`: chance that they are at most `k`; within the horizon.
    cumulative: Vec<f64>,
}

/// A delay of exactly so many steps is over as the last of them ends, whatever rounding makes of it.
const GRAIN: f64 = 4e-12;

/// So often the time of an answer is halved whose law has no inverse.
const HALVINGS: u32 = 26;

/// When in a step an answer is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Asked {
    /// At any moment.
    Anytime,
    /// At this moment (0 to 1).
    At(f64),
    /// Time goes in cycles: who accepts in one joins in the next.
    InCycles,
}

impl DelayBins {
    /// The chances of answers that count on a grid of steps of `step_days`; a campaign has `steps` of them.
    pub(super) fn compile(answer: &Answer, step_days: f64, steps: u32, asked: Asked) -> DelayBins {
        let mut cumulative = Vec::new();
        let mut before = 0.0;
        for bin in 0..steps.max(1) {
            let end = f64::from(bin + 1) * step_days;
            let below = match asked {
                Asked::Anytime => {
                    let until = answer.mean_below(end);
                    let mean = (until - before) / step_days;
                    before = until;
                    mean
                }
                Asked::At(moment) => answer.below(end - moment * step_days),
                Asked::InCycles => f64::from(u8::from(bin > 0)),
            };
            // Rising, whatever rounding makes of the last digits.
            cumulative.push(below.max(cumulative.last().copied().unwrap_or(0.0)).min(1.0));
            if below >= 1.0 - 1e-15 {
                break;
            }
        }
        DelayBins { cumulative }
    }

    /// The law of an answer that has each of these laws with the chance that is its weight; the weights sum to 1.
    #[must_use]
    pub fn mixed(laws: &[(f64, &DelayBins)]) -> DelayBins {
        if let [(_, only)] = laws {
            return (*only).clone();
        }
        let bins = laws.iter().map(|(_, law)| law.cumulative.len()).max().unwrap_or(1);
        let below =
            |bin: u32| laws.iter().map(|(weight, law)| weight * law.within(bin)).sum::<f64>().min(1.0);
        DelayBins { cumulative: (0..bins as u32).map(below).collect() }
    }

    /// Chance that at most `bins` steps lie between.
    #[must_use]
    pub fn within(&self, bins: u32) -> f64 {
        let last = self.cumulative.len() - 1;
        self.cumulative[(bins as usize).min(last)]
    }

    /// Chance that exactly `bin` steps lie between.
    #[must_use]
    pub fn exactly(&self, bin: usize) -> f64 {
        match bin {
            0 => self.cumulative[0],
            _ if bin >= self.cumulative.len() => 0.0,
            _ => self.cumulative[bin] - self.cumulative[bin - 1],
        }
    }

    /// The number of steps at which the cumulative chance passes `u`; beyond the horizon one that is.
    #[must_use]
    pub fn bin_of(&self, u: f64) -> usize {
        // Answers are mostly quick: look at the first bins before searching.
        for (bin, &below) in self.cumulative.iter().take(4).enumerate() {
            if u < below {
                return bin;
            }
        }
        self.cumulative.partition_point(|&below| below <= u)
    }

    /// The only number of steps there is.
    #[must_use]
    pub fn only(&self) -> Option<u32> {
        let last = self.cumulative.len() - 1;
        let certain = self.cumulative[last] >= 1.0 && (last == 0 || self.cumulative[last - 1] == 0.0);
        certain.then_some(last as u32)
    }
}

/// How long answers take, with the numbers drawn and times in days; of those that come too late nothing is heard.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    law: Law,
    /// For how long an invitation is good.
    within: f64,
    /// Chance that an answer comes by then.
    pub in_time: f64,
}

impl Answer {
    /// How long invitees take whose invitations may be good for so long.
    pub fn of(delay: &Delay, within: Option<&Quantity>, drawn: &Drawn<'_>) -> Answer {
        let law = Law::of(delay, drawn);
        match within.map(|within| drawn.of(within)) {
            Some(within) => Answer { in_time: law.by(within), law, within },
            None => Answer { law, within: f64::INFINITY, in_time: 1.0 },
        }
    }

    /// Chance of an answer below `days`, of those in time; where none is, of all.
    fn below(&self, days: f64) -> f64 {
        if days > self.within { 1.0 } else { self.law.below(days) / self.part() }
    }

    /// `∫ below` from 0 to `days`.
    fn mean_below(&self, days: f64) -> f64 {
        let until = days.min(self.within);
        self.law.mean_below(until) / self.part() + (days - until)
    }

    /// When an answer comes that is asked for at this moment of a step, in steps from the beginning of that step, where about so many
    /// lie between: as many of the answers come by then as the level says.
    pub fn time(&self, moment: f64, step_days: f64, level: f64, about: usize) -> f64 {
        let above = 1.0 - level * self.part();
        let days = match self.law {
            Law::Fixed(days) => days * (1.0 + GRAIN),
            Law::Exponential(mean) => -mean * libm::log(above),
            Law::Weibull { scale, shape } => scale * libm::pow(-libm::log(above), 1.0 / shape),
            Law::Lognormal { .. } | Law::OneOf(_) => {
                let about = about as f64;
                let (mut before, mut by) = ((about - 1.0).max(0.0) * step_days, (about + 2.0) * step_days);
                for _ in 0..HALVINGS {
                    let middle = f64::midpoint(before, by);
                    if self.below(middle) > level { by = middle } else { before = middle }
                }
                by
            }
        };
        moment + days / step_days
    }

    fn part(&self) -> f64 {
        if self.in_time > 0.0 { self.in_time } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::part::Part;
    use super::*;

    fn asked(delay: &Delay, step_days: f64, asked: Asked) -> DelayBins {
        DelayBins::compile(&answer(delay, None), step_days, 400, asked)
    }

    fn answer(delay: &Delay, within: Option<f64>) -> Answer {
        let within = within.map(Quantity::Known);
        Part::new(None, &[], |drawn| Answer::of(delay, within.as_ref(), drawn)).value
    }

    fn within(delay: &Delay, days: f64) -> Answer {
        answer(delay, Some(days))
    }

    /// Answers that come too late are cut off, and the others are as likely against each other as they were.
    #[test]
    fn who_would_answer_too_late_is_cut_off() {
        for delay in laws() {
            let (all, cut) = (asked(&delay, 0.25, Asked::At(0.0)), within(&delay, 1.5));
            assert!((cut.in_time - all.within(5)).abs() < 1e-10, "{delay:?}");
            let cut_bins = DelayBins::compile(&cut, 0.25, 400, Asked::At(0.0));
            for bin in 0..8 {
                let known = all.within(bin.min(5)) / cut.in_time;
                assert!((cut_bins.within(bin) - known).abs() < 1e-10, "{delay:?} {bin}");
            }
            // On average an answer lies in the middle of the bins of all moments.
            let mean = |bins: &DelayBins| (0..400).map(|bin| bin as f64 * bins.exactly(bin)).sum::<f64>();
            let fine = DelayBins::compile(&cut, 0.005, 400, Asked::Anytime);
            let coarse = DelayBins::compile(&cut, 0.25, 400, Asked::Anytime);
            assert!((mean(&coarse) * 0.25 - mean(&fine) * 0.005).abs() < 1e-9, "{delay:?}");
        }
    }

    #[test]
    fn an_answer_just_in_time_is_in_time() {
        assert_eq!(within(&Delay::Fixed(3.0.into()), 3.0).in_time, 1.0);
        assert_eq!(within(&Delay::Fixed(3.0.into()), 2.9).in_time, 0.0);
        let exponential = within(&Delay::Exponential(30.0.into()), 30.0).in_time;
        assert!((exponential - 0.632_120_558_8).abs() < 1e-9, "{exponential}");
        let lognormal = within(&Delay::Lognormal { median: 1.0.into(), sigma: 1.0.into() }, 3.0);
        assert!((lognormal.in_time - 0.864_03).abs() < 1e-5, "{}", lognormal.in_time);
    }

    fn laws() -> [Delay; 6] {
        [
            Delay::Lognormal { median: 30.0.into(), sigma: 3.0.into() },
            Delay::Assumed,
            Delay::Fixed(0.3.into()),
            Delay::Lognormal { median: 0.4.into(), sigma: 1.2.into() },
            Delay::Weibull { scale: 0.5.into(), shape: 0.7.into() },
            Delay::Weibull { scale: 0.6.into(), shape: 9.0.into() },
        ]
    }

    /// The chances for a moment that may be any are the mean of those for the moments.
    #[test]
    fn any_moment_is_the_mean_of_all_moments() {
        for delay in laws() {
            for step_days in [1.0, 0.25] {
                let any = asked(&delay, step_days, Asked::Anytime);
                const MOMENTS: usize = 4_000;
                let moments: Vec<DelayBins> = (0..MOMENTS)
                    .map(|m| asked(&delay, step_days, Asked::At((m as f64 + 0.5) / MOMENTS as f64)))
                    .collect();
                for bin in 0..6 {
                    let mean = moments.iter().map(|bins| bins.within(bin)).sum::<f64>() / MOMENTS as f64;
                    assert!(
                        (any.within(bin) - mean).abs() < 3e-4,
                        "{delay:?} {bin}: {} {mean}",
                        any.within(bin)
                    );
                }
            }
        }
    }

    /// `E⌊U + D/step⌋` is the mean of the delay in steps, whatever the step.
    #[test]
    fn the_mean_time_does_not_depend_on_the_step() {
        for (delay, mean) in [(Delay::Exponential(0.5.into()), 0.5), (Delay::Fixed(0.3.into()), 0.3)] {
            for step_days in [1.0, 0.5, 0.125] {
                let bins = asked(&delay, step_days, Asked::Anytime);
                let steps: f64 = (0..400).map(|bin| bin as f64 * bins.exactly(bin)).sum();
                assert!((steps * step_days - mean).abs() < 1e-9, "{delay:?} {step_days}");
            }
        }
    }

    #[test]
    fn a_known_moment_and_a_known_delay_leave_nothing_to_chance() {
        let quarter = 1.0 / 96.0;
        let bins = asked(&Delay::Fixed((3.0 * quarter).into()), quarter, Asked::At(0.0));
        assert_eq!(bins.only(), Some(3));
        assert_eq!(asked(&Delay::None, 1.0, Asked::InCycles).only(), Some(1));
        assert_eq!(asked(&Delay::Assumed, 1.0, Asked::Anytime).only(), None);
    }

    /// An answer that is asked for at a known moment falls on the steps by the law of that moment.
    #[test]
    fn a_known_moment_has_its_own_law() {
        const LEVELS: usize = 20_000;
        for delay in laws() {
            let answer = answer(&delay, None);
            let any = DelayBins::compile(&answer, 0.25, 400, Asked::Anytime);
            for moment in [0.0, 0.3, 0.9] {
                let known = asked(&delay, 0.25, Asked::At(moment));
                let level = |place: usize| (place as f64 + 0.5) / LEVELS as f64;
                let times: Vec<f64> = (0..LEVELS)
                    .map(|place| answer.time(moment, 0.25, level(place), any.bin_of(level(place))))
                    .collect();
                assert!(times.iter().all(|time| *time >= moment));
                for bin in 0..6 {
                    let within = times.iter().filter(|time| **time < bin as f64 + 1.0).count() as f64;
                    let expected = known.within(bin);
                    assert!((within / LEVELS as f64 - expected).abs() < 1e-4, "{delay:?} {moment} {bin}");
                }
            }
        }
    }

    #[test]
    fn bins_are_found_by_their_chances() {
        for delay in laws() {
            let bins = asked(&delay, 0.25, Asked::Anytime);
            for bin in [0, 1, 2, 5].into_iter().filter(|bin| bins.exactly(*bin) > 1e-9) {
                let inside = bins.within(bin as u32) - 1e-12;
                assert_eq!(bins.bin_of(inside), bin, "{delay:?}");
            }
        }
    }
}
