//! Added users so far.

use super::caption::caption;
use super::fan::{Fan, at_start};
use crate::metrics::Series;
use crate::output::format::chart::Chart;
use crate::study::run::RunReport;
use crate::words::{Lang, run::chart as words};

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "growth",
    caption: |report, lang| caption(&words::GROWTH, report, lang),
    draw: |report, lang, caption| growth(report, lang)?.svg(caption),
};

/// None where nobody is added in any campaign.
fn growth(report: &RunReport, lang: Lang) -> Option<Fan<'_>> {
    let mut fan = Fan::of(report, lang, Series::AddedUsers)?;
    if fan.points.iter().all(|(_, users)| users.min == 0.0 && users.max == 0.0) {
        return None;
    }
    fan.points.insert(0, (0.0, at_start(0.0)));
    Some(fan)
}
