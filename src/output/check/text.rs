//! Statements as a terminal shows them, one line each.

use super::{CONFIDENCE, Checked, counts};
use crate::i18n::check as words;
use crate::i18n::number::{UNDEFINED, error};
use crate::output::terminal::{Paint, Role, Style, left, right, wrapped};
use crate::study::check::{Finding, Verdict};
use unicode_width::UnicodeWidthStr;

/// Spaces between columns.
const GAP: usize = 2;

/// The cells of a statement.
struct Line<'a> {
    finding: &'a Finding,
    /// Verdict, statement, estimate, error, margin.
    cells: [String; 5],
}

/// Everything that was found.
#[must_use]
pub fn text(checked: &[Checked], style: &Style) -> String {
    let paint = Paint { colour: style.colour };
    let mut text = String::new();
    for checked in checked {
        text.push_str(&scenario(checked, style, paint));
        text.push('\n');
    }
    let counts = counts(checked);
    let closing = words::closing(checked.len(), counts, style.lang);
    let role = if counts[1] + counts[2] > 0 { Role::Warning } else { Role::Strong };
    text.push_str(&paint.paint(role, &closing));
    text.push('\n');
    if counts[2] > 0 {
        text.push_str(&wrapped(words::more_runs(style.lang), style.width, ""));
    }
    text
}

fn scenario(checked: &Checked, style: &Style, paint: Paint) -> String {
    let mut text = paint.paint(Role::Heading, checked.source.name());
    text.push('\n');
    let lines: Vec<Line<'_>> =
        checked.report.findings.iter().map(|finding| line(finding, checked, style)).collect();
    if lines.is_empty() {
        text.push_str(&format!("  {}\n", paint.paint(Role::Quiet, words::nothing_expected(style.lang))));
        return text;
    }
    let [estimate, error, margin] = words::columns(style.lang);
    let head = ["", "", estimate, error, margin].map(str::to_owned);
    let width = |column: usize| {
        let cells = lines.iter().map(|line| &line.cells).chain([&head]);
        cells.map(|cells| cells[column].width()).max().unwrap_or(0)
    };
    let widths: [usize; 5] = std::array::from_fn(width);
    text.push_str(&paint.paint(Role::Quiet, row(&head, &widths).trim_end()));
    text.push('\n');
    for line in &lines {
        text.push_str(&painted(line, &widths, paint));
        if line.finding.verdict != Verdict::Pass {
            let indent = " ".repeat(GAP + widths[0] + GAP);
            let reason = words::reason(line.finding, CONFIDENCE, &checked.scenario.currency, style.lang);
            text.push_str(&paint.paint(Role::Quiet, wrapped(&reason, style.width, &indent).trim_end()));
            text.push('\n');
        }
    }
    text
}

fn line<'a>(finding: &'a Finding, checked: &Checked, style: &Style) -> Line<'a> {
    let currency = &checked.scenario.currency;
    let is_defined = finding.estimate.is_finite();
    let margin = if is_defined { words::margin(finding, currency) } else { UNDEFINED.to_owned() };
    let error = if finding.replicates > 0 { error(finding.mcse, finding.unit) } else { String::new() };
    let cells = [
        words::verdict(finding.verdict, style.lang).to_owned(),
        finding.expectation.text.replace(char::is_control, " ").trim().to_owned(),
        words::precise(finding.estimate, finding.mcse, finding.unit, currency),
        error,
        margin,
    ];
    Line { finding, cells }
}

/// The row with its verdict in colour.
fn painted(line: &Line<'_>, widths: &[usize; 5], paint: Paint) -> String {
    let row = row(&line.cells, widths);
    let (verdict, rest) = row.split_at(GAP + line.cells[0].len());
    let role = match line.finding.verdict {
        Verdict::Pass => Role::Bar,
        Verdict::Fail | Verdict::Inconclusive => Role::Warning,
    };
    format!("{}{}\n", paint.paint(role, verdict), rest.trim_end())
}

fn row(cells: &[String; 5], widths: &[usize; 5]) -> String {
    let mut row = " ".repeat(GAP);
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let cell = if column < 2 { left(cell, *width) } else { right(cell, *width) };
        row.push_str(&cell);
        row.push_str(&" ".repeat(GAP));
    }
    row
}
