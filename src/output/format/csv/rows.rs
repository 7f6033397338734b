//! A table whose rows are written one by one, up to millions of them, so they are formatted without allocation.

use super::{BYTE_ORDER_MARK, SheetNumber, harmless};
use crate::metrics::Unit;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::excel::column;
use std::io::{self, Write};

/// The largest whole number up to which `f64` holds every whole number.
const WHOLE_LIMIT: f64 = 9_007_199_254_740_992.0;

/// How the values of a column are written.
#[derive(Clone, Copy, Debug)]
pub(in crate::output) enum Form {
    /// Whole where it is whole, else the shortest text that reads back as the same number.
    Plain,
    /// The same of what is measured so; empty for the day of what never came.
    Measured(Unit),
    /// Money with so many decimals, where it is a whole number of minor units.
    Money { digits: u8, per_major: f64 },
}

impl Form {
    /// The form of a unit.
    pub(in crate::output) fn of(unit: Unit, currency: &Currency) -> Form {
        match unit {
            Unit::Money => {
                Form::Money { digits: currency.minor_digits, per_major: currency.minor_per_major() }
            }
            Unit::Days | Unit::Count | Unit::Share | Unit::Ratio => Form::Measured(unit),
        }
    }

    /// What it is of, where that is known.
    fn unit(self) -> Option<Unit> {
        match self {
            Form::Plain => None,
            Form::Measured(unit) => Some(unit),
            Form::Money { .. } => Some(Unit::Money),
        }
    }
}

/// Rows on their way to `sink`.
#[derive(Debug)]
pub(in crate::output) struct Rows<W: Write> {
    sink: W,
    line: Vec<u8>,
    is_rounded: bool,
}

impl<W: Write> Rows<W> {
    /// Writes the head; for Excel with a byte-order mark, the heads in a language, and numbers rounded behind it.
    pub(in crate::output) fn new<'a>(
        mut sink: W,
        columns: impl IntoIterator<Item = &'a str>,
        excel: Option<Lang>,
    ) -> io::Result<Rows<W>> {
        if excel.is_some() {
            sink.write_all(BYTE_ORDER_MARK)?;
        }
        let mut head = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut sink);
        let titled = |name: &str| excel.map_or_else(|| name.to_owned(), |lang| column(name, lang));
        head.write_record(columns.into_iter().map(|name| harmless(&titled(name)).into_owned()))?;
        head.flush()?;
        drop(head);
        Ok(Rows { sink, line: Vec::with_capacity(1024), is_rounded: excel.is_some() })
    }

    /// Begins a row with a number.
    pub(in crate::output) fn begin(&mut self, number: u64) {
        self.line.clear();
        push_integer(&mut self.line, number);
    }

    /// The next cell: a value, empty where undefined, `inf` where infinite.
    pub(in crate::output) fn value(&mut self, value: f64, form: Form) -> io::Result<()> {
        self.line.push(b',');
        if self.is_rounded && value.is_finite() {
            self.line.extend_from_slice(SheetNumber::new(value, form.unit()).text().as_bytes());
            return Ok(());
        }
        push_value(&mut self.line, value, form)
    }

    /// The next cell: a word without commas or quotes.
    pub(in crate::output) fn word(&mut self, word: &str) {
        self.line.push(b',');
        self.line.extend_from_slice(word.as_bytes());
    }

    /// The next cell: any text, harmless for spreadsheets, in quotes where it needs them.
    pub(in crate::output) fn text(&mut self, text: &str) {
        self.line.push(b',');
        let text = harmless(text);
        if text.contains([',', '"', '\n', '\r']) {
            let doubled = text.replace('"', "\"\"");
            self.line.extend([b"\"", doubled.as_bytes(), b"\""].into_iter().flatten());
        } else {
            self.line.extend_from_slice(text.as_bytes());
        }
    }

    /// Writes the row.
    pub(in crate::output) fn end(&mut self) -> io::Result<()> {
        self.line.extend_from_slice(b"\r\n");
        self.sink.write_all(&self.line)
    }

    /// Flushes and gives the sink back.
    pub(in crate::output) fn finish(mut self) -> io::Result<W> {
        self.sink.flush()?;
        Ok(self.sink)
    }
}

fn push_value(line: &mut Vec<u8>, value: f64, form: Form) -> io::Result<()> {
    match (value.is_finite(), form) {
        (true, _) => {}
        (false, Form::Measured(Unit::Days)) => return Ok(()),
        (false, _) if value.is_infinite() => return write!(line, "{value}"),
        (false, _) => return Ok(()),
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
        Form::Plain | Form::Measured(_) => {
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
fn push_integer(line: &mut Vec<u8>, mut number: u64) {
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
