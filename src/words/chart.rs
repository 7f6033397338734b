//! Words that the charts of several studies share.

use super::Lang;
use super::number::told_in_hours;
use super::range::{are_few, campaigns};

/// The words around a chart of an answer `R`.
pub struct ChartWords<R> {
    /// Its name, in English and Chinese.
    pub name: [&'static str; 2],
    /// What it shows, as a sentence; empty when there is nothing to say.
    pub sentence: fn(&R, Lang) -> String,
}

/// Title of the axis of time in a campaign of `length` days.
#[must_use]
pub fn time(length: f64, lang: Lang) -> &'static str {
    if told_in_hours(length) {
        lang.pick("Hours since the start", "活动第几小时")
    } else {
        lang.pick("Days since the start", "活动第几天")
    }
}

/// Title of the axis of time that has dates.
#[must_use]
pub fn date(lang: Lang) -> &'static str {
    lang.pick("Date", "日期")
}

/// Title of the axis of a distribution.
#[must_use]
pub fn share_of_campaigns(lang: Lang) -> &'static str {
    lang.pick("Share of campaigns", "模拟占比")
}

/// Median, middle half, nine of ten: the legend of a fan of `n` campaigns.
#[must_use]
pub fn bands(n: u64, lang: Lang) -> [String; 3] {
    let [median, half] = lang.pick(["median", "half of all campaigns"], ["中位数", "50% 的模拟"]);
    [median.to_owned(), half.to_owned(), campaigns(n, lang)]
}

/// The line of the only campaign there is.
#[must_use]
pub fn the_campaign(lang: Lang) -> &'static str {
    lang.pick("the one campaign", "这一次模拟")
}

/// A labelled median.
#[must_use]
pub fn median(value: &str, lang: Lang) -> String {
    lang.pick(format!("median {value}"), format!("中位数 {value}"))
}

/// A labelled 95 % quantile, or the largest of few.
#[must_use]
pub fn at_most(value: &str, n: u64, lang: Lang) -> String {
    let (who, limit) = if are_few(n) { ("all", "最大") } else { ("95%", "90% 上限") };
    lang.pick(format!("{who} at most {value}"), format!("{limit} {value}"))
}

/// A labelled 5 % quantile, or the least of few.
#[must_use]
pub fn at_least(value: &str, n: u64, lang: Lang) -> String {
    let (who, limit) = if are_few(n) { ("all", "最小") } else { ("95%", "90% 下限") };
    lang.pick(format!("{who} at least {value}"), format!("{limit} {value}"))
}

/// The line at the budget.
#[must_use]
pub fn the_budget(value: &str, lang: Lang) -> String {
    lang.pick(format!("budget {value}"), format!("预算 {value}"))
}

/// A labelled benchmark.
#[must_use]
pub fn elsewhere(value: &str, lang: Lang) -> String {
    lang.pick(format!("elsewhere {value}"), format!("其他渠道 {value}"))
}

/// The line at K = 1.
#[must_use]
pub fn k_is_one(lang: Lang) -> &'static str {
    lang.pick("above 1 growth feeds itself", "1 以上越滚越大")
}
