//! How long one campaign takes, tried before many are simulated: so that nobody waits without knowing for how long. What is
//! told hangs on the machine and on what else it does; no result does.

use crate::engine::{Engine, Outcome, State};
use crate::metrics::Layout;
use crate::model::Model;
use crate::rng::ReplicateKey;
use crate::scenario::Valid;
use std::time::{Duration, Instant};

/// A campaign that takes longer than this takes long: most take a hundredth of it.
const LONG: Duration = Duration::from_millis(250);
/// What takes longer is not waited for.
const PATIENCE: Duration = Duration::from_millis(1000);

/// What a trial has shown.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    /// In seconds.
    pub seconds: f64,
    /// Whether it came to its end by then.
    pub is_over: bool,
}

/// How long a campaign of this scenario takes, if that is long.
pub fn takes_long(scenario: &Valid) -> Option<Took> {
    let (model, layout) = (Model::typical(scenario), Layout::new(&scenario.shape()));
    let (mut state, mut outcome) = (State::default(), Outcome::new(&layout));
    let mut one = || {
        let (begin, key) = (Instant::now(), ReplicateKey::new(scenario.seed, 0));
        let waits_no_more = || begin.elapsed() > PATIENCE;
        let engine = Engine::of(scenario);
        let is_over = engine.simulate(&model, &layout, &key, &mut state, &mut outcome, &waits_no_more);
        (begin.elapsed(), is_over)
    };
    let mut found = one();
    if found.0 > LONG && found.1 {
        // The first time, memory is not there yet, and something else may have been at work.
        found = found.min(one());
    }
    let (took, is_over) = found;
    (took > LONG).then_some(Took { seconds: took.as_secs_f64(), is_over })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn what_takes_long_is_seen_and_not_waited_for() {
        let of = |rest: &str| {
            let text = format!("{{ name: x, seeds: 400, join: 0.05, {rest} }}");
            takes_long(&Scenario::from_yaml(&text).unwrap())
        };
        assert!(of("days: 9, step: 1d, share: 0.3, contacts: 9").is_none());
        let begin = Instant::now();
        let many_steps = "days: 90, step: 1m, share: { content: 0.3, after: 8h, again: 0.9 }, market: 1e9";
        let took = of(&format!("{many_steps}, contacts: {{ mean: 1e4, k: 0.1 }}")).unwrap();
        assert!(took.seconds > LONG.as_secs_f64() && begin.elapsed() < 20 * PATIENCE, "{took:?}");
    }
}
