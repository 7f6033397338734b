//! What a statement reads off a replicate.

use crate::metrics::{Layout, Risk, RiskReader, Undefined, Unit};
use crate::scenario::{Estimand, Observable, Occurrence, Relation, Scenario};

/// Reads one number of a replicate: the value of an observable, or 1 where something happened and 0 where not.
pub(super) enum Reading {
    /// A number as it is; `NaN` where undefined.
    Value(Cell),
    /// Whether a number stands in this relation to a bound.
    Compared(Cell, Relation, f64),
    /// Whether something came true.
    Risk(RiskReader, Risk),
    /// Nothing: what is asked for is not read off replicates.
    Nothing(Unit),
}

/// Where a number stands in a replicate.
pub(super) struct Cell {
    place: Place,
    unit: Unit,
    /// Where it is not defined it counts, in a comparison, as larger than any number: the day of what never came, the
    /// cost per user when nobody came.
    endless: bool,
}

enum Place {
    Metric(usize),
    Timeline(usize),
}

impl Reading {
    /// For what is estimated of a scenario with this layout.
    pub fn new(estimand: &Estimand, scenario: &Scenario, layout: &Layout) -> Reading {
        let reading = match estimand {
            Estimand::Statistic { of, .. } => Cell::new(of, scenario, layout).map(Reading::Value),
            Estimand::Chance(Occurrence::Compared { of, relation, bound }) => {
                Cell::new(of, scenario, layout).map(|cell| Reading::Compared(cell, *relation, *bound))
            }
            Estimand::Chance(Occurrence::Named(risk)) => {
                let risks = RiskReader::new(&scenario.shape(), |metric| layout.metric(metric));
                Some(Reading::Risk(risks, *risk))
            }
            Estimand::Theory(scalar) => Some(Reading::Nothing(scalar.unit())),
        };
        // Names are checked with the scenario; one that means nothing measures nothing.
        reading.unwrap_or(Reading::Nothing(Unit::Ratio))
    }

    /// The unit of what is estimated.
    pub fn unit(&self) -> Unit {
        match self {
            Reading::Value(cell) => cell.unit,
            Reading::Compared(..) | Reading::Risk(..) => Unit::Share,
            Reading::Nothing(unit) => *unit,
        }
    }

    /// The number of a replicate; `NaN` where it is not defined.
    pub fn value(&self, metrics: &[f64], timeline: &[f64]) -> f64 {
        match self {
            Reading::Value(cell) => cell.read(metrics, timeline),
            Reading::Compared(cell, relation, bound) => {
                let value = cell.read(metrics, timeline);
                let value = if value.is_nan() && cell.endless { f64::INFINITY } else { value };
                f64::from(relation.holds(value, *bound))
            }
            Reading::Risk(risks, risk) => f64::from(risks.happened(*risk, metrics)),
            Reading::Nothing(_) => f64::NAN,
        }
    }
}

impl Cell {
    fn new(of: &Observable, scenario: &Scenario, layout: &Layout) -> Option<Cell> {
        match of {
            Observable::Metric(metric) => {
                let place = Place::Metric(layout.metric(metric)?);
                let endless = matches!(metric.undefined(), Undefined::NeverCame | Undefined::Nobody);
                Some(Cell { place, unit: metric.unit(), endless })
            }
            Observable::Timeline { series, day } => {
                let column = layout.series(*series)?;
                let point = layout.points.binary_search(&scenario.clock.step_over_by(*day)?).ok()?;
                let place = Place::Timeline(point * layout.series.len() + column);
                Some(Cell { place, unit: series.unit(), endless: false })
            }
        }
    }

    fn read(&self, metrics: &[f64], timeline: &[f64]) -> f64 {
        let value = match self.place {
            Place::Metric(column) => metrics.get(column),
            Place::Timeline(place) => timeline.get(place),
        };
        value.copied().unwrap_or(f64::NAN)
    }
}
