//! The best point by each metric that a marketer asks for, and how sure that is.

use super::Point;
use crate::metrics::{Better, Metric};
use crate::stats::Summary;

/// The best point by one metric.
#[derive(Clone, Debug)]
pub struct Best {
    /// By what.
    pub metric: Metric,
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
const HEADLINES: [Metric; 5] =
    [Metric::AddedUsers, Metric::CostWithOwed, Metric::Cac, Metric::BrokenPromises, Metric::AddedProfit];

/// A mean over fewer campaigns than this part of all is one over the lucky; a ratio of means is one over all.
const DEFINED: f64 = 0.95;

pub(super) fn best(points: &[Point], replicates: u64) -> Vec<Best> {
    HEADLINES.into_iter().filter_map(|metric| best_by(metric, points, replicates)).collect()
}

fn best_by(metric: Metric, points: &[Point], replicates: u64) -> Option<Best> {
    let better = metric.better()?;
    let least = DEFINED * replicates as f64;
    let candidates: Vec<(usize, &Summary)> = points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.metric(&metric)?)))
        .filter(|(_, summary)| summary.mean.is_finite())
        .filter(|(_, summary)| metric.per_head().is_some() || summary.n as f64 >= least)
        .collect();
    if metric == Metric::AddedProfit && !has_income(points) {
        return None;
    }
    let rank = |summary: &Summary| if better == Better::More { -summary.mean } else { summary.mean };
    // Of equals, such as all that break no promise, the one with most added users is told.
    let users = |point: usize| points[point].metric(&Metric::AddedUsers).map_or(0.0, |users| users.mean);
    let order = |a: &&(usize, &Summary), b: &&(usize, &Summary)| {
        rank(a.1).total_cmp(&rank(b.1)).then(users(b.0).total_cmp(&users(a.0)))
    };
    let (point, summary) = candidates.iter().min_by(order)?;
    // Where all are the same, none is the best.
    candidates.iter().any(|(_, other)| other.mean != summary.mean).then(|| Best {
        metric,
        better,
        point: *point,
        summary: **summary,
        rivals: candidates
            .iter()
            .filter(|(index, other)| index != point && !is_worse(other, summary))
            .count(),
    })
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
    use crate::study::sweep::PointMetric;

    fn points(metric: Metric, means: &[(f64, f64, u64)]) -> Vec<Point> {
        let point = |(mean, mcse, n): &(f64, f64, u64)| {
            let summary = Summary { n: *n, mean: *mean, mcse: *mcse, ..Summary::EMPTY };
            Point::from_kept(vec![PointMetric::Run(metric.clone())], vec![summary]).unwrap()
        };
        means.iter().map(point).collect()
    }

    #[test]
    fn the_best_and_those_that_are_as_good_by_chance() {
        let users = points(
            Metric::AddedUsers,
            &[(10.0, 1.0, 100), (13.0, 1.0, 100), (12.0, 1.0, 100), (13.0, 1.0, 100)],
        );
        let best = best(&users, 100);
        assert_eq!((best[0].point, best[0].rivals), (1, 2));
    }

    #[test]
    fn a_mean_of_the_lucky_few_does_not_count_but_a_ratio_of_all_does() {
        let figures = [(1.0, 0.1, 50), (9.0, 0.1, 100), (8.0, 0.1, 96)];
        assert_eq!(best(&points(Metric::CostWithOwed, &figures), 100)[0].point, 2);
        assert_eq!(best(&points(Metric::Cac, &figures), 100)[0].point, 0);
        let nobody = [(f64::NAN, f64::NAN, 0), (9.0, 0.1, 100), (8.0, 0.1, 96)];
        assert_eq!(best(&points(Metric::Cac, &nobody), 100)[0].point, 2);
    }

    #[test]
    fn where_all_are_the_same_none_is_best() {
        assert!(best(&points(Metric::BrokenPromises, &[(0.0, 0.0, 9), (0.0, 0.0, 9)]), 9).is_empty());
        assert!(best(&points(Metric::AddedUsers, &[(f64::NAN, f64::NAN, 0)]), 9).is_empty());
    }

    #[test]
    fn one_campaign_settles_nothing() {
        let one = points(Metric::AddedUsers, &[(3.0, f64::NAN, 1), (9.0, f64::NAN, 1)]);
        assert_eq!(best(&one, 1)[0].rivals, 1);
    }
}
