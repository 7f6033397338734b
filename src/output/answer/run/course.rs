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

#[cfg(test)]
mod tests {
    use super::*;
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
