//! A workbook as Office Open XML has it (ECMA-376): sheets of typed cells below a frozen head.

use super::table::{Cell, Sheet};
use super::zip::archive;
use crate::output::format::csv::SheetNumber;
use crate::output::format::xml::escaped;
use crate::scenario::Start;
use std::fmt::Write as _;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Formats of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    General,
    Head,
    Date,
    /// A number with so many decimals.
    Number(usize),
    /// One in per cent.
    PerCent(usize),
}

/// Numbers are shown with so many decimals at most.
const MOST_DECIMALS: usize = 8;
/// The first number that a format of one's own may have.
const OWN_FORMATS: usize = 164;

impl Format {
    /// All of them, in the order of the styles.
    fn all() -> impl Iterator<Item = Format> {
        let numbers =
            (0..=MOST_DECIMALS).flat_map(|decimals| [Format::Number(decimals), Format::PerCent(decimals)]);
        [Format::General, Format::Head, Format::Date].into_iter().chain(numbers)
    }

    /// Its place in that order.
    fn style(self) -> usize {
        let most = MOST_DECIMALS;
        match self {
            Format::General => 0,
            Format::Head => 1,
            Format::Date => 2,
            Format::Number(decimals) => 3 + 2 * decimals.min(most),
            Format::PerCent(decimals) => 4 + 2 * decimals.min(most),
        }
    }

    /// The format of a number in its cell.
    fn of(number: &SheetNumber) -> Format {
        match number.decimals {
            None => Format::General,
            Some(decimals) if number.per_cent => Format::PerCent(decimals),
            Some(decimals) => Format::Number(decimals),
        }
    }

    /// How its numbers are written, where it is for these.
    fn code(self) -> Option<String> {
        let with = |decimals: usize, whole: &str| match decimals {
            0 => whole.to_owned(),
            decimals => format!("{whole}.{}", "0".repeat(decimals)),
        };
        match self {
            Format::General | Format::Head | Format::Date => None,
            Format::Number(decimals) => Some(with(decimals, "#,##0")),
            Format::PerCent(decimals) => Some(with(decimals, "0") + "%"),
        }
    }
}

/// The sheets in one file.
pub(super) fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut entries = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets.len())),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml".to_owned(), index(sheets)),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&parts(sheets.len()))),
        ("xl/styles.xml".to_owned(), styles()),
    ];
    for (number, sheet) in sheets.iter().enumerate() {
        entries.push((format!("xl/worksheets/sheet{}.xml", number + 1), worksheet(sheet)));
    }
    archive(&entries)
}

fn content_types(sheets: usize) -> String {
    let part = |path: &str, kind: &str| {
        format!(
            "<Override PartName=\"/xl/{path}\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>"
        )
    };
    let sheets: String =
        (1..=sheets).map(|number| part(&format!("worksheets/sheet{number}.xml"), "worksheet")).collect();
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{sheets}</Types>",
        part("workbook.xml", "sheet.main"),
        part("styles.xml", "styles"),
    )
}

/// What the workbook is made of: the kind of each part and where it is.
fn parts(sheets: usize) -> Vec<(&'static str, String)> {
    let sheets = (1..=sheets).map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")));
    sheets.chain([("styles", "styles.xml".to_owned())]).collect()
}

fn relations(parts: &[(&str, String)]) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">");
    for (number, (kind, target)) in parts.iter().enumerate() {
        let id = number + 1;
        let _ = write!(out, "<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    out + "</Relationships>"
}

fn index(sheets: &[Sheet]) -> String {
    let mut out = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (number, sheet) in sheets.iter().enumerate() {
        let id = number + 1;
        let _ = write!(out, "<sheet name=\"{}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>", escaped(&sheet.name));
    }
    out + "</sheets></workbook>"
}

/// Formats of numbers, and the styles in the order of [`Format::all`].
fn styles() -> String {
    let number = |format: Format| match format {
        Format::General | Format::Head => 0,
        Format::Date => 14,
        Format::Number(_) | Format::PerCent(_) => OWN_FORMATS + format.style(),
    };
    let style = |format: Format| {
        let (number, font) = (number(format), u8::from(format == Format::Head));
        format!(
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        )
    };
    let code = |format: Format| {
        let code = format.code()?;
        Some(format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", number(format)))
    };
    let formats: String = Format::all().map(style).collect();
    let codes: Vec<String> = Format::all().filter_map(code).collect();
    let (styles, all, codes) = (Format::all().count(), codes.len(), codes.concat());
    format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\">\
         <numFmts count=\"{all}\">{codes}</numFmts>\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{styles}\">{formats}</cellXfs></styleSheet>"
    )
}

fn worksheet(sheet: &Sheet) -> String {
    let mut out = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>{}<sheetData>",
        columns(sheet),
    );
    let head: Vec<Cell> = sheet.head.iter().map(|name| Cell::Text(name.clone())).collect();
    row(&mut out, 1, &head, Format::Head);
    for (index, cells) in sheet.rows.iter().enumerate() {
        row(&mut out, index + 2, cells, Format::General);
    }
    out + "</sheetData></worksheet>"
}

/// Columns as wide as their heads and longest words.
fn columns(sheet: &Sheet) -> String {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut out = String::from("<cols>");
    for (column, head) in sheet.head.iter().enumerate() {
        let longest = |cells: &Vec<Cell>| match cells.get(column) {
            Some(Cell::Text(text)) => width(text),
            _ => 10,
        };
        let widest = sheet.rows.iter().map(longest).max().unwrap_or(0).max(width(head)).min(40) + 2;
        let at = column + 1;
        let _ = write!(out, "<col min=\"{at}\" max=\"{at}\" width=\"{widest}\" customWidth=\"1\"/>");
    }
    out + "</cols>"
}

/// A row, its words in this format.
fn row(out: &mut String, number: usize, cells: &[Cell], words: Format) {
    let _ = write!(out, "<row r=\"{number}\">");
    for (column, cell) in cells.iter().enumerate() {
        let place = format!("{}{number}", letters(column));
        let _ = match cell {
            Cell::Empty => Ok(()),
            Cell::Text(text) => {
                let style = words.style();
                let text = escaped(text);
                write!(
                    out,
                    "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                )
            }
            Cell::Number(value) => {
                let style = Format::of(value).style();
                write!(out, "<c r=\"{place}\" s=\"{style}\"><v>{}</v></c>", value.value)
            }
            Cell::Date(date) => {
                write!(out, "<c r=\"{place}\" s=\"{}\"><v>{}</v></c>", Format::Date.style(), serial(date))
            }
        };
    }
    out.push_str("</row>");
}

/// `A`, `B`, … `Z`, `AA`, …
pub(super) fn letters(mut column: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (column % 26) as u8));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return out,
        }
    }
}

/// Days since the day from which Excel counts.
fn serial(date: &Start) -> i64 {
    let epoch = Start { year: 1899, month: 12, day: 30, minute_of_day: 0 };
    Start { minute_of_day: 0, ..*date }.days_after(&epoch) as i64
}
