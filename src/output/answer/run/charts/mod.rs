//! The charts of a run.

mod distribution;
mod fan;
mod funnel;

use super::course::course;
use crate::i18n::report::simulated;
use crate::i18n::{Lang, chart as words, number};
use crate::metrics::{Metric, Series};
use crate::output::File;
use crate::output::format::chart::picture::Caption;
use crate::output::format::chart::{self, Setting, font, picture};
use crate::scenario::Quantity;
use crate::stats::Summary;
use crate::study::run::RunReport;
use distribution::Distribution;
use fan::Fan;
use rayon::prelude::*;

/// A chart of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// New users so far.
    Growth,
    /// K so far.
    K,
    /// Stages of the funnel.
    Funnel,
    /// Distribution of the cost.
    Cost,
    /// Distribution of the cost per new user.
    Cac,
    /// Budget left.
    Budget,
}

impl Chart {
    /// All charts, in the order in which they are told.
    pub const ALL: [Chart; 6] =
        [Chart::Growth, Chart::K, Chart::Funnel, Chart::Cost, Chart::Cac, Chart::Budget];

    /// Name of the file without its ending.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Chart::Growth => "growth",
            Chart::K => "k",
            Chart::Funnel => "funnel",
            Chart::Cost => "cost",
            Chart::Cac => "cac",
            Chart::Budget => "budget",
        }
    }
}

/// Every chart that has something to show, in both formats; drawn in parallel, always in the same order.
pub(super) fn files(report: &RunReport, lang: Lang) -> Vec<File> {
    let drawn = Chart::ALL.par_iter().flat_map_iter(|chart| {
        svg(*chart, report, lang).map_or_else(Vec::new, |svg| chart::files(chart.name(), svg))
    });
    drawn.collect()
}

/// The chart as SVG, 1280 × 720; none when the report has nothing to show in it.
#[must_use]
pub fn svg(chart: Chart, report: &RunReport, lang: Lang) -> Option<String> {
    let caption = Caption {
        title: title(chart, &report.scenario.name, lang),
        sentence: words::sentence(chart.name(), report, lang),
        footer: format!("kfactor {}  |  {}", env!("CARGO_PKG_VERSION"), simulated(report, lang)),
    };
    match chart {
        Chart::Growth => growth(report, lang)?.svg(&caption),
        Chart::K => viral_coefficient(report, lang)?.svg(&caption),
        Chart::Funnel => funnel::funnel(&report.segments, lang, &caption),
        Chart::Cost => cost(report, lang)?.svg(&caption),
        Chart::Cac => cac(report, lang)?.svg(&caption),
        Chart::Budget => budget(report, lang)?.svg(&caption),
    }
}

/// Name of the scenario, cut where it is too long, and of the chart.
fn title(chart: Chart, scenario: &str, lang: Lang) -> String {
    let room = picture::TITLE_ROOM - font::width(&words::title(chart.name(), "", lang), picture::TITLE);
    words::title(chart.name(), &font::cut(scenario, picture::TITLE, room), lang)
}

fn growth(report: &RunReport, lang: Lang) -> Option<Fan<'_>> {
    let mut fan = fan(report, lang, Series::NewUsers)?;
    fan.points.insert(0, (0.0, at_start(0.0)));
    Some(fan)
}

fn viral_coefficient(report: &RunReport, lang: Lang) -> Option<Fan<'_>> {
    let mut fan = fan(report, lang, Series::K)?;
    let highest = fan.points.iter().map(|(_, value)| value.quantiles[4]).fold(0.0, f64::max);
    // Where K is far below 1, the line would only flatten the picture.
    fan.level = (highest > 0.5).then(|| (1.0, words::k_is_one(lang).to_owned()));
    Some(fan)
}

fn budget(report: &RunReport, lang: Lang) -> Option<Fan<'_>> {
    let limit = report.scenario.budget.as_ref()?.limit.typical();
    let mut fan = fan(report, lang, Series::BudgetLeft)?;
    fan.points.insert(0, (0.0, at_start(limit)));
    let shown = number::short_money(limit, &report.scenario.currency);
    fan.level = Some((limit, words::the_budget(&shown, lang)));
    Some(fan)
}

/// The fan of this series, if it has a value.
fn fan(report: &RunReport, lang: Lang, series: Series) -> Option<Fan<'_>> {
    let points = report.timeline.points.iter().map(|point| point.day).zip(course(report, series)?);
    let fan = Fan {
        setting: Setting { lang, currency: &report.scenario.currency },
        unit: series.unit(),
        title: words::series_axis(series, lang),
        points: points.filter(|(_, value)| value.n > 0).collect(),
        days: report.scenario.clock.days(),
        level: None,
    };
    (!fan.points.is_empty()).then_some(fan)
}

/// The same value in every campaign, as at the start.
fn at_start(value: f64) -> Summary {
    Summary { n: 1, mean: value, quantiles: [value; 5], min: value, max: value, ..Summary::EMPTY }
}

