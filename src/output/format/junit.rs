//! JUnit XML, as Jenkins, GitLab and others read it: suites of cases.
//!
//! There are no times in it: the same cases write the same bytes. And no attributes that only some readers know: where
//! a case stands in its file is told in its message.

use super::xml::escaped;
use std::fmt::Write;

/// The cases of a file.
pub(in crate::output) struct Suite {
    /// Path of the file.
    pub(in crate::output) name: String,
    /// Its cases.
    pub(in crate::output) cases: Vec<Case>,
}

/// A case: its name and what became of it.
pub(in crate::output) struct Case {
    pub(in crate::output) name: String,
    pub(in crate::output) fate: Fate,
}

/// What became of a case, with a message.
pub(in crate::output) enum Fate {
    /// It passed.
    Passed(String),
    /// It failed.
    Failed(String),
    /// It could not be settled.
    Skipped(String),
}

/// The report of a command of this name.
pub(in crate::output) fn report(command: &str, suites: &[Suite]) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let all = suites.iter().flat_map(|suite| &suite.cases);
    xml += &format!("<testsuites name=\"{command}\" {}>\n", totals(all).in_all());
    for suite in suites {
        write_suite(&mut xml, suite);
    }
    xml + "</testsuites>\n"
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

fn write_suite(xml: &mut String, suite: &Suite) {
    let Suite { name, cases } = suite;
    let name = escaped(name);
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
