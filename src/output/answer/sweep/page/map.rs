//! Two keys: new users by both, numbers where they fit, shades where not.

use super::{Page, spaced};
use crate::metrics::{Metric, Unit};
use crate::output::format::terminal::paint::Role;
use crate::output::format::terminal::table::Table;
use crate::output::format::terminal::text::{cut, left, right, wrapped};
use crate::study::sweep::{Point, PointMetric};
use crate::words::row::Form;
use crate::words::sweep as words;
use unicode_width::UnicodeWidthStr;

/// Rows and columns of a map, at most.
const ROWS: usize = 24;
const COLUMNS: usize = 30;

/// Columns at most for a value.
const LABEL: usize = 12;

/// Numbers that differ by more than this factor have shades of equal factors.
const WIDE: f64 = 30.0;

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
        // Besides the label of a row, two characters a column; the best point may be one more.
        let room = (self.width.saturating_sub(LABEL + 4) / 2).min(COLUMNS);
        let columns = spaced(columns, room, at(false));
        let heading = self.heading(&words::map_heading(&self.keys[0], &self.keys[1], self.lang));
        let tables = [Form::Full, Form::Short].map(|form| self.numbers(&rows, &columns, form));
        let (body, edges) = match tables.iter().find(|table| table.fits(self.width)) {
            Some(table) => (table.render(self.width, self.paint), false),
            None => (self.shades(&rows, &columns, most), true),
        };
        let seen = |holds: fn(&Point) -> bool| {
            rows.iter().any(|row| columns.iter().any(|column| holds(self.point(*row, *column))))
        };
        let marks = [best.is_some(), seen(grows), seen(runs_out)];
        let legend = wrapped(&words::map_marks(marks, edges, self.lang), self.width, "");
        let legend = match legend.trim_end() {
            "" => String::new(),
            legend => self.paint.paint(Role::Quiet, legend) + "\n",
        };
        Some(format!("{heading}{body}{legend}"))
    }

    fn index(&self, row: usize, column: usize) -> usize {
        row * self.report.axes[1].values.len() + column
    }

    fn point(&self, row: usize, column: usize) -> &Point {
        &self.report.points[self.index(row, column)]
    }

    /// Marks of a point.
    fn marks(&self, row: usize, column: usize) -> String {
        let point = self.point(row, column);
        let best = if self.most_users() == Some(self.index(row, column)) { "*" } else { "" };
        let grows = if grows(point) { "K" } else { "" };
        format!("{best}{grows}{}", if runs_out(point) { "!" } else { "" })
    }

    fn numbers(&self, rows: &[usize], columns: &[usize], form: Form) -> Table {
        let value = |axis: usize, at: usize| cut(&words::value(&self.report.axes[axis].values[at]), LABEL);
        let all = rows.iter().flat_map(|row| columns.iter().map(|column| self.marks(*row, *column).len()));
        // Behind the numbers, in as many columns everywhere, so that numbers stay in line.
        let room = all.max().unwrap_or(0);
        let heads = columns.iter().map(|column| value(1, *column) + &" ".repeat(room));
        let mut table = Table::new([String::new()].into_iter().chain(heads));
        for row in rows {
            let cell = |column: &usize| {
                let users = users(self.point(*row, *column));
                let marks = left(&self.marks(*row, *column), room);
                self.row(Unit::Count, users, form).cell(users) + &marks
            };
            table.row([value(0, *row)].into_iter().chain(columns.iter().map(cell)));
        }
        table
    }

    /// Two characters a point: its shade, and the mark of a point at the edge of an area.
    fn shades(&self, rows: &[usize], columns: &[usize], most: f64) -> String {
        let values = |axis: usize| &self.report.axes[axis].values;
        let labels: Vec<String> =
            rows.iter().map(|row| cut(&words::value(&values(0)[*row]), LABEL)).collect();
        let label = labels.iter().map(|label| label.width()).max().unwrap_or(0);
        let (first, last) =
            (words::value(&values(1)[columns[0]]), words::value(&values(1)[columns[columns.len() - 1]]));
        let room = 2 * columns.len();
        let head = left(&first, room.saturating_sub(last.width())) + &last;
        let mut text = self.paint.paint(Role::Quiet, &format!("{}  {head}", right("", label))) + "\n";
        let bounds = self.bounds(most);
        for (at, name) in labels.iter().enumerate() {
            text.push_str(&format!("{}  ", right(name, label)));
            for column in 0..columns.len() {
                let point = self.point(rows[at], columns[column]);
                let shade = shade(users(point), &bounds);
                let mark = self.edge_mark(rows, columns, (at, column));
                text.extend([shade, mark.unwrap_or(shade)]);
            }
            text.push('\n');
        }
        let scale = SHADES.iter().zip(&bounds).map(|(shade, from)| {
            let from = self.row(Unit::Count, most, Form::Short).single(*from);
            format!("[{shade}{shade}] {from}+")
        });
        text + &wrapped(&scale.collect::<Vec<_>>().join("  "), self.width, "")
    }

    /// Where each shade begins: equal parts from the least to the largest number or, where they differ by much, equal
    /// factors.
    fn bounds(&self, most: f64) -> [f64; SHADES.len()] {
        let least = self.report.points.iter().map(users).fold(f64::INFINITY, f64::min);
        let part = |at: usize| at as f64 / SHADES.len() as f64;
        std::array::from_fn(|at| {
            if least > 0.0 && most > WIDE * least {
                least * libm::pow(most / least, part(at))
            } else {
                least + part(at) * (most - least)
            }
        })
    }

    /// The mark of a point whose area ends here: not all of its neighbours have the mark.
    fn edge_mark(&self, rows: &[usize], columns: &[usize], at: (usize, usize)) -> Option<char> {
        let marks = |(row, column): (usize, usize)| self.marks(rows[row], columns[column]);
        let mark = marks(at).chars().next()?;
        let (row, column) = at;
        let neighbours = [
            (row.wrapping_sub(1), column),
            (row + 1, column),
            (row, column.wrapping_sub(1)),
            (row, column + 1),
        ];
        let mut inside =
            neighbours.into_iter().filter(|(row, column)| *row < rows.len() && *column < columns.len());
        (mark == '*' || inside.any(|at| !marks(at).contains(mark))).then_some(mark)
    }
}

/// The shade of the last bound that a number reaches.
fn shade(users: f64, bounds: &[f64]) -> char {
    // The least number may miss the first bound by an error of rounding.
    let at = bounds.iter().rposition(|bound| users >= *bound).unwrap_or(0);
    SHADES[at]
}

fn users(point: &Point) -> f64 {
    point.metric(&Metric::AddedUsers).map_or(0.0, |users| users.mean)
}

fn grows(point: &Point) -> bool {
    point.value(&PointMetric::KTheory).is_some_and(|k| k.mean >= 1.0)
}

fn runs_out(point: &Point) -> bool {
    point.value(&PointMetric::Exhausted).is_some_and(|exhausted| exhausted.mean >= 0.5)
}
