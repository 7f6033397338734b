//! The renewal kernel: whom a member of a segment and stay class is expected to invite who joins in the first step, on
//! the real clock with its hours, weekdays, events and novelty, until the member is done, gone, or the campaign is over.

use super::behaviour::Behaviour;
use super::waiting::Waiting;
use crate::model::StayClass;

/// Expected deeds of one member, step by step.
#[derive(Clone, Debug)]
pub(super) struct RenewalKernel {
    /// Acceptances by the step of the invitation; those who come too late are none.
    pub accepted: Vec<f64>,
    /// The same for answers that may come any time after: the kernel before the horizon cuts it.
    pub invited: Vec<f64>,
}

/// A member who waits with less chance than this is done.
const DONE: f64 = 1e-13;

impl RenewalKernel {
    /// The kernel of a new member of this class, while this part of the contacts has not been won yet.
    pub fn new(behaviour: &Behaviour<'_>, class: &StayClass, open: f64) -> RenewalKernel {
        let mut waiting = Waiting::nobody(behaviour);
        waiting.join(1.0);
        let mut kernel = RenewalKernel { accepted: Vec::new(), invited: Vec::new() };
        for t in 0..behaviour.steps() {
            let sharers = waiting.decide(behaviour, t);
            let chance = behaviour.acceptance(t) * open;
            let gains = sharers.gains(behaviour, chance);
            waiting.come_back(behaviour, &sharers, &gains);
            waiting.leave(behaviour.leaving(t, class));
            kernel.accepted.push(sharers.all * behaviour.contacts * chance);
            kernel.invited.push(sharers.all * behaviour.contacts * behaviour.answering(t) * open);
            if waiting.all() < DONE {
                break;
            }
        }
        kernel
    }

    /// Acceptances in all.
    pub fn brings(&self) -> f64 {
        self.accepted.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::behaviour::Detail;
    use super::*;
    use crate::model::Model;
    use crate::scenario::Scenario;

    fn brings(yaml: &str) -> f64 {
        let scenario = Scenario::from_yaml(yaml).unwrap();
        let model = Model::typical(&scenario);
        let behaviour = Behaviour::new(&model, 0, Detail::Behaviour);
        RenewalKernel::new(&behaviour, &model.segments[0].classes[0], 1.0).brings()
    }

    /// An occasion comes before leaving with chance `g = o/(1-(1-o)(1-c))`; who shares comes back with `a(1-c)`.
    #[test]
    fn waiting_leaving_and_coming_back_are_geometric() {
        let text = "{ name: x, days: 2000, seeds: 1, share: { content: 0.3, after: 3d, again: 0.6 }, contacts: 10, join: 0.1, churn: 0.05 }";
        let (occasion, churn) = (1.0 - (-1.0f64 / 3.0).exp(), 0.05);
        let called = occasion / (1.0 - (1.0 - occasion) * (1.0 - churn));
        let expected = called * 0.3 / (1.0 - called * 0.3 * 0.6 * (1.0 - churn));
        assert!((brings(text) - expected).abs() < 1e-12);
    }

    /// Ten invitations today; answers take 1 + ⌊delay⌋ days and must come within the five of the campaign.
    #[test]
    fn the_horizon_cuts_answers_off() {
        let text = |delay: &str| {
            format!("{{ name: x, days: 5, seeds: 1, share: 1, contacts: 10, join: 0.1, delay: {delay} }}")
        };
        assert!((brings(&text("3d")) - 1.0).abs() < 1e-12);
        assert_eq!(brings(&text("4d")), 0.0);
        assert!((brings(&text("{ exponential: 2d }")) - (1.0 - (-2.0f64).exp())).abs() < 1e-12);
    }

    /// Two friends at most matter: first 0.8² of 10 is felt, then 8, then 10, then nothing.
    #[test]
    fn the_goal_gradient_is_walked_along() {
        let text = "{ name: x, days: 4, seeds: 1, contacts: { fixed: 1 }, join: 1, patience: 0.8, \
                    share: { reward: { table: { 0: 0, 10: 1 } }, again: 1 }, \
                    incentive: [{ to: inviter, when: { invites: 3 }, value: 10, cost: 1 }] }";
        // The invitation of the last day comes too late.
        assert!((brings(text) - (0.64 + 0.64 * 0.8 + 0.64 * 0.8 * 1.0)).abs() < 1e-9);
    }
}
