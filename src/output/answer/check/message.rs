//! What is said of one statement or comparison in one or two sentences: for reports that have no columns.

use super::{CONFIDENCE, Checked, drift};
use crate::study::check::Finding;
use crate::words::Lang;
use crate::words::check as words;

/// Verdict, estimate, error and margin of a statement, and why it does not pass.
pub(super) fn of_statement(finding: &Finding, checked: &Checked, lang: Lang) -> String {
    let currency = &checked.scenario.currency;
    let estimate = words::estimate(finding, currency, lang);
    let has_error = finding.replicates > 0;
    let error = if has_error { words::uncertainty(finding.mcse, finding.unit, lang) } else { String::new() };
    let reason = words::reason(finding, CONFIDENCE, currency, lang);
    words::one_line(&estimate, &error, &reason, lang)
}

/// How the scenario stands to the baseline, with what moved, each on a line.
pub(super) fn of_baseline(checked: &Checked, lang: Lang) -> String {
    let mut lines = vec![drift::standing(checked, lang)];
    if let Some(drift) = checked.drift.as_ref().filter(|drift| !drift.is_identical()) {
        lines.push(words::cause(drift, lang).to_owned());
        lines.extend(words::other_metrics(&drift.gone, &drift.new, lang));
        let (rows, hidden) = drift::table(drift, &checked.scenario.currency, lang);
        lines.extend(
            rows.iter().skip(1).map(|[name, before, now, by]| format!("{name}: {before} → {now}, {by}")),
        );
        if hidden > 0 {
            lines.push(words::further_shifts(hidden, lang));
        }
    }
    lines.join("\n")
}
