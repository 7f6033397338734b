//! What of a scenario the theory leaves out, by name.

use crate::metrics::Scalar;
use crate::model::{Model, RuleModel};
use crate::scenario::{Recipient, Scenario, Valid, WhenExhausted};
use serde::Serialize;

/// A rule of the scenario that the theory does not follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ignored {
    /// The budget: rewards stay on offer.
    Budget,
    /// Stocks of rewards: they stay on offer.
    Stock,
    /// That a reward to the invitee ends or changes, as far as it brings other people: whom it brings is as at the beginning.
    DatedRecruits,
    /// Caps on what friends' orders earn: whoever has earned all hopes on.
    OrderCaps,
    /// Caps that hold for a day, or begin with their rule: nobody reaches them.
    Caps,
    /// Quotas of invitations: in the course those of a segment have theirs in common; all else leaves them out.
    Quotas,
    /// Capacity: nobody is turned away.
    Capacity,
    /// Accounts: each takes everybody.
    Accounts,
    /// The code of a group: there is always one.
    Code,
    /// Community managers: too many members leave no faster.
    Overload,
    /// The platform: it never strikes.
    Ban,
    /// Laws of waits: every wait is exponential that as many survive.
    Waits,
    /// Reminders: nobody is woken, but in the expected course.
    Reminders,
    /// The network: anybody may meet anybody, and a share reaches as many people on average.
    Network,
    /// Social proof: nobody looks at whom else he knows among the members.
    SocialProof,
}

impl Ignored {
    /// Whether the expected course counts it, though K does not.
    #[must_use]
    pub fn is_in_the_course(self) -> bool {
        matches!(self, Ignored::Quotas | Ignored::Reminders)
    }

    /// Whether this number of the theory would be another one if it were followed.
    #[must_use]
    pub fn concerns(self, scalar: Scalar) -> bool {
        let times = matches!(scalar, Scalar::GrowthRate | Scalar::DoublingDays | Scalar::GenerationDays);
        match self {
            // Whoever hopes for more shares more, and who meets whom decides over everything.
            Ignored::OrderCaps | Ignored::Caps | Ignored::Network | Ignored::SocialProof => true,
            Ignored::Quotas | Ignored::Reminders => !scalar.is_of_course(),
            Ignored::Waits => times || scalar.is_of_course(),
            Ignored::Budget
            | Ignored::Stock
            | Ignored::DatedRecruits
            | Ignored::Capacity
            | Ignored::Accounts
            | Ignored::Code
            | Ignored::Overload
            | Ignored::Ban => scalar.is_of_course(),
        }
    }
}

/// What of the scenario the theory leaves out.
#[must_use]
pub fn left_out(scenario: &Valid) -> Vec<Ignored> {
    ignored(scenario, &Model::typical(scenario))
}

/// What of the scenario is left out; `model` is what its theory is computed from.
pub(super) fn ignored(scenario: &Scenario, model: &Model) -> Vec<Ignored> {
    let capacity = model.capacity_total.is_some() || model.hourly.is_some();
    let accounts = model.entrance.as_ref().is_some_and(|entrance| entrance.accounts.is_some());
    let code = model.entrance.as_ref().is_some_and(|entrance| entrance.code.is_some());
    // A company that pays on changes nothing for anybody.
    let binds = |when: WhenExhausted| when != WhenExhausted::Overdraw;
    let stock = |rule: &RuleModel| rule.stock.is_some() && binds(rule.when_exhausted);
    let all = [
        (
            model.budget.is_some_and(|budget| binds(budget.when_exhausted) || budget.per_day.is_some()),
            Ignored::Budget,
        ),
        (model.rules.iter().any(stock), Ignored::Stock),
        (recruits_change(model), Ignored::DatedRecruits),
        (model.order_rules.capped != 0, Ignored::OrderCaps),
        (model.rules.iter().any(|rule| rule.counter.is_some()), Ignored::Caps),
        (model.has_quotas(), Ignored::Quotas),
        (capacity, Ignored::Capacity),
        (accounts, Ignored::Accounts),
        (code, Ignored::Code),
        (model.care.is_some_and(|care| care.overload != 1.0), Ignored::Overload),
        (model.bans.iter().any(|ban| ban.hazard > 0.0), Ignored::Ban),
        (model.segments.iter().any(|segment| segment.wait.is_some()), Ignored::Waits),
        (model.most_reminders() > 0, Ignored::Reminders),
        (scenario.network.is_some(), Ignored::Network),
        (scenario.social_proof.is_some(), Ignored::SocialProof),
    ];
    all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, limit)| limit).collect()
}

/// Whether the bait brings other people at one time than at another.
fn recruits_change(model: &Model) -> bool {
    let dated = |rule: &RuleModel| {
        rule.to == Recipient::Invitee && (rule.dates.start > 0 || rule.dates.end < model.steps)
    };
    let others = model.segments.iter().any(|segment| segment.recruits_for_bait.is_some());
    others && model.rules.iter().any(dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rest: &str) -> Vec<Ignored> {
        let share = if rest.contains("share") { "" } else { "share: 1," };
        let text = format!("{{ name: x, days: 9, seeds: 9, contacts: 1, join: 1, {share} {rest} }}");
        left_out(&Scenario::from_yaml(&text).unwrap())
    }

    #[test]
    fn whom_people_know_is_left_out_and_concerns_everything() {
        let network = "{ name: x, days: 9, seeds: 9, share: 1, join: 0.2, social_proof: { per_member_neighbour: 2, max: 3 }, \
                       network: { generate: erdos_renyi, nodes: 90, mean: 4 } }";
        let found = left_out(&Scenario::from_yaml(network).unwrap());
        assert_eq!(found, [Ignored::Network, Ignored::SocialProof]);
        let all = [Scalar::K, Scalar::NewUsers, Scalar::DoublingDays];
        assert!(all.iter().all(|scalar| found.iter().all(|what| what.concerns(*scalar))));
    }

    #[test]
    fn every_rule_left_out_is_named() {
        let rule = "{ to: inviter, when: join, value: 1, cost: 1, stock: 3 }";
        let capped = "{ when: buy, cost: 1, cap: 3 }";
        let all = format!(
            "incentive: [{rule}, {capped}], buys: {{ per_day: 0.1, margin: 2 }}, budget: 9, capacity: {{ total: 9 }}, \
             ban: {{ per_participant: 1e-3 }}, \
             accounts: {{ count: 2, per_hour: 9 }}, community: {{ group_size: 9, code: {{ renew: 1h }}, carers: 1, \
             members_per_carer: 9, overload: 2 }}, reminders: {{ at: 2d, opens: 0.1 }}"
        );
        assert_eq!(
            of(&all),
            [
                Ignored::Budget,
                Ignored::Stock,
                Ignored::OrderCaps,
                Ignored::Capacity,
                Ignored::Accounts,
                Ignored::Code,
                Ignored::Overload,
                Ignored::Ban,
                Ignored::Reminders,
            ]
        );
        assert_eq!(of("share: { content: 1, after: { fixed: 2d } }"), [Ignored::Waits]);
        assert!(of("share: { content: 1, after: { exponential: 2d } }").is_empty());
        assert!(of("market: 100").is_empty());
    }

    #[test]
    fn what_is_paid_anyway_limits_nothing() {
        let rule = "{ to: inviter, when: join, value: 1, cost: 1 }";
        let budget = "budget: { limit: 9, when_exhausted: overdraw }";
        assert!(of(&format!("incentive: [{rule}], {budget}")).is_empty());
    }
}
