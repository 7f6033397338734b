//! What the money of each design goes to.

use super::Page;
use crate::metrics::{Line, Metric};
use crate::output::format::document::{Block, Cell, Section, Table};
use crate::words::compare::report as own;
use crate::words::metric::line;

/// More lines than that have no room: then rewards stand together.
const MOST_LINES: usize = 6;

impl Page<'_> {
    /// None where no design costs anything.
    pub(super) fn money(&self) -> Option<Section> {
        let total = self.comparison.metric(Metric::CostWithOwed)?;
        if total.values.iter().all(|value| value.max <= 0.0) {
            return None;
        }
        let columns = self.columns();
        let row_of = self.row(total);
        let [_, all] = own::money_heads(self.lang);
        let row = |design: usize| {
            let cells = columns.iter().map(|(_, lines)| match self.spent(design, lines) {
                Some(spent) => Cell::number(spent, row_of.cell(spent)),
                None => Cell::number(f64::NAN, row_of.cell(f64::NAN)),
            });
            let total = Cell::number(total.values[design].mean, self.number(total, design));
            std::iter::once(Cell::words(self.name(design))).chain(cells).chain([total]).collect()
        };
        let heads = columns.iter().map(|(head, _)| head.clone());
        let mut section = self.untold(own::Topic::Money);
        section.blocks.push(Block::Table(Table {
            title: String::new(),
            heads: std::iter::once(own::heads(self.lang)[0].to_owned())
                .chain(heads)
                .chain([all.to_owned()])
                .collect(),
            rows: (0..self.comparison.designs.len()).map(row).collect(),
        }));
        Some(section)
    }

    /// The lines on which any design spends something, each with its head; rewards together where there are many lines.
    fn columns(&self) -> Vec<(String, Vec<Line>)> {
        let mut lines: Vec<Line> = Vec::new();
        for (line, spent) in self.comparison.courses.iter().flat_map(|course| &course.spent) {
            if *spent > 0.0 && !lines.contains(line) {
                lines.push(line.clone());
            }
        }
        // Rules first.
        let (rules, others): (Vec<Line>, Vec<Line>) =
            lines.into_iter().partition(|line| matches!(line, Line::Rule(_)));
        let [rewards, _] = own::money_heads(self.lang);
        let alone = |of: Line| (line(&of, self.lang).to_owned(), vec![of]);
        let rules = if rules.len() > 1 && rules.len() + others.len() > MOST_LINES {
            vec![(rewards.to_owned(), rules)]
        } else {
            rules.into_iter().map(alone).collect()
        };
        rules.into_iter().chain(others.into_iter().map(alone)).collect()
    }

    /// What a design spends on these lines, if it has any of them.
    fn spent(&self, design: usize, lines: &[Line]) -> Option<f64> {
        let spent = self.comparison.courses[design].spent.iter().filter(|(line, _)| lines.contains(line));
        spent.map(|(_, spent)| *spent).reduce(|one, other| one + other)
    }
}
