//! Rewards to which nobody reacts: where no share, and no joining, says how much a reward moves people, a campaign with it costs
//! more than one without and is otherwise the same, so that nothing can be chosen by it.

use super::{Drive, Quantity, Recipient, Response, Reward, Scenario, Segment};
use serde::Serialize;
use serde_json::Value;

/// What genuine people decide without a look at a reward that is there for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unmoved {
    /// Whether to share: there are rewards for whoever invites, and nobody's `share` hangs on them.
    pub sharing: bool,
    /// Whether to join: there are rewards to the invitee, and nobody has a `join_reward`.
    pub joining: bool,
    /// Whether to order: there are rewards to the buyer, which move nobody in any scenario.
    pub buying: bool,
}

impl Unmoved {
    /// Whether there is a reward that moves nobody.
    #[must_use]
    pub fn any(self) -> bool {
        self.sharing || self.joining || self.buying
    }

    /// Whether the scenario could say how much such a reward moves people, and does not.
    #[must_use]
    pub fn is_left_unsaid(self) -> bool {
        self.sharing || self.joining
    }

    /// All that either leaves unmoved.
    #[must_use]
    pub fn or(self, other: Unmoved) -> Unmoved {
        Unmoved {
            sharing: self.sharing || other.sharing,
            joining: self.joining || other.joining,
            buying: self.buying || other.buying,
        }
    }

    fn of(recipient: Recipient) -> Unmoved {
        let nothing = Unmoved::default();
        match recipient {
            Recipient::Inviter | Recipient::Upline => Unmoved { sharing: true, ..nothing },
            Recipient::Invitee => Unmoved { joining: true, ..nothing },
            Recipient::Buyer => Unmoved { buying: true, ..nothing },
        }
    }
}

impl Scenario {
    /// What genuine people decide without a look at the rewards that are there for it.
    #[must_use]
    pub fn unmoved(&self) -> Unmoved {
        let idle = self.rewards().filter(|reward| !self.moves_somebody(reward));
        idle.map(|reward| Unmoved::of(reward.to)).fold(Unmoved::default(), Unmoved::or)
    }

    /// Whether some genuine person may share or join because of this reward.
    pub(crate) fn moves_somebody(&self, reward: &Reward) -> bool {
        let mut genuine = self.segments.iter().filter(|segment| !segment.fake);
        match reward.to {
            Recipient::Inviter | Recipient::Upline => genuine.any(Segment::shares_for_rewards),
            Recipient::Invitee => {
                genuine.any(|segment| segment.join_reward.as_ref().is_some_and(Response::reacts))
            }
            Recipient::Buyer => false,
        }
    }

    /// Whether this and another campaign differ in nothing but rewards that move nobody, and the money for them.
    #[must_use]
    pub fn differs_in_idle_rewards_alone(&self, other: &Scenario) -> bool {
        (self.unmoved().any() || other.unmoved().any())
            && self.without_idle_rewards() == other.without_idle_rewards()
    }

    /// All that is said of a campaign but for what moves nobody, and what it is called.
    fn without_idle_rewards(&self) -> Option<Value> {
        let mut scenario = self.clone();
        let hunts = self.segments.iter().any(|segment| segment.fake);
        scenario.incentive.retain(|reward| !self.unrewarded && self.moves_somebody(reward));
        if scenario.incentive.is_empty() {
            scenario.budget = None;
            scenario.patience = Scenario::PATIENCE.usual().into();
        }
        // Without rewards there are no hunters.
        scenario.unrewarded &= hunts;
        let mut told = serde_json::to_value(scenario).ok()?;
        const NOT_OF_THE_CAMPAIGN: [&str; 9] =
            ["name", "description", "source", "runs", "seed", "expect", "inputs", "following", "idle"];
        let all = told.as_object_mut()?;
        all.retain(|key, _| !NOT_OF_THE_CAMPAIGN.contains(&key.as_str()));
        Some(told)
    }
}

impl Segment {
    fn shares_for_rewards(&self) -> bool {
        match &self.share.drive {
            Drive::Motives { reward: Some(response), .. } => response.reacts(),
            Drive::Plain(_) | Drive::Motives { reward: None, .. } => false,
        }
    }
}

