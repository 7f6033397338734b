//! What the campaign is measured by (`docs/outputs.md`).

use super::counts::RuleCounts;
use super::people::{self, Member, Origin};
use super::twin::Double;
use super::{Campaign, Outcome};
use kfactor::metrics::StopReason;
use kfactor::scenario::Trigger;
use kfactor::units::{Money, per_step};
use std::collections::BTreeMap;

/// `a / b`, undefined when there is nothing to divide by.
fn ratio(a: f64, b: f64) -> f64 {
    if b == 0.0 { f64::NAN } else { a / b }
}

/// Everything that is reported of a finished campaign.
pub(super) fn outcome(c: &Campaign) -> Outcome {
    let mut metrics = BTreeMap::new();
    people(c, &mut metrics);
    retention(c, &mut metrics);
    activity(c, &mut metrics);
    money(c, &mut metrics);
    let stop = match (c.closed, c.stopped) {
        (Some(cause), _) => cause,
        (None, Some(_)) => StopReason::Extinct,
        (None, None) => StopReason::Horizon,
    };
    let (new_users, members) = (c.tally.new_users.clone(), c.tally.members.clone());
    let rules = rules(c);
    Outcome { metrics, stop, rules, new_users, members }
}

type Metrics = BTreeMap<String, f64>;

fn rules(c: &Campaign) -> Vec<RuleCounts> {
    RuleCounts::of(&c.promises, c.world.scenario.incentive.len())
}

fn set(metrics: &mut Metrics, name: &str, value: f64) {
    metrics.insert(name.to_owned(), value);
}

fn count(c: &Campaign, fits: impl Fn(&Member) -> bool) -> f64 {
    c.members.iter().filter(|m| fits(m)).count() as f64
}

/// So many there are where nothing is done.
fn doubles(c: &Campaign, fits: impl Fn(&Double) -> bool) -> f64 {
    c.twin.people.iter().filter(|double| fits(double)).count() as f64
}

/// Cost per head of those who came or bought in addition; beyond any price where there are none.
fn per_head(cost: f64, added: f64) -> f64 {
    match (cost > 0.0, added > 0.0) {
        (_, true) => cost / added,
        (true, false) => f64::INFINITY,
        (false, false) => f64::NAN,
    }
}

/// The day after so many steps, where it may come; one that never came is later than any day.
fn day(c: &Campaign, may_come: bool, steps: Option<f64>) -> f64 {
    let never = if may_come { f64::INFINITY } else { f64::NAN };
    steps.map_or(never, |steps| steps * c.world.step_days())
}

fn people(c: &Campaign, metrics: &mut Metrics) {
    let genuine = |m: &Member| !c.fake(m);
    let seeds = count(c, |m| genuine(m) && matches!(m.origin, Origin::Seed));
    let organic = count(c, |m| genuine(m) && matches!(m.origin, Origin::Organic));
    let bought = count(c, |m| genuine(m) && matches!(m.origin, Origin::Bought));
    let referred = count(c, |m| genuine(m) && matches!(m.origin, Origin::Invited(_)));
    let new = organic + bought + referred;
    let all = seeds + new;
    set(metrics, "addressed", c.tally.addressed as f64);
    set(metrics, "seeds", seeds);
    set(metrics, "organic", organic);
    set(metrics, "bought", bought);
    set(metrics, "referred", referred);
    set(metrics, "fake", count(c, |m| c.fake(m)));
    set(metrics, "new_users", new);
    set(metrics, "added_users", new - doubles(c, |double| !double.is_seed));
    let end = *c.tally.members.last().expect("a step") as f64;
    set(metrics, "added_members", end - doubles(c, |double| double.present));
    set(metrics, "referred_share", ratio(referred, all));
    set(metrics, "amplification", ratio(all, all - referred));
    set(metrics, "members_end", end);
    set(metrics, "peak_members", c.tally.peak as f64);
    for (name, part) in [("reach_50", 0.5), ("reach_90", 0.9)] {
        let goal = part * new;
        let reached = c.tally.new_users.iter().position(|&n| goal > 0.0 && n as f64 >= goal);
        set(metrics, name, reached.map_or(f64::INFINITY, |t| day_within(c, t, goal)));
    }
}

/// The day on which so many had joined, if they came evenly within step `t`; in cycles its end.
fn day_within(c: &Campaign, t: usize, goal: f64) -> f64 {
    let (before, after) = (if t == 0 { 0 } else { c.tally.new_users[t - 1] }, c.tally.new_users[t]);
    let part = (goal - before as f64) / (after - before) as f64;
    let part = if c.world.scenario.is_in_cycles() { 1.0 } else { part };
    (t as f64 + part) * c.world.step_days()
}

