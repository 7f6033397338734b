//! What is worth a remark in a report, and when it is.

use super::{Chance, Remark, RunReport, WhyNobody};
use crate::metrics::{Metric, Risk, StopReason};
use crate::model::at_level;
use crate::scenario::{Amount, Quantity, Reward};
use crate::stats::Summary;
use crate::units::{Currency, Money};

/// A chance below this is not worth a remark.
const RARE: f64 = 0.05;

/// What is remarkable, most important first.
pub(super) fn remarks(report: &RunReport) -> Vec<Remark> {
    let mean = |metric: &Metric| report.metric(metric).map_or(f64::NAN, |summary| summary.mean);
    let risk = |risk: Risk| report.risk(risk).filter(|chance| chance.p >= RARE);
    let mut remarks = Vec::new();
    let nobody_invited = report.metric(&Metric::Referred).is_some_and(|summary| summary.max == 0.0);
    if nobody_invited {
        remarks.push(Remark::NobodyInvited(why_nobody(report)));
    }
    if let Some(chance) = risk(Risk::Loss) {
        remarks.push(Remark::Loss { chance, mean: mean(&Metric::AddedProfit) });
    }
    remarks.extend(loses_members(report));
    if let Some(chance) = risk(Risk::Banned) {
        remarks.push(Remark::Banned { chance, day: mean(&Metric::BannedDay) });
    }
    if let Some(chance) = risk(Risk::BreaksPromises) {
        let (broken, uncovered) = (mean(&Metric::BrokenPromises), mean(&Metric::Uncovered));
        remarks.push(Remark::BreaksPromises { chance, broken, uncovered });
    }
    if let Some(chance) = risk(Risk::Overspends) {
        remarks.push(Remark::Overspends { chance, mean: mean(&Metric::Overspend) });
    }
    remarks.extend(report.owed().map(|mean| Remark::Owed { mean }));
    remarks.extend(refunds_to_come(report));
    if let Some(chance) = risk(Risk::DiesOut).filter(|_| !nobody_invited) {
        remarks.push(Remark::DiesOut(chance));
    }
    remarks.extend(benchmark(report));
    remarks.extend(bought_are_dear(report));
    // Quotas hold growth, and K does not know them.
    if report.theory.k >= 1.0 && !report.scenario.has_quotas() {
        remarks.push(Remark::DoubtfulK { k: report.theory.k });
    }
    let hunters = mean(&Metric::HunterCost) / mean(&Metric::RewardCost);
    if hunters >= 0.1 {
        remarks.push(Remark::HuntersEat { part: hunters });
    }
    if let Some(hunters) = report.theory.hunters.filter(|hunters| hunters.k >= 1.0) {
        remarks.push(Remark::HuntersGrow { k: hunters.k, started: hunters.started });
    }
    // Where the company pays on, nothing stops.
    if let Some(chance) = risk(Risk::Exhausted).filter(|_| risk(Risk::Overspends).is_none()) {
        remarks.push(Remark::Exhausted { chance, day: mean(&Metric::ExhaustedDay) });
    }
    let days = mean(&Metric::DaysSpent);
    if days >= RARE {
        remarks.push(Remark::DaysSpent { days });
    }
    remarks.extend(market_exhausted(report).map(Remark::MarketExhausted));
    if let Some(chance) = risk(Risk::TurnsAway) {
        remarks.push(Remark::TurnsAway { chance, mean: mean(&Metric::TurnedAway) });
    }
    let still_there = mean(&Metric::MembersEnd) / (mean(&Metric::Seeds) + mean(&Metric::NewUsers));
    if still_there < 0.5 {
        remarks.push(Remark::FewStay { share: still_there });
    }
    remarks.extend(wide_range(report));
    remarks.extend(rounded(report));
    let unmoved = report.scenario.unmoved();
    remarks.extend(unmoved.is_left_unsaid().then_some(Remark::Unmoved(unmoved)));
    remarks
}

