//! The report of a check as a page: what does not hold first, then every scenario a section, every statement a row.

use super::{Broken, CONFIDENCE, Checked, Session, drift};
use crate::output::format::document::{
    Block, Cell, Document, Figure, Pane, Part, Section, Table, Tone, html,
};
use crate::study::check::{Finding, Verdict};
use crate::words::Lang;
use crate::words::check as words;
use crate::words::document::footer;
use crate::words::noted::in_short;
use crate::words::number::{UNDEFINED, count};

/// So many statements are told before the figures.
const FIRST: usize = 5;

/// The page.
#[must_use]
pub fn page(session: &Session, lang: Lang) -> String {
    html(&document(session, lang))
}

pub(super) fn document(session: &Session, lang: Lang) -> Document {
    let mut lede: Vec<String> = words::broken_closing(session.broken.len(), lang).into_iter().collect();
    lede.extend(session.interrupted.then(|| words::interrupted(lang).to_owned()));
    lede.extend(session.baseline.is_some().then(|| drift::closing(session, lang)));
    lede.extend(session.vanished.iter().map(|path| words::vanished(path, lang)));
    let broken = session.broken.iter().map(|broken| of_broken(broken, lang));
    let mut checked: Vec<&Checked> = session.shown().collect();
    checked.sort_by_key(|checked| worst(checked));
    Document {
        lang,
        name: words::page_name(lang).to_owned(),
        about: words::page_about(CONFIDENCE, lang),
        headline: words::closing(session.checked.len(), session.counts(), lang),
        lede: lede.join(lang.pick("; ", "；")),
        panes: panes(session, lang),
        figures: figures(session, lang),
        sections: broken
            .chain(checked.into_iter().map(|checked| of_checked(session, checked, lang)))
            .collect(),
        footer: footer(lang),
    }
}

/// The worst that became of its statements: scenarios with what does not hold come first.
fn worst(checked: &Checked) -> usize {
    let worst = [Verdict::Fail, Verdict::Inconclusive].into_iter();
    worst.take_while(|verdict| checked.report.count(*verdict) == 0).count()
}

/// What does not hold, and what is not settled; that all of it holds.
fn panes(session: &Session, lang: Lang) -> Vec<Pane> {
    let [holds, fails, open] = words::pane_titles(lang);
    let pane = |part: Part, verdict: Verdict, tone: Tone, title: &str| {
        let found = session.checked.iter().flat_map(|checked| {
            let found = checked.report.findings.iter().filter(move |finding| finding.verdict == verdict);
            found.map(move |finding| (checked, finding))
        });
        let all: Vec<(&Checked, &Finding)> = found.collect();
        let told = all.iter().take(FIRST).map(|(checked, finding)| told(checked, finding, lang));
        let further = all.len().saturating_sub(FIRST);
        let lines: Vec<String> =
            told.chain((further > 0).then(|| words::further_statements(further, lang))).collect();
        (!all.is_empty()).then(|| Pane { part, tone, title: title.to_owned(), lines })
    };
    let found = [
        pane(Part::Careful, Verdict::Fail, Tone::Bad, fails),
        pane(Part::Sure, Verdict::Inconclusive, Tone::Careful, open),
    ];
    let mut panes: Vec<Pane> = found.into_iter().flatten().collect();
    let [passed, ..] = session.counts();
    if panes.is_empty() && passed > 0 && !session.has_failed() {
        panes.push(Pane { part: Part::Sure, tone: Tone::Good, title: holds.to_owned(), lines: Vec::new() });
    }
    panes
}

/// A statement in words, with what was found.
fn told(checked: &Checked, finding: &Finding, lang: Lang) -> String {
    let currency = &checked.scenario.currency;
    let statement = words::in_words(finding, currency, lang);
    words::found(&checked.scenario.name, &statement, &words::estimate(finding, currency, lang), lang)
}

/// How many statements have which verdict.
fn figures(session: &Session, lang: Lang) -> Vec<Figure> {
    let verdicts = [Verdict::Pass, Verdict::Fail, Verdict::Inconclusive];
    let figure = |(verdict, many): (Verdict, usize)| Figure {
        name: words::verdict(verdict, lang).to_owned(),
        value: count(many as f64),
        notes: Vec::new(),
        spread: None,
    };
    verdicts.into_iter().zip(session.counts()).map(figure).collect()
}

fn section(topic: &str, title: String) -> Section {
    Section { topic: topic.to_owned(), title, says: Vec::new(), blocks: Vec::new(), on_card: false }
}

fn of_broken(broken: &Broken, lang: Lang) -> Section {
    let mut section = section(&broken.path, words::broken(broken.flaws.len(), lang));
    section.blocks.push(Block::Notes(broken.flaws.iter().map(|flaw| flaw.located(lang)).collect()));
    section
}

fn of_checked(session: &Session, checked: &Checked, lang: Lang) -> Section {
    let mut section = section(checked.source.name(), checked.scenario.name.clone());
    if session.baseline.is_some() {
        section.says.push(drift::standing(checked, lang));
    }
    let notes: Vec<String> = checked.report.notes.iter().map(|note| in_short(note, lang)).collect();
    let notes = (!notes.is_empty()).then_some(Block::Notes(notes));
    if checked.report.findings.is_empty() {
        section.says.push(words::nothing_expected(lang).to_owned());
        section.blocks.extend(notes);
        return section;
    }
    let [estimate, error, margin] = words::columns(lang);
    let heads = [words::statement_column(lang), "", estimate, error, margin].map(str::to_owned).to_vec();
    let mut findings = session.findings(checked);
    findings.sort_by_key(|finding| match finding.verdict {
        Verdict::Fail => 0,
        Verdict::Inconclusive => 1,
        Verdict::Pass => 2,
    });
    let rows: Vec<Vec<Cell>> = findings.into_iter().map(|finding| row(finding, checked, lang)).collect();
    if !rows.is_empty() {
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows }));
    }
    section.blocks.extend(notes);
    section
}

/// A statement in words, and below it as it was written, with how sure the verdict is.
fn row(finding: &Finding, checked: &Checked, lang: Lang) -> Vec<Cell> {
    let currency = &checked.scenario.currency;
    let is_defined = finding.estimate.is_finite();
    let has_error = finding.replicates > 0 && is_defined;
    let tone = match finding.verdict {
        Verdict::Pass => Tone::Good,
        Verdict::Fail => Tone::Bad,
        Verdict::Inconclusive => Tone::Careful,
    };
    let written = finding.expectation.text.trim();
    let note = format!("{written} · {}", words::reason(finding, CONFIDENCE, currency, lang));
    let error = if has_error { words::uncertainty(finding.mcse, finding.unit, lang) } else { String::new() };
    let margin = if is_defined { words::margin(finding, currency, lang) } else { UNDEFINED.to_owned() };
    vec![
        Cell::words(words::in_words(finding, currency, lang)).with_note(note),
        Cell::words(words::verdict(finding.verdict, lang)).marked(tone),
        Cell::number(finding.estimate, words::estimate(finding, currency, lang)),
        Cell::words(error),
        Cell::words(margin),
    ]
}
