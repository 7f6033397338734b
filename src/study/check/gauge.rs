//! What a statement reads off a replicate.

use crate::metrics::{Events, Layout, Risk, Undefined, Unit};
use crate::scenario::{Estimand, Observable, Occurrence, Relation, Scenario};

/// Reads one number of a replicate: the value of an observable, or 1 where something happened and 0 where not.
pub(super) enum Gauge {
    /// A number as it is; `NaN` where undefined.
    Value(Dial),
    /// Whether a number stands in this relation to a bound.
    Compared(Dial, Relation, f64),
    /// Whether something came true.
    Risk(Events, Risk),
    /// Nothing: what is asked for is not read off replicates.
    Nothing(Unit),
}

/// Where a number stands in a replicate.
pub(super) struct Dial {
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

impl Gauge {
    /// The gauge for what is estimated of a scenario with this layout.
    pub fn new(estimand: &Estimand, scenario: &Scenario, layout: &Layout) -> Gauge {
        let gauge = match estimand {
            Estimand::Statistic { of, .. } => Dial::new(of, layout).map(Gauge::Value),
            Estimand::Chance(Occurrence::Compared { of, relation, bound }) => {
                Dial::new(of, layout).map(|dial| Gauge::Compared(dial, *relation, *bound))
            }
            Estimand::Chance(Occurrence::Named(risk)) => {
                let events = Events::new(&scenario.shape(), |metric| layout.metric(metric));
                Some(Gauge::Risk(events, *risk))
            }
            Estimand::Theory(scalar) => Some(Gauge::Nothing(scalar.unit())),
        };
        // Names are checked with the scenario; one that means nothing measures nothing.
        gauge.unwrap_or(Gauge::Nothing(Unit::Ratio))
    }

    /// The unit of what is estimated.
    pub fn unit(&self) -> Unit {
        match self {
            Gauge::Value(dial) => dial.unit,
            Gauge::Compared(..) | Gauge::Risk(..) => Unit::Share,
            Gauge::Nothing(unit) => *unit,
        }
    }

    /// The number of a replicate; `NaN` where it is not defined.
    pub fn value(&self, metrics: &[f64], timeline: &[f64]) -> f64 {
        match self {
            Gauge::Value(dial) => dial.read(metrics, timeline),
            Gauge::Compared(dial, relation, bound) => {
                let value = dial.read(metrics, timeline);
                let value = if value.is_nan() && dial.endless { f64::INFINITY } else { value };
                f64::from(relation.holds(value, *bound))
            }
            Gauge::Risk(events, risk) => f64::from(events.happened(*risk, metrics)),
            Gauge::Nothing(_) => f64::NAN,
        }
    }
}

impl Dial {
    fn new(of: &Observable, layout: &Layout) -> Option<Dial> {
        match of {
            Observable::Metric(metric) => {
                let place = Place::Metric(layout.metric(metric)?);
                let endless = matches!(metric.undefined(), Undefined::NeverCame | Undefined::Nobody);
                Some(Dial { place, unit: metric.unit(), endless })
            }
            Observable::Timeline { series, step } => {
                let column = layout.series(*series)?;
                let point = layout.points.binary_search(step).ok()?;
                let place = Place::Timeline(point * layout.series.len() + column);
                Some(Dial { place, unit: series.unit(), endless: false })
            }
        }
    }

    fn read(&self, metrics: &[f64], timeline: &[f64]) -> f64 {
        let value = match self.place {
            Place::Metric(column) => metrics.get(column),
            Place::Timeline(cell) => timeline.get(cell),
        };
        value.copied().unwrap_or(f64::NAN)
    }
}
