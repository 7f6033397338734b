//! What to know about the computation of a run.

use crate::metrics::{Metric, StopReason};
use crate::scenario::{Amount, Buys, BuysWhen, Quantity};
use crate::study::notes::Note;
use crate::study::run::{Ended, LEAST_TO_TRY, RunReport, is_left_untried};
use crate::words::noted::note;
use crate::words::number::{about_money, counted, k_told, percent, ratio, short_count, span, with_noun};
use crate::words::{Lang, left_out_but_the_network};

/// What a run does not test.
#[must_use]
pub fn expected(statements: usize, lang: Lang) -> String {
    lang.pick(
        format!(
            "The scenario has {} under `expect`: `kfactor check`.",
            counted(statements as f64, "statement")
        ),
        format!("还有 {statements} 条预期没检验：`kfactor check`。"),
    )
}

/// How many of the invited are taken to have come anyway; nothing where nobody is invited, or the scenario gives a range,
/// which is told with the other inputs.
#[must_use]
pub fn anyway(report: &RunReport, lang: Lang) -> Option<String> {
    let Quantity::Known(anyway) = report.scenario.anyway else { return None };
    let invited = report.metric(&Metric::Referred).is_some_and(|invited| invited.max > 0.0);
    invited.then(|| match anyway > 0.0 {
        true => lang.pick(
            format!(
                "{} of the invited would have come anyway and are not counted as added.",
                percent(anyway)
            ),
            format!("受邀用户中有 {} 本来就会来，不计入增量。", percent(anyway)),
        ),
        false => note(&Note::NobodyAnyway, lang),
    })
}

/// That refunds are taken off what is earned, where there are any.
#[must_use]
pub fn net_of_refunds(report: &RunReport, lang: Lang) -> Option<&'static str> {
    let refunds = report.metric(&Metric::Refunds).is_some_and(|refunds| refunds.max > 0.0);
    refunds
        .then(|| lang.pick("Revenue and margins are what is left after refunds.", "收入和毛利都已扣除退款。"))
}

/// That what members order later is not in the profit, where they would.
#[must_use]
pub fn later_orders(report: &RunReport, lang: Lang) -> Option<String> {
    let mut kinds = report.scenario.segments.iter().flat_map(|segment| &segment.buys);
    let goes_on = kinds.any(|buys| !matches!(buys.when, BuysWhen::At { .. }));
    let orders = report.metric(&Metric::Orders).is_some_and(|orders| orders.max > 0.0);
    (goes_on && orders).then(|| {
        let length = span(report.scenario.clock.days(), lang);
        lang.pick(
            format!("Only orders within {length} count: what members buy later is in no profit."),
            format!("只算 {length}内的订单：之后的购买不计入利润。"),
        )
    })
}

/// What is earned where nothing is done, too, and so is not the campaign's: nothing where that is little.
#[must_use]
pub fn earned_anyway(report: &RunReport, lang: Lang) -> Option<String> {
    let mean = |metric: &Metric| report.metric(metric).map(|money| money.mean);
    let income = mean(&Metric::Revenue)? + mean(&Metric::Margin)?;
    let anyway = income - mean(&Metric::AddedProfit)? - mean(&Metric::CostWithOwed)?;
    (income > 0.0 && anyway >= 0.1 * income).then(|| {
        let money = |amount| about_money(amount, &report.scenario.currency, lang);
        let is_more = anyway > income;
        let (anyway, income) = (money(anyway), money(income));
        if is_more {
            return lang.pick(
                format!("Doing nothing would earn about {anyway}, the campaign earns {income} before its costs: added profit is what that comes to."),
                format!("不办也能挣约 {anyway}，办了（不算成本）挣 {income}：增量利润算的就是这个差别。"),
            );
        }
        lang.pick(
            format!("Of {income} that is earned about {anyway} would be earned without the campaign, by seeds and others who come anyway: that is no added profit."),
            format!("挣到的 {income} 里约有 {anyway} 不办活动也会有（种子用户和本来就会来的人买的），不算增量利润。"),
        )
    })
}

