//! Two results of a scenario, metric by metric.

use super::{BLOCKS, LEVELS, Mark, Snapshot, Taken};
use crate::metrics::{Metric, Unit};
use crate::stats::binomial::{lower_tail, upper_tail};
use crate::stats::{Contrast, Paired, holm, student_two_sided};

/// How a scenario's numbers differ from earlier ones.
#[derive(Clone, Debug)]
pub struct Drift {
    /// Replicates before and now.
    pub replicates: [u64; 2],
    /// Whether replicates had the same luck, so that they were compared in pairs.
    pub paired: bool,
    /// Whether the text of the scenario, or what was laid over it, is another one.
    pub rewritten: bool,
    /// Metrics there were in both.
    pub compared: usize,
    /// Of these, metrics with other values in at least one replicate.
    pub different: usize,
    /// Metrics that there are no more.
    pub gone: Vec<String>,
    /// Metrics that there were not.
    pub new: Vec<String>,
    /// What was tested; [`settle`] tells which of it moved.
    pub shifts: Vec<Shift>,
}

/// One number of a metric, before and now.
#[derive(Clone, Debug)]
pub struct Shift {
    /// Name of the metric.
    pub name: String,
    /// Unit of its values.
    pub unit: Unit,
    /// Which number.
    pub aspect: Aspect,
    /// Before.
    pub before: f64,
    /// Now.
    pub now: f64,
    /// Standard error of the difference; `NaN` where only its rank was tested.
    pub error: f64,
    /// Chance of such a difference, or a larger one, if there were none; `NaN` where it was not tested.
    pub p_value: f64,
    /// Whether it is more than chance in the family of all that was tested.
    pub moved: bool,
}

/// Which number of a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aspect {
    /// Its mean.
    Mean,
    /// Its quantile at this level.
    Quantile(f64),
    /// In which part of the replicates it is defined.
    Defined,
}

impl Drift {
    /// Whether every number is the same.
    #[must_use]
    pub fn is_identical(&self) -> bool {
        self.different == 0
            && self.gone.is_empty()
            && self.new.is_empty()
            && self.replicates[0] == self.replicates[1]
    }

    /// Whether something is there or gone, or differs by more than chance.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        !self.gone.is_empty() || !self.new.is_empty() || self.shifts.iter().any(|shift| shift.moved)
    }
}

/// Compares what was kept, of the same version of the streams, with what is now.
#[must_use]
pub fn compare(before: &Snapshot, now: &Taken) -> Drift {
    let after = &now.snapshot;
    let replicates = [before.replicates, after.replicates];
    let same_luck = (&before.engine, before.seed) == (&after.engine, after.seed);
    let paired = same_luck && replicates[0] == replicates[1];
    let mut drift = Drift {
        replicates,
        paired,
        rewritten: (&before.sha256, &before.overrides) != (&after.sha256, &after.overrides),
        compared: 0,
        different: 0,
        gone: missing(&before.metrics, &after.metrics),
        new: missing(&after.metrics, &before.metrics),
        shifts: Vec::new(),
    };
    for (mark, values) in after.metrics.iter().zip(&now.sorted) {
        let Some(earlier) = before.metrics.iter().find(|earlier| earlier.name == mark.name) else { continue };
        drift.compared += 1;
        if earlier.digest == mark.digest && replicates[0] == replicates[1] {
            continue;
        }
        drift.different += 1;
        let pairs = paired.then(|| in_pairs(stretches(earlier, before), stretches(mark, after)));
        drift.shifts.push(mean(earlier, mark, replicates, pairs));
        drift.shifts.extend((0..LEVELS.len()).map(|index| quantile(earlier, mark, values, index)));
        drift.shifts.push(defined(earlier, mark, replicates));
    }
    drift
}

/// Names of `these` that are not among `those`.
fn missing(these: &[Mark], those: &[Mark]) -> Vec<String> {
    let is_missing = |mark: &&Mark| those.iter().all(|other| other.name != mark.name);
    these.iter().filter(is_missing).map(|mark| mark.name.clone()).collect()
}

fn shift(mark: &Mark, aspect: Aspect, [before, now]: [f64; 2], error: f64, p_value: f64) -> Shift {
    Shift { name: mark.name.clone(), unit: mark.unit, aspect, before, now, error, p_value, moved: false }
}

/// Below so many values a mean is not tested: it may be that of one freak.
const FEW: u64 = 30;
/// Numbers that are nearer to each other than this part of them differ by rounding.
const ROUNDING: f64 = 1e-9;

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs())
}

/// In pairs of stretches (Student) where the luck was the same, else by Welch's test.
fn mean(before: &Mark, now: &Mark, replicates: [u64; 2], pairs: Option<Contrast>) -> Shift {
    let always = [before.n, now.n] == replicates;
    let means = [before.mean, now.mean];
    let constant = |mark: &Mark| mark.sd <= ROUNDING * mark.mean.abs();
    let few = before.n.min(now.n) < FEW;
    let (error, p_value) = match constant(before) && constant(now) {
        // What never varies differs by no chance.
        true if !few || always => (0.0, if is_near(before.mean, now.mean) { 1.0 } else { 0.0 }),
        _ if few => (f64::NAN, f64::NAN),
        _ => pairs.map_or_else(|| welch(before, now), |contrast| (contrast.se, contrast.p_value())),
    };
    shift(now, Aspect::Mean, means, error, p_value)
}

