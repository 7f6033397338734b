//! Tables for spreadsheets: heads in the language of the reader, dates beside days, rounded numbers; as CSV, and as one
//! workbook with a sheet for each. Everything is made of the exact tables, which are those that are written otherwise.

mod book;
mod table;
mod unit;
mod zip;

use crate::output::{File, RenderOptions};
use crate::scenario::Start;
use table::Sheet;

/// The workbook.
pub(in crate::output) const BOOK: &str = "tables.xlsx";

/// The tables among these files for Excel, and the workbook behind them; all as they are where nobody asked for that.
pub(in crate::output) fn for_excel(
    files: Vec<File>,
    start: Option<Start>,
    options: &RenderOptions,
) -> Vec<File> {
    if !options.excel {
        return files;
    }
    let mut sheets = Vec::new();
    let mut out: Vec<File> = files
        .into_iter()
        .map(|file| {
            let Some(name) = file.path.strip_suffix(".csv") else { return file };
            let table = Sheet::read(name, &file.bytes, start, options.lang);
            let csv = File::new(&file.path, table.csv());
            sheets.push(table);
            csv
        })
        .collect();
    out.push(File::new(BOOK, book::workbook(&sheets)));
    out
}

#[cfg(test)]
mod tests;