/// That all of a price counts as profit, where nothing is said of what it costs to keep what it was paid for.
#[must_use]
pub fn price_is_profit(report: &RunReport, lang: Lang) -> Option<String> {
    let is_whole = |buys: &Buys| match (&buys.margin, &buys.price) {
        (Amount::Money(margin), Some(price)) => margin == price,
        _ => false,
    };
    let orders = report.scenario.segments.iter().flat_map(|segment| &segment.buys).any(is_whole);
    let joining = report.scenario.price.is_some();
    let what = match (orders, joining) {
        (false, false) => return None,
        (true, false) => lang.pick("of orders without a `margin`", "没写毛利的订单"),
        (false, true) => lang.pick("of joining", "加入时付的钱"),
        (true, true) => {
            lang.pick("of joining and of orders without a `margin`", "加入时付的钱和没写毛利的订单")
        }
    };
    Some(
        lang.pick(format!("The whole price {what} counts as profit."), format!("{what}：整个售价都算利润。")),
    )
}

/// The clause “how the campaigns stopped”.
#[must_use]
pub fn stopped(report: &RunReport, lang: Lang) -> String {
    let reasons = &report.stop_reasons;
    let total: u64 = reasons.iter().map(|(_, runs)| runs).sum();
    let parts: Vec<String> = reasons
        .iter()
        .map(|(reason, runs)| {
            let part = percent(*runs as f64 / total as f64);
            let words = match reason {
                StopReason::Market if report.scenario.network.is_some() => all_of_the_network(lang),
                StopReason::Market if report.scenario.market.is_none() => ceiling(lang),
                _ => stop_reason(*reason, lang),
            };
            format!("{words} {part}")
        })
        .collect();
    let list = parts.join(lang.pick(", ", "，"));
    lang.pick(format!("How campaigns ended: {list}."), format!("怎么收场：{list}。"))
}

/// Where no market ends a campaign.
fn ceiling(lang: Lang) -> &'static str {
    lang.pick(
        "at the ceiling of 10^12 people (there is no `market`)",
        "达到 1万亿人的上限（没有写 `市场规模`）",
    )
}

/// Where the people of a network are the market.
fn all_of_the_network(lang: Lang) -> &'static str {
    lang.pick("everybody in the network has joined", "关系网里的人都已加入")
}

/// How a campaign ended, in a few words.
#[must_use]
pub fn stop_reason(reason: StopReason, lang: Lang) -> &'static str {
    match reason {
        StopReason::Horizon => lang.pick("ran to the last day", "跑完全程"),
        StopReason::Extinct => lang.pick("nobody left to share", "没人再分享"),
        StopReason::Budget => lang.pick("money or goods gone", "预算花完或奖励发完"),
        StopReason::Capacity => lang.pick("full", "名额已满"),
        StopReason::Banned => lang.pick("shut by the platform", "被封"),
        StopReason::Market => lang.pick("market exhausted", "市场饱和"),
    }
}

/// K by theory beside K as realised.
#[must_use]
pub fn k_theory(report: &RunReport, lang: Lang) -> String {
    let k = lang.pick(ratio(report.theory.k), k_told(report.theory.k, lang));
    let meaning = k_theory_meaning(report, lang);
    let unless = but_for(report, lang);
    lang.pick(
        format!("K by theory: {k} ({meaning}{unless}, before anything runs out)."),
        format!("裂变系数 K {k}（{unless}奖励没发完、名额没满时，{meaning}）。"),
    )
}

/// What K does not count, if there is anything.
pub(super) fn but_for(report: &RunReport, lang: Lang) -> String {
    let without = |left_out| lang.pick(format!(" without {left_out}"), format!("不算{left_out}，"));
    left_out_but_the_network(&report.scenario, lang).map_or_else(String::new, without)
}

