//! Many replicates of a case, by the engine or by the oracle, in one form.

use crate::campaigns;
use crate::oracle::{self, TwoClass};
use kfactor::ensemble::sample;
use kfactor::metrics::{Metric, StopReason};
use kfactor::scenario::{Scenario, Valid};

/// A small campaign, and the true stay classes of its segments with retention.
#[derive(Clone)]
pub struct Case {
    pub name: &'static str,
    pub scenario: Scenario,
    pub two_class: Vec<Option<TwoClass>>,
    /// Whether campaign and twin are different people at times, so that how their luck hangs together is up to whoever draws it:
    /// of what is added the mean is determined, not the law.
    pub coupled: bool,
    /// How many campaigns show a change of a tenth or two, with something to spare.
    pub enough: u64,
}

impl Case {
    pub fn new(name: &'static str, scenario: Scenario) -> Case {
        Case { name, scenario, two_class: Vec::new(), coupled: false, enough: 10_000 }
    }

    pub fn coupled(self) -> Case {
        Case { coupled: true, ..self }
    }

    pub fn subtle(self) -> Case {
        Case { enough: 20_000, ..self }
    }

    pub fn most_subtle(self) -> Case {
        Case { enough: 30_000, ..self }
    }

    /// What changes is seen by fewer campaigns.
    pub fn plain(self) -> Case {
        Case { enough: 4_000, ..self }
    }

    /// How many campaigns are compared.
    pub fn campaigns(&self) -> u64 {
        campaigns(self.enough)
    }
}

/// `rows[replicate][metric]`, `NaN` = undefined.
#[derive(Default)]
pub struct Table {
    pub names: Vec<String>,
    pub rows: Vec<Vec<f64>>,
    pub stops: Vec<StopReason>,
}

impl Table {
    /// The values of one metric over the replicates.
    pub fn column(&self, name: &str) -> Vec<f64> {
        let metric = self.names.iter().position(|n| n == name);
        let metric = metric.unwrap_or_else(|| panic!("no metric `{name}`"));
        self.rows.iter().map(|row| row[metric]).collect()
    }

    /// So many of the campaigns.
    pub fn first(&self, campaigns: u64) -> Table {
        let campaigns = campaigns as usize;
        let (rows, stops) = (self.rows[..campaigns].to_vec(), self.stops[..campaigns].to_vec());
        Table { names: self.names.clone(), rows, stops }
    }

    /// Members ever joined, seeds included, per replicate.
    pub fn totals(&self) -> Vec<f64> {
        let (seeds, new) = (self.column("seeds"), self.column("new_users"));
        seeds.iter().zip(new).map(|(seeds, new)| seeds + new).collect()
    }
}

/// Replicates by the oracle.
pub fn by_oracle(case: &Case, seed: u64, replicates: u64) -> Table {
    let mut table = Table::default();
    more_by_oracle(&mut table, case, seed, replicates);
    table
}

/// Plays more of them, until there are so many.
pub fn more_by_oracle(table: &mut Table, case: &Case, seed: u64, replicates: u64) {
    for replicate in table.rows.len() as u64..replicates {
        let outcome = oracle::play(&case.scenario, &case.two_class, seed, replicate);
        if table.names.is_empty() {
            table.names = outcome.metrics.keys().cloned().collect();
        }
        table.rows.push(outcome.metrics.into_values().collect());
        table.stops.push(outcome.stop);
    }
}

/// Replicates by the engine.
pub fn by_engine(case: &Case, seed: u64, replicates: u64) -> Table {
    let scenario =
        case.scenario.clone().validate().unwrap_or_else(|problems| panic!("{}: {problems}", case.name));
    let sample = kfactor::ensemble::sample(&scenario, seed, replicates);
    Table {
        names: sample.metrics.into_iter().map(|metric| metric.name().into_owned()).collect(),
        rows: sample.rows,
        stops: sample.stops,
    }
}

/// Mean of a metric over so many campaigns, and its error.
pub fn mean(scenario: &Valid, metric: &Metric, campaigns: u64) -> (f64, f64) {
    let [mean] = means(scenario, [metric], campaigns);
    mean
}

/// The same of several metrics of the same campaigns.
pub fn means<const N: usize>(scenario: &Valid, metrics: [&Metric; N], campaigns: u64) -> [(f64, f64); N] {
    let sample = sample(scenario, 5, campaigns);
    metrics.map(|metric| {
        let values = sample.column(metric).expect("a metric of the scenario");
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (mean, (variance / n).sqrt())
    })
}
