//! Rewards on several levels, as so many rewards to those above who has invited.

use super::RuleCounts;
use super::friends::{Part, parts};
use kfactor::scenario::{Amount, Quantity, Recipient, Reward, Scenario};

/// The scenario in which what goes on to further levels is a reward of its own for each of them, and so is what is for some friends only;
/// and what each is of the rewards of the file.
pub fn unfolded(scenario: &Scenario) -> (Scenario, Vec<Part>) {
    let mut unfolded = scenario.clone();
    let mut of = Vec::new();
    unfolded.incentive.clear();
    for (index, reward) in scenario.incentive.iter().enumerate() {
        let mut all: Vec<(u32, Reward, Part)> = Vec::new();
        for (friends, part) in parts(reward) {
            let levels = on_levels(scenario, &part).into_iter();
            all.extend(
                levels.map(|(level, reward)| (level, reward, Part { of: index, friends: friends.clone() })),
            );
        }
        all.sort_by_key(|(level, ..)| *level);
        unfolded.incentive.extend(all.iter().map(|(_, reward, _)| reward.clone()));
        of.extend(all.into_iter().map(|(.., part)| part));
    }
    (unfolded, of)
}

/// A reward of its own for each level.
fn on_levels(scenario: &Scenario, reward: &Reward) -> Vec<(u32, Reward)> {
    let plain = Reward { levels: None, ..reward.clone() };
    let mut all = vec![(1, plain.clone())];
    let Some(levels) = &reward.levels else { return all };
    assert!(reward.stock.is_none() && reward.cost_later.is_empty(), "the oracle does not know such levels");
    let Quantity::Known(share) = levels.share else { panic!("the oracle must know the share") };
    let mut below = plain;
    for level in 2..=levels.up_to {
        let value = Quantity::Known(below.value.typical() * share);
        let cost = match &below.cost {
            Amount::Money(money) => {
                let minor = scenario.currency.minor_per_major();
                let cost = (money.typical() * minor * share * (1.0 + 1e-12)).floor() / minor;
                Amount::Money(Quantity::Known(cost))
            }
            Amount::ShareOfPrice(part) => Amount::ShareOfPrice(Quantity::Known(part.typical() * share)),
        };
        below = Reward { to: Recipient::Upline, level: Some(level), value, cost, ..below };
        if below.cost == Amount::Money(Quantity::Known(0.0)) && reward.cost != below.cost {
            break;
        }
        all.push((level, below.clone()));
    }
    all
}

/// What became of the rewards of the file.
pub fn folded(rules: Vec<RuleCounts>, of: &[Part]) -> Vec<RuleCounts> {
    let mut folded: Vec<RuleCounts> = Vec::new();
    for (counts, part) in rules.into_iter().zip(of) {
        match folded.get_mut(part.of) {
            Some(sum) => sum.add(&counts),
            None => folded.push(counts),
        }
    }
    folded
}
