//! Reports of a session with everything in it.

use super::*;
use crate::input;
use crate::metrics::Unit;
use crate::output::format::terminal::Style;
use crate::scenario::IdleKey;
use crate::stats::interval::Interval;
use crate::study::baseline::{Aspect, Shift};
use crate::study::check::Finding;
use crate::study::notes::Note;
use crate::words::Lang;
use unicode_width::UnicodeWidthStr;

const SCENARIO: &str = "name: Poster <&\" 海报
days: 14
seeds: 500
share: 0.35
contacts: 12
join: 0.06
benchmark: { cac: 3 }
expect:
  - new_users.p50 >= 150
  - cac.mean < 15
  - P(cost > 30000) <= 5%
  - banned_day.mean > 3
  - theory.k < 1
";

/// What was found about the statements above: verdict, unit, estimate, error, interval.
const FOUND: [(Verdict, Unit, f64, f64, [f64; 2], u64); 5] = [
    (Verdict::Pass, Unit::Count, 166.0, 0.5, [164.0, 168.0], 1_000),
    (Verdict::Fail, Unit::Money, 16.231, 0.12, [15.7, 16.8], 1_000),
    (Verdict::Inconclusive, Unit::Share, 0.0488, 0.0007, [0.0462, 0.0517], 100_000),
    (Verdict::Inconclusive, Unit::Days, f64::NAN, f64::NAN, [f64::NEG_INFINITY, f64::INFINITY], 100_000),
    (Verdict::Pass, Unit::Ratio, 0.252, 0.0, [0.252, 0.252], 0),
];

fn session() -> Session {
    let source = Source::new("campaigns/poster, first.yaml", SCENARIO);
    let scenario = input::load(&source, &[]).unwrap();
    let findings = scenario.expect.iter().zip(FOUND).map(
        |(expectation, (verdict, unit, estimate, mcse, [low, high], replicates))| Finding {
            expectation: expectation.clone(),
            unit,
            verdict,
            unmeasured: None,
            replicates,
            defined: if estimate.is_nan() { 0 } else { replicates },
            estimate,
            mcse,
            interval: Interval { low, high },
        },
    );
    let report = CheckReport {
        replicates: 100_000,
        findings: findings.collect(),
        interrupted: false,
        notes: notes(),
        step_error: Some(0.062),
    };
    let poster = Checked { source, scenario, seed: 1, report, drift: Some(drift()), cut_short: false };
    let mut plain = poster.clone();
    plain.source = Source::new("plain.yaml", "");
    plain.report.findings.clear();
    plain.report.notes.clear();
    plain.drift = None;
    let file = BaselineFile { path: "baseline.json".to_owned(), version: "0.1.0".to_owned(), streams: 1 };
    Session {
        checked: vec![poster, plain],
        broken: vec![broken()],
        vanished: vec!["autumn.yaml".to_owned()],
        baseline: Some(file),
        strict: false,
        drift_fails: true,
        interrupted: false,
        only_failures: false,
    }
}

/// What is to be known of it.
fn notes() -> Vec<Note> {
    let idle = IdleKey { key: "churn".to_owned(), meant: vec!["segments.a.churn".to_owned()] };
    let coarse = Note::CoarseStep { minutes: 1440, error: 0.062, named: true, finest: false };
    vec![Note::IdleKey(idle), Note::AssumedDelay, Note::NobodyAnyway, coarse]
}

fn broken() -> Broken {
    let source = Source::new("campaigns/slip.yaml", "name: slip\ndays: 14\nshrae: 0.35\n");
    Broken::wrong(&source, &input::load(&source, &[]).unwrap_err(), Lang::En)
}

