//! What is kept of the replicates while they come in: nothing grows with their number.

use super::driver::Drivers;
use super::measure::{Measure, Reader, kept};
use super::{Difference, FEW, Measured};
use crate::ensemble::Values;
use crate::metrics::{Better, Metric};
use crate::scenario::Valid;
use crate::stats::{Contrast, LogHistogram, Paired, Ratios, Shares, Summary, Tally, holm, shares_apart};
use rayon::prelude::*;

/// The level of intervals.
pub(super) const LEVEL: f64 = 1.0 - super::ERROR;

/// All measures of all designs.
pub(super) struct Tallies {
    readers: Vec<Reader>,
    measures: Vec<OfMeasure>,
    /// Index of the measure to choose by.
    pub by: usize,
    /// What is not known of the designs, against the measure to choose by.
    pub drivers: Drivers,
}

/// One measure of all designs, and of all pairs of designs.
struct OfMeasure {
    measure: Measure,
    values: Vec<Tally>,
    /// `pairs[b][a]`, a before b.
    pairs: Vec<Vec<Paired>>,
    /// By design: differences to the first.
    to_first: Vec<LogHistogram>,
    /// Of a cost per head: its parts.
    ratios: Option<Ratios>,
}

impl Tallies {
    /// Nothing yet; to be judged by this measure where it applies.
    pub fn new(designs: &[Valid], seed: u64, by: Option<&Measure>) -> Tallies {
        let measures = Measure::all().filter(|measure| measure.applies(designs));
        let measures: Vec<OfMeasure> =
            measures.map(|measure| OfMeasure::new(measure, designs.len())).collect();
        let place = |measure: &Measure| measures.iter().position(|of| of.measure == *measure);
        let suiting = || place(&Measure::suiting(designs));
        Tallies {
            readers: designs.iter().map(|design| Reader::new(design, kept())).collect(),
            by: by.and_then(place).or_else(suiting).unwrap_or(0),
            drivers: Drivers::new(designs, seed),
            measures,
        }
    }

    /// Takes the next replicates in: the [`kept`] metrics of every design.
    pub fn absorb(&mut self, values: &[Values]) {
        let (readers, by) = (&self.readers, self.by);
        let judged: Vec<Vec<Vec<f64>>> = self
            .measures
            .par_iter_mut()
            .enumerate()
            .filter_map(|(index, of)| {
                let columns: Vec<Vec<f64>> = readers
                    .iter()
                    .zip(values)
                    .map(|(reader, values)| column(reader, &of.measure, values))
                    .collect();
                of.absorb(&columns);
                of.absorb_parts(readers, values);
                (index == by).then_some(columns)
            })
            .collect();
        judged.iter().for_each(|columns| self.drivers.absorb(columns));
    }

    /// The number of designs.
    pub fn designs(&self) -> usize {
        self.readers.len()
    }

    /// The measure of this index.
    pub fn measure(&self, index: usize) -> &Measure {
        &self.measures[index].measure
    }

    /// The place of a metric among the measures.
    pub fn place(&self, metric: Metric) -> Option<usize> {
        let measure = Measure::Metric(metric);
        self.measures.iter().position(|of| of.measure == measure)
    }

    /// Mean of a measure for a design.
    pub fn mean(&self, measure: usize, design: usize) -> f64 {
        self.measures[measure].mean(design)
    }

    /// The p-value that `b` differs from `a` in nothing; `NaN` of few pairs.
    pub fn p_value(&self, measure: usize, a: usize, b: usize) -> f64 {
        self.measures[measure].p_value(a, b)
    }

    /// How `b` differs from `a`, alone in its family.
    pub fn difference(&self, measure: usize, a: usize, b: usize) -> Difference {
        self.measures[measure].difference(a, b)
    }

    /// Everything that is measured and ever happens. The family of all differences to the first design is adjusted
    /// together.
    pub fn measured(&self) -> Vec<Measured> {
        let mut measured: Vec<Measured> =
            self.measures.iter().filter(|of| of.is_told()).map(OfMeasure::measured).collect();
        let family: Vec<f64> =
            measured.iter().flat_map(|of| of.differences.iter().map(|difference| difference.p)).collect();
        let differences = measured.iter_mut().flat_map(|of| &mut of.differences);
        for (difference, adjusted) in differences.zip(holm(&family)) {
            difference.p_holm = adjusted;
        }
        measured
    }
}

/// A measure of one design, replicate by replicate.
fn column(reader: &Reader, measure: &Measure, values: &Values) -> Vec<f64> {
    let replicates = values.first().map_or(0, Vec::len);
    let mut row = vec![f64::NAN; values.len()];
    (0..replicates)
        .map(|replicate| {
            for (cell, column) in row.iter_mut().zip(values) {
                *cell = column[replicate];
            }
            reader.value(measure, &row)
        })
        .collect()
}

