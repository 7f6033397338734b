//! Whether a statement speaks of this scenario: it may have been read for another one. How it is read is for `input`.

use super::vocabulary::{EVENTS, THEORY, Vocabulary};
use super::{Estimand, Expectation, Observable, Occurrence};
use crate::problem::{Dimension, Noun, StatementFault};
use crate::scenario::Scenario;
use crate::yaml::nearest;
use std::ops::Range;

impl Expectation {
    /// What the statement names and this scenario does not have, and at which bytes of its text.
    pub(in crate::scenario) fn faults(&self, scenario: &Scenario) -> Vec<(Range<usize>, StatementFault)> {
        let words = Vocabulary::of(scenario);
        let fault = match &self.estimand {
            Estimand::Statistic { of, .. } | Estimand::Chance(Occurrence::Compared { of, .. }) => {
                words.lacks(of)
            }
            Estimand::Chance(Occurrence::Named(name)) => words.lacks_event(name),
            Estimand::Theory(name) => {
                let known = THEORY.iter().map(|(name, _)| *name);
                unknown(Noun::Theory, name, known)
            }
        };
        fault.map(|(name, fault)| (self.bytes_of(name), fault)).into_iter().collect()
    }

    /// Where a name stands in the text; all of the text where it does not.
    fn bytes_of(&self, name: &str) -> Range<usize> {
        self.text.find(name).map_or(0..self.text.len(), |at| at..at + name.len())
    }
}

/// A name, and what is wrong with it.
type Lack<'a> = Option<(&'a str, StatementFault)>;

impl Vocabulary {
    fn lacks<'a>(&self, observable: &'a Observable) -> Lack<'a> {
        match observable {
            Observable::Metric(name) => unknown(Noun::Metric, name, names(&self.metrics)),
            Observable::Timeline { series, step } => unknown(Noun::Series, series, names(&self.series))
                .or_else(|| self.ends_before(*step).then(|| (series.as_str(), self.day_outside()))),
        }
    }

    /// Whether the campaign is over at this step; a campaign without steps is reported for that.
    fn ends_before(&self, step: u32) -> bool {
        self.steps > 0 && step >= self.steps
    }

    fn day_outside(&self) -> StatementFault {
        StatementFault::DayOutside { first: self.step_days, last: f64::from(self.steps) * self.step_days }
    }

    fn lacks_event<'a>(&self, name: &'a str) -> Lack<'a> {
        let needs_benchmark = name == "above_benchmark" && !self.has_benchmark;
        let benchmark = needs_benchmark.then_some((name, StatementFault::NeedsBenchmark));
        unknown(Noun::Event, name, EVENTS.iter().copied()).or(benchmark)
    }
}

fn names(known: &[(String, Dimension)]) -> impl Iterator<Item = &str> + Clone {
    known.iter().map(|(name, _)| name.as_str())
}

/// The fault of a name that is not among those known.
fn unknown<'a, 'b>(noun: Noun, name: &'a str, known: impl Iterator<Item = &'b str> + Clone) -> Lack<'a> {
    if known.clone().any(|other| other == name) {
        return None;
    }
    let nearest = nearest(name, known.clone());
    let known = known.map(str::to_owned).collect();
    Some((name, StatementFault::UnknownName { noun, name: name.to_owned(), nearest, known }))
}
