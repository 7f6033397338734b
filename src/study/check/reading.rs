//! What a statement reads off a replicate.

use crate::metrics::{Layout, Metric, Risk, RiskReader, Unit};
use crate::scenario::{Estimand, Observable, Occurrence, Relation, Scenario};

/// What was read off a replicate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Read {
    /// A number; `NaN` where undefined. 1 where something happened and 0 where not.
    Number(f64),
    /// The money and the heads of a cost per head, whose mean is that of all money over all heads.
    PerHead([f64; 2]),
}

/// Reads what a statement is about: the value of an observable, or whether something happened.
pub(super) enum Reading {
    /// A number as it is.
    Value(Cell),
    /// The money and the heads of a cost per head.
    PerHead([Cell; 2]),
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
}

enum Place {
    Metric(usize),
    Timeline(usize),
}

impl Reading {
    /// For what is estimated of a scenario with this layout.
    pub fn new(estimand: &Estimand, scenario: &Scenario, layout: &Layout) -> Reading {
        let reading = match estimand {
            Estimand::Statistic { of, .. } => match estimand.mean_per_head() {
                Some([money, heads]) => Cell::of(money, layout)
                    .zip(Cell::of(heads, layout))
                    .map(|(money, heads)| Reading::PerHead([money, heads])),
                None => Cell::new(of, scenario, layout).map(Reading::Value),
            },
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
            Reading::Value(cell) | Reading::PerHead([cell, _]) => cell.unit,
            Reading::Compared(..) | Reading::Risk(..) => Unit::Share,
            Reading::Nothing(unit) => *unit,
        }
    }

    /// What it is in this replicate.
    pub fn read(&self, metrics: &[f64], timeline: &[f64]) -> Read {
        Read::Number(match self {
            Reading::Value(cell) => cell.read(metrics, timeline),
            Reading::PerHead(parts) => {
                return Read::PerHead([0, 1].map(|part: usize| parts[part].read(metrics, timeline)));
            }
            Reading::Compared(cell, relation, bound) => {
                f64::from(relation.holds(cell.read(metrics, timeline), *bound))
            }
            Reading::Risk(risks, risk) => f64::from(risks.happened(*risk, metrics)),
            Reading::Nothing(_) => f64::NAN,
        })
    }
}

impl Cell {
    fn new(of: &Observable, scenario: &Scenario, layout: &Layout) -> Option<Cell> {
        match of {
            Observable::Metric(metric) => Cell::of(metric, layout),
            Observable::Timeline { series, day } => {
                let column = layout.series(*series)?;
                let point = layout.points.binary_search(&scenario.clock.step_over_by(*day)?).ok()?;
                let place = Place::Timeline(point * layout.series.len() + column);
                Some(Cell { place, unit: series.unit() })
            }
        }
    }

    fn of(metric: &Metric, layout: &Layout) -> Option<Cell> {
        Some(Cell { place: Place::Metric(layout.metric(metric)?), unit: metric.unit() })
    }

    fn read(&self, metrics: &[f64], timeline: &[f64]) -> f64 {
        let value = match self.place {
            Place::Metric(column) => metrics.get(column),
            Place::Timeline(place) => timeline.get(place),
        };
        value.copied().unwrap_or(f64::NAN)
    }
}