impl OfMeasure {
    fn new(measure: Measure, designs: usize) -> OfMeasure {
        let is_per_head = matches!(&measure, Measure::Metric(metric) if metric.per_head().is_some());
        let ratios = is_per_head.then(|| Ratios::of(designs));
        OfMeasure {
            measure,
            values: vec![Tally::default(); designs],
            pairs: (0..designs).map(|b| vec![Paired::default(); b]).collect(),
            to_first: vec![LogHistogram::default(); designs],
            ratios,
        }
    }

    fn absorb(&mut self, columns: &[Vec<f64>]) {
        for (tally, column) in self.values.iter_mut().zip(columns) {
            tally.record_all(column);
        }
        for (histogram, column) in self.to_first.iter_mut().zip(columns) {
            let differences = column.iter().zip(&columns[0]).map(|(value, first)| value - first);
            differences.filter(|difference| difference.is_finite()).for_each(|d| histogram.record(d));
        }
        for (b, row) in self.pairs.iter_mut().enumerate() {
            for (a, paired) in row.iter_mut().enumerate() {
                paired.record_all(&columns[a], &columns[b]);
            }
        }
    }

    /// Takes the parts of a cost per head in.
    fn absorb_parts(&mut self, readers: &[Reader], values: &[Values]) {
        let Some(ratios) = &mut self.ratios else { return };
        let parts = readers.iter().zip(values).filter_map(|(reader, values)| {
            let columns = reader.parts(&self.measure)?;
            Some(columns.map(|column| values[column].as_slice()))
        });
        ratios.absorb(&parts.collect::<Vec<_>>());
    }

    fn mean(&self, design: usize) -> f64 {
        match &self.ratios {
            Some(ratios) => ratios.value(design),
            None => self.values[design].moments().mean(),
        }
    }

    fn summary(&self, design: usize) -> Summary {
        let of_values = self.values[design].summary();
        self.ratios.as_ref().map_or(of_values, |ratios| ratios.summary(design, of_values))
    }

    fn paired(&self, a: usize, b: usize) -> Paired {
        if a < b { self.pairs[b][a].clone() } else { self.pairs[a][b].reversed() }
    }

    /// What never happens in any design is not told, but for what everybody looks for.
    fn is_told(&self) -> bool {
        let happens = |tally: &Tally| tally.summary().max > 0.0 || tally.summary().min < 0.0;
        let usual = [Metric::AddedUsers, Metric::Cost, Metric::Cac].map(Measure::Metric);
        usual.contains(&self.measure) || self.values.iter().any(happens)
    }

    fn measured(&self) -> Measured {
        Measured {
            measure: self.measure.clone(),
            values: (0..self.values.len()).map(|design| self.summary(design)).collect(),
            differences: (1..self.values.len()).map(|design| self.difference(0, design)).collect(),
        }
    }

    fn difference(&self, a: usize, b: usize) -> Difference {
        let paired = self.paired(a, b);
        let apart = shares_apart(self.values[a].histogram(), self.values[b].histogram());
        let contrast = self.contrast(&paired, a, b);
        let good = |shares: Shares| match self.measure.better() {
            _ if contrast.n == 0 => f64::NAN,
            Better::More => shares.above,
            Better::Less => shares.below(),
        };
        let sure = match self.measure.better() {
            Better::More => contrast.sure_above(),
            Better::Less => 1.0 - contrast.sure_above(),
        };
        let p = self.p_value(a, b);
        Difference {
            n: contrast.n,
            mean: contrast.mean,
            se: contrast.se,
            interval: contrast.interval(LEVEL),
            nine_of_ten: self.nine_of_ten(a, b),
            better: good(paired.shares()),
            equal: paired.shares().equal,
            better_apart: good(apart),
            equal_apart: apart.equal,
            better_mean: if contrast.n >= FEW { sure } else { f64::NAN },
            p,
            p_holm: p,
            variance_reduction: match &self.ratios {
                Some(ratios) => ratios.variance_reduction(a, b),
                None => paired.variance_reduction(),
            },
        }
    }

    /// Nine of ten single differences lie between these, where one of the two is the first design.
    fn nine_of_ten(&self, a: usize, b: usize) -> [f64; 2] {
        let to_first = |design: usize| self.to_first[design].quantiles([0.05, 0.95]);
        match (a, b) {
            (0, b) => to_first(b),
            (a, 0) => {
                let [low, high] = to_first(a);
                [-high, -low]
            }
            _ => [f64::NAN; 2],
        }
    }

    /// The p-value that there is no difference; `NaN` of few pairs. Where one of the two has no mean, how often either is the
    /// better one still tells.
    fn p_value(&self, a: usize, b: usize) -> f64 {
        let paired = self.paired(a, b);
        let contrast = self.contrast(&paired, a, b);
        let (pairs, p) = if contrast.mean.is_nan() {
            (paired.compared()[0], paired.sign_p_value())
        } else {
            (contrast.n, contrast.p_value())
        };
        if pairs >= FEW { p } else { f64::NAN }
    }

    /// How the mean of `b` differs from that of `a`.
    fn contrast(&self, paired: &Paired, a: usize, b: usize) -> Contrast {
        match &self.ratios {
            Some(ratios) => ratios.contrast(a, b),
            None => paired.contrast(),
        }
    }
}
