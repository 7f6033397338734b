//! The words of the charts of a sweep.

use super::{best, metric_name};
use crate::study::sweep::{Best, PointMetric};
use crate::words::Lang;
use crate::words::number::{short_count, with_noun};

/// Title of a chart: scenario, then what moves with what.
#[must_use]
pub fn chart_title(metric: &PointMetric, scenario: &str, keys: &[String], lang: Lang) -> String {
    let name = metric_name(metric, lang);
    let moved = keys.join(lang.pick(" and ", " × "));
    let zh = if keys.len() == 1 { format!("随 {moved} 变化") } else { moved.clone() };
    lang.pick(format!("{scenario}: {name} by {moved}"), format!("{scenario}：{name}，{zh}"))
}

/// The sentence below the title where there is a best point: the mean there, and the place.
#[must_use]
pub fn best_sentence(found: &Best, mean: &str, place: &str, lang: Lang) -> String {
    let name = self::best(found, lang);
    let rivals = match found.rivals {
        0 => String::new(),
        1 => lang.pick("; 1 other point is as good".to_owned(), "；另有 1 个组合打平".to_owned()),
        many => lang.pick(
            format!("; {} other points are as good", short_count(many as f64, lang)),
            format!("；另有 {}打平", with_noun(&short_count(many as f64, lang), "个组合")),
        ),
    };
    lang.pick(
        format!("{name}: {mean} on average at {place}{rivals}."),
        format!("{name}：{place}，平均 {mean}{rivals}。"),
    )
}

/// The sentence below the title where no point is the best: the least and the largest mean with their places.
#[must_use]
pub fn span_sentence(least: (&str, &str), most: (&str, &str), lang: Lang) -> String {
    let ((low, low_place), (high, high_place)) = (least, most);
    lang.pick(
        format!("On average from {low} (at {low_place}) to {high} (at {high_place})."),
        format!("平均从 {low}（{low_place}）到 {high}（{high_place}）。"),
    )
}

/// The line in the middle of a curve.
#[must_use]
pub fn mean(lang: Lang) -> &'static str {
    lang.pick("mean", "平均")
}

/// The line of K = 1.
#[must_use]
pub fn k_is_one(lang: Lang) -> &'static str {
    lang.pick("K = 1 by theory", "理论 K = 1")
}

/// The line at which rewards run out in half of the campaigns.
#[must_use]
pub fn runs_out(has_stock: bool, lang: Lang) -> &'static str {
    if has_stock {
        lang.pick("budget or stock runs out in half of campaigns", "一半的模拟奖励提前发完")
    } else {
        lang.pick("budget runs out in half of campaigns", "一半的模拟奖励提前发完")
    }
}

/// How to read the colours of a map.
#[must_use]
pub fn lighter_is_better(lang: Lang) -> &'static str {
    lang.pick("lighter: better", "越亮越好")
}

/// The mark of the best point.
#[must_use]
pub fn best_point(lang: Lang) -> &'static str {
    lang.pick("best", "最优")
}
