//! Points in a table: all values of one key, or those of many keys that bring most new users.

use super::curve::ROWS;
use super::{Page, spaced};
use crate::metrics::Metric;
use crate::output::format::terminal::table::Table;
use crate::stats::Summary;
use crate::study::sweep::{Point, PointMetric, SweepReport};
use crate::words::row::Form;
use crate::words::sweep as words;

/// Columns behind the values of the keys: what to choose by stands beside the users.
pub(in crate::output::answer::sweep) fn columns(report: &SweepReport) -> Vec<PointMetric> {
    let others = COLUMNS.into_iter().filter(|metric| *metric != report.by);
    let deciding = Some(report.by.clone()).filter(|by| *by != USERS);
    [USERS].into_iter().chain(deciding).chain(others).collect()
}

const COLUMNS: [PointMetric; 5] = [
    PointMetric::Completions,
    PointMetric::Run(Metric::CostWithOwed),
    PointMetric::Run(Metric::Cac),
    PointMetric::Exhausted,
    PointMetric::KTheory,
];

/// What is told with its error, and always.
const USERS: PointMetric = PointMetric::Run(Metric::AddedUsers);

impl Page<'_> {
    /// The table; where it does not fit numbers are shortened, then columns are left out from the right.
    pub(super) fn points(&self) -> String {
        let all = self.report.points.len();
        let by_users = self.report.axes.len() > 1;
        let rows = if by_users { self.most(ROWS) } else { spaced(all, ROWS, self.most_users()) };
        let columns: Vec<PointMetric> =
            columns(self.report).into_iter().filter(|metric| self.tells(metric)).collect();
        let heading = self.heading(&words::table_heading(rows.len(), all, by_users, self.lang));
        let looks = (1..=columns.len()).rev().flat_map(|kept| [(Form::Full, kept), (Form::Short, kept)]);
        let mut tables = looks.map(|(form, kept)| self.table(&rows, &columns[..kept], form));
        let fitting = tables.by_ref().find(|table| table.fits(self.width));
        let table = fitting.unwrap_or_else(|| self.table(&rows, &columns[..1], Form::Short));
        heading + &table.render(self.width, self.paint)
    }

    fn table(&self, rows: &[usize], columns: &[PointMetric], form: Form) -> Table {
        let mut heads = self.keys.clone();
        for metric in columns {
            heads.push(words::column(metric, self.lang).into_owned());
            heads.extend((*metric == USERS).then(|| words::error_column(self.lang).to_owned()));
        }
        let mut table = Table::new(heads);
        for row in rows {
            let mut cells: Vec<String> =
                self.report.values(*row).into_iter().map(|value| words::value(value).into_owned()).collect();
            for metric in columns {
                cells.extend(self.cells(&self.report.points[*row], metric, form));
            }
            table.row(cells);
        }
        table
    }

    /// The mean of a metric; of new users, its error too.
    fn cells(&self, point: &Point, metric: &PointMetric, form: Form) -> Vec<String> {
        let summary = point.value(metric).copied().unwrap_or(Summary::EMPTY);
        let row = self.row(metric.unit(), summary.mean, form);
        let error = (*metric == USERS).then(|| row.error(summary.mcse));
        [row.mean(&summary)].into_iter().chain(error).collect()
    }

    /// Whether a metric is more than nought at some point.
    fn tells(&self, metric: &PointMetric) -> bool {
        let above = |point: &Point| point.value(metric).is_some_and(|summary| summary.mean > 0.0);
        *metric == USERS || self.report.points.iter().any(above)
    }

    /// The points with most new users, the most first.
    fn most(&self, rows: usize) -> Vec<usize> {
        let users = |point: &usize| {
            self.report.points[*point].metric(&Metric::AddedUsers).map_or(0.0, |users| users.mean)
        };
        let mut all: Vec<usize> = (0..self.report.points.len()).collect();
        all.sort_by(|a, b| users(b).total_cmp(&users(a)).then(a.cmp(b)));
        all.truncate(rows);
        all
    }
}
