//! The words of a run's summary: headline, headings, risks, notes.

use super::Lang;
use super::number::{
    count, counted, days, is_whole, percent, ratio, rounded, short_money, span, told_in_hours,
};
use super::range::{Told, are_few, campaigns};
use crate::metrics::{Metric, Risk, StopReason};
use crate::stats::Summary;
use crate::study::run::{Chance, Ended, RunReport};

/// Headings of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The table of metrics.
    Outcome,
    /// Growth over time.
    Growth,
    /// Rewards and costs.
    Money,
    /// Chances of what can go wrong.
    Risks,
    /// The kinds of people.
    Segments,
    /// What is remarkable.
    Remarks,
    /// What to know about the computation.
    Notes,
}

/// A heading.
#[must_use]
pub fn heading(heading: Heading, report: &RunReport, lang: Lang) -> &'static str {
    match heading {
        Heading::Outcome => lang.pick("What to expect", "预期结果"),
        Heading::Growth if are_few(report.replicates) => lang.pick(
            "New users so far (bar: median; shade: up to the most)",
            "累计新用户（实条：中位数；浅条：至最大值）",
        ),
        Heading::Growth => lang.pick(
            "New users so far (bar: median; shade: up to 95%)",
            "累计新用户（实条：中位数；浅条：至 95%）",
        ),
        Heading::Money => lang.pick("Rewards and costs (means)", "奖励与成本（平均）"),
        Heading::Risks => lang.pick("What can go wrong", "风险"),
        Heading::Segments => lang.pick("Kinds of people (means)", "人群分组（平均）"),
        Heading::Remarks => lang.pick("What stands out", "重点提示"),
        Heading::Notes => lang.pick("Notes", "说明"),
    }
}

/// Heads of the columns: mean, its error, 5 %, median, 95 %; of few campaigns mean, least, median and most.
#[must_use]
pub fn outcome_columns(campaigns: u64, with_error: bool, lang: Lang) -> Vec<&'static str> {
    if campaigns == 1 {
        return lang.pick(vec!["value"], vec!["数值"]);
    }
    if are_few(campaigns) {
        return lang.pick(vec!["mean", "least", "median", "most"], vec!["平均", "最小", "中位数", "最大"]);
    }
    let mut heads =
        lang.pick(vec!["mean", "error", "5%", "median", "95%"], vec!["平均", "误差", "5%", "中位数", "95%"]);
    if !with_error {
        heads.remove(1);
    }
    heads
}

/// What a run does not test.
#[must_use]
pub fn expected(statements: usize, lang: Lang) -> String {
    lang.pick(
        format!(
            "The scenario has {} under `expect`: `kfactor check`.",
            counted(statements as f64, "statement")
        ),
        format!("`expect` 下有 {statements} 条预期，由 `kfactor check` 检验。"),
    )
}

/// Head of the column of costs.
#[must_use]
pub fn cost_column(lang: Lang) -> &'static str {
    lang.pick("cost", "成本")
}

/// What was simulated: replicates, days, seed, engine.
#[must_use]
pub fn simulated(report: &RunReport, lang: Lang) -> String {
    let (runs, length) = (report.replicates as f64, span(report.scenario.clock.days(), lang));
    let (campaigns, runs) = (counted(runs, "simulated campaign"), count(runs));
    let (seed, engine) = (report.seed, report.engine.name());
    lang.pick(
        format!("{campaigns} of {length} (seed {seed}, {engine} engine)"),
        format!("模拟 {runs} 次活动，每次 {length}（随机种子 {seed}，{engine} 引擎）"),
    )
}

/// The answer in one or two sentences.
#[must_use]
pub fn headline(report: &RunReport, lang: Lang) -> String {
    let new_users = report.metric(&Metric::NewUsers).filter(|users| users.n > 0);
    let Some(new_users) = new_users else {
        return lang.pick("Nothing was simulated.", "没有完成任何模拟。").to_owned();
    };
    let mut text = growth_sentence(report, new_users, lang);
    for sentence in [cost_sentence(report, lang), profit_sentence(report, lang)].into_iter().flatten() {
        text.push_str(lang.pick(" ", ""));
        text.push_str(&sentence);
    }
    text
}

