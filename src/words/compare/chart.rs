//! The words of the charts.

use super::{called, letters, on_front};
use crate::metrics::Metric;
use crate::study::compare::{Comparison, Measure, State};
use crate::words::Lang;
use crate::words::chart::ChartWords;

/// Differences to the first design.
pub const DIFFERENCES: ChartWords<Comparison> =
    ChartWords { name: ["How the designs differ", "与A相比"], sentence: differences_sentence };

/// Cost against users.
pub const FRONT: ChartWords<Comparison> =
    ChartWords { name: ["Cost and users", "花钱与拉新"], sentence: front_sentence };

/// What the chart of differences shows.
fn differences_sentence(comparison: &Comparison, lang: Lang) -> String {
    let first = called(comparison, 0, lang);
    // The one that decides is among what is shown.
    let balances = [&comparison.verdict.by, &Measure::Saving, &Measure::Metric(Metric::AddedProfit)];
    let is_shown = |balance: &&&Measure| balance.is_balance() && comparison.measured(balance).is_some();
    let balance = match balances.iter().find(is_shown) {
        Some(Measure::Saving) => lang.pick(" (what is saved: of its cost)", "（比其他渠道省：按它的成本算）"),
        Some(_) => lang.pick(" (added profit: of its cost)", "（增量利润：按它的成本算）"),
        None => "",
    };
    lang.pick(
        format!("Difference to {first}, in per cent of its mean{balance}."),
        format!("与 {first}相比差多少，按它的平均值算百分比{balance}。"),
    )
}

/// What the chart of cost against users shows.
fn front_sentence(comparison: &Comparison, lang: Lang) -> String {
    if comparison.verdict.state == State::Unmoved {
        return lang.pick("What each design costs and adds.", "各方案花多少钱，带来多少人。").to_owned();
    }
    let front = (0..comparison.dominance.len()).filter(|&design| comparison.dominance[design].on_front);
    let is_one = front.clone().nth(1).is_none();
    let front = letters(front, lang);
    lang.pick(
        format!("No other design adds as many users for as little money: {front}."),
        on_front(&front, is_one),
    )
}

/// Legend of the chart of differences: interval of the mean, single campaigns, better, worse, open.
#[must_use]
pub fn differences_legend(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["better", "worse", "not settled", "9 of 10 single campaigns"],
        ["更好", "更差", "分不出", "90% 的模拟"],
    )
}

/// So many measures have no room in the chart of differences.
#[must_use]
pub fn further_measures(count: usize, lang: Lang) -> String {
    let plural = if count == 1 { "" } else { "s" };
    lang.pick(
        format!("{count} more measure{plural} in compare.csv"),
        format!("另有 {count} 项指标，见 compare.csv"),
    )
}

/// Legend of the chart of cost against users: on the front, beaten.
#[must_use]
pub fn front_legend(lang: Lang) -> [&'static str; 3] {
    lang.pick(["not beaten by any", "beaten", "9 of 10 campaigns"], ["各有取舍", "全面落后", "90% 的模拟"])
}

/// Titles of the axes of cost against users, and of relative differences.
#[must_use]
pub fn axes(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        ["Cost of a campaign (mean)", "Added users (mean)", "Difference in per cent"],
        ["总成本（平均）", "增量用户（平均）", "相差（%）"],
    )
}