/// The share of joiners expected to be still there, given the events and overload that they met; beyond the
/// horizon nothing but the plain churn is met.
fn retention(c: &Campaign, metrics: &mut Metrics) {
    for days in [1u32, 7, 30] {
        let age = (f64::from(days) / c.world.step_days()).round() as usize;
        let (mut joiners, mut stay) = (0.0, 0.0);
        for member in c.members.iter().filter(|m| !c.fake(m)) {
            let joined = member.joined as usize;
            joiners += 1.0;
            let met = || (joined..joined + age).map(|t| c.tally.churn_factor.get(t).unwrap_or(&1.0));
            let classes = &c.world.classes[member.segment];
            let own = Some((1.0, classes[member.class].1)).filter(|_| classes[member.class].0 == 0.0);
            for (weight, leave) in own.as_ref().map_or(&classes[..], std::slice::from_ref) {
                let step = c.world.step_days();
                let still = if c.world.cycles {
                    let plain = per_step(*leave, step);
                    met().map(|factor| 1.0 - (plain * factor).min(1.0)).product::<f64>()
                } else {
                    (1.0 - leave).powf(step * met().sum::<f64>())
                };
                let reminded = c.tally.stayed_reminded.iter();
                let reminded = reminded.filter(|(t, _)| joined < *t && *t <= joined + age);
                stay += weight * still * reminded.map(|(_, part)| part[member.segment]).product::<f64>();
            }
        }
        set(metrics, &format!("d{days}"), ratio(stay, joiners));
    }
}

fn activity(c: &Campaign, metrics: &mut Metrics) {
    set(metrics, "sharers", count(c, |m| m.shared));
    set(metrics, "shares", c.tally.shares as f64);
    set(metrics, "exposures", c.tally.exposures as f64);
    for way in (0..c.world.scenario.segments.len()).flat_map(|g| c.world.ways(g)) {
        for stage in way.funnel.iter().rev().skip(1) {
            let passed = c.tally.stages.get(&stage.name).copied().unwrap_or(0);
            set(metrics, &format!("stage_{}", stage.name), passed as f64);
        }
    }
    let passes_on = |m: &Member| m.origin.inviter().is_some() && m.j > 0 && !c.world.segment(m.segment).fake;
    set(metrics, "passed_on", f64::from(u8::from(c.members.iter().any(passes_on))));
    for of_trees in ["generations", "largest_tree", "structural_virality", "by_top_tenth"] {
        set(metrics, of_trees, f64::NAN);
    }
    set(metrics, "accepted", c.tally.accepted as f64);
    let genuine = |invitee: &&usize| !c.world.segment(c.invitees[**invitee].segment).fake;
    set(metrics, "on_the_way", c.on_the_way.iter().filter(genuine).count() as f64);
    set(metrics, "expired", c.tally.expired as f64);
    set(metrics, "reminded", c.tally.reminded as f64);
    let [_, by_accounts, by_code] = c.door.turned_away.map(|people| people as f64);
    let where_any = |there: bool, people| if there { people } else { f64::NAN };
    let (world, community) = (c.world.scenario, c.world.scenario.community.as_ref());
    set(metrics, "turned_away", c.door.turned_away.iter().sum::<u64>() as f64);
    let struck = c.tally.accounts_struck as f64;
    set(metrics, "accounts_struck", where_any(world.accounts.is_some(), struck));
    set(metrics, "turned_away_by_accounts", where_any(world.accounts.is_some(), by_accounts));
    let has_code = community.is_some_and(|community| community.code.is_some());
    set(metrics, "turned_away_by_code", where_any(has_code, by_code));
    set(metrics, "groups", groups(c).map_or(f64::NAN, |groups| groups as f64));
    for rule in &c.world.scenario.incentive {
        if let Trigger::Invites(n) = rule.when {
            set(metrics, &format!("reached_{n}"), people::reached(&c.members, n).len() as f64);
        }
    }
}

