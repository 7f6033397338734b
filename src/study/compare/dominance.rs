//! Who beats whom (Pareto dominance): a design is dominated by another that brings as many users or more and costs as
//! much or less.

use super::tallies::Tallies;
use super::{Difference, ERROR};
use crate::metrics::Metric;
use crate::stats::holm;

/// What dominates a design by mean users and mean cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Dominance {
    /// Whether nothing does: the design is on the Pareto front.
    pub on_front: bool,
    /// The designs that dominate it, and whether both differences are settled.
    pub dominated_by: Vec<(usize, bool)>,
}

/// What dominates each design. Verdicts on all pairs are one family.
pub(super) fn dominance(tallies: &Tallies) -> Vec<Dominance> {
    let designs = tallies.designs();
    let (Some(users), Some(cost)) = (tallies.place(Metric::AddedUsers), tallies.place(Metric::CostWithOwed))
    else {
        return Vec::new();
    };
    let pairs: Vec<(usize, usize)> = (0..designs).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
    let by_pair: Vec<[Difference; 2]> =
        pairs.iter().map(|&(a, b)| [users, cost].map(|measure| tallies.difference(measure, a, b))).collect();
    let family: Vec<f64> = by_pair.iter().flatten().map(|difference| difference.p).collect();
    let mut dominance = vec![Dominance { on_front: true, dominated_by: Vec::new() }; designs];
    for ((&(a, b), [users, cost]), adjusted) in pairs.iter().zip(&by_pair).zip(holm(&family).chunks(2)) {
        // What never differs is no more users and no more cost.
        let sure = |difference: &Difference, p: f64| p <= ERROR || difference.is_nought();
        let settled = sure(users, adjusted[0]) && sure(cost, adjusted[1]);
        if let Some(loser) = dominated(users.mean, cost.mean, a, b) {
            dominance[loser].on_front = false;
            dominance[loser].dominated_by.push((a + b - loser, settled));
        }
    }
    dominance.iter_mut().for_each(|of| of.dominated_by.sort_unstable());
    dominance
}

/// The one of two designs that the other dominates, from how `b` differs from `a` in users and in cost.
fn dominated(users: f64, cost: f64, a: usize, b: usize) -> Option<usize> {
    match (users, cost) {
        (users, cost) if users == 0.0 && cost == 0.0 => None,
        (users, cost) if users >= 0.0 && cost <= 0.0 => Some(a),
        (users, cost) if users <= 0.0 && cost >= 0.0 => Some(b),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::dominated;

    #[test]
    fn more_for_less_dominates() {
        assert_eq!(dominated(10.0, -5.0, 0, 1), Some(0));
        assert_eq!(dominated(-10.0, 0.0, 0, 1), Some(1));
        assert_eq!(dominated(0.0, 5.0, 0, 1), Some(1));
        assert_eq!(dominated(10.0, 5.0, 0, 1), None);
        assert_eq!(dominated(0.0, 0.0, 0, 1), None);
        assert_eq!(dominated(f64::NAN, 1.0, 0, 1), None);
    }
}
