//! What a member may do within one step: the competition of occasions to share and leaving, for the part of the step in
//! which the member is there.
//!
//! In continuous time a waiting member meets occasions at a rate λ and leaves at a rate h (both per step here). Members
//! who are there for a part `v` of the step leave in it with chance `1 - e^(-h·v)`, whatever they do meanwhile; so
//! leaving is drawn first, and those who leave and those who stay have occasions of their own: with ρ = λ/(λ+h) and a
//! Poisson number N of mean (λ+h)·v,
//!
//! * at least m occasions and staying: `ρ^m · R(m)`, `R(m) = P(N = m) + ρ·R(m+1)`;
//! * at least m occasions and leaving: `ρ^m · L(m)`, `L(m) = L(m+1) + (1-ρ)·R(m+1)`.
//!
//! Of whom it is not known when in the step they came (invitees, organic joiners) `v` is uniform: `P(N = m)` becomes
//! `P(N > m)/(λ+h)`, and nothing else changes. The number of occasions before leaving is geometric whatever the steps, so
//! that K is exact at every step.

use crate::rng::Chance;

/// For which part of a step somebody is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Span {
    /// From a moment (0 to 1) to the end.
    From(f64),
    /// From a moment that may be any.
    FromAnywhere,
}

/// The chances of who is there for some part of a step.
#[derive(Clone, Debug)]
pub struct Stint {
    /// Chance to leave within the step.
    pub leaving: Chance,
    /// Chance of another occasion within the step, by the number so far: of those who stay, and of those who leave.
    more: [Vec<Chance>; 2],
    /// Occasions of who waits all the step, and leavings of who is there, on average, as if nothing else happened. There are
    /// infinitely many occasions where one is certain.
    rates: [f64; 2],
}

/// More occasions in a step, on average, are not told apart: of those who meet so many hardly anybody leaves in between.
const MOST_OCCASIONS: f64 = 150.0;

/// What is rarer is left out.
const RARE: f64 = 1e-16;

impl Stint {
    /// Occasions and leaving at these rates per step.
    pub(super) fn of_rates(occasions: f64, leaving: f64, part: Span) -> Stint {
        let occasions = occasions.min(MOST_OCCASIONS);
        let all = occasions + leaving;
        let rates = [occasions, leaving];
        if all <= 0.0 {
            return Stint::of(0.0, [Vec::new(), Vec::new()], rates);
        }
        let terms = match part {
            Span::From(moment) => poisson_terms(all * (1.0 - moment)),
            Span::FromAnywhere => tails(&poisson_terms(all)),
        };
        let share = occasions / all;
        let (mut stay, mut leave) = (vec![0.0; terms.len() + 1], vec![0.0; terms.len() + 1]);
        for (m, term) in terms.iter().enumerate().rev() {
            stay[m] = term + share * stay[m + 1];
            leave[m] = leave[m + 1] + (1.0 - share) * stay[m + 1];
        }
        // Those from the first moment on are there from the beginning; the rounding of the terms falls away.
        let leaving = match part {
            Span::From(moment) => -libm::expm1(-leaving * (1.0 - moment)),
            Span::FromAnywhere if leaving > 0.0 => 1.0 + libm::expm1(-leaving) / leaving,
            Span::FromAnywhere => 0.0,
        };
        Stint::of(leaving, [stay, leave].map(|side| continued(&side, share)), rates)
    }

    /// One occasion, at the moment of coming; leaving at this rate per step afterwards.
    pub(super) fn at_once(leaving: f64, part: Span) -> Stint {
        let gone = Stint::of_rates(0.0, leaving, part).leaving;
        let once = vec![Chance::new(1.0)];
        Stint { leaving: gone, more: [once.clone(), once], rates: [f64::INFINITY, leaving] }
    }

    /// One occasion with this chance, and leaving with that, independently.
    pub(super) fn of_chances(occasion: f64, leaving: f64) -> Stint {
        let rates = [occasion, leaving].map(|chance| -libm::log1p(-chance));
        Stint::of(leaving, [vec![occasion], vec![occasion]], rates)
    }

    fn of(leaving: f64, more: [Vec<f64>; 2], rates: [f64; 2]) -> Stint {
        let chances = |side: Vec<f64>| side.into_iter().map(Chance::new).collect();
        Stint { leaving: Chance::new(leaving), more: more.map(chances), rates }
    }

    /// The rate at which occasions come to who waits, per step.
    #[must_use]
    pub fn rate_of_occasions(&self) -> f64 {
        self.rates[0]
    }

    /// The rate at which members leave, per step.
    #[must_use]
    pub fn rate_of_leaving(&self) -> f64 {
        self.rates[1]
    }

    /// Chance of another occasion within the step after `had`, of one who leaves in it or does not; `None` where there
    /// is none.
    #[inline]
    #[must_use]
    pub fn more(&self, leaves: bool, had: usize) -> Option<&Chance> {
        self.more[usize::from(leaves)].get(had)
    }

