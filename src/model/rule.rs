//! A reward rule in numbers.

use super::order::{OnOrders, OrderEvent};
use super::unit_cost::{UnitCost, unit_cost};
use super::{Counter, SegmentModel};
use crate::scenario::{Amount, Recipient, Reward, Scenario, Stretch, Trigger, WhenExhausted};
use crate::units::{Money, whole_people};
use std::ops::Range;

/// A reward rule in numbers, as far as its terms are the same: one that is dated, or for which the number of invitations decides, is
/// several, one after the other.
#[derive(Clone, Debug)]
pub struct RuleModel {
    /// Which reward of the file it is of: these have one stock and one line in the books.
    pub reward: usize,
    /// The step from which on it may be on offer, and the first in which it is not any more.
    pub dates: Range<u32>,
    /// For which of an inviter's invitations it is, the first being 1.
    pub invitations: Range<usize>,
    /// Who gets it.
    pub to: Recipient,
    /// Of inviters, which: 1 is who invited, 2 his inviter, and so on.
    pub level: u32,
    /// What makes it due.
    pub when: Trigger,
    /// What the person sees in it, in major units.
    pub value: f64,
    /// What one costs (for a pool: the pool).
    pub cost: UnitCost,
    /// At most so many times per person, where his invitations tell how many there were.
    pub cap: Option<u32>,
    /// Of what orders earn, at most so many times per person on a day.
    pub cap_per_day: Option<u32>,
    /// Where they do not, how that is counted.
    pub counter: Option<Counter>,
    /// At most so many in all.
    pub stock: Option<u64>,
    /// Probability that a due reward is claimed.
    pub redeem: f64,
    /// What happens when the stock is gone.
    pub when_exhausted: WhenExhausted,
    /// How long a promise is held when it is earned; none where it falls due at once.
    pub held: Option<Holding>,
    /// How long the invitee must stay; none where that does not matter.
    pub must_stay: Option<Holding>,
    /// Probability that a new member of the segment stays so long; 1 where that does not matter.
    pub stays: Vec<f64>,
    /// Promised only while there is something left for it, which is then set aside.
    pub reserve: bool,
    /// What orders earn it, where they do.
    pub on_orders: Option<OnOrders>,
    /// The part that comes back of what was paid for a purchase that is refunded later.
    pub recovered: f64,
}

/// Every invitation.
pub const ALL_INVITATIONS: Range<usize> = 1..usize::MAX;

/// How long a promise is held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holding {
    /// Whole steps.
    pub steps: u32,
    /// Chance that it is one more: the invitee joins at any moment of a step.
    pub one_more: f64,
}

impl Holding {
    /// For so many steps; in cycles for the whole ones among them.
    fn of(steps: f64, in_cycles: bool) -> Holding {
        let whole = (steps + 1e-9).floor();
        let part = if in_cycles { 0.0 } else { (steps - whole).max(0.0) };
        Holding { steps: whole as u32, one_more: part }
    }

    /// Its mean, in steps.
    #[must_use]
    pub fn mean(self) -> f64 {
        f64::from(self.steps) + self.one_more
    }

    /// Whether it is one more for what is earned at this moment of a step: it would end with the next one or later.
    #[must_use]
    pub fn is_longer_from(self, moment: f64) -> bool {
        moment + self.one_more >= 1.0 - 1e-9
    }
}

impl RuleModel {
    /// The rules of this reward, which is the one of this `index` in the file.
    pub(super) fn compile(
        (index, reward): (usize, &Reward),
        scenario: &Scenario,
        segments: &[SegmentModel],
        drawn: &[f64],
    ) -> Vec<RuleModel> {
        let of = |stretch: &Stretch<'_>| RuleModel::of(index, reward, stretch, scenario, segments, drawn);
        let share = reward.levels.as_ref().map(|levels| levels.share.value(drawn));
        let with_levels = |rule: RuleModel| match share {
            Some(share) => reward.levels_paid().map_while(|level| rule.at_level(level, share)).collect(),
            None => vec![rule],
        };
        let mut terms: Vec<RuleModel> = Vec::new();
        for rule in reward.stretches().iter().map(of) {
            match terms.last_mut().filter(|before| before.goes_on_as(&rule)) {
                Some(before) => before.invitations.end = rule.invitations.end,
                None => terms.push(rule),
            }
        }
        if reward.is_by_invites() {
            terms.iter_mut().for_each(|rule| rule.cap_by_invitations(reward));
        }
        let mut rules: Vec<RuleModel> = terms.into_iter().flat_map(with_levels).collect();
        rules.sort_by_key(|rule| (rule.dates.start, rule.level));
        rules
    }

