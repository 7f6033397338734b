//! The words of a check: statements and what became of them; the baseline and the command line have files of their own.

mod baseline;
pub mod cli;
mod precise;
mod statement;
mod unmeasured;

pub use baseline::{
    Standings, baseline_closing, cause, difference, further_shifts, not_compared, other_metrics,
    shift_columns, shifted, standing, vanished,
};
pub use precise::{told, uncertainty};
pub use statement::in_words;

use precise::precise;

use super::Lang;
use super::number::{counted, grouped};
use crate::input::statement_in_chinese;
use crate::metrics::Unit;
use crate::study::check::{Finding, Verdict};
use crate::units::Currency;
use std::borrow::Cow;

/// The word for a verdict.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Pass => lang.pick("pass", "通过"),
        Verdict::Fail => lang.pick("FAIL", "不通过"),
        Verdict::Inconclusive => lang.pick("inconclusive", "待定"),
    }
}

/// Heads of the columns: estimate, error, margin.
#[must_use]
pub fn columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["estimate", "error", "margin"], ["估计值", "误差", "余量"])
}

/// Head of the column of statements.
#[must_use]
pub fn statement_column(lang: Lang) -> &'static str {
    lang.pick("statement", "预期")
}

/// What the page of a check is called.
#[must_use]
pub fn page_name(lang: Lang) -> &'static str {
    lang.pick("Check", "检验")
}

/// How sure every verdict on it is.
#[must_use]
pub fn page_about(confidence: f64, lang: Lang) -> String {
    let confidence = format!("{}%", confidence * 100.0);
    lang.pick(format!("every verdict is {confidence} sure"), format!("每条都有 {confidence} 把握才下结论"))
}

/// Titles over statements that do not hold, and over those that are not settled.
#[must_use]
pub fn pane_titles(lang: Lang) -> [&'static str; 3] {
    lang.pick(["All of it holds", "Does not hold", "Not settled"], ["全都成立", "不成立的", "还判不了的"])
}

/// A statement in a scenario, with what was found.
#[must_use]
pub fn found(scenario: &str, statement: &str, estimate: &str, lang: Lang) -> String {
    lang.pick(
        format!("{scenario}: {statement}; found {estimate}."),
        format!("{scenario}：{statement}，实为 {estimate}。"),
    )
}

/// What is not told of them here.
#[must_use]
pub fn further_statements(count: usize, lang: Lang) -> String {
    lang.pick(format!("And {count} more, below."), format!("另有 {count} 条，见下。"))
}

/// Metrics of these names once counted whoever would have come or bought anyway.
#[must_use]
pub fn new_meaning(names: &[Cow<'static, str>], lang: Lang) -> String {
    let named = |name: &Cow<'static, str>| lang.pick(name.to_string(), statement_in_chinese(name));
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", named(name))).collect();
    let names = names.join(lang.pick(", ", "、"));
    lang.pick(
        format!("{names}: about what the campaign adds since this version; before it was about everybody (`cac_blended`, `profit_blended`)."),
        format!("{names}：本版起只算增量；以前的口径见 `综合获客成本`、`综合利润`。"),
    )
}

/// What `dies_out` means now.
#[must_use]
pub fn new_dies_out(lang: Lang) -> &'static str {
    lang.pick(
        "`dies_out`: means since this version that nobody was brought by a person who had been invited; before, that fewer were invited than a tenth of the seeds.",
        "`没跑起来`：本版起指受邀用户没再带来一个人；以前指受邀用户不到种子用户的十分之一。",
    )
}

/// What was paid is not all that a campaign costs.
#[must_use]
pub fn without_owed(lang: Lang) -> &'static str {
    lang.pick(
        "`cost` is what was paid by the end; rewards with `if_stays` or `hold` may still be owed then: `cost_with_owed` has them.",
        "`总成本` 只含结束前已付的钱；带 `留满` 或 `冻结期` 的奖励结束时可能还待兑现：`总成本（含待兑现）` 才算进去。",
    )
}

/// What theory leaves out of a number.
#[must_use]
pub fn left_out_of(name: &str, left_out: &str, lang: Lang) -> String {
    lang.pick(
        format!(
            "`theory.{name}` leaves {left_out} out; `theory.new_users`, and what is simulated, counts them."
        ),
        format!(
            "`{}` 不算{left_out}；`理论.新用户` 和模拟结果都算。",
            statement_in_chinese(&format!("theory.{name}"))
        ),
    )
}

/// What theory leaves out of a number, or does not follow.
#[must_use]
pub fn not_followed(name: &str, left_out: &str, lang: Lang) -> String {
    lang.pick(
        format!("`theory.{name}` leaves out here, and what is simulated does not: {left_out}."),
        format!("`{}` 这里没算（模拟会算）：{left_out}。", statement_in_chinese(&format!("theory.{name}"))),
    )
}

/// Estimate, error and reason in one line.
#[must_use]
pub fn one_line(estimate: &str, error: &str, reason: &str, lang: Lang) -> String {
    let [en, zh] = if error.is_empty() { ["", ""] } else { [" ", "，误差 "] };
    lang.pick(
        format!("estimate {estimate}{en}{error}; {reason}"),
        format!("估计值 {estimate}{zh}{error}；{reason}"),
    )
}

