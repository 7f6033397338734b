//! What one share gains its sharer: chances of so many invitations, by the states of progress that are told apart.

use super::behaviour::Behaviour;
use super::dual::{Argument, Dual};

/// The law of what one share gains.
#[derive(Clone, Debug)]
pub(super) struct Gains {
    /// The chances of a contact to accept for which it holds, by way.
    chances: Vec<f64>,
    /// Chances of a gain by its state; nothing but certainty where no state is told apart.
    by_state: Vec<f64>,
    /// Chances of a gain of this state or a higher one.
    at_least: Vec<f64>,
}

/// So few are not followed any more.
const NOBODY: f64 = 1e-14;

impl Gains {
    /// When every contact accepts with these chances, by way.
    pub fn new(behaviour: &Behaviour<'_>, chances: Vec<f64>) -> Gains {
        let states = behaviour.states();
        let mut by_state = vec![0.0; states];
        if states == 1 {
            by_state[0] = 1.0;
        } else {
            let folded = behaviour.gain(&chances).folded(states, |d| behaviour.fold(d), |_| Dual::real(1.0));
            folded.into_iter().for_each(|(gained, p)| by_state[gained] += p.value);
        }
        let mut at_least = by_state.clone();
        for state in (0..states - 1).rev() {
            at_least[state] += at_least[state + 1];
        }
        Gains { chances, by_state, at_least }
    }

    /// The law of step `t` while this part of the contacts is open: the one that is `known`, where that holds still.
    pub fn renewed(known: Option<Gains>, behaviour: &Behaviour<'_>, chances: &[f64]) -> Gains {
        known
            .filter(|known| known.chances == chances)
            .unwrap_or_else(|| Gains::new(behaviour, chances.to_vec()))
    }

    /// Chance to gain so many invitations at least; not more than the marks of the rules.
    pub fn at_least(&self, invitations: usize) -> f64 {
        self.at_least[invitations]
    }

    /// Adds `part` of the members who share, by progress, to where they are afterwards.
    pub fn advance(&self, behaviour: &Behaviour<'_>, part: f64, from: &[f64], to: &mut [f64]) {
        let last = from.len() - 1;
        for (progress, count) in from.iter().enumerate().filter(|(_, count)| **count > NOBODY) {
            let count = part * count;
            if behaviour.keeps_the_last_state() {
                let nearer = to[progress..last].iter_mut().zip(&self.by_state);
                nearer.for_each(|(to, p)| *to += count * p);
                to[last] += count * self.at_least[last - progress];
            } else {
                for (gained, p) in self.by_state.iter().enumerate() {
                    to[behaviour.fold(progress + gained)] += count * p;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::behaviour::Detail;
    use super::*;
    use crate::model::Model;
    use crate::scenario::Scenario;

    /// One contact who accepts with chance ½: from each state to itself or the next, up to the last or round and round.
    #[test]
    fn members_advance_by_what_they_gain() {
        for (when, expected) in [("invites: 2", [4.0, 8.0, 12.0]), ("every: 3", [8.0, 8.0, 8.0])] {
            let text = format!(
                "{{ name: x, days: 2, seeds: 9, share: 1, contacts: {{ fixed: 1 }}, join: 0.5, \
                    incentive: [{{ to: inviter, when: {{ {when} }}, value: 1, cost: 1 }}] }}"
            );
            let scenario = Scenario::from_yaml(&text).unwrap();
            let model = Model::typical(&scenario);
            let behaviour = Behaviour::new(&model, 0, Detail::Rules);
            let mut to = [0.0; 3];
            Gains::new(&behaviour, vec![0.5]).advance(&behaviour, 1.0, &[8.0, 8.0, 8.0], &mut to);
            assert_eq!(to, expected, "{when}");
        }
    }
}
