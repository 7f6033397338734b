//! What makes a reward due, as far as the simulation must know it: what a rule looks at, what earns its rewards, and what
//! the next invitation is felt to earn. Each is an exhaustive match, so that a new trigger is missed nowhere. The words of a
//! trigger are elsewhere, in the scenario; how many marks are passed at once is in the campaign's terms.

use super::RuleModel;
use crate::scenario::{Recipient, Trigger};
use std::ops::Range;

/// What a rule looks at, and so what must be remembered of members for its sake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// At the event alone: it does not matter whose it is.
    Event,
    /// At whether the member has shared before.
    FirstShare,
    /// At the member's credited invitations up to this number.
    Mark(usize),
    /// At where the member's credited invitations stand within this period.
    Period(usize),
    /// At how many rewards the member has got by a [counter](super::Counter).
    Counter,
    /// At who has more credited invitations in the end.
    Order,
    /// At who invited the member.
    Inviter,
}

/// What earns a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earned {
    /// The first share of a member.
    FirstShare,
    /// Every acceptance, for who invited.
    Acceptance,
    /// Every acceptance, for the inviter of who invited.
    UplineAcceptance,
    /// Every acceptance, for who accepted.
    OwnAcceptance,
    /// The credited invitations of a member, at marks.
    Marks,
    /// Orders of anybody, for who orders.
    OwnOrder,
    /// The final standing.
    InTheEnd(Finale),
}

/// How a final reward is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finale {
    /// So many places by credited invitations.
    Rank(u64),
    /// So many prizes, every credited invitation a ticket.
    Lottery(u64),
    /// One pool for all who reached so many credited invitations.
    Pool(usize),
}

impl Finale {
    /// The most prizes there can be to pay for: a pool is paid once.
    #[must_use]
    pub fn most_prizes(self) -> u64 {
        match self {
            Finale::Rank(prizes) | Finale::Lottery(prizes) => prizes,
            Finale::Pool(_) => 1,
        }
    }

    /// The same with at most so many prizes.
    #[must_use]
    pub fn at_most(self, prizes: u64) -> Finale {
        match self {
            Finale::Rank(places) => Finale::Rank(places.min(prizes)),
            Finale::Lottery(draws) => Finale::Lottery(draws.min(prizes)),
            Finale::Pool(mark) => Finale::Pool(if prizes == 0 { usize::MAX } else { mark }),
        }
    }
}

impl RuleModel {
    /// What the rule looks at.
    #[must_use]
    pub fn looks_at(&self) -> Looks {
        match self.to {
            Recipient::Invitee | Recipient::Buyer => Looks::Event,
            Recipient::Upline => Looks::Inviter,
            Recipient::Inviter if self.counts_invitations() => Looks::Mark(self.invitations_told_apart()),
            Recipient::Inviter => match (self.when, self.cap) {
                (Trigger::Share, _) => Looks::FirstShare,
                (Trigger::Buy | Trigger::Spent(_) | Trigger::Order, _) => Looks::Event,
                (Trigger::Join, None) if self.counter.is_some() => Looks::Counter,
                (Trigger::Join, None) => Looks::Event,
                (Trigger::Join, Some(cap)) => Looks::Mark(cap as usize),
                (Trigger::Invites(n) | Trigger::Pool(n), _) => Looks::Mark(n as usize),
                (Trigger::Every(n), None) => Looks::Period(n as usize),
                (Trigger::Every(n), Some(cap)) => Looks::Mark((n as usize).saturating_mul(cap as usize)),
                (Trigger::Rank(_) | Trigger::Lottery(_), _) => Looks::Order,
            },
        }
    }

    /// So many of a member's invitations before the next decide whether it is for that; beyond, nothing changes any more.
    fn invitations_told_apart(&self) -> usize {
        let Range { start, end } = self.invitations;
        if end == usize::MAX { start - 1 } else { end - 1 }
    }

    /// What earns the rule's rewards.
    #[must_use]
    pub fn earned_by(&self) -> Earned {
        match (self.to, self.when) {
            (_, Trigger::Rank(places)) => Earned::InTheEnd(Finale::Rank(places.into())),
            (_, Trigger::Lottery(prizes)) => Earned::InTheEnd(Finale::Lottery(prizes.into())),
            (_, Trigger::Pool(mark)) => Earned::InTheEnd(Finale::Pool(mark as usize)),
            (Recipient::Buyer, _) => Earned::OwnOrder,
            (Recipient::Upline, _) => Earned::UplineAcceptance,
            (Recipient::Invitee, _) => Earned::OwnAcceptance,
            (Recipient::Inviter, Trigger::Share) => Earned::FirstShare,
            (Recipient::Inviter, _) if self.counts_invitations() => Earned::Marks,
            (Recipient::Inviter, Trigger::Join) if self.cap.is_none() && self.counter.is_none() => {
                Earned::Acceptance
            }
            // Promised then; what becomes of it is up to the orders.
            (Recipient::Inviter, Trigger::Buy | Trigger::Spent(_) | Trigger::Order) => Earned::Acceptance,
            (Recipient::Inviter, Trigger::Join | Trigger::Invites(_) | Trigger::Every(_)) => Earned::Marks,
        }
    }

