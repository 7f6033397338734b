//! Budget left for rewards.

use super::caption::caption;
use super::fan::{Fan, at_start};
use crate::metrics::Series;
use crate::output::format::chart::Chart;
use crate::study::run::RunReport;
use crate::words::{Lang, chart as labels, number, run::chart as words};

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "budget",
    caption: |report, lang| caption(&words::BUDGET, report, lang),
    draw: |report, lang, caption| budget(report, lang)?.svg(caption),
};

fn budget(report: &RunReport, lang: Lang) -> Option<Fan<'_>> {
    let limit = report.scenario.budget.as_ref()?.limit.typical();
    let mut fan = Fan::of(report, lang, Series::BudgetLeft)?;
    fan.points.insert(0, (0.0, at_start(limit)));
    let shown = number::short_money(limit, &report.scenario.currency, lang);
    fan.level = Some((limit, labels::the_budget(&shown, lang)));
    Some(fan)
}
