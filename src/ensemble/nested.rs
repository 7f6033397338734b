//! Nested runs: the first replicates once more, with the same values of the uncertain inputs and other luck.

use super::block::{rounds, tasks};
use super::design::{Cell, Design, Kept};
use super::observer::Observer;
use super::queue::{Ended, work};
use crate::scenario::Valid;
use std::ops::ControlFlow;

/// Blocks of a round.
const ROUND: usize = 1024;

/// Simulates each of the first `replicates` another `times` times, with the inputs drawn for it and luck of its own
/// each time. Yields the metrics at `columns`, time by time, replicate by replicate: `[replicate][time][column]`. A
/// pure function of its arguments, on any number of threads.
///
/// `None` when the observer wants to stop.
#[must_use]
pub fn nested(
    scenario: &Valid,
    seed: u64,
    replicates: u64,
    times: u64,
    columns: &[usize],
    observer: &dyn Observer,
) -> Option<Vec<f64>> {
    let kept = Kept::Cells(columns.iter().map(|column| Some(Cell::Value(*column))).collect());
    let design = Design::new(scenario, seed, |_| kept).nested(times);
    let rounds = rounds(tasks(0, 0..replicates * times), ROUND);
    let (mut values, mut row) = (Vec::new(), Vec::new());
    let ended = work(&[design], rounds, observer, &mut |round| {
        for done in round {
            for replicate in 0..done.block.stops.len() {
                done.block.read(replicate, 0..columns.len(), &mut row);
                values.extend_from_slice(&row);
            }
        }
        Ok(ControlFlow::Continue(()))
    });
    // Nothing here can fail, so an error cannot come back.
    ended.is_ok_and(|ended| ended == Ended::Complete).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};
    use crate::metrics::{Layout, Metric};
    use crate::scenario::Scenario;

    fn scenario(join: &str) -> Valid {
        let text = format!("name: x\ndays: 3\nseeds: 100\nshare: 1\ncontacts: 10\njoin: {join}\n");
        Scenario::from_yaml(&text).unwrap()
    }

    fn new_users(scenario: &Valid, replicates: u64, times: u64) -> Vec<f64> {
        let column = Layout::new(&scenario.shape()).metric(&Metric::NewUsers).unwrap();
        nested(scenario, 1, replicates, times, &[column], &Silent).unwrap()
    }

    /// With an input that is as good as known luck is all there is, and it differs from time to time.
    #[test]
    fn luck_is_fresh() {
        let scenario = scenario("{ uniform: [0.03, 0.030001] }");
        let mut values = new_users(&scenario, 20, 3);
        values.extend(sample(&scenario, 1, 20).column(&Metric::NewUsers).unwrap());
        values.sort_by(f64::total_cmp);
        values.dedup();
        assert!(values.len() > 25, "{values:?}");
    }

    /// With so many people that there is no luck, a replicate is what its inputs make of it.
    #[test]
    fn inputs_are_those_of_the_replicate() {
        let scenario = scenario("{ uniform: [0.01, 0.05] }");
        let scenario = scenario.changed(|scenario| scenario.segments[0].set_seeds(1e10)).unwrap();
        let first = sample(&scenario, 1, 20).column(&Metric::NewUsers).unwrap();
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
        assert_eq!(nested(&scenario("0.1 to 0.2"), 1, 10, 1, &[0], &Impatient), None);
    }
}
