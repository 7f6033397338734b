//! What statements can name: metrics, quantities of the timeline, events, numbers of the theory.
//!
//! The engine measures what is listed here; a test holds the two lists together.

use crate::problem::Dimension;
use crate::scenario::{Scenario, Trigger};

use Dimension::{Count, Days, Money, Ratio, Share};

/// The metrics of every scenario.
const METRICS: [(&str, Dimension); 36] = [
    ("seeds", Count),
    ("organic", Count),
    ("referred", Count),
    ("fake", Count),
    ("new_users", Count),
    ("k", Ratio),
    ("amplification", Ratio),
    ("members_end", Count),
    ("peak_members", Count),
    ("d1", Share),
    ("d7", Share),
    ("d30", Share),
    ("sharers", Count),
    ("shares", Count),
    ("exposures", Count),
    ("accepted", Count),
    ("turned_away", Count),
    ("reach_50", Days),
    ("reach_90", Days),
    ("rewards_due", Count),
    ("rewards_paid", Count),
    ("broken_promises", Count),
    ("reward_cost", Money),
    ("other_cost", Money),
    ("cost", Money),
    ("overspend", Money),
    ("exhausted_day", Days),
    ("cac", Money),
    ("cac_retained", Money),
    ("cac_paying", Money),
    ("revenue", Money),
    ("margin", Money),
    ("profit", Money),
    ("roi", Ratio),
    ("hunter_cost", Money),
    ("banned_day", Days),
];

/// The quantities of the timeline that do not depend on how often it is read.
const SERIES: [(&str, Dimension); 4] =
    [("new_users", Count), ("members", Count), ("cost", Money), ("k", Ratio)];

/// Events with a name of their own.
pub(crate) const EVENTS: [&str; 8] = [
    "dies_out",
    "breaks_promises",
    "overspends",
    "exhausted",
    "banned",
    "turns_away",
    "above_benchmark",
    "loss",
];

/// Numbers of the theory.
pub(crate) const THEORY: [(&str, Dimension); 19] = [
    ("k", Ratio),
    ("k_genuine", Ratio),
    ("extinction", Share),
    ("growth_rate", Ratio),
    ("doubling_days", Days),
    ("generation_days", Days),
    ("share_80", Share),
    ("brings_nobody", Share),
    ("final_size", Count),
    ("market_part", Share),
    ("new_users", Count),
    ("referred", Count),
    ("organic", Count),
    ("fake", Count),
    ("members_end", Count),
    ("sharers", Count),
    ("shares", Count),
    ("accepted", Count),
    ("amplification", Ratio),
];

/// What statements about one scenario can name.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    pub metrics: Vec<(String, Dimension)>,
    pub series: Vec<(String, Dimension)>,
    pub has_benchmark: bool,
    pub step_days: f64,
    pub steps: u32,
}

impl Vocabulary {
    pub fn of(scenario: &Scenario) -> Vocabulary {
        let owned = |(name, dimension): &(&str, Dimension)| ((*name).to_owned(), *dimension);
        let mut metrics: Vec<(String, Dimension)> = METRICS.iter().map(owned).collect();
        let stages = scenario.segments.iter().flat_map(|segment| segment.funnel.split_last());
        let stages = stages.flat_map(|(_, before_join)| before_join);
        let tiers = scenario.incentive.iter().filter_map(|reward| match reward.when {
            Trigger::Invites(invites) => Some(format!("reached_{invites}")),
            _ => None,
        });
        for name in stages.map(|stage| format!("stage_{}", stage.name)).chain(tiers) {
            if metrics.iter().all(|(known, _)| *known != name) {
                metrics.push((name, Count));
            }
        }
        let mut series: Vec<(String, Dimension)> = SERIES.iter().map(owned).collect();
        if scenario.budget.is_some() {
            series.push(("budget_left".to_owned(), Money));
        }
        Vocabulary {
            metrics,
            series,
            has_benchmark: scenario.benchmark_cac.is_some(),
            step_days: scenario.clock.step_days(),
            steps: scenario.clock.steps,
        }
    }
}

/// What is measured under this name.
pub(crate) fn look_up(names: &[(String, Dimension)], name: &str) -> Option<Dimension> {
    names.iter().find(|(known, _)| known == name).map(|(_, dimension)| *dimension)
}
