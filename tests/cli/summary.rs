//! The summary on the terminal: every scenario that comes with the project, in both languages.

use crate::{printed, scenarios};
use unicode_width::UnicodeWidthStr;

/// Columns of a plain terminal.
const COLUMNS: usize = 80;

fn check(runs: &str, lang: &str, words: &[&str]) {
    for path in scenarios() {
        let path = path.display().to_string();
        let summary = printed(&["run", &path, "--runs", runs, "--lang", lang]);
        for line in summary.lines() {
            assert!(line.width() <= COLUMNS, "{path}: {} columns:\n{line}", line.width());
        }
        for word in words {
            assert!(summary.contains(word), "{path}: no {word}:\n{summary}");
        }
        assert!(!summary.contains("NaN") && !summary.contains("inf "), "{path}:\n{summary}");
    }
}

#[test]
fn fits_80_columns_in_english() {
    check("20", "en", &["What to expect", "Added users", "Cost"]);
}

#[test]
fn fits_80_columns_in_chinese() {
    check("20", "zh", &["增量用户", "成本"]);
}

/// One campaign has no standard error; it must not be shown as nought.
#[test]
fn a_single_run_is_summarised() {
    for lang in ["en", "zh"] {
        check("1", lang, &[]);
    }
}