fn money(c: &Campaign, metrics: &mut Metrics) {
    let world = &c.world;
    let major = |money: Money| money.to_major(&world.scenario.currency);
    let ledger = &c.ledger;
    let other = other_cost(c);
    let whole = |minor: f64| Money(minor.round() as i128);
    let (rewards, owed) = (whole(ledger.cost), whole(c.tally.owed));
    let cost = rewards + other;
    let with_owed = cost + owed;
    let new = |m: &Member| !c.fake(m) && !matches!(m.origin, Origin::Seed);
    let pays = world.scenario.price.is_some();
    let buyers = count(c, |m| if pays { new(m) && !m.paid_back } else { m.kept });
    let profit = c.tally.revenue + c.tally.margins - with_owed;
    let added_profit = profit - c.twin.revenue - c.twin.margins;
    let added_buyers =
        buyers - doubles(c, |double| if pays { !double.is_seed && !double.paid_back } else { double.kept });
    let (users, members) = (metrics["added_users"], metrics["added_members"]);
    let rules = rules(c);
    let in_all = |of: fn(&RuleCounts) -> u64| rules.iter().map(of).sum::<u64>() as f64;
    set(metrics, "rewards_due", in_all(|rule| rule.due));
    set(metrics, "rewards_paid", in_all(|rule| rule.paid));
    set(metrics, "broken_promises", in_all(|rule| rule.broken));
    set(metrics, "uncovered", c.tally.uncovered as f64);
    set(metrics, "reward_cost", major(rewards));
    set(metrics, "other_cost", major(other));
    set(metrics, "cost", major(cost));
    set(metrics, "owed", major(owed));
    set(metrics, "owed_on_the_way", major(whole(c.tally.owed_on_the_way)));
    set(metrics, "cost_with_owed", major(with_owed));
    set(metrics, "overspend", major(whole(ledger.overspend)));
    let limited =
        world.scenario.budget.is_some() || world.scenario.incentive.iter().any(|rule| rule.stock.is_some());
    set(metrics, "exhausted_day", day(c, limited, ledger.exhausted));
    let by_day = world.scenario.budget.as_ref().is_some_and(|budget| budget.per_day.is_some());
    set(metrics, "days_spent", if by_day { ledger.days_spent as f64 } else { f64::NAN });
    set(metrics, "cac", per_head(major(with_owed), users));
    set(metrics, "cac_retained", per_head(major(with_owed), members));
    let may_pay = pays || world.scenario.segments.iter().any(|segment| !segment.buys.is_empty());
    let per_buyer = if may_pay { per_head(major(with_owed), added_buyers) } else { f64::NAN };
    set(metrics, "cac_paying", per_buyer);
    set(metrics, "cac_blended", per_head(major(with_owed), count(c, new)));
    set(metrics, "added_buyers", added_buyers);
    set(metrics, "orders", c.tally.orders as f64);
    set(metrics, "refunds", c.tally.refunds as f64);
    set(metrics, "recovered", major(whole(c.tally.recovered)));
    set(metrics, "rewards_lost", major(whole(c.tally.rewards_lost)));
    set(metrics, "refunds_open", c.tally.refunds_open as f64);
    set(metrics, "refunds_owed", major(c.tally.refunds_owed));
    set(metrics, "revenue", major(c.tally.revenue));
    set(metrics, "margin", major(c.tally.margins));
    set(metrics, "added_profit", major(added_profit));
    set(metrics, "profit_blended", major(profit));
    set(metrics, "roi", ratio(major(added_profit), major(with_owed)));
    set(metrics, "hunter_cost", major(whole(ledger.to_hunters)));
    set(metrics, "banned_day", day(c, !world.scenario.ban.is_empty(), c.tally.first_ban));
}

/// Groups of a size that there is: for all who were let in where each has a place of his own, else for as many as were there at once.
fn groups(c: &Campaign) -> Option<u64> {
    let community = c.world.scenario.community.as_ref()?;
    let places = if community.code.is_some() { c.door.admitted } else { c.tally.peak };
    Some(places.div_ceil(community.group_size?))
}

fn other_cost(c: &Campaign) -> Money {
    let (world, costs) = (&c.world, &c.world.scenario.costs);
    let days = world.scenario.clock.days();
    let over_time = |per_day: f64| Money::from_major(per_day * days, &world.scenario.currency);
    let mut other = world.money(&costs.fixed) + over_time(world.value(&costs.per_day));
    // What one of many costs may be a part of the smallest coin.
    for all in [world.value(&costs.per_seed) * c.tally.paid_for as f64, c.tally.paid_for_inflow] {
        other += Money::from_major(all, &world.scenario.currency);
    }
    if let Some(community) = &world.scenario.community {
        other += world.money(&community.cost_per_group).times(groups(c).unwrap_or(0));
        let carers = community.carers.unwrap_or(0) as f64;
        other += over_time(carers * world.value(&community.cost_per_carer_day));
    }
    other
}
