//! What was found, for programs: numbers with full precision, `null` for what is not defined, and for an
//! end that an interval has not got.

use super::broken::{Broken, Flaw};
use super::{CONFIDENCE, Checked, Session, Standing};
use crate::output::format::json::{document, number};
use crate::study::baseline::{Aspect, Drift, Shift};
use crate::study::check::{Finding, Verdict};
use serde_json::{Value, json};

/// Pretty JSON with a line feed at the end.
#[must_use]
pub fn json(session: &Session) -> String {
    let [pass, fail, inconclusive] = session.counts();
    let baseline = session
        .baseline
        .as_ref()
        .map(|file| json!({ "path": file.path, "kfactor": file.version, "streams": file.streams }));
    document(&json!({
        "kfactor": env!("CARGO_PKG_VERSION"),
        "failed": session.has_failed(),
        "strict": session.strict,
        "confidence": CONFIDENCE,
        "pass": pass,
        "fail": fail,
        "inconclusive": inconclusive,
        "interrupted": session.interrupted,
        "baseline": baseline,
        "vanished": session.vanished,
        "broken": session.broken.iter().map(broken).collect::<Vec<_>>(),
        "scenarios": session.checked.iter().map(|checked| scenario(checked, session)).collect::<Vec<_>>(),
    }))
}

fn broken(broken: &Broken) -> Value {
    let problem = |flaw: &Flaw| {
        json!({
            "file": flaw.file(&broken.path),
            "line": flaw.place.map(|(line, _)| line),
            "column": flaw.place.map(|(_, column)| column),
            "message": flaw.message(broken.lang),
        })
    };
    json!({ "path": broken.path, "problems": broken.flaws.iter().map(problem).collect::<Vec<_>>() })
}

fn scenario(checked: &Checked, session: &Session) -> Value {
    let statements: Vec<Value> =
        checked.report.findings.iter().map(|finding| statement(finding, checked)).collect();
    let mut value = json!({
        "path": checked.source.name(),
        "name": checked.scenario.name,
        "seed": checked.seed,
        "replicates": checked.report.replicates,
        "interrupted": checked.report.interrupted,
        "statements": statements,
        "notes": checked.report.notes,
        "step_error": checked.report.step_error.map(number),
    });
    if session.baseline.is_some() {
        value["baseline"] = against(checked);
    }
    value
}

fn statement(finding: &Finding, checked: &Checked) -> Value {
    let place = checked.line_column(finding);
    json!({
        "text": finding.expectation.text,
        "line": place.map(|(line, _)| line),
        "column": place.map(|(_, column)| column),
        "verdict": verdict(finding.verdict),
        "unit": finding.unit,
        "estimate": number(finding.estimate),
        "mcse": finding.mcse,
        "low": finding.interval.low,
        "high": finding.interval.high,
        "bound": finding.expectation.bound,
        "margin": finding.margin(),
        "replicates": finding.replicates,
        "defined": finding.defined,
    })
}

/// The word in files.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::Inconclusive => "inconclusive",
    }
}

fn against(checked: &Checked) -> Value {
    let standing = match checked.standing() {
        Standing::Identical => "identical",
        Standing::WithinChance => "within_chance",
        Standing::Moved => "moved",
        Standing::New => "new",
        Standing::Open => "open",
    };
    let Some(drift) = &checked.drift else { return json!({ "standing": standing }) };
    let Drift { replicates, paired, rewritten, compared, different, gone, new, shifts } = drift;
    json!({
        "standing": standing,
        "replicates": replicates,
        "paired": paired,
        "scenario_changed": rewritten,
        "compared": compared,
        "different": different,
        "gone": gone,
        "new": new,
        "moved": shifts.iter().filter(|shift| shift.moved).map(moved).collect::<Vec<_>>(),
    })
}

fn moved(shift: &Shift) -> Value {
    let aspect = match shift.aspect {
        Aspect::Mean => "mean".to_owned(),
        Aspect::Quantile(level) => format!("p{:02}", (level * 100.0).round()),
        Aspect::Defined => "defined".to_owned(),
    };
    json!({
        "metric": shift.name,
        "unit": shift.unit,
        "aspect": aspect,
        "before": number(shift.before),
        "now": number(shift.now),
        "error": shift.error,
        "p_value": shift.p_value,
    })
}