    /// Whether the terms for the invitations behind those of this rule are the same.
    fn goes_on_as(&self, next: &RuleModel) -> bool {
        self.dates == next.dates
            && self.invitations.end == next.invitations.start
            && (self.value, self.cost) == (next.value, next.cost)
    }

    /// Where the number of invitations decides, the cap of a friend who joins is a number of them, too.
    fn cap_by_invitations(&mut self, reward: &Reward) {
        if self.on_orders.is_none()
            && self.counts_invitations()
            && let Some(cap) = self.cap.take()
        {
            let end = reward.first_invitation() as usize + cap as usize;
            self.invitations.end = self.invitations.end.min(end);
        }
    }

    /// Whether it is for some of an inviter's invitations and not for others.
    #[must_use]
    pub fn counts_invitations(&self) -> bool {
        self.invitations != ALL_INVITATIONS
    }

    /// Whether it is on other terms than this one, at another time or for other invitations: nobody is promised something by
    /// both for one friend.
    #[must_use]
    pub fn excludes(&self, other: &RuleModel) -> bool {
        (self.reward, self.level) == (other.reward, other.level)
    }

    /// What of a reward to the inviter goes to those at this level, each of whom gets this share of what the one below him gets, in
    /// whole minor units; none where that is nothing.
    fn at_level(&self, level: u32, share: f64) -> Option<RuleModel> {
        let above = level as i32 - 1;
        let cost = match self.cost {
            UnitCost::Fixed(money) => UnitCost::Fixed(at_level(money, share, level)),
            UnitCost::ShareOfPrice(part) => UnitCost::ShareOfPrice(part * share.powi(above)),
        };
        let (at_first, here) =
            (self.cost != UnitCost::Fixed(Money::ZERO), cost != UnitCost::Fixed(Money::ZERO));
        let to = if level == 1 { Recipient::Inviter } else { Recipient::Upline };
        let value = self.value * share.powi(above);
        (here || !at_first).then(|| RuleModel { to, level, value, cost, ..self.clone() })
    }

    fn of(
        index: usize,
        reward: &Reward,
        stretch: &Stretch<'_>,
        scenario: &Scenario,
        segments: &[SegmentModel],
        drawn: &[f64],
    ) -> RuleModel {
        let step_days = scenario.clock.step_days();
        // Of those who are paid at several levels this is the first.
        let level = reward.levels_paid().start;
        let holding = |days: f64| Holding::of(days / step_days, scenario.is_in_cycles());
        let must_stay = reward.if_stays_days.map(holding);
        let step_at = |days: f64| (days / step_days).round() as u32;
        RuleModel {
            reward: index,
            dates: step_at(stretch.from_days)..stretch.until_days.map_or(u32::MAX, step_at),
            invitations: numbers(&stretch.invitations),
            to: if level == 1 && reward.to == Recipient::Upline { Recipient::Inviter } else { reward.to },
            level,
            when: reward.when,
            value: stretch.value.value(drawn),
            cost: match stretch.cost {
                Amount::Money(money) => {
                    UnitCost::Fixed(Money::from_major(money.value(drawn), &scenario.currency))
                }
                Amount::ShareOfPrice(share) => UnitCost::ShareOfPrice(share.value(drawn)),
            },
            cap: reward.cap.filter(|_| !reward.counts_apart()),
            cap_per_day: reward.cap_per_day.filter(|_| !reward.counts_apart()),
            counter: reward.counts_apart().then(|| Counter::of(reward, step_at(reward.from_days))),
            stock: reward.stock.as_ref().map(|stock| whole_people(stock.value(drawn))),
            redeem: reward.redeem.value(drawn),
            when_exhausted: reward.when_exhausted,
            held: reward.held_days().map(holding),
            must_stay,
            stays: segments
                .iter()
                .map(|segment| must_stay.map_or(1.0, |stay| segment.survival(stay.mean())))
                .collect(),
            reserve: reward.reserve,
            on_orders: OnOrders::compile(reward, scenario, drawn),
            recovered: reward.recovered.value(drawn),
        }
    }

