//! What becomes of promises.

use super::Replicate;
use kfactor::metrics::{Metric, RuleCounts};
use kfactor::scenario::WhenExhausted;

/// Every promise comes to something, rule by rule and in all.
pub fn promises_come_to_something(replicate: &Replicate<'_>) {
    let rules = &replicate.outcome.rules;
    for (reward, (rule, counts)) in replicate.scenario.incentive.iter().zip(rules).enumerate() {
        // One with dates is several rules, of one stock.
        let Some(model) = replicate.model.rules.iter().find(|model| model.reward == reward) else { continue };
        let RuleCounts { promised, refused, void, unclaimed, due, paid, broken, open, .. } = *counts;
        assert_eq!(promised, refused + void + unclaimed + due + open, "{}: {counts:?}", rule.name);
        assert_eq!(due, paid + broken, "{}: {counts:?}", rule.name);
        assert!(!rule.reserve || broken == 0, "{}: {counts:?}", rule.name);
        let stock = model.stock.filter(|_| rule.when_exhausted != WhenExhausted::Overdraw);
        // A pool is one piece, whoever shares it.
        let pooled = rule.when.kind().is_pooled();
        assert!(pooled || stock.is_none_or(|stock| paid <= stock), "{}: {counts:?}", rule.name);
    }
    let sum = |of: fn(&RuleCounts) -> u64| rules.iter().map(of).sum::<u64>() as f64;
    assert_eq!(sum(|counts| counts.due), replicate.metric(&Metric::RewardsDue));
    assert_eq!(sum(|counts| counts.paid), replicate.metric(&Metric::RewardsPaid));
    assert_eq!(sum(|counts| counts.broken), replicate.metric(&Metric::BrokenPromises));
}