fn growth_sentence(report: &RunReport, new_users: &Summary, lang: Lang) -> String {
    let median_of = |metric: &Metric| report.metric(metric).map_or(0.0, Summary::median);
    let (seeds, organic) = (median_of(&Metric::Seeds).round(), median_of(&Metric::Organic).round());
    let length = span(report.scenario.clock.days(), lang);
    let told = Told::count(new_users);
    let (users, range) = (told.typical(), range_clause(new_users, lang));
    let (bring, sources) = (if seeds == 1.0 { "brings" } else { "bring" }, counted(seeds, "seed"));
    let seeds = count(seeds);
    if new_users.max == 0.0 {
        return lang.pick(
            format!("{sources} {bring} no new user in {length}."),
            format!("{seeds} 个种子用户在 {length}内没有带来新用户。"),
        );
    }
    if organic > 0.0 {
        let organic = about(organic);
        return lang.pick(
            format!(
                "With {sources}, about {users} new users join in {length} ({organic} of them unasked){range}."
            ),
            format!(
                "{seeds} 个种子用户，{length}内约有 {users} 个新用户加入（其中自然新增约 {organic}）{range}。"
            ),
        );
    }
    lang.pick(
        format!("{sources} {bring} about {users} more users in {length}{range}."),
        format!("{seeds} 个种子用户在 {length}内约带来 {users} 个新用户{range}。"),
    )
}

/// “; in 9 of 10 campaigns between … and …”; nothing when every campaign is the same.
pub(super) fn range_clause(users: &Summary, lang: Lang) -> String {
    let Some((low, high)) = Told::count(users).ends() else {
        return String::new();
    };
    let campaigns = campaigns(users.n, lang);
    lang.pick(
        format!("; in {campaigns} between {low} and {high}"),
        format!("；{campaigns}在 {low} 到 {high} 之间"),
    )
}

fn cost_sentence(report: &RunReport, lang: Lang) -> Option<String> {
    let currency = &report.scenario.currency;
    let cost = report.metric(&Metric::Cost).filter(|cost| cost.n > 0 && cost.max > 0.0)?;
    let cost = with_range(&Told::money(cost, currency), None, lang);
    let Some(cac) = report.metric(&Metric::Cac).filter(|cac| cac.n > 0) else {
        return Some(lang.pick(format!("It costs about {cost}."), format!("总成本约 {cost}。")));
    };
    let elsewhere = report.scenario.benchmark_cac.as_ref().map(|benchmark| {
        let benchmark = short_money(benchmark.typical(), currency);
        lang.pick(format!("elsewhere {benchmark}"), format!("其他渠道 {benchmark}"))
    });
    let cac = with_range(&Told::money(cac, currency), elsewhere, lang);
    let condition = if often_without_users(report) {
        lang.pick(" where anybody joins", "（仅计有人加入的活动）")
    } else {
        ""
    };
    Some(lang.pick(
        format!("It costs about {cost}, or about {cac} per new user{condition}."),
        format!("总成本约 {cost}，每个新用户约 {cac}{condition}。"),
    ))
}

/// A median with its range and another remark in brackets.
fn with_range(told: &Told<'_>, remark: Option<String>, lang: Lang) -> String {
    let inside: Vec<String> = told.range(lang).into_iter().chain(remark).collect();
    let (typical, inside) = (told.typical(), inside.join(lang.pick("; ", "；")));
    if inside.is_empty() {
        return typical;
    }
    lang.pick(format!("{typical} ({inside})"), format!("{typical}（{inside}）"))
}

/// Whether more than 1 % of campaigns have no new user, so that the cost per new user is that of the others.
#[must_use]
pub fn often_without_users(report: &RunReport) -> bool {
    let defined = report.metric(&Metric::Cac).map_or(0, |cac| cac.n);
    report.replicates.saturating_sub(defined) as f64 > 0.01 * report.replicates as f64
}

