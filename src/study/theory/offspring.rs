//! How many people one member brings in all: the generating function of the true law, with the chances to get an
//! occasion before leaving, to share, to do so again nearer to a reward, and with contacts of any law; and the
//! probabilities that are read out of it.

use super::conduct::Conduct;
use super::number::{Complex, Number};
use super::tally::Tally;
use super::yields::Yield;
use crate::model::StayClass;

/// The law of the number of acceptances of a segment's new member who joins in the first step.
pub(super) struct Offspring<'a> {
    conduct: &'a Conduct<'a>,
    /// Part of the contacts who have not been won yet.
    open: f64,
    /// Steps after which every member is done, by class.
    ends: Vec<u32>,
}

impl<'a> Offspring<'a> {
    /// The law while this part of the contacts has not been won; careers of the classes end after so many steps.
    pub fn new(conduct: &'a Conduct<'a>, open: f64, ends: Vec<u32>) -> Offspring<'a> {
        Offspring { conduct, open, ends }
    }

    /// The generating function `E[u^N]`.
    pub fn generating<N: Number>(&self, u: N) -> N {
        let classes = self.conduct.segment.classes.iter().zip(&self.ends);
        classes.fold(N::real(0.0), |sum, (class, end)| sum + self.of_class(class, *end, u) * class.weight)
    }

    /// Backwards in time: what a waiting member will still bring, by [shared before][progress].
    fn of_class<N: Number>(&self, class: &StayClass, end: u32, u: N) -> N {
        let conduct = self.conduct;
        let sides = 1 + usize::from(conduct.remembers_sharing());
        let mut ahead = vec![vec![N::real(1.0); conduct.states()]; sides];
        let mut one_share = None;
        for t in (0..end).rev() {
            let chance = conduct.acceptance(t) * self.open;
            let share = match one_share.take() {
                Some(share) if is_same(&share, chance) => share,
                _ => OneShare::new(conduct, conduct.gain(chance), u),
            };
            let (occasion, leaving) = (conduct.occasion(t), conduct.leaving(t, class));
            let back = conduct.segment.again * (1.0 - leaving);
            let mut now = Vec::with_capacity(sides);
            for side in 0..sides {
                let of_state = |progress: usize| {
                    let sharing = occasion * conduct.sharing(t, side == 1, progress);
                    let wait = ahead[side][progress] * (1.0 - leaving) + N::real(leaving);
                    let shared = share.then(conduct, progress, back, &ahead[sides - 1]);
                    wait * (1.0 - occasion) + shared * sharing + N::real(occasion - sharing)
                };
                now.push((0..conduct.states()).map(of_state).collect());
            }
            ahead = now;
            one_share = Some(share);
        }
        ahead[0][0]
    }

    /// `P(N = n)` for `n` below `size`, by the values on the unit circle (discrete Fourier transform); what is beyond
    /// is folded over.
    fn probabilities_below(&self, size: usize) -> Vec<f64> {
        let angle = |k: usize| 2.0 * std::f64::consts::PI * k as f64 / size as f64;
        let half: Vec<Complex> =
            (0..=size / 2).map(|k| self.generating(Complex::on_circle(angle(k)))).collect();
        let value = |k: usize| if k <= size / 2 { half[k] } else { half[size - k].conjugate() };
        let mut values: Vec<Complex> = (0..size).map(value).collect();
        transform(&mut values);
        values.iter().map(|value| (value.re / size as f64).max(0.0)).collect()
    }

    /// `P(N = n)` for `n` from 0, as far as it is worth telling: all but a millionth of the `mean` is in it, or the
    /// most that is followed.
    pub fn probabilities(&self, mean: f64) -> Vec<f64> {
        // Where what somebody does depends on his count, the count is what there is to follow.
        let counted = self.conduct.states() > 1;
        let mut size = 64;
        loop {
            let law = if counted { self.counted_below(size) } else { self.probabilities_below(size) };
            let told: f64 = law.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
            if size >= LONGEST || (told - mean).abs() <= 1e-6 * mean {
                return law;
            }
            size *= 4;
        }
    }

    /// The same by following members who wait, by their count, until all are done; what is beyond stays at the end.
    fn counted_below(&self, size: usize) -> Vec<f64> {
        let mut law = vec![0.0; size];
        for (class, end) in self.conduct.segment.classes.iter().zip(&self.ends) {
            let mut tally = Tally::new(size);
            for t in 0..*end {
                tally.step(self.conduct, t, self.open, self.conduct.leaving(t, class));
            }
            let of_class = tally.end();
            law.iter_mut().zip(of_class).for_each(|(sum, p)| *sum += class.weight * p);
        }
        law
    }
}

/// Nobody's invitations are followed beyond this number.
const LONGEST: usize = 4_096;

/// What one share brings, seen from the state of who shares.
struct OneShare<N> {
    chance: f64,
    /// The generating function.
    all: N,
    /// The same, split by the progress that it makes; empty where nobody shares again.
    split: Vec<(usize, N)>,
}

impl<N: Number> OneShare<N> {
    fn new(conduct: &Conduct<'_>, gain: Yield<'_>, u: N) -> OneShare<N> {
        let repeated = conduct.segment.again > 0.0;
        let split = if repeated && conduct.states() > 1 {
            gain.folded(conduct.states(), |d| conduct.fold(d), u)
        } else {
            Vec::new()
        };
        OneShare { chance: gain.chance, all: gain.generating(u), split }
    }