    /// Whether its dates allow it to be on offer in step `t`.
    #[inline]
    #[must_use]
    pub fn is_on(&self, t: u32) -> bool {
        self.dates.contains(&t)
    }

    /// What one more reward costs while joiners pay `price`.
    #[must_use]
    pub fn unit_cost(&self, price: Money) -> Money {
        unit_cost(self.cost, self.on_orders.map_or(price, |on_orders| on_orders.price))
    }

    /// Whether each order of somebody earns it: how many there will be is not known before.
    #[must_use]
    pub fn is_promised_with_each_order(&self) -> bool {
        self.on_orders.is_some_and(|on_orders| on_orders.event == OrderEvent::Each)
    }

    /// Whether it is promised when the order comes that earns it, and not before.
    #[must_use]
    pub fn is_promised_with_the_order(&self) -> bool {
        self.to == Recipient::Buyer || self.is_promised_with_each_order()
    }

    /// What a reward costs for an order of this price.
    #[must_use]
    pub fn cost_of_order(&self, price: Money) -> Money {
        unit_cost(self.cost, price)
    }
}

/// These numbers of invitations; the last stretch has no end.
fn numbers(invitations: &Range<u32>) -> Range<usize> {
    let end = if invitations.end == u32::MAX { usize::MAX } else { invitations.end as usize };
    invitations.start as usize..end
}

/// What of an amount for the first level is paid at this one, each level having so large a part of what the one below has.
#[must_use]
pub fn at_level(money: Money, share: f64, level: u32) -> Money {
    (1..level).fold(money, |money, _| part_of(money, share))
}

