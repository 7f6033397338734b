//! A table that is built whole in memory.

use super::harmless;
use crate::stats::Summary;
use std::borrow::Cow;

/// Heads of the columns of a [`Summary`].
pub(in crate::output) const SUMMARY_HEAD: [&str; 7] = ["mean", "mcse", "p05", "p25", "p50", "p75", "p95"];

/// Rows of a table on their way into bytes. Writing into memory does not fail.
pub(in crate::output) struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    pub(in crate::output) fn new(head: &[&str], summarised: bool) -> Table {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut table = Table { writer };
        let summary = SUMMARY_HEAD.into_iter().take(if summarised { SUMMARY_HEAD.len() } else { 0 });
        let head: Vec<Cow<'_, str>> = head.iter().copied().chain(summary).map(harmless).collect();
        table.record(head.iter().map(AsRef::as_ref));
        table
    }

    /// A table with this head and nothing else.
    pub(in crate::output) fn plain(head: &[&str]) -> Table {
        Table::new(head, false)
    }

    /// A row of texts, and behind them numbers as they are.
    pub(in crate::output) fn row<'a>(
        &mut self,
        texts: impl IntoIterator<Item = Cow<'a, str>>,
        numbers: impl IntoIterator<Item = String>,
    ) {
        let texts: Vec<Cow<'a, str>> = texts.into_iter().collect();
        let numbers: Vec<String> = numbers.into_iter().collect();
        let texts: Vec<Cow<'_, str>> = texts.iter().map(|text| harmless(text)).collect();
        self.record(texts.iter().map(AsRef::as_ref).chain(numbers.iter().map(String::as_str)));
    }

    /// A row whose last columns are those of a summary.
    pub(in crate::output) fn summary_row<'a>(
        &mut self,
        texts: impl IntoIterator<Item = Cow<'a, str>>,
        value: &Summary,
    ) {
        self.row(texts, summary(value));
    }

    fn record<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        self.writer.write_record(cells).expect("memory takes every row of equal length");
    }

    pub(in crate::output) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("memory can be flushed")
    }
}

pub(in crate::output) fn summary(summary: &Summary) -> [String; SUMMARY_HEAD.len()] {
    let [p05, p25, p50, p75, p95] = summary.quantiles;
    [summary.mean, summary.mcse, p05, p25, p50, p75, p95].map(number)
}

/// The shortest text that reads back as `value`, be it infinite; empty where it is undefined.
pub(in crate::output) fn number(value: f64) -> String {
    if value.is_nan() { String::new() } else { value.to_string() }
}
