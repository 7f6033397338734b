//! JUnit XML: a suite per scenario, a case per statement. What could not be settled is skipped with a message, or a
//! failure where that is one.

use super::{Checked, Session, message};
use crate::output::format::junit::{Case, Fate, Suite, report};
use crate::study::check::{Finding, Verdict};
use crate::words::Lang;

/// The report.
#[must_use]
pub fn junit(session: &Session, lang: Lang) -> String {
    let suite = |checked: &Checked| Suite {
        name: checked.source.name().to_owned(),
        cases: cases(checked, session, lang),
    };
    report("kfactor check", &session.checked.iter().map(suite).collect::<Vec<_>>())
}

fn cases(checked: &Checked, session: &Session, lang: Lang) -> Vec<Case> {
    let of_statement = |finding: &Finding| {
        let message = message::of_statement(finding, checked, lang);
        let place = checked.line_column(finding);
        let place = place.map(|(line, column)| format!("{}:{line}:{column}: ", checked.source.name()));
        let message = place.unwrap_or_default() + &message;
        let fate = match finding.verdict {
            Verdict::Pass => Fate::Passed(message),
            Verdict::Fail => Fate::Failed(message),
            Verdict::Inconclusive if session.strict => Fate::Failed(message),
            Verdict::Inconclusive => Fate::Skipped(message),
        };
        Case { name: finding.expectation.text.trim().to_owned(), fate }
    };
    let mut cases: Vec<Case> = checked.report.findings.iter().map(of_statement).collect();
    if session.baseline.is_some() {
        let message = message::of_baseline(checked, lang);
        let fate = match (session.is_failure(checked), &checked.drift) {
            (true, _) => Fate::Failed(message),
            (false, None) => Fate::Skipped(message),
            (false, Some(_)) => Fate::Passed(message),
        };
        cases.push(Case { name: "baseline".to_owned(), fate });
    }
    cases
}
