//! Rewards that can never be met, tiers that fall, budgets for nothing.

use super::known::{before_the_end, exceeds, few, is_zero, known};
use super::unearned;
use crate::metrics::OtherLine;
use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::clock::ends_a_step;
use crate::scenario::{
    Amount, Clock, MOST_LINES, Recipient, Reward, Scenario, StepIs, Trigger, WhenExhausted,
};
use crate::units::Money;

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let root = Path::root().key("incentive");
    let terms = |reward: &Reward| reward.stretches().len() * reward.levels_paid().count().max(1);
    few(scenario.incentive.iter().map(terms).sum(), &root, findings);
    for (index, reward) in scenario.incentive.iter().enumerate() {
        let path = root.index(index);
        let before = &scenario.incentive[..index];
        recipient(reward, &path, findings);
        levels(reward, &path, findings);
        by_invites(reward, &path, findings);
        limits(reward, &path, findings);
        orders(reward, scenario, &path, findings);
        let nothing = is_zero(&reward.recovered) || scenario.may_be_refunded(reward);
        findings.when(!nothing, &path.key("recovered"), ProblemKind::RecoveredWithoutRefund);
        cost(reward, scenario, &path, findings);
        reserve(reward, scenario, &path, findings);
        dates(reward, scenario, &path, findings);
        never_paid(reward, scenario, &path, findings);
        tier(reward, before, &path, findings);
        let kind = ProblemKind::ReservedName { name: reward.name.clone() };
        findings.when(OtherLine::named(&reward.name).is_some(), &path.key("name"), kind);
        let same = before.iter().any(|other| other.name == reward.name);
        findings.when(same, &path.key("name"), ProblemKind::SameReward { name: reward.name.clone() });
    }
    // Who waits for orders is told by the terms that were promised him.
    if scenario.incentive.iter().any(|reward| reward.when.is_of_orders()) {
        few(scenario.incentive.iter().map(terms).sum(), &root, findings);
    }
    let lines = scenario.lines_of_inviters();
    findings.when(lines > MOST_LINES, &root, ProblemKind::TooManyLines { limit: MOST_LINES });
    tiers_that_fall(&scenario.incentive, &root, findings);
    counts(&scenario.incentive, &root, findings);
    days(scenario, findings);
    money_of_a_day(scenario, findings);
    let nothing = scenario.incentive.iter().flat_map(Reward::costs).all(|cost| match cost {
        Amount::Money(money) => is_zero(money),
        Amount::ShareOfPrice(part) => is_zero(part),
    });
    let path = Path::root().key("budget");
    findings.when(scenario.budget.is_some() && nothing, &path, ProblemKind::BudgetForNothing);
}

/// An upline has a level; what goes to the inviter for friends who join or order may go on to further ones.
fn levels(reward: &Reward, path: &Path, findings: &mut Findings) {
    let of_nobody = reward.level.is_some() && reward.to != Recipient::Upline;
    findings.when(of_nobody, &path.key("level"), ProblemKind::LevelOfUpline);
    let goes_on = reward.to == Recipient::Inviter && reward.when.kind().pays(Recipient::Upline);
    let idle = reward.levels.is_some() && (!goes_on || reward.cap.is_some());
    findings.when(idle, &path.key("levels"), ProblemKind::LevelsOfInviter);
}

