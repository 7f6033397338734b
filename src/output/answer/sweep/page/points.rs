//! Points in a table: all values of one key, or those of many keys that bring most new users.

use super::curve::ROWS;
use super::{Page, spaced};
use crate::engine::Unit;
use crate::i18n::row::Form;
use crate::i18n::sweep as words;
use crate::output::format::terminal::table::Table;
use crate::study::sweep::{COMPLETIONS, EXHAUSTED, K_THEORY, Point};

/// Columns behind the values of the keys.
const COLUMNS: [(&str, Unit); 6] = [
    ("new_users", Unit::Count),
    (COMPLETIONS, Unit::Count),
    ("cost", Unit::Money),
    ("cac", Unit::Money),
    (EXHAUSTED, Unit::Share),
    (K_THEORY, Unit::Ratio),
];

impl Page<'_> {
    /// The table; where it does not fit numbers are shortened, then columns are left out from the right.
    pub(super) fn points(&self) -> String {
        let all = self.report.points.len();
        let by_users = self.report.axes.len() > 1;
        let rows = if by_users { self.most(ROWS) } else { spaced(all, ROWS, self.most_users()) };
        let columns: Vec<(&str, Unit)> = COLUMNS.into_iter().filter(|(name, _)| self.tells(name)).collect();
        let heading = self.heading(&words::table_heading(rows.len(), all, by_users, self.lang));
        let looks = (1..=columns.len()).rev().flat_map(|kept| [(Form::Full, kept), (Form::Short, kept)]);
        let mut tables = looks.map(|(form, kept)| self.table(&rows, &columns[..kept], form));
        let fitting = tables.by_ref().find(|table| table.fits(self.width));
        let table = fitting.unwrap_or_else(|| self.table(&rows, &columns[..1], Form::Short));
        heading + &table.render(self.width, self.paint)
    }

    fn table(&self, rows: &[usize], columns: &[(&str, Unit)], form: Form) -> Table {
        let mut heads = self.keys.clone();
        for (name, _) in columns {
            heads.push(words::column(name, self.lang).into_owned());
            heads.extend((*name == "new_users").then(|| words::column("mcse", self.lang).into_owned()));
        }
        let mut table = Table::new(heads);
        for row in rows {
            let mut cells: Vec<String> =
                self.report.values(*row).into_iter().map(|value| words::value(value).into_owned()).collect();
            for (name, unit) in columns {
                cells.extend(self.cells(&self.report.points[*row], name, *unit, form));
            }
            table.row(cells);
        }
        table
    }

    /// The mean of a metric; of new users, its error too.
    fn cells(&self, point: &Point, name: &str, unit: Unit, form: Form) -> Vec<String> {
        let summary = point.metric(name);
        let mean = summary.map_or(f64::NAN, |summary| summary.mean);
        let row = self.row(unit, mean, form);
        let error = summary.filter(|_| name == "new_users").map(|summary| row.error(summary.mcse));
        [row.cell(mean)].into_iter().chain(error).collect()
    }

    /// Whether a metric is more than nought at some point.
    fn tells(&self, name: &str) -> bool {
        let above = |point: &Point| point.metric(name).is_some_and(|summary| summary.mean > 0.0);
        name == "new_users" || self.report.points.iter().any(above)
    }

    /// The points with most new users, the most first.
    fn most(&self, rows: usize) -> Vec<usize> {
        let users =
            |point: &usize| self.report.points[*point].metric("new_users").map_or(0.0, |users| users.mean);
        let mut all: Vec<usize> = (0..self.report.points.len()).collect();
        all.sort_by(|a, b| users(b).total_cmp(&users(a)).then(a.cmp(b)));
        all.truncate(rows);
        all
    }
}
