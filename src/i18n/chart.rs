//! The words of the charts.

use super::Lang;
use super::number::{percent, ratio, rounded, short_money, span, told_in_hours};
use super::report::{about, range_clause};
use crate::stats::Summary;
use crate::study::run::{Risk, RunReport};

/// Name of the scenario, then that of the chart.
#[must_use]
pub fn title(chart: &str, scenario: &str, lang: Lang) -> String {
    let name = match chart {
        "growth" => lang.pick("growth of users", "用户增长"),
        "k" => lang.pick("viral coefficient K", "裂变系数 K"),
        "funnel" => lang.pick("invitation funnel", "邀请漏斗"),
        "cost" => lang.pick("cost of the campaign", "活动总成本"),
        "cac" => lang.pick("cost per new user (CAC)", "获客成本 CAC"),
        "budget" => lang.pick("reward budget", "奖励预算"),
        other => other,
    };
    lang.pick(format!("{scenario}: {name}"), format!("{scenario}：{name}"))
}

/// What the chart shows, as a sentence; empty when there is nothing to say.
#[must_use]
pub fn sentence(chart: &str, report: &RunReport, lang: Lang) -> String {
    let metric = |name: &str| report.metric(name).filter(|metric| metric.n > 0);
    let told = match chart {
        "growth" => metric("new_users").map(|users| growth(users, report, lang)),
        "k" => metric("k").map(|k| viral(k, report.k_theory, lang)),
        "funnel" => funnel(report, lang),
        "cost" => metric("cost").map(|cost| spread(cost, report, lang)),
        "cac" => metric("cac").map(|cac| per_user(cac, report, lang)),
        "budget" => Some(budget(report, lang)),
        _ => None,
    };
    told.unwrap_or_default()
}

fn growth(users: &Summary, report: &RunReport, lang: Lang) -> String {
    if users.max == 0.0 {
        return lang.pick("No new user in any simulated campaign.", "所有模拟中都没有新用户。").to_owned();
    }
    let (typical, length) = (about(users.median()), span(report.scenario.clock.days(), lang));
    let range = range_clause(users, lang);
    lang.pick(
        format!("After {length} about {typical} new users{range}."),
        format!("{length}后约有 {typical} 个新用户{range}。"),
    )
}

fn viral(k: &Summary, theory: f64, lang: Lang) -> String {
    let (k, theory) = (ratio(k.median()), ratio(theory));
    lang.pick(
        format!("Every member brought {k} others on average by the end; an early member brings {theory} by theory."),
        format!("到期末，平均每个成员带来 {k} 人；按理论，早期成员平均带来 {theory} 人。"),
    )
}

fn funnel(report: &RunReport, lang: Lang) -> Option<String> {
    let funnels = || report.segments.iter().map(|segment| &segment.funnel);
    let reached: f64 = funnels().filter_map(|stages| stages.first()).map(|(_, value)| value.mean).sum();
    let joined: f64 = funnels().filter_map(|stages| stages.last()).map(|(_, value)| value.mean).sum();
    if reached <= 0.0 {
        return None;
    }
    let rate = percent(joined / reached);
    let (reached, joined) = (about(reached), about(joined));
    Some(lang.pick(
        format!("Of {reached} contacts, {joined} accept the invitation: {rate} (means)."),
        format!("触达 {reached} 人次，其中 {joined} 人接受邀请：{rate}（平均值）。"),
    ))
}

fn spread(cost: &Summary, report: &RunReport, lang: Lang) -> String {
    let money = |value: f64| short_money(rounded(value), &report.scenario.currency);
    let (low, high) = (money(cost.quantiles[0]), money(cost.quantiles[4]));
    if low == high {
        return lang.pick(format!("Every campaign costs {low}."), format!("每次活动的成本都是 {low}。"));
    }
    lang.pick(
        format!("9 of 10 campaigns cost between {low} and {high}."),
        format!("十次活动中有九次的成本在 {low} 到 {high} 之间。"),
    )
}

fn per_user(cac: &Summary, report: &RunReport, lang: Lang) -> String {
    if let (Some(risk), Some(benchmark)) = (report.risk(Risk::AboveBenchmark), &report.scenario.benchmark_cac)
    {
        let benchmark = short_money(benchmark.typical(), &report.scenario.currency);
        let cheaper = percent(1.0 - risk.p);
        return lang.pick(
            format!("In {cheaper} of campaigns a new user costs no more than elsewhere ({benchmark})."),
            format!("{cheaper} 的活动获客成本不高于其他渠道（{benchmark}）。"),
        );
    }
    let money = |value: f64| short_money(rounded(value), &report.scenario.currency);
    let (low, high) = (money(cac.quantiles[0]), money(cac.quantiles[4]));
    lang.pick(
        format!("In 9 of 10 campaigns a new user costs between {low} and {high}."),
        format!("十次活动中有九次，每个新用户的成本在 {low} 到 {high} 之间。"),
    )
}