    /// This share and all that follow, when who shares comes `back` with this chance.
    fn then(&self, conduct: &Conduct<'_>, progress: usize, back: f64, ahead: &[N]) -> N {
        if back == 0.0 {
            return self.all;
        }
        let following = if self.split.is_empty() {
            self.all * ahead[progress]
        } else {
            let gained = self.split.iter();
            gained.fold(N::real(0.0), |sum, (d, term)| sum + *term * ahead[conduct.fold(progress + d)])
        };
        self.all * (1.0 - back) + following * back
    }
}

/// Chances so near each other are the same: answers that come late change little from step to step.
fn is_same<N>(share: &OneShare<N>, chance: f64) -> bool {
    (share.chance - chance).abs() <= 1e-9 * chance
}

/// The discrete Fourier transform `Σ_k x_k·e^(-2πi·nk/N)` in place, for powers of two.
fn transform(values: &mut [Complex]) {
    let size = values.len();
    if size < 2 {
        return;
    }
    let (mut even, mut odd): (Vec<Complex>, Vec<Complex>) =
        (values.iter().step_by(2).copied().collect(), values.iter().skip(1).step_by(2).copied().collect());
    transform(&mut even);
    transform(&mut odd);
    for n in 0..size / 2 {
        let turned = odd[n] * Complex::on_circle(-2.0 * std::f64::consts::PI * n as f64 / size as f64);
        values[n] = even[n] + turned;
        values[n + size / 2] = even[n] + turned * -1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::super::conduct::Detail;
    use super::super::generation::Generation;
    use super::super::number::Dual;
    use super::*;
    use crate::ensemble::sample;
    use crate::model::Model;
    use crate::scenario::{Scenario, Valid};

    const REPLICATES: u64 = 20_000;

    /// One member who brings people of a kind that brings nobody: what he brings is what is accepted.
    fn lone(share: &str, rest: &str) -> Valid {
        let text = format!(
            "{{ name: x, days: 20, {rest} segments: {{ \
               one: {{ seeds: 1, share: {share}, recruits: {{ one: 0, other: 1 }} }}, \
               other: {{ seeds: 0, share: 0 }} }} }}"
        );
        Scenario::from_yaml(&text).unwrap()
    }

    fn check(scenario: &Valid) {
        let model = Model::typical(scenario);
        let generation = Generation::new(&model);
        let ends = generation.careers[0].iter().map(|(_, career)| career.accepted.len() as u32).collect();
        let law = Offspring::new(&generation.conducts[0], 1.0, ends);
        let mean: f64 = generation.matrix[0].iter().sum();
        let at_one = law.generating(Dual::argument(1.0));
        assert!(
            (at_one.value - 1.0).abs() < 1e-9 && (at_one.slope / mean - 1.0).abs() < 1e-6,
            "{at_one:?} {mean}"
        );
        let told = law.probabilities(mean);
        assert!((told[0] - law.generating(Dual::argument(0.0)).value).abs() < 1e-9);
        let sample = sample(scenario, 5, REPLICATES);
        let seen = sample.column(&crate::metrics::Metric::Accepted).unwrap();
        for (n, p) in told.iter().take(8).enumerate() {
            let count = seen.iter().filter(|accepted| **accepted == n as f64).count();
            let (share, error) =
                (count as f64 / REPLICATES as f64, (p * (1.0 - p) / REPLICATES as f64).sqrt());
            assert!((share - p).abs() < 4.0 * error + 1e-9, "{n}: {share} {p} ± {error}");
        }
    }

    #[test]
    fn repeated_shares_of_a_mixture_with_two_stay_classes() {
        check(&lone(
            "{ content: 0.6, after: 2d, again: 0.7 }",
            "contacts: { mixture: [{ weight: 0.8, mean: 6, k: 0.5 }, { weight: 0.2, fixed: 20 }] }, \
             funnel: { see: 0.5, join: 0.4 }, delay: { exponential: 4d }, retention: { 1d: 0.7, 7d: 0.4, 30d: 0.3 },",
        ));
    }

    #[test]
    fn a_goal_that_pulls_and_a_first_share_that_pays() {
        check(&lone(
            "{ content: 0.1, reward: { max: 0.9, half: 10 }, after: 1d, again: 0.9 }",
            "contacts: { mean: 10, k: 0.4 }, join: 0.1, churn: 0.05, patience: 0.5, novelty: { half_life: 5d }, \
             incentive: [{ to: inviter, when: { invites: 3 }, value: 40, cost: 1 }, \
                         { to: inviter, when: { every: 4 }, value: 20, cost: 1 }, \
                         { to: inviter, when: share, value: 10, cost: 1 }],",
        ));
    }

    /// Read in two ways: off the circle, and by counting.
    #[test]
    fn circle_and_count_agree() {
        let scenario =
            lone("{ content: 0.6, after: 2d, again: 0.7 }", "contacts: { mean: 6, k: 0.5 }, join: 0.2,");
        let model = Model::typical(&scenario);
        let conduct = Conduct::new(&model, 0, Detail::Behaviour);
        let law = Offspring::new(&conduct, 1.0, vec![20]);
        let (circle, count) = (law.probabilities_below(256), law.counted_below(256));
        assert!(circle.iter().zip(&count).all(|(a, b)| (a - b).abs() < 1e-11));
    }
}
