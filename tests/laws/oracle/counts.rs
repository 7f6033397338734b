//! What became of promises, counted.

use super::promises::{Promise, State};

/// What became of the promises under one rule.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleCounts {
    pub promised: u64,
    pub refused: u64,
    pub void: u64,
    pub unclaimed: u64,
    pub due: u64,
    pub paid: u64,
    pub broken: u64,
    pub open: u64,
}

impl RuleCounts {
    /// Adds what became of others.
    pub fn add(&mut self, other: &RuleCounts) {
        self.promised += other.promised;
        self.refused += other.refused;
        self.void += other.void;
        self.unclaimed += other.unclaimed;
        self.due += other.due;
        self.paid += other.paid;
        self.broken += other.broken;
        self.open += other.open;
    }

    /// By rule.
    pub fn of(promises: &[Promise], rules: usize) -> Vec<RuleCounts> {
        let mut counts = vec![RuleCounts::default(); rules];
        for promise in
            promises.iter().filter(|promise| !matches!(promise.state, State::NeverMade | State::Standing))
        {
            let of_rule = &mut counts[promise.rule];
            of_rule.promised += 1;
            of_rule.due += u64::from(matches!(promise.state, State::Paid | State::Broken));
            *match promise.state {
                State::Refused => &mut of_rule.refused,
                State::Void => &mut of_rule.void,
                State::Unclaimed => &mut of_rule.unclaimed,
                State::Paid => &mut of_rule.paid,
                State::Broken => &mut of_rule.broken,
                State::Open | State::NeverMade | State::Standing => &mut of_rule.open,
            } += 1;
        }
        counts
    }
}