fn profit_sentence(report: &RunReport, lang: Lang) -> Option<String> {
    if !has_income(report) {
        return None;
    }
    let profit = report.metric(&Metric::Profit).filter(|profit| profit.n > 0)?;
    let told = Told::money(profit, &report.scenario.currency);
    let amount = told.typical_size();
    let range = told.range(lang).map_or_else(String::new, |range| {
        lang.pick(format!(" (profit {range})"), format!("（利润 {range}）"))
    });
    Some(if profit.median() < 0.0 {
        lang.pick(format!("It loses about {amount}{range}."), format!("约亏损 {amount}{range}。"))
    } else {
        lang.pick(
            format!("It earns about {amount} after costs{range}."),
            format!("扣除成本后约盈利 {amount}{range}。"),
        )
    })
}

/// Whether the campaign takes any money, so that profit says something.
#[must_use]
pub fn has_income(report: &RunReport) -> bool {
    [Metric::Revenue, Metric::Margin]
        .iter()
        .any(|metric| report.metric(metric).is_some_and(|income| income.max > 0.0))
}

/// A count to three significant digits, for a sentence that says “about”.
#[must_use]
pub fn about(value: f64) -> String {
    count(rounded(value))
}

/// An estimated probability in per cent.
#[must_use]
pub fn chance(chance: &Chance) -> String {
    percent(chance.p)
}

/// What can go wrong.
#[must_use]
pub fn risk(risk: Risk, lang: Lang) -> &'static str {
    match risk {
        Risk::DiesOut => lang.pick("The chain breaks at once", "一开始就断链"),
        Risk::BreaksPromises => lang.pick("A promised reward is not paid", "有奖励不能兑现"),
        Risk::Overspends => lang.pick("More is paid than the budget", "超出预算"),
        Risk::Exhausted => lang.pick("Budget or stock runs out", "预算或库存提前用完"),
        Risk::Banned => lang.pick("The platform strikes", "被平台封禁"),
        Risk::TurnsAway => lang.pick("People are turned away", "有人因满员被拒"),
        Risk::AboveBenchmark => lang.pick("A new user costs more than elsewhere", "获客成本高于其他渠道"),
        Risk::Loss => lang.pick("The campaign makes a loss", "活动亏损"),
    }
}

/// The clause “how the campaigns stopped”.
#[must_use]
pub fn stopped(reasons: &[(StopReason, u64)], lang: Lang) -> String {
    let total: u64 = reasons.iter().map(|(_, runs)| runs).sum();
    let parts: Vec<String> = reasons
        .iter()
        .map(|(reason, runs)| {
            format!("{} {}", stop_reason(*reason, lang), percent(*runs as f64 / total as f64))
        })
        .collect();
    let list = parts.join(lang.pick(", ", "，"));
    lang.pick(format!("How campaigns ended: {list}."), format!("活动如何结束：{list}。"))
}

fn stop_reason(reason: StopReason, lang: Lang) -> &'static str {
    match reason {
        StopReason::Horizon => lang.pick("ran to the last day", "持续到最后一天"),
        StopReason::Extinct => lang.pick("nobody left to share", "已无人可分享"),
        StopReason::Budget => lang.pick("money or goods gone", "预算或库存用完"),
        StopReason::Capacity => lang.pick("full", "名额已满"),
        StopReason::Banned => lang.pick("shut by the platform", "被平台封禁"),
        StopReason::Market => lang.pick("market exhausted", "市场饱和"),
    }
}

/// K by theory beside K as realised.
#[must_use]
pub fn k_theory(report: &RunReport, lang: Lang) -> String {
    let (k, meaning) = (ratio(report.theory.k), k_theory_meaning(report, lang));
    lang.pick(
        format!("K by theory: {k} ({meaning}, before anything runs out)."),
        format!("理论 K 值：{k}（资源未受限时，{meaning}）。"),
    )
}

