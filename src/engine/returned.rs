//! Money that goes back: who of those who have paid gets it, and when.

use super::now::{Step, Way};
use crate::model::Return;
use crate::rng::{Purpose, Stream, hypergeometric, lane};

/// How many of some who have paid get their money back, by when.
pub(super) type Returned = Vec<(Return, u64)>;

/// Of the people who have just joined a segment in this way and paid for it; nobody where no money goes back.
pub(super) fn of_joiners(at: Step<'_>, segment: usize, way: Way, count: u64) -> Returned {
    match at.model.price.as_ref().and_then(|price| price.refund.as_ref()) {
        Some(refund) if count > 0 && !matches!(way, Way::Seed(_)) => {
            refund.draw(&mut at.stream(Purpose::Refund, lane::of_refunds(segment, way.number())), count)
        }
        _ => Returned::new(),
    }
}

/// Those of two ways together.
pub(super) fn both(mut one: Returned, other: Returned) -> Returned {
    for (when, count) in other {
        match one.iter_mut().find(|(known, _)| *known == when) {
            Some((_, known)) => *known += count,
            None => one.push((when, count)),
        }
    }
    one
}

/// How many of them are among `some` of those `all`, who are chosen without looking at it.
pub(super) fn among(stream: &mut Stream, returned: &Returned, all: u64, some: u64) -> Returned {
    if some >= all {
        return returned.clone();
    }
    let (mut people, mut left) = (all, some);
    let mut chosen = Returned::new();
    for (when, count) in returned {
        let here = hypergeometric(stream, people, *count, left);
        if here > 0 {
            chosen.push((*when, here));
        }
        (people, left) = (people - count, left - here);
    }
    chosen
}

/// How many they are.
pub(super) fn how_many(returned: &Returned) -> u64 {
    returned.iter().map(|(_, count)| count).sum()
}

/// How many of them get it back within the campaign.
pub(super) fn in_time(at: Step<'_>, returned: &Returned) -> u64 {
    returned.iter().filter(|(when, _)| goes_back(at, when)).map(|(_, count)| count).sum()
}

/// Whether what is paid in this step goes back within the campaign.
pub(super) fn goes_back(at: Step<'_>, when: &Return) -> bool {
    at.t.saturating_add(when.later) < at.model.steps
}
