//! The bait: rewards, what they cost, the money for them, and what a joiner pays.

use super::quantity::Quantity;
use super::refund::Refund;
use super::trigger::{Recipient, Trigger};
use serde::Serialize;

/// One reward rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reward {
    /// Name as in the file, or one made from the rule (`invites_3`, `join_invitee`); unique.
    pub name: String,
    /// Who gets it.
    pub to: Recipient,
    /// Which of the upline: 2 is the inviter's inviter, as where nothing is said, 3 his inviter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// What goes to the upline, too, of what the inviter gets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Levels>,
    /// What makes it due.
    pub when: Trigger,
    /// What the person sees in it, in major units (for `rank` and `lottery`: in the chance that one more
    /// invitation gives).
    pub value: Quantity,
    /// What one costs the company (for `pool`: the whole pool).
    pub cost: Amount,
    /// What the person sees in it from each of these times on, in days after the beginning, rising.
    pub value_later: Vec<(f64, Quantity)>,
    /// What one costs from each of these times on.
    pub cost_later: Vec<(f64, Amount)>,
    /// Days after the beginning from which on it is on offer.
    pub from_days: f64,
    /// Days after the beginning from which on it is not on offer any more; `None`: to the end.
    pub until_days: Option<f64>,
    /// At most so many times per person.
    pub cap: Option<u32>,
    /// At most so many times per person on one day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap_per_day: Option<u32>,
    /// At most so many in all; rounded to a whole number.
    pub stock: Option<Quantity>,
    /// Probability that a due reward is really claimed.
    pub redeem: Quantity,
    /// Void when the invitee leaves before this age in days.
    pub if_stays_days: Option<f64>,
    /// The order must come within so many days after the invitee has joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_days: Option<f64>,
    /// Due only so many days after what has earned it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold_days: Option<f64>,
    /// The part that comes back of a reward that was paid for what is refunded later.
    #[serde(skip_serializing_if = "is_nothing")]
    pub recovered: Quantity,
    /// What happens when the stock is gone.
    pub when_exhausted: WhenExhausted,
    /// Promised only while there is something left for it, which is then held.
    pub reserve: bool,
}

/// Further levels of a reward to the inviter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Levels {
    /// What each level gets of what the one below it gets.
    pub share: Quantity,
    /// The last level that gets anything; the inviter is the first.
    pub up_to: u32,
}

/// Whether it is what it is where nobody says it.
fn is_nothing(part: &Quantity) -> bool {
    *part == 0.0.into()
}

/// What a reward costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Major units.
    Money(Quantity),
    /// Share (0.10 for 10 %) of the price that a joiner pays.
    ShareOfPrice(Quantity),
}

/// Money for rewards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Budget {
    /// Major units.
    pub limit: Quantity,
    /// Rewards earned on one day may cost so much, in major units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_day: Option<Quantity>,
    /// What happens when the limit is gone.
    pub when_exhausted: WhenExhausted,
}

/// What happens when money or goods are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenExhausted {
    /// The rule is off offer from the next step on.
    #[default]
    StopRewards,
    /// The campaign ends: nobody shares any more.
    EndCampaign,
    /// The company pays on; what it pays beyond is overspend.
    Overdraw,
}

impl WhenExhausted {
    /// Whether something that is exhausted so is really gone: the company does not pay on.
    #[must_use]
    pub fn runs_out(self) -> bool {
        self != WhenExhausted::Overdraw
    }
}

/// A stretch of time in which a reward is offered on the same terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch<'a> {
    /// Days after the beginning.
    pub from_days: f64,
    /// Days after the beginning; `None`: to the end.
    pub until_days: Option<f64>,
    pub value: &'a Quantity,
    pub cost: &'a Amount,
}

/// What holds at a time of things that begin to hold one after the other.
fn at<'a, T>(first: &'a T, later: &'a [(f64, T)], days: f64) -> &'a T {
    later.iter().take_while(|(from, _)| *from <= days).last().map_or(first, |(_, then)| then)
}

