//! Rewards, budget and price.

use super::Resolver;
use crate::scenario::leaf::Word;
use crate::scenario::place::Path;
use crate::scenario::problem::ProblemKind;
use crate::scenario::raw::{RawBudget, RawCost, RawPrice, RawReward};
use crate::scenario::{Amount, Budget, Price, Quantity, Recipient, Reward, Trigger, WhenExhausted};
use std::collections::BTreeSet;

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
            redeem: self.or(raw.redeem.as_ref(), 1.0),
            if_stays_days: raw.if_stays.as_ref().map(|age| age.0),
            when_exhausted: raw.when_exhausted.map_or(WhenExhausted::default(), |word| word.0),
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
                self.needs(!matches!(when, Trigger::Pool(_)), path, "cost");
                (value.clone(), Amount::Money(value))
            }
            (None, Some(cost)) => (worth(&cost, to, when, price), cost),
            (None, None) => {
                self.findings.push(path.clone(), ProblemKind::NoAmount);
                (f64::NAN.into(), Amount::Money(f64::NAN.into()))
            }
        }
    }

    pub(super) fn price(&mut self, raw: &RawPrice) -> Price {
        let stairs = match raw {
            RawPrice::Fixed(price) => {
                return Price { start: self.quantity(price), step: 0.0.into(), every: 1 };
            }
            RawPrice::Stairs(stairs) => stairs,
        };
        let path = Path::root().key("price");
        let (step, every) = (stairs.step.is_some(), stairs.every.is_some());
        let kind = ProblemKind::Together { missing: "every", with: "step" };
        self.findings.when(step && !every, &path.key("step"), kind);
        let kind = ProblemKind::Together { missing: "step", with: "every" };
        self.findings.when(every && !step, &path.key("every"), kind);
        Price {
            start: self.required(stairs.start.as_ref(), &path, "start"),
            step: self.or(stairs.step.as_ref(), 0.0),
            every: stairs.every.map_or(1, |every| every.0),
        }
    }

    pub(super) fn budget(&mut self, raw: &RawBudget) -> Budget {
        let path = Path::root().key("budget");
        match raw {
            RawBudget::Limit(limit) => {
                Budget { limit: self.quantity(limit), when_exhausted: WhenExhausted::default() }
            }
            RawBudget::Full(full) => Budget {
                limit: self.required(full.limit.as_ref(), &path, "limit"),
                when_exhausted: full.when_exhausted.map_or(WhenExhausted::default(), |Word(choice)| choice),
            },
        }
    }
}

/// What the person sees in a reward of this cost. Far or uncertain ones (a place in a ranking, a draw, what
/// others' friends bring) count for nothing unless the file says what they are worth.
fn worth(cost: &Amount, to: Recipient, when: Trigger, price: Option<&Price>) -> Quantity {
    let distant = matches!(when, Trigger::Rank(_) | Trigger::Lottery(_) | Trigger::Pool(_));
    if distant || to == Recipient::Upline {
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
    let trigger = match when {
        Trigger::Share => "share".to_owned(),
        Trigger::Join => "join".to_owned(),
        Trigger::Invites(n) => format!("invites_{n}"),
        Trigger::Every(n) => format!("every_{n}"),
        Trigger::Rank(n) => format!("rank_{n}"),
        Trigger::Lottery(n) => format!("lottery_{n}"),
        Trigger::Pool(n) => format!("pool_{n}"),
    };
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
