//! The sections that are bars: growth and risks.

use super::bars::{bar, shade};
use super::page::Page;
use super::paint::Role;
use super::text::{left, right};
use crate::i18n::number;
use crate::i18n::range::quantiles;
use crate::i18n::report::{self as words, Heading};
use crate::metrics::Series;
use crate::output::course;
use crate::study::run::TimePoint;
use unicode_width::UnicodeWidthStr;

/// Rows of the picture of growth, at most.
const GROWTH_ROWS: usize = 8;

/// Columns of the bar of a chance.
const CHANCE_COLUMNS: usize = 24;

/// Above this chance a risk is shown as a warning.
const WORRYING: f64 = 0.05;

impl Page<'_> {
    /// New users over time as bars.
    pub(super) fn growth(&self) -> Option<String> {
        let timeline = &self.report.timeline;
        let users: Vec<_> = course(self.report, Series::NewUsers)?.iter().map(quantiles).collect();
        let most = users.iter().map(|[.., high]| *high).fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let length = self.report.scenario.clock.days();
        let rows = rows(&timeline.points, length);
        let moment = |row: &usize| words::moment(timeline.points[*row].day, length, self.lang);
        let days: Vec<String> = rows.iter().map(moment).collect();
        let label = days.iter().map(|day| day.width()).max().unwrap_or(0);
        let people = |value: f64| number::count(value.round());
        let number_width = people(most).width();
        let columns = self.width.saturating_sub(label + number_width + 4);
        let mut text = self.heading(Heading::Growth);
        for (row, day) in rows.into_iter().zip(days) {
            let [.., median, _, high] = users[row];
            let solid = self.paint.paint(Role::Bar, &bar(median / most, columns));
            let shade = self.paint.paint(Role::Quiet, &shade(median / most, high / most, columns));
            let value = right(&people(median), number_width);
            text.push_str(&format!("{}  {value}  {solid}{shade}\n", right(&day, label)));
        }
        Some(text)
    }

    /// What can go wrong, as bars.
    pub(super) fn risks(&self) -> Option<String> {
        let name = |risk| words::risk(risk, self.lang);
        let label = self.report.risks.iter().map(|(risk, _)| name(*risk).width()).max()?;
        let mut text = self.heading(Heading::Risks);
        for (risk, chance) in &self.report.risks {
            let role = if chance.p >= WORRYING { Role::Warning } else { Role::Quiet };
            let percent = right(&number::percent(chance.p), 6);
            let bar = self.paint.paint(role, &bar(chance.p, CHANCE_COLUMNS));
            text.push_str(format!("{}  {percent}  {bar}", left(name(*risk), label)).trim_end());
            text.push('\n');
        }
        Some(text)
    }
}

/// Points to be shown, the last included: whole days where there are enough of them.
pub(super) fn rows(points: &[TimePoint], length: f64) -> Vec<usize> {
    let all = 0..points.len();
    let is_told = |index: &usize| number::is_whole(points[*index].day) || index + 1 == points.len();
    let whole: Vec<usize> = all.clone().filter(is_told).collect();
    let shown = if number::told_in_hours(length) || whole.len() < 3 { all.collect() } else { whole };
    spaced(shown.len(), GROWTH_ROWS).into_iter().map(|row| shown[row]).collect()
}

/// At most `rows` indices below `len`, evenly spaced, the last included.
fn spaced(len: usize, rows: usize) -> Vec<usize> {
    let rows = rows.min(len);
    (1..=rows).map(|row| row * len / rows - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_days_where_there_are_enough() {
        let points = |count: u32| -> Vec<TimePoint> {
            (0..count).map(|step| TimePoint { step, day: f64::from(step + 1) / 4.0 }).collect()
        };
        assert_eq!(rows(&points(22), 5.5), [3, 7, 11, 15, 19, 21]);
        assert_eq!(rows(&points(4), 1.0), [0, 1, 2, 3]);
    }

    #[test]
    fn rows_end_with_the_last_point() {
        assert_eq!(spaced(14, 8), [0, 2, 4, 6, 7, 9, 11, 13]);
        assert_eq!(spaced(3, 8), [0, 1, 2]);
        assert!(spaced(0, 8).is_empty());
    }
}
