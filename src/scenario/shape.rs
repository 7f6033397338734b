//! What a scenario looks like to those who measure it.

use super::clock::ends_a_step;
use super::{Amount, Drive, Following, Quantity, Quota, Reward, Scenario, Segment};
use crate::metrics::{OtherLine, Shape};

impl Scenario {
    /// The shape of this campaign; it does not depend on values of uncertain inputs, but for the benchmark.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let before_last = |funnel: &[super::Stage]| {
            let stages = &funnel[..funnel.len().saturating_sub(1)];
            stages.iter().map(|stage| stage.name.clone()).collect()
        };
        Shape {
            steps: self.clock.steps,
            step_minutes: self.clock.step_minutes,
            start_minute: self.clock.start.map_or(0, |start| start.minute_of_day),
            stages: self.ways().map(|(_, way)| before_last(way.funnel)).collect(),
            waves: self.segments.iter().map(|segment| segment.seeds.len()).collect(),
            tiers: self.rewards().filter_map(|reward| reward.when.tier()).collect(),
            rules: self.rewards().map(|reward| reward.name.clone()).collect(),
            other_lines: OtherLine::ALL.into_iter().filter(|line| self.costs_for(*line)).collect(),
            has_seeds: self.segments.iter().any(|segment| !segment.seeds.is_empty()),
            has_newcomers: self.segments.iter().any(Segment::may_bring_newcomers),
            has_budget: self.budget.is_some() && !self.unrewarded,
            has_daily_money: !self.unrewarded
                && self.budget.as_ref().is_some_and(|budget| budget.per_day.is_some()),
            has_stock: self.rewards().any(|reward| reward.stock.is_some()),
            has_ban: !self.ban.is_empty(),
            has_capacity: self.capacity.total.is_some() || self.capacity.per_hour.is_some(),
            has_accounts: self.accounts.is_some(),
            has_groups: self.community.as_ref().is_some_and(|community| community.group_size.is_some()),
            has_code: self.community.as_ref().is_some_and(|community| community.code.is_some()),
            has_costs: OtherLine::ALL.into_iter().any(|line| self.costs_for(line))
                || self.rewards().flat_map(Reward::costs).any(|cost| !cost.is_nothing()),
            has_income: self.price.is_some() || self.segments.iter().any(|segment| !segment.buys.is_empty()),
            knows_members: matches!(self.following, Following::OneByOne(_)),
            benchmark: self.benchmark_cac.as_ref().map(Quantity::typical),
            minor_per_major: self.currency.minor_per_major(),
        }
    }

    /// Whether steps of so many minutes end at every date of the rewards, and at midnight where something is limited for a day.
    pub(crate) fn dates_end_steps(&self, minutes: u32) -> bool {
        let dates = || self.incentive.iter().flat_map(Reward::dates);
        dates().all(|days| ends_a_step(days, minutes))
            && (!self.limits_days() || self.clock.days_end_steps(minutes))
    }

    /// Whether something is limited for a day.
    pub(crate) fn limits_days(&self) -> bool {
        let mut rewards = self.rewards();
        let by_day = |segment: &Segment| matches!(segment.quota, Some(Quota::PerDay(_)));
        self.segments.iter().any(by_day)
            || rewards.any(|reward| reward.cap_per_day.is_some())
            || (!self.unrewarded && self.budget.as_ref().is_some_and(|budget| budget.per_day.is_some()))
    }

    /// The rewards that anybody can earn.
    pub(crate) fn rewards(&self) -> impl Iterator<Item = &Reward> {
        self.incentive.iter().filter(|_| !self.unrewarded)
    }

    /// Whether people may be invited of whom none is taken to have come anyway.
    #[must_use]
    pub fn assumes_nobody_anyway(&self) -> bool {
        is_nought(&self.anyway) && self.segments.iter().any(Segment::may_share)
    }

    /// Whether nothing in the campaign costs anything: then no cost per head tells campaigns apart.
    #[must_use]
    pub fn is_free(&self) -> bool {
        let is_nought = |cost: &Amount| match cost {
            Amount::Money(cost) | Amount::ShareOfPrice(cost) => cost.typical() == 0.0,
        };
        !OtherLine::ALL.into_iter().any(|line| self.costs_for(line))
            && self.rewards().flat_map(Reward::costs).all(is_nought)
    }

    /// Whether the campaign has such costs.
    fn costs_for(&self, line: OtherLine) -> bool {
        let community = self.community.as_ref();
        match line {
            OtherLine::Fixed => self.costs.fixed.typical() > 0.0,
            OtherLine::PerDay => self.costs.per_day.typical() > 0.0,
            OtherLine::PerSeed => self.costs.per_seed.typical() > 0.0,
            OtherLine::Inflow => {
                let plans = self.segments.iter().flat_map(|segment| &segment.inflow);
                plans.filter_map(|plan| plan.cost.as_ref()).any(|cost| cost.typical() > 0.0)
            }
            OtherLine::Groups => community.is_some_and(|community| community.cost_per_group.typical() > 0.0),
            OtherLine::Labour => community.is_some_and(|community| {
                community.carers.is_some() && community.cost_per_carer_day.typical() > 0.0
            }),
        }
    }
}

impl Segment {
    /// Whether somebody may come to it unasked, or one of its members may share.
    fn may_bring_newcomers(&self) -> bool {
        self.inflow.iter().any(|plan| !is_nought(plan.rate.number())) || self.may_share()
    }

    /// Whether one of its members may share.
    fn may_share(&self) -> bool {
        !matches!(&self.share.drive, Drive::Plain(chance) if is_nought(chance))
    }
}

/// Whether it is known to be 0.
fn is_nought(number: &Quantity) -> bool {
    matches!(number, Quantity::Known(number) if *number == 0.0)
}
