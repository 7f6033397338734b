//! What statements about one scenario can name: its metrics, and the quantities of its timeline that do not depend on
//! how often it is read. Events and numbers of the theory are the same for every scenario.

use crate::metrics::{Metric, Series, Shape};
use crate::scenario::Scenario;

/// What statements about one scenario can name.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    pub metrics: Names<Metric>,
    pub series: Names<Series>,
    pub has_benchmark: bool,
    /// The end of the first step, in days.
    pub first_day: f64,
    /// The end of the campaign.
    pub days: f64,
}

impl Vocabulary {
    pub fn of(scenario: &Scenario) -> Vocabulary {
        let shape = scenario.shape();
        Vocabulary {
            metrics: Names(
                metrics(&shape).into_iter().map(|metric| (metric.name().into(), metric)).collect(),
            ),
            series: Names(
                Series::ALL
                    .into_iter()
                    .filter(|series| series.is_in(&shape) && !series.is_since_point())
                    .map(|series| (series.name().to_owned(), series))
                    .collect(),
            ),
            has_benchmark: shape.benchmark.is_some(),
            first_day: scenario.clock.first_day(),
            days: scenario.clock.days(),
        }
    }
}

/// First those of every campaign, then the funnel stages and tiers, as they stand in the scenario.
fn metrics(shape: &Shape) -> Vec<Metric> {
    let mut metrics: Vec<Metric> = Metric::of_every_campaign().collect();
    let stages = shape.stages.iter().flatten().cloned().map(Metric::Stage);
    for metric in stages.chain(shape.tiers.iter().copied().map(Metric::Reached)) {
        if !metrics.contains(&metric) {
            metrics.push(metric);
        }
    }
    metrics
}

/// Names, and what each means.
#[derive(Clone, Debug)]
pub(crate) struct Names<T>(Vec<(String, T)>);

impl<T> Names<T> {
    /// The names alone.
    pub fn all(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// What this name means.
    pub fn meaning(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, meaning)| meaning)
    }
}
