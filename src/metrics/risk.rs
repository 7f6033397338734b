//! What can go wrong: one table of names, of when a campaign allows it, and of when it came true in a replicate.

use super::{Metric, Shape};

/// A row of the table, but for the name.
struct Facts {
    /// Whether a campaign of this shape allows it at all.
    possible: fn(&Shape) -> bool,
    /// What it is told by.
    reads: &'static [Metric],
    /// Whether it came true, from the values of what it is told by, in their order, and what a user costs elsewhere.
    happened: fn(&[f64], f64) -> bool,
}

const fn row(
    possible: fn(&Shape) -> bool,
    reads: &'static [Metric],
    happened: fn(&[f64], f64) -> bool,
) -> Facts {
    Facts { possible, reads, happened }
}

named! {
    /// What can go wrong; only those that the campaign allows are reported.
    Risk: Facts {
        /// Nobody was brought by a person who was invited: the campaign died out at once.
        DiesOut = "dies_out" => row(
            |shape| shape.has_seeds,
            &[Metric::PassedOn],
            |of, _| of[0] == 0.0,
        );
        /// At least one promise was broken, or is owed and not covered.
        BreaksPromises = "breaks_promises" => row(
            Shape::is_limited,
            &[Metric::BrokenPromises, Metric::Uncovered],
            |of, _| of[0] > 0.0 || of[1] > 0.0,
        );
        /// More was paid than the budget, or is owed.
        Overspends = "overspends" => row(Shape::is_limited, &[Metric::Overspend], |of, _| of[0] > 0.0);
        /// Budget or stock was exhausted before the end.
        Exhausted = "exhausted" => row(Shape::is_limited, &[Metric::ExhaustedDay], |of, _| of[0].is_finite());
        /// The platform struck.
        Banned = "banned" => row(|shape| shape.has_ban, &[Metric::BannedDay], |of, _| of[0].is_finite());
        /// Somebody was turned away.
        TurnsAway = "turns_away" => row(Shape::may_turn_away, &[Metric::TurnedAway], |of, _| of[0] > 0.0);
        /// A new user cost more than the benchmark. Money spent and nobody won is dearer than any advertisement.
        AboveBenchmark = "above_benchmark" => row(
            |shape| shape.benchmark.is_some(),
            &[Metric::Cac],
            |of, benchmark| of[0] > benchmark,
        );
        /// The campaign made a loss (only where it can take money).
        Loss = "loss" => row(|shape| shape.has_income, &[Metric::AddedProfit], |of, _| of[0] < 0.0);
    }
}

impl Risk {
    /// Whether a campaign of this shape allows it at all.
    #[must_use]
    pub fn is_possible(self, shape: &Shape) -> bool {
        (self.facts().possible)(shape)
    }

    /// The metrics that it is told by.
    #[must_use]
    pub fn reads(self) -> &'static [Metric] {
        self.facts().reads
    }
}

/// Most metrics that a risk is told by.
const MOST_READ: usize = 2;

/// Tells from the metrics of a replicate which risks came true.
#[derive(Clone, Debug)]
pub struct RiskReader {
    /// By risk, where the metrics stand that it is told by.
    places: [[Option<usize>; MOST_READ]; Risk::ALL.len()],
    benchmark: f64,
}

impl RiskReader {
    /// For rows in which `place` finds a metric. A metric that is missing is read as undefined.
    pub fn new(shape: &Shape, place: impl Fn(&Metric) -> Option<usize>) -> RiskReader {
        let places = Risk::ALL.map(|risk| std::array::from_fn(|at| risk.reads().get(at).and_then(&place)));
        RiskReader { places, benchmark: shape.benchmark.unwrap_or(f64::INFINITY) }
    }

    /// Whether this came true in the replicate with these metrics.
    #[must_use]
    pub fn happened(&self, risk: Risk, row: &[f64]) -> bool {
        let value = |place: Option<usize>| place.and_then(|place| row.get(place)).copied();
        let values = self.places[risk as usize].map(|place| value(place).unwrap_or(f64::NAN));
        (risk.facts().happened)(&values, self.benchmark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happened(risk: Risk, values: &[f64]) -> bool {
        let shape = Shape { benchmark: Some(18.0), ..Shape::default() };
        let place = |metric: &Metric| risk.reads().iter().position(|read| read == metric);
        RiskReader::new(&shape, place).happened(risk, values)
    }

    #[test]
    fn what_is_read_has_its_place() {
        assert!(Risk::ALL.iter().all(|risk| (1..=MOST_READ).contains(&risk.reads().len())));
    }

    #[test]
    fn money_for_nobody_is_above_every_benchmark() {
        assert!(happened(Risk::AboveBenchmark, &[18.5]));
        assert!(!happened(Risk::AboveBenchmark, &[18.0]));
        assert!(happened(Risk::AboveBenchmark, &[f64::INFINITY]));
        assert!(!happened(Risk::AboveBenchmark, &[f64::NAN]));
    }

    #[test]
    fn what_never_came_and_what_is_undefined_did_not_happen() {
        assert!(!happened(Risk::Exhausted, &[f64::INFINITY]) && happened(Risk::Exhausted, &[3.0]));
        assert!(!happened(Risk::DiesOut, &[]) && happened(Risk::DiesOut, &[0.0]));
        assert!(!happened(Risk::DiesOut, &[1.0]));
    }
}
