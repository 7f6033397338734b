//! The best point by each metric that a marketer asks for, and how sure that is.

use super::{Point, PointMetric};
use crate::metrics::{Better, Metric};
use crate::scenario::Valid;
use crate::stats::Summary;
use crate::study::compare::{Measure, common_benchmark};

/// The best point by one metric.
#[derive(Clone, Debug)]
pub struct Best {
    /// By what.
    pub metric: PointMetric,
    /// Which way is better.
    pub better: Better,
    /// Index of the point with the best mean.
    pub point: usize,
    /// Its summary.
    pub summary: Summary,
    /// Other points whose mean cannot be told from the best with so few campaigns: the difference is below two standard
    /// errors. Points share their luck, which makes differences surer than this; it is an upper bound.
    pub rivals: usize,
}

/// Metrics of which the best point is told. Of each one way is better.
const HEADLINES: [PointMetric; 6] = [
    PointMetric::Run(Metric::AddedUsers),
    PointMetric::Run(Metric::CostWithOwed),
    PointMetric::Run(Metric::Cac),
    PointMetric::Saving,
    PointMetric::Run(Metric::BrokenPromises),
    PointMetric::Run(Metric::AddedProfit),
];

/// A mean over fewer campaigns than this part of all is one over the lucky; a ratio of means is one over all.
const DEFINED: f64 = 0.95;

/// What these designs are to be chosen by, as a comparison of them would have it.
pub(super) fn deciding(designs: &[Valid]) -> PointMetric {
    match Measure::suiting(designs) {
        Measure::Metric(metric) => PointMetric::Run(metric),
        Measure::Saving | Measure::Chance(_) => PointMetric::Saving,
    }
}

/// By what the best of these designs are told, what they are to be chosen by first. Savings against different prices say nothing.
pub(super) fn headlines(designs: &[Valid]) -> Vec<PointMetric> {
    let first = deciding(designs);
    let others = HEADLINES.into_iter().filter(|metric| *metric != first);
    let has_one_price = common_benchmark(designs).is_some();
    let others = others.filter(|metric| *metric != PointMetric::Saving || has_one_price).collect();
    [vec![first], others].concat()
}

/// The best points by each of these metrics. Of points of one `kind`, which differ in what nothing can be chosen by, none is better
/// than another: a metric that is not the same for all of the best kind has no best point.
pub(super) fn best(
    points: &[Point],
    replicates: u64,
    headlines: Vec<PointMetric>,
    kind: &dyn Fn(usize) -> usize,
) -> Vec<Best> {
    headlines.into_iter().filter_map(|metric| best_by(metric, points, replicates, kind)).collect()
}

fn best_by(
    metric: PointMetric,
    points: &[Point],
    replicates: u64,
    kind: &dyn Fn(usize) -> usize,
) -> Option<Best> {
    let better = metric.better()?;
    let least = DEFINED * replicates as f64;
    let candidates: Vec<(usize, &Summary)> = points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.value(&metric)?)))
        .filter(|(_, summary)| summary.mean.is_finite())
        .filter(|(_, summary)| is_per_head(&metric) || summary.n as f64 >= least)
        .collect();
    if metric == PointMetric::Run(Metric::AddedProfit) && !has_income(points) {
        return None;
    }
    let rank = |summary: &Summary| if better == Better::More { -summary.mean } else { summary.mean };
    // Of equals, such as all that break no promise, the one with most added users is told.
    let users = |point: usize| points[point].metric(&Metric::AddedUsers).map_or(0.0, |users| users.mean);
    let order = |a: &&(usize, &Summary), b: &&(usize, &Summary)| {
        rank(a.1).total_cmp(&rank(b.1)).then(users(b.0).total_cmp(&users(a.0)))
    };
    let (point, summary) = candidates.iter().min_by(order)?;
    let is_of_the_kind = |index: usize| kind(index) == kind(*point);
    if candidates.iter().any(|(index, other)| is_of_the_kind(*index) && other.mean != summary.mean) {
        return None;
    }
    // Where all are the same, none is the best.
    candidates.iter().any(|(_, other)| other.mean != summary.mean).then(|| Best {
        metric,
        better,
        point: *point,
        summary: **summary,
        rivals: candidates
            .iter()
            .filter(|(index, other)| !is_of_the_kind(*index) && !is_worse(other, summary))
            .count(),
    })
}