/// Why nobody has joined by invitation: the first stage at which nobody is left.
fn why_nobody(report: &RunReport) -> WhyNobody {
    let mean = |metric: &Metric| report.metric(metric).map_or(0.0, |summary| summary.mean);
    let some = |metric: &Metric| report.metric(metric).is_some_and(|summary| summary.max > 0.0);
    let (people, money) = (mean(&Metric::OnTheWay), mean(&Metric::OwedOnTheWay));
    match () {
        () if !some(&Metric::Shares) => WhyNobody::NobodyShares,
        () if !some(&Metric::Accepted) && always_stops_by(report, StopReason::Market) => {
            WhyNobody::NobodyIsLeft
        }
        () if !some(&Metric::Accepted) && report.scenario.has_quotas() => WhyNobody::NoInvitations,
        () if !some(&Metric::Accepted) => WhyNobody::NobodyAccepts,
        // Who is on the way then finds no place, however long it goes on.
        () if always_stops_by(report, StopReason::Capacity) => WhyNobody::NoRoom,
        () if people > 0.0 => WhyNobody::OnTheWay { people, money },
        () if some(&Metric::TurnedAway) => WhyNobody::NoRoom,
        () => WhyNobody::OnlyHunters,
    }
}

/// Whether every campaign stopped for this reason.
fn always_stops_by(report: &RunReport, by: StopReason) -> bool {
    report.stop_reasons.iter().all(|(reason, _)| *reason == by)
}

/// A part of those who would be members at the end that is worth a remark when the campaign costs them.
const SOME_MEMBERS: f64 = 0.01;

/// How many members fewer there are at the end than if nothing were done, where that is no luck and no trifle.
pub(in crate::study) fn lost_members(added: &Summary, at_end: &Summary) -> Option<f64> {
    let without = at_end.mean - added.mean;
    let is_sure = added.mean + 3.0 * added.mcse < 0.0;
    let members = -added.mean;
    (is_sure && members >= 0.5 && members >= SOME_MEMBERS * without).then_some(members)
}

fn loses_members(report: &RunReport) -> Option<Remark> {
    let metric = |metric: Metric| report.metric(&metric);
    let members = lost_members(metric(Metric::AddedMembers)?, metric(Metric::MembersEnd)?)?;
    Some(Remark::LosesMembers { members })
}

/// A rounded amount is worth a remark from here on, as a part of it.
const ROUNDED: f64 = 0.01;

/// The amount that is rounded by the largest part of it.
fn rounded(report: &RunReport) -> Option<Remark> {
    let currency = &report.scenario.currency;
    let amounts = report.scenario.whole_amounts().into_iter().filter_map(|number| match number.value {
        Quantity::Known(given) => Some((given, Money::from_major(given, currency).to_major(currency))),
        Quantity::Uncertain(_) => None,
    });
    let amounts =
        amounts.chain(report.scenario.incentive.iter().flat_map(|reward| at_levels(reward, currency)));
    let off = |(given, counted): &(f64, f64)| (given - counted).abs() / given.abs().max(f64::MIN_POSITIVE);
    let (given, counted) = amounts.max_by(|one, other| off(one).total_cmp(&off(other)))?;
    (off(&(given, counted)) > ROUNDED).then_some(Remark::Rounded { given, counted })
}

/// What is paid at the levels above the first, as it is given and as it counts.
fn at_levels(reward: &Reward, currency: &Currency) -> Vec<(f64, f64)> {
    let (Some(levels), Amount::Money(Quantity::Known(cost))) = (&reward.levels, &reward.cost) else {
        return Vec::new();
    };
    let Quantity::Known(share) = levels.share else { return Vec::new() };
    let first = Money::from_major(*cost, currency);
    let at = |level: u32| {
        let given = first.to_major(currency) * share.powi(level as i32 - 1);
        (given, at_level(first, share, level).to_major(currency))
    };
    reward.levels_paid().skip(1).map(at).collect()
}

/// How often everybody has joined before the end; nothing where that is rare.
fn market_exhausted(report: &RunReport) -> Option<Chance> {
    if report.scenario.market.is_none() && report.scenario.network.is_none() {
        return None;
    }
    let all: u64 = report.stop_reasons.iter().map(|(_, runs)| runs).sum();
    let of_market = report.stop_reasons.iter().find(|(reason, _)| *reason == StopReason::Market);
    let chance = Chance::of(of_market.map_or(0, |(_, runs)| *runs), all);
    (chance.p >= RARE).then_some(chance)
}