fn budget(report: &RunReport, lang: Lang) -> String {
    let happens =
        |risk: Risk| report.risk(risk).filter(|chance| chance.p > 0.0).map(|chance| percent(chance.p));
    if let Some(p) = happens(Risk::Overspends) {
        return lang.pick(
            format!("In {p} of campaigns more is paid than the budget."),
            format!("{p} 的活动超出预算。"),
        );
    }
    match happens(Risk::Exhausted) {
        Some(p) => lang.pick(
            format!("In {p} of campaigns budget or stock runs out before the end."),
            format!("{p} 的活动在结束前就用完预算或库存。"),
        ),
        None => lang.pick("The budget lasts in every campaign.", "预算在所有模拟中都够用。").to_owned(),
    }
}

/// Title of an axis with the values of this metric.
#[must_use]
pub fn axis(metric: &str, lang: Lang) -> &str {
    match metric {
        "new_users" => lang.pick("New users so far", "累计新用户（人）"),
        "k" => lang.pick("K so far (members brought per member)", "当前 K 值（每个成员带来的人数）"),
        "budget_left" => lang.pick("Budget left for rewards", "剩余奖励预算"),
        "cost" => lang.pick("Cost of a campaign", "一次活动的总成本"),
        "cac" => lang.pick("Cost per new user", "每个新用户的成本"),
        other => other,
    }
}

/// Title of the axis of time in a campaign of `length` days.
#[must_use]
pub fn time(length: f64, lang: Lang) -> &'static str {
    if told_in_hours(length) {
        lang.pick("Hours since the start", "开始后的小时数")
    } else {
        lang.pick("Days since the start", "开始后的天数")
    }
}

/// Title of the axis of a distribution.
#[must_use]
pub fn share_of_campaigns(lang: Lang) -> &'static str {
    lang.pick("Share of campaigns", "活动占比")
}

/// Median, middle half, nine of ten: the legend of a fan.
#[must_use]
pub fn bands(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        ["median", "half of all campaigns", "9 of 10 campaigns"],
        ["中位数", "一半的活动", "十分之九的活动"],
    )
}

/// The legend of a distribution; `beyond` is the share of campaigns that lie outside of the picture.
#[must_use]
pub fn distribution_legend(beyond: f64, lang: Lang) -> [String; 2] {
    let nine = bands(lang)[2].to_owned();
    if beyond <= 0.0 {
        return [nine, lang.pick("the others", "其余").to_owned()];
    }
    let beyond = percent(beyond);
    let others =
        lang.pick(format!("the others ({beyond} beyond the picture)"), format!("其余（{beyond} 在图外）"));
    [nine, others]
}

/// A labelled median.
#[must_use]
pub fn median(value: &str, lang: Lang) -> String {
    lang.pick(format!("median {value}"), format!("中位数 {value}"))
}

/// A labelled 95 % quantile.
#[must_use]
pub fn at_most(value: &str, lang: Lang) -> String {
    lang.pick(format!("95% below {value}"), format!("95% 低于 {value}"))
}

/// A labelled 5 % quantile.
#[must_use]
pub fn at_least(value: &str, lang: Lang) -> String {
    lang.pick(format!("5% below {value}"), format!("5% 低于 {value}"))
}

/// A labelled benchmark.
#[must_use]
pub fn elsewhere(value: &str, lang: Lang) -> String {
    lang.pick(format!("elsewhere {value}"), format!("其他渠道 {value}"))
}

/// The line at K = 1.
#[must_use]
pub fn k_is_one(lang: Lang) -> &'static str {
    lang.pick("K = 1: growth feeds itself", "K = 1：自我增长")
}

/// The share that passes a stage.
#[must_use]
pub fn passing(percent: &str, lang: Lang) -> String {
    lang.pick(format!("{percent} pass"), format!("通过 {percent}"))
}

/// The name of a stage; those of the user stay as they are.
#[must_use]
pub fn stage(name: &str, lang: Lang) -> &str {
    match name {
        "exposures" => lang.pick("Contacts reached", "触达人次"),
        "join" => lang.pick("Join", "加入"),
        other => other,
    }
}
