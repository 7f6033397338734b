//! `timeline.csv`, `segments.csv`, `funnel.csv`, `ledger.csv`: small tables, each built whole in memory.

use crate::metrics::{K_OVER_TIME, LedgerMetric};
use crate::output::format::csv::{Table, number, summary};
use crate::stats::Summary;
use crate::study::run::{LedgerRow, SegmentReport, Timeline};
use std::borrow::Cow;

/// `timeline.csv`: one row per point in time and quantity.
#[must_use]
pub fn timeline(timeline: &Timeline) -> Vec<u8> {
    let mut table = Table::new(&["step", "day", "metric"], true);
    for series in &timeline.series {
        for (point, value) in timeline.points.iter().zip(&series.values) {
            let name = Cow::Borrowed(series.series.name());
            table.row([point.step.to_string().into(), number(point.day).into(), name], summary(value));
        }
    }
    for (point, k) in timeline.points.iter().zip(&timeline.k) {
        let of_all = k.map_or(Summary::EMPTY, |k| Summary { mean: k, ..Summary::EMPTY });
        table.row(
            [point.step.to_string().into(), number(point.day).into(), K_OVER_TIME.into()],
            summary(&of_all),
        );
    }
    table.finish()
}

/// `segments.csv`: one row per segment and metric.
#[must_use]
pub fn segments(segments: &[SegmentReport]) -> Vec<u8> {
    let mut table = Table::new(&["segment", "metric"], true);
    for segment in segments {
        for (metric, value) in &segment.metrics {
            table.row([segment.segment.as_str().into(), metric.name().into()], summary(value));
        }
    }
    table.finish()
}

/// `funnel.csv`: one row per segment of the inviters, channel (where there are any) and stage, in the order of the funnel;
/// `pass_rate` is the mean of this stage over the mean of the one before.
#[must_use]
pub fn funnel(segments: &[SegmentReport]) -> Vec<u8> {
    let several = segments.iter().flat_map(|segment| &segment.funnels).any(|funnel| funnel.channel.is_some());
    let heads: &[&str] = if several {
        &["segment", "channel", "stage", "pass_rate"]
    } else {
        &["segment", "stage", "pass_rate"]
    };
    let mut table = Table::new(heads, true);
    for segment in segments {
        for funnel in &segment.funnels {
            let channel = several.then(|| funnel.channel.as_deref().unwrap_or_default());
            let mut before = f64::NAN;
            for (stage, value) in &funnel.stages {
                let names = [Some(segment.segment.as_str()), channel, Some(stage)].into_iter().flatten();
                let rate = number(value.mean / before);
                let cells = names.map(Cow::from).chain([Cow::from(rate)]);
                table.row(cells, summary(value));
                before = value.mean;
            }
        }
    }
    table.finish()
}

/// `ledger.csv`: one row per day and rule or kind of cost; means over replicates.
#[must_use]
pub fn ledger(ledger: &[LedgerRow]) -> Vec<u8> {
    let [due, paid, broken, cost] = LedgerMetric::ALL.map(LedgerMetric::name);
    let head = ["day", "rule", due, paid, broken, cost, "cost_mcse"];
    let mut table = Table::new(&head, false);
    for row in ledger {
        let numbers = [row.due, row.paid, row.broken, row.cost, row.cost_mcse].map(number);
        table.row([row.day.to_string().into(), row.line.name().into()], numbers);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::run as fixture;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_timeline_reads_back() {
        let report = fixture::campaign();
        let rows = read(&timeline(&report.timeline));
        assert_eq!(rows[0], ["step", "day", "metric", "mean", "mcse", "p05", "p25", "p50", "p75", "p95"]);
        assert_eq!(rows.len(), 1 + 14 * (report.timeline.series.len() + 1));
        assert_eq!(rows.last().unwrap()[1..], ["14", "k", "0.72", "", "", "", "", "", ""]);
        let mean: f64 = rows[1][3].parse().unwrap();
        assert_eq!(mean, report.timeline.series[0].values[0].mean);
    }

    #[test]
    fn undefined_is_empty() {
        let report = fixture::nobody();
        let rows = read(&timeline(&report.timeline));
        assert_eq!(rows.last().unwrap()[2..], ["k", "", "", "", "", "", "", ""]);
    }

    #[test]
    fn names_are_quoted_and_harmless() {
        let mut report = fixture::campaign();
        report.segments[0].segment = "=cmd, \"x\"".to_owned();
        let bytes = segments(&report.segments);
        assert!(String::from_utf8_lossy(&bytes).contains("\r\n\"'=cmd, \"\"x\"\"\",seeds,200,"));
    }

    #[test]
    fn the_funnel_has_rates() {
        let rows = read(&funnel(&fixture::campaign().segments));
        assert_eq!(rows[1][..3], ["core", "exposures", ""]);
        let rate: f64 = rows[2][2].parse().unwrap();
        assert!((rate - 0.4).abs() < 1e-12);
    }

    #[test]
    fn the_ledger_has_a_row_per_day_and_rule() {
        let rows = read(&ledger(&fixture::campaign().ledger));
        assert_eq!(rows[2][..6], ["1", "course", "101.2", "99.2", "2", "595.2"]);
    }
}
