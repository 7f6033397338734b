//! `sweep.csv`: one row per point of the grid and metric.

use crate::output::format::csv::Table;
use crate::output::format::json::name_of;
use crate::study::sweep::SweepReport;
use std::borrow::Cow;

/// The tidy table of a sweep: index of the point, the value of every key as it was typed, the metric with its unit and
/// the number of campaigns in which it is defined, and what it came to.
#[must_use]
pub fn sweep(report: &SweepReport) -> Vec<u8> {
    let keys = report.axes.iter().map(|axis| axis.key.as_str());
    let head: Vec<&str> = ["point"].into_iter().chain(keys).chain(["metric", "unit", "n"]).collect();
    let mut table = Table::new(&head, true);
    for (index, point) in report.points.iter().enumerate() {
        let values = report.values(index);
        for (metric, summary) in point.iter() {
            let mut keys = vec![Cow::Owned(index.to_string())];
            keys.extend(values.iter().map(|value| Cow::Borrowed(&*value.text)));
            keys.extend([metric.name(), name_of(&metric.unit()).into(), summary.n.to_string().into()]);
            table.summary_row(keys, summary);
        }
    }
    table.finish()
}
