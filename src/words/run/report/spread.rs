//! How what a user costs, and what is earned, is spread over the runs.

use crate::metrics::Risk;
use crate::study::run::RunReport;
use crate::words::Lang;
use crate::words::document::how_often;
use crate::words::number::{about_money, money, short_money};
use crate::words::range::from_to;

/// How often an added user is dearer than elsewhere; where nobody says what one costs there, what is shown.
#[must_use]
pub fn cac_spread_title(report: &RunReport, lang: Lang) -> String {
    let Some((chance, elsewhere)) =
        report.risk(Risk::AboveBenchmark).zip(report.scenario.benchmark_cac.as_ref())
    else {
        return lang.pick("What an added user costs, run by run", "增量获客成本，各次模拟").to_owned();
    };
    let often = how_often(chance.p, report.replicates, lang);
    let elsewhere = short_money(elsewhere.typical(), &report.scenario.currency, lang);
    lang.pick(
        format!("Dearer than elsewhere ({elsewhere} a user) {often}"),
        format!("比其他渠道贵（每人 {elsewhere}）：{often}"),
    )
}

/// How often money is lost.
#[must_use]
pub fn profit_spread_title(report: &RunReport, lang: Lang) -> String {
    let p = report.risk(Risk::Loss).map_or(0.0, |chance| chance.p);
    let often = how_often(p, report.replicates, lang);
    lang.pick(format!("Doing nothing would earn more {often}"), format!("比不办少赚：{often}"))
}

/// How to read the bars; `wrong` says which of them lie on the wrong side of the line.
#[must_use]
pub fn spread_about(wrong: Option<&str>, lang: Lang) -> String {
    let bars = lang.pick("The higher a bar, the more runs came out there", "柱子越高，落在这一段的模拟越多");
    match wrong {
        Some(wrong) => lang.pick(format!("{bars}; {wrong}"), format!("{bars}；{wrong}")),
        None => bars.to_owned(),
    }
}

/// Which bars are dearer than elsewhere.
#[must_use]
pub fn dearer(lang: Lang) -> &'static str {
    lang.pick("right of the line: dearer than elsewhere", "线的右边：比其他渠道贵")
}

/// Which bars are a loss.
#[must_use]
pub fn losing(lang: Lang) -> &'static str {
    lang.pick("left of the line: less than doing nothing", "线的左边：比不办赚得少")
}

/// A bar in a line. The outermost hold what is beyond them, too.
#[must_use]
pub fn bar_in_words(ends: [Option<f64>; 2], p: f64, report: &RunReport, lang: Lang) -> String {
    let amount = |value: f64| match value.abs() {
        // Sums of steps are not round to the last bit.
        less if less < 99.995 => money((value * 1e4).round() / 1e4, &report.scenario.currency),
        _ => short_money((value * 1e4).round() / 1e4, &report.scenario.currency, lang),
    };
    let often = how_often(p, report.replicates, lang);
    let stretch = match ends.map(|end| end.map(amount)) {
        [Some(low), Some(high)] => from_to(&low, &high, lang),
        [None, Some(high)] => lang.pick(format!("below {high}"), format!("低于 {high}")),
        [Some(low), None] => lang.pick(format!("{low} or more"), format!("{low} 或更高")),
        [None, None] => lang.pick("any", "全部").to_owned(),
    };
    lang.pick(format!("{stretch}: {often}"), format!("{stretch}：{often}"))
}

/// The bar of runs that spent money and added nobody.
#[must_use]
pub fn nobody_added(lang: Lang) -> &'static str {
    lang.pick("nobody added", "没有增量")
}

/// The same in a line.
#[must_use]
pub fn nobody_added_in_words(p: f64, report: &RunReport, lang: Lang) -> String {
    let (name, often) = (nobody_added(lang), how_often(p, report.replicates, lang));
    lang.pick(format!("Money spent, and {name}: {often}"), format!("花了钱，{name}：{often}"))
}

/// The run in the middle.
#[must_use]
pub fn middle_run(value: f64, report: &RunReport, lang: Lang) -> String {
    let value = about_money(value, &report.scenario.currency, lang);
    lang.pick(format!("run in the middle {value}"), format!("居中的一次 {value}"))
}

/// Where nothing is won or lost.
#[must_use]
pub fn break_even(lang: Lang) -> &'static str {
    lang.pick("as much as doing nothing", "和不办一样")
}