/// Stretch by stretch how the later ones differ.
fn in_pairs(before: [f64; BLOCKS], now: [f64; BLOCKS]) -> Contrast {
    let mut pairs = Paired::default();
    before.iter().zip(now).for_each(|(before, now)| pairs.record(*before, now));
    pairs.contrast()
}

/// The means of the stretches. A cost per head `R` has in each `R + (c - R·x) / mean of x`, from the means of its parts there.
fn stretches(mark: &Mark, snapshot: &Snapshot) -> [f64; BLOCKS] {
    let of = |name: &str| snapshot.metrics.iter().find(|mark| mark.name == name);
    let parts = Metric::named(&mark.name).and_then(|metric| metric.per_head());
    let parts = parts.and_then(|[money, heads]| of(&money.name()).zip(of(&heads.name())));
    // A metric that did not vary had its mean in every stretch.
    let stretch = |mark: &Mark, block: usize| mark.blocks.get(block).copied().unwrap_or(mark.mean);
    std::array::from_fn(|block| match parts {
        None => stretch(mark, block),
        Some((money, heads)) => {
            let residual = stretch(money, block) - mark.mean * stretch(heads, block);
            mark.mean + residual / heads.mean
        }
    })
}

fn welch(before: &Mark, now: &Mark) -> (f64, f64) {
    let part = |mark: &Mark| mark.sd * mark.sd / mark.n as f64;
    let (a, b) = (part(before), part(now));
    let error = (a + b).sqrt();
    let freedom = (a + b) * (a + b) / (a * a / (before.n as f64 - 1.0) + b * b / (now.n as f64 - 1.0));
    (error, student_two_sided((now.mean - before.mean) / error, freedom))
}

/// How many values lie below the earlier quantile, against how many should; of equal values as many as help.
fn quantile(before: &Mark, now: &Mark, values: &[f64], index: usize) -> Shift {
    let (level, earlier) = (LEVELS[index], before.quantiles[index]);
    let quantiles = [earlier, now.quantiles[index]];
    let earlier_n = before.n + before.infinite;
    if earlier_n.min(now.n + now.infinite) < FEW {
        return shift(now, Aspect::Quantile(level), quantiles, f64::NAN, f64::NAN);
    }
    let n = values.len() as f64;
    let rounding = if earlier.is_finite() { ROUNDING * earlier.abs() } else { 0.0 };
    let below = values.partition_point(|value| *value < earlier - rounding) as f64 / n;
    let at_most = values.partition_point(|value| *value <= earlier + rounding) as f64 / n;
    let error = (level * (1.0 - level) * (1.0 / earlier_n as f64 + 1.0 / n)).sqrt();
    let gap = (below - level).max(level - at_most).max(0.0) - 0.5 / n;
    let p_value = if gap <= 0.0 { 1.0 } else { libm::erfc(gap / error / std::f64::consts::SQRT_2) };
    shift(now, Aspect::Quantile(level), quantiles, f64::NAN, p_value)
}

/// Given how often it was defined in all, how that is divided (binomial; the rarer side is counted).
fn defined(before: &Mark, now: &Mark, replicates: [u64; 2]) -> Shift {
    let parts = [before.n as f64 / replicates[0] as f64, now.n as f64 / replicates[1] as f64];
    let all = replicates[0] + replicates[1];
    let sides = [before.n, now.n].map(|n| n as f64);
    let undefined = sides[0] + sides[1] > 0.5 * all as f64;
    let count = |n: u64, of: u64| if undefined { of - n.min(of) } else { n };
    let (a, b) = (count(before.n, replicates[0]), count(now.n, replicates[1]));
    let share = replicates[1] as f64 / all as f64;
    let p_value = 2.0 * lower_tail(b, a + b, share).min(upper_tail(b, a + b, share));
    let error =
        (parts.map(|p| p * (1.0 - p)).iter().zip(replicates).map(|(v, n)| v / n as f64).sum::<f64>()).sqrt();
    let mut shift = shift(now, Aspect::Defined, parts, error, p_value.min(1.0));
    shift.unit = Unit::Share;
    shift
}

/// Tells in all these comparisons together what is more than chance: with at most the probability `error`, one that is
/// none is among them (Holm).
pub fn settle(drifts: &mut [&mut Drift], error: f64) {
    let p_values: Vec<f64> =
        drifts.iter().flat_map(|drift| &drift.shifts).map(|shift| shift.p_value).collect();
    let adjusted = holm(&p_values);
    let shifts = drifts.iter_mut().flat_map(|drift| &mut drift.shifts);
    for (shift, adjusted) in shifts.zip(adjusted) {
        shift.moved = adjusted <= error;
    }
}
