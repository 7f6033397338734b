//! How many people one member brings in all: the generating function of the true law, with the chances to get an
//! occasion before leaving, to share, to do so again nearer to a reward, and with contacts of any law; and the
//! probabilities that are read out of it.

use super::acceptance::thinned;
use super::behaviour::Behaviour;
use super::dual::{Argument, Complex};
use super::fourier::Fourier;
use super::tally::Tally;
use crate::model::{Since, StayClass, Stint};
use crate::rng::Chance;

/// The law of the number of people whom a member of a segment brings who is there from the first moment on.
pub(super) struct Offspring<'a> {
    behaviour: &'a Behaviour<'a>,
    /// Part of the contacts who have not been won yet.
    open: f64,
    /// Part of the acceptances that are of the member's own kind: of genuine people, or of hunters.
    own: f64,
    /// Steps after which every member is done, by class.
    ends: Vec<u32>,
}

impl<'a> Offspring<'a> {
    /// The law while this part of the contacts has not been won; kernels of the classes end after so many steps.
    pub fn new(behaviour: &'a Behaviour<'a>, open: f64, own: f64, ends: Vec<u32>) -> Offspring<'a> {
        Offspring { behaviour, open, own, ends }
    }

    /// The generating function `E[u^N]` of those who join before the end.
    pub fn generating<N: Argument>(&self, u: N) -> N {
        self.counting(|way, t| self.behaviour.in_time(way, t), u)
    }

    /// The generating function of the acceptances that count, each of those by a way in step `t` with chance `counts(way, t)`.
    fn counting<N: Argument>(&self, counts: impl Fn(usize, u32) -> f64, u: N) -> N {
        let classes = self.behaviour.segment.classes.iter().zip(&self.ends);
        let of_class =
            |(class, end): (&StayClass, &u32)| self.of_class(class, *end, &counts, u) * class.weight;
        classes.map(of_class).fold(N::real(0.0), |sum, value| sum + value)
    }

    /// Backwards in time: what a waiting member will still bring, by [shared before][progress].
    fn of_class<N: Argument>(
        &self,
        class: &StayClass,
        end: u32,
        counts: impl Fn(usize, u32) -> f64,
        u: N,
    ) -> N {
        let behaviour = self.behaviour;
        let sides = 1 + usize::from(behaviour.remembers_sharing());
        let done = vec![N::real(1.0); sides * behaviour.states()];
        let mut ahead = done.clone();
        let mut one_share = None;
        for t in (0..end).rev() {
            let chances = behaviour.accepting(t, self.open);
            let counted: Vec<f64> = (0..chances.len()).map(|way| counts(way, t)).collect();
            let share = match one_share.take() {
                Some(share) if is_same(&share, &chances, &counted) => share,
                _ => OneShare::new(behaviour, chances, counted, u),
            };
            let stint = class.stint(t, Since::Before, false);
            let leaving = stint.leaving.p();
            let stays = Side { behaviour, stint, leaves: false, part: 1.0 - leaving };
            let mut now = stays.backwards(t, &share, &ahead);
            if leaving > 0.0 {
                let gone = Side { leaves: true, part: leaving, ..stays }.backwards(t, &share, &done);
                now.iter_mut()
                    .zip(gone)
                    .for_each(|(now, gone)| *now = *now * (1.0 - leaving) + gone * leaving);
            }
            ahead = now;
            one_share = Some(share);
        }
        ahead[0]
    }

    /// `P(N = n)` for `n` below `size`, by the values on the unit circle (discrete Fourier transform); what is beyond
    /// is folded over.
    fn probabilities_below(&self, size: usize) -> Vec<f64> {
        let angle = |k: usize| 2.0 * std::f64::consts::PI * k as f64 / size as f64;
        let half: Vec<Complex> =
            (0..=size / 2).map(|k| self.counting(|_, _| self.own, Complex::on_circle(angle(k)))).collect();
        let value = |k: usize| if k <= size / 2 { half[k] } else { half[size - k].conjugate() };
        let mut values: Vec<Complex> = (0..size).map(value).collect();
        Fourier::new(size).transform(&mut values);
        values.iter().map(|value| (value.re / size as f64).max(0.0)).collect()
    }

    /// `P(N = n)` for `n` from 0, of all of the member's kind who accept, whenever they join, as far as it is worth
    /// telling: all but a millionth of the `mean` is in it, or the most that is followed.
    pub fn probabilities(&self, mean: f64) -> Vec<f64> {
        // Where behaviour depends on the count of invitations, the count is followed.
        let counted = self.behaviour.states() > 1;
        let mut size = 64;
        loop {
            let law = if counted { self.counted_below(size) } else { self.probabilities_below(size) };
            let told: f64 = law.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
            if size >= LONGEST || (told - mean).abs() <= 1e-6 * mean {
                // Rounding makes nothing more than certain.
                return law.into_iter().map(|chance| chance.min(1.0)).collect();
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
                tally.step(self.behaviour, class.stint(t, Since::Before, false), t, self.open);
            }
            let of_class = tally.end();
            law.iter_mut().zip(of_class).for_each(|(sum, p)| *sum += class.weight * p);
        }
        if self.own < 1.0 { thinned(&law, self.own) } else { law }
    }
}

/// Nobody's invitations are followed beyond this number.
const LONGEST: usize = 4_096;

/// Waiting members who leave in a step, or do not.
#[derive(Clone, Copy)]
struct Side<'a> {
    behaviour: &'a Behaviour<'a>,
    stint: &'a Stint,
    leaves: bool,
    /// Which part of the members they are.
    part: f64,
}

