//! From the aggregated replicates to the report.

use super::inputs::shares;
use super::notice::remarks;
use super::paper::Paper;
use super::risk::chances;
use super::{
    Ended, FunnelReport, Histogram, LedgerRow, RuleReport, RunReport, SegmentReport, TimeSeries, Timeline,
};
use crate::engine::Engine;
use crate::ensemble::Ensemble;
use crate::metrics::{LedgerMetric, Metric, RuleMetric, SegmentMetric, StopReason, Unit};
use crate::scenario::{Valid, Way};
use crate::stats;
use crate::study::theory::k_over_time;
use std::ops::Range;

pub(super) fn report(scenario: &Valid, ensemble: &Ensemble, paper: Paper) -> RunReport {
    let metrics = ensemble.layout().metrics.iter().cloned().zip(ensemble.columns().metrics.clone());
    let mut report = RunReport {
        scenario: scenario.clone().into_inner(),
        said: scenario.said().to_vec(),
        engine: Engine::of(scenario),
        seed: ensemble.plan.seed,
        replicates: ensemble.replicates(),
        requested: ensemble.plan.replicates,
        ended: ended(ensemble),
        metrics: metrics.map(|(metric, column)| (metric, ensemble.summary(column))).collect(),
        stop_reasons: stop_reasons(ensemble),
        timeline: timeline(scenario, ensemble),
        segments: segments(scenario, ensemble),
        rules: rules(scenario, ensemble),
        ledger: ledger(ensemble),
        cost_histogram: histogram(ensemble, &Metric::Cost),
        cac_histogram: histogram(ensemble, &Metric::Cac),
        profit_histogram: histogram(ensemble, &Metric::AddedProfit).filter(|_| scenario.shape().has_income),
        risks: chances(ensemble),
        variance_splits: Vec::new(),
        inputs: shares(scenario, ensemble),
        theory: paper.theory,
        retention_misfits: paper.retention_misfits,
        step_error: paper.step_error,
        against: None,
        tree: None,
        remarks: Vec::new(),
        advice: Vec::new(),
    };
    report.remarks = remarks(&report);
    report
}

fn ended(ensemble: &Ensemble) -> Ended {
    match ensemble.plan.until {
        _ if ensemble.interrupted => Ended::Interrupted,
        None => Ended::Complete,
        Some(_) if ensemble.precise => Ended::Precise,
        Some(_) => Ended::Imprecise,
    }
}

fn stop_reasons(ensemble: &Ensemble) -> Vec<(StopReason, u64)> {
    ensemble.stops().filter(|(_, count)| *count > 0).collect()
}

fn timeline(scenario: &Valid, ensemble: &Ensemble) -> Timeline {
    let layout = ensemble.layout();
    let column = |series: usize, point: usize| {
        ensemble.columns().timeline.start + point * layout.series.len() + series
    };
    Timeline {
        points: layout.times(),
        series: layout
            .series
            .iter()
            .enumerate()
            .map(|(place, series)| TimeSeries {
                series: *series,
                values: (0..layout.points.len())
                    .map(|point| ensemble.summary(column(place, point)))
                    .collect(),
            })
            .collect(),
        k: k_over_time(scenario, layout, ensemble.replicates() as f64, &|place| {
            ensemble.joins()[place] as f64
        }),
    }
}

fn segments(scenario: &Valid, ensemble: &Ensemble) -> Vec<SegmentReport> {
    let of_segment = |(index, columns): (usize, &Range<usize>)| {
        let summary = |metric: SegmentMetric| ensemble.summary(columns.start + metric as usize);
        SegmentReport {
            segment: scenario.segments[index].name.clone(),
            metrics: SegmentMetric::ALL.map(|metric| (metric, summary(metric))).to_vec(),
            funnels: funnels(scenario, ensemble, index),
        }
    };
    ensemble.columns().segments.iter().enumerate().map(of_segment).collect()
}

/// The funnels of a segment, one for each of its ways of sharing.
fn funnels(scenario: &Valid, ensemble: &Ensemble, segment: usize) -> Vec<FunnelReport> {
    let funnel = |way: Way<'_>, columns: &Range<usize>| {
        let names = way.funnel.iter().map(|stage| stage.name.clone());
        let names = std::iter::once(SegmentMetric::Exposures.name().to_owned()).chain(names);
        FunnelReport {
            channel: way.channel.map(|channel| channel.name.clone()),
            stages: names.zip(columns.clone().map(|column| ensemble.summary(column))).collect(),
        }
    };
    let ways = scenario.ways().zip(&ensemble.columns().funnels);
    let own = ways.filter(|((of, _), _)| *of == segment);
    own.map(|((_, way), columns)| funnel(way, columns)).collect()
}

fn rules(scenario: &Valid, ensemble: &Ensemble) -> Vec<RuleReport> {
    let of_rule = |(reward, columns): (&crate::scenario::Reward, &std::ops::Range<usize>)| RuleReport {
        rule: reward.name.clone(),
        metrics: RuleMetric::ALL
            .map(|metric| (metric, ensemble.summary(columns.start + metric as usize)))
            .to_vec(),
    };
    scenario.incentive.iter().zip(&ensemble.columns().rules).map(of_rule).collect()
}

fn ledger(ensemble: &Ensemble) -> Vec<LedgerRow> {
    let lines = &ensemble.layout().lines;
    let row = |(index, begin): (usize, usize)| {
        let [due, paid, broken, cost] =
            LedgerMetric::ALL.map(|metric| ensemble.summary(begin + metric as usize));
        LedgerRow {
            day: (index / lines.len()) as u32 + 1,
            line: lines[index % lines.len()].clone(),
            due: due.mean,
            paid: paid.mean,
            broken: broken.mean,
            cost: cost.mean,
            cost_mcse: cost.mcse,
        }
    };
    ensemble.columns().cells().enumerate().map(row).collect()
}

fn histogram(ensemble: &Ensemble, metric: &Metric) -> Option<Histogram> {
    let column = ensemble.layout().metric(metric)?;
    let bins = match ensemble.exact_values(column) {
        Some(values) => stats::Histogram::of(values),
        None => {
            let some = ensemble.first_values(column).unwrap_or_default();
            stats::Histogram::of_counts(ensemble.tally(column)?.histogram(), some)
        }
    };
    let stats::Histogram { start, width, counts, outside } = bins;
    (!counts.is_empty()).then_some(Histogram { unit: Unit::Money, start, width, counts, outside })
}