/// How many an inviter has brought decides over what he gets for friends who join or order; what is said of it holds for somebody.
fn by_invites(reward: &Reward, path: &Path, findings: &mut Findings) {
    let [value, cost] = ["value", "cost"].map(|key| path.key(key).key("by_invites"));
    let of_value = reward.value_by_invites.as_ref().map(|by| (by.from, numbers(&by.later), value));
    let of_cost = reward.cost_by_invites.as_ref().map(|by| (by.from, numbers(&by.later), cost));
    if let (Some((value, ..)), Some((cost, _, path))) = (&of_value, &of_cost) {
        let apart = value.max(&1) != cost.max(&1);
        let kind = ProblemKind::InvitesBeginApart { value: *value, cost: *cost };
        findings.when(apart, path, kind);
    }
    let counts = reward.to == Recipient::Inviter && reward.when.kind().pays(Recipient::Upline);
    // A cap on orders counts these.
    let last = reward.cap.filter(|_| !reward.when.is_of_orders() && counts);
    let last = last.map(|cap| (reward.first_invitation() - 1).saturating_add(cap));
    // Where only one is given, the other is as it is.
    let same = of_value.as_ref().zip(of_cost.as_ref()).is_some_and(|(value, cost)| value.1 == cost.1);
    for (first, later, path) in of_cost.into_iter().chain(of_value.filter(|_| !same)) {
        findings.when(!counts, &path, ProblemKind::ByInvitesOfInviter);
        let nobodys = first == 0 && later.first() == Some(&1);
        findings.when(nobodys, &path, ProblemKind::NoInvitationBefore);
        let beyond = |last: &u32| later.iter().copied().find(|from| from > last);
        if let Some((last, from)) = last.and_then(|last| Some((last, beyond(&last)?))) {
            findings.push(path, ProblemKind::InvitesBeyondCap { from, last });
        }
    }
}

fn numbers<T>(later: &[(u32, T)]) -> Vec<u32> {
    later.iter().map(|(from, _)| *from).collect()
}

/// Only who invites can be rewarded for more than one join.
fn recipient(reward: &Reward, path: &Path, findings: &mut Findings) {
    let when = reward.when.kind();
    let kind = ProblemKind::TriggerNotFor { to: reward.to.word(), when: when.word() };
    findings.when(!when.pays(reward.to), &path.key("when"), kind);
}

fn limits(reward: &Reward, path: &Path, findings: &mut Findings) {
    let when = reward.when.kind();
    let kind = |key| ProblemKind::NotWithTrigger { key, when: when.word() };
    let capped = (reward.cap.is_some() || reward.cap_per_day.is_some()) && !when.may_be_capped(reward.to);
    findings.when(capped, &path.key("cap"), kind("cap"));
    let idle = reward.cap.zip(reward.cap_per_day).is_some_and(|(total, per_day)| per_day >= total);
    findings.when(idle, &path.key("cap").key("per_day"), ProblemKind::IdlePerDay { total: "total" });
    let stays = reward.if_stays_days.is_some() && !when.may_depend_on_staying();
    findings.when(stays, &path.key("if_stays"), kind("if_stays"));
    let within = reward.within_days.is_some() && !reward.when.is_of_orders();
    findings.when(within, &path.key("within"), kind("within"));
    let held = reward.hold_days.is_some() && when.is_settled_at_the_end();
    findings.when(held, &path.key("hold"), kind("hold"));
}

/// Orders earn something only where somebody orders, and what is spent only where they have a price.
fn orders(reward: &Reward, scenario: &Scenario, rule: &Path, findings: &mut Findings) {
    if !reward.when.is_of_orders() {
        return;
    }
    let path = rule.key("when");
    let when = reward.when.kind().word();
    let nobody = scenario.segments.iter().all(|segment| segment.fake || segment.buys.is_empty());
    findings.when(nobody, &path, ProblemKind::NeedsOrders { when });
    let priced = !matches!(reward.when, Trigger::Spent(_)) || scenario.price_for(reward).is_some();
    findings.when(!nobody && !priced, &path, ProblemKind::NeedsOrderPrice);
    if !nobody && priced {
        unearned::check(reward, scenario, rule, findings);
    }
}

