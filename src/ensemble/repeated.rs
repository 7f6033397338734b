//! The first replicates once more: the same values of the uncertain inputs, other luck.

use super::Observer;
use crate::engine::{Layout, Outcome, cohort};
use crate::model::{Model, draw_inputs};
use crate::rng::ReplicateKey;
use crate::scenario::Scenario;
use rayon::prelude::*;

/// Luck is that of replicates from here on, which no ensemble ever reaches.
const FRESH: u64 = 1 << 63;

/// Simulates each of the first `replicates` another `times` times, with the inputs drawn for it and luck of its own
/// each time. Yields the metrics at `columns`, time by time, replicate by replicate: `[replicate][time][column]`. A
/// pure function of its arguments, on any number of threads.
///
/// `None` when the observer wants to stop.
#[must_use]
pub fn repeated(
    scenario: &Scenario,
    seed: u64,
    replicates: u64,
    times: u64,
    columns: &[usize],
    observer: &dyn Observer,
) -> Option<Vec<f64>> {
    let layout = Layout::new(scenario);
    let buffers = || (None::<Model>, cohort::State::default(), Outcome::new(&layout));
    let rows: Option<Vec<Vec<f64>>> = (0..replicates)
        .into_par_iter()
        .map_init(buffers, |(before, state, outcome), replicate| {
            if observer.wants_to_stop() {
                return None;
            }
            let drawn = draw_inputs(scenario, &ReplicateKey::new(seed, replicate));
            let model = match before.take() {
                Some(model) => model.renewed(scenario, &drawn),
                None => Model::compile(scenario, &drawn),
            };
            let mut values = Vec::with_capacity(times as usize * columns.len());
            for time in 0..times {
                let luck = ReplicateKey::new(seed, FRESH + replicate * times + time);
                cohort::simulate(&model, &layout, &luck, state, outcome);
                values.extend(columns.iter().map(|column| outcome.metrics[*column]));
            }
            *before = Some(model);
            observer.advanced(times);
            Some(values)
        })
        .collect();
    rows.map(|rows| rows.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};

    fn scenario(join: &str) -> Scenario {
        let text = format!("name: x\ndays: 3\nseeds: 100\nshare: 1\ncontacts: 10\njoin: {join}\n");
        Scenario::from_yaml(&text).unwrap()
    }

    fn new_users(scenario: &Scenario, replicates: u64, times: u64) -> Vec<f64> {
        let column = Layout::new(scenario).metric("new_users").unwrap();
        repeated(scenario, 1, replicates, times, &[column], &Silent).unwrap()
    }

    /// With an input that is as good as known luck is all there is, and it differs from time to time.
    #[test]
    fn luck_is_fresh() {
        let scenario = scenario("{ uniform: [0.03, 0.030001] }");
        let mut values = new_users(&scenario, 20, 3);
        values.extend(sample(&scenario, 1, 20).column("new_users").unwrap());
        values.sort_by(f64::total_cmp);
        values.dedup();
        assert!(values.len() > 25, "{values:?}");
    }

    /// With so many people that there is no luck, a replicate is what its inputs make of it.
    #[test]
    fn inputs_are_those_of_the_replicate() {
        let mut scenario = scenario("{ uniform: [0.01, 0.05] }");
        scenario.segments[0].seeds[0].count = 1e10.into();
        let first = sample(&scenario, 1, 20).column("new_users").unwrap();
        for (replicate, again) in new_users(&scenario, 20, 2).chunks(2).enumerate() {
            again.iter().for_each(|value| assert!((value / first[replicate] - 1.0).abs() < 1e-3));
        }
    }

    #[test]
    fn an_observer_can_stop_it() {
        struct Impatient;
        impl Observer for Impatient {
            fn advanced(&self, _: u64) {}
            fn wants_to_stop(&self) -> bool {
                true
            }
        }
        assert_eq!(repeated(&scenario("0.1 to 0.2"), 1, 10, 1, &[0], &Impatient), None);
    }
}
