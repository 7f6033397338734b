//! JUnit XML: a suite per scenario, a case per statement. What could not be settled is skipped with a message, or a
//! failure where that is one.

use super::{BaselineFile, Broken, Checked, Session, message};
use crate::output::format::junit::{Case, Fate, Suite, report};
use crate::study::check::{Finding, Verdict};
use crate::words::Lang;
use crate::words::check as words;

/// The report.
#[must_use]
pub fn junit(session: &Session, lang: Lang) -> String {
    let suite = |checked: &Checked| Suite {
        name: checked.source.name().to_owned(),
        cases: cases(checked, session, lang),
    };
    let mut suites: Vec<Suite> = session.checked.iter().map(suite).collect();
    suites.extend(session.broken.iter().map(|of| broken(of, lang)));
    suites.extend(session.baseline.iter().filter_map(|file| vanished(file, session, lang)));
    report("kfactor check", &suites)
}

/// A file that could not be checked is a failure of its own.
fn broken(broken: &Broken, lang: Lang) -> Suite {
    let lines: Vec<String> = broken.flaws.iter().map(|flaw| flaw.located_in(&broken.path, lang)).collect();
    let case = Case { name: "scenario".to_owned(), fate: Fate::Failed(lines.join("\n")) };
    Suite { name: broken.path.clone(), cases: vec![case] }
}

/// A case for every scenario that is in the baseline alone.
fn vanished(baseline: &BaselineFile, session: &Session, lang: Lang) -> Option<Suite> {
    let fate = if session.is_vanishing_a_failure() { Fate::Failed } else { Fate::Skipped };
    let case = |path: &String| Case { name: path.clone(), fate: fate(words::vanished(path, lang)) };
    let cases: Vec<Case> = session.vanished.iter().map(case).collect();
    (!cases.is_empty()).then(|| Suite { name: baseline.path.clone(), cases })
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