impl Reward {
    /// The stretches of time in which it is offered on the same terms, one after the other; of a reward that nothing dates, one.
    pub(crate) fn stretches(&self) -> Vec<Stretch<'_>> {
        let mut starts = vec![self.from_days];
        let inside = |days: &f64| *days > self.from_days && self.until_days.is_none_or(|until| *days < until);
        let values = self.value_later.iter().map(|(from, _)| *from);
        starts.extend(values.chain(self.cost_later.iter().map(|(from, _)| *from)).filter(inside));
        starts.sort_unstable_by(f64::total_cmp);
        starts.dedup();
        let ends = starts[1..].iter().copied().map(Some).chain([self.until_days]);
        let stretch = |(from_days, until_days): (&f64, Option<f64>)| Stretch {
            from_days: *from_days,
            until_days,
            value: at(&self.value, &self.value_later, *from_days),
            cost: at(&self.cost, &self.cost_later, *from_days),
        };
        starts.iter().zip(ends).map(stretch).collect()
    }

    /// The times at which what it offers changes, in days after the beginning.
    pub(crate) fn dates(&self) -> impl Iterator<Item = f64> {
        let later = self.value_later.iter().map(|(from, _)| *from);
        let later = later.chain(self.cost_later.iter().map(|(from, _)| *from));
        later.chain(self.until_days).chain([self.from_days])
    }

    /// How far members' invitations are told apart for it, at most.
    pub(crate) fn counts_invitations_to(&self) -> usize {
        /// Beyond so many an invitation is felt like this one.
        const MOST: usize = 4096;
        let number = match self.when {
            Trigger::Invites(number) | Trigger::Every(number) | Trigger::Pool(number) => number as usize,
            Trigger::Share | Trigger::Join | Trigger::Buy | Trigger::Spent(_) | Trigger::Order => 1,
            Trigger::Rank(_) | Trigger::Lottery(_) => return MOST,
        };
        let times = self.cap.filter(|_| !self.counts_apart()).map_or(1, |cap| cap as usize);
        number.saturating_mul(times).min(MOST)
    }

    /// Whether how often somebody got it cannot be told from his invitations: it has a cap that holds for a day, or begins later.
    pub(crate) fn counts_apart(&self) -> bool {
        !self.when.is_of_orders()
            && (self.cap_per_day.is_some() || (self.cap.is_some() && self.from_days > 0.0))
    }

    /// Whether dates change what it offers.
    pub(crate) fn is_dated(&self) -> bool {
        self.from_days > 0.0
            || self.until_days.is_some()
            || !self.value_later.is_empty()
            || !self.cost_later.is_empty()
    }

    /// Everything that one of it costs at some time.
    pub(crate) fn costs(&self) -> impl Iterator<Item = &Amount> {
        std::iter::once(&self.cost).chain(self.cost_later.iter().map(|(_, cost)| cost))
    }

    /// Everything that the person sees in it and that one costs, at any time.
    pub(crate) fn amounts_mut(&mut self) -> impl Iterator<Item = &mut Quantity> {
        let values =
            std::iter::once(&mut self.value).chain(self.value_later.iter_mut().map(|(_, value)| value));
        let costs = std::iter::once(&mut self.cost).chain(self.cost_later.iter_mut().map(|(_, cost)| cost));
        values.chain(costs.map(|(Amount::Money(cost) | Amount::ShareOfPrice(cost))| cost))
    }

    /// For how many days it is held when it is earned, if it is: the longer of both times.
    pub(crate) fn held_days(&self) -> Option<f64> {
        self.hold_days.into_iter().chain(self.if_stays_days).reduce(f64::max)
    }

    /// Whether money or goods may run out for it.
    #[must_use]
    pub fn may_run_out(&self, budget: Option<&Budget>) -> bool {
        let money = budget.is_some_and(|budget| budget.when_exhausted.runs_out());
        money || (self.stock.is_some() && self.when_exhausted.runs_out())
    }
}

/// What a joiner pays: `start + step · ⌊joiners so far / every⌋`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// Price of the first joiner, in major units.
    pub start: Quantity,
    /// Rise per stair; 0 for a fixed price.
    pub step: Quantity,
    /// Joiners per stair.
    pub every: u64,
    /// Who of the joiners gets it back, if some do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dated_reward_is_several_one_after_the_other() {
        let plain = Reward::new("x", Recipient::Inviter, Trigger::Join, 5.0);
        assert_eq!(plain.stretches().len(), 1);
        let dated = Reward {
            value_later: vec![(2.0, 4.0.into())],
            cost_later: vec![(2.0, Amount::Money(3.0.into())), (4.0, Amount::Money(1.0.into()))],
            from_days: 1.0,
            until_days: Some(7.0),
            ..plain
        };
        let stretches = dated.stretches();
        let times: Vec<_> = stretches.iter().map(|of| (of.from_days, of.until_days)).collect();
        assert_eq!(times, [(1.0, Some(2.0)), (2.0, Some(4.0)), (4.0, Some(7.0))]);
        let values: Vec<_> = stretches.iter().map(|of| of.value.clone()).collect();
        assert_eq!(values, [5.0.into(), 4.0.into(), Quantity::from(4.0)]);
        assert_eq!(*stretches[2].cost, Amount::Money(1.0.into()));
    }
}
