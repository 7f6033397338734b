//! Tables as a spreadsheet reads them.

use super::book::letters;
use super::{BOOK, for_excel};
use crate::output::{File, RenderOptions};
use crate::scenario::Start;
use crate::words::Lang;
use std::io::Read as _;

const CSV: &str = "step,day,metric,mean,p50\r\n1,1,new_users,1234.5678912,1200\r\n2,2,cost,,inf\r\n";

fn files(lang: Lang) -> Vec<File> {
    let start = Start { year: 2026, month: 2, day: 28, minute_of_day: 0 };
    let options = RenderOptions { lang, excel: true, charts: false };
    for_excel(vec![File::new("timeline.csv", CSV), File::new("a.json", "{}")], Some(start), &options)
}

/// Entries of a ZIP archive, read by what their heads say.
fn entries(bytes: &[u8]) -> Vec<(String, String)> {
    let number = |at: usize, len: usize| {
        bytes[at..at + len].iter().rev().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while bytes[at..].starts_with(b"PK\x03\x04") {
        let (packed, name, extra) = (number(at + 18, 4), number(at + 26, 2), number(at + 28, 2));
        let start = at + 30 + name + extra;
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&bytes[start..start + packed]).read_to_string(&mut text).unwrap();
        assert_eq!(number(at + 22, 4), text.len());
        out.push((String::from_utf8(bytes[at + 30..at + 30 + name].to_vec()).unwrap(), text));
        at = start + packed;
    }
    out
}

#[test]
fn tables_have_heads_dates_and_rounded_numbers() {
    let [csv, json, book] = &files(Lang::Zh)[..] else { panic!("three files") };
    let text = String::from_utf8(csv.bytes.clone()).unwrap();
    assert_eq!(
        text.trim_start_matches('\u{feff}'),
        "步,第几天,日期,指标,平均,中位数\r\n1,1,2026-02-28,新用户,1234.6,1200\r\n2,2,2026-03-01,总成本,,∞\r\n"
    );
    assert_eq!((json.bytes.as_slice(), book.path.as_str()), (&b"{}"[..], BOOK));
    let english = String::from_utf8(files(Lang::En)[0].bytes.clone()).unwrap();
    assert!(english.contains("Step,Day,Date,Metric,Mean,Median\r\n1,1,2026-02-28,New users,"), "{english}");
}

/// Days of the ledger are those of the calendar; the course is told at moments, the first of which is a day after the start.
#[test]
fn a_campaign_that_begins_in_the_evening_has_the_dates_on_which_things_are() {
    let start = Start { year: 2026, month: 3, day: 28, minute_of_day: 20 * 60 };
    let options = RenderOptions { lang: Lang::En, excel: true, charts: false };
    let dates = |file: &str| {
        let csv = "day,cost\r\n1,130\r\n2,30\r\n";
        let files = for_excel(vec![File::new(file, csv)], Some(start), &options);
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        text.lines().skip(1).map(|row| row.split(',').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dates("ledger.csv"), ["2026-03-28", "2026-03-29"]);
    assert_eq!(dates("timeline.csv"), ["2026-03-29", "2026-03-30"]);
}

#[test]
fn a_workbook_is_xml_in_a_zip() {
    let files = files(Lang::Zh);
    let entries = entries(&files[2].bytes);
    for (name, text) in &entries {
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    }
    let sheet = &entries.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1;
    assert!(sheet.contains("state=\"frozen\""));
    assert!(sheet.contains("<c r=\"C2\" s=\"2\"><v>46081</v></c>"), "{sheet}");
    assert!(sheet.contains("<c r=\"E2\" s=\"5\"><v>1234.6</v></c>"), "{sheet}");
    assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
}
