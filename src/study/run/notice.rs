//! What is worth a remark in a report, and when it is.

use super::{Remark, RunReport};
use crate::metrics::{Metric, Risk};

/// A chance below this is not worth a remark.
const RARE: f64 = 0.05;

/// What is remarkable, most important first.
pub(super) fn remarks(report: &RunReport) -> Vec<Remark> {
    let mean = |metric: &Metric| report.metric(metric).map_or(f64::NAN, |summary| summary.mean);
    let median = |metric: &Metric| report.metric(metric).map_or(f64::NAN, |summary| summary.median());
    let risk = |risk: Risk| report.risk(risk).filter(|chance| chance.p >= RARE);
    let mut remarks = Vec::new();
    if report.metric(&Metric::Referred).is_some_and(|summary| summary.max == 0.0) {
        remarks.push(Remark::NobodyInvited);
    }
    if let Some(chance) = risk(Risk::Loss) {
        remarks.push(Remark::Loss { chance, mean: mean(&Metric::AddedProfit) });
    }
    if let Some(chance) = risk(Risk::Banned) {
        remarks.push(Remark::Banned { chance, day: median(&Metric::BannedDay) });
    }
    if let Some(chance) = risk(Risk::BreaksPromises) {
        remarks.push(Remark::BreaksPromises { chance, mean: mean(&Metric::BrokenPromises) });
    }
    if let Some(chance) = risk(Risk::Overspends) {
        remarks.push(Remark::Overspends { chance, mean: mean(&Metric::Overspend) });
    }
    remarks.extend(report.owed().map(|mean| Remark::Owed { mean }));
    if let Some(chance) = risk(Risk::DiesOut) {
        remarks.push(Remark::DiesOut(chance));
    }
    remarks.extend(benchmark(report));
    if report.theory.k >= 1.0 {
        remarks.push(Remark::DoubtfulK { k: report.theory.k });
    }
    let hunters = mean(&Metric::HunterCost) / mean(&Metric::RewardCost);
    if hunters >= 0.1 {
        remarks.push(Remark::HuntersEat { part: hunters });
    }
    if let Some(hunters) = report.theory.hunters.filter(|hunters| hunters.k >= 1.0) {
        remarks.push(Remark::HuntersGrow { k: hunters.k, started: hunters.started });
    }
    // Where the company pays on, nothing stops.
    if let Some(chance) = risk(Risk::Exhausted).filter(|_| risk(Risk::Overspends).is_none()) {
        remarks.push(Remark::Exhausted { chance, day: median(&Metric::ExhaustedDay) });
    }
    if let Some(chance) = risk(Risk::TurnsAway) {
        remarks.push(Remark::TurnsAway { chance, mean: mean(&Metric::TurnedAway) });
    }
    let still_there = mean(&Metric::MembersEnd) / (mean(&Metric::Seeds) + mean(&Metric::NewUsers));
    if still_there < 0.5 {
        remarks.push(Remark::FewStay { share: still_there });
    }
    remarks.extend(wide_range(report));
    remarks
}

fn benchmark(report: &RunReport) -> Option<Remark> {
    let benchmark = report.scenario.benchmark_cac.as_ref()?.typical();
    let chance = report.risk(Risk::AboveBenchmark)?;
    let cac = report.metric(&Metric::Cac)?.mean;
    if chance.p >= RARE {
        return Some(Remark::AboveBenchmark { chance, cac, benchmark });
    }
    cac.is_finite().then_some(Remark::BelowBenchmark { cac, benchmark })
}

fn wide_range(report: &RunReport) -> Option<Remark> {
    let [low, .., high] = report.metric(&Metric::AddedUsers)?.quantiles;
    (high >= 3.0 * low.max(1.0)).then_some(Remark::WideRange { low, high })
}
