//! The generation interval: at which age a member brings others, as a law over the ages that a campaign has room for, while
//! the conditions of the start hold still: mean hours, no events, no wear, all offers, the whole market.

use super::behaviour::{Behaviour, Detail};
use super::dual::Complex;
use super::fourier::Fourier;
use super::kernel::RenewalKernel;
use crate::model::{DelayBins, Model, Since};
use crate::scenario::{Scenario, Valid};
use std::ops::Range;

/// The laws of the age at which the members of each segment bring others.
pub(super) struct Intervals(Vec<OfSegment>);

/// Those of one segment; of bonus hunters none.
struct OfSegment {
    anytime: Ages,
    /// By wave of seeds, with the step in which it comes.
    waves: Vec<(usize, Ages)>,
}

/// Whom a member brings by the age at which they join, in steps, summed from the youngest age on.
struct Ages(Vec<f64>);

impl Intervals {
    /// Those of a scenario, at the medians of its uncertain inputs.
    pub fn of(scenario: &Valid) -> Intervals {
        let still = scenario.changed(hold_still).unwrap_or_else(|_| scenario.clone());
        let model = Model::typical(&still);
        let of_segment = |index: usize| {
            let behaviour = Behaviour::new(&model, index, Detail::Behaviour);
            let ages = |since| Ages::of(&behaviour, since);
            let genuine = !behaviour.segment.fake;
            let waves = (0..).zip(&behaviour.segment.seeds).filter(|_| genuine);
            OfSegment {
                anytime: if genuine { ages(Since::Anytime) } else { Ages(Vec::new()) },
                waves: waves.map(|(wave, seeds)| (seeds.step as usize, ages(Since::Wave(wave)))).collect(),
            }
        };
        let mut segments: Vec<OfSegment> = (0..model.segments.len()).map(of_segment).collect();
        normalise(&mut segments);
        Intervals(segments)
    }

    /// Of those whom a member of this segment brings who joined in step `t`, the part who join in these steps.
    pub fn anytime(&self, segment: usize, t: usize, steps: &Range<usize>) -> f64 {
        self.0[segment].anytime.between(t, steps)
    }

    /// The same of a seed, by wave.
    pub fn waves(&self, segment: usize, steps: &Range<usize>) -> impl Iterator<Item = f64> {
        self.0[segment].waves.iter().map(|(t, ages)| ages.between(*t, steps))
    }
}

/// What changes with time is gone.
fn hold_still(scenario: &mut Scenario) {
    (scenario.hours, scenario.weekdays, scenario.novelty) = (None, None, None);
    scenario.events.clear();
    scenario.expect.clear();
    scenario.settle();
}

/// Brings every law to a sum of 1. Members of a segment that brings nobody count at the age at which others would.
fn normalise(segments: &mut [OfSegment]) {
    let longest = segments.iter().map(|segment| segment.anytime.0.len()).max().unwrap_or(0);
    let all = |age: usize| segments.iter().map(|segment| segment.anytime.up_to(age)).sum();
    let together = Ages((1..=longest).map(all).collect());
    for segment in segments {
        let waves = segment.waves.iter_mut().map(|(_, ages)| ages);
        for ages in std::iter::once(&mut segment.anytime).chain(waves) {
            if ages.up_to(usize::MAX) == 0.0 {
                ages.0.clone_from(&together.0);
            }
            let total = ages.up_to(usize::MAX);
            ages.0.iter_mut().filter(|_| total > 0.0).for_each(|sum| *sum /= total);
        }
    }
}

impl Ages {
    /// Of members who are there since then in the step in which they join.
    fn of(behaviour: &Behaviour<'_>, since: Since) -> Ages {
        let classes = behaviour.segment.classes.iter();
        let kernels =
            classes.map(|class| (class.weight_of(since), RenewalKernel::new(behaviour, class, since, 1.0)));
        let mut invited: Vec<f64> = Vec::new();
        for (weight, kernel) in kernels {
            invited.resize(invited.len().max(kernel.invited.len()), 0.0);
            invited.iter_mut().zip(&kernel.invited).for_each(|(sum, invited)| *sum += weight * invited);
        }
        let wave = match since {
            Since::Wave(wave) if behaviour.segment.waves_act_at_once => Some(wave),
            _ => None,
        };
        let steps = behaviour.steps() as usize;
        let mut ages = folded(&invited, &answers(&behaviour.delay_after(wave), steps), steps);
        let mut sum = 0.0;
        for age in &mut ages {
            sum += age.max(0.0);
            *age = sum;
        }
        Ages(ages)
    }

