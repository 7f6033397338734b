//! A summary in Markdown, for the comment of a pull request or the page of a workflow run.

use super::{Broken, CONFIDENCE, Checked, Session, drift};
use crate::output::format::markdown::code;
use crate::study::check::{Finding, Verdict};
use crate::words::Lang;
use crate::words::check as words;
use crate::words::noted::in_short;
use crate::words::number::UNDEFINED;

/// A table of all statements, then what moved from the baseline.
#[must_use]
pub fn markdown(session: &Session, lang: Lang) -> String {
    let sign = match session.interrupted {
        _ if session.has_failed() => "❌",
        true => "❔",
        false => "✅",
    };
    let mut text = format!("## {sign} kfactor check\n\n");
    text += &format!("{}\n", words::closing(session.checked.len(), session.counts(), lang));
    if let Some(broken) = words::broken_closing(session.broken.len(), lang) {
        text += &format!("\n{broken}\n");
    }
    if session.interrupted {
        text += &format!("\n{}\n", words::interrupted(lang));
    }
    if session.baseline.is_some() {
        text += &format!("\n{}\n", drift::closing(session, lang));
    }
    text.extend(session.vanished.iter().map(|path| format!("\n- {}\n", words::vanished(&code(path), lang))));
    text.extend(session.broken.iter().map(|broken| of_broken(broken, lang)));
    for checked in session.shown() {
        text += &format!("\n### {}\n\n", code(checked.source.name()));
        text += &statements(session, checked, lang);
        text += &noted(checked, lang);
        if session.baseline.is_some() {
            text += &baseline(checked, lang);
        }
    }
    text
}

fn of_broken(broken: &Broken, lang: Lang) -> String {
    let mut text = format!("\n### {}\n\n", code(&broken.path));
    text += &format!("❌ {}\n\n", words::broken(broken.flaws.len(), lang));
    text.extend(broken.flaws.iter().map(|flaw| format!("- {}\n", flaw.located(lang))));
    text
}

/// How the scenario was understood.
fn noted(checked: &Checked, lang: Lang) -> String {
    let notes: String =
        checked.report.notes.iter().map(|note| format!("- {}\n", in_short(note, lang))).collect();
    if notes.is_empty() { notes } else { format!("\n{notes}") }
}

fn statements(session: &Session, checked: &Checked, lang: Lang) -> String {
    if checked.report.findings.is_empty() {
        return format!("{}\n", words::nothing_expected(lang));
    }
    let findings = session.findings(checked);
    if findings.is_empty() {
        return String::new();
    }
    let [estimate, error, margin] = words::columns(lang);
    let mut text = format!("| | {} | {estimate} | {error} | {margin} |\n", words::statement_column(lang));
    text += "|---|---|--:|--:|--:|\n";
    for finding in &findings {
        text += &row(finding, checked, lang);
    }
    for finding in findings.iter().filter(|finding| finding.verdict != Verdict::Pass) {
        let reason = words::reason(finding, CONFIDENCE, &checked.scenario.currency, lang);
        text +=
            &format!("\n{} {}  \n{reason}\n", sign(finding.verdict), code(finding.expectation.text.trim()));
    }
    text
}

fn row(finding: &Finding, checked: &Checked, lang: Lang) -> String {
    let currency = &checked.scenario.currency;
    let is_defined = finding.estimate.is_finite();
    let has_error = finding.replicates > 0 && is_defined;
    let verdict = words::verdict(finding.verdict, lang);
    let estimate = words::estimate(finding, currency, lang);
    let error = if has_error { words::uncertainty(finding.mcse, finding.unit, lang) } else { String::new() };
    let margin = if is_defined { words::margin(finding, currency, lang) } else { UNDEFINED.to_owned() };
    let statement = code(finding.expectation.text.trim());
    format!("| {} {verdict} | {statement} | {estimate} | {error} | {margin} |\n", sign(finding.verdict))
}

fn baseline(checked: &Checked, lang: Lang) -> String {
    let mut text = format!("\n{}\n", drift::standing(checked, lang));
    let Some(drift) = checked.drift.as_ref().filter(|drift| !drift.is_identical()) else { return text };
    text += &format!("\n{}\n", words::cause(drift, lang));
    if let Some(others) = words::other_metrics(&drift.gone, &drift.new, lang) {
        text += &format!("\n{others}\n");
    }
    let (rows, hidden) = drift::table(drift, &checked.scenario.currency, lang);
    for (index, [name, before, now, difference]) in rows.iter().enumerate() {
        let name = if index == 0 { String::new() } else { code(name) };
        text += if index == 0 { "\n" } else { "" };
        text += &format!("| {name} | {before} | {now} | {difference} |\n");
        text += if index == 0 { "|---|--:|--:|--:|\n" } else { "" };
    }
    if hidden > 0 {
        text += &format!("\n{}\n", words::further_shifts(hidden, lang));
    }
    text
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "✅",
        Verdict::Fail => "❌",
        Verdict::Inconclusive => "❔",
    }
}
