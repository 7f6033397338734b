//! Rewards on several levels, as so many rewards to those above who has invited.

use super::RuleCounts;
use kfactor::scenario::{Amount, Quantity, Recipient, Reward, Scenario};

/// The scenario in which what goes on to further levels is a reward of its own for each of them, and which reward of the file each is.
pub fn unfolded(scenario: &Scenario) -> (Scenario, Vec<usize>) {
    let mut unfolded = scenario.clone();
    let mut of = Vec::new();
    unfolded.incentive.clear();
    for (index, reward) in scenario.incentive.iter().enumerate() {
        let plain = Reward { levels: None, ..reward.clone() };
        unfolded.incentive.push(plain.clone());
        of.push(index);
        let Some(levels) = &reward.levels else { continue };
        assert!(
            reward.stock.is_none() && reward.cost_later.is_empty(),
            "the oracle does not know such levels"
        );
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
            unfolded.incentive.push(below.clone());
            of.push(index);
        }
    }
    (unfolded, of)
}

/// What became of the rewards of the file.
pub fn folded(rules: Vec<RuleCounts>, of: &[usize]) -> Vec<RuleCounts> {
    let mut folded: Vec<RuleCounts> = Vec::new();
    for (counts, index) in rules.into_iter().zip(of) {
        match folded.get_mut(*index) {
            Some(sum) => sum.add(&counts),
            None => folded.push(counts),
        }
    }
    folded
}
