//! Who comes to the door in a step, and when.

/// People who come to the door in a step.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Comers {
    pub count: u64,
    pub when: When,
}

/// When in a step they come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::engine) enum When {
    /// All together, at this moment.
    At(f64),
    /// Each at one of his own.
    Anytime,
    /// The same, after he was asked in the step: at the later of two moments.
    Afterwards,
}

impl When {
    /// The moment at which all come together, if they do.
    pub fn moment(self) -> Option<f64> {
        match self {
            When::At(moment) => Some(moment),
            When::Anytime | When::Afterwards => None,
        }
    }

    /// Chance to come before a moment.
    fn before(self, moment: f64) -> f64 {
        match self {
            When::At(own) => f64::from(u8::from(own < moment)),
            When::Anytime => moment,
            When::Afterwards => moment * moment,
        }
    }

    /// Chance of one who comes between two moments to come before a third between them.
    pub fn before_between(self, moment: f64, [from, to]: [f64; 2]) -> f64 {
        let [before, from, to] = [moment, from, to].map(|moment| self.before(moment));
        if to > from { ((before - from) / (to - from)).clamp(0.0, 1.0) } else { 1.0 }
    }
}
