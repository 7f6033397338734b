//! By what designs are compared, and which way is better.

use crate::engine::Unit;
use crate::scenario::{Quantity, Scenario, Valid};
use crate::study::run::{Risk, Signs};
use serde::Serialize;

/// Which of two numbers one would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The larger one.
    More,
    /// The smaller one.
    Less,
}

/// Something that designs are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Name in files: a metric, `saving`, or `chance_…` for something that can go wrong.
    pub name: &'static str,
    /// Unit.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    #[serde(skip)]
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// A metric of a run.
    Metric,
    /// A cost per head: undefined where nobody came, and then worse than any other.
    Price,
    /// What the new users would have cost elsewhere, less what they cost.
    Saving,
    /// Whether something went wrong.
    Risk(Risk),
}

impl Measure {
    /// All there are, most important first.
    pub const ALL: [Measure; 18] = [
        measure("new_users", Unit::Count, Better::More, Of::Metric),
        measure("members_end", Unit::Count, Better::More, Of::Metric),
        measure("cost", Unit::Money, Better::Less, Of::Metric),
        measure("cac", Unit::Money, Better::Less, Of::Price),
        measure("cac_retained", Unit::Money, Better::Less, Of::Price),
        measure("cac_paying", Unit::Money, Better::Less, Of::Price),
        measure("saving", Unit::Money, Better::More, Of::Saving),
        measure("profit", Unit::Money, Better::More, Of::Metric),
        measure("hunter_cost", Unit::Money, Better::Less, Of::Metric),
        measure("broken_promises", Unit::Count, Better::Less, Of::Metric),
        risk("chance_dies_out", Risk::DiesOut),
        risk("chance_breaks_promises", Risk::BreaksPromises),
        risk("chance_overspends", Risk::Overspends),
        risk("chance_exhausted", Risk::Exhausted),
        risk("chance_banned", Risk::Banned),
        risk("chance_turns_away", Risk::TurnsAway),
        risk("chance_above_benchmark", Risk::AboveBenchmark),
        risk("chance_loss", Risk::Loss),
    ];

    /// What can go wrong, if that is what it measures.
    #[must_use]
    pub fn risk(&self) -> Option<Risk> {
        match self.of {
            Of::Risk(risk) => Some(risk),
            _ => None,
        }
    }

    /// Whether it means something for these designs.
    pub(super) fn applies(&self, designs: &[Valid]) -> bool {
        match self.of {
            Of::Metric if self.name == "profit" => designs.iter().any(|design| has_income(design)),
            Of::Metric | Of::Price => true,
            Of::Saving => common_benchmark(designs).is_some(),
            Of::Risk(risk) => designs.iter().any(|design| risk.is_possible(design)),
        }
    }

    /// The measure that suits these designs: profit where there is income, what is saved where all know what a user
    /// costs elsewhere, else the cost per new user.
    pub(super) fn suiting(designs: &[Valid]) -> &'static str {
        if designs.iter().any(|design| has_income(design)) {
            "profit"
        } else if common_benchmark(designs).is_some() {
            "saving"
        } else {
            "cac"
        }
    }
}

const fn measure(name: &'static str, unit: Unit, better: Better, of: Of) -> Measure {
    Measure { name, unit, better, of }
}

const fn risk(name: &'static str, risk: Risk) -> Measure {
    measure(name, Unit::Share, Better::Less, Of::Risk(risk))
}

fn has_income(design: &Scenario) -> bool {
    Risk::Loss.is_possible(design)
}

/// What a user costs elsewhere, where all designs say the same.
pub(super) fn common_benchmark(designs: &[Valid]) -> Option<f64> {
    let mut benchmarks = designs.iter().map(|design| design.benchmark_cac.as_ref().map(Quantity::typical));
    let first = benchmarks.next()??;
    benchmarks.all(|other| other == Some(first)).then_some(first)
}

/// Reads measures from the metrics of a replicate of one design.
pub(super) struct Reader {
    signs: Signs,
    benchmark: f64,
    names: Vec<&'static str>,
}

impl Reader {
    /// For rows of metrics with these names.
    pub fn new(design: &Scenario, names: &[&'static str]) -> Reader {
        let place = |name: &str| names.iter().position(|other| *other == name);
        Reader {
            signs: Signs::new(design, place),
            benchmark: design.benchmark_cac.as_ref().map_or(f64::NAN, Quantity::typical),
            names: names.to_vec(),
        }
    }

    /// The value in this replicate; infinite where money was spent on nobody.
    pub fn value(&self, measure: &Measure, row: &[f64]) -> f64 {
        let metric = |name: &str| {
            self.names.iter().position(|other| *other == name).map_or(f64::NAN, |place| row[place])
        };
        match measure.of {
            Of::Metric => metric(measure.name),
            Of::Price => {
                let price = metric(measure.name);
                if price.is_nan() && metric("cost") > 0.0 { f64::INFINITY } else { price }
            }
            Of::Saving => self.benchmark * metric("new_users") - metric("cost"),
            Of::Risk(risk) => f64::from(u8::from(self.signs.happened(risk, row))),
        }
    }
}