    /// The most occasions that anybody has in such a step.
    #[must_use]
    pub fn most(&self) -> usize {
        self.more[0].len().max(self.more[1].len())
    }
}

/// `P(N = m)` for m from 0 as far as it is worth telling.
fn poisson_terms(mean: f64) -> Vec<f64> {
    let mut terms = Vec::new();
    let (mut log_term, mut m) = (-mean, 0.0);
    // Beyond the mean the terms fall ever faster.
    while m <= mean || log_term > -80.0 {
        terms.push(libm::exp(log_term));
        m += 1.0;
        log_term += libm::log(mean / m);
    }
    terms
}

/// `P(N > m)` for m from 0.
fn tails(terms: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut tails: Vec<f64> = terms
        .iter()
        .skip(1)
        .rev()
        .map(|term| {
            sum += term;
            sum
        })
        .collect();
    tails.reverse();
    tails
}

/// The chances to go on from m to m + 1, as far as anybody gets.
fn continued(at_least: &[f64], share: f64) -> Vec<f64> {
    let first = at_least[0];
    let (mut chances, mut reached) = (Vec::new(), 1.0);
    for pair in at_least.windows(2) {
        let chance = if pair[0] > 0.0 { (share * pair[1] / pair[0]).min(1.0) } else { 0.0 };
        reached *= chance;
        if first <= 0.0 || reached < RARE {
            break;
        }
        chances.push(chance);
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chance to have at least m occasions (0 to 4), of those who stay and of those who leave, by integrals over
    /// the moment of leaving and, where any moment may be the first, over that.
    fn by_integrals(occasions: f64, leaving: f64, part: Span) -> [[f64; 5]; 2] {
        const CELLS: usize = 400;
        let middle = |cell: usize| (cell as f64 + 0.5) / CELLS as f64;
        let at_least = |m: usize, mean: f64| 1.0 - poisson_terms(mean).iter().take(m).sum::<f64>();
        let within = |v: f64, m: usize| {
            let stay = (-leaving * v).exp() * at_least(m, occasions * v);
            let density = |x: f64| leaving * (-leaving * x).exp() * at_least(m, occasions * x);
            let leave: f64 = (0..CELLS).map(|cell| density(v * middle(cell)) * v / CELLS as f64).sum();
            [stay, leave]
        };
        let chances: [[f64; 2]; 5] = std::array::from_fn(|m| match part {
            Span::From(moment) => within(1.0 - moment, m),
            Span::FromAnywhere => {
                let cells = (0..CELLS).map(|cell| within(middle(cell), m));
                cells.fold([0.0; 2], |sum, [stay, leave]| {
                    [sum[0] + stay / CELLS as f64, sum[1] + leave / CELLS as f64]
                })
            }
        });
        [chances.map(|[stay, _]| stay), chances.map(|[_, leave]| leave)]
    }

    #[test]
    fn occasions_and_leaving_compete_as_in_continuous_time() {
        for (occasions, leaving) in [(3.0, 0.69), (0.4, 0.02), (1.5, 0.0), (0.7, 4.0), (20.0, 0.1)] {
            for part in [Span::From(0.0), Span::From(0.4), Span::FromAnywhere] {
                let stint = Stint::of_rates(occasions, leaving, part);
                for (side, expected) in by_integrals(occasions, leaving, part).into_iter().enumerate() {
                    let gone = stint.leaving.p();
                    let mut reached = if side == 1 { gone } else { 1.0 - gone };
                    for (m, expected) in expected.into_iter().enumerate() {
                        assert!(
                            (reached - expected).abs() < 2e-5,
                            "{part:?} {side} {m}: {reached} {expected}"
                        );
                        reached *= stint.more(side == 1, m).map_or(0.0, Chance::p);
                    }
                }
            }
        }
    }

    #[test]
    fn who_has_no_occasion_at_all_still_leaves() {
        let stint = Stint::of_rates(0.0, 0.5, Span::FromAnywhere);
        assert!((stint.leaving.p() - (1.0 - (1.0 - (-0.5f64).exp()) / 0.5)).abs() < 1e-15);
        assert!(stint.more(false, 0).is_none() && stint.more(true, 0).is_none());
        assert_eq!(Stint::of_rates(0.0, 0.0, Span::From(0.0)).leaving.p(), 0.0);
    }

    #[test]
    fn many_occasions_end() {
        for occasions in [144.0, 1e9] {
            let stint = Stint::of_rates(occasions, 0.1, Span::From(0.0));
            assert!(stint.most() > 200 && stint.most() < 400, "{}", stint.most());
            assert!((stint.more(false, 0).unwrap().p() - 1.0).abs() < 1e-12);
        }
    }
}