    /// Those below this age.
    fn up_to(&self, age: usize) -> f64 {
        age.min(self.0.len()).checked_sub(1).map_or(0.0, |last| self.0[last])
    }

    /// Those who come in these steps, of who joined in step `t`.
    fn between(&self, t: usize, steps: &Range<usize>) -> f64 {
        self.up_to(steps.end.saturating_sub(t)) - self.up_to(steps.start.saturating_sub(t))
    }
}

/// Chances of the numbers of steps until an answer, as far as they come in time.
fn answers(delay: &DelayBins, steps: usize) -> Vec<f64> {
    let all = delay.within(u32::MAX);
    let bins = (0..steps).take_while(|bin| *bin == 0 || delay.within(*bin as u32 - 1) < all);
    bins.map(|bin| delay.exactly(bin)).collect()
}

/// More products than this are left to a Fourier transform.
const DIRECT: usize = 1 << 20;

/// `Σ_i a_i·b_(n-i)` for `n` below `steps`.
fn folded(a: &[f64], b: &[f64], steps: usize) -> Vec<f64> {
    let length = (a.len() + b.len()).saturating_sub(1).min(steps);
    if a.len() * b.len() <= DIRECT {
        let mut sums = vec![0.0; length];
        for (i, a) in a.iter().enumerate().filter(|(_, a)| **a > 0.0) {
            sums[i.min(length)..].iter_mut().zip(b).for_each(|(sum, b)| *sum += a * b);
        }
        return sums;
    }
    let size = (a.len() + b.len()).next_power_of_two();
    let fourier = Fourier::new(size);
    let spectrum = |row: &[f64]| {
        let mut values = vec![Complex { re: 0.0, im: 0.0 }; size];
        values.iter_mut().zip(row).for_each(|(value, x)| value.re = *x);
        fourier.transform(&mut values);
        values
    };
    let mut product: Vec<Complex> =
        spectrum(a).into_iter().zip(spectrum(b)).map(|(a, b)| (a * b).conjugate()).collect();
    fourier.transform(&mut product);
    product.iter().take(length).map(|value| value.re / size as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Intervals {
        Intervals::of(
            &Scenario::from_yaml(&format!("{{ name: x, contacts: 2, join: 0.1, {text} }}")).unwrap(),
        )
    }

    fn law(intervals: &Intervals, segment: usize) -> Vec<f64> {
        (0..intervals.0[segment].anytime.0.len())
            .map(|age| intervals.anytime(segment, 0, &(age..age + 1)))
            .collect()
    }

    #[test]
    fn in_cycles_all_are_brought_at_once() {
        let intervals = of("days: 4, step: 1d, delay: none, seeds: 3, share: 0.5");
        assert_eq!(law(&intervals, 0), [0.0, 1.0]);
        assert_eq!(intervals.waves(0, &(0..9)).collect::<Vec<_>>(), [1.0]);
    }

    /// Geometric waiting before, whatever the clock says: an occasion comes with chance `1 - e^-1`.
    #[test]
    fn what_changes_with_time_changes_no_age() {
        let still = "days: 40, step: 1d, delay: none, seeds: 3, share: { content: 0.5, after: 1d }";
        let moving = format!(
            "{still}, hours: wechat, novelty: {{ half_life: 3d, floor: 0 }}, \
             events: [{{ at: 1d, for: 2d, share: 3, churn: 2 }}]"
        );
        let (still, moving) = (law(&of(still), 0), law(&of(&moving), 0));
        let waiting = (-1.0f64).exp();
        for age in 1..9 {
            assert!((still[age] - (1.0 - waiting) * waiting.powi(age as i32 - 1)).abs() < 1e-12);
            assert!((still[age] - moving[age]).abs() < 1e-12);
        }
    }

    #[test]
    fn who_brings_nobody_counts_at_the_age_of_the_others() {
        let intervals =
            of("days: 9, step: 1d, segments: { a: { seeds: 1, share: 0.5 }, b: { seeds: 1, share: 0 } }");
        assert_eq!(law(&intervals, 0), law(&intervals, 1));
        assert!((law(&intervals, 0).iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn folding_by_waves_is_folding() {
        let (a, b): (Vec<f64>, Vec<f64>) =
            (0..1_500).map(|i| (1.0 / f64::from(i + 1), (-f64::from(i) / 300.0).exp())).unzip();
        let folded = folded(&a, &b, 2_000);
        for n in [0, 1, 700, 1_999] {
            let direct: f64 = (0..=n).filter(|i| *i < 1_500 && n - i < 1_500).map(|i| a[i] * b[n - i]).sum();
            assert!((folded[n] - direct).abs() < 1e-9, "{n}");
        }
    }
}
