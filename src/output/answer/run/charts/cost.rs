//! How the cost of a campaign is spread.

use super::caption::caption;
use super::distribution::Distribution;
use crate::metrics::Metric;
use crate::output::format::chart::{Chart, Setting};
use crate::study::run::RunReport;
use crate::words::{Lang, run::chart as words};

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "cost",
    caption: |report, lang| caption(&words::COST, report, lang),
    draw: |report, lang, caption| cost(report, lang)?.svg(caption),
};

fn cost(report: &RunReport, lang: Lang) -> Option<Distribution<'_>> {
    Some(Distribution {
        setting: Setting { lang, currency: &report.scenario.currency },
        title: words::cost_axis(lang),
        histogram: report.cost_histogram.as_ref()?,
        summary: *report.metric(&Metric::Cost)?,
        benchmark: None,
    })
}
