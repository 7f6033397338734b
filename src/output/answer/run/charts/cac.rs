//! How the cost per new user is spread, against the benchmark.

use super::caption::caption;
use super::distribution::Distribution;
use crate::metrics::Metric;
use crate::output::format::chart::{Chart, Setting};
use crate::scenario::Quantity;
use crate::study::run::RunReport;
use crate::words::{Lang, run::chart as words};

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "cac",
    caption: |report, lang| caption(&words::CAC, report, lang),
    draw: |report, lang, caption| cac(report, lang)?.svg(caption),
};

fn cac(report: &RunReport, lang: Lang) -> Option<Distribution<'_>> {
    Some(Distribution {
        setting: Setting { lang, currency: &report.scenario.currency },
        title: words::cac_axis(lang),
        histogram: report.cac_histogram.as_ref()?,
        summary: *report.metric(&Metric::Cac)?,
        benchmark: report.scenario.benchmark_cac.as_ref().map(Quantity::typical),
    })
}
