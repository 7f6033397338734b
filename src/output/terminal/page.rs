//! The page: what its sections share, and the sections in words. Tables are in `tables`, bars in `pictures`.

use super::Style;
use super::paint::{Paint, Role};
use super::text::{cut, wrapped};
use crate::i18n::Lang;
use crate::i18n::law::law;
use crate::i18n::remark::remark;
use crate::i18n::report::{self as words, Heading};
use crate::study::run::RunReport;
use crate::units::Currency;

/// A report and how it is to look.
pub(super) struct Page<'a> {
    pub(super) report: &'a RunReport,
    pub(super) lang: Lang,
    pub(super) paint: Paint,
    pub(super) width: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a RunReport, style: &Style) -> Page<'a> {
        let paint = Paint { colour: style.colour };
        Page { report, lang: style.lang, paint, width: style.columns() }
    }

    /// Name of the scenario and what was simulated.
    pub(super) fn title(&self) -> String {
        let name = self.paint.paint(Role::Heading, &cut(&self.report.scenario.name, self.width));
        let what = wrapped(&words::simulated(self.report, self.lang), self.width, "");
        format!("{name}\n{}\n", self.paint.paint(Role::Quiet, what.trim_end()))
    }

    /// The answer.
    pub(super) fn headline(&self) -> String {
        let text = wrapped(&words::headline(self.report, self.lang), self.width, "");
        self.paint.paint(Role::Strong, text.trim_end()) + "\n"
    }

    /// What stands out, with advice.
    pub(super) fn remarks(&self) -> Option<String> {
        if self.report.remarks.is_empty() {
            return None;
        }
        let mut text = self.heading(Heading::Remarks);
        for found in &self.report.remarks {
            let advice = remark(found, self.report, self.lang);
            text.push_str(&wrapped(&advice.finding, self.width, "* "));
            if let Some(action) = advice.action {
                let action = wrapped(action, self.width, "  → ");
                text.push_str(&self.paint.paint(Role::Quiet, action.trim_end()));
                text.push('\n');
            }
        }
        Some(text)
    }

    /// What to know about the computation.
    pub(super) fn notes(&self) -> Option<String> {
        let mut notes: Vec<String> = words::ended(self.report, self.lang).into_iter().collect();
        notes.push(words::stopped(&self.report.stop_reasons, self.lang));
        notes.push(words::k_theory(self.report, self.lang));
        let undefined =
            self.report.metric("cac").map_or(0, |cac| self.report.replicates.saturating_sub(cac.n));
        notes.extend((undefined > 0).then(|| words::nobody_joined(undefined, self.lang)));
        let inputs = self.report.scenario.inputs.iter();
        notes.extend(
            inputs.map(|input| words::uncertain_input(&input.key, &law(&input.law, self.lang), self.lang)),
        );
        let misfits = self.report.retention_misfits.iter();
        notes.extend(misfits.map(|(segment, misfit)| words::retention_misfit(segment, *misfit, self.lang)));
        let lines: String = notes.iter().map(|note| wrapped(note, self.width, "- ")).collect();
        Some(self.heading(Heading::Notes) + &lines)
    }

    pub(super) fn heading(&self, heading: Heading) -> String {
        self.paint.paint(Role::Heading, words::heading(heading, self.report, self.lang)) + "\n"
    }

    pub(super) fn currency(&self) -> &'a Currency {
        &self.report.scenario.currency
    }
}
