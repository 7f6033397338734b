//! A quantity along the timeline, as page and charts show it.

use crate::metrics::Series;
use crate::stats::Summary;
use crate::study::run::{RunReport, Timeline};

/// The values of a series along the timeline. The last one, at the end of the campaign, is that of the metric that it
/// amounts to: quantiles of metrics are finer than those of the timeline, and the numbers of one page agree.
pub(super) fn course(report: &RunReport, series: Series) -> Option<Vec<Summary>> {
    let Timeline { points, .. } = &report.timeline;
    let mut values = report.timeline.series(series)?.values.clone();
    let complete = points.last().is_some_and(|last| last.step + 1 == report.scenario.clock.steps);
    let last = values.last_mut().filter(|last| complete && last.n > 0);
    if let (Some(last), Some(end)) = (last, series.end().and_then(|end| report.metric(&end))) {
        *last = *end;
        values.iter_mut().for_each(|value| cap(value, end));
    }
    Some(values)
}

/// Quantiles of the timeline are counted in bins of a relative width below this.
const BIN: f64 = 0.002;

/// Keeps quantiles from exceeding those of the end by the width of a bin: what stands still does not seem to fall.
fn cap(value: &mut Summary, end: &Summary) {
    for (quantile, end) in value.quantiles.iter_mut().zip(end.quantiles) {
        if *quantile > end && *quantile - end <= BIN * end.abs() {
            *quantile = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_still_does_not_seem_to_fall() {
        let of = |quantile| Summary { quantiles: [quantile; 5], ..Summary::EMPTY };
        let capped = |quantile: f64| {
            let mut value = of(quantile);
            cap(&mut value, &of(1_000.0));
            value.quantiles[2]
        };
        assert_eq!([999.0, 1_001.0, 1_100.0].map(capped), [999.0, 1_000.0, 1_100.0]);
    }

    use crate::metrics::Metric;
    use crate::output::fixture::run as fixture;

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
}
