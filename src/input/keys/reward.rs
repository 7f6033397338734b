//! `incentive`: the rewards.

use super::amounts::{Amounts, RawCost, RawValue};
use super::levels::RawLevels;
use super::resolver::Resolver;
use super::trigger::RawWhen;
use crate::input::read::{
    Certain, Chance, Choice, Count, Level, Many, Moment, Num, Read, Reader, Span, Text, Wait, Whole, Word,
    YesNo, either_schema, keys, number_or, plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Amount, Quantity, Recipient, Reward, Trigger, WhenExhausted};
use crate::yaml::Node;
use std::collections::BTreeSet;

keys! {
    /// One reward: who gets it, when, what it is worth and what it costs.
    RawReward {
        /// What reports call it; made from the rule when left out.
        name: Text,
        /// Who gets it: `inviter` (default), `invitee`, `upline` (the inviter's inviter, or who stands at `level`), or of orders `buyer` (whoever orders).
        to: Word<Recipient>,
        level: Whole<Level>,
        /// Of a reward to the inviter: those above him get a part of it, too: `{ share: 50%, up_to: 7 }`.
        levels: RawLevels,
        /// What for: `share`, `join`, or `{ invites: 3 }`, `{ every: 5 }`, `{ rank: 10 }`, `{ lottery: 5 }`, `{ pool: 10 }`; of an
        /// invitee's orders `buy` (the first), `{ spent: 100 }`, `order` (each).
        when: RawWhen,
        /// What the person sees in it, in money, or by time: `{ 0d: 20, 3d: 10 }`, or by how many the inviter has brought:
        /// `{ by_invites: { 0: 10, 10: 15 } }`; as `cost` when left out.
        value: RawValue,
        /// What one costs you, in money or as `10%` of the price, or by time: `{ 0d: 20, 3d: 10 }`, or by how many the inviter has
        /// brought: `{ by_invites: { 0: 10%, 10: 15% } }`; for a pool: the whole pool.
        cost: RawCost,
        from: Moment<Wait>,
        until: Moment<Span>,
        /// At most so many times per person, in all or on one day: `20`, `{ total: 20, per_day: 3 }`.
        cap: RawCap,
        stock: Num<Count>,
        redeem: Num<Chance>,
        if_stays: Certain<Wait>,
        within: Certain<Span>,
        hold: Certain<Span>,
        recovered: Num<Chance>,
        /// When the stock is gone: `stop_rewards` (default), `end_campaign` or `overdraw`.
        when_exhausted: Word<WhenExhausted>,
        /// Promise only what can be kept: goods and money are held from the promise on, for a final prize from the start.
        reserve: YesNo,
    }
}
plain_map!(RawReward);

impl Choice for Recipient {
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::Inviter.word(), Self::Inviter),
        (Self::Invitee.word(), Self::Invitee),
        (Self::Upline.word(), Self::Upline),
        (Self::Buyer.word(), Self::Buyer),
    ];
}

impl Choice for WhenExhausted {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("stop_rewards", Self::StopRewards),
        ("end_campaign", Self::EndCampaign),
        ("overdraw", Self::Overdraw),
    ];
}

/// `cap`: a number, or two.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawCap {
    Total(Whole<Many>),
    Both(Caps),
}

impl Read for RawCap {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawCap> {
        number_or(node, reader, RawCap::Total, RawCap::Both, Expected::NumberOrMap)
    }
}
either_schema!(RawCap, "At most so many times per person.", Whole<Many>, Caps);

keys! {
    /// At most so many times per person: in all, and on one day.
    Caps {
        total: Whole<Many>,
        per_day: Whole<Many>,
    }
}
plain_map!(Caps);

impl RawCap {
    fn total(&self) -> Option<u32> {
        match self {
            RawCap::Total(total) => Some(*total),
            RawCap::Both(caps) => caps.total,
        }
        .map(|total| total.0 as u32)
    }

    fn per_day(&self) -> Option<u32> {
        match self {
            RawCap::Total(_) => None,
            RawCap::Both(caps) => caps.per_day.map(|per_day| per_day.0 as u32),
        }
    }
}

/// What percentages are of: of what the first joiner pays, or of the first order.
pub(super) struct Prices {
    pub of_joining: Option<Quantity>,
    pub of_order: Option<Quantity>,
}

impl Resolver {
    pub(super) fn incentive(&mut self, raw: &[RawReward], prices: &Prices) -> Vec<Reward> {
        let mut taken: BTreeSet<String> =
            raw.iter().filter_map(|reward| reward.name.as_ref().map(|name| name.0.clone())).collect();
        let path = Path::root().key("incentive");
        raw.iter()
            .enumerate()
            .map(|(index, reward)| self.reward(reward, &path.index(index), prices, &mut taken))
            .collect()
    }

