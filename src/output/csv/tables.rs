//! The small tables, each built whole in memory.

use super::{BYTE_ORDER_MARK, harmless};
use crate::stats::Summary;
use crate::study::run::{LedgerRow, SegmentReport, Timeline};
use std::borrow::Cow;

/// Heads of the columns of a [`Summary`].
pub(super) const SUMMARY_HEAD: [&str; 7] = ["mean", "mcse", "p05", "p25", "p50", "p75", "p95"];

/// `timeline.csv`: one row per point in time and quantity.
#[must_use]
pub fn timeline(timeline: &Timeline, excel: bool) -> Vec<u8> {
    let mut table = Table::new(&["step", "day", "metric"], true, excel);
    for series in &timeline.series {
        for (point, value) in timeline.points.iter().zip(&series.values) {
            let name = Cow::Borrowed(series.series.name());
            table.row([point.step.to_string().into(), number(point.day).into(), name], summary(value));
        }
    }
    table.finish()
}

/// `segments.csv`: one row per segment and metric.
#[must_use]
pub fn segments(segments: &[SegmentReport], excel: bool) -> Vec<u8> {
    let mut table = Table::new(&["segment", "metric"], true, excel);
    for segment in segments {
        for (metric, value) in &segment.metrics {
            table.row([harmless(&segment.segment), metric.name().into()], summary(value));
        }
    }
    table.finish()
}

/// `funnel.csv`: one row per segment of the inviters and stage, in the order of the funnel; `pass_rate` is the
/// mean of this stage over the mean of the one before.
#[must_use]
pub fn funnel(segments: &[SegmentReport], excel: bool) -> Vec<u8> {
    let mut table = Table::new(&["segment", "stage", "pass_rate"], true, excel);
    for segment in segments {
        let mut before = f64::NAN;
        for (stage, value) in &segment.funnel {
            let rate = number(value.mean / before).into();
            table.row([harmless(&segment.segment), harmless(stage), rate], summary(value));
            before = value.mean;
        }
    }
    table.finish()
}

/// `ledger.csv`: one row per day and rule or kind of cost; means over replicates.
#[must_use]
pub fn ledger(ledger: &[LedgerRow], excel: bool) -> Vec<u8> {
    let head = ["day", "rule", "due", "paid", "broken", "cost", "cost_mcse"];
    let mut table = Table::new(&head, false, excel);
    for row in ledger {
        let numbers = [row.due, row.paid, row.broken, row.cost, row.cost_mcse].map(number);
        table.row([row.day.to_string().into(), harmless(row.line.name())], numbers);
    }
    table.finish()
}

/// Rows of a table on their way into bytes. Writing into memory does not fail.
pub(super) struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    pub(super) fn new(head: &[&str], summarised: bool, excel: bool) -> Table {
        let start = if excel { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
        let mut table = Table { writer };
        let summary = SUMMARY_HEAD.into_iter().take(if summarised { SUMMARY_HEAD.len() } else { 0 });
        table.record(head.iter().copied().chain(summary));
        table
    }

    /// A table with this head and nothing else.
    pub(super) fn plain(head: &[&str], excel: bool) -> Table {
        Table::new(head, false, excel)
    }

    /// A row as it is.
    pub(super) fn cells(&mut self, cells: &[String]) {
        self.record(cells.iter().map(String::as_str));
    }

    pub(super) fn row<const K: usize, const N: usize>(
        &mut self,
        keys: [Cow<'_, str>; K],
        numbers: [String; N],
    ) {
        self.record(keys.iter().map(AsRef::as_ref).chain(numbers.iter().map(String::as_str)));
    }

    /// A row whose last columns are those of a summary.
    pub(super) fn summary_row(&mut self, keys: &[Cow<'_, str>], value: &Summary) {
        let numbers = summary(value);
        self.record(keys.iter().map(AsRef::as_ref).chain(numbers.iter().map(String::as_str)));
    }

    fn record<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        self.writer.write_record(cells).expect("memory takes every row of equal length");
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("memory can be flushed")
    }
}

pub(super) fn summary(summary: &Summary) -> [String; SUMMARY_HEAD.len()] {
    let [p05, p25, p50, p75, p95] = summary.quantiles;
    [summary.mean, summary.mcse, p05, p25, p50, p75, p95].map(number)
}

/// The shortest text that reads back as `value`; empty where it is not finite.
pub(super) fn number(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_timeline_reads_back() {
        let report = fixture::campaign();
        let rows = read(&timeline(&report.timeline, false));
        assert_eq!(rows[0], ["step", "day", "metric", "mean", "mcse", "p05", "p25", "p50", "p75", "p95"]);
        assert_eq!(rows.len(), 1 + 14 * report.timeline.series.len());
        let mean: f64 = rows[1][3].parse().unwrap();
        assert_eq!(mean, report.timeline.series[0].values[0].mean);
    }

    #[test]
    fn undefined_is_empty() {
        let report = fixture::nobody();
        let rows = read(&timeline(&report.timeline, false));
        assert_eq!(rows.last().unwrap()[2..], ["k", "", "", "", "", "", "", ""]);
    }

    #[test]
    fn names_are_quoted_and_harmless() {
        let mut report = fixture::campaign();
        report.segments[0].segment = "=cmd, \"x\"".to_owned();
        let bytes = segments(&report.segments, true);
        assert_eq!(&bytes[..3], BYTE_ORDER_MARK);
        assert!(String::from_utf8_lossy(&bytes).contains("\r\n\"'=cmd, \"\"x\"\"\",seeds,200,"));
    }

    #[test]
    fn the_funnel_has_rates() {
        let rows = read(&funnel(&fixture::campaign().segments, false));
        assert_eq!(rows[1][..3], ["core", "exposures", ""]);
        let rate: f64 = rows[2][2].parse().unwrap();
        assert!((rate - 0.4).abs() < 1e-12);
    }

    #[test]
    fn the_ledger_has_a_row_per_day_and_rule() {
        let rows = read(&ledger(&fixture::campaign().ledger, false));
        assert_eq!(rows[2][..6], ["1", "course", "101.2", "99.2", "2", "595.2"]);
    }
}
