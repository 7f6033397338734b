//! The words of a run: headings, columns, what was simulated; headline, notes, remarks and charts have files of their own.

pub mod advice;
mod against;
pub mod chart;
mod headline;
mod notes;
pub mod remark;
pub mod report;
pub mod tree;
pub mod variance;

pub use against::against;
pub use headline::{has_income, headline, on_the_whole, per_head, per_head_told};
pub use notes::{
    anyway, earned_anyway, ended, expected, k_theory, later_orders, net_of_refunds, nobody_added,
    price_is_profit, retention_misfit, stop_reason, stopped, tried,
};

use super::engine::engine;
use super::number::{counted, short_count, span, with_noun};
use super::range::are_few;
use super::{Lang, clock};
use crate::study::run::RunReport;

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
        Heading::Outcome => lang.pick("What to expect", "主要数字"),
        Heading::Growth if are_few(report.replicates) => lang.pick(
            "Added users so far (bar: median; shade: up to the most)",
            "累计增量用户（深：中位数；浅：最大）",
        ),
        Heading::Growth => lang.pick(
            "Added users so far (bar: median; shade: up to 95%)",
            "累计增量用户（深：中位数；浅：90% 上限）",
        ),
        Heading::Money => lang.pick("Rewards and costs (means)", "奖励与成本（平均）"),
        Heading::Risks => lang.pick("What can go wrong", "风险"),
        Heading::Segments => lang.pick("Kinds of people (means)", "人群（平均）"),
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
    let mut heads = lang.pick(
        vec!["mean", "error", "5%", "median", "95%"],
        vec!["平均", "误差", "90%下限", "中位数", "90%上限"],
    );
    if !with_error {
        heads.remove(1);
    }
    heads
}

/// Head of the column that says in which part of the campaigns a number is defined.
#[must_use]
pub fn defined_column(lang: Lang) -> &'static str {
    lang.pick("defined in", "有定义")
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
    let (campaigns, runs) = (counted(runs, "simulated campaign"), with_noun(&short_count(runs, lang), "次"));
    let (step, seed, engine) = (
        clock::step(&report.scenario, lang),
        report.seed,
        engine(report.engine, report.scenario.following, lang),
    );
    lang.pick(
        format!("{campaigns} of {length} ({step}, seed {seed}, {engine})"),
        format!("{length}，模拟 {runs}（{step}，随机数编号 {seed}，{engine}）"),
    )
}

/// How to read the table.
#[must_use]
pub fn how_to_read(campaigns: u64, with_error: bool, lang: Lang) -> &'static str {
    if are_few(campaigns) {
        return lang.pick(
            "So few campaigns say little of what else may happen; use more --runs.",
            "模拟次数太少，看不出还会有什么结果；请用 --runs 增加次数。",
        );
    }
    if !with_error {
        return lang.pick(
            "Of ten campaigns, nine end between the 5% and the 95% column.",
            "90% 的模拟落在 90%下限和 90%上限之间。",
        );
    }
    lang.pick(
        "Of ten campaigns, nine end between the 5% and the 95% column. The error is that of the mean; more runs make it smaller.",
        "90% 的模拟落在 90%下限和 90%上限之间。误差是平均的误差：随次数变小，区间不会。",
    )
}