/// What K by theory is. With several segments it is no single member's: those of one bring more people than those of
/// another, and only the growth of all together settles.
pub(super) fn k_theory_meaning(report: &RunReport, lang: Lang) -> &'static str {
    if report.scenario.segments.len() > 1 {
        return lang.pick(
            "growth per generation of invitations once the mix of segments has settled",
            "人群构成稳定后，每一代邀请的增长倍数",
        );
    }
    lang.pick("people whom one early member brings", "一个早期成员平均带来的人数")
}

/// How to read the table.
#[must_use]
pub fn how_to_read(campaigns: u64, with_error: bool, lang: Lang) -> &'static str {
    if are_few(campaigns) {
        return lang.pick(
            "So few campaigns say little of what else may happen; use more --runs.",
            "模拟次数太少，难以反映其他可能的结果；请用 --runs 增加次数。",
        );
    }
    if !with_error {
        return lang.pick(
            "Of ten campaigns, nine end between the 5% and the 95% column.",
            "十次活动中有九次的结果在 5% 与 95% 两列之间。",
        );
    }
    lang.pick(
        "Of ten campaigns, nine end between the 5% and the 95% column. The error is that of the mean; more runs make it smaller.",
        "十次活动中有九次的结果在 5% 与 95% 两列之间。误差是平均值的计算误差，模拟次数越多越小。",
    )
}

/// An uncertain input and its law.
#[must_use]
pub fn uncertain_input(key: &str, law: &str, lang: Lang) -> String {
    lang.pick(format!("Uncertain input {key}: {law}."), format!("不确定的输入 {key}：{law}。"))
}

/// A retention curve that the model cannot follow exactly.
#[must_use]
pub fn retention_misfit(segment: &str, misfit: f64, lang: Lang) -> String {
    let points = percent(misfit);
    lang.pick(
        format!("The retention of {segment} cannot be met exactly; the closest curve is off by up to {points} of the joiners."),
        format!("{segment} 的留存曲线无法精确拟合；最接近的曲线最多偏差 {points}（占加入者）。"),
    )
}

/// Replicates in which a quotient by new users is not defined.
#[must_use]
pub fn nobody_joined(runs: u64, lang: Lang) -> String {
    let (campaigns, runs) = (counted(runs as f64, "simulated campaign"), count(runs as f64));
    lang.pick(
        format!("In {campaigns} nobody joined; the cost per new user is that of the others."),
        format!("有 {runs} 次模拟无人加入，不计入获客成本。"),
    )
}

/// Why fewer replicates were done than asked for; nothing when all were.
#[must_use]
pub fn ended(report: &RunReport, lang: Lang) -> Option<String> {
    let (done, asked) = (count(report.replicates as f64), count(report.requested as f64));
    let runs = counted(report.replicates as f64, "run");
    match report.ended {
        Ended::Complete => None,
        Ended::Precise => Some(lang.pick(
            format!("The precision asked for was reached after {done} of at most {asked} runs."),
            format!("已达到要求的精度，共模拟 {done} 次（上限 {asked} 次）。"),
        )),
        Ended::Imprecise => Some(lang.pick(
            format!("The precision asked for was not reached within {runs}; allow more with --runs."),
            format!("模拟 {done} 次后仍未达到要求的精度；可用 --runs 增加次数。"),
        )),
        Ended::Interrupted => Some(lang.pick(
            format!("Interrupted: this reports the {done} of {asked} runs that were finished."),
            format!("已中断：此处报告已完成的 {done} 次（共 {asked} 次）。"),
        )),
    }
}

/// Where the files are.
#[must_use]
pub fn saved(place: &str, lang: Lang) -> String {
    lang.pick(format!("Files: {place}"), format!("文件：{place}"))
}

/// A moment `day` days after the start of a campaign of `length` days. Early on parts of days are hours.
#[must_use]
pub fn moment(day: f64, length: f64, lang: Lang) -> String {
    if told_in_hours(length) || (told_in_hours(day) && !is_whole(day)) {
        let hour = count((day * 24.0).round());
        return lang.pick(format!("hour {hour}"), format!("第 {hour} 小时"));
    }
    let day = days(day);
    lang.pick(format!("day {day}"), format!("第 {day} 天"))
}