/// What goes back after the end, if it is a hundredth of the income or more.
fn refunds_to_come(report: &RunReport) -> Option<Remark> {
    let mean = |metric: &Metric| report.metric(metric).map(|summary| summary.mean);
    let (refunds, money) = mean(&Metric::RefundsOpen).zip(mean(&Metric::RefundsOwed))?;
    let income = mean(&Metric::Revenue)? + mean(&Metric::Margin)?;
    (money > 0.0 && money >= 0.01 * income).then_some(Remark::RefundsToCome { refunds, money })
}

fn benchmark(report: &RunReport) -> Option<Remark> {
    let benchmark = report.scenario.benchmark_cac.as_ref()?.typical();
    let chance = report.risk(Risk::AboveBenchmark)?;
    let cac = report.metric(&Metric::Cac)?.mean;
    if chance.p >= RARE {
        return Some(Remark::AboveBenchmark { chance, cac, benchmark });
    }
    cac.is_finite().then_some(Remark::BelowBenchmark { cac, benchmark })
}

/// Inflow that is bought for more than a user costs elsewhere.
fn bought_are_dear(report: &RunReport) -> Option<Remark> {
    let benchmark = report.scenario.benchmark_cac.as_ref()?.typical();
    let plans =
        report.scenario.segments.iter().filter(|segment| !segment.fake).flat_map(|segment| &segment.inflow);
    let costs = plans.filter_map(|plan| plan.cost.as_ref()).map(Quantity::typical);
    let cost = costs.fold(0.0, f64::max);
    let some_come = report.metric(&Metric::Bought).is_some_and(|bought| bought.max > 0.0);
    (some_come && cost > benchmark).then_some(Remark::BoughtAreDear { cost, benchmark })
}

