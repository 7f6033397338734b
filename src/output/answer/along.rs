//! A quantity along time, between the points at which it was looked at, too.

use super::stretch::Stretch;
use crate::stats::Summary;

/// A quantity at the points of the timeline, in days.
pub(in crate::output::answer) type Along = Vec<(f64, Summary)>;

/// With the value that every run starts from.
pub(in crate::output::answer) fn with_start(mut along: Along, value: f64) -> Along {
    let start =
        Summary { n: 1, mean: value, quantiles: [value; 5], min: value, max: value, ..Summary::EMPTY };
    along.insert(0, (0.0, start));
    along
}

/// The mean increase during a day.
pub(in crate::output::answer) fn between(along: &Along, day: &Stretch) -> f64 {
    let mean = |value: &Summary| value.mean;
    at(along, day.to, mean) - at(along, day.from, mean)
}

/// A number between the points of the timeline, which begins at nought.
pub(in crate::output::answer) fn at(along: &Along, day: f64, number: impl Fn(&Summary) -> f64) -> f64 {
    let after = along.partition_point(|(point, _)| *point < day - 1e-9);
    let (before, from) = match after.checked_sub(1).map(|index| &along[index]) {
        Some((point, value)) => (*point, number(value)),
        None => (0.0, 0.0),
    };
    match along.get(after) {
        Some((point, value)) if *point > before => {
            from + (number(value) - from) * (day - before) / (point - before)
        }
        _ => from,
    }
}
