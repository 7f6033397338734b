//! What the bait adds: the campaign against the same one without its rewards, replicate by replicate on the same luck.

use crate::ensemble::{Designs, Ensemble, Observer};
use crate::metrics::Metric;
use crate::scenario::{Scenario, Valid};
use crate::stats::Moments;
use serde::Serialize;

/// What rewards, and the bonus hunters who come for them, do to a campaign; means over replicates.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Against {
    /// Replicates of both.
    pub replicates: u64,
    /// Users added beyond those of the campaign without reward.
    pub users: Difference,
    /// Cost, owed included, beyond that of the campaign without reward, in major units.
    pub cost: Difference,
    /// That cost for each of those users, as the ratio of the means; `NaN` where the users are not three errors above 0.
    pub per_head: Difference,
    /// Whether a reward can move anybody here: a plain chance to share is moved by none.
    pub moves_anybody: bool,
}

/// A mean and its standard error.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Difference {
    /// The mean.
    pub mean: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
}

/// What is kept of every replicate.
const KEPT: [Metric; 2] = [Metric::AddedUsers, Metric::CostWithOwed];

/// What is kept of the campaign itself, while its rows go by.
#[derive(Default)]
pub(super) struct Kept([Vec<f64>; 2]);

impl Kept {
    /// Takes a row of this layout.
    pub fn take(&mut self, places: &[Option<usize>; 2], row: &[f64]) {
        for (column, place) in self.0.iter_mut().zip(places) {
            column.push(place.map_or(f64::NAN, |place| row[place]));
        }
    }
}

/// Where what is kept stands in a row of metrics.
pub(super) fn places(place: impl Fn(&Metric) -> Option<usize>) -> [Option<usize>; 2] {
    KEPT.each_ref().map(place)
}

/// Simulates the campaign without reward as often as the ensemble has been; nothing where an observer stops it before the end.
pub(super) fn against(
    scenario: &Valid,
    ensemble: &Ensemble,
    Kept(with): Kept,
    observer: &dyn Observer,
) -> Option<Against> {
    let unrewarded = [scenario.without_reward()];
    let replicates = ensemble.replicates();
    let designs = Designs::new(&unrewarded, &KEPT, ensemble.plan.seed, replicates);
    let mut without: [Vec<f64>; 2] = Default::default();
    let progress = designs.side_by_side(observer, &mut |values| {
        let columns = values.iter().flatten();
        without.iter_mut().zip(columns).for_each(|(column, values)| column.extend(values));
        Ok(())
    });
    let done = progress.is_ok_and(|progress| progress.done == replicates);
    let gained = |kept: usize| -> Vec<f64> {
        with[kept].iter().zip(&without[kept]).map(|(with, without)| with - without).collect()
    };
    done.then(|| {
        let (users, cost) = (gained(0), gained(1));
        Against {
            replicates,
            users: Difference::of(&users),
            cost: Difference::of(&cost),
            per_head: per_head(&cost, &users),
            moves_anybody: moves_anybody(scenario),
        }
    })
}

impl Difference {
    fn of(values: &[f64]) -> Difference {
        let moments = Moments::of(values);
        Difference { mean: moments.mean(), mcse: moments.standard_error() }
    }
}

/// How many errors the mean of the users must be above 0.
const CLEARLY: f64 = 3.0;

fn per_head(cost: &[f64], users: &[f64]) -> Difference {
    let [all_cost, all_users] = [cost, users].map(Difference::of);
    if all_users.mean <= CLEARLY * all_users.mcse {
        return Difference { mean: f64::NAN, mcse: f64::NAN };
    }
    let ratio = all_cost.mean / all_users.mean;
    let residuals: Vec<f64> = cost.iter().zip(users).map(|(cost, users)| cost - ratio * users).collect();
    Difference { mean: ratio, mcse: Difference::of(&residuals).mcse / all_users.mean }
}

/// Whether a reward changes what somebody does, or brings hunters.
fn moves_anybody(scenario: &Scenario) -> bool {
    let hunts = scenario.segments.iter().any(|segment| segment.fake);
    scenario.rewards().any(|reward| hunts || scenario.moves_somebody(reward))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::run::Question;

    fn asked(rest: &str) -> Against {
        let text = format!(
            "{{ name: x, days: 8, step: 1d, delay: none, seeds: 60, contacts: 8, join: 0.1, costs: {{ fixed: 100 }}, {rest} }}"
        );
        let scenario = Scenario::from_yaml(&text).unwrap();
        Question::new(&scenario).replicates(400).against_no_reward(true).answer().against.unwrap()
    }

    const REWARD: &str = "incentive: [{ to: invitee, when: join, value: 5, cost: 4 }, { to: inviter, when: join, value: 5, cost: 0 }]";

    #[test]
    fn no_bait_moves_a_plain_share() {
        let against = asked(&format!("share: 0.4, {REWARD}"));
        assert!(!against.moves_anybody);
        assert_eq!((against.users.mean, against.users.mcse), (0.0, 0.0));
        assert!(against.cost.mean > 0.0 && against.per_head.mean.is_nan());
    }

    /// Without a reward one in five shares, with it one in two: K is .16 instead of .4. Four for every invited person, of whom
    /// some would have come without it.
    #[test]
    fn what_the_bait_adds_costs_more_than_a_head() {
        let against =
            asked(&format!("share: {{ content: 0.2, reward: {{ max: 0.75, half: 5 }} }}, {REWARD}"));
        let (k, without) = (0.8 * (1.0 - 0.8 * 0.625), 0.8 * 0.2);
        let brought = |k: f64| 60.0 * (1..8).map(|generation| k.powi(generation)).sum::<f64>();
        let expected = brought(k) - brought(without);
        assert!(
            (against.users.mean - expected).abs() < 4.5 * against.users.mcse,
            "{against:?}, not {expected}"
        );
        let per_head = 4.0 * brought(k) / expected;
        assert!(
            (against.per_head.mean - per_head).abs() < 4.5 * against.per_head.mcse,
            "{against:?}, not {per_head}"
        );
    }

    /// Who would be a hunter does not come, and nobody comes in his place.
    #[test]
    fn hunters_do_not_come_without_bait() {
        let text = "{ name: x, days: 8, step: 1d, delay: none, contacts: 8, join: 0.1, share: 0.5, \
                    segments: { all: { seeds: 500, recruits: { all: 3, h: 1 } }, h: { fake: true, seeds: 5 } } }";
        let scenario = Scenario::from_yaml(text).unwrap().without_reward();
        let report = Question::new(&scenario).replicates(400).answer();
        assert_eq!(report.metric(&Metric::Fake).unwrap().max, 0.0);
        let k: f64 = 0.5 * 8.0 * 0.1 * 0.75;
        let expected = 500.0 * (1..8).map(|generation| k.powi(generation)).sum::<f64>();
        let users = report.metric(&Metric::NewUsers).unwrap();
        assert!((users.mean - expected).abs() < 4.5 * users.mcse, "{}, not {expected}", users.mean);
    }
}