fn drift() -> Drift {
    let shift = |name: &str, unit, aspect, [before, now]: [f64; 2], error, moved| Shift {
        name: name.to_owned(),
        unit,
        aspect,
        before,
        now,
        error,
        p_value: if moved { 1e-9 } else { 0.3 },
        moved,
    };
    Drift {
        replicates: [1_000, 1_000],
        paired: true,
        rewritten: true,
        compared: 38,
        different: 20,
        gone: vec!["reached_3".to_owned()],
        new: vec!["reached_5".to_owned()],
        shifts: vec![
            shift("new_users", Unit::Count, Aspect::Quantile(0.5), [1_575.0, 1_520.0], f64::NAN, true),
            shift("new_users", Unit::Count, Aspect::Mean, [1_581.2, 1_530.6], 2.1, true),
            shift("d7", Unit::Share, Aspect::Mean, [0.868, 0.862], 0.0, true),
            shift("cost", Unit::Money, Aspect::Quantile(0.95), [2_300.0, 2_560.0], f64::NAN, true),
            shift("banned_day", Unit::Share, Aspect::Defined, [0.012, 0.213], 0.013, true),
            shift("shares", Unit::Count, Aspect::Mean, [1_784.0, 1_783.0], 1.7, false),
        ],
    }
}

fn plain_text(lang: Lang) -> String {
    text(&session(), &Style { lang, colour: false, width: 80 })
}

/// In English.
fn plain(session: &Session) -> String {
    text(session, &Style { lang: Lang::En, colour: false, width: 80 })
}

#[test]
fn english_text() {
    insta::assert_snapshot!(plain_text(Lang::En));
}

#[test]
fn chinese_text() {
    insta::assert_snapshot!(plain_text(Lang::Zh));
}

#[test]
fn lines_fit_into_80_columns() {
    let mut session = session();
    let long = "timeline(new_users, day 3).p50 >= 1_000_000_000".to_owned();
    for lang in [Lang::En, Lang::Zh] {
        let page = text(&session, &Style { lang, colour: false, width: 80 });
        assert!(page.lines().all(|line| line.width() <= 80), "{page}");
        session.checked[0].report.findings[1].expectation.text.clone_from(&long);
    }
}

#[test]
fn a_statement_without_room_has_a_line_of_its_own() {
    let mut session = session();
    let long = "P(timeline(new_users, day 13) < 1_000_000_000) <= 0.000_001%";
    session.checked[0].report.findings[1].expectation.text = long.to_owned();
    let page = text(&session, &Style { lang: Lang::En, colour: false, width: 80 });
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(lines[3].trim_end(), format!("  FAIL          {long}"));
    assert!(lines[4].trim_start().starts_with("¥16.23") && lines[4].width() <= 80, "{page}");
}

#[test]
fn a_page_in_markdown() {
    insta::assert_snapshot!(markdown(&session(), Lang::En));
}

#[test]
fn annotations_of_github() {
    let place = |path: &str| format!("repo/{path}");
    insta::assert_snapshot!(github(&session(), &place, Lang::En));
}

#[test]
fn everything_as_json() {
    let value: serde_json::Value = serde_json::from_str(&json(&session())).unwrap();
    let statements = &value["scenarios"][0]["statements"];
    assert_eq!(statements[1]["verdict"], "fail");
    assert_eq!(statements[1]["line"], 10);
    assert_eq!(statements[3]["low"], serde_json::Value::Null);
    assert_eq!((&value["failed"], &value["fail"]), (&serde_json::json!(true), &serde_json::json!(1)));
    assert_eq!(value["scenarios"][0]["baseline"]["moved"][2]["aspect"], "mean");
    assert_eq!(value["scenarios"][1]["baseline"]["standing"], "new");
}

#[test]
fn a_report_of_junit() {
    insta::assert_snapshot!(junit(&session(), Lang::En));
}

/// Names of elements or attributes.
type Names = &'static [&'static str];

/// Elements, and for each: what may be in it, attributes that it must have, and attributes that it may have. From the
/// schema `junit-10.xsd` by which the xUnit plugin of Jenkins validates.
const SCHEMA: [(&str, Names, Names, Names); 6] = [
    ("testsuites", &["testsuite"], &[], &["name", "time", "tests", "failures", "errors"]),
    (
        "testsuite",
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
    ),
    (
        "testcase",
        &["skipped", "error", "failure", "system-out", "system-err"],
        &["name"],
        &["time", "classname", "group"],
    ),
    ("failure", &[], &[], &["type", "message"]),
    ("skipped", &[], &[], &["type", "message"]),
    ("system-out", &[], &[], &[]),
];

