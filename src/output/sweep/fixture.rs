//! A sweep made by hand for tests of what is written about it: its numbers follow from the values, not from the engine.

use crate::engine::{Metric, Unit};
use crate::input::{Override, grid};
use crate::stats::Summary;
use crate::study::sweep::{COMPLETIONS, EXHAUSTED, K_THEORY, Point, SweepPlan, SweepReport};
use crate::yaml::Source;

const POSTER: &str = "
name: Exam-prep poster 考研资料海报
days: 14
seeds: 500
share: 0.35
contacts: 12
join: 0.06
incentive: [{ to: inviter, when: { invites: 3 }, value: 299, cost: 6 }]
budget: { limit: 1500 }
benchmark: { cac: 3 }
";

/// The report of a sweep of `invites`, `join` and other keys.
pub(crate) fn sweep(varied: &[&str], replicates: u64) -> SweepReport {
    let varied: Vec<Override> = varied.iter().map(|text| Override::varied(*text)).collect();
    let grid = grid(&Source::new("poster.yaml", POSTER), &[], &varied).expect("a valid grid");
    let value = |point: usize, key: &str, usual: f64| {
        let at = grid.axes.iter().position(|axis| axis.key.ends_with(key));
        at.and_then(|at| grid.values(point)[at].number).unwrap_or(usual)
    };
    let points = (0..grid.designs.len())
        .map(|index| Some(point(value(index, "invites", 3.0), value(index, "join", 0.06), replicates)))
        .collect();
    SweepReport::new(&grid, &SweepPlan { seed: 7, replicates }, points).expect("all points are there")
}

fn point(invites: f64, join: f64, n: u64) -> Point {
    let k = 20.0 * join * invites / (1.0 + 0.35 * invites * invites);
    let users = 500.0 * k / (1.0 - k / 2.5).max(0.05);
    let completed = users / (invites * invites);
    let reward_cost = (6.0 * completed).min(1_500.0);
    let broken = ((completed - reward_cost / 6.0) * 1e6).round() / 1e6;
    let cost = reward_cost + 250.0;
    let of = |name: &str, unit: Unit, mean: f64, part: f64| {
        (Metric { name: name.to_owned(), unit }, spread(mean, part * mean, n))
    };
    let metrics = [
        of("new_users", Unit::Count, users, 0.12),
        of("k", Unit::Ratio, k, 0.05),
        of("broken_promises", Unit::Count, broken, 0.2),
        of("reward_cost", Unit::Money, reward_cost, 0.1),
        of("cost", Unit::Money, cost, 0.08),
        of("cac", Unit::Money, cost / users, 0.1),
        of(COMPLETIONS, Unit::Count, completed, 0.15),
        of(EXHAUSTED, Unit::Share, if broken > 0.0 { 1.0 } else { (completed / 250.0).min(1.0) }, 0.0),
        of(K_THEORY, Unit::Ratio, k, 0.0),
    ];
    let (metrics, summaries) = metrics.into_iter().unzip();
    Point::from_kept(metrics, summaries).expect("as many as there are")
}

fn spread(mean: f64, sd: f64, n: u64) -> Summary {
    let quantiles = [-1.64, -0.67, 0.0, 0.67, 1.64].map(|z| mean + z * sd);
    let (min, max) = (mean - 3.0 * sd, mean + 3.0 * sd);
    Summary { n, mean, sd, mcse: sd / (n as f64).sqrt(), min, max, quantiles }
}
