//! What the report of a run says: the sections in the order in which they are read, each in a file of its topic.

mod figures;
mod growth;
mod inputs;
mod lead;
mod method;
mod money;
mod people;
mod risks;

#[cfg(test)]
mod tests;

use crate::output::format::document::{Document, Section};
use crate::study::run::RunReport;
use crate::words::Lang;
use crate::words::document::footer;
use crate::words::run::headline;
use crate::words::run::report as words;

/// The report of a run.
pub(super) fn document(report: &RunReport, lang: Lang) -> Document {
    let page = Page { report, lang };
    let sections = [
        page.growth(),
        page.money(),
        page.funnel(),
        page.segments(),
        page.staying(),
        page.trees(),
        Some(page.risks()),
        page.hangs(),
        Some(page.assumptions()),
        Some(page.method()),
    ];
    Document {
        lang,
        name: report.scenario.name.clone(),
        about: words::about(&report.scenario, report.replicates, lang),
        headline: words::headline(report, lang),
        lede: headline(report, lang),
        panes: page.panes(),
        figures: page.figures(),
        sections: sections.into_iter().flatten().collect(),
        footer: footer(lang),
    }
}

/// A report and its language.
struct Page<'a> {
    report: &'a RunReport,
    lang: Lang,
}

impl Page<'_> {
    /// A section.
    fn section(&self, topic: words::Topic, title: impl Into<String>) -> Section {
        let on_card = matches!(topic, words::Topic::Growth | words::Topic::Money | words::Topic::Risks);
        let topic = words::topic(topic, self.lang).to_owned();
        Section { topic, title: title.into(), says: Vec::new(), blocks: Vec::new(), on_card }
    }

    fn label(&self, label: words::Label) -> String {
        words::label(label, self.lang).to_owned()
    }
}
