//! `runs.csv`: one row per replicate, up to millions of them, so rows are formatted without allocation.

use crate::metrics::{Metric, StopReason, Unit};
use crate::output::format::csv::BYTE_ORDER_MARK;
use crate::units::Currency;
use std::io::{self, Write};

/// The largest whole number up to which `f64` holds every whole number.
const WHOLE_LIMIT: f64 = 9_007_199_254_740_992.0;

/// Streams the rows of `runs.csv`: `replicate`, every metric, `stop_reason`.
///
/// Counts are whole; money that is a whole number of minor units has all the decimals of its currency; every
/// other number (also a quotient like `cac`) is the shortest text that reads back as the same number.
#[derive(Debug)]
pub struct RunsWriter<W: Write> {
    sink: W,
    forms: Vec<Form>,
    line: Vec<u8>,
}

/// How the values of a column are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Plain,
    /// Money with so many decimals.
    Money {
        digits: u8,
        per_major: f64,
    },
}

impl<W: Write> RunsWriter<W> {
    /// Writes the head, with a byte-order mark for Excel where wanted.
    ///
    /// # Errors
    /// What `sink` reports.
    pub fn new(
        mut sink: W,
        metrics: &[Metric],
        currency: &Currency,
        excel: bool,
    ) -> io::Result<RunsWriter<W>> {
        if excel {
            sink.write_all(BYTE_ORDER_MARK)?;
        }
        let names: Vec<_> = metrics.iter().map(Metric::name).collect();
        let mut head = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut sink);
        head.write_record(
            ["replicate"].into_iter().chain(names.iter().map(AsRef::as_ref)).chain(["stop_reason"]),
        )?;
        head.flush()?;
        drop(head);
        let money = Form::Money { digits: currency.minor_digits, per_major: currency.minor_per_major() };
        let form = |metric: &Metric| {
            if metric.unit() == Unit::Money { money } else { Form::Plain }
        };
        Ok(RunsWriter { sink, forms: metrics.iter().map(form).collect(), line: Vec::with_capacity(1024) })
    }

    /// Writes one row; `values` are in the order of the metrics, `NaN` where undefined.
    ///
    /// # Errors
    /// What the sink reports; a number of values other than that of metrics is `InvalidInput`.
    pub fn row(&mut self, replicate: u64, values: &[f64], stop: StopReason) -> io::Result<()> {
        if values.len() != self.forms.len() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a row has one value per metric"));
        }
        self.line.clear();
        push_integer(&mut self.line, replicate);
        for (value, form) in values.iter().zip(&self.forms) {
            self.line.push(b',');
            push_value(&mut self.line, *value, *form)?;
        }
        self.line.push(b',');
        self.line.extend_from_slice(stop.name().as_bytes());
        self.line.extend_from_slice(b"\r\n");
        self.sink.write_all(&self.line)
    }

    /// Flushes and gives the sink back.
    ///
    /// # Errors
    /// What the sink reports.
    pub fn finish(mut self) -> io::Result<W> {
        self.sink.flush()?;
        Ok(self.sink)
    }
}

pub(super) fn push_value(line: &mut Vec<u8>, value: f64, form: Form) -> io::Result<()> {
    if !value.is_finite() {
        return Ok(());
    }
    match form {
        Form::Money { digits, per_major } => {
            let minor = (value * per_major).round();
            // The division is the one that made the amount: whole minor units come back exactly.
            if minor.abs() < WHOLE_LIMIT && minor / per_major == value {
                push_money(line, minor, digits);
                return Ok(());
            }
        }
        Form::Plain => {
            if value.abs() < WHOLE_LIMIT && value.fract() == 0.0 {
                push_sign(line, value);
                push_integer(line, value.abs() as u64);
                return Ok(());
            }
        }
    }
    // serde_json writes the shortest digits that read back, five times as fast as `write!`.
    serde_json::to_writer(line, &value)?;
    Ok(())
}

fn push_money(line: &mut Vec<u8>, minor: f64, digits: u8) {
    push_sign(line, minor);
    let minor = minor.abs() as u64;
    let per_major = 10u64.pow(u32::from(digits));
    push_integer(line, minor / per_major);
    if digits == 0 {
        return;
    }
    line.push(b'.');
    let mut rest = minor % per_major;
    let mut place = per_major / 10;
    while place > 0 {
        line.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

fn push_sign(line: &mut Vec<u8>, value: f64) {
    if value < 0.0 {
        line.push(b'-');
    }
}

/// Decimal digits; two to three times as fast as `write!`, which counts when there are 50 million cells.
pub(super) fn push_integer(line: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    line.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics() -> Vec<Metric> {
        vec![Metric::NewUsers, Metric::Cost, Metric::Cac, Metric::K]
    }

    fn written(rows: &[[f64; 4]], excel: bool) -> String {
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
            written(&rows, false),
            "replicate,new_users,cost,cac,k,stop_reason\r\n\
             0,1290,21442.80,16.62232558139535,0.72,horizon\r\n\
             1,0,-3.05,,,horizon\r\n"
        );
    }

    #[test]
    fn numbers_read_back_as_themselves() {
        let numbers = [1.0, 0.1 + 0.2, 1e15 + 0.5, 1e300, 5e-324, 123_456_789.99, -0.01, 9e15 + 2.0];
        for number in numbers {
            let text = written(&[[number; 4]], false);
            for cell in text.lines().nth(1).unwrap().split(',').skip(1).take(4) {
                assert_eq!(cell.parse::<f64>().unwrap(), number, "{cell}");
            }
        }
    }

    #[test]
    fn excel_gets_its_mark_and_a_wrong_row_is_refused() {
        assert!(written(&[], true).starts_with('\u{feff}'));
        let mut writer = RunsWriter::new(Vec::new(), &metrics(), &Currency::default(), false).unwrap();
        assert!(writer.row(0, &[1.0], StopReason::Horizon).is_err());
    }
}
