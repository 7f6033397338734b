//! Parts of a model that no uncertain input changes: compiled once, and handed on from replicate to replicate.
//!
//! Nothing lists which inputs a part depends on. A part reads its numbers through [`Drawn`], which notices an uncertain
//! one; what read none comes out the same whatever is drawn.

use crate::scenario::Quantity;
use std::cell::Cell;

/// The values drawn for the uncertain inputs of a replicate, as one part of the model reads them.
pub(super) struct Drawn<'a> {
    values: &'a [f64],
    /// Whether an uncertain input was among the numbers read.
    uncertain: Cell<bool>,
}

impl Drawn<'_> {
    /// The value of a number of the scenario.
    pub fn of(&self, quantity: &Quantity) -> f64 {
        if matches!(quantity, Quantity::Uncertain(_)) {
            self.uncertain.set(true);
        }
        quantity.value(self.values)
    }
}

/// A part of a model.
#[derive(Clone, Debug)]
pub(super) struct Part<T> {
    /// The part.
    pub value: T,
    /// Whether it is the same in every replicate.
    pub constant: bool,
}

impl<T> Part<T> {
    /// The part that another replicate had, where it is known to be the same in all; else what `compile` makes of the
    /// values drawn.
    pub fn new(known: Option<T>, drawn: &[f64], compile: impl FnOnce(&Drawn<'_>) -> T) -> Part<T> {
        if let Some(value) = known {
            return Part { value, constant: true };
        }
        let drawn = Drawn { values: drawn, uncertain: Cell::new(false) };
        let value = compile(&drawn);
        Part { value, constant: !drawn.uncertain.get() }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Model, draw_inputs};
    use crate::rng::ReplicateKey;
    use crate::scenario::Scenario;

    const PLAIN: &str = "name: x\ndays: 12\nstep: 6h\nseeds: 9\ncontacts: 5\n";

    /// The model of a replicate that takes over what it can is the one compiled from nothing.
    fn check(rest: &str) -> Model {
        let scenario = Scenario::from_yaml(&format!("{PLAIN}{rest}")).unwrap();
        let mut renewed = Model::typical(&scenario);
        for replicate in 0..5 {
            let drawn = draw_inputs(&scenario, &ReplicateKey::new(1, replicate));
            renewed = renewed.renewed(&scenario, &drawn);
            assert_eq!(format!("{renewed:?}"), format!("{:?}", Model::compile(&scenario, &drawn)), "{rest}");
        }
        renewed
    }

    #[test]
    fn a_model_that_takes_over_is_the_one_compiled_anew() {
        check("share: 0.5\njoin: 0.1 to 0.2\nretention: { 1d: 0.8, 7d: 0.5, 30d: 0.2 }\ndelay: 2d\n");
        check("share: 0.5\njoin: 0.2\nretention: { 1d: 0.7 to 0.8, 7d: 0.5, 30d: 0.2 }\n");
        check("share: 0.5\njoin: 0.2\ndelay: { exponential: 1d to 3d }\nnovelty: { half_life: 2d to 9d }\n");
        check("share: { content: 0.5, after: 1d to 2d }\njoin: 0.2\nchurn: 0.1 to 0.2\n");
        check(
            "share: 0.5\njoin: 0.2\nchannels: { a: { use: 0.5, delay: { exponential: 1d to 3d } }, \
             b: { contacts: 2, delay: 2d } }\n",
        );
        check("share: 0.5\njoin: 0.2\nevents: [{ at: 1d, for: 2d, join: 2, churn: { uniform: [1, 2] } }]\n");
    }

    #[test]
    fn only_what_depends_on_an_input_is_compiled_anew() {
        let model = check("share: 0.5\njoin: 0.1 to 0.2\nretention: { 1d: 0.8, 7d: 0.5, 30d: 0.2 }\n");
        assert!(model.segments[0].is_constant() && model.profile.is_constant());
        let model = check("share: 0.5\njoin: 0.2\ndelay: { exponential: 1d to 3d }\n");
        assert!(model.segments[0].is_constant() && !model.channels[0].is_constant());
        assert!(model.profile.is_constant());
        let model = check("share: 0.5\njoin: 0.2\nnovelty: { half_life: 2d to 9d }\n");
        assert!(model.segments[0].is_constant() && !model.profile.is_constant());
    }
}
