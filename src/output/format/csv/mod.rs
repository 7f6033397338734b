//! CSV files: RFC 4180 (CRLF, quotes where needed), UTF-8, `.` as decimal point, empty where undefined, `inf`
//! where infinite.
//!
//! Numbers are the shortest text that reads back as the same number. In text nothing is hidden, and what a spreadsheet
//! would take for a formula is written with a leading apostrophe.

mod rows;
mod sheet;
mod table;

pub(in crate::output) use rows::{Form, Rows};
pub(in crate::output) use sheet::SheetNumber;
pub(in crate::output) use table::{SUMMARY_HEAD, Table, number, summary};

use super::visible::visible;
use std::borrow::Cow;

/// The mark by which Excel knows UTF-8.
pub(in crate::output) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Text made visible, and harmless for spreadsheets: what begins like a formula, and is no number, gets an apostrophe in
/// front (the advice of OWASP on CSV injection). Spreadsheets take wide signs for the same, and pass over blanks.
pub(in crate::output) fn harmless(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    let begins = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins && !is_number(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

/// A number, or a number of per cent.
fn is_number(text: &str) -> bool {
    let digits = text.strip_suffix('%').unwrap_or(text);
    digits.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("@risk"), "'@risk");
        assert_eq!(harmless(" =1+1"), "' =1+1");
        assert_eq!(harmless("＝1+1"), "'＝1+1");
        assert_eq!(harmless("\t=1+1"), "' =1+1");
        assert_eq!(harmless("-2+3"), "'-2+3");
        for harmless_already in ["core", "-0.5", "+3", "-5%", "a=b"] {
            assert_eq!(harmless(harmless_already), harmless_already);
        }
        assert_eq!(harmless("a\u{202e}\u{1b}"), "a�␛");
    }
}