/// The distance from the bound in the unit of the estimate, and as a part of the bound.
#[must_use]
pub fn margin(finding: &Finding, currency: &Currency, lang: Lang) -> String {
    let margin = finding.margin();
    let part = margin / finding.expectation.bound.abs() * 100.0;
    let absolute = precise(margin, finding.mcse, finding.unit, currency);
    if !part.is_finite() || finding.unit == Unit::Share {
        return absolute;
    }
    let part = grouped(part, if part.abs() < 1.0 { 1 } else { 0 });
    lang.pick(format!("{absolute} ({part}%)"), format!("{absolute}（{part}%）"))
}

/// The estimate.
#[must_use]
pub fn estimate(finding: &Finding, currency: &Currency, lang: Lang) -> String {
    told(finding.estimate, finding.mcse, finding.unit, currency, lang)
}

/// Why a statement does not pass.
#[must_use]
pub fn reason(finding: &Finding, confidence: f64, currency: &Currency, lang: Lang) -> String {
    if let Some(why) = finding.unmeasured {
        return unmeasured::unmeasured(why, lang).to_owned();
    }
    if finding.replicates == 0 {
        return lang.pick("computed by theory, without error", "推算得出，没有误差").to_owned();
    }
    let campaigns = counted(finding.replicates as f64, "campaign");
    let runs = grouped(finding.replicates as f64, 0);
    if finding.defined == 0 {
        return lang
            .pick(format!("not defined in any of {campaigns}"), format!("{runs} 次模拟里都没有这个数"));
    }
    let (low, high) = (finding.interval.low, finding.interval.high);
    let tell = |end: f64| precise(end, (high - low) / 10.0, finding.unit, currency);
    let between = match (low.is_finite(), high.is_finite()) {
        (false, false) if low == high => told(low, f64::NAN, finding.unit, currency, lang),
        (true, true) if low == high => lang.pick(tell(low), format!("为 {}", tell(low))),
        (true, true) => lang.pick(
            format!("between {} and {}", tell(low), tell(high)),
            format!("在 {} 到 {} 之间", tell(low), tell(high)),
        ),
        (true, false) => lang.pick(format!("at least {}", tell(low)), format!("不低于 {}", tell(low))),
        (false, true) => lang.pick(format!("at most {}", tell(high)), format!("不高于 {}", tell(high))),
        (false, false) => {
            return lang.pick(format!("{campaigns}: too few to say"), format!("{runs} 次模拟太少，判不了"));
        }
    };
    let confidence = format!("{}%", confidence * 100.0);
    lang.pick(
        format!("{between} ({confidence} sure, {campaigns})"),
        format!("{between}（{confidence} 把握，{runs} 次模拟）"),
    )
}

/// What is said of a scenario that expects nothing.
#[must_use]
pub fn nothing_expected(lang: Lang) -> &'static str {
    lang.pick("no `expect`", "没有 `预期`")
}

/// A file that could not be checked, with so many problems.
#[must_use]
pub fn broken(problems: usize, lang: Lang) -> String {
    let plural = if problems == 1 { "" } else { "s" };
    lang.pick(
        format!("could not be checked: {problems} problem{plural}"),
        format!("无法检验：共 {problems} 个问题"),
    )
}

/// What is not shown of the problems of a file.
#[must_use]
pub fn further_problems(count: usize, lang: Lang) -> String {
    lang.pick(format!("… and {count} more"), format!("……另有 {count} 个"))
}

/// The line below the last one: how many files could not be checked; none where all could.
#[must_use]
pub fn broken_closing(files: usize, lang: Lang) -> Option<String> {
    let plural = if files == 1 { "" } else { "s" };
    (files > 0).then(|| {
        lang.pick(format!("{files} file{plural} could not be checked"), format!("{files} 个文件无法检验"))
    })
}

/// Why not everything is settled.
#[must_use]
pub fn interrupted(lang: Lang) -> &'static str {
    lang.pick("interrupted: what was not settled is inconclusive", "已中断：没判完的预期记为待定")
}

/// The last line: how many statements in how many scenarios, and what became of them.
#[must_use]
pub fn closing(scenarios: usize, [pass, fail, inconclusive]: [usize; 3], lang: Lang) -> String {
    let all = pass + fail + inconclusive;
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let mut parts = vec![lang.pick(format!("{pass} passed"), format!("{pass} 条通过"))];
    if fail > 0 {
        parts.push(lang.pick(format!("{fail} failed"), format!("{fail} 条不通过")));
    }
    if inconclusive > 0 {
        parts.push(lang.pick(format!("{inconclusive} inconclusive"), format!("{inconclusive} 条待定")));
    }
    lang.pick(
        format!(
            "{all} statement{} in {scenarios} scenario{}: {}",
            plural(all),
            plural(scenarios),
            parts.join(", ")
        ),
        format!("{scenarios} 个方案共 {all} 条预期：{}", parts.join("，")),
    )
}

/// The way out of inconclusive statements; `undefined` where what one of them is about was not defined in any campaign.
#[must_use]
pub fn more_runs(undefined: bool, lang: Lang) -> &'static str {
    if undefined {
        return lang.pick(
            "inconclusive: what is not defined in any campaign has no value to hold against a bound; more runs rarely give it one",
            "待定：哪次模拟里都没有的数，比不了；多模拟也很难有",
        );
    }
    lang.pick(
        "inconclusive: the bound is too near to the estimate; raise --max-runs or move the bound",
        "待定：线划得太近，判不了；请加大 --max-runs，或把线挪远",
    )
}
