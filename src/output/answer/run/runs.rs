//! `runs.csv`: one row per replicate. A new column is a cell of the head and a cell of the row.

use crate::metrics::{Metric, StopReason};
use crate::output::format::csv::{Form, Rows};
use crate::units::Currency;
use crate::words::Lang;
use crate::words::run::stop_reason;
use std::borrow::Cow;
use std::io::{self, Write};

/// Streams the rows of `runs.csv`: `replicate`, every metric, `stop_reason`.
///
/// Empty is what is not defined, and the day of what never came; `inf` a cost per head of money that was spent for nobody.
/// Counts are whole; money that is a whole number of minor units has all the decimals of its currency; every
/// other number (also a quotient like `cac`) is the shortest text that reads back as the same number.
#[derive(Debug)]
pub struct RunsWriter<W: Write> {
    rows: Rows<W>,
    forms: Vec<Form>,
    excel: Option<Lang>,
}

impl<W: Write> RunsWriter<W> {
    /// Writes the head, with a byte-order mark for Excel where wanted.
    ///
    /// # Errors
    /// What `sink` reports.
    pub fn new(
        sink: W,
        metrics: &[Metric],
        currency: &Currency,
        excel: Option<Lang>,
    ) -> io::Result<RunsWriter<W>> {
        let names: Vec<Cow<'_, str>> = metrics.iter().map(Metric::name).collect();
        let columns = ["replicate"].into_iter().chain(names.iter().map(AsRef::as_ref)).chain(["stop_reason"]);
        let forms = metrics.iter().map(|metric| Form::of(metric.unit(), currency)).collect();
        Ok(RunsWriter { rows: Rows::new(sink, columns, excel)?, forms, excel })
    }

    /// Writes one row; `values` are in the order of the metrics, `NaN` where undefined and
    /// infinite where beyond any number.
    ///
    /// # Errors
    /// What the sink reports; a number of values other than that of metrics is `InvalidInput`.
    pub fn row(&mut self, replicate: u64, values: &[f64], stop: StopReason) -> io::Result<()> {
        if values.len() != self.forms.len() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a row has one value per metric"));
        }
        self.rows.begin(replicate);
        for (value, form) in values.iter().zip(&self.forms) {
            self.rows.value(*value, *form)?;
        }
        self.rows.word(self.excel.map_or(stop.name(), |lang| stop_reason(stop, lang)));
        self.rows.end()
    }

    /// Flushes and gives the sink back.
    ///
    /// # Errors
    /// What the sink reports.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics() -> Vec<Metric> {
        vec![Metric::NewUsers, Metric::Cost, Metric::Cac, Metric::ReferredShare]
    }

    #[test]
    fn the_infinite_is_a_word_but_for_days() {
        let metrics = [Metric::Cac, Metric::BannedDay];
        let mut writer = RunsWriter::new(Vec::new(), &metrics, &Currency::default(), None).unwrap();
        writer.row(0, &[f64::INFINITY, f64::INFINITY], StopReason::Horizon).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(text, "replicate,cac,banned_day,stop_reason\r\n0,inf,,horizon\r\n");
    }

    fn written(rows: &[[f64; 4]], excel: Option<Lang>) -> String {
        let mut writer = RunsWriter::new(Vec::new(), &metrics(), &Currency::default(), excel).unwrap();
        for (index, row) in rows.iter().enumerate() {
            writer.row(index as u64, row, StopReason::Horizon).unwrap();
        }
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn rows_are_exact_and_undefined_is_empty() {
        let rows = [[1290.0, 21_442.8, 16.622_325_581_395_35, 0.72], [0.0, -3.05, f64::NAN, f64::NAN]];
        assert_eq!(
            written(&rows, None),
            "replicate,new_users,cost,cac,referred_share,stop_reason\r\n\
             0,1290,21442.80,16.62232558139535,0.72,horizon\r\n\
             1,0,-3.05,,,horizon\r\n"
        );
    }

    #[test]
    fn numbers_read_back_as_themselves() {
        let numbers = [1.0, 0.1 + 0.2, 1e15 + 0.5, 1e300, 5e-324, 123_456_789.99, -0.01, 9e15 + 2.0];
        for number in numbers {
            let text = written(&[[number; 4]], None);
            for cell in text.lines().nth(1).unwrap().split(',').skip(1).take(4) {
                assert_eq!(cell.parse::<f64>().unwrap(), number, "{cell}");
            }
        }
    }

    #[test]
    fn excel_gets_its_mark_and_a_wrong_row_is_refused() {
        let rows = [[1290.0, 21_442.8, 16.622_325_581_395_35, 0.72]];
        assert_eq!(
            written(&rows, Some(Lang::Zh)),
            "\u{feff}模拟编号,新用户,总成本,增量获客成本,裂变占比,怎么收场\r\n0,1290,21442.80,16.62,72%,跑完全程\r\n"
        );
        let mut writer = RunsWriter::new(Vec::new(), &metrics(), &Currency::default(), None).unwrap();
        assert!(writer.row(0, &[1.0], StopReason::Horizon).is_err());
    }
}
