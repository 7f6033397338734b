//! What holds of the numbers of any campaign, whatever it is: every promise comes to something, the money adds up to the last
//! unit, everybody who accepted is somewhere, and what is added is the campaign less its twin.

mod funnel;
mod money;
mod people;
mod promises;
mod theory;
mod twin;

pub use theory::theory_adds_up;
pub use twin::twin_is_the_campaign_in_which_nothing_is_done;

use kfactor::engine::{Engine, Outcome, State};
use kfactor::metrics::{Layout, Metric, Series, Unit};
use kfactor::model::Model;
use kfactor::rng::ReplicateKey;
use kfactor::scenario::{Scenario, Valid};
use std::time::{Duration, Instant};

/// A replicate, and what it is one of.
pub struct Replicate<'a> {
    pub scenario: &'a Valid,
    pub model: &'a Model,
    pub layout: &'a Layout,
    pub outcome: Outcome,
}

/// Who waits longer for a replicate learns nothing more of it.
const PATIENCE: Duration = Duration::from_secs(100);

/// A replicate of this model, whose seed is 7.
pub fn simulate<'a>(
    scenario: &'a Valid,
    model: &'a Model,
    layout: &'a Layout,
    replicate: u64,
) -> Replicate<'a> {
    let (mut state, mut outcome) = (State::default(), Outcome::new(layout));
    let (key, begin) = (ReplicateKey::new(7, replicate), Instant::now());
    let engine = Engine::of(scenario);
    let waits = || begin.elapsed() > PATIENCE;
    let ended = engine.simulate(model, layout, &key, &mut state, &mut outcome, &waits);
    assert!(ended, "a replicate takes longer than {PATIENCE:?}");
    Replicate { scenario, model, layout, outcome }
}

impl Replicate<'_> {
    pub fn metric(&self, metric: &Metric) -> f64 {
        self.outcome.metrics[self.layout.metric(metric).expect("a metric of every campaign")]
    }

    /// A quantity of the timeline, point by point.
    pub fn course(&self, series: Series) -> Option<Vec<f64>> {
        let place = self.layout.series(series)?;
        let points = self.outcome.timeline.chunks_exact(self.layout.series.len());
        Some(points.map(|point| point[place]).collect())
    }

    /// Whether bonus hunters may come.
    pub fn has_hunters(&self) -> bool {
        self.scenario.segments.iter().any(|segment| segment.fake)
    }

    /// All that holds of every replicate.
    pub fn balances(&self) {
        self.numbers_are_possible();
        self.timeline_ends_where_the_campaign_does();
        people::people_are_somewhere(self);
        funnel::funnel_narrows(self);
        promises::promises_come_to_something(self);
        money::money_adds_up(self);
        twin::added_is_what_others_have_not(self);
    }

    /// Nothing is undefined or infinite that must be a number.
    fn numbers_are_possible(&self) {
        let rows = self.layout.metrics.iter().zip(&self.outcome.metrics).zip(&self.layout.undefined);
        for ((metric, value), undefined) in rows {
            let is_price = metric.per_head().is_some();
            let possible = match metric.unit() {
                _ if *undefined => value.is_nan(),
                Unit::Money if is_price => value.is_nan() || *value >= 0.0,
                Unit::Days => *value >= 0.0,
                Unit::Share => value.is_nan() || (0.0..=1.0).contains(value),
                Unit::Ratio => !value.is_infinite(),
                _ => value.is_finite(),
            };
            assert!(possible, "{} is {value}", metric.name());
        }
        assert!(self.outcome.timeline.iter().all(|value| value.is_finite()), "the timeline has holes");
    }

    fn timeline_ends_where_the_campaign_does(&self) {
        for series in self.layout.series.iter().copied() {
            let course = self.course(series).expect("it is one of them");
            let last = *course.last().expect("the last step is a point");
            let nothing_back = series == Series::Cost && self.metric(&Metric::Recovered) == 0.0;
            if series.never_falls() || nothing_back {
                assert!(course.is_sorted(), "{} falls: {course:?}", series.name());
            }
            if let Some(end) = series.end() {
                near(last, self.metric(&end), series.name());
            }
            let sum: f64 = course.iter().sum();
            match series {
                Series::Shares => near(sum, self.metric(&Metric::Shares), "shares over time"),
                Series::Accepted => near(sum, self.metric(&Metric::Accepted), "accepted over time"),
                Series::Members => near(last, self.metric(&Metric::MembersEnd), "members over time"),
                _ => {}
            }
        }
    }
}

/// Equal but for what doubles cannot tell apart.
pub fn near(a: f64, b: f64, what: &str) {
    near_for(a, b, a.abs().max(b.abs()), what);
}

/// The same of numbers that are made of others of this size.
pub fn near_for(a: f64, b: f64, size: f64, what: &str) {
    assert!((a - b).abs() <= 1e-6 + 1e-9 * size, "{what}: {a} and {b}");
}

/// Whether no number of a scenario is uncertain, so that the scenario says what the model has.
pub fn is_certain(scenario: &Scenario) -> bool {
    scenario.inputs.is_empty()
}
