//! Structs in, bytes out: terminal text, JSON, CSV, charts. Only [`mod@write`] touches the disk; nothing here
//! simulates or computes statistics.

pub mod baseline;
pub mod chart;
pub mod check;
pub mod comparison;
pub mod csv;
#[cfg(test)]
mod fixture;
pub mod json;
pub mod manifest;
pub mod problems;
pub mod sweep;
pub mod terminal;
pub mod theory;
pub mod write;

use crate::i18n::Lang;
use crate::metrics::Series;
use crate::stats::Summary;
use crate::study::run::{RunReport, Timeline};
use chart::Chart;
use rayon::prelude::*;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the output directory, with `/`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Which files, and in what form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// Language of the charts.
    pub lang: Lang,
    /// Whether CSV files begin with the byte-order mark by which Excel knows UTF-8.
    pub excel: bool,
    /// Whether to draw charts.
    pub charts: bool,
}

/// Every file of a run but `runs.csv`, which is streamed by [`csv::RunsWriter`], and the manifest, which lists them
/// all. Charts are drawn in parallel; the order of the files is always the same.
#[must_use]
pub fn render(report: &RunReport, options: &RenderOptions) -> Vec<File> {
    let file = |path: &str, bytes: Vec<u8>| File { path: path.to_owned(), bytes };
    let mut files = vec![
        file("summary.json", json::summary(report).into_bytes()),
        file("timeline.csv", csv::timeline(&report.timeline, options.excel)),
        file("segments.csv", csv::segments(&report.segments, options.excel)),
        file("funnel.csv", csv::funnel(&report.segments, options.excel)),
        file("ledger.csv", csv::ledger(&report.ledger, options.excel)),
    ];
    if options.charts {
        let charts = Chart::ALL.par_iter().flat_map_iter(|chart| pictures(*chart, report, options.lang));
        files.extend(charts.collect::<Vec<_>>());
    }
    files
}

/// The values of a series along the timeline. The last one, at the end of the campaign, is that of the metric that it
/// amounts to: quantiles of metrics are finer than those of the timeline, and the numbers of one page agree.
fn course(report: &RunReport, series: Series) -> Option<Vec<Summary>> {
    let Timeline { points, .. } = &report.timeline;
    let mut values = report.timeline.series(series)?.values.clone();
    let complete = points.last().is_some_and(|last| last.step + 1 == report.scenario.clock.steps);
    let last = values.last_mut().filter(|last| complete && last.n > 0);
    if let (Some(last), Some(end)) = (last, series.end().and_then(|end| report.metric(&end))) {
        *last = *end;
        if series.never_falls() {
            values.iter_mut().for_each(|value| cap(value, end));
        }
    }
    Some(values)
}

/// Keeps quantiles from exceeding those of the end, as they could by the width of a bin.
fn cap(value: &mut Summary, end: &Summary) {
    value.quantiles.iter_mut().zip(end.quantiles).for_each(|(quantile, end)| *quantile = quantile.min(end));
}

/// A chart in both formats; nothing where it has nothing to show.
fn pictures(chart: Chart, report: &RunReport, lang: Lang) -> Vec<File> {
    chart::svg(chart, report, lang).map_or_else(Vec::new, |svg| picture(chart.name(), svg))
}

/// A picture in both formats.
fn picture(name: &str, svg: String) -> Vec<File> {
    let mut files = Vec::new();
    #[cfg(feature = "png")]
    files.extend(chart::png(&svg).map(|bytes| File { path: format!("charts/{name}.png"), bytes }));
    files.push(File { path: format!("charts/{name}.svg"), bytes: svg.into_bytes() });
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Metric;

    fn paths(report: &RunReport, charts: bool) -> Vec<String> {
        let options = RenderOptions { charts, ..RenderOptions::default() };
        render(report, &options).into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn every_chart_that_has_something_to_show_is_there() {
        let all = paths(&fixture::campaign(), true);
        for chart in Chart::ALL {
            assert!(all.contains(&format!("charts/{}.svg", chart.name())), "{}", chart.name());
        }
        let few = paths(&fixture::nobody(), true);
        assert!(few.contains(&"charts/growth.svg".to_owned()));
        assert!(!few.contains(&"charts/cac.svg".to_owned()));
    }

    #[test]
    fn without_charts_there_are_tables_only() {
        let tables = ["summary.json", "timeline.csv", "segments.csv", "funnel.csv", "ledger.csv"];
        assert_eq!(paths(&fixture::campaign(), false), tables);
    }

    #[test]
    fn a_course_ends_with_the_metric() {
        let mut report = fixture::campaign();
        let end = report.metric(&Metric::NewUsers).copied();
        assert_eq!(course(&report, Series::NewUsers).unwrap().last().copied(), end);
        let [.., before, _] = course(&report, Series::NewUsers).unwrap()[..] else { panic!("no timeline") };
        assert!(before.median() <= end.unwrap().median());
        report.scenario.clock.steps += 1;
        assert_ne!(course(&report, Series::NewUsers).unwrap().last().copied(), end);
    }

    #[test]
    fn the_same_report_makes_the_same_files() {
        let options = RenderOptions { lang: Lang::Zh, excel: true, charts: true };
        assert_eq!(render(&fixture::campaign(), &options), render(&fixture::campaign(), &options));
    }
}
