//! Annotations of GitHub Actions: commands on standard output that mark the line of a statement in the pull request.

use super::{Checked, Session, message};
use crate::output::format::github::command;
use crate::study::check::Verdict;
use crate::words::Lang;
use crate::words::check as words;
use crate::words::noted::in_short;

/// One command per line: an error for what failed, a warning for what could not be settled, is to be looked at, or may be wrong with
/// how a scenario was understood.
/// `place` turns the path of a scenario into that below the root of the repository.
#[must_use]
pub fn github(session: &Session, place: &dyn Fn(&str) -> String, lang: Lang) -> String {
    let mut text = String::new();
    for checked in &session.checked {
        let file = place(checked.source.name());
        for finding in checked.report.findings.iter().filter(|finding| finding.verdict != Verdict::Pass) {
            let is_error = finding.verdict == Verdict::Fail || session.strict;
            let message = message::of_statement(finding, checked, lang);
            let title = finding.expectation.text.trim();
            text += &command(is_error, &file, checked.line_column(finding), title, &message);
        }
        let careful = checked.report.careful();
        text.extend(careful.map(|note| command(false, &file, None, "scenario", &in_short(note, lang))));
        text += &of_baseline(session, checked, &file, lang);
    }
    for broken in &session.broken {
        text.extend(broken.flaws.iter().map(|flaw| {
            command(true, &place(flaw.file(&broken.path)), flaw.place, "scenario", flaw.message(lang))
        }));
    }
    for (baseline, path) in
        session.baseline.iter().flat_map(|file| session.vanished.iter().map(move |path| (file, path)))
    {
        let is_error = session.is_vanishing_a_failure();
        let message = words::vanished(path, lang);
        text += &command(is_error, &place(&baseline.path), None, "baseline", &message);
    }
    text
}

fn of_baseline(session: &Session, checked: &Checked, file: &str, lang: Lang) -> String {
    let is_well = checked.drift.as_ref().is_some_and(crate::study::baseline::Drift::is_identical);
    if session.baseline.is_none() || is_well || checked.cut_short || !session.drift_fails {
        return String::new();
    }
    let message = message::of_baseline(checked, lang);
    command(session.is_failure(checked), file, Some((1, 1)), "baseline", &message)
}