/// What K by theory is. With several segments it is no single member's: those of one bring more people than those of
/// another, and only the mix of all settles.
pub(super) fn k_theory_meaning(report: &RunReport, lang: Lang) -> &'static str {
    if report.scenario.network.is_some() {
        return lang.pick(
            "people whom one early member would bring if anybody could meet anybody: circles bring fewer, people with many contacts more",
            "假如人人都可能互相遇到，1 个用户一共带来几人；小圈子更少，人脉广的更多",
        );
    }
    if report.scenario.segments.len() > 1 {
        return lang.pick(
            "genuine people whom one genuine member brings once the mix of segments has settled",
            "人群构成稳定后，1 个真实用户一共带来几个真实用户",
        );
    }
    lang.pick("people whom one early member brings", "1 个用户一共带来几人")
}

/// A retention curve that the model cannot follow exactly.
#[must_use]
pub fn retention_misfit(segment: &str, misfit: f64, lang: Lang) -> String {
    let points = percent(misfit);
    lang.pick(
        format!("The retention of {segment} cannot be met exactly; the closest curve is off by up to {points} of the joiners."),
        format!("{segment} 的留存率没法完全对上；最接近的曲线最多差 {points}（占加入的人）。"),
    )
}

/// Replicates in which money was spent and nobody was added.
#[must_use]
pub fn nobody_added(runs: u64, lang: Lang) -> String {
    let (campaigns, runs) = (counted(runs as f64, "simulated campaign"), short_count(runs as f64, lang));
    lang.pick(
        format!("In {campaigns} nobody was added: that is dearer than any price. The mean cost per added user is the cost of all campaigns per added user of all."),
        format!("有 {}没有增量，按比任何价格都贵计；增量获客成本的平均是所有模拟的总成本除以增量用户总数。", with_noun(&runs, "次模拟")),
    )
}

/// In how many replicates changes were tried, or that there were too few of them to try any; nothing where nothing asks for it.
#[must_use]
pub fn tried(report: &RunReport, lang: Lang) -> Option<String> {
    if let Some(tried) = report.advice.first() {
        let runs = short_count(tried.users.n as f64, lang);
        return Some(lang.pick(
            format!("→ tells what a change does in the first {runs} campaigns, beside these campaigns as they are: their means are not quite those of all."),
            format!("→ 是最先的 {}改前改后的比较：平均值和全部模拟的略有出入。", with_noun(&runs, "次模拟")),
        ));
    }
    is_left_untried(report).then(|| {
        lang.pick(
            format!(
                "So few campaigns try no changes: with {LEAST_TO_TRY} or more (--runs) it is told what helps."
            ),
            format!("模拟次数太少，没有试改法；{LEAST_TO_TRY} 次以上（--runs）会告诉你怎么改有用。"),
        )
    })
}

/// Why fewer replicates were done than asked for; nothing when all were.
#[must_use]
pub fn ended(report: &RunReport, lang: Lang) -> Option<String> {
    let (done, asked) =
        (short_count(report.replicates as f64, lang), short_count(report.requested as f64, lang));
    let runs = counted(report.replicates as f64, "run");
    match report.ended {
        Ended::Complete => None,
        Ended::Precise => Some(lang.pick(
            format!("The precision asked for was reached after {done} of at most {asked} runs."),
            format!("模拟 {}已经够准（上限 {}）。", with_noun(&done, "次"), with_noun(&asked, "次")),
        )),
        Ended::Imprecise => Some(lang.pick(
            format!("The precision asked for was not reached within {runs}; allow more with --runs."),
            format!("模拟 {}还不够准；可用 --runs 增加次数。", with_noun(&done, "次")),
        )),
        Ended::Interrupted => Some(lang.pick(
            format!("Interrupted: this reports the {done} of {asked} runs that were finished."),
            format!("已中断：只算已完成的 {}（共 {}）。", with_noun(&done, "次"), with_noun(&asked, "次")),
        )),
    }
}