/// What is less likely is not followed.
const RARE: f64 = 1e-13;

impl Side<'_> {
    /// What they still bring from step `t` on, by [shared before][progress]; `ahead` of it where they have no occasion.
    fn backwards<N: Argument>(&self, t: u32, share: &OneShare<N>, ahead: &[N]) -> Vec<N> {
        let (behaviour, states) = (self.behaviour, self.behaviour.states());
        let (mut pending, mut shared) = (ahead.to_vec(), vec![N::real(1.0); states]);
        for had in (0..self.occasions(t)).rev() {
            let more = self.stint.more(self.leaves, had).map_or(0.0, Chance::p);
            // What a share brings, and all after it, is the same whether it is the first.
            let after = &pending[ahead.len() - states..];
            for (progress, shared) in shared.iter_mut().enumerate() {
                *shared = share.then(behaviour, progress, after);
            }
            for (state, (pending, ahead)) in pending.iter_mut().zip(ahead).enumerate() {
                let sharing = behaviour.sharing(t, state >= states, state % states);
                let called = shared[state % states] * sharing + N::real(1.0 - sharing);
                *pending = *ahead * (1.0 - more) + called * more;
            }
        }
        pending
    }

    /// Occasions in step `t` beyond which nobody gets who is worth following.
    fn occasions(&self, t: u32) -> usize {
        let coming_back = self.behaviour.segment.again * self.behaviour.sharing_at_most(t);
        let (mut had, mut reached) = (0, self.part);
        while let Some(more) = self.stint.more(self.leaves, had).filter(|_| reached > RARE) {
            had += 1;
            reached *= more.p() * coming_back;
        }
        had
    }
}

/// What one share brings, seen from the state of who shares.
struct OneShare<N> {
    /// Chances of a contact to accept, and of who accepts to count, by way.
    chances: Vec<f64>,
    counted: Vec<f64>,
    /// The generating function.
    all: N,
    /// The same, split by the progress that it makes; empty where nobody shares again.
    split: Vec<N>,
    /// The same for so much progress or more.
    at_least: Vec<N>,
}

impl<N: Argument> OneShare<N> {
    /// Of contacts who accept, and count, with these chances.
    fn new(behaviour: &Behaviour<'_>, chances: Vec<f64>, counted: Vec<f64>, u: N) -> OneShare<N> {
        let gain = behaviour.gain(&chances);
        let u = |way: usize| (u + N::real(-1.0)) * counted[way] + N::real(1.0);
        let repeated = behaviour.segment.again > 0.0;
        let mut split = Vec::new();
        if repeated && behaviour.states() > 1 {
            split.resize(behaviour.states(), N::real(0.0));
            let folded = gain.folded(behaviour.states(), |d| behaviour.fold(d), u);
            folded.into_iter().for_each(|(gained, term)| split[gained] = split[gained] + term);
        }
        let mut at_least = split.clone();
        for state in (1..split.len()).rev() {
            at_least[state - 1] = at_least[state - 1] + at_least[state];
        }
        let all = gain.generating(u);
        OneShare { chances, counted, all, split, at_least }
    }

    /// This share and all that follow.
    fn then(&self, behaviour: &Behaviour<'_>, progress: usize, ahead: &[N]) -> N {
        let again = behaviour.segment.again;
        if again == 0.0 {
            return self.all;
        }
        let following = if self.split.is_empty() {
            self.all * ahead[progress]
        } else if behaviour.keeps_the_last_state() {
            let last = ahead.len() - 1;
            let nearer = self.split.iter().zip(&ahead[progress..last]);
            nearer
                .fold(self.at_least[last - progress] * ahead[last], |sum, (term, ahead)| sum + *term * *ahead)
        } else {
            let gained = self.split.iter().enumerate();
            gained.fold(N::real(0.0), |sum, (d, term)| sum + *term * ahead[behaviour.fold(progress + d)])
        };
        self.all * (1.0 - again) + following * again
    }
}

/// Chances so near each other are the same: answers that come late change little from step to step.
fn is_same<N>(share: &OneShare<N>, chances: &[f64], counted: &[f64]) -> bool {
    let near = |(one, other): (&f64, &f64)| (one - other).abs() <= 1e-9 * other;
    share.chances.iter().zip(chances).all(near) && share.counted.iter().zip(counted).all(near)
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
        let ends = generation.kernels[0].iter().map(|(_, kernel)| kernel.invited.len() as u32).collect();
        let law = Offspring::new(&generation.behaviours[0], 1.0, 1.0, ends);
        let mean: f64 = generation.matrix[0].iter().sum();
        let at_one = law.generating(Dual::argument(1.0));
        assert!(
            (at_one.value - 1.0).abs() < 1e-9 && (at_one.slope / mean - 1.0).abs() < 1e-6,
            "{at_one:?} {mean}"
        );
        let accepted: f64 =
            generation.kernels[0].iter().map(|(w, kernel)| w * kernel.invited.iter().sum::<f64>()).sum();
        let told = law.probabilities(accepted);
        let at_nought = law.counting(|_, _| 1.0, Dual::argument(0.0)).value;
        assert!((told[0] - at_nought).abs() < 1e-9, "{} {at_nought}", told[0]);
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
        for own in [1.0, 0.7] {
            let law = Offspring::new(&behaviour, 1.0, own, vec![20]);
            let (circle, count) = (law.probabilities_below(256), law.counted_below(256));
            assert!(circle.iter().zip(&count).all(|(a, b)| (a - b).abs() < 1e-11), "{own}");
        }
    }
}