fn cost(reward: &Reward, scenario: &Scenario, path: &Path, findings: &mut Findings) {
    if !reward.costs().any(|cost| matches!(cost, Amount::ShareOfPrice(_))) {
        return;
    }
    let path = path.key("cost");
    let of_orders = reward.when.is_of_orders();
    let kind = if of_orders { ProblemKind::NeedsOrderPrice } else { ProblemKind::NeedsPrice };
    findings.when(scenario.price_for(reward).is_none(), &path, kind);
    // A pool is one sum of money, fixed beforehand.
    findings.when(reward.when.kind().is_pooled(), &path, ProblemKind::PerCentNotMeant);
}

/// What is settled at the end has no dates; all others lie within the campaign, one after the other, and steps end at them.
fn dates(reward: &Reward, scenario: &Scenario, path: &Path, findings: &mut Findings) {
    if !reward.is_dated() {
        return;
    }
    let when = reward.when.kind();
    // A value that was left out is the cost, and of one with the same dates the same is wrong: that is told of the cost.
    let is_cost = times(&reward.value_later) == times(&reward.cost_later);
    let of_value = if is_cost { &[][..] } else { &reward.value_later[..] };
    let given = [
        ("from", reward.from_days > 0.0),
        ("until", reward.until_days.is_some()),
        ("value", !of_value.is_empty()),
        ("cost", !reward.cost_later.is_empty()),
    ];
    for (key, _) in given.into_iter().filter(|(_, given)| *given && when.is_settled_at_the_end()) {
        findings.push(path.key(key), ProblemKind::NotWithTrigger { key, when: when.word() });
    }
    let from = reward.from_days;
    before_the_end(from, scenario.clock.days(), &path.key("from"), findings);
    let ends_first = reward.until_days.is_some_and(|until| until <= from);
    findings.when(ends_first, &path.key("until"), ProblemKind::EndsBeforeItBegins { from });
    let keys = [("from", vec![from]), ("until", reward.until_days.into_iter().collect())];
    let by_time = [("value", times(of_value)), ("cost", times(&reward.cost_later))];
    for (key, times) in &by_time {
        let path = path.key(key);
        let idle = |days: &f64| *days <= from || reward.until_days.is_some_and(|until| *days >= until);
        findings.when(times.iter().any(idle) && !ends_first, &path, ProblemKind::NotOnOfferThen);
        times.iter().for_each(|days| before_the_end(*days, scenario.clock.days(), &path, findings));
    }
    let step = if scenario.clock.step_is == StepIs::Named { scenario.clock.step_minutes } else { 1 };
    for (key, dates) in keys.into_iter().chain(by_time) {
        let within = dates.iter().any(|days| !ends_a_step(*days, step));
        findings.when(within, &path.key(key), ProblemKind::DateWithinStep { minutes: step });
    }
}

fn times<T>(later: &[(f64, T)]) -> Vec<f64> {
    later.iter().map(|(days, _)| *days).collect()
}

/// What there is for a day is less than what there is for all days.
fn money_of_a_day(scenario: &Scenario, findings: &mut Findings) {
    let Some(budget) = &scenario.budget else { return };
    let per_day = budget.per_day.as_ref().and_then(known);
    let idle = per_day.zip(known(&budget.limit)).is_some_and(|(per_day, limit)| per_day >= limit);
    let path = Path::root().key("budget").key("per_day");
    findings.when(
        idle && budget.when_exhausted.runs_out(),
        &path,
        ProblemKind::IdlePerDay { total: "limit" },
    );
}

/// What is limited for a day begins anew between steps.
fn days(scenario: &Scenario, findings: &mut Findings) {
    let Clock { step_is, step_minutes: minutes, .. } = scenario.clock;
    if step_is == StepIs::Named && !scenario.clock.days_end_steps(minutes) && scenario.limits_days() {
        findings.push(Path::root().key("step"), ProblemKind::DayWithinStep { minutes });
    }
}

