//! How the numbers of a scenario stand to those of a baseline.

use super::precise::{precise, uncertainty};
use crate::input::statement_in_chinese;
use crate::metrics::Unit;
use crate::study::baseline::{Aspect, Drift, Shift};
use crate::units::Currency;
use crate::words::Lang;
use crate::words::number::{counted, grouped};

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
            format!("{compared} 项指标中有 {different} 项与基线不同，但都在误差之内（{way}）"),
        ),
        (true, 0) => lang.pick("the baseline has other metrics".to_owned(), "基线中的指标不同".to_owned()),
        (true, moved) => lang.pick(
            format!("{moved} of {compared} metrics moved from the baseline ({way}, {campaigns})"),
            format!("{compared} 项指标中有 {moved} 项偏离基线（{way}，{runs} 次模拟）"),
        ),
    }
}

/// How many metrics moved.
fn moved(drift: &Drift) -> usize {
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
    let called = |name: &str| lang.pick(name.to_owned(), statement_in_chinese(name));
    match shift.aspect {
        Aspect::Mean => called(&format!("{}.mean", shift.name)),
        Aspect::Quantile(level) => called(&format!("{}.p{:02}", shift.name, (level * 100.0).round())),
        Aspect::Defined => format!("{}{}", called(&shift.name), lang.pick(" defined", "（有这个数的占比）")),
    }
}

/// Heads of the columns of what moved.
#[must_use]
pub fn shift_columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["baseline", "now", "difference"], ["基线", "现在", "相差"])
}

/// A difference with its error and as a part of what it was.
#[must_use]
pub fn difference(shift: &Shift, currency: &Currency, lang: Lang) -> String {
    let difference = shift.now - shift.before;
    let sign = if difference > 0.0 { "+" } else { "" };
    let told = format!("{sign}{}", precise(difference, shift.error, shift.unit, currency));
    let has_error = shift.error.is_finite() && shift.error > 0.0;
    let error = has_error.then(|| uncertainty(shift.error, shift.unit, lang));
    let part = difference / shift.before.abs() * 100.0;
    let part = (part.is_finite() && shift.unit != Unit::Share).then(|| {
        let decimals = match part.abs() {
            part if part < 0.1 => 2,
            part if part < 10.0 => 1,
            _ => 0,
        };
        format!("{sign}{}%", grouped(part, decimals))
    });
    match lang {
        Lang::En => {
            let error = error.map_or_else(String::new, |error| format!(" {error}"));
            told + &error + &part.map_or_else(String::new, |part| format!(" ({part})"))
        }
        Lang::Zh => {
            let error = error.map(|error| format!("误差 {error}"));
            let inside: Vec<String> = error.into_iter().chain(part).collect();
            if inside.is_empty() { told } else { format!("{told}（{}）", inside.join("，")) }
        }
    }
}

/// What is not shown of what moved.
#[must_use]
pub fn further_shifts(count: usize, lang: Lang) -> String {
    lang.pick(format!("… and {count} more"), format!("……另有 {count} 项"))
}

/// A comparison that was stopped before its end.
#[must_use]
pub fn not_compared(lang: Lang) -> &'static str {
    lang.pick("not compared with the baseline: interrupted", "已中断，未与基线比较")
}

/// A scenario of the baseline whose file is no more.
#[must_use]
pub fn vanished(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is in the baseline, but there is no such file any more"),
        format!("基线中有 {path}，但文件已不存在"),
    )
}

/// How many scenarios stand how to the baseline.
#[derive(Clone, Copy, Debug)]
pub struct Standings {
    /// With the same numbers.
    pub identical: usize,
    /// With numbers that differ by no more than chance.
    pub within_chance: usize,
    /// Moved.
    pub moved: usize,
    /// Not in it.
    pub new: usize,
    /// In it alone.
    pub vanished: usize,
    /// Not compared before the check was stopped.
    pub open: usize,
}

/// The last line about the baseline.
#[must_use]
pub fn baseline_closing(standings: &Standings, lang: Lang) -> String {
    let Standings { identical, within_chance, moved, new, vanished, open } = *standings;
    let parts: Vec<String> = [
        (identical, "identical", "完全相同"),
        (within_chance, "within chance", "在误差之内"),
        (moved, "moved", "已偏离"),
        (new, "not in it", "不在其中"),
        (vanished, "gone", "文件已不存在"),
        (open, "not compared", "未比较"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .map(|(count, en, zh)| lang.pick(format!("{count} {en}"), format!("{count} 个{zh}")))
    .collect();
    if parts.is_empty() {
        return lang.pick("Baseline: nothing to compare", "基线：没有可比的").to_owned();
    }
    lang.pick(format!("Baseline: {}", parts.join(", ")), format!("基线：{}", parts.join("，")))
}
