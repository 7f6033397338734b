//! One table as a spreadsheet has it: read from the exact one, written as CSV.

use super::unit::Columns;
use crate::output::format::csv::{BYTE_ORDER_MARK, SheetNumber, harmless};
use crate::scenario::Start;
use crate::words::Lang;
use crate::words::excel::{self, column_of, sheet};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number, rounded.
    Number(SheetNumber),
    /// A day.
    Date(Start),
}

/// A table with its name.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// The column with days since the beginning.
const DAY: &str = "day";

/// The table whose days are those of the calendar, counted from 1.
const LEDGER: &str = "ledger";

impl Sheet {
    /// Reads an exact table; with a date beside every day, where it is known when the campaign begins.
    pub(super) fn read(file: &str, csv: &[u8], start: Option<Start>, lang: Lang) -> Sheet {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
        let mut records = reader.records().map_while(Result::ok);
        let columns: Vec<String> =
            records.next().map_or_else(Vec::new, |head| head.iter().map(str::to_owned).collect());
        let day = start.and_then(|start| Some((columns.iter().position(|column| column == DAY)?, start)));
        let mut head: Vec<String> = columns.iter().map(|name| column_of(file, name, lang)).collect();
        if let Some((at, _)) = day {
            head.insert(at + 1, column_of(file, "date", lang));
        }
        let units = Columns::of(file, &columns);
        let row = |record: csv::StringRecord| {
            let cell = |(at, (text, column)): (usize, (&str, &String))| match text.parse::<f64>() {
                _ if text.is_empty() => Cell::Empty,
                Ok(number) if number.is_finite() => {
                    Cell::Number(SheetNumber::new(number, units.unit(at, &record)))
                }
                Ok(_) => Cell::Text("∞".to_owned()),
                Err(_) => Cell::Text(excel::cell(file, column, text, lang)),
            };
            let mut cells: Vec<Cell> = record.iter().zip(&columns).enumerate().map(cell).collect();
            if let Some((at, start)) = day {
                let day = record.get(at).and_then(|day| day.parse().ok());
                let date = day.map(|day| if file == LEDGER { nth(day, &start) } else { date(day, &start) });
                cells.insert(at + 1, date.map_or(Cell::Empty, Cell::Date));
            }
            cells
        };
        Sheet { name: sheet(file, lang), head, rows: records.map(row).collect() }
    }

    /// The table as CSV that Excel opens by itself.
    pub(super) fn csv(&self) -> Vec<u8> {
        let start = BYTE_ORDER_MARK.to_vec();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
        let head = self.head.iter().map(|name| harmless(name).into_owned());
        writer.write_record(head).expect("memory takes every row");
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::text)).expect("memory takes every row of equal length");
        }
        writer.into_inner().expect("memory can be flushed")
    }
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.text(),
            Cell::Date(date) => format!("{}-{:02}-{:02}", date.year, date.month, date.day),
        }
    }
}

/// The date on which what has lasted so many days since the start ends; at midnight that of the day that ends.
fn date(days: f64, start: &Start) -> Start {
    const DUST: f64 = 1e-6;
    let since_midnight = f64::from(start.minute_of_day) / 1440.0;
    start.after((days + since_midnight - DUST).floor().max(0.0) as u32)
}

/// The date of the so many-th day of the calendar, that of the start being the first.
fn nth(day: f64, start: &Start) -> Start {
    start.after((day - 1.0).max(0.0) as u32)
}