    fn reward(
        &mut self,
        raw: &RawReward,
        path: &Path,
        prices: &Prices,
        taken: &mut BTreeSet<String>,
    ) -> Reward {
        self.needs(raw.when.is_some(), path, "when");
        let to = raw.to.map_or(Recipient::Inviter, |to| to.0);
        let when = raw.when.map_or(Trigger::Join, |when| when.0);
        let stock = self.optional(raw.stock.as_ref());
        if raw.when_exhausted.is_some() && stock.is_none() {
            self.findings.push(path.key("when_exhausted"), ProblemKind::NeedsStock);
        }
        let (value, cost) = self.amounts(raw, path, to, when, prices);
        let Amounts { first: value, later: value_later, by_invites: value_by_invites } = value;
        let Amounts { first: cost, later: cost_later, by_invites: cost_by_invites } = cost;
        Reward {
            name: raw.name.as_ref().map_or_else(|| made_up(to, when, taken), |name| name.0.clone()),
            to,
            level: raw.level.map(|level| level.0 as u32),
            levels: raw.levels.as_ref().map(|levels| self.levels(levels, path)),
            when,
            value,
            cost,
            value_later,
            cost_later,
            value_by_invites,
            cost_by_invites,
            from_days: self.moment_or(raw.from.as_ref(), &path.key("from"), Reward::FROM),
            until_days: raw.until.as_ref().map(|until| self.moment(until, &path.key("until"))),
            cap: raw.cap.as_ref().and_then(RawCap::total),
            cap_per_day: raw.cap.as_ref().and_then(RawCap::per_day),
            stock,
            redeem: self.or(raw.redeem.as_ref(), Reward::REDEEM),
            if_stays_days: raw.if_stays.as_ref().map(|age| age.0),
            within_days: raw.within.as_ref().map(|age| age.0),
            hold_days: raw.hold.as_ref().map(|time| time.0),
            recovered: self.or(raw.recovered.as_ref(), Reward::RECOVERED),
            when_exhausted: raw.when_exhausted.map_or(WhenExhausted::default(), |word| word.0),
            reserve: raw.reserve.is_some_and(|reserve| reserve.0),
        }
    }

    /// Value and cost; where only one is given, the other follows from it.
    fn amounts(
        &mut self,
        raw: &RawReward,
        path: &Path,
        to: Recipient,
        when: Trigger,
        prices: &Prices,
    ) -> (Amounts<Quantity>, Amounts<Amount>) {
        let value = raw.value.as_ref().map(|value| self.value(value, &path.key("value")));
        let cost = raw.cost.as_ref().map(|cost| self.cost(cost, &path.key("cost")));
        match (value, cost) {
            (Some(value), Some(cost)) => (value, cost),
            (Some(value), None) => {
                // What one person sees in a pool says nothing of what the whole pool costs.
                self.needs(!when.kind().is_pooled(), path, "cost");
                let cost = value.map(|value| Amount::Money(value.clone()));
                (value, cost)
            }
            (None, Some(cost)) => (cost.map(|cost| worth(cost, to, when, prices)), cost),
            (None, None) => {
                self.findings.push(path.clone(), ProblemKind::NoAmount);
                let nothing = Amounts::of(Quantity::from(f64::NAN));
                let cost = nothing.map(|value| Amount::Money(value.clone()));
                (nothing, cost)
            }
        }
    }
}

/// What the person sees in a reward of this cost. Far or uncertain ones (a place in a ranking, a draw, what
/// others' friends bring) count for nothing unless the file says what they are worth.
fn worth(cost: &Amount, to: Recipient, when: Trigger, prices: &Prices) -> Quantity {
    if when.kind().is_settled_at_the_end() || [Recipient::Upline, Recipient::Buyer].contains(&to) {
        return 0.0.into();
    }
    match cost {
        Amount::Money(money) => money.clone(),
        Amount::ShareOfPrice(part) => {
            let price = if when.is_of_orders() { &prices.of_order } else { &prices.of_joining };
            price.as_ref().map_or(0.0, |price| part.typical() * price.typical()).into()
        }
    }
}

/// A name made from the rule: `invites_3`, `join_invitee`; with a number behind it where that is taken.
fn made_up(to: Recipient, when: Trigger, taken: &mut BTreeSet<String>) -> String {
    let word = when.kind().word();
    let trigger = when.number().map_or_else(|| word.to_owned(), |number| format!("{word}_{number}"));
    let base = match to {
        Recipient::Inviter => trigger,
        Recipient::Invitee => trigger + "_invitee",
        Recipient::Upline => trigger + "_upline",
        Recipient::Buyer => trigger + "_buyer",
    };
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    let name = std::iter::once(base.clone()).chain(numbered).find(|name| !taken.contains(name));
    let name = name.unwrap_or(base);
    taken.insert(name.clone());
    name
}