    /// Whether the rule is settled at the end of the campaign.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self.earned_by(), Earned::InTheEnd(_))
    }

    /// Whether its promises hang on those who accept.
    #[must_use]
    pub fn hangs_on_invitees(&self) -> bool {
        match self.earned_by() {
            Earned::Acceptance | Earned::UplineAcceptance | Earned::OwnAcceptance | Earned::Marks => true,
            Earned::FirstShare | Earned::OwnOrder | Earned::InTheEnd(_) => false,
        }
    }

    /// What the next invitation can still earn, by this rule, a member with `j` credited invitations who has got so many
    /// rewards that are `counted`, as the member sees it: rewards per invitation at their value, rewards at a mark at `value · patience^(invitations still missing - 1)`,
    /// nothing for what is used up. What is for some invitations only is a mark at the first of them that is still to come; of what goes to
    /// an upline that is the first of a friend.
    #[must_use]
    pub fn perceived_value(&self, j: usize, counted: usize, shared: bool, patience: f64) -> f64 {
        if matches!(self.to, Recipient::Invitee | Recipient::Buyer)
            || self.counter.is_some_and(|counter| counter.is_used_up(counted))
        {
            return 0.0;
        }
        let gradient = |missing: usize| self.value * libm::pow(patience, (missing - 1) as f64);
        let used_up = |times: usize| self.cap.is_some_and(|cap| times >= cap as usize);
        match self.when {
            Trigger::Share if shared => 0.0,
            Trigger::Join if used_up(j) => 0.0,
            Trigger::Invites(n) if j >= n as usize => 0.0,
            Trigger::Every(n) if used_up(j / n as usize) => 0.0,
            _ if self.counts_invitations() => {
                let next = if self.to == Recipient::Upline { 1 } else { j + 1 };
                let Range { start, end } = self.invitations;
                if next < end { gradient(start.max(next) + 1 - next) } else { 0.0 }
            }
            Trigger::Share | Trigger::Join | Trigger::Buy | Trigger::Spent(_) | Trigger::Order => self.value,
            Trigger::Invites(n) => gradient(n as usize - j),
            Trigger::Every(n) => gradient(n as usize - j % n as usize),
            // A member who has reached the mark of a pool keeps a part of it whatever comes next; more invitations add
            // nothing, but the hope that keeps the member in the race does.
            Trigger::Pool(n) => gradient((n as usize).saturating_sub(j).max(1)),
            Trigger::Rank(_) | Trigger::Lottery(_) => self.value,
        }
    }
}

/// What the next invitations can still earn, by these rules, a member who stands so: their sum, but of rules that are for one
/// reward on other terms, what is most.
pub(super) fn felt<'r>(
    rules: impl Iterator<Item = &'r RuleModel>,
    perceived: impl Fn(&RuleModel) -> f64,
) -> f64 {
    let (mut sum, mut most, mut before) = (0.0, 0.0, None);
    for rule in rules {
        if before.is_some_and(|before: &RuleModel| !before.excludes(rule)) {
            sum += std::mem::take(&mut most);
        }
        most = f64::max(most, perceived(rule));
        before = Some(rule);
    }
    sum + most
}

#[cfg(test)]
mod tests {
    use super::super::rule::tests::rule;
    use super::*;

    /// 5 for each of the first two friends and 10 for each further one, the first of whom is the third.
    #[test]
    fn of_terms_by_invitations_that_is_felt_which_pulls_most() {
        let friend = |invitations, value| RuleModel { invitations, ..rule(Trigger::Join, value, None) };
        let terms = [friend(1..3, 5.0), friend(3..usize::MAX, 10.0)];
        let felt =
            |patience: f64, j: usize| felt(terms.iter(), |rule| rule.perceived_value(j, 0, false, patience));
        assert_eq!([felt(0.5, 0), felt(0.5, 1), felt(0.5, 2), felt(0.5, 9)], [5.0, 5.0, 10.0, 10.0]);
        assert_eq!([felt(0.8, 0), felt(0.8, 1)], [10.0 * 0.8f64.powi(2), 8.0]);
        assert_eq!([0, 1].map(|place| terms[place].looks_at()), [Looks::Mark(2), Looks::Mark(2)]);
        assert_eq!(terms[0].earned_by(), Earned::Marks);
        let above = RuleModel { to: Recipient::Upline, level: 2, ..terms[1].clone() };
        assert_eq!(above.perceived_value(9, 0, false, 0.5), 2.5, "a friend begins anew");
        let another = rule(Trigger::Share, 1.0, None);
        let another = RuleModel { reward: 1, ..another };
        let both = || terms.iter().chain([&another]);
        assert_eq!(super::felt(both(), |rule| rule.perceived_value(0, 0, false, 0.5)), 6.0);
    }

    fn value(rule: &RuleModel, j: usize) -> f64 {
        rule.perceived_value(j, 0, false, 0.8)
    }

    #[test]
    fn a_goal_pulls_harder_the_nearer_it_is() {
        let tier = rule(Trigger::Invites(3), 299.0, None);
        assert!((value(&tier, 0) - 299.0 * 0.64).abs() < 1e-9);
        assert!((value(&tier, 2) - 299.0).abs() < 1e-9);
        assert_eq!(value(&tier, 3), 0.0);
    }

    #[test]
    fn what_is_used_up_has_no_value() {
        let capped = rule(Trigger::Join, 5.0, Some(2));
        assert_eq!([value(&capped, 1), value(&capped, 2)], [5.0, 0.0]);
        let every = rule(Trigger::Every(5), 10.0, Some(2));
        assert_eq!([value(&every, 9), value(&every, 10)], [10.0, 0.0]);
    }

    #[test]
    fn a_cap_makes_a_reward_per_invitation_look_at_the_count() {
        let free = rule(Trigger::Join, 5.0, None);
        assert_eq!((free.looks_at(), free.earned_by()), (Looks::Event, Earned::Acceptance));
        let capped = rule(Trigger::Join, 5.0, Some(2));
        assert_eq!((capped.looks_at(), capped.earned_by()), (Looks::Mark(2), Earned::Marks));
    }
}
