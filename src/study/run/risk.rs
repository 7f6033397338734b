//! What can go wrong, counted replicate by replicate.

use crate::engine::Layout;
use crate::scenario::Scenario;
use crate::stats::proportion;
use serde::Serialize;

/// A probability with its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    /// Replicates in which it happened.
    pub count: u64,
    /// Estimate.
    pub p: f64,
    /// Monte Carlo standard error.
    pub se: f64,
}

/// What can go wrong; only those that the scenario allows are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// Fewer new users by invitation than a tenth of the seeds: the campaign died out at once.
    DiesOut,
    /// At least one promise was broken.
    BreaksPromises,
    /// More was paid than the budget.
    Overspends,
    /// Budget or stock was exhausted before the end.
    Exhausted,
    /// The platform struck.
    Banned,
    /// Somebody was turned away.
    TurnsAway,
    /// A new user cost more than the benchmark.
    AboveBenchmark,
    /// The campaign made a loss (only where it has revenue).
    Loss,
}

impl Risk {
    pub(in crate::study) const ALL: [Risk; 8] = [
        Risk::DiesOut,
        Risk::BreaksPromises,
        Risk::Overspends,
        Risk::Exhausted,
        Risk::Banned,
        Risk::TurnsAway,
        Risk::AboveBenchmark,
        Risk::Loss,
    ];

    /// The name in files and statements.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Risk::DiesOut => "dies_out",
            Risk::BreaksPromises => "breaks_promises",
            Risk::Overspends => "overspends",
            Risk::Exhausted => "exhausted",
            Risk::Banned => "banned",
            Risk::TurnsAway => "turns_away",
            Risk::AboveBenchmark => "above_benchmark",
            Risk::Loss => "loss",
        }
    }

    /// The risk of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Risk> {
        Risk::ALL.into_iter().find(|risk| risk.name() == name)
    }

    /// Whether the scenario allows it at all.
    pub(in crate::study) fn is_possible(self, scenario: &Scenario) -> bool {
        let has_stock = scenario.incentive.iter().any(|reward| reward.stock.is_some());
        let limited = scenario.budget.is_some() || has_stock;
        match self {
            Risk::DiesOut => scenario.segments.iter().any(|segment| !segment.seeds.is_empty()),
            Risk::BreaksPromises | Risk::Overspends | Risk::Exhausted => limited,
            Risk::Banned => scenario.ban.is_some(),
            Risk::TurnsAway => scenario.capacity.total.is_some() || scenario.capacity.per_hour.is_some(),
            Risk::AboveBenchmark => scenario.benchmark_cac.is_some(),
            Risk::Loss => {
                scenario.price.is_some() || scenario.segments.iter().any(|segment| segment.buys.is_some())
            }
        }
    }
}

/// Counts the replicates in which each risk came true.
pub(super) struct Watch {
    signs: Signs,
    counts: Vec<(Risk, u64)>,
    replicates: u64,
}

/// Tells from the metrics of a replicate which risks came true.
#[derive(Clone, Debug)]
pub(in crate::study) struct Signs {
    columns: Columns,
    benchmark: f64,
}

/// Where the metrics stand that risks look at.
#[derive(Clone, Debug)]
struct Columns {
    seeds: usize,
    referred: usize,
    broken_promises: usize,
    overspend: usize,
    exhausted_day: usize,
    banned_day: usize,
    turned_away: usize,
    cac: usize,
    cost: usize,
    profit: usize,
}

impl Signs {
    /// For rows in which `place` finds a metric. A metric that is missing is read as undefined.
    pub fn new(scenario: &Scenario, place: impl Fn(&str) -> Option<usize>) -> Signs {
        let at = |name: &str| place(name).unwrap_or(usize::MAX);
        Signs {
            columns: Columns {
                seeds: at("seeds"),
                referred: at("referred"),
                broken_promises: at("broken_promises"),
                overspend: at("overspend"),
                exhausted_day: at("exhausted_day"),
                banned_day: at("banned_day"),
                turned_away: at("turned_away"),
                cac: at("cac"),
                cost: at("cost"),
                profit: at("profit"),
            },
            benchmark: scenario
                .benchmark_cac
                .as_ref()
                .map_or(f64::INFINITY, crate::scenario::Quantity::typical),
        }
    }

    /// Whether this came true in the replicate with these metrics.
    pub fn happened(&self, risk: Risk, row: &[f64]) -> bool {
        let at = |column: usize| row.get(column).copied().unwrap_or(f64::NAN);
        let columns = &self.columns;
        match risk {
            Risk::DiesOut => at(columns.referred) < 0.1 * at(columns.seeds),
            Risk::BreaksPromises => at(columns.broken_promises) > 0.0,
            Risk::Overspends => at(columns.overspend) > 0.0,
            Risk::Exhausted => at(columns.exhausted_day).is_finite(),
            Risk::Banned => at(columns.banned_day).is_finite(),
            Risk::TurnsAway => at(columns.turned_away) > 0.0,
            // Money spent and nobody won is dearer than any advertisement.
            Risk::AboveBenchmark => {
                at(columns.cac) > self.benchmark || (at(columns.cac).is_nan() && at(columns.cost) > 0.0)
            }
            Risk::Loss => at(columns.profit) < 0.0,
        }
    }
}

impl Watch {
    pub fn new(scenario: &Scenario) -> Watch {
        let layout = Layout::new(scenario);
        Watch {
            signs: Signs::new(scenario, |name| layout.metric(name)),
            counts: Risk::ALL
                .into_iter()
                .filter(|risk| risk.is_possible(scenario))
                .map(|risk| (risk, 0))
                .collect(),
            replicates: 0,
        }
    }

    /// Takes a row of metrics in.
    pub fn see(&mut self, row: &[f64]) {
        self.replicates += 1;
        for (risk, count) in &mut self.counts {
            *count += u64::from(self.signs.happened(*risk, row));
        }
    }

    /// The chances of the risks that the scenario allows.
    pub fn chances(&self) -> Vec<(Risk, Chance)> {
        let chance = |count: u64| {
            let (p, se) = proportion(count, self.replicates);
            Chance { count, p, se }
        };
        self.counts.iter().map(|(risk, count)| (*risk, chance(*count))).collect()
    }
}