fn cost(report: &RunReport, lang: Lang) -> Option<Distribution<'_>> {
    Some(Distribution {
        setting: Setting { lang, currency: &report.scenario.currency },
        title: words::cost_axis(lang),
        histogram: report.cost_histogram.as_ref()?,
        summary: *report.metric(&Metric::Cost)?,
        benchmark: None,
    })
}

fn cac(report: &RunReport, lang: Lang) -> Option<Distribution<'_>> {
    Some(Distribution {
        setting: Setting { lang, currency: &report.scenario.currency },
        title: words::cac_axis(lang),
        histogram: report.cac_histogram.as_ref()?,
        summary: *report.metric(&Metric::Cac)?,
        benchmark: report.scenario.benchmark_cac.as_ref().map(Quantity::typical),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Risk;
    use crate::output::fixture::run as fixture;
    use crate::study::run::Chance;

    #[test]
    fn growth_as_text() {
        insta::assert_snapshot!(svg(Chart::Growth, &fixture::campaign(), Lang::En).unwrap());
    }

    #[test]
    fn words_are_in_the_language_asked_for() {
        let text = svg(Chart::Cac, &fixture::campaign(), Lang::Zh).unwrap();
        assert!(text.contains("获客成本") && text.contains("其他渠道 ¥18"));
    }

    #[test]
    fn names_cannot_break_the_picture() {
        let mut report = fixture::campaign();
        report.scenario.name = "</svg><script>&\"".to_owned();
        let text = svg(Chart::Growth, &report, Lang::En).unwrap();
        assert!(!text.contains("<script>"));
        assert_eq!(text.matches("</svg>").count(), 1);
    }

    #[test]
    fn what_is_undefined_or_constant_has_no_chart() {
        let report = fixture::nobody();
        let drawn = |chart: &Chart| svg(*chart, &report, Lang::En).is_some();
        let drawn: Vec<Chart> = Chart::ALL.into_iter().filter(drawn).collect();
        assert_eq!(drawn, [Chart::Growth, Chart::Budget]);
    }

    #[test]
    fn degenerate_reports_are_drawn_or_left_out() {
        let mut report = fixture::campaign();
        report.timeline.points.truncate(1);
        report.timeline.series.iter_mut().for_each(|series| series.values.truncate(1));
        report.segments.truncate(1);
        report.segments[0].funnel.truncate(1);
        for chart in Chart::ALL {
            assert!(svg(chart, &report, Lang::En).is_some(), "{}", chart.name());
        }
        report.timeline.points.clear();
        report.timeline.series.iter_mut().for_each(|series| series.values.clear());
        report.segments.clear();
        assert!(svg(Chart::Growth, &report, Lang::En).is_none());
        assert!(svg(Chart::Funnel, &report, Lang::En).is_none());
    }

    #[test]
    fn costs_that_differ_a_little_are_not_called_the_same() {
        let mut report = fixture::campaign();
        fixture::set(&mut report, Metric::Cost, fixture::spread(775_000_000.0, 12_000.0));
        let told = words::sentence("cost", &report, Lang::En);
        assert!(told.contains("between ¥774,981,000 and ¥775,021,000"), "{told}");
        fixture::set(&mut report, Metric::Cost, Summary { max: 5.0, ..fixture::constant(4.0) });
        assert_eq!(words::sentence("cost", &report, Lang::En), "Nearly every campaign costs ¥4.");
        fixture::set(&mut report, Metric::Cost, fixture::constant(4.0));
        assert_eq!(words::sentence("cost", &report, Lang::En), "Every campaign costs ¥4.");
    }

    #[test]
    fn never_and_always_are_said_in_words() {
        let told = |count: u64| {
            let mut report = fixture::campaign();
            let risk = Chance { count, p: count as f64 / 10_000.0, se: 0.0 };
            report.risks = vec![(Risk::AboveBenchmark, risk)];
            words::sentence("cac", &report, Lang::En)
        };
        assert_eq!(told(10_000), "In every campaign a new user costs more than elsewhere (¥18).");
        assert_eq!(told(0), "In every campaign a new user costs no more than elsewhere (¥18).");
        assert_eq!(told(2_500), "In 75% of campaigns a new user costs no more than elsewhere (¥18).");
    }

    #[test]
    fn a_cost_per_user_says_whether_some_campaigns_have_none() {
        let mut report = fixture::campaign();
        report.risks.clear();
        assert!(words::sentence("cac", &report, Lang::En).starts_with("A new user costs about ¥16.80;"));
        fixture::set(&mut report, Metric::Cac, Summary { n: 9_800, ..fixture::spread(16.84, 1.21) });
        assert!(
            words::sentence("cac", &report, Lang::En).starts_with("Where anybody joins, a new user costs")
        );
    }
}
