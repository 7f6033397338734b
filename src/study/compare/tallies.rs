//! What is kept of the replicates while they come in: nothing grows with their number.

use super::driver::Drivers;
use super::measure::{Measure, Reader, kept};
use super::{Difference, Measured};
use crate::ensemble::Values;
use crate::metrics::{Better, Metric};
use crate::scenario::Valid;
use crate::stats::{LogHistogram, Paired, Tally, holm, share_above_apart};
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
        self.measures[measure].values[design].moments().mean()
    }

    /// How design `b` differs from design `a`; `b - a`.
    pub fn paired(&self, measure: usize, a: usize, b: usize) -> Paired {
        self.measures[measure].paired(a, b)
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
        OfMeasure {
            measure,
            values: vec![Tally::default(); designs],
            pairs: (0..designs).map(|b| vec![Paired::default(); b]).collect(),
            to_first: vec![LogHistogram::default(); designs],
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
            values: self.values.iter().map(Tally::summary).collect(),
            differences: (1..self.values.len()).map(|design| self.difference(0, design)).collect(),
        }
    }

    fn difference(&self, a: usize, b: usize) -> Difference {
        let paired = self.paired(a, b);
        let apart = share_above_apart(self.values[a].histogram(), self.values[b].histogram());
        let good = |share_above: f64| match self.measure.better() {
            Better::More => share_above,
            Better::Less => 1.0 - share_above,
        };
        let moments = paired.difference();
        Difference {
            n: moments.count(),
            mean: moments.mean(),
            se: moments.standard_error(),
            interval: paired.interval(LEVEL),
            nine_of_ten: if a == 0 { self.to_first[b].quantiles([0.05, 0.95]) } else { [f64::NAN; 2] },
            better: good(paired.share_above()),
            better_apart: good(apart),
            better_mean: good(paired.sure_above()),
            p: paired.p_value(),
            p_holm: paired.p_value(),
            variance_reduction: paired.variance_reduction(),
        }
    }
}
