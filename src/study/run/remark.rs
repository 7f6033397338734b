//! What is remarkable about a run: facts as data; the words are elsewhere.

use super::{Chance, RunReport};
use crate::metrics::{Metric, Risk};
use serde::Serialize;

/// A remarkable fact, without words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Remark {
    /// K is 1 or more: measured campaigns have K between .02 and .8.
    DoubtfulK {
        /// K of the scenario.
        k: f64,
    },
    /// Dies out with this chance (5 % or more).
    DiesOut(Chance),
    /// Promises are broken with this chance; on average so many when it happens.
    BreaksPromises {
        /// How often.
        chance: Chance,
        /// Mean over all replicates.
        mean: f64,
    },
    /// The budget is overdrawn.
    Overspends {
        /// How often.
        chance: Chance,
        /// Mean overspend over all replicates, major units.
        mean: f64,
    },
    /// Rewards run out; median day of the first exhaustion among those.
    Exhausted {
        /// How often.
        chance: Chance,
        /// Median day.
        day: f64,
    },
    /// The platform strikes.
    Banned {
        /// How often.
        chance: Chance,
        /// Median day of the ban among those.
        day: f64,
    },
    /// People are turned away.
    TurnsAway {
        /// How often.
        chance: Chance,
        /// Mean over all replicates.
        mean: f64,
    },
    /// A new user costs more than elsewhere.
    AboveBenchmark {
        /// How often.
        chance: Chance,
        /// Median CAC.
        cac: f64,
        /// The benchmark.
        benchmark: f64,
    },
    /// A new user costs clearly less than elsewhere (in 95 % of campaigns).
    BelowBenchmark {
        /// Median CAC.
        cac: f64,
        /// The benchmark.
        benchmark: f64,
    },
    /// Bonus hunters take this part of the reward money (10 % or more).
    HuntersEat {
        /// Part of the reward cost, 0 to 1.
        part: f64,
    },
    /// Most of those who join are gone at the end (less than half still there).
    FewStay {
        /// Mean share of all joiners still members at the end.
        share: f64,
    },
    /// The campaign loses money.
    Loss {
        /// How often.
        chance: Chance,
        /// Mean profit (negative), major units.
        mean: f64,
    },
    /// The range is wide: the 95 % quantile of new users is at least three times the 5 % quantile.
    WideRange {
        /// 5 % quantile of new users.
        low: f64,
        /// 95 % quantile of new users.
        high: f64,
    },
    /// Nobody came by invitation in any replicate.
    NobodyInvited,
}

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
        remarks.push(Remark::Loss { chance, mean: mean(&Metric::Profit) });
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
    if let Some(chance) = risk(Risk::Exhausted) {
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
    let cac = report.metric(&Metric::Cac)?.median();
    if chance.p >= RARE {
        Some(Remark::AboveBenchmark { chance, cac, benchmark })
    } else {
        Some(Remark::BelowBenchmark { cac, benchmark })
    }
}

fn wide_range(report: &RunReport) -> Option<Remark> {
    let [low, .., high] = report.metric(&Metric::NewUsers)?.quantiles;
    (high >= 3.0 * low.max(1.0)).then_some(Remark::WideRange { low, high })
}
