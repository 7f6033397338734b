//! What the report of a run says: the sections in the order in which they are read, each in a file of its topic.

mod brings;
mod figures;
mod growth;
mod inputs;
mod lead;
mod method;
mod money;
mod people;
mod risks;
mod spread;
mod trees;

#[cfg(test)]
mod agree;
#[cfg(test)]
mod tests;

use crate::output::format::document::plot::course::Course;
use crate::output::format::document::{Document, Figure, RiskCard, Section};
use crate::study::run::RunReport;
use crate::words::Lang;
use crate::words::document::footer;
use crate::words::run::headline;
use crate::words::run::report as words;

/// The report of a run.
pub(in crate::output::answer) fn document(report: &RunReport, lang: Lang) -> Document {
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

/// What is seen of a run at a glance.
pub(in crate::output::answer) struct Glance {
    /// The conclusion, in one sentence.
    pub(in crate::output::answer) headline: String,
    pub(in crate::output::answer) figures: Vec<Figure>,
    /// Added users over time, where there are any.
    pub(in crate::output::answer) growth: Option<Course>,
    pub(in crate::output::answer) risks: Vec<RiskCard>,
}

/// The conclusion, the numbers that matter, growth and risks.
pub(in crate::output::answer) fn glance(report: &RunReport, lang: Lang) -> Glance {
    let page = Page { report, lang };
    Glance {
        headline: words::headline(report, lang),
        figures: page.figures(),
        growth: page.added_users(),
        risks: page.cards(),
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
