//! Whether a statement speaks of this scenario: it may have been read for another one. How it is read is for `input`.

use super::vocabulary::{Names, Vocabulary};
use super::{Estimand, Expectation, Observable, Occurrence};
use crate::metrics::Risk;
use crate::problem::{Noun, StatementFault};
use crate::scenario::Scenario;
use crate::yaml::nearest;
use std::borrow::Cow;
use std::ops::Range;

impl Expectation {
    /// What the statement names and this scenario does not have, and at which bytes of its text.
    pub(in crate::scenario) fn faults(&self, scenario: &Scenario) -> Vec<(Range<usize>, StatementFault)> {
        let words = Vocabulary::of(scenario);
        let fault = match &self.estimand {
            Estimand::Statistic { of, .. } | Estimand::Chance(Occurrence::Compared { of, .. }) => {
                words.lacks(of)
            }
            Estimand::Chance(Occurrence::Named(event)) => words.lacks_event(*event),
            Estimand::Theory(_) => None,
        };
        fault.map(|(name, fault)| (self.bytes_of(&name), fault)).into_iter().collect()
    }

    /// Where a name stands in the text; all of the text where it does not.
    fn bytes_of(&self, name: &str) -> Range<usize> {
        self.text.find(name).map_or(0..self.text.len(), |at| at..at + name.len())
    }
}

/// A name, and what is wrong with it.
type Lack = Option<(Cow<'static, str>, StatementFault)>;

impl Vocabulary {
    fn lacks(&self, observable: &Observable) -> Lack {
        match observable {
            Observable::Metric(metric) => unknown(Noun::Metric, metric.name(), &self.metrics),
            Observable::Timeline { series, day } => {
                let outside = self.is_outside(*day).then(|| (series.name().into(), self.day_outside()));
                unknown(Noun::Series, series.name().into(), &self.series).or(outside)
            }
        }
    }

    /// Whether no step of the campaign is over by this day, or none any more; a campaign without steps is reported for that.
    pub fn is_outside(&self, day: f64) -> bool {
        const DUST: f64 = 1e-6;
        self.days > 0.0 && !(self.first_day - DUST..=self.days + DUST).contains(&day)
    }

    pub fn day_outside(&self) -> StatementFault {
        StatementFault::DayOutside { first: self.first_day, last: self.days }
    }

    fn lacks_event(&self, event: Risk) -> Lack {
        let needs_benchmark = event == Risk::AboveBenchmark && !self.has_benchmark;
        needs_benchmark.then(|| (event.name().into(), StatementFault::NeedsBenchmark))
    }
}

/// The fault of a name that is not among those known.
fn unknown<T>(noun: Noun, name: Cow<'static, str>, known: &Names<T>) -> Lack {
    if known.meaning(&name).is_some() {
        return None;
    }
    let nearest = nearest(&name, known.all());
    let known = known.all().into_iter().map(str::to_owned).collect();
    let fault = StatementFault::UnknownName { noun, name: name.clone().into_owned(), nearest, known };
    Some((name, fault))
}
