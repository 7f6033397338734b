//! The words of `kfactor check`.

use super::Lang;
use super::number::{counted, grouped, money_with, value};
use crate::metrics::Unit;
use crate::study::baseline::{Aspect, Drift, Shift};
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

/// A standard error with two significant digits, however small.
#[must_use]
pub fn uncertainty(error: f64, unit: Unit) -> String {
    let (error, percent) = if unit == Unit::Share { (error * 100.0, "%") } else { (error, "") };
    if !error.is_finite() {
        return String::new();
    }
    let decimals = if error < 1e-9 { 0.0 } else { (1.0 - error.log10().floor()).clamp(0.0, 9.0) };
    format!("±{}{percent}", grouped(error, decimals as usize))
}

/// Head of the column of statements.
#[must_use]
pub fn statement_column(lang: Lang) -> &'static str {
    lang.pick("statement", "预期")
}

/// Estimate, error and reason in one line.
#[must_use]
pub fn one_line(estimate: &str, error: &str, reason: &str, lang: Lang) -> String {
    let space = if error.is_empty() { "" } else { " " };
    lang.pick(
        format!("estimate {estimate}{space}{error}; {reason}"),
        format!("估计值 {estimate}{space}{error}；{reason}"),
    )
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
    if finding.replicates == 0 && finding.estimate.is_nan() {
        return lang.pick("theory cannot tell this of the scenario", "对此方案，理论给不出这个量").to_owned();
    }
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

/// How the numbers of a scenario stand to those of the baseline, in one line.
#[must_use]
pub fn standing(drift: Option<&Drift>, lang: Lang) -> String {
    let Some(drift) = drift else {
        return lang.pick("not in the baseline", "基线中没有此方案").to_owned();
    };
    let Drift { compared, different, replicates: [_, runs], .. } = drift;
    let campaigns = counted(*runs as f64, "campaign");
    let runs = grouped(*runs as f64, 0);
    if drift.is_identical() {
        return lang.pick(
            format!("the numbers are identical to the baseline ({compared} metrics, {campaigns})"),
            format!("数值与基线完全相同（{compared} 项指标，{runs} 次模拟）"),
        );
    }
    let way = if drift.paired {
        lang.pick("compared in pairs", "逐次配对比较")
    } else {
        lang.pick("compared as two samples", "按两个独立样本比较")
    };
    let moved = moved(drift);
    match (drift.has_moved(), moved) {
        (false, _) => lang.pick(
            format!(
                "{different} of {compared} metrics differ from the baseline, none by more than chance ({way})"
            ),
            format!("{compared} 项指标中有 {different} 项与基线不同，但均在随机误差之内（{way}）"),
        ),
        (true, 0) => lang.pick("the baseline has other metrics".to_owned(), "基线中的指标不同".to_owned()),
        (true, moved) => lang.pick(
            format!("{moved} of {compared} metrics moved from the baseline ({way}, {campaigns})"),
            format!("{compared} 项指标中有 {moved} 项偏离基线（{way}，{runs} 次模拟）"),
        ),
    }
}

/// How many metrics moved.
#[must_use]
pub fn moved(drift: &Drift) -> usize {
    let mut names: Vec<&str> =
        drift.shifts.iter().filter(|shift| shift.moved).map(|shift| shift.name.as_str()).collect();
    names.dedup();
    names.len()
}

/// Whose doing a drift is.
#[must_use]
pub fn cause(drift: &Drift, lang: Lang) -> &'static str {
    if drift.rewritten {
        lang.pick("the scenario has been changed since", "此后方案文件有改动")
    } else {
        lang.pick("the scenario is the same: the program has changed", "方案文件没有改动：是程序变了")
    }
}

/// Metrics that are there no more, or that were not there.
#[must_use]
pub fn other_metrics(gone: &[String], new: &[String], lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    if !gone.is_empty() {
        parts
            .push(lang.pick(format!("no more: {}", gone.join(", ")), format!("已消失：{}", gone.join("、"))));
    }
    if !new.is_empty() {
        parts.push(lang.pick(format!("new: {}", new.join(", ")), format!("新出现：{}", new.join("、"))));
    }
    (!parts.is_empty()).then(|| parts.join(lang.pick("; ", "；")))
}

/// Which number a shift is of, as a statement would name it.
#[must_use]
pub fn shifted(shift: &Shift, lang: Lang) -> String {
    match shift.aspect {
        Aspect::Mean => format!("{}.mean", shift.name),
        Aspect::Quantile(level) => format!("{}.p{:02}", shift.name, (level * 100.0).round()),
        Aspect::Defined => lang.pick(format!("{} defined", shift.name), format!("{} 有定义", shift.name)),
    }
}

/// Heads of the columns of what moved.
#[must_use]
pub fn shift_columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["baseline", "now", "difference"], ["基线", "现在", "差值"])
}

/// A difference with its error and as a part of what it was.
#[must_use]
pub fn difference(shift: &Shift, currency: &Currency) -> String {
    let difference = shift.now - shift.before;
    let sign = if difference > 0.0 { "+" } else { "" };
    let mut text = format!("{sign}{}", precise(difference, shift.error, shift.unit, currency));
    if shift.error.is_finite() && shift.error > 0.0 {
        text += &format!(" {}", uncertainty(shift.error, shift.unit));
    }
    let part = difference / shift.before.abs() * 100.0;
    if part.is_finite() && shift.unit != Unit::Share {
        text += &format!(
            " ({sign}{}%)",
            grouped(
                part,
                match part.abs() {
                    part if part < 0.1 => 2,
                    part if part < 10.0 => 1,
                    _ => 0,
                }
            )
        );
    }
    text
}

/// What is not shown of what moved.
#[must_use]
pub fn further_shifts(count: usize, lang: Lang) -> String {
    lang.pick(format!("… and {count} more"), format!("……另有 {count} 项"))
}

/// The last line about the baseline.
#[must_use]
pub fn baseline_closing([identical, chance, moved, new]: [usize; 4], lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut part = |count: usize, en: &str, zh: &str| {
        if count > 0 {
            parts.push(lang.pick(format!("{count} {en}"), format!("{count} 个{zh}")));
        }
    };
    part(identical, "identical", "完全相同");
    part(chance, "within chance", "在误差之内");
    part(moved, "moved", "已偏离");
    part(new, "not in it", "不在其中");
    lang.pick(format!("Baseline: {}", parts.join(", ")), format!("基线：{}", parts.join("，")))
}

/// A baseline was written.
#[must_use]
pub fn baseline_written(path: &str, scenarios: usize, lang: Lang) -> String {
    lang.pick(
        format!("Wrote the baseline {path} ({}).", counted(scenarios as f64, "scenario")),
        format!("已写入基线 {path}（{scenarios} 个方案）。"),
    )
}

/// A file that is no baseline.
#[must_use]
pub fn no_baseline(path: &str, why: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is no baseline of this program ({why}); write a new one with --update-baseline"),
        format!("{path} 不是本程序的基线文件（{why}）；请用 --update-baseline 重新写入"),
    )
}

/// A file with a baseline that is not there.
#[must_use]
pub fn baseline_missing(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("there is no baseline {path}; write it with --update-baseline"),
        format!("没有基线文件 {path}；请用 --update-baseline 写入"),
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
