//! From replicates to what is kept of them.

use super::{BLOCKS, LEVELS, Mark, Snapshot};
use crate::engine::Engine;
use crate::metrics::Metric;
use crate::stats::{Moments, RatioSums, Summary, quantiles};
use sha2::{Digest, Sha256};

/// A result, as it is kept and with all its values.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What is kept.
    pub snapshot: Snapshot,
    /// The values of every metric that are defined, rising.
    pub sorted: Vec<Vec<f64>>,
}

/// What is kept of replicates in such steps of which `columns[metric]` holds the values, in the order of `metrics`.
pub(super) fn taken(
    engine: Engine,
    step_minutes: u32,
    (seed, replicates): (u64, u64),
    metrics: &[Metric],
    mut columns: Vec<Vec<f64>>,
) -> Taken {
    let column = |metric: &Metric| {
        metrics.iter().position(|known| known == metric).map(|place| columns[place].as_slice())
    };
    let parts = |metric: &Metric| {
        let [money, heads] = metric.per_head()?;
        Some(RatioSums::of(column(money)?, column(heads)?))
    };
    let marks = metrics.iter().zip(&columns).map(|(metric, values)| mark(metric, values, parts(metric)));
    let metrics = marks.collect();
    let (sha256, overrides) = (String::new(), Vec::new());
    let engine = engine.name().to_owned();
    let snapshot = Snapshot { sha256, overrides, engine, seed, replicates, step_minutes, metrics };
    for column in &mut columns {
        column.retain(|value| !value.is_nan());
        column.sort_unstable_by(f64::total_cmp);
    }
    Taken { snapshot, sorted: columns }
}

/// A cost per head has the ratio of means; its stretches follow from those of its parts.
fn mark(metric: &Metric, values: &[f64], parts: Option<RatioSums>) -> Mark {
    let mut defined: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    let first = defined.iter().copied().find(|value| value.is_finite());
    // The mean of equal numbers is that number, without rounding.
    let always = first.filter(|first| defined.iter().all(|value| value == first || value.is_infinite()));
    let summary = Summary::of(values);
    let summary = match (&parts, always) {
        (Some(parts), None) => summary.with_ratio(&parts.ratio()),
        (Some(parts), Some(_)) if summary.infinite > 0 => summary.with_ratio(&parts.ratio()),
        (_, Some(always)) => Summary { mean: always, sd: 0.0, ..summary },
        (None, None) => summary,
    };
    Mark {
        name: metric.name().into_owned(),
        unit: metric.unit(),
        n: summary.n,
        infinite: summary.infinite,
        mean: summary.mean,
        sd: summary.sd,
        quantiles: quantiles(&mut defined, LEVELS),
        blocks: if always.is_some() || parts.is_some() { Vec::new() } else { blocks(values) },
        digest: digest(values),
    }
}

/// Means of equal stretches of the values; nothing when none is defined.
fn blocks(values: &[f64]) -> Vec<f64> {
    let mut blocks = vec![Moments::default(); BLOCKS];
    for (replicate, value) in values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        blocks[replicate * BLOCKS / values.len()].record(*value);
    }
    let is_empty = blocks.iter().all(|block| block.count() == 0);
    if is_empty { Vec::new() } else { blocks.iter().map(Moments::mean).collect() }
}

fn digest(values: &[f64]) -> String {
    let mut hash = Sha256::new();
    for value in values {
        // All that is not a number is the same.
        let value = if value.is_nan() { f64::NAN } else { *value };
        hash.update(value.to_le_bytes());
    }
    hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
