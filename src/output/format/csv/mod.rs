//! CSV files: RFC 4180 (CRLF, quotes where needed), UTF-8, `.` as decimal point, empty where undefined, `inf`
//! where infinite.
//!
//! Numbers are the shortest text that reads back as the same number. Names that the user gave (segments,
//! stages, rules) and that a spreadsheet would take for a formula are written with a leading apostrophe.

mod rows;
mod table;

pub(in crate::output) use rows::{Form, Rows};
pub(in crate::output) use table::{SUMMARY_HEAD, Table, number, summary};

use std::borrow::Cow;

/// The mark by which Excel knows UTF-8.
pub(in crate::output) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A name from the user, made harmless for spreadsheets: what begins like a formula gets an apostrophe in front
/// (the advice of OWASP on CSV injection).
pub(in crate::output) fn harmless(name: &str) -> Cow<'_, str> {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{name}"))
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("@risk"), "'@risk");
        assert_eq!(harmless("core"), "core");
    }
}
