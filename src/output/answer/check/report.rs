//! The report of a check as a page: every scenario a section, every statement a row.

use super::{Broken, CONFIDENCE, Checked, Session, drift};
use crate::output::format::document::{Block, Cell, Document, Figure, Section, Table, Tone, html};
use crate::study::check::{Finding, Verdict};
use crate::words::Lang;
use crate::words::check as words;
use crate::words::document::footer;
use crate::words::number::{UNDEFINED, count};

/// The page.
#[must_use]
pub fn page(session: &Session, lang: Lang) -> String {
    html(&document(session, lang))
}

fn document(session: &Session, lang: Lang) -> Document {
    let mut lede: Vec<String> = words::broken_closing(session.broken.len(), lang).into_iter().collect();
    lede.extend(session.interrupted.then(|| words::interrupted(lang).to_owned()));
    lede.extend(session.baseline.is_some().then(|| drift::closing(session, lang)));
    lede.extend(session.vanished.iter().map(|path| words::vanished(path, lang)));
    let broken = session.broken.iter().map(|broken| of_broken(broken, lang));
    Document {
        lang,
        name: "kfactor check".to_owned(),
        about: format!("{}%", CONFIDENCE * 100.0),
        headline: words::closing(session.checked.len(), session.counts(), lang),
        lede: lede.join(lang.pick("; ", "；")),
        panes: Vec::new(),
        figures: figures(session, lang),
        sections: broken.chain(session.shown().map(|checked| of_checked(session, checked, lang))).collect(),
        footer: footer(lang),
    }
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
    section.blocks.push(Block::Notes(broken.flaws.iter().map(|flaw| flaw.located()).collect()));
    section
}

fn of_checked(session: &Session, checked: &Checked, lang: Lang) -> Section {
    let mut section = section(checked.source.name(), checked.scenario.name.clone());
    if session.baseline.is_some() {
        section.says.push(drift::standing(checked, lang));
    }
    if checked.report.findings.is_empty() {
        section.says.push(words::nothing_expected(lang).to_owned());
        return section;
    }
    let [estimate, error, margin] = words::columns(lang);
    let heads = [words::statement_column(lang), "", estimate, error, margin].map(str::to_owned).to_vec();
    let rows: Vec<Vec<Cell>> =
        session.findings(checked).into_iter().map(|finding| row(finding, checked, lang)).collect();
    if !rows.is_empty() {
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows }));
    }
    section
}

fn row(finding: &Finding, checked: &Checked, lang: Lang) -> Vec<Cell> {
    let currency = &checked.scenario.currency;
    let is_defined = finding.estimate.is_finite();
    let has_error = finding.replicates > 0 && is_defined;
    let tone = match finding.verdict {
        Verdict::Pass => Tone::Good,
        Verdict::Fail => Tone::Bad,
        Verdict::Inconclusive => Tone::Careful,
    };
    let reason = words::reason(finding, CONFIDENCE, currency, lang);
    let error = if has_error { words::uncertainty(finding.mcse, finding.unit, lang) } else { String::new() };
    let margin = if is_defined { words::margin(finding, currency, lang) } else { UNDEFINED.to_owned() };
    vec![
        Cell::words(finding.expectation.text.trim()).with_note(reason),
        Cell::words(words::verdict(finding.verdict, lang)).marked(tone),
        Cell::number(finding.estimate, words::estimate(finding, currency, lang)),
        Cell::words(error),
        Cell::words(margin),
    ]
}
