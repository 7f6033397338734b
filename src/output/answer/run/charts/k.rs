//! K so far.

use super::caption::caption;
use super::fan::Fan;
use crate::metrics::Series;
use crate::output::format::chart::Chart;
use crate::study::run::RunReport;
use crate::words::{Lang, chart as labels, run::chart as words};

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "k",
    caption: |report, lang| caption(&words::K, report, lang),
    draw: |report, lang, caption| viral_coefficient(report, lang)?.svg(caption),
};

fn viral_coefficient(report: &RunReport, lang: Lang) -> Option<Fan<'_>> {
    let mut fan = Fan::of(report, lang, Series::K)?;
    let highest = fan.points.iter().map(|(_, value)| value.quantiles[4]).fold(0.0, f64::max);
    // Where K is far below 1, the line would only flatten the picture.
    fan.level = (highest > 0.5).then(|| (1.0, labels::k_is_one(lang).to_owned()));
    Some(fan)
}
