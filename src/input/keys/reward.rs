//! `incentive`: the rewards.

use super::resolver::Resolver;
use super::trigger::RawWhen;
use crate::input::read::{
    Certain, Chance, Choice, Count, Many, NonNegative, Num, Read, Reader, Text, Wait, Whole, Word, YesNo,
    either_schema, keys, looks_like_number, plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Amount, Price, Quantity, Recipient, Reward, Trigger, WhenExhausted};
use crate::yaml::{Content, Node};
use std::collections::BTreeSet;

keys! {
    /// One reward: who gets it, when, what it is worth and what it costs.
    RawReward {
        /// What reports call it; made from the rule when left out.
        name: Text,
        /// Who gets it: `inviter` (default), `invitee`, or `upline` (the inviter's inviter).
        to: Word<Recipient>,
        /// What for: `share`, `join`, or `{ invites: 3 }`, `{ every: 5 }`, `{ rank: 10 }`, `{ lottery: 5 }`, `{ pool: 10 }`.
        when: RawWhen,
        value: Num<NonNegative>,
        /// What one costs you, in money or as `10%` of the price; for a pool: the whole pool.
        cost: RawCost,
        cap: Whole<Many>,
        stock: Num<Count>,
        redeem: Num<Chance>,
        if_stays: Certain<Wait>,
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
    ];
}

impl Choice for WhenExhausted {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("stop_rewards", Self::StopRewards),
        ("end_campaign", Self::EndCampaign),
        ("overdraw", Self::Overdraw),
    ];
}

/// `cost`: money, or a percentage of the price.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawCost {
    Money(Num<NonNegative>),
    ShareOfPrice(Num<Chance>),
}

impl Read for RawCost {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawCost> {
        match &node.content {
            Content::Text(text) if text.contains('%') => Read::read(node, reader).map(RawCost::ShareOfPrice),
            content if looks_like_number(content) => Read::read(node, reader).map(RawCost::Money),
            _ => reader.wrong(node, Expected::MoneyOrPerCent),
        }
    }
}
either_schema!(RawCost, "Money, or a percentage of the price such as `10%`.", Num<NonNegative>);

impl Resolver {
    pub(super) fn incentive(&mut self, raw: &[RawReward], price: Option<&Price>) -> Vec<Reward> {
        let mut taken: BTreeSet<String> =
            raw.iter().filter_map(|reward| reward.name.as_ref().map(|name| name.0.clone())).collect();
        let path = Path::root().key("incentive");
        raw.iter()
            .enumerate()
            .map(|(index, reward)| self.reward(reward, &path.index(index), price, &mut taken))
            .collect()
    }

    fn reward(
        &mut self,
        raw: &RawReward,
        path: &Path,
        price: Option<&Price>,
        taken: &mut BTreeSet<String>,
    ) -> Reward {
        self.needs(raw.when.is_some(), path, "when");
        let to = raw.to.map_or(Recipient::Inviter, |to| to.0);
        let when = raw.when.map_or(Trigger::Join, |when| when.0);
        let stock = self.optional(raw.stock.as_ref());
        if raw.when_exhausted.is_some() && stock.is_none() {
            self.findings.push(path.key("when_exhausted"), ProblemKind::NeedsStock);
        }
        let (value, cost) = self.amounts(raw, path, to, when, price);
        Reward {
            name: raw.name.as_ref().map_or_else(|| made_up(to, when, taken), |name| name.0.clone()),
            to,
            when,
            value,
            cost,
            cap: raw.cap.map(|cap| cap.0 as u32),
            stock,
            redeem: self.or(raw.redeem.as_ref(), Reward::REDEEM),
            if_stays_days: raw.if_stays.as_ref().map(|age| age.0),
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
        price: Option<&Price>,
    ) -> (Quantity, Amount) {
        let value = self.optional(raw.value.as_ref());
        let cost = raw.cost.as_ref().map(|cost| match cost {
            RawCost::Money(money) => Amount::Money(self.quantity(money)),
            RawCost::ShareOfPrice(part) => Amount::ShareOfPrice(self.quantity(part)),
        });
        match (value, cost) {
            (Some(value), Some(cost)) => (value, cost),
            (Some(value), None) => {
                // What one person sees in a pool says nothing of what the whole pool costs.
                self.needs(!when.kind().is_pooled(), path, "cost");
                (value.clone(), Amount::Money(value))
            }
            (None, Some(cost)) => (worth(&cost, to, when, price), cost),
            (None, None) => {
                self.findings.push(path.clone(), ProblemKind::NoAmount);
                (f64::NAN.into(), Amount::Money(f64::NAN.into()))
            }
        }
    }
}

/// What the person sees in a reward of this cost. Far or uncertain ones (a place in a ranking, a draw, what
/// others' friends bring) count for nothing unless the file says what they are worth.
fn worth(cost: &Amount, to: Recipient, when: Trigger, price: Option<&Price>) -> Quantity {
    if when.kind().is_settled_at_the_end() || to == Recipient::Upline {
        return 0.0.into();
    }
    match cost {
        Amount::Money(money) => money.clone(),
        Amount::ShareOfPrice(part) => {
            price.map_or(0.0, |price| part.typical() * price.start.typical()).into()
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
    };
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    let name = std::iter::once(base.clone()).chain(numbered).find(|name| !taken.contains(name));
    let name = name.unwrap_or(base);
    taken.insert(name.clone());
    name
}