fn wide_range(report: &RunReport) -> Option<Remark> {
    let [low, .., high] = report.metric(&Metric::AddedUsers)?.quantiles;
    (high >= 3.0 * low.max(1.0)).then_some(Remark::WideRange { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::run::Question;

    fn remarks(text: &str) -> Vec<Remark> {
        let text = format!("name: x\ndays: 3\nstep: 1d\nseeds: 50\ncontacts: 10\n{text}");
        let scenario = Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"));
        Question::new(&scenario).seed(1).replicates(200).answer().remarks
    }

    fn why(text: &str) -> WhyNobody {
        let found = remarks(text).into_iter().find_map(|remark| match remark {
            Remark::NobodyInvited(why) => Some(why),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("somebody came: {text}"))
    }

    #[test]
    fn why_nobody_came_by_invitation_is_the_first_stage_at_which_nobody_is_left() {
        assert_eq!(why("share: 0\njoin: 0.5\n"), WhyNobody::NobodyShares);
        assert_eq!(why("share: 1\njoin: 0\n"), WhyNobody::NobodyAccepts);
        assert_eq!(why("share: 1\njoin: 0.5\nmarket: 50\n"), WhyNobody::NobodyIsLeft);
        assert_eq!(why("share: 1\njoin: 0.5\nquota: { every: 30d }\n"), WhyNobody::NoInvitations);
        assert_eq!(why("share: 1\njoin: 0.5\ncapacity: { total: 50 }\ndelay: 1h\n"), WhyNobody::NoRoom);
        let late = why(
            "share: 1\njoin: 0.5\ndelay: 5d\nincentive: [{ to: inviter, when: join, value: 2, cost: 2 }]\n",
        );
        let WhyNobody::OnTheWay { people, money } = late else { panic!("{late:?}") };
        assert!((people - 250.0).abs() < 10.0 && (money - 2.0 * people).abs() < 1e-9, "{people} {money}");
    }

    /// With 500 seeds for 300 places all ends at once, and whoever is on the way would find no place later either.
    #[test]
    fn who_is_on_the_way_to_a_full_house_finds_no_room() {
        let full = "share: 1\njoin: 0.2\ncapacity: { total: 40 }\n";
        assert_eq!(why(full), WhyNobody::NoRoom);
    }

    #[test]
    fn a_reward_to_which_nobody_reacts_is_told() {
        let told = |share: &str, reward: &str| {
            let found = remarks(&format!("share: {share}\njoin: 0.05\nincentive: {reward}\n"));
            found.iter().any(|remark| matches!(remark, Remark::Unmoved(_)))
        };
        let reward = "[{ to: inviter, when: join, value: 2, cost: 2 }]";
        assert!(told("0.5", reward) && !told("0.5", "[]"));
        assert!(!told("{ content: 0.3, reward: { max: 0.4, half: 2 } }", reward));
    }

    /// What is bought at 10 and costs 2.50 elsewhere is dear; at 2 it is not, and neither is what comes by itself.
    #[test]
    fn bought_people_are_held_against_what_they_cost_elsewhere() {
        let told = |inflow: &str| {
            let found =
                remarks(&format!("share: 0.2\njoin: 0.05\ninflow: {inflow}\nbenchmark: {{ cac: 2.5 }}\n"));
            let dear = Remark::BoughtAreDear { cost: 10.0, benchmark: 2.5 };
            found.contains(&dear)
        };
        assert!(told("[{ per_day: 20, cost: 10 }, { per_day: 9, cost: 1 }]"));
        assert!(!told("{ per_day: 20, cost: 2 }") && !told("20"));
    }

    /// A ban in every third campaign happens on a day.
    #[test]
    fn what_happens_seldom_happens_on_a_day() {
        let found = remarks("share: 1\njoin: 0.05\nban: { per_participant: 0.003 }\n");
        let banned = found.iter().find_map(|remark| match remark {
            Remark::Banned { chance, day } => Some((chance.p, *day)),
            _ => None,
        });
        let (chance, day) = banned.unwrap();
        assert!((0.05..0.5).contains(&chance) && (0.0..=3.0).contains(&day), "{chance} {day}");
    }

    /// Refunds come within 7 days, and the campaign is over after 3.
    #[test]
    fn what_is_paid_back_after_the_end_is_told() {
        let told = |within: &str| {
            let price = format!("price: {{ start: 100, refund: {{ chance: 0.5, within: {within} }} }}");
            let remarks = remarks(&format!("share: 1\njoin: 0.05\ndelay: 1h\n{price}\n"));
            remarks.into_iter().find_map(|remark| match remark {
                Remark::RefundsToCome { refunds, money } => Some((refunds, money)),
                _ => None,
            })
        };
        let (refunds, money) = told("7d").expect("more than half of them fall after the end");
        assert!(refunds > 5.0 && (money - 100.0 * refunds).abs() < 1e-6, "{refunds} {money}");
        assert_eq!(told("1h"), None);
    }

    #[test]
    fn a_market_that_is_full_is_named() {
        let full = remarks("share: 1\njoin: 1\nmarket: 55\n");
        assert!(
            full.iter().any(|remark| matches!(remark, Remark::MarketExhausted(chance) if chance.p > 0.9))
        );
        let vast = remarks("share: 1\njoin: 1\nmarket: 1e9\n");
        assert!(!vast.iter().any(|remark| matches!(remark, Remark::MarketExhausted(_))));
    }

    /// Half of a fen is nobody's.
    #[test]
    fn what_levels_lose_to_rounding_is_told() {
        let rounded = |cost: &str| {
            let reward = format!(
                "[{{ to: inviter, when: join, value: 1, cost: {cost}, levels: {{ share: 50%, up_to: 2 }} }}]"
            );
            let found = remarks(&format!("share: 0.5\njoin: 0.05\nincentive: {reward}\n"));
            found.into_iter().find(|remark| matches!(remark, Remark::Rounded { .. }))
        };
        assert_eq!(rounded("0.05"), Some(Remark::Rounded { given: 0.025, counted: 0.02 }));
        assert_eq!(rounded("5"), None);
    }

    /// Of 1,000 who are pestered every day a hundredth leaves each time, and a handful is brought.
    #[test]
    fn members_whom_the_campaign_costs_are_told() {
        let lost = |reminders: &str| {
            let text = format!("share: 0.02\njoin: 0.05\nreminders: {reminders}\n");
            remarks(&text).into_iter().find_map(|remark| match remark {
                Remark::LosesMembers { members } => Some(members),
                _ => None,
            })
        };
        let members = lost("{ at: 1d, every: 1d, opens: 10%, churn: 5% }").expect("more leave than come");
        assert!(members > 3.0, "{members}");
        assert_eq!(lost("{ at: 1d, every: 1d, opens: 10% }"), None);
    }
}