fn is_per_head(metric: &PointMetric) -> bool {
    matches!(metric, PointMetric::Run(metric) if metric.per_head().is_some())
}

/// Whether two means differ by more than chance.
fn is_worse(other: &Summary, best: &Summary) -> bool {
    let gap = (other.mean - best.mean).abs();
    gap > 0.0 && gap > 2.0 * other.mcse.hypot(best.mcse)
}

/// Without income profit is cost once more.
fn has_income(points: &[Point]) -> bool {
    let above_0 =
        |point: &Point, metric: &Metric| point.metric(metric).is_some_and(|summary| summary.max > 0.0);
    points.iter().any(|point| above_0(point, &Metric::Revenue) || above_0(point, &Metric::Margin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn points(metric: Metric, means: &[(f64, f64, u64)]) -> Vec<Point> {
        let point = |(mean, mcse, n): &(f64, f64, u64)| {
            let summary = Summary { n: *n, mean: *mean, mcse: *mcse, ..Summary::EMPTY };
            Point::from_kept(vec![PointMetric::Run(metric.clone())], vec![summary]).unwrap()
        };
        means.iter().map(point).collect()
    }

    fn told(points: &[Point], replicates: u64) -> Vec<Best> {
        best(points, replicates, HEADLINES.to_vec(), &|point| point)
    }

    #[test]
    fn the_best_and_those_that_are_as_good_by_chance() {
        let users = points(
            Metric::AddedUsers,
            &[(10.0, 1.0, 100), (13.0, 1.0, 100), (12.0, 1.0, 100), (13.0, 1.0, 100)],
        );
        let best = told(&users, 100);
        assert_eq!((best[0].point, best[0].rivals), (1, 2));
    }

    #[test]
    fn a_mean_of_the_lucky_few_does_not_count_but_a_ratio_of_all_does() {
        let figures = [(1.0, 0.1, 50), (9.0, 0.1, 100), (8.0, 0.1, 96)];
        assert_eq!(told(&points(Metric::CostWithOwed, &figures), 100)[0].point, 2);
        assert_eq!(told(&points(Metric::Cac, &figures), 100)[0].point, 0);
        let nobody = [(f64::NAN, f64::NAN, 0), (9.0, 0.1, 100), (8.0, 0.1, 96)];
        assert_eq!(told(&points(Metric::Cac, &nobody), 100)[0].point, 2);
    }

    /// Income first, then what a user costs elsewhere where all say the same, then what one costs, if any does.
    #[test]
    fn what_to_choose_by_comes_first_as_in_a_comparison() {
        let design = |more: &str| {
            let text = format!("{{ name: x, days: 2, seeds: 9, share: 1, contacts: 1, join: 0.5{more} }}");
            Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
        };
        let costly = ", costs: { fixed: 9 }";
        let priced = |cac: u32| design(&format!("{costly}, benchmark: {{ cac: {cac} }}"));
        let first = |designs: &[Valid]| (headlines(designs)[0].clone(), headlines(designs).len());
        let paying = design(&format!("{costly}, benchmark: {{ cac: 3 }}, price: {{ start: 2 }}"));
        assert_eq!(first(&[paying]), (PointMetric::Run(Metric::AddedProfit), 6));
        assert_eq!(first(&[priced(3), priced(3)]), (PointMetric::Saving, 6));
        let by_price = (PointMetric::Run(Metric::Cac), 5);
        assert_eq!([first(&[priced(3), priced(4)]), first(&[design(costly)])], [by_price.clone(), by_price]);
        assert_eq!(first(&[design("")]).0, PointMetric::Run(Metric::AddedUsers));
    }

    #[test]
    fn where_all_are_the_same_none_is_best() {
        assert!(told(&points(Metric::BrokenPromises, &[(0.0, 0.0, 9), (0.0, 0.0, 9)]), 9).is_empty());
        assert!(told(&points(Metric::AddedUsers, &[(f64::NAN, f64::NAN, 0)]), 9).is_empty());
    }

    #[test]
    fn one_campaign_settles_nothing() {
        let one = points(Metric::AddedUsers, &[(3.0, f64::NAN, 1), (9.0, f64::NAN, 1)]);
        assert_eq!(told(&one, 1)[0].rivals, 1);
    }
}
