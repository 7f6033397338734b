//! The sections that are bars: growth and risks.

use super::sections::Page;
use crate::metrics::Series;
use crate::output::answer::run::course::course;
use crate::output::format::terminal::bars::{bar, shade};
use crate::output::format::terminal::moments::rows;
use crate::output::format::terminal::paint::Role;
use crate::output::format::terminal::text::{left, right};
use crate::words::metric::risk;
use crate::words::number;
use crate::words::range::quantiles;
use crate::words::run::Heading;
use unicode_width::UnicodeWidthStr;

/// Columns of the bar of a chance.
const CHANCE_COLUMNS: usize = 24;

/// Above this chance a risk is shown as a warning.
const WORRYING: f64 = 0.05;

impl Page<'_> {
    /// Added users over time as bars.
    pub(super) fn growth(&self) -> Option<String> {
        let timeline = &self.report.timeline;
        let users: Vec<_> = course(self.report, Series::AddedUsers)?.iter().map(quantiles).collect();
        let most = users.iter().map(|[.., high]| *high).fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let length = self.report.scenario.clock.days();
        let points: Vec<f64> = timeline.points.iter().map(|point| point.day).collect();
        let rows = rows(&points, length);
        let moment = |row: &usize| number::moment(points[*row], length, self.lang);
        let days: Vec<String> = rows.iter().map(moment).collect();
        let label = days.iter().map(|day| day.width()).max().unwrap_or(0);
        let people = |value: f64| number::short_count(value.round(), self.lang);
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
        let name = |of| risk(of, self.lang);
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
