//! How it was computed: what was simulated, what to know about it, and every number.

use super::Page;
use crate::metrics::Metric;
use crate::output::answer::run::notes::notes;
use crate::output::answer::run::page::largest_centre;
use crate::output::format::document::{Block, Cell, Fold, Section, Table};
use crate::stats::Summary;
use crate::words::metric::metric;
use crate::words::row::{Form, Row};
use crate::words::run::report::{Label, Topic};
use crate::words::run::variance::{hangs_on, luck_or_ignorance};
use crate::words::run::{against, how_to_read, outcome_columns, simulated};

impl Page<'_> {
    pub(super) fn method(&self) -> Section {
        let mut section = self.section(Topic::Method, self.label(Label::MethodTitle));
        section.says.push(simulated(self.report, self.lang) + self.lang.pick(".", "。"));
        section.says.extend(against(self.report, self.lang));
        let told = [luck_or_ignorance(self.report, self.lang), hangs_on(self.report, self.lang)];
        let lines = told.into_iter().flatten().chain(notes(self.report, self.lang)).collect();
        section.blocks.push(Block::Notes(lines));
        section.blocks.push(Block::Fold(Fold {
            title: self.label(Label::AllNumbers),
            open: false,
            blocks: vec![
                Block::Table(self.all_numbers()),
                Block::Notes(vec![how_to_read(self.report.replicates, true, self.lang).to_owned()]),
            ],
        }));
        section
    }

    fn all_numbers(&self) -> Table {
        let heads = outcome_columns(self.report.replicates, true, self.lang);
        let told = self.report.metrics.iter().filter(|(_, value)| value.defined() > 0);
        Table {
            title: String::new(),
            heads: std::iter::once("").chain(heads).map(str::to_owned).collect(),
            rows: told.map(|(of, value)| self.row(of, value)).collect(),
        }
    }

    /// A metric under [`outcome_columns`].
    pub(super) fn row(&self, of: &Metric, summary: &Summary) -> Vec<Cell> {
        let currency = &self.report.scenario.currency;
        let row = Row::new(of.unit(), largest_centre(summary), currency, Form::Full, self.lang);
        let cells = row.across(summary, self.report.replicates, true).into_iter();
        let cells = cells.map(|(value, told)| Cell::number(value, told));
        std::iter::once(Cell::words(metric(of, self.lang))).chain(cells).collect()
    }
}
