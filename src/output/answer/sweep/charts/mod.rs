//! The charts of a sweep: a curve per metric for one key, a heat map per metric for two, none for more.

mod contour;
mod curve;
mod heat;
mod landmarks;
mod metric;
mod scale;
mod shapes;

use crate::metrics::Metric;
use crate::output::File;
use crate::output::format::chart;
use crate::study::sweep::{PointMetric, SweepReport};
use crate::words::Lang;
use metric::Chart;
use rayon::prelude::*;
use std::borrow::Cow;

/// Metrics that have a chart where they have something to show, in the order in which they are told.
const METRICS: [PointMetric; 10] = [
    PointMetric::Run(Metric::AddedUsers),
    PointMetric::Completions,
    PointMetric::Run(Metric::CostWithOwed),
    PointMetric::Run(Metric::RewardCost),
    PointMetric::Run(Metric::Cac),
    PointMetric::Saving,
    PointMetric::Run(Metric::ReferredShare),
    PointMetric::KTheory,
    PointMetric::Run(Metric::BrokenPromises),
    PointMetric::Run(Metric::AddedProfit),
];

/// Names of the charts that there may be.
pub(super) fn names() -> impl Iterator<Item = Cow<'static, str>> {
    METRICS.into_iter().map(|metric| metric.name().into_owned().into())
}

/// All charts in both formats; the order is always the same.
pub(super) fn files(report: &SweepReport, lang: Lang) -> Vec<File> {
    let files = METRICS.par_iter().flat_map_iter(|metric| match svg(metric, report, lang) {
        Some(svg) => chart::files(&metric.name(), svg),
        None => Vec::new(),
    });
    files.collect()
}

/// The chart of a metric as SVG, 1280 × 720; none where there is nothing to show.
#[must_use]
pub fn svg(metric: &PointMetric, report: &SweepReport, lang: Lang) -> Option<String> {
    let chart = Chart::new(metric, report, lang)?;
    match report.axes.len() {
        1 => curve::Curve::new(&chart).svg(&chart.caption()),
        2 if *metric != PointMetric::Run(Metric::ReferredShare) => {
            heat::Heat::new(&chart)?.svg(&chart.caption())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::sweep as fixture;

    fn drawn(metric: Metric, varied: &[&str], lang: Lang) -> String {
        svg(&PointMetric::Run(metric), &fixture::sweep(varied, 500), lang).unwrap()
    }

    #[test]
    fn a_map_says_where_k_is_1_and_where_the_budget_ends() {
        let text = drawn(Metric::AddedUsers, &["incentive.0.invites=1..6:6", "join=2%..12%:6"], Lang::En);
        for words in ["K = 1 by theory", "budget runs out in half of campaigns", "best", "Most added users: "]
        {
            assert!(text.contains(words), "{words}");
        }
        let calm = drawn(Metric::AddedUsers, &["incentive.0.invites=9,10", "join=1%,2%"], Lang::En);
        assert!(!calm.contains("K = 1 by theory") && !calm.contains("runs out"));
    }

    #[test]
    fn a_curve_says_so_too() {
        let text = drawn(Metric::CostWithOwed, &["join=1%..12%:12"], Lang::Zh);
        for words in ["理论 K = 1", "一半的模拟奖励提前发完", "成本最低", "90% 的模拟"] {
            assert!(text.contains(words), "{words}");
        }
    }

    #[test]
    fn levels_stand_where_the_sweep_does_not_move_them() {
        let limited = |vary: &str| drawn(Metric::RewardCost, &[vary], Lang::En).contains("budget ¥1,500");
        assert!(limited("join=1%,12%") && !limited("budget.limit=1000,2000"));
        assert!(drawn(Metric::Cac, &["join=1%,12%"], Lang::En).contains("elsewhere ¥3"));
    }

    #[test]
    fn a_metric_without_a_best_point_is_told_from_end_to_end() {
        let text = drawn(Metric::ReferredShare, &["join=2%,4%"], Lang::En);
        assert!(text.contains("On average from 28.9% (at join = 2%) to 57.8% (at join = 4%)."), "{text}");
    }

    /// The lighter the better, whichever side that is; keys are called by their names.
    #[test]
    fn colours_have_one_direction() {
        let varied = ["incentive.0.invites=2,5", "join=2%,8%"];
        let report = fixture::sweep(&varied, 500);
        for (metric, less) in [(Metric::AddedUsers, false), (Metric::CostWithOwed, true), (Metric::Cac, true)]
        {
            let metric = PointMetric::Run(metric);
            let chart = Chart::new(&metric, &report, Lang::En).unwrap();
            assert_eq!(chart.less_is_better(), less, "{metric:?}");
            let text = svg(&metric, &report, Lang::Zh).unwrap();
            for words in ["越亮越好", "奖励 · 1 · 邀满", "，邀满 × 转化率", "邀满 = "] {
                assert!(text.contains(words), "{words}");
            }
            // The best point is of the lightest colour.
            let best = report.best.iter().find(|best| best.metric == metric).unwrap();
            let light = |point: usize| chart.values[point].unwrap().mean * if less { -1.0 } else { 1.0 };
            assert!((0..4).all(|point| light(point) <= light(best.point) + 1e-9));
            assert!(text.contains("#FDE725"), "{text}");
        }
    }

    #[test]
    fn numbers_stand_in_cells_that_have_room() {
        let drawn = |varied: &[&str]| svg(&PointMetric::Completions, &fixture::sweep(varied, 500), Lang::En);
        let numbers = |varied: &[&str]| drawn(varied).unwrap().matches("<text").count();
        let few = numbers(&["incentive.0.invites=7,8", "join=1%,2%"]);
        let many = numbers(&["incentive.0.invites=7,8", "join=1%..2%:60"]);
        assert!(few >= 4 + 4 && many < 60, "{few}, {many}");
    }

    #[test]
    fn odd_grids_are_drawn() {
        for varied in [
            &["share=0.2"][..],
            &["contacts={ fixed: 3 },5", "join=1%,2%"],
            &["join=log:1%..9%:3"],
            &["days=3", "join=1%,2%"],
            &["join=9%,1%,5%"],
        ] {
            let report = fixture::sweep(varied, 1);
            for metric in METRICS {
                let text = svg(&metric, &report, Lang::En).unwrap_or_default();
                assert!(!text.contains("NaN") && !text.contains("inf"), "{metric:?} by {varied:?}");
            }
        }
    }
}
