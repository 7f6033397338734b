//! Two keys: new users by both, numbers where they fit, shades where not.

use super::{Page, spaced};
use crate::i18n::row::Form;
use crate::i18n::sweep as words;
use crate::output::terminal::paint::Role;
use crate::output::terminal::table::Table;
use crate::output::terminal::text::{cut, left, right, wrapped};
use crate::study::sweep::{EXHAUSTED, K_THEORY, Point};
use unicode_width::UnicodeWidthStr;

/// Rows and columns of a map, at most.
const ROWS: usize = 24;
const COLUMNS: usize = 30;

/// Columns at most for a value.
const LABEL: usize = 12;

/// From few to many.
const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];

impl Page<'_> {
    /// The map; none when nobody joins anywhere.
    pub(super) fn map(&self) -> Option<String> {
        let most = self.report.points.iter().map(users).fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let [rows, columns] = [0, 1].map(|axis| self.report.axes[axis].values.len());
        let best = self.most_users();
        let at = |line: bool| best.map(|best| if line { best / columns } else { best % columns });
        let rows = spaced(rows, ROWS, at(true));
        let columns = spaced(columns, COLUMNS, at(false));
        let heading = self.heading(&words::map_heading(&self.keys[0], &self.keys[1], self.lang));
        let tables = [Form::Full, Form::Short].map(|form| self.numbers(&rows, &columns, form));
        let body = match tables.iter().find(|table| table.fits(self.width)) {
            Some(table) => table.render(self.width, self.paint),
            None => self.shades(&rows, &columns, most),
        };
        let seen = |holds: fn(&Point) -> bool| {
            rows.iter().any(|row| columns.iter().any(|column| holds(self.point(*row, *column))))
        };
        let marks = words::map_marks(seen(grows), seen(runs_out), self.lang);
        let legend = wrapped(&marks, self.width, "");
        Some(format!("{heading}{body}{}\n", self.paint.paint(Role::Quiet, legend.trim_end())))
    }

    fn index(&self, row: usize, column: usize) -> usize {
        row * self.report.axes[1].values.len() + column
    }

    fn point(&self, row: usize, column: usize) -> &Point {
        &self.report.points[self.index(row, column)]
    }

    /// Marks of a point, in a fixed width so that numbers stay in line.
    fn marks(&self, row: usize, column: usize) -> String {
        let point = self.point(row, column);
        let best = if self.most_users() == Some(self.index(row, column)) { "*" } else { "" };
        let grows = if grows(point) { "K" } else { "" };
        format!("{best}{grows}{}", if runs_out(point) { "$" } else { "" })
    }

    fn numbers(&self, rows: &[usize], columns: &[usize], form: Form) -> Table {
        let value = |axis: usize, at: usize| cut(&self.report.axes[axis].values[at].text, LABEL);
        let heads = columns.iter().map(|column| value(1, *column));
        let mut table = Table::new([String::new()].into_iter().chain(heads));
        for row in rows {
            let cell = |column: &usize| {
                let users = users(self.point(*row, *column));
                self.marks(*row, *column) + &self.row(crate::engine::Unit::Count, users, form).cell(users)
            };
            table.row([value(0, *row)].into_iter().chain(columns.iter().map(cell)));
        }
        table
    }

    /// Two characters a point: the shade of its fifth of the largest number, and its mark.
    fn shades(&self, rows: &[usize], columns: &[usize], most: f64) -> String {
        let values = |axis: usize| &self.report.axes[axis].values;
        let labels: Vec<String> = rows.iter().map(|row| cut(&values(0)[*row].text, LABEL)).collect();
        let label = labels.iter().map(|label| label.width()).max().unwrap_or(0);
        let (first, last) = (&values(1)[columns[0]].text, &values(1)[columns[columns.len() - 1]].text);
        let room = 2 * columns.len();
        let head = left(first, room.saturating_sub(last.width())) + last;
        let mut text = self.paint.paint(Role::Quiet, &format!("{}  {head}", right("", label))) + "\n";
        for (row, name) in rows.iter().zip(labels) {
            let cells: String = columns.iter().map(|column| self.shade(*row, *column, most)).collect();
            text.push_str(&format!("{}  {cells}\n", right(&name, label)));
        }
        let step = most / SHADES.len() as f64;
        let scale = SHADES.iter().enumerate().map(|(at, shade)| {
            let from = self.row(crate::engine::Unit::Count, most, Form::Short).single(step * at as f64);
            format!("[{shade}{shade}] {from}+")
        });
        text + &wrapped(&scale.collect::<Vec<_>>().join("  "), self.width, "")
    }

    fn shade(&self, row: usize, column: usize, most: f64) -> String {
        let part = users(self.point(row, column)) / most * SHADES.len() as f64;
        let shade = SHADES[(part.max(0.0) as usize).min(SHADES.len() - 1)];
        let mark = self.marks(row, column).chars().next();
        [shade, mark.unwrap_or(shade)].into_iter().collect()
    }
}

fn users(point: &Point) -> f64 {
    point.metric("new_users").map_or(0.0, |users| users.mean)
}

fn grows(point: &Point) -> bool {
    point.metric(K_THEORY).is_some_and(|k| k.mean >= 1.0)
}

fn runs_out(point: &Point) -> bool {
    point.metric(EXHAUSTED).is_some_and(|exhausted| exhausted.mean >= 0.5)
}
