//! A table without lines: first column to the left, the others to the right.

use super::paint::{Paint, Role};
use super::text::{cut, left, right};
use unicode_width::UnicodeWidthStr;

/// Spaces between two columns.
const GAP: usize = 2;

/// Names in the first column that are longer are those of the user, and may be cut.
const LONGEST_NAME: usize = 32;
/// No first column is narrower.
const SHORTEST_NAME: usize = 8;

/// Rows of cells under a head; all rows are as long as the head.
#[derive(Debug, Default)]
pub(in crate::output) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with this head.
    pub(in crate::output) fn new<T: Into<String>>(head: impl IntoIterator<Item = T>) -> Table {
        Table { head: head.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(in crate::output) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether there is no row.
    pub(in crate::output) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether all columns have room in `width`; only very long names are cut for it.
    pub(in crate::output) fn fits(&self, width: usize) -> bool {
        let mut widths = self.widths();
        widths[0] = widths[0].clamp(SHORTEST_NAME, LONGEST_NAME);
        total(&widths) <= width
    }

    /// The table in at most `width` columns; what does not fit is cut from the first column.
    pub(in crate::output) fn render(&self, width: usize, paint: Paint) -> String {
        let mut widths = self.widths();
        widths[0] = widths[0].saturating_sub(total(&widths).saturating_sub(width)).max(SHORTEST_NAME);
        let mut text = paint.paint(Role::Quiet, line(&self.head, &widths).trim_end());
        text.push('\n');
        for row in &self.rows {
            text.push_str(line(row, &widths).trim_end());
            text.push('\n');
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let of = |column: usize| {
            let cells = self.rows.iter().chain([&self.head]).map(|row| row[column].width());
            cells.max().unwrap_or(0)
        };
        (0..self.head.len()).map(of).collect()
    }
}

/// Columns that columns of these widths take in all.
fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * (widths.len() - 1)
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut text = left(&cut(&cells[0], widths[0]), widths[0]);
    for (cell, width) in cells.iter().zip(widths).skip(1) {
        text.push_str(&right(cell, GAP + width));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_flush_also_in_chinese() {
        let mut table = Table::new(["", "n"]);
        table.row(["新用户", "1,290"]);
        table.row(["K", "0.7"]);
        let plain = Paint { colour: false };
        assert_eq!(table.render(80, plain), "              n\n新用户    1,290\nK           0.7\n");
    }
}
