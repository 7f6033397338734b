//! What to choose, and whether that is settled.

use super::driver::Driver;
use super::tallies::Tallies;
use super::{Difference, ERROR, Measure};
use crate::metrics::{Better, Metric};
use crate::scenario::Valid;
use crate::stats::{holm, student_quantile};
use serde::Serialize;

/// What to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The measure to choose by.
    pub by: Measure,
    /// The design with the best mean.
    pub best: usize,
    /// The design that comes next; of several that are not settled against the best, the best.
    pub next: usize,
    /// How the best differs from the next, adjusted for all pairs of designs.
    pub lead: Difference,
    /// Whether it is settled.
    pub state: State,
    /// Designs whose difference to the best is not settled.
    pub open: Vec<usize>,
    /// Replicates to add so that the difference to the next would be settled in four of five attempts, if it is as large
    /// as it looks; none where it is settled or no number would do.
    pub more_replicates: Option<u64>,
    /// The uncertain input that a pilot should measure first.
    pub driver: Option<Driver>,
}

/// Whether a choice is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The best mean is better than every other, for sure.
    Settled,
    /// More replicates are needed to tell.
    Open,
    /// Whatever the difference to the next is on average, it is too small to matter.
    Same,
    /// The best and the next differ in rewards that move nobody, and in nothing else: the cheaper one looks better, whatever
    /// people would do.
    Unmoved,
    /// So few pairs tell nothing.
    Few,
    /// No design has what they are to be chosen by.
    Undefined,
}

/// Differences within this part of what is at stake do not matter.
const NEGLIGIBLE: f64 = 0.01;
/// A lead that turns round so seldom needs no pilot.
const SELDOM: f64 = 0.05;
/// Nobody will run more than so many.
const MOST_REPLICATES: f64 = 1e7;
/// The normal quantile of 80 %: more replicates are told so that four of five attempts succeed.
const POWER: f64 = 0.841_621_233_572_914_2;

/// The best of these designs by the measure to choose by.
pub(super) fn verdict(designs: &[Valid], tallies: &Tallies) -> Verdict {
    let by = tallies.measure(tallies.by);
    let ranking = ranking(tallies);
    let best = ranking[0];
    let pairs: Vec<(usize, usize)> =
        (0..tallies.designs()).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
    let family: Vec<f64> = pairs.iter().map(|&(a, b)| tallies.p_value(tallies.by, a, b)).collect();
    let adjusted = holm(&family);
    let p_of = |other: usize| {
        let pair = (best.min(other), best.max(other));
        pairs.iter().position(|known| *known == pair).map_or(f64::NAN, |place| adjusted[place])
    };
    let is_open = |other: &usize| !matches!(p_of(*other), p if p <= ERROR);
    let open: Vec<usize> = ranking[1..].iter().copied().filter(is_open).collect();
    let next = open.first().copied().unwrap_or(ranking[1]);
    let mut lead = tallies.difference(tallies.by, next, best);
    lead.p_holm = p_of(next);
    let state = if tallies.mean(tallies.by, best).is_nan() {
        State::Undefined
    } else if lead.p.is_nan() {
        State::Few
    } else if designs[best].differs_in_idle_rewards_alone(&designs[next]) {
        State::Unmoved
    } else if is_negligible(&lead, stake(tallies, best)) {
        State::Same
    } else if open.is_empty() {
        State::Settled
    } else {
        State::Open
    };
    let wanted = (state == State::Open).then(|| more_replicates(&lead, pairs.len()));
    let sign = if by.better() == Better::More { 1.0 } else { -1.0 };
    // Where even single campaigns hardly differ, nothing is worth measuring.
    let spread = lead.se * (lead.n as f64).sqrt();
    let matters =
        state != State::Unmoved && lead.worse() > SELDOM && spread > NEGLIGIBLE * stake(tallies, best);
    let driver = matters.then(|| tallies.drivers.strongest(next, best, sign));
    Verdict {
        by: by.clone(),
        best,
        next,
        lead,
        state,
        open,
        more_replicates: wanted.flatten(),
        driver: driver.flatten(),
    }
}

