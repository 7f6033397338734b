//! What earns rewards: the events of a step, and the marks that a member's credited invitations pass.

use crate::model::{Earned, RuleModel};
use crate::scenario::Trigger;
use std::ops::Range;

/// Events of a step among the members of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// Members who shared for the first time.
    pub first_shares: u64,
    /// Acceptances of what members offered.
    pub accepted: u64,
}

/// Acceptances credited in a step: `count` inviters who are alike get `gained` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Origin of the inviters, as far as it is remembered; 0: not invited.
    pub origin: usize,
    /// Invitations credited to each before.
    pub before: usize,
    /// What their [counters](crate::model::Counter) showed before.
    pub counted: usize,
    /// Invitations credited to each in this step; may be none.
    pub gained: usize,
    /// Number of inviters.
    pub count: u64,
}

/// Rewards that a rule's letter gives to members of a segment for the events of a step. `credits` are those of the
/// segment; for an upline those of one origin.
pub fn earned(rule: &RuleModel, events: &Events, credits: impl Iterator<Item = Credit>) -> u64 {
    match rule.earned_by() {
        Earned::FirstShare => events.first_shares,
        Earned::Acceptance | Earned::OwnAcceptance => events.accepted,
        Earned::UplineAcceptance if !rule.counts_invitations() => {
            credits.map(|credit| credit.count * credit.gained as u64).sum()
        }
        Earned::UplineAcceptance => credits.map(|credit| credit.count * numbers_passed(rule, credit)).sum(),
        Earned::Marks => {
            let gaining = credits.filter(|credit| credit.gained > 0);
            gaining.map(|credit| credit.count * marks_passed(rule, credit)).sum()
        }
        Earned::OwnOrder | Earned::InTheEnd(_) => 0,
    }
}

/// How many invitations that a rule is for an inviter gains.
#[inline]
fn numbers_passed(rule: &RuleModel, Credit { before, counted, gained, .. }: Credit) -> u64 {
    let gains = before + 1..before + gained + 1;
    let rewarded = rule.counter.map_or(gains, |counter| counter.rewarded(counted, before, gained));
    let Range { start, end } = rule.invitations;
    rewarded.end.min(end).saturating_sub(rewarded.start.max(start)) as u64
}

/// How many marks of a rule an inviter passes.
#[inline]
fn marks_passed(rule: &RuleModel, credit: Credit) -> u64 {
    if rule.counts_invitations() {
        return numbers_passed(rule, credit);
    }
    let Credit { before, counted, gained, .. } = credit;
    if let Some(counter) = rule.counter {
        return counter.earned(counted, before, gained) as u64;
    }
    let after = before + gained;
    let capped = |times: usize| rule.cap.map_or(times, |cap| times.min(cap as usize));
    let passed = match rule.when {
        Trigger::Join => capped(after) - capped(before),
        Trigger::Every(n) => capped(after / n as usize) - capped(before / n as usize),
        Trigger::Invites(n) => usize::from(passes(n, before, after)),
        Trigger::Share | Trigger::Rank(_) | Trigger::Lottery(_) | Trigger::Pool(_) => 0,
        Trigger::Buy | Trigger::Spent(_) | Trigger::Order => 0,
    };
    passed as u64
}

/// Whether a count that grows from `before` to `after` reaches `mark`.
#[must_use]
pub fn passes(mark: u32, before: usize, after: usize) -> bool {
    before < mark as usize && after >= mark as usize
}

#[cfg(test)]
mod tests {
    use super::super::tests::rule;
    use super::*;
    use crate::model::Model;
    use crate::scenario::{Recipient, Scenario};

    fn passed(when: Trigger, cap: Option<u32>, before: usize, after: usize) -> u64 {
        let rule = RuleModel { when, cap, ..rule() };
        marks_passed(&rule, Credit { origin: 0, before, counted: 0, gained: after - before, count: 1 })
    }

    #[test]
    fn several_marks_may_be_passed_at_once() {
        assert_eq!(passed(Trigger::Every(3), None, 2, 10), 3);
        assert_eq!(passed(Trigger::Every(3), Some(2), 2, 10), 2);
        assert_eq!(passed(Trigger::Join, Some(4), 3, 10), 1);
        assert_eq!(passed(Trigger::Join, None, 3, 10), 7);
        assert_eq!(passed(Trigger::Invites(3), None, 2, 3), 1);
        assert_eq!(passed(Trigger::Invites(3), None, 3, 9), 0);
    }

    /// For the third to the fifth friend, and with a cap of three from the second on, two of which are there already.
    #[test]
    fn a_rule_may_be_for_some_friends_only() {
        let middle = RuleModel { invitations: 3..6, ..rule() };
        let gains = |rule: &RuleModel, before, gained, counted| {
            marks_passed(rule, Credit { origin: 0, before, counted, gained, count: 1 })
        };
        assert_eq!(
            [(0, 2), (0, 3), (2, 9), (4, 1), (5, 4)].map(|(b, g)| gains(&middle, b, g, 0)),
            [0, 1, 3, 1, 0]
        );
        let text = "{ name: x, days: 9, step: 1d, seeds: 1, share: 1, contacts: 1, join: 1, \
                    incentive: [{ when: join, cost: { by_invites: { 2: 1 } }, cap: 3, from: 1d }] }";
        let model = Model::typical(&Scenario::from_yaml(text).unwrap());
        let limited = RuleModel { counter: model.rules[0].counter, ..middle };
        assert_eq!([gains(&limited, 1, 9, 0), gains(&limited, 3, 9, 2), gains(&limited, 4, 9, 3)], [2, 1, 0]);
        let above = RuleModel { to: Recipient::Upline, level: 2, ..limited };
        let credits = [Credit { origin: 1, before: 1, counted: 0, gained: 9, count: 4 }];
        assert_eq!(earned(&above, &Events::default(), credits.into_iter()), 8);
    }

    #[test]
    fn each_side_is_paid_for_its_own_event() {
        let events = Events { first_shares: 2, accepted: 5 };
        let credits = [Credit { origin: 1, before: 0, counted: 0, gained: 2, count: 2 }];
        let due = |to, when| earned(&RuleModel { to, when, ..rule() }, &events, credits.into_iter());
        assert_eq!(due(Recipient::Inviter, Trigger::Share), 2);
        assert_eq!(due(Recipient::Inviter, Trigger::Join), 5);
        assert_eq!(due(Recipient::Invitee, Trigger::Join), 5);
        assert_eq!(due(Recipient::Upline, Trigger::Join), 4);
        assert_eq!(due(Recipient::Inviter, Trigger::Invites(2)), 2);
        assert_eq!(due(Recipient::Inviter, Trigger::Rank(3)), 0);
    }
}
