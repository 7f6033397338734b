//! The bait: rewards, what they cost, the money for them, and what a joiner pays.

use super::quantity::Quantity;
use super::refund::Refund;
use super::trigger::{Recipient, Trigger};
use serde::Serialize;
use std::ops::Range;

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
    /// By the number of the inviter's invitation, where that decides: what the person sees in it. `value` is the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_by_invites: Option<ByInvites<Quantity>>,
    /// The same of what one costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_by_invites: Option<ByInvites<Amount>>,
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

/// From which invitation of an inviter on what holds; his first is number 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByInvites<T> {
    /// The invitation from which on the first holds; before it there is nothing.
    pub from: u32,
    /// What holds from further invitations on, rising.
    pub later: Vec<(u32, T)>,
}

/// Whether it is nothing, for sure.
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

impl Amount {
    /// Whether it is no money at all.
    pub(crate) fn is_nothing(&self) -> bool {
        let (Amount::Money(amount) | Amount::ShareOfPrice(amount)) = self;
        is_nothing(amount)
    }
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

/// A stretch of time, and of invitations, in which a reward is offered on the same terms.
#[derive(Clone, Debug)]
pub(crate) struct Stretch<'a> {
    /// Days after the beginning.
    pub from_days: f64,
    /// Days after the beginning; `None`: to the end.
    pub until_days: Option<f64>,
    /// The numbers of an inviter's invitations, the first of which is 1.
    pub invitations: Range<u32>,
    pub value: &'a Quantity,
    pub cost: &'a Amount,
}

/// What holds at a time, or an invitation, of things that begin to hold one after the other.
fn at<'a, T, N: PartialOrd>(first: &'a T, later: &'a [(N, T)], now: &N) -> &'a T {
    later.iter().take_while(|(from, _)| from <= now).last().map_or(first, |(_, then)| then)
}

impl Reward {
    /// The stretches of time, and in each of them of invitations, in which it is offered on the same terms, one after the other; of
    /// a reward that nothing dates and no number of invitations decides over, one.
    pub(crate) fn stretches(&self) -> Vec<Stretch<'_>> {
        let (times, bands) = (self.stretches_of_time(), self.bands());
        let all = times.iter().flat_map(|time| bands.iter().map(move |band| (time, band)));
        all.map(|(time, band)| self.in_band(time.clone(), band.clone())).collect()
    }

    /// Of this stretch what holds for these invitations.
    fn in_band<'a>(&'a self, stretch: Stretch<'a>, invitations: Range<u32>) -> Stretch<'a> {
        let first = invitations.start;
        Stretch {
            value: self
                .value_by_invites
                .as_ref()
                .map_or(stretch.value, |by| at(&self.value, &by.later, &first)),
            cost: self.cost_by_invites.as_ref().map_or(stretch.cost, |by| at(&self.cost, &by.later, &first)),
            invitations,
            ..stretch
        }
    }

    /// The first invitation of an inviter for which there is something.
    pub(crate) fn first_invitation(&self) -> u32 {
        let of_value = self.value_by_invites.as_ref().map(|by| by.from);
        let of_cost = self.cost_by_invites.as_ref().map(|by| by.from);
        of_value.max(of_cost).unwrap_or(0).max(1)
    }

    /// The invitations from which on something else holds than before.
    pub(crate) fn later_invitations(&self) -> impl Iterator<Item = u32> {
        let of_values = self.value_by_invites.iter().flat_map(|by| by.later.iter().map(|(from, _)| *from));
        of_values.chain(self.cost_by_invites.iter().flat_map(|by| by.later.iter().map(|(from, _)| *from)))
    }

    /// The stretches of invitations in which it is offered on the same terms, one after the other.
    fn bands(&self) -> Vec<Range<u32>> {
        let first = self.first_invitation();
        let mut starts = vec![first];
        starts.extend(self.later_invitations().filter(|from| *from > first));
        starts.sort_unstable();
        starts.dedup();
        let ends = starts[1..].iter().copied().chain([u32::MAX]);
        starts.iter().zip(ends).map(|(from, until)| *from..until).collect()
    }

    /// Whether the number of an inviter's invitations decides over what he gets.
    pub(crate) fn is_by_invites(&self) -> bool {
        self.value_by_invites.is_some() || self.cost_by_invites.is_some()
    }

    fn stretches_of_time(&self) -> Vec<Stretch<'_>> {
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
            invitations: 1..u32::MAX,
            value: at(&self.value, &self.value_later, from_days),
            cost: at(&self.cost, &self.cost_later, from_days),
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
        let bands = self.later_invitations().fold(self.first_invitation(), u32::max) as usize;
        number.saturating_mul(times).max(bands - 1).min(MOST)
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

    /// Everything that one of it costs at some time, or for some invitation.
    pub(crate) fn costs(&self) -> impl Iterator<Item = &Amount> {
        let by_invites = self.cost_by_invites.iter().flat_map(|by| &by.later).map(|(_, cost)| cost);
        std::iter::once(&self.cost).chain(self.cost_later.iter().map(|(_, cost)| cost)).chain(by_invites)
    }

    /// Everything that the person sees in it and that one costs, at any time and for any invitation.
    pub(crate) fn amounts_mut(&mut self) -> impl Iterator<Item = &mut Quantity> {
        fn by_invites<T>(by: &mut Option<ByInvites<T>>) -> impl Iterator<Item = &mut T> {
            by.iter_mut().flat_map(|by| &mut by.later).map(|(_, amount)| amount)
        }
        let values =
            std::iter::once(&mut self.value).chain(self.value_later.iter_mut().map(|(_, value)| value));
        let costs = std::iter::once(&mut self.cost).chain(self.cost_later.iter_mut().map(|(_, cost)| cost));
        let values = values.chain(by_invites(&mut self.value_by_invites));
        let costs = costs.chain(by_invites(&mut self.cost_by_invites));
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

    /// The friends with the numbers 3 and 4, 5 to 7, and all others, in each of two stretches of time.
    #[test]
    fn what_the_number_of_invitations_decides_is_several() {
        let reward = Reward {
            value_by_invites: Some(ByInvites { from: 3, later: vec![(8, 9.0.into())] }),
            cost_by_invites: Some(ByInvites { from: 3, later: vec![(5, Amount::Money(7.0.into()))] }),
            until_days: Some(4.0),
            ..Reward::new("x", Recipient::Inviter, Trigger::Join, 5.0)
        };
        let bands: Vec<_> = reward.stretches().iter().map(|of| of.invitations.clone()).collect();
        assert_eq!(bands, [3..5, 5..8, 8..u32::MAX]);
        let amounts: Vec<_> =
            reward.stretches().iter().map(|of| (of.value.clone(), of.cost.clone())).collect();
        let of = |value: f64, cost: f64| (Quantity::from(value), Amount::Money(cost.into()));
        assert_eq!(amounts, [of(5.0, 5.0), of(5.0, 7.0), of(9.0, 7.0)]);
        assert_eq!(reward.counts_invitations_to(), 7);
        let twice = Reward { value_by_invites: None, value_later: vec![(2.0, 4.0.into())], ..reward };
        let terms: Vec<_> = twice.stretches().iter().map(|of| (of.from_days, of.invitations.start)).collect();
        assert_eq!(terms, [(0.0, 3), (0.0, 5), (2.0, 3), (2.0, 5)]);
    }
}
