//! Rewards for which the number of the friend decides: as many rewards of their own, each for some of an inviter's friends.

use kfactor::scenario::{Amount, ByInvites, Quantity, Reward};
use std::collections::BTreeSet;
use std::ops::Range;

/// Which friends of an inviter, the first being number 1, a reward of its own is for, and which reward of the file it is of.
#[derive(Clone)]
pub struct Part {
    pub of: usize,
    pub friends: Range<u32>,
}

impl Part {
    /// For all of them.
    pub fn whole(of: usize) -> Part {
        Part { of, friends: 1..u32::MAX }
    }

    pub fn is_whole(&self) -> bool {
        self.friends == (1..u32::MAX)
    }
}

/// The rewards of which it consists, and for which friends each is.
pub fn parts(reward: &Reward) -> Vec<(Range<u32>, Reward)> {
    let Reward { value_by_invites: values, cost_by_invites: costs, .. } = reward;
    let from = |one: Option<u32>, other: Option<u32>| one.max(other).unwrap_or(0).max(1);
    let first = from(values.as_ref().map(|by| by.from), costs.as_ref().map(|by| by.from));
    let mut starts = BTreeSet::from([first]);
    starts.extend(values.iter().flat_map(|by| by.later.iter().map(|(from, _)| *from)));
    starts.extend(costs.iter().flat_map(|by| by.later.iter().map(|(from, _)| *from)));
    let starts: Vec<u32> = starts.into_iter().filter(|start| *start >= first).collect();
    if starts.len() > 1 || first > 1 {
        assert!(
            reward.stock.is_none() && reward.cost_later.is_empty() && reward.value_later.is_empty(),
            "the oracle does not know such rewards"
        );
    }
    let part = |(place, start): (usize, &u32)| {
        let end = starts.get(place + 1).copied().unwrap_or(u32::MAX);
        let value: Quantity = amount(values.as_ref(), &reward.value, *start);
        let cost: Amount = amount(costs.as_ref(), &reward.cost, *start);
        let part = Reward { value, cost, value_by_invites: None, cost_by_invites: None, ..reward.clone() };
        (*start..end, part)
    };
    starts.iter().enumerate().map(part).collect()
}

/// What holds for this friend.
fn amount<T: Clone>(by: Option<&ByInvites<T>>, first: &T, friend: u32) -> T {
    let later = by.into_iter().flat_map(|by| &by.later);
    later.filter(|(from, _)| *from <= friend).last().map_or(first, |(_, then)| then).clone()
}