impl Response {
    /// Whether another value may bring about another chance.
    fn reacts(&self) -> bool {
        match self {
            Response::Saturating { max, .. } => *max != Quantity::Known(0.0),
            Response::Table(rows) => rows.iter().any(|(_, chance)| *chance != rows[0].1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Valid;

    fn scenario(rest: &str) -> Valid {
        let text = format!("{{ name: x, days: 5, seeds: 10, contacts: 5, join: 0.1, {rest} }}");
        Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
    }

    const INVITER: &str = "{ when: join, value: 5, cost: 4 }";
    const INVITEE: &str = "{ to: invitee, when: join, value: 5, cost: 4 }";

    fn unmoved(share: &str, rest: &str, rewards: &[&str]) -> [bool; 3] {
        let text = format!("share: {share}, {rest} incentive: [{}]", rewards.join(", "));
        let Unmoved { sharing, joining, buying } = scenario(&text).unmoved();
        [sharing, joining, buying]
    }

    #[test]
    fn a_reward_moves_whom_the_scenario_says_it_moves() {
        const MOVED: &str = "{ content: 0.1, reward: { max: 0.4, half: 5 } }";
        const JOINS: &str = "join_reward: { max: 0.2, half: 5 },";
        assert_eq!(unmoved("0.3", "", &[]), [false; 3]);
        assert_eq!(unmoved("0.3", "", &[INVITER, INVITEE]), [true, true, false]);
        assert_eq!(unmoved("{ content: 0.3 }", "", &[INVITER]), [true, false, false]);
        assert_eq!(
            unmoved("{ content: 0.3, reward: { max: 0, half: 5 } }", "", &[INVITER]),
            [true, false, false]
        );
        assert_eq!(
            unmoved("{ reward: { table: { 0: 0.2, 9: 0.2 } } }", "", &[INVITER]),
            [true, false, false]
        );
        assert_eq!(unmoved(MOVED, "", &[INVITER]), [false; 3]);
        assert_eq!(unmoved(MOVED, "", &[INVITER, INVITEE]), [false, true, false]);
        assert_eq!(unmoved("0.3", JOINS, &[INVITEE]), [false; 3]);
        assert_eq!(unmoved("0.3", JOINS, &[INVITER, INVITEE]), [true, false, false]);
        let buyer = "{ to: buyer, when: order, value: 5, cost: 4 }";
        assert_eq!(unmoved(MOVED, "buys: { per_day: 0.1, margin: 9 },", &[buyer]), [false, false, true]);
    }

    /// Whoever is moved, be it one segment of several, makes the reward one that moves somebody; hunters do not.
    #[test]
    fn some_segments_are_enough_and_hunters_do_not_count() {
        let of = |other: &str| {
            let text = format!(
                "{{ name: x, days: 5, contacts: 5, join: 0.1, incentive: [{INVITER}], segments: {{ a: {{ seeds: 9, share: 0.3 }}, b: {{ seeds: 9, {other} }} }} }}"
            );
            Scenario::from_yaml(&text).unwrap().unmoved().any()
        };
        assert!(!of("share: { reward: { max: 0.4, half: 5 } }"));
        assert!(of("share: 0.2"));
        assert!(of("fake: true, share: { reward: { max: 0.4, half: 5 } }"));
    }

    #[test]
    fn what_differs_in_idle_rewards_alone_is_told_from_all_else() {
        let plain =
            |rewards: &str, more: &str| scenario(&format!("share: 0.3, {more} incentive: [{rewards}]"));
        let (one, dear) =
            (plain(INVITER, ""), plain("{ when: { invites: 3 }, value: 5 to 9, cost: 90 }", "budget: 500,"));
        assert!(one.differs_in_idle_rewards_alone(&dear));
        assert!(one.differs_in_idle_rewards_alone(&one.without_reward()));
        assert!(!one.differs_in_idle_rewards_alone(&plain(INVITER, "anyway: 0.1,")));
        assert!(!one.differs_in_idle_rewards_alone(&plain(INVITER, "hours: wechat,")));
        let moved = |value: f64| {
            scenario(&format!(
                "share: {{ reward: {{ max: 0.4, half: 5 }} }}, incentive: [{{ when: join, value: {value}, cost: 4 }}]"
            ))
        };
        assert!(!moved(1.0).differs_in_idle_rewards_alone(&moved(2.0)));
        assert!(!moved(1.0).differs_in_idle_rewards_alone(&moved(1.0)), "nothing is idle");
    }
}
