//! From what was counted to the row of metrics.

use super::{Counted, Layout, Metric, Totals};

/// The row of metrics that what was counted amounts to, in the order of the layout; `NaN` where undefined, infinite
/// for the day of what never came and for money that was spent for nobody.
pub fn measure(counted: &Counted<'_>, layout: &Layout, row: &mut [f64]) {
    let Totals { stages, reached, .. } = counted.campaign;
    let (mut stages, mut tiers) = (stages.iter(), reached.iter());
    for ((cell, metric), undefined) in row.iter_mut().zip(&layout.metrics).zip(&layout.undefined) {
        let people = match metric {
            Metric::Stage(_) => stages.next(),
            Metric::Reached(_) => tiers.next(),
            _ => None,
        };
        let counted_apart = || people.map_or(f64::NAN, |people| *people as f64);
        *cell = match undefined {
            true => f64::NAN,
            false => metric.value(counted, layout.minor_per_major).unwrap_or_else(counted_apart),
        };
    }
}