/// This part of an amount, in whole minor units; the rest is nobody's.
fn part_of(money: Money, part: f64) -> Money {
    Money((money.0 as f64 * part * (1.0 + 1e-12)).floor() as i128)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::Model;

    /// Three days are three days in steps of every length, and a member stays them with the chance of three days.
    #[test]
    fn a_promise_is_held_for_days_whatever_the_step() {
        for (step, step_days) in [("2h", 1.0 / 12.0), ("12h", 0.5), ("1d", 1.0)] {
            let text = format!(
                "{{ name: x, days: 20, step: {step}, seeds: 9, share: 0.3, contacts: 5, join: 0.1, churn: 0.1, \
                 incentive: [{{ when: join, value: 5, cost: 5, if_stays: 3d }}] }}"
            );
            let scenario = Scenario::from_yaml(&text).unwrap();
            let model = Model::typical(&scenario);
            let rule = &model.rules[0];
            assert!((rule.held.unwrap().mean() * step_days - 3.0).abs() < 1e-9, "{step}: {:?}", rule.held);
            assert!((rule.stays[0] - 0.9f64.powi(3)).abs() < 1e-9, "{step}: {:?}", rule.stays);
        }
        let [half, cycles] = [false, true].map(|in_cycles| Holding::of(2.5, in_cycles));
        assert_eq!((half.steps, half.one_more), (2, 0.5));
        assert_eq!((cycles.steps, cycles.one_more), (2, 0.0));
        let of_days = Holding::of(0.6, false);
        // 3.4 days and 0.6 are four, whatever rounding makes of it.
        assert_eq!([3.3 - 3.0, 3.4 - 3.0, 0.5].map(|from| of_days.is_longer_from(from)), [false, true, true]);
    }

    /// 10 yuan, half of it above, and so on until nothing is left; of 30 % of the price a percentage of a percentage.
    #[test]
    fn each_level_gets_its_share_of_the_one_below() {
        let rules = |cost: &str, share: f64, up_to: u32| {
            let text = format!(
                "{{ name: x, days: 2, seeds: 9, share: 1, contacts: 1, join: 1, price: 10, incentive: [{{ when: join, \
                 value: 8, cost: {cost}, levels: {{ share: {share}, up_to: {up_to} }} }}] }}"
            );
            Model::typical(&Scenario::from_yaml(&text).unwrap()).rules
        };
        let paid = rules("0.1", 0.5, 10).into_iter().map(|rule| (rule.level, rule.cost, rule.value));
        let fixed = |minor| UnitCost::Fixed(Money(minor));
        let known = [(1, fixed(10), 8.0), (2, fixed(5), 4.0), (3, fixed(2), 2.0), (4, fixed(1), 1.0)];
        assert_eq!(paid.collect::<Vec<_>>(), known);
        assert_eq!(rules("1", 0.29, 3)[1].cost, fixed(29), "whatever rounding does");
        let parts = rules("30%", 0.5, 3);
        assert_eq!(parts[2].cost, UnitCost::ShareOfPrice(0.075));
        assert_eq!([parts[0].to, parts[1].to], [Recipient::Inviter, Recipient::Upline]);
    }

    /// What is for further friends is a rule of its own, but where it is the same; a cap is a number of friends.
    #[test]
    fn the_number_of_friends_makes_rules() {
        let rules = |reward: &str| {
            let text = format!(
                "{{ name: x, days: 2, seeds: 9, share: 1, contacts: 1, join: 1, price: 10, incentive: [{{ when: join, {reward} }}] }}"
            );
            let rules = Model::typical(&Scenario::from_yaml(&text).unwrap()).rules.into_iter();
            let terms = rules.map(|rule| (rule.level, rule.invitations, rule.cap, rule.counter.is_some()));
            terms.collect::<Vec<_>>()
        };
        const END: usize = usize::MAX;
        let rises = "cost: { by_invites: { 0: 1, 3: 2, 5: 2, 7: 3 } }";
        assert_eq!(rules(rises), [(1, 1..3, None, false), (1, 3..7, None, false), (1, 7..END, None, false)]);
        assert_eq!(
            rules(&format!("{rises}, cap: 8")).pop(),
            Some((1, 7..9, None, false)),
            "eight friends, no more"
        );
        assert_eq!(rules("cost: { by_invites: { 4: 1 } }, cap: 2"), [(1, 4..6, None, false)]);
        assert_eq!(rules("cost: { by_invites: { 4: 1 } }, cap: { per_day: 2 }"), [(1, 4..END, None, true)]);
        assert_eq!(
            rules("cost: { by_invites: { 0: 1, 3: 1 } }, cap: 4"),
            [(1, ALL_INVITATIONS, Some(4), false)]
        );
        let levels = rules("cost: { by_invites: { 0: 4, 3: 8 } }, levels: { share: 50%, up_to: 2 }");
        let levels: Vec<_> = levels.into_iter().map(|(level, friends, ..)| (level, friends)).collect();
        assert_eq!(levels, [(1, 1..3), (1, 3..END), (2, 1..3), (2, 3..END)]);
    }

    /// A rule to the inviter whose rewards are worth `value` each.
    pub fn rule(when: Trigger, value: f64, cap: Option<u32>) -> RuleModel {
        RuleModel {
            reward: 0,
            dates: 0..u32::MAX,
            invitations: ALL_INVITATIONS,
            to: Recipient::Inviter,
            level: 1,
            when,
            value,
            cost: UnitCost::Fixed(Money(100)),
            cap,
            cap_per_day: None,
            counter: None,
            stock: None,
            redeem: 1.0,
            when_exhausted: WhenExhausted::StopRewards,
            held: None,
            must_stay: None,
            stays: vec![],
            reserve: false,
            on_orders: None,
            recovered: 0.0,
        }
    }
}
