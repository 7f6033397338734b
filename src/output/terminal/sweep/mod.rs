//! The page of a sweep: what was swept, the best points, then a curve, a map or a list of points.

mod best;
mod curve;
mod map;
mod points;

use super::Style;
use super::paint::{Paint, Role};
use super::text::{cut, wrapped};
use crate::i18n::Lang;
use crate::i18n::report::saved;
use crate::i18n::row::{Form, Row};
use crate::i18n::sweep as words;
use crate::scenario::Axis;
use crate::study::sweep::SweepReport;

/// The page of a sweep. `place` names the place of the files, if there are any.
#[must_use]
pub fn sweep(report: &SweepReport, style: &Style, place: Option<&str>) -> String {
    let page = Page {
        report,
        lang: style.lang,
        paint: Paint { colour: style.colour },
        width: style.columns(),
        keys: short_keys(&report.axes),
    };
    let mut blocks = vec![page.title()];
    blocks.extend(page.best());
    match report.axes.len() {
        1 => blocks.extend([page.curve(), Some(page.points())].into_iter().flatten()),
        2 => blocks.extend([page.map().unwrap_or_else(|| page.points())]),
        _ => blocks.push(page.points()),
    }
    let last = place.map_or_else(|| words::hint(style.lang).to_owned(), |place| saved(place, style.lang));
    blocks.push(last + "\n");
    blocks.join("\n")
}

/// A report and how it is to look.
struct Page<'a> {
    report: &'a SweepReport,
    lang: Lang,
    paint: Paint,
    width: usize,
    /// Short names of the keys.
    keys: Vec<String>,
}

impl Page<'_> {
    /// Name of the scenario, what was simulated, and the keys with their values.
    fn title(&self) -> String {
        let name = self.paint.paint(Role::Heading, &cut(&self.report.first.name, self.width));
        let what = wrapped(&words::simulated(self.report, self.lang), self.width, "");
        let keys: String = self
            .report
            .axes
            .iter()
            .map(|axis| wrapped(&words::axis(axis, self.lang), self.width, "- "))
            .collect();
        format!("{name}\n{}\n{keys}", self.paint.paint(Role::Quiet, what.trim_end()))
    }

    fn heading(&self, text: &str) -> String {
        self.paint.paint(Role::Heading, wrapped(text, self.width, "").trim_end()) + "\n"
    }

    /// A row of numbers of a metric, about as large as `typical`.
    fn row(&self, unit: crate::engine::Unit, typical: f64, form: Form) -> Row<'_> {
        Row::new(unit, typical, &self.report.first.currency, form, self.lang)
    }

    /// The point with most new users.
    fn most_users(&self) -> Option<usize> {
        self.report.best.iter().find(|best| best.metric.name == "new_users").map(|best| best.point)
    }
}

/// At most about `most` of `of` indices, evenly spaced, both ends and `always` among them.
fn spaced(of: usize, most: usize, always: Option<usize>) -> Vec<usize> {
    if of <= most {
        return (0..of).collect();
    }
    let mut shown: Vec<usize> = (0..most).map(|row| row * (of - 1) / (most - 1)).collect();
    shown.extend(always);
    shown.sort_unstable();
    shown.dedup();
    shown
}

/// The last parts of the keys that still tell them apart: `invites`, or `core.share` and `casual.share`.
fn short_keys(axes: &[Axis]) -> Vec<String> {
    let tail = |key: &str, parts: usize| {
        let all: Vec<&str> = key.split('.').map(str::trim).collect();
        all[all.len().saturating_sub(parts)..].join(".")
    };
    let longest = axes.iter().map(|axis| axis.key.split('.').count()).max().unwrap_or(1);
    let tails = |parts: usize| axes.iter().map(|axis| tail(&axis.key, parts)).collect::<Vec<_>>();
    let differ = |keys: &Vec<String>| keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key));
    (1..longest).map(tails).find(differ).unwrap_or_else(|| tails(longest))
}
