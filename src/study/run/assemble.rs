//! From the aggregated replicates to the report.

use super::inputs::shares;
use super::notice::remarks;
use super::risk::chances;
use super::{Ended, Histogram, LedgerRow, RuleReport, RunReport, SegmentReport, TimeSeries, Timeline};
use crate::engine::Engine;
use crate::ensemble::Ensemble;
use crate::metrics::{LedgerMetric, Metric, RuleMetric, SegmentMetric, StopReason, TimePoint, Unit};
use crate::model::fit_retention;
use crate::scenario::{Stay, Valid};
use crate::stats;
use crate::study::theory::step;
use crate::study::theory::{k_over_time, theory};

pub(super) fn report(scenario: &Valid, ensemble: &Ensemble) -> RunReport {
    let metrics = ensemble.layout().metrics.iter().cloned().zip(ensemble.columns().metrics.clone());
    let mut report = RunReport {
        scenario: scenario.clone().into_inner(),
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
        risks: chances(ensemble),
        variance_splits: Vec::new(),
        inputs: shares(scenario, ensemble),
        theory: theory(scenario),
        retention_misfits: misfits(scenario),
        step_error: step::coarseness(scenario),
        against: None,
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
    let step_days = scenario.clock.step_days();
    let column = |series: usize, point: usize| {
        ensemble.columns().timeline.start + point * layout.series.len() + series
    };
    Timeline {
        points: layout
            .points
            .iter()
            .map(|&step| TimePoint { step, day: f64::from(step + 1) * step_days })
            .collect(),
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

/// Columns of a segment: contacts reached and accepted invitations are the ends of its funnel.
fn segments(scenario: &Valid, ensemble: &Ensemble) -> Vec<SegmentReport> {
    let of_segment = |(segment, columns): (&crate::scenario::Segment, &std::ops::Range<usize>)| {
        let summary = |metric: SegmentMetric| ensemble.summary(columns.start + metric as usize);
        let stages = columns.clone().skip(SegmentMetric::ALL.len()).map(|column| ensemble.summary(column));
        let [exposures, accepted] = [SegmentMetric::Exposures, SegmentMetric::Accepted].map(summary);
        let names = segment.funnel.iter().map(|stage| stage.name.clone());
        let funnel = std::iter::once(SegmentMetric::Exposures.name().to_owned())
            .chain(names)
            .zip(std::iter::once(exposures).chain(stages).chain([accepted]))
            .collect();
        let metrics = SegmentMetric::ALL.map(|metric| (metric, summary(metric))).to_vec();
        SegmentReport { segment: segment.name.clone(), metrics, funnel }
    };
    scenario.segments.iter().zip(&ensemble.columns().segments).map(of_segment).collect()
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
        None => stats::Histogram::of_counts(ensemble.tally(column)?.histogram()),
    };
    let stats::Histogram { start, width, counts, outside } = bins;
    (!counts.is_empty()).then_some(Histogram { unit: Unit::Money, start, width, counts, outside })
}

/// A misfit of more than half a point of share is told.
const VISIBLE_MISFIT: f64 = 0.005;

fn misfits(scenario: &Valid) -> Vec<(String, f64)> {
    let misfit = |(name, stay): (String, &Stay)| {
        let Stay::Retention(points) = stay else { return None };
        let points: Vec<(f64, f64)> = points.iter().map(|(days, share)| (*days, share.typical())).collect();
        Some((name, fit_retention(&points, scenario.clock.days()).misfit))
    };
    let stays = scenario.segments.iter().flat_map(|segment| {
        let waves = segment.seeds.iter().enumerate();
        let own = waves.filter_map(|(index, wave)| {
            Some((format!("{}.seeds.{index}", segment.name), wave.stay.as_ref()?))
        });
        std::iter::once((segment.name.clone(), &segment.stay)).chain(own)
    });
    stays.filter_map(misfit).filter(|(_, misfit)| *misfit >= VISIBLE_MISFIT).collect()
}
