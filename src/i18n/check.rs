//! The words of `kfactor check`.

use super::Lang;
use super::number::{counted, grouped, money_with, value};
use crate::engine::Unit;
use crate::study::check::{Finding, Verdict};
use crate::units::Currency;

/// The word for a verdict.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Pass => lang.pick("pass", "通过"),
        Verdict::Fail => lang.pick("FAIL", "不通过"),
        Verdict::Inconclusive => lang.pick("inconclusive", "未定"),
    }
}

/// Heads of the columns: estimate, error, margin.
#[must_use]
pub fn columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["estimate", "error", "margin"], ["估计值", "误差", "余量"])
}

/// A value with as many digits as an uncertainty of this size leaves meaningful; more than usual, so that a bound that
/// is near can be told from the estimate.
#[must_use]
pub fn precise(number: f64, uncertainty: f64, unit: Unit, currency: &Currency) -> String {
    let usual = value(number, unit, currency);
    let scale = if unit == Unit::Share { 100.0 } else { 1.0 };
    let (number, uncertainty) = (number * scale, uncertainty * scale);
    if !number.is_finite() || !uncertainty.is_finite() || uncertainty < 1e-9 {
        return usual;
    }
    let needed = (-uncertainty.log10().floor()).clamp(0.0, 8.0) as usize;
    let digits = usual.trim_end_matches('%').rsplit_once('.').map_or("", |(_, digits)| digits);
    if needed <= digits.len() {
        return usual;
    }
    match unit {
        Unit::Money => money_with(number, needed, currency),
        Unit::Share => grouped(number, needed) + "%",
        Unit::Count | Unit::Ratio | Unit::Days => grouped(number, needed),
    }
}

/// The distance from the bound in the unit of the estimate, and as a part of the bound.
#[must_use]
pub fn margin(finding: &Finding, currency: &Currency) -> String {
    let margin = finding.margin();
    let part = margin / finding.expectation.bound.abs() * 100.0;
    let absolute = precise(margin, finding.mcse, finding.unit, currency);
    if !part.is_finite() || finding.unit == Unit::Share {
        return absolute;
    }
    format!("{absolute} ({}%)", grouped(part, if part.abs() < 1.0 { 1 } else { 0 }))
}

/// Why a statement does not pass.
#[must_use]
pub fn reason(finding: &Finding, confidence: f64, currency: &Currency, lang: Lang) -> String {
    if finding.replicates == 0 {
        return lang.pick("computed by theory, without error", "由理论算出，没有误差").to_owned();
    }
    let campaigns = counted(finding.replicates as f64, "campaign");
    let runs = grouped(finding.replicates as f64, 0);
    if finding.defined == 0 {
        return lang
            .pick(format!("not defined in any of {campaigns}"), format!("在 {runs} 次模拟中均无定义"));
    }
    let (low, high) = (finding.interval.low, finding.interval.high);
    let tell = |end: f64| precise(end, (high - low) / 10.0, finding.unit, currency);
    let between = match (low.is_finite(), high.is_finite()) {
        (true, true) if low == high => lang.pick(tell(low), format!("为 {}", tell(low))),
        (true, true) => lang.pick(
            format!("between {} and {}", tell(low), tell(high)),
            format!("在 {} 与 {} 之间", tell(low), tell(high)),
        ),
        (true, false) => lang.pick(format!("at least {}", tell(low)), format!("不低于 {}", tell(low))),
        (false, true) => lang.pick(format!("at most {}", tell(high)), format!("不高于 {}", tell(high))),
        (false, false) => {
            return lang.pick(format!("{campaigns}: too few to say"), format!("{runs} 次模拟太少，无法判断"));
        }
    };
    let confidence = format!("{}%", confidence * 100.0);
    lang.pick(
        format!("{between} ({confidence} sure, {campaigns})"),
        format!("{between}（{confidence} 置信，{runs} 次模拟）"),
    )
}

/// What is said of a scenario that expects nothing.
#[must_use]
pub fn nothing_expected(lang: Lang) -> &'static str {
    lang.pick("no `expect`", "没有 `expect`")
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
        parts.push(lang.pick(format!("{inconclusive} inconclusive"), format!("{inconclusive} 条未定")));
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

/// The way out of inconclusive statements.
#[must_use]
pub fn more_runs(lang: Lang) -> &'static str {
    lang.pick(
        "inconclusive: the bound is too near to the estimate; raise --max-runs or move the bound",
        "未定：界限离估计值太近；请加大 --max-runs，或调整界限",
    )
}

/// No statement anywhere.
#[must_use]
pub fn nothing_to_check(lang: Lang) -> &'static str {
    lang.pick(
        "there is nothing to check: no scenario has `expect`, and there is no --baseline",
        "没有可检查的内容：所有方案都没有 `expect`，也没有 --baseline",
    )
}

/// No scenario at a path.
#[must_use]
pub fn no_scenario(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("there is no scenario (*.yaml, *.yml) at {path}"),
        format!("{path} 处没有方案文件（*.yaml、*.yml）"),
    )
}

/// More first replicates than replicates at most.
#[must_use]
pub fn runs_above_most(lang: Lang) -> &'static str {
    lang.pick("--runs cannot be above --max-runs", "--runs 不能大于 --max-runs")
}

/// Stopped by the user.
#[must_use]
pub fn interrupted(lang: Lang) -> &'static str {
    lang.pick("interrupted: what was not settled is inconclusive", "已中断：尚未判定的预期记为未定")
}
