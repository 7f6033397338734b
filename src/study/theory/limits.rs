//! What of a scenario the theory leaves out, by name.

use crate::model::{Model, RuleModel};
use crate::scenario::WhenExhausted;
use serde::Serialize;

/// A rule of the scenario that the theory does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ignored {
    /// The budget: rewards stay on offer.
    Budget,
    /// Stocks of rewards: they stay on offer.
    Stock,
    /// Capacity: nobody is turned away.
    Capacity,
    /// Community managers: too many members leave no faster.
    Overload,
    /// The platform: it never strikes.
    Ban,
}

/// What of the scenario is left out.
pub(super) fn ignored(model: &Model) -> Vec<Ignored> {
    let capacity = model.capacity_total.is_some() || model.capacity_per_step.is_some();
    // A company that pays on changes nothing for anybody.
    let binds = |when: WhenExhausted| when != WhenExhausted::Overdraw;
    let stock = |rule: &RuleModel| rule.stock.is_some() && binds(rule.when_exhausted);
    let all = [
        (model.budget.is_some_and(|budget| binds(budget.when_exhausted)), Ignored::Budget),
        (model.rules.iter().any(stock), Ignored::Stock),
        (capacity, Ignored::Capacity),
        (model.care.is_some_and(|care| care.overload != 1.0), Ignored::Overload),
        (model.ban.is_some_and(|ban| ban.hazard > 0.0), Ignored::Ban),
    ];
    all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, limit)| limit).collect()
}
