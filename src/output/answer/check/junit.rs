//! JUnit XML, as Jenkins, GitLab and others read it: a suite per scenario, a case per statement. What could not be
//! settled is skipped with a message, or an error where that is a failure.
//!
//! There are no times in it: the same check writes the same bytes. And no attributes that only some readers know: where
//! a statement stands is told in its message.

use super::{Checked, Session, message};
use crate::i18n::Lang;
use crate::study::check::{Finding, Verdict};
use std::fmt::Write;

/// A test case: its name and what became of it.
struct Case {
    name: String,
    fate: Fate,
}

/// What became of a case, with a message.
enum Fate {
    Passed(String),
    Failed(String),
    Skipped(String),
}

/// The report.
#[must_use]
pub fn junit(session: &Session, lang: Lang) -> String {
    let suites: Vec<(&Checked, Vec<Case>)> =
        session.checked.iter().map(|checked| (checked, cases(checked, session, lang))).collect();
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    xml += &format!("<testsuites name=\"kfactor check\" {}>\n", totals(all()).in_all());
    for (checked, cases) in &suites {
        suite(&mut xml, checked.source.name(), cases);
    }
    xml + "</testsuites>\n"
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

/// How many cases there are, and how many of them failed and were skipped.
#[derive(Default)]
struct Totals {
    tests: u32,
    failures: u32,
    skipped: u32,
}

impl Totals {
    /// The attributes of the whole.
    fn in_all(&self) -> String {
        format!("tests=\"{}\" failures=\"{}\" errors=\"0\"", self.tests, self.failures)
    }

    /// The attributes of a suite.
    fn of_suite(&self) -> String {
        format!("{} skipped=\"{}\"", self.in_all(), self.skipped)
    }
}

fn totals<'a>(cases: impl Iterator<Item = &'a Case>) -> Totals {
    cases.fold(Totals::default(), |totals, case| Totals {
        tests: totals.tests + 1,
        failures: totals.failures + u32::from(matches!(case.fate, Fate::Failed(_))),
        skipped: totals.skipped + u32::from(matches!(case.fate, Fate::Skipped(_))),
    })
}

fn suite(xml: &mut String, path: &str, cases: &[Case]) {
    let name = escaped(path);
    // A dot would divide the name of a class.
    let class = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(&name);
    let totals = totals(cases.iter()).of_suite();
    // Writing to a string cannot fail.
    let _ = writeln!(xml, "  <testsuite name=\"{name}\" file=\"{name}\" {totals}>");
    for case in cases {
        let (test, fate) = (escaped(&case.name), fate(&case.fate));
        let _ = writeln!(xml, "    <testcase name=\"{test}\" classname=\"{class}\">{fate}</testcase>");
    }
    xml.push_str("  </testsuite>\n");
}

fn fate(fate: &Fate) -> String {
    let first = |message: &str| escaped(message.lines().next().unwrap_or_default());
    match fate {
        Fate::Passed(message) => format!("<system-out>{}</system-out>", escaped(message)),
        Fate::Failed(message) => {
            format!(
                "<failure message=\"{}\" type=\"expectation\">{}</failure>",
                first(message),
                escaped(message)
            )
        }
        Fate::Skipped(message) => format!("<skipped message=\"{}\"/>", first(message)),
    }
}

/// Text and attributes; characters that XML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
