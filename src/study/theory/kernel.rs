//! The renewal kernel: whom a member of a segment and stay class who joins in the first step is expected to invite, on
//! the real clock with its hours, weekdays, events and novelty, until the member is done, gone, or the campaign is over.

use super::behaviour::Behaviour;
use super::gains::Gains;
use super::waiting::{Sharers, Waiting};
use crate::model::{Since, StayClass};

/// Expected deeds of one member, step by step.
#[derive(Clone, Debug)]
pub(super) struct RenewalKernel {
    /// Acceptances by the step of the invitation, whenever the answers come.
    pub invited: Vec<f64>,
    /// Those of them who join before the end, of a member who is there from the first moment on.
    pub brings: f64,
}

/// A member who waits with less chance than this is done.
const DONE: f64 = 1e-13;

/// What is rarer within a step, of a member who waits, is left for the next.
const RARE: f64 = 1e-9;

impl RenewalKernel {
    /// The kernel of a member of this class who is there since then, in the first step, while this part of the contacts
    /// has not been won yet.
    pub fn new(behaviour: &Behaviour<'_>, class: &StayClass, since: Since, open: f64) -> RenewalKernel {
        let mut waiting = Waiting::nobody(behaviour, class);
        let mut kernel = RenewalKernel { invited: Vec::new(), brings: 0.0 };
        let mut gains = None;
        waiting.join(0, since, 1.0);
        for t in 0..behaviour.steps() {
            if t > 0 {
                waiting.begin(t);
            }
            let chances = behaviour.accepting(t, open);
            let known = gains.take();
            let law = gains.insert(Gains::renewed(known, behaviour, &chances));
            let shares = shares(behaviour, &mut waiting, t, law);
            let mut invited = 0.0;
            for (way, (model, chance)) in behaviour.ways.iter().zip(&chances).enumerate() {
                let by_it = shares * model.contacts_per_share() * chance;
                invited += by_it;
                kernel.brings += by_it * behaviour.in_time(way, t);
            }
            kernel.invited.push(invited);
            if waiting.settled() < DONE {
                break;
            }
        }
        kernel
    }
}

/// Shares in step `t`, in all its rounds.
fn shares(behaviour: &Behaviour<'_>, waiting: &mut Waiting<'_>, t: u32, gains: &Gains) -> f64 {
    let negligible = RARE * waiting.pending();
    let mut sharers = Sharers::nobody(behaviour);
    while waiting.pending() > negligible {
        waiting.decide(t, &mut sharers);
        waiting.come_back(t, gains, negligible);
    }
    waiting.settle();
    sharers.all()
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
        RenewalKernel::new(&behaviour, &model.segments[0].classes[0], Since::Before, 1.0).brings
    }

    /// With occasions at the rate λ, leaving at η and ρ = λ/(λ+η): `ρ·p / (1 - ρ·p·again)`, at every step.
    #[test]
    fn k_does_not_depend_on_the_step() {
        for (text, k) in [
            ("days: 60, share: { content: 1, after: 2d }, churn: 0.5, contacts: 1, join: 1", 0.419_060),
            (
                "days: 60, share: { content: 1, after: 1h, again: 0.9 }, churn: 0.1, contacts: 1, join: 0.1",
                0.957_946,
            ),
        ] {
            for step in ["1d", "12h", "6h", "1h"] {
                let found = brings(&format!("{{ name: x, seeds: 1, step: {step}, {text} }}"));
                assert!((found - k).abs() < 5e-7, "{step}: {found}");
            }
        }
    }

    /// Who asks at the moment of joining is answered within the campaign with the chance of the law, at every step.
    #[test]
    fn the_end_of_the_campaign_does_not_depend_on_the_step() {
        for step in ["1d", "6h"] {
            let text = format!(
                "{{ name: x, days: 1, step: {step}, seeds: 1, share: 0.5, contacts: 20, join: 0.05 }}"
            );
            assert!((brings(&text) - 0.5 * (1.0 - (-1.0f64).exp())).abs() < 1e-12);
        }
    }

    /// An occasion comes before leaving with chance `g = o/(1-(1-o)(1-c))`; who shares comes back with `a(1-c)`.
    #[test]
    fn waiting_leaving_and_coming_back_are_geometric() {
        let text = "{ name: x, days: 2000, step: 1d, delay: none, seeds: 1, share: { content: 0.3, after: 3d, again: 0.6 }, contacts: 10, join: 0.1, churn: 0.05 }";
        let (occasion, churn) = (1.0 - (-1.0f64 / 3.0).exp(), 0.05);
        let called = occasion / (1.0 - (1.0 - occasion) * (1.0 - churn));
        let expected = called * 0.3 / (1.0 - called * 0.3 * 0.6 * (1.0 - churn));
        assert!((brings(text) - expected).abs() < 1e-12);
    }

    /// Ten invitations today; answers must come within the five days of the campaign.
    #[test]
    fn the_horizon_cuts_answers_off() {
        let text = |delay: &str| {
            format!(
                "{{ name: x, days: 5, step: 1d, seeds: 1, share: 1, contacts: 10, join: 0.1, delay: {delay} }}"
            )
        };
        assert!((brings(&text("4d")) - 1.0).abs() < 1e-12);
        assert_eq!(brings(&text("5d")), 0.0);
        assert!((brings(&text("{ exponential: 2d }")) - (1.0 - (-2.5f64).exp())).abs() < 1e-12);
    }

    /// Two friends at most matter: first 0.8² of 10 is felt, then 8, then 10, then nothing.
    #[test]
    fn the_goal_gradient_is_walked_along() {
        let text = "{ name: x, days: 4, step: 1d, delay: none, seeds: 1, contacts: { fixed: 1 }, join: 1, patience: 0.8, \
                    share: { reward: { table: { 0: 0, 10: 1 } }, again: 1 }, \
                    incentive: [{ to: inviter, when: { invites: 3 }, value: 10, cost: 1 }] }";
        // The invitation of the last day comes too late.
        assert!((brings(text) - (0.64 + 0.64 * 0.8 + 0.64 * 0.8 * 1.0)).abs() < 1e-9);
    }
}
