//! Rewards for orders that no order can earn, whatever happens.

use super::known::known;
use crate::problem::{Findings, Path, ProblemKind, Unearned};
use crate::scenario::{Buyers, Buys, BuysWhen, Recipient, Reward, Scenario, Segment, Trigger};

/// Members order, but nobody in such a way, or so soon, or for so much, that it earns this reward.
pub(super) fn check(reward: &Reward, scenario: &Scenario, path: &Path, findings: &mut Findings) {
    if let Some((key, why)) = why_never(reward, scenario) {
        findings.push(path.key(key), ProblemKind::NeverEarned(why));
    }
}

/// The key that stands in the way, and how.
fn why_never(reward: &Reward, scenario: &Scenario) -> Option<(&'static str, Unearned)> {
    let segments = scenario.segments.iter().filter(|segment| !segment.fake);
    let counting = || segments.clone().flat_map(|segment| counting(reward, segment));
    if counting().next().is_none() {
        return Some(("when", Unearned::ByOthers));
    }
    if !counting().any(|buys| is_soon_enough(reward, buys)) {
        let days = counting().map(days_after).fold(f64::INFINITY, f64::min);
        return Some(("within", Unearned::TooLate { days }));
    }
    let in_time = |buys: &Buys| is_soon_enough(reward, buys) && is_within_dates(reward, scenario, buys);
    if !counting().any(in_time) {
        let key = if reward.until_days.is_some() { "until" } else { "from" };
        return Some((key, Unearned::OutsideOfDates));
    }
    let Trigger::Spent(goal) = reward.when else { return None };
    let most = segments.clone().map(|segment| most_spent(reward, segment)).collect::<Option<Vec<f64>>>()?;
    let most = most.into_iter().fold(0.0, f64::max);
    (most < f64::from(goal)).then_some(("when", Unearned::TooLittle { most }))
}

/// Orders of a segment that count for the reward: those of the invited, or of any member.
fn counting<'a>(reward: &Reward, segment: &'a Segment) -> impl Iterator<Item = &'a Buys> + use<'a> {
    let of_anybody = reward.to == Recipient::Buyer;
    let counts = move |buys: &&Buys| of_anybody || matches!(buys.who, Buyers::All | Buyers::Invited);
    segment.buys.iter().filter(counts)
}

fn days_after(buys: &Buys) -> f64 {
    if let BuysWhen::After { after_days, .. } = buys.when { after_days } else { 0.0 }
}

/// Whether the order can come so soon after joining.
fn is_soon_enough(reward: &Reward, buys: &Buys) -> bool {
    match (&buys.when, reward.within_days) {
        (BuysWhen::After { after_days, .. }, Some(within)) => *after_days < within,
        _ => true,
    }
}

/// Whether the order can come while it counts, of somebody who was promised something for it.
fn is_within_dates(reward: &Reward, scenario: &Scenario, buys: &Buys) -> bool {
    let end = reward.until_days.unwrap_or_else(|| scenario.clock.days());
    match buys.when {
        BuysWhen::Often { .. } => true,
        BuysWhen::At { at_days, .. } => (reward.from_days..end).contains(&at_days),
        // Who buys may have come at the very beginning, and who is invited comes while it is on offer.
        BuysWhen::After { after_days, .. } if reward.to == Recipient::Buyer => after_days < end,
        BuysWhen::After { after_days, .. } => reward.from_days + after_days < end,
    }
}

/// The most that somebody of a segment can spend; nothing where there is no end of it, or it is not known.
fn most_spent(reward: &Reward, segment: &Segment) -> Option<f64> {
    let mut most = 0.0;
    for buys in counting(reward, segment) {
        if matches!(buys.when, BuysWhen::Often { .. }) {
            return None;
        }
        most += buys.price.as_ref().map_or(Some(0.0), known)?;
    }
    Some(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(buys: &str, reward: &str) -> Option<Unearned> {
        let text = format!(
            "{{ name: x, days: 10, step: 1d, seeds: 9, share: 1, contacts: 1, join: 1, buys: {buys}, incentive: [{reward}] }}"
        );
        let problems = Scenario::from_yaml(&text).err().map(|problems| problems.list).unwrap_or_default();
        problems.into_iter().find_map(|problem| match problem.kind {
            ProblemKind::NeverEarned(why) => Some(why),
            _ => None,
        })
    }

    #[test]
    fn who_never_orders_in_time_earns_nothing() {
        let after = "{ after: 4d, chance: 0.5, price: 60 }";
        assert_eq!(why(after, "{ when: buy, cost: 1, within: 3d }"), Some(Unearned::TooLate { days: 4.0 }));
        assert_eq!(why(after, "{ when: order, cost: 1, within: 4d }"), Some(Unearned::TooLate { days: 4.0 }));
        assert_eq!(why(after, "{ when: buy, cost: 1, within: 5d }"), None);
        assert_eq!(why(after, "{ when: buy, cost: 1, hold: 30d }"), None);
        assert_eq!(why(after, "{ when: buy, cost: 1, until: 4d }"), Some(Unearned::OutsideOfDates));
        assert_eq!(why(after, "{ when: buy, cost: 1, from: 6d }"), Some(Unearned::OutsideOfDates));
        assert_eq!(why(after, "{ to: buyer, when: buy, cost: 1, until: 5d }"), None);
        let both = format!("[{after}, {{ per_day: 0.01, price: 60 }}]");
        assert_eq!(why(&both, "{ when: buy, cost: 1, within: 3d, until: 2d }"), None);
    }

    #[test]
    fn a_sale_before_or_after_the_offer_earns_nothing() {
        let at = "{ at: 5d, chance: 0.5, price: 60 }";
        assert_eq!(why(at, "{ when: buy, cost: 1, until: 5d }"), Some(Unearned::OutsideOfDates));
        assert_eq!(why(at, "{ when: buy, cost: 1, from: 6d }"), Some(Unearned::OutsideOfDates));
        assert_eq!(why(at, "{ when: buy, cost: 1, from: 4d, until: 6d }"), None);
    }

    #[test]
    fn orders_of_others_and_too_small_ones_earn_nothing() {
        let of_seeds = "{ per_day: 0.1, price: 60, who: seeds }";
        assert_eq!(why(of_seeds, "{ when: buy, cost: 1 }"), Some(Unearned::ByOthers));
        assert_eq!(why(of_seeds, "{ to: buyer, when: buy, cost: 1 }"), None);
        let two = "[{ after: 1d, chance: 0.5, price: 60 }, { at: 5d, chance: 0.5, price: 30 }]";
        let never = Some(Unearned::TooLittle { most: 90.0 });
        assert_eq!(why(two, "{ when: { spent: 100 }, cost: 1 }"), never);
        assert_eq!(why(two, "{ when: { spent: 90 }, cost: 1 }"), None);
    }
}
