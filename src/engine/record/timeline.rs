//! The timeline: where the campaign stands at the end of a step.

use crate::engine::now::Step;
use crate::engine::thin::number;
use crate::metrics::{Moment, Series};
use crate::model::FixedCosts;
use crate::units::Money;

/// What the timeline keeps from point to point.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Timeline {
    /// The next point.
    next: usize,
    /// Shares and acceptances up to the last one.
    before: [u64; 2],
    /// Costs that do not depend on what happens, in minor units: at the start, and per step.
    planned: [f64; 2],
}

/// How things stand at a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// New users so far, and those who have come where nothing is done.
    pub new_users: u64,
    pub anyhow: u64,
    /// Genuine members.
    pub members: u64,
    /// So far, in all segments.
    pub shares: u64,
    pub accepted: u64,
    /// Costs so far that depend on what happens, in minor units.
    pub spent: f64,
    /// What is left of the budget, where there is one.
    pub budget_left: Option<Money>,
}

impl Timeline {
    pub fn begin(costs: &FixedCosts, step_days: f64) -> Timeline {
        let planned = [costs.fixed.minor(), (costs.per_day + costs.labour_per_day).minor() * step_days];
        Timeline { planned, ..Timeline::default() }
    }

    /// The step of the next point.
    #[inline]
    pub fn next(&self, at: Step<'_>) -> Option<u32> {
        at.layout.points.get(self.next).copied()
    }

    /// Reads the next point from how things stand into the `table` of points.
    #[inline(always)]
    pub fn read(&mut self, at: Step<'_>, standing: Standing, table: &mut [f64]) {
        let major = |money: Money| money.minor() / at.layout.minor_per_major;
        let [at_start, per_step] = self.planned;
        let minor = standing.spent + at_start + per_step * f64::from(at.t + 1);
        let cost = if minor == 0.0 { 0.0 } else { minor / at.layout.minor_per_major };
        let so_far = [standing.shares, standing.accepted];
        let [shares, accepted] = [0, 1].map(|i| number(so_far[i] - self.before[i]));
        let width = at.layout.series.len();
        let begin = self.next * width;
        let moment = Moment {
            new_users: number(standing.new_users),
            added_users: number(standing.new_users) - number(standing.anyhow),
            members: number(standing.members),
            shares,
            accepted,
            cost,
            budget_left: standing.budget_left.map_or(f64::NAN, major),
        };
        for (cell, value) in table[begin..][..width].iter_mut().zip(Series::values(&moment)) {
            *cell = value;
        }
        (self.before, self.next) = (so_far, self.next + 1);
    }
}