#[test]
fn junit_keeps_to_the_usual_schema() {
    let mut session = session();
    session.checked[0].source = Source::new("a\u{1}<b>&\"c'.yaml", SCENARIO);
    for lang in [Lang::En, Lang::Zh] {
        let xml = junit(&session, lang);
        let document = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(document.root_element().tag_name().name(), "testsuites");
        for element in document.descendants().filter(roxmltree::Node::is_element) {
            let name = element.tag_name().name();
            let rule = SCHEMA.iter().find(|(element, ..)| *element == name);
            let (_, children, required, optional) = rule.unwrap_or_else(|| panic!("<{name}>"));
            for child in element.children().filter(roxmltree::Node::is_element) {
                assert!(children.contains(&child.tag_name().name()), "{child:?} in <{name}>");
            }
            let attributes: Vec<&str> = element.attributes().map(|attribute| attribute.name()).collect();
            assert!(required.iter().all(|name| attributes.contains(name)), "{attributes:?} of <{name}>");
            let known = |name: &&str| required.contains(name) || optional.contains(name);
            assert!(attributes.iter().all(known), "{attributes:?} of <{name}>");
        }
        let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
        assert_eq!((count("testcase"), count("failure"), count("skipped")), (9, 3, 4));
        let suite = document.descendants().find(|node| node.has_tag_name("testsuite")).unwrap();
        assert_eq!(
            (suite.attribute("name"), suite.attribute("failures")),
            (Some("a␁<b>&\"c'.yaml"), Some("2"))
        );
    }
}

#[test]
fn strictness_makes_failures_of_what_is_open() {
    let mut session = session();
    assert!(session.has_failed());
    session.checked[0].report.findings.retain(|finding| finding.verdict != Verdict::Fail);
    session.checked[0].drift = None;
    assert!(session.has_failed(), "a file that could not be checked is a failure");
    session.broken.clear();
    assert!(!session.has_failed());
    assert!(!junit(&session, Lang::En).contains("<failure"));
    session.strict = true;
    assert!(session.has_failed());
    assert_eq!(junit(&session, Lang::En).matches("<failure").count(), 5);
}

#[test]
fn only_what_is_not_well_is_shown_where_that_is_asked_for() {
    let mut session = session();
    session.only_failures = true;
    session.checked[1].drift = Some(Drift { different: 0, gone: Vec::new(), new: Vec::new(), ..drift() });
    let shown = [plain(&session), markdown(&session, Lang::En)];
    for page in shown {
        assert!(page.contains("cac.mean < 15") && page.contains("banned_day.mean"), "{page}");
        assert!(!page.contains("new_users.p50 >= 150") && !page.contains("plain.yaml"), "{page}");
        assert!(page.contains("2 passed") && page.contains("slip.yaml"), "{page}");
    }
    assert!(junit(&session, Lang::En).contains("plain.yaml"), "programs are told everything");
}

#[test]
fn what_was_interrupted_is_not_called_well() {
    let mut session = session();
    session.interrupted = true;
    session.broken.clear();
    session.vanished.clear();
    session.checked.truncate(1);
    session.checked[0].report.findings.truncate(1);
    session.checked[0].cut_short = true;
    let page = markdown(&session, Lang::En);
    assert!(page.starts_with("## ❔") && page.contains("not compared with the baseline"), "{page}");
    assert!(plain(&session).contains("interrupted:"));
    assert!(json(&session).contains("\"interrupted\": true") && json(&session).contains("\"open\""));
}

/// What theory says of a campaign on a network it says of another one.
#[test]
fn what_theory_does_not_know_of_a_network_is_told() {
    let text = "name: x\ndays: 9\nseeds: 2\nshare: 0.5\njoin: 0.5\nexpect: [theory.k < 1]\n\
                network: { generate: erdos_renyi, nodes: 90, mean: 3 }\n";
    let source = Source::new("network.yaml", text);
    let mut session = session();
    session.checked.truncate(1);
    session.checked[0].scenario = input::load(&source, &[]).unwrap();
    session.checked[0].report.findings.drain(..4);
    let page = plain(&session);
    let said = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`theory.k` leaves out here, and what is simulated does not: the network"),
        "{page}"
    );
}
