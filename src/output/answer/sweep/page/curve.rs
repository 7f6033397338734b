//! One key: new users by its values, as bars.

use super::{Page, spaced};
use crate::metrics::Metric;
use crate::output::format::terminal::bars::{bar, shade};
use crate::output::format::terminal::paint::Role;
use crate::output::format::terminal::text::{cut, right};
use crate::words::number;
use crate::words::range::{are_few, quantiles};
use crate::words::sweep as words;
use unicode_width::UnicodeWidthStr;

/// Bars at most.
pub(super) const ROWS: usize = 20;

/// Columns at most for a value.
const LABEL: usize = 20;

impl Page<'_> {
    /// New users by the values of the one key.
    pub(super) fn curve(&self) -> Option<String> {
        let axis = &self.report.axes[0];
        let rows = spaced(axis.values.len(), ROWS, self.most_users());
        let users: Vec<[f64; 5]> = rows
            .iter()
            .map(|row| self.report.points[*row].metric(&Metric::AddedUsers).map_or([f64::NAN; 5], quantiles))
            .collect();
        let most = users.iter().map(|[.., high]| *high).fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let labels: Vec<String> =
            rows.iter().map(|row| cut(&words::value(&axis.values[*row]), LABEL)).collect();
        let label = labels.iter().map(|label| label.width()).max()?;
        let people = |value: f64| number::short_count(value.round(), self.lang);
        let number_width = people(most).width();
        let columns = self.width.saturating_sub(label + number_width + 4);
        let mut text =
            self.heading(&words::curve_heading(&axis.key, are_few(self.report.replicates), self.lang));
        for (name, [.., median, _, high]) in labels.iter().zip(users) {
            let solid = self.paint.paint(Role::Bar, &bar(median / most, columns));
            let shade = self.paint.paint(Role::Quiet, &shade(median / most, high / most, columns));
            let value = right(&people(median), number_width);
            text.push_str(&format!("{}  {value}  {solid}{shade}\n", right(name, label)));
        }
        Some(text)
    }
}
