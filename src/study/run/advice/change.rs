//! A campaign after a change.

use super::super::Change;
use crate::scenario::{Quantity, Reward, Scenario, Valid, WhenExhausted};

impl Change {
    /// The campaign after it; none where it changes nothing, where the number to be changed is not known, or where the campaign
    /// would make no sense.
    pub(super) fn applied(self, scenario: &Valid) -> Option<Valid> {
        let mut changes = Changes { any: false, all_known: true };
        let changed = scenario.changed(|scenario| self.apply(scenario, &mut changes)).ok()?;
        (changes.any && changes.all_known).then_some(changed)
    }

    fn apply(self, scenario: &mut Scenario, changes: &mut Changes) {
        match self {
            Change::Seeds(factor) => {
                let waves = scenario.segments.iter_mut().filter(|segment| !segment.fake);
                waves
                    .flat_map(|segment| &mut segment.seeds)
                    .for_each(|wave| changes.whole(&mut wave.count, factor));
            }
            Change::Budget(factor) => {
                scenario.budget.iter_mut().for_each(|budget| changes.number(&mut budget.limit, factor));
            }
            Change::DailyBudget(factor) => {
                let of_days = scenario.budget.iter_mut().filter_map(|budget| budget.per_day.as_mut());
                of_days.for_each(|of_day| changes.number(of_day, factor));
            }
            Change::NothingBought => {
                for segment in &mut scenario.segments {
                    let before = segment.inflow.len();
                    segment.inflow.retain(|plan| plan.cost.is_none());
                    changes.any |= segment.inflow.len() != before;
                }
            }
            Change::Stock(factor) => {
                let stocks = scenario.incentive.iter_mut().filter_map(|reward| reward.stock.as_mut());
                stocks.for_each(|stock| changes.whole(stock, factor));
            }
            Change::Capacity(factor) => {
                let room = [&mut scenario.capacity.total, &mut scenario.capacity.per_hour];
                room.into_iter().flatten().for_each(|room| changes.whole(room, factor));
            }
            // What moves nobody would be cheaper and as good at any value.
            Change::Reward(_) if scenario.unmoved().any() => {}
            Change::Reward(factor) => {
                for reward in &mut scenario.incentive {
                    reward.amounts_mut().for_each(|amount| changes.number(amount, factor));
                }
            }
            Change::StopRewards => {
                let of_budget = scenario.budget.iter_mut().map(|budget| &mut budget.when_exhausted);
                let of_rewards = scenario.incentive.iter_mut().map(|reward| &mut reward.when_exhausted);
                for when in of_budget.chain(of_rewards).filter(|when| **when == WhenExhausted::Overdraw) {
                    *when = WhenExhausted::StopRewards;
                    changes.any = true;
                }
            }
            Change::Reserve => {
                let budget = scenario.budget.as_ref();
                let plain = |reward: &&mut Reward| !reward.reserve && reward.may_run_out(budget);
                for reward in scenario.incentive.iter_mut().filter(plain) {
                    reward.reserve = true;
                    changes.any = true;
                }
            }
            Change::Cap(times) => {
                // With a cap on orders members are followed one by one.
                let unlimited = |reward: &&mut Reward| reward.cap.is_none() && !reward.when.is_of_orders();
                for reward in scenario.incentive.iter_mut().filter(unlimited) {
                    reward.cap = Some(times);
                    changes.any = true;
                }
            }
            Change::IfStays(days) => {
                let at_once = |reward: &&mut Reward| reward.if_stays_days.is_none();
                for reward in scenario.incentive.iter_mut().filter(at_once) {
                    reward.if_stays_days = Some(days);
                    changes.any = true;
                }
            }
        }
    }
}

/// What came of numbers that were to be changed.
struct Changes {
    /// Whether one is another now.
    any: bool,
    /// Whether all were known.
    all_known: bool,
}

impl Changes {
    fn number(&mut self, of: &mut Quantity, factor: f64) {
        self.put(of, |number| number * factor);
    }

    fn whole(&mut self, of: &mut Quantity, factor: f64) {
        self.put(of, |number| (number * factor).round());
    }

    fn put(&mut self, of: &mut Quantity, change: impl Fn(f64) -> f64) {
        match of {
            Quantity::Known(number) => {
                let changed = change(*number);
                self.any |= changed != *number;
                *number = changed;
            }
            Quantity::Uncertain(_) => self.all_known = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Amount, ByInvites};

    fn scenario(more: &str) -> Valid {
        let share = "{ content: 0.1, reward: { max: 0.4, half: 5 } }";
        let text =
            format!("{{ name: x, days: 5, seeds: 10, share: {share}, contacts: 5, join: 0.1, {more} }}");
        Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
    }

    #[test]
    fn a_change_changes_what_it_names() {
        let before = scenario("budget: 30, incentive: [{ when: join, value: 5, cost: 4 }]");
        let seeds = Change::Seeds(1.5).applied(&before).unwrap();
        assert_eq!(seeds.segments[0].seeds[0].count, Quantity::Known(15.0));
        let budget = Change::Budget(1.5).applied(&before).unwrap();
        assert_eq!(budget.budget.as_ref().unwrap().limit, Quantity::Known(45.0));
        let by_day =
            scenario("budget: { limit: 30, per_day: 4 }, incentive: [{ when: join, value: 5, cost: 4 }]");
        let by_day = Change::DailyBudget(1.5).applied(&by_day).unwrap().budget.clone().unwrap();
        assert_eq!((by_day.limit, by_day.per_day), (Quantity::Known(30.0), Some(Quantity::Known(6.0))));
        let reward = Change::Reward(0.5).applied(&before).unwrap();
        assert_eq!(reward.incentive[0].cost, Amount::Money(2.0.into()));
        let dated = "incentive: [{ when: join, value: { 0d: 6, 2d: 3 }, cost: { 0d: 4, 2d: 2 } }]";
        let dated = Change::Reward(0.5).applied(&scenario(dated)).unwrap();
        assert_eq!(dated.incentive[0].value_later, [(2.0, Quantity::Known(1.5))]);
        assert_eq!(dated.incentive[0].cost_later, [(2.0, Amount::Money(1.0.into()))]);
        let by_invites = "incentive: [{ when: join, value: 3, cost: { by_invites: { 0: 4, 2: 6 } } }]";
        let by_invites = Change::Reward(0.5).applied(&scenario(by_invites)).unwrap();
        let later = vec![(2, Amount::Money(3.0.into()))];
        assert_eq!(by_invites.incentive[0].cost_by_invites, Some(ByInvites { from: 0, later }));
        assert!(Change::Reserve.applied(&before).unwrap().incentive[0].reserve);
        assert_eq!(Change::Cap(3).applied(&before).unwrap().incentive[0].cap, Some(3));
    }

    #[test]
    fn what_is_not_there_or_not_known_is_not_changed() {
        let plain = scenario("description: nothing more");
        for change in [
            Change::Budget(1.5),
            Change::DailyBudget(1.5),
            Change::Stock(1.5),
            Change::Capacity(1.5),
            Change::Reward(0.5),
            Change::NothingBought,
            Change::StopRewards,
            Change::Reserve,
            Change::Cap(3),
            Change::IfStays(7.0),
        ] {
            assert_eq!(change.applied(&plain), None, "{change:?}");
        }
        assert_eq!(
            Change::Budget(1.5)
                .applied(&scenario("budget: 50 to 90, incentive: [{ when: join, value: 5, cost: 4 }]")),
            None
        );
    }
}