/// Members are told apart by what their counters show, times by what their invitations do: no more than can be followed.
fn counts(rewards: &[Reward], root: &Path, findings: &mut Findings) {
    const MOST: usize = 1 << 20;
    let mut states = 1 + rewards.iter().map(Reward::counts_invitations_to).max().unwrap_or(0);
    for (index, reward) in rewards.iter().enumerate().filter(|(_, reward)| reward.counts_apart()) {
        let numbers = |cap: Option<u32>| cap.map_or(1, |cap| cap as usize + 1);
        states = states.saturating_mul(numbers(reward.cap)).saturating_mul(numbers(reward.cap_per_day));
        if states > MOST {
            findings.push(root.index(index).key("cap"), ProblemKind::CountsTooMuch { limit: MOST });
            return;
        }
    }
}

/// Only what can run out is held, and only what is known beforehand.
fn reserve(reward: &Reward, scenario: &Scenario, path: &Path, findings: &mut Findings) {
    if !reward.reserve {
        return;
    }
    let path = path.key("reserve");
    let plenty = !reward.may_run_out(scenario.budget.as_ref());
    findings.when(plenty, &path, ProblemKind::ReserveOfPlenty);
    let part = reward.costs().any(|cost| matches!(cost, Amount::ShareOfPrice(_)));
    findings.when(part && !scenario.price_is_one(reward), &path, ProblemKind::ReserveOfRisingPrice);
    // How many orders there will be is not known when they are promised.
    let each = reward.when == Trigger::Order || reward.to == Recipient::Buyer;
    findings.when(each, &path, ProblemKind::ReserveOfOrders);
}

/// A stock of nothing, or a budget below what a single one costs.
fn never_paid(reward: &Reward, scenario: &Scenario, path: &Path, findings: &mut Findings) {
    let none = reward.stock.as_ref().is_some_and(is_zero) && reward.when_exhausted != WhenExhausted::Overdraw;
    findings.when(none, &path.key("stock"), ProblemKind::NoStock);
    let budget = scenario.budget.as_ref().filter(|budget| budget.when_exhausted != WhenExhausted::Overdraw);
    // A price that rises makes the percentage of it larger still.
    let cost = match &reward.cost {
        Amount::Money(money) => known(money),
        Amount::ShareOfPrice(part) => {
            let price = scenario.price_for(reward).and_then(known);
            known(part).zip(price).map(|(part, price)| part * price)
        }
    };
    let limit = budget.and_then(|budget| known(&budget.limit));
    let per_day = scenario.budget.as_ref().filter(|_| !reward.when.kind().is_settled_at_the_end());
    let per_day = per_day.and_then(|budget| budget.per_day.as_ref()).and_then(known);
    let limit = limit.into_iter().chain(per_day).reduce(f64::min);
    if let Some((limit, cost)) = limit.zip(cost) {
        let money = |amount| Money::from_major(amount, &scenario.currency);
        let kind = ProblemKind::BudgetBelowReward { limit, cost };
        findings.when(money(limit) < money(cost), &path.key("cost"), kind);
    }
}

fn tier(reward: &Reward, before: &[Reward], path: &Path, findings: &mut Findings) {
    let Some(number) = reward.when.tier() else {
        return;
    };
    let same = before.iter().any(|other| other.when.tier() == Some(number));
    findings.when(same, &path.key("when"), ProblemKind::SameTier { invites: number });
}

fn tiers_that_fall(rewards: &[Reward], root: &Path, findings: &mut Findings) {
    let mut tiers: Vec<(u32, usize)> =
        rewards.iter().enumerate().filter_map(|(index, reward)| Some((reward.when.tier()?, index))).collect();
    tiers.sort_unstable();
    for pair in tiers.windows(2) {
        let [(low, lower), (high, higher)] = [pair[0], pair[1]];
        let (below, above) = (&rewards[lower].value, &rewards[higher].value);
        if low < high && exceeds(below, above) {
            let lower_value = known(below).unwrap_or_default();
            let path = root.index(higher).key("value");
            findings.push(path, ProblemKind::TierFalls { lower: low, lower_value });
        }
    }
}