/// The designs by their means, best first; one that is not defined is last, equal ones are in their order.
fn ranking(tallies: &Tallies) -> Vec<usize> {
    let better = tallies.measure(tallies.by).better();
    let loss = |design: &usize| {
        let mean = tallies.mean(tallies.by, *design);
        match better {
            _ if mean.is_nan() => f64::INFINITY,
            Better::More => -mean,
            Better::Less => mean,
        }
    };
    let mut designs: Vec<usize> = (0..tallies.designs()).collect();
    designs.sort_by(|one, other| loss(one).total_cmp(&loss(other)));
    designs
}

/// What differences are small against: the mean, and the money that is spent where money is what is measured in.
fn stake(tallies: &Tallies, design: usize) -> f64 {
    let own = tallies.mean(tallies.by, design).abs();
    let is_balance = tallies.measure(tallies.by).is_balance();
    let cost = tallies
        .place(Metric::CostWithOwed)
        .filter(|_| is_balance)
        .map_or(0.0, |cost| tallies.mean(cost, design));
    own.max(cost)
}

fn is_negligible(lead: &Difference, stake: f64) -> bool {
    lead.interval.iter().all(|end| end.abs() <= NEGLIGIBLE * stake)
}

/// The replicates that would settle the lead at the sharpest level that Holm asks of a family of `pairs`.
fn more_replicates(lead: &Difference, pairs: usize) -> Option<u64> {
    /// So many degrees of freedom are as good as endless.
    const ENDLESS: f64 = 1e9;
    let reach = student_quantile(1.0 - ERROR / pairs as f64, ENDLESS) + POWER;
    let wanted = lead.n as f64 * (reach * lead.se / lead.mean).powi(2) - lead.n as f64;
    // An infinite or undefined number is none.
    (wanted > 0.0 && wanted <= MOST_REPLICATES).then(|| round_up(wanted))
}

/// The next number with two significant digits.
fn round_up(value: f64) -> u64 {
    let unit = 10f64.powi((value.log10().floor() as i32 - 1).max(0));
    ((value / unit).ceil() * unit) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(mean: f64, se: f64, n: u64) -> Difference {
        Difference {
            n,
            mean,
            se,
            interval: [mean - 1.96 * se, mean + 1.96 * se],
            nine_of_ten: [f64::NAN; 2],
            better: 0.6,
            equal: 0.1,
            better_apart: 0.6,
            equal_apart: 0.1,
            better_mean: 0.9,
            p: 0.2,
            p_holm: 0.2,
            variance_reduction: 4.0,
        }
    }

    /// A lead of one standard error needs (1.96 + 0.84)² = 7.85 times the replicates.
    #[test]
    fn more_replicates_follow_from_the_power() {
        assert_eq!(more_replicates(&lead(2.0, 2.0, 1_000), 1), Some(6_900));
        assert_eq!(more_replicates(&lead(2.0, 2.0, 1_000), 6), Some(12_000));
        assert_eq!(more_replicates(&lead(0.0, 2.0, 1_000), 1), None);
        assert_eq!(more_replicates(&lead(1e-6, 2.0, 1_000), 1), None);
    }

    #[test]
    fn small_is_small_against_what_is_at_stake() {
        assert!(is_negligible(&lead(1.0, 0.1, 100), 1_000.0));
        assert!(!is_negligible(&lead(1.0, 0.1, 100), 100.0));
        assert!(!is_negligible(&lead(f64::NAN, 0.1, 100), 100.0));
    }

    #[test]
    fn rounding_goes_up() {
        assert_eq!([3.2, 99.5, 101.0, 1_234.0].map(round_up), [4, 100, 110, 1_300]);
    }
}
