//! How many people one member brings in all: the generating function of the true law, with the chances to get an
//! occasion before leaving, to share, to do so again nearer to a reward, and with contacts of any law; and the
//! probabilities that are read out of it.

use super::acceptance::AcceptanceLaw;
use super::behaviour::Behaviour;
use super::dual::{Argument, Complex};
use super::fourier::Fourier;
use super::tally::Tally;
use crate::model::StayClass;

/// The law of the number of acceptances of a segment's new member who joins in the first step.
pub(super) struct Offspring<'a> {
    behaviour: &'a Behaviour<'a>,
    /// Part of the contacts who have not been won yet.
    open: f64,
    /// Steps after which every member is done, by class.
    ends: Vec<u32>,
}

impl<'a> Offspring<'a> {
    /// The law while this part of the contacts has not been won; kernels of the classes end after so many steps.
    pub fn new(behaviour: &'a Behaviour<'a>, open: f64, ends: Vec<u32>) -> Offspring<'a> {
        Offspring { behaviour, open, ends }
    }

    /// The generating function `E[u^N]`.
    pub fn generating<N: Argument>(&self, u: N) -> N {
        let classes = self.behaviour.segment.classes.iter().zip(&self.ends);
        classes.fold(N::real(0.0), |sum, (class, end)| sum + self.of_class(class, *end, u) * class.weight)
    }

    /// Backwards in time: what a waiting member will still bring, by [shared before][progress].
    fn of_class<N: Argument>(&self, class: &StayClass, end: u32, u: N) -> N {
        let behaviour = self.behaviour;
        let sides = 1 + usize::from(behaviour.remembers_sharing());
        let mut ahead = vec![vec![N::real(1.0); behaviour.states()]; sides];
        let mut one_share = None;
        for t in (0..end).rev() {
            let chance = behaviour.acceptance(t) * self.open;
            let share = match one_share.take() {
                Some(share) if is_same(&share, chance) => share,
                _ => OneShare::new(behaviour, behaviour.gain(chance), u),
            };
            let (occasion, leaving) = (behaviour.occasion(t), behaviour.leaving(t, class));
            let back = behaviour.segment.again * (1.0 - leaving);
            // What a share brings, and all after it, is the same whether it is the first.
            let of_state = |progress| share.then(behaviour, progress, back, &ahead[sides - 1]);
            let shared: Vec<N> = (0..behaviour.states()).map(of_state).collect();
            for (side, ahead) in ahead.iter_mut().enumerate() {
                for (progress, (ahead, shared)) in ahead.iter_mut().zip(&shared).enumerate() {
                    let sharing = occasion * behaviour.sharing(t, side == 1, progress);
                    let wait = *ahead * (1.0 - leaving) + N::real(leaving);
                    *ahead = wait * (1.0 - occasion) + *shared * sharing + N::real(occasion - sharing);
                }
            }
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
        Fourier::new(size).transform(&mut values);
        values.iter().map(|value| (value.re / size as f64).max(0.0)).collect()
    }

    /// `P(N = n)` for `n` from 0, as far as it is worth telling: all but a millionth of the `mean` is in it, or the
    /// most that is followed.
    pub fn probabilities(&self, mean: f64) -> Vec<f64> {
        // Where behaviour depends on the count of invitations, the count is followed.
        let counted = self.behaviour.states() > 1;
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
        for (class, end) in self.behaviour.segment.classes.iter().zip(&self.ends) {
            let mut tally = Tally::new(size);
            for t in 0..*end {
                tally.step(self.behaviour, t, self.open, self.behaviour.leaving(t, class));
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

impl<N: Argument> OneShare<N> {
    fn new(behaviour: &Behaviour<'_>, gain: AcceptanceLaw<'_>, u: N) -> OneShare<N> {
        let repeated = behaviour.segment.again > 0.0;
        let split = if repeated && behaviour.states() > 1 {
            gain.folded(behaviour.states(), |d| behaviour.fold(d), u)
        } else {
            Vec::new()
        };
        OneShare { chance: gain.chance, all: gain.generating(u), split }
    }

    /// This share and all that follow, when who shares comes `back` with this chance.
    fn then(&self, behaviour: &Behaviour<'_>, progress: usize, back: f64, ahead: &[N]) -> N {
        if back == 0.0 {
            return self.all;
        }
        let following = if self.split.is_empty() {
            self.all * ahead[progress]
        } else {
            let gained = self.split.iter();
            gained.fold(N::real(0.0), |sum, (d, term)| sum + *term * ahead[behaviour.fold(progress + d)])
        };
        self.all * (1.0 - back) + following * back
    }
}

/// Chances so near each other are the same: answers that come late change little from step to step.
fn is_same<N>(share: &OneShare<N>, chance: f64) -> bool {
    (share.chance - chance).abs() <= 1e-9 * chance
}

#[cfg(test)]
mod tests {
    use super::super::behaviour::Detail;
    use super::super::dual::Dual;
    use super::super::generation::Generation;
    use super::*;
    use crate::ensemble::sample;
    use crate::model::Model;
    use crate::scenario::{Scenario, Valid};

    const REPLICATES: u64 = 20_000;

    /// One member who brings people of a kind that brings nobody: all acceptances are that member's.
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
        let ends = generation.kernels[0].iter().map(|(_, kernel)| kernel.accepted.len() as u32).collect();
        let law = Offspring::new(&generation.behaviours[0], 1.0, ends);
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
        let behaviour = Behaviour::new(&model, 0, Detail::Behaviour);
        let law = Offspring::new(&behaviour, 1.0, vec![20]);
        let (circle, count) = (law.probabilities_below(256), law.counted_below(256));
        assert!(circle.iter().zip(&count).all(|(a, b)| (a - b).abs() < 1e-11));
    }
}
