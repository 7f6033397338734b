//! By what designs are compared, and which way is better.

use crate::metrics::{Better, Metric, Risk, RiskReader, Shape, Unit};
use crate::scenario::{Quantity, Scenario, Valid};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Something that designs are compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// A metric of a run.
    Metric(Metric),
    /// What the added users would have cost elsewhere, less what they cost.
    Saving,
    /// How often something goes wrong.
    Chance(Risk),
}

/// The measures but for chances, most important first. Of every metric among them one way is better.
const NUMBERS: [Measure; 12] = [
    Measure::Metric(Metric::AddedUsers),
    Measure::Metric(Metric::NewUsers),
    Measure::Metric(Metric::AddedMembers),
    Measure::Metric(Metric::MembersEnd),
    Measure::Metric(Metric::CostWithOwed),
    Measure::Metric(Metric::Cac),
    Measure::Metric(Metric::CacRetained),
    Measure::Metric(Metric::CacPaying),
    Measure::Saving,
    Measure::Metric(Metric::AddedProfit),
    Measure::Metric(Metric::HunterCost),
    Measure::Metric(Metric::BrokenPromises),
];

impl Measure {
    /// All there are, most important first.
    pub fn all() -> impl Iterator<Item = Measure> {
        NUMBERS.into_iter().chain(Risk::ALL.map(Measure::Chance))
    }

    /// Name in files: a metric, `saving`, or `chance_…` for something that can go wrong.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Measure::Metric(metric) => metric.name(),
            Measure::Saving => "saving".into(),
            Measure::Chance(risk) => format!("chance_{}", risk.name()).into(),
        }
    }

    /// Unit.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self {
            Measure::Metric(metric) => metric.unit(),
            Measure::Saving => Unit::Money,
            Measure::Chance(_) => Unit::Share,
        }
    }

    /// Which way is better.
    #[must_use]
    pub fn better(&self) -> Better {
        match self {
            Measure::Metric(metric) => metric.better().unwrap_or(Better::More),
            Measure::Saving => Better::More,
            Measure::Chance(_) => Better::Less,
        }
    }

    /// What can go wrong, if that is what it measures.
    #[must_use]
    pub fn risk(&self) -> Option<Risk> {
        match self {
            Measure::Chance(risk) => Some(*risk),
            Measure::Metric(_) | Measure::Saving => None,
        }
    }

    /// Whether it is a balance, which may be next to nothing or a loss.
    #[must_use]
    pub fn is_balance(&self) -> bool {
        matches!(self, Measure::Saving | Measure::Metric(Metric::AddedProfit))
    }

    /// The metrics of a replicate that it is made of.
    pub(super) fn reads(&self) -> Vec<Metric> {
        match self {
            Measure::Metric(metric) => {
                std::iter::once(metric).chain(metric.per_head().into_iter().flatten()).cloned().collect()
            }
            Measure::Saving => vec![Metric::AddedUsers, Metric::CostWithOwed],
            Measure::Chance(risk) => risk.reads().to_vec(),
        }
    }

    /// Whether it means something for these designs.
    pub(super) fn applies(&self, designs: &[Valid]) -> bool {
        match self {
            Measure::Metric(Metric::AddedProfit) => designs.iter().any(|design| has_income(design)),
            Measure::Metric(metric) => {
                designs.iter().any(|design| !metric.need().leaves_undefined(&design.shape()))
            }
            Measure::Saving => common_benchmark(designs).is_some(),
            Measure::Chance(risk) => designs.iter().any(|design| risk.is_possible(&design.shape())),
        }
    }

    /// The measure that suits these designs: profit where there is income, what is saved where all know what a user
    /// costs elsewhere, else the cost per added user, or the added users where none of them costs anything.
    pub(in crate::study) fn suiting(designs: &[Valid]) -> Measure {
        if designs.iter().any(|design| has_income(design)) {
            Measure::Metric(Metric::AddedProfit)
        } else if common_benchmark(designs).is_some() {
            Measure::Saving
        } else if designs.iter().all(|design| design.is_free()) {
            Measure::Metric(Metric::AddedUsers)
        } else {
            Measure::Metric(Metric::Cac)
        }
    }
}

/// As its name.
impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

fn has_income(design: &Scenario) -> bool {
    design.shape().has_income
}

/// What a user costs elsewhere, where all designs say the same.
pub(in crate::study) fn common_benchmark(designs: &[Valid]) -> Option<f64> {
    let mut benchmarks = designs.iter().map(|design| design.benchmark_cac.as_ref().map(Quantity::typical));
    let first = benchmarks.next()??;
    benchmarks.all(|other| other == Some(first)).then_some(first)
}

/// What so many added users would have cost elsewhere, less what they cost.
pub(in crate::study) fn saved(benchmark: f64, users: f64, cost: f64) -> f64 {
    benchmark * users - cost
}

/// The metrics that all measures together are made of, each once.
pub(super) fn kept() -> Vec<Metric> {
    let mut kept: Vec<Metric> = Vec::new();
    for metric in Measure::all().flat_map(|measure| measure.reads()) {
        if !kept.contains(&metric) {
            kept.push(metric);
        }
    }
    kept
}

/// Reads measures from the metrics of a replicate of one design.
pub(super) struct Reader {
    risks: RiskReader,
    shape: Shape,
    metrics: Vec<Metric>,
}

impl Reader {
    /// For rows of these metrics.
    pub fn new(design: &Scenario, metrics: Vec<Metric>) -> Reader {
        let shape = design.shape();
        Reader {
            risks: RiskReader::new(&shape, |metric| metrics.iter().position(|kept| kept == metric)),
            shape,
            metrics,
        }
    }

    /// The value in this replicate; undefined for the chance of what cannot be.
    pub fn value(&self, measure: &Measure, row: &[f64]) -> f64 {
        let value = |metric: &Metric| self.place(metric).map_or(f64::NAN, |place| row[place]);
        match measure {
            Measure::Metric(metric) => value(metric),
            Measure::Saving => {
                let benchmark = self.shape.benchmark.unwrap_or(f64::NAN);
                saved(benchmark, value(&Metric::AddedUsers), value(&Metric::CostWithOwed))
            }
            Measure::Chance(risk) if risk.is_possible(&self.shape) => {
                f64::from(u8::from(self.risks.happened(*risk, row)))
            }
            Measure::Chance(_) => f64::NAN,
        }
    }

    /// The columns of the money and of the heads, for a measure that is a cost per head.
    pub fn parts(&self, measure: &Measure) -> Option<[usize; 2]> {
        let Measure::Metric(metric) = measure else { return None };
        let [money, heads] = metric.per_head()?;
        Some([self.place(money)?, self.place(heads)?])
    }

    fn place(&self, metric: &Metric) -> Option<usize> {
        self.metrics.iter().position(|kept| kept == metric)
    }
}
