//! From replicates to what is kept of them.

use super::{BLOCKS, LEVELS, Mark, Snapshot};
use crate::metrics::Metric;
use crate::stats::{Moments, quantiles};
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
    step_minutes: u32,
    (seed, replicates): (u64, u64),
    metrics: &[Metric],
    mut columns: Vec<Vec<f64>>,
) -> Taken {
    let metrics = metrics.iter().zip(&columns).map(|(metric, values)| mark(metric, values)).collect();
    let (sha256, overrides) = (String::new(), Vec::new());
    let snapshot = Snapshot { sha256, overrides, seed, replicates, step_minutes, metrics };
    for column in &mut columns {
        column.retain(|value| value.is_finite());
        column.sort_unstable_by(f64::total_cmp);
    }
    Taken { snapshot, sorted: columns }
}

fn mark(metric: &Metric, values: &[f64]) -> Mark {
    let mut defined: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let moments: Moments = defined.iter().copied().collect();
    // The mean of equal numbers is that number, without rounding.
    let always = defined.first().copied().filter(|first| defined.iter().all(|value| value == first));
    Mark {
        name: metric.name().into_owned(),
        unit: metric.unit(),
        n: moments.count(),
        mean: always.unwrap_or(moments.mean()),
        sd: if always.is_some() { 0.0 } else { moments.sd() },
        quantiles: quantiles(&mut defined, LEVELS),
        blocks: if always.is_some() { Vec::new() } else { blocks(values) },
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
