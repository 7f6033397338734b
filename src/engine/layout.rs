//! Which numbers a replicate of a scenario yields, and in which order.

use super::measure::metrics_of;
use super::{Metric, Unit};
use crate::scenario::{Scenario, Trigger};

/// The shape of every [`Outcome`](super::Outcome) of a scenario.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The metrics of a row of `runs.csv`, in order.
    pub metrics: Vec<Metric>,
    /// Steps at whose end the timeline is read, rising; the last step is among them.
    pub points: Vec<u32>,
    /// Quantities of the timeline, in order.
    pub series: Vec<Metric>,
    /// Names of the funnel stages before the last, over all segments, in order of appearance.
    pub stages: Vec<String>,
    /// For every segment, where its stages before the last stand in [`Layout::stages`].
    pub stage_of: Vec<Vec<usize>>,
    /// Marks of the `invites` rules, rising, each once.
    pub tiers: Vec<u32>,
    /// Number of reward rules; their lines come first in the ledger.
    pub rules: usize,
    /// Number of days of the ledger.
    pub days: usize,
    /// Number of steps per day of the ledger.
    pub steps_per_day: u32,
    /// Names of the ledger's lines: the rules, then every [`OtherLine`] that costs something.
    pub lines: Vec<String>,
    /// Where every [`OtherLine`] stands in the ledger.
    other_lines: [Option<usize>; OtherLine::ALL.len()],
    /// Minor units in a major unit of the currency.
    pub minor_per_major: f64,
}

/// The timeline has at most about so many points.
const POINTS: u32 = 100;

impl Layout {
    /// The shape for this scenario; it does not depend on values of uncertain inputs.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Layout {
        let mut stages: Vec<String> = Vec::new();
        let mut stage_of = Vec::new();
        for segment in &scenario.segments {
            let before_join = &segment.funnel[..segment.funnel.len().saturating_sub(1)];
            let place = |name: &String| {
                stages.iter().position(|known| known == name).unwrap_or_else(|| {
                    stages.push(name.clone());
                    stages.len() - 1
                })
            };
            stage_of.push(before_join.iter().map(|stage| &stage.name).map(place).collect());
        }
        let mut tiers: Vec<u32> = scenario.incentive.iter().filter_map(|reward| tier(reward.when)).collect();
        tiers.sort_unstable();
        tiers.dedup();
        let steps_per_day = crate::units::MINUTES_PER_DAY / scenario.clock.step_minutes.max(1);
        Layout {
            metrics: metrics_of(&stages, &tiers),
            points: points(scenario.clock.steps, steps_per_day),
            series: series(scenario.budget.is_some()),
            stages,
            stage_of,
            tiers,
            rules: scenario.incentive.len(),
            days: scenario.clock.steps.div_ceil(steps_per_day) as usize,
            steps_per_day,
            other_lines: other_lines(scenario),
            lines: lines(scenario),
            minor_per_major: scenario.currency.minor_per_major(),
        }
    }

    /// Where a metric stands in a row.
    #[must_use]
    pub fn metric(&self, name: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.name == name)
    }

    /// Where a line of the ledger that is no rule stands.
    #[must_use]
    pub fn line(&self, line: OtherLine) -> Option<usize> {
        self.other_lines[line as usize]
    }

    /// The day of the ledger (from 0) that step `t` belongs to.
    #[must_use]
    pub fn day_of(&self, t: u32) -> usize {
        (t / self.steps_per_day) as usize
    }
}

/// A line of the ledger that is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherLine {
    /// Costs at the start.
    Fixed,
    /// Costs per day.
    PerDay,
    /// Costs per seed user.
    PerSeed,
    /// Groups opened.
    Groups,
    /// Community managers.
    Labour,
}

impl OtherLine {
    /// All of them, in the order of the ledger.
    const ALL: [OtherLine; 5] =
        [OtherLine::Fixed, OtherLine::PerDay, OtherLine::PerSeed, OtherLine::Groups, OtherLine::Labour];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            OtherLine::Fixed => "fixed",
            OtherLine::PerDay => "per_day",
            OtherLine::PerSeed => "per_seed",
            OtherLine::Groups => "groups",
            OtherLine::Labour => "labour",
        }
    }

    /// Whether the scenario has such costs.
    fn is_in(self, scenario: &Scenario) -> bool {
        let community = scenario.community.as_ref();
        match self {
            OtherLine::Fixed => scenario.costs.fixed.typical() > 0.0,
            OtherLine::PerDay => scenario.costs.per_day.typical() > 0.0,
            OtherLine::PerSeed => scenario.costs.per_seed.typical() > 0.0,
            OtherLine::Groups => community.is_some_and(|community| community.cost_per_group.typical() > 0.0),
            OtherLine::Labour => community.is_some_and(|community| {
                community.carers.is_some() && community.cost_per_carer_day.typical() > 0.0
            }),
        }
    }
}

fn tier(when: Trigger) -> Option<u32> {
    match when {
        Trigger::Invites(n) => Some(n),
        _ => None,
    }
}

/// Every step, or every so many that the points fall on equal parts of a day or on whole days.
fn points(steps: u32, steps_per_day: u32) -> Vec<u32> {
    let divides = |every: &u32| steps_per_day.is_multiple_of(*every) || every.is_multiple_of(steps_per_day);
    let every = (1..=steps.max(1)).filter(divides).find(|every| steps / every <= POINTS).unwrap_or(1);
    let mut points: Vec<u32> = (1..=steps / every).map(|point| point * every - 1).collect();
    if points.last().is_none_or(|last| last + 1 < steps) {
        points.push(steps.saturating_sub(1));
    }
    points
}

fn series(has_budget: bool) -> Vec<Metric> {
    let metric = |name: &str, unit| Metric { name: name.to_owned(), unit };
    let mut series = vec![
        metric("new_users", Unit::Count),
        metric("members", Unit::Count),
        metric("shares", Unit::Count),
        metric("accepted", Unit::Count),
        metric("cost", Unit::Money),
        metric("k", Unit::Ratio),
    ];
    if has_budget {
        series.push(metric("budget_left", Unit::Money));
    }
    series
}

fn lines(scenario: &Scenario) -> Vec<String> {
    let mut lines: Vec<String> = scenario.incentive.iter().map(|reward| reward.name.clone()).collect();
    let other = OtherLine::ALL.into_iter().filter(|line| line.is_in(scenario));
    lines.extend(other.map(|line| line.name().to_owned()));
    lines
}

/// They follow the rules, in order, where they cost something.
fn other_lines(scenario: &Scenario) -> [Option<usize>; OtherLine::ALL.len()] {
    let mut next = scenario.incentive.len();
    OtherLine::ALL.map(|line| {
        line.is_in(scenario).then(|| {
            next += 1;
            next - 1
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fall_on_parts_of_a_day() {
        assert_eq!(points(90, 1).len(), 90);
        assert_eq!(points(336, 24)[..2], [3, 7]);
        assert_eq!(points(336, 24).len(), 84);
        assert_eq!(*points(288, 96).last().unwrap_or(&0), 287);
        assert_eq!(points(400, 1).last(), Some(&399));
        assert_eq!(points(1, 1), [0]);
        assert!(points(1_000_000, 1440).len() <= 101);
    }
}
