//! Why people share and join: the formulas of steps 4 and 5.

use super::friends::Part;
use super::ways::Way;
use super::world::World;
use kfactor::scenario::{Drive, Quantity, Recipient, Response, Reward, Trigger};
use std::collections::BTreeMap;
use std::ops::Range;

impl World<'_> {
    /// What the next invitation can still earn who has `j` credited and has got so much by each rule with a cap.
    pub fn perceived(&self, on_offer: &[bool], j: u32, got: &[[u32; 2]], shared: bool) -> f64 {
        let rules = self.scenario.incentive.iter().enumerate().filter(|(place, _)| on_offer[*place]);
        let got = |of: usize| got.get(of).copied().unwrap_or_default();
        // Of what one reward gives for some friends and for others, what pulls most.
        let mut most: BTreeMap<(usize, Option<u32>), f64> = BTreeMap::new();
        for (place, rule) in rules {
            let Part { of, friends } = &self.parts[place];
            let felt = self.perceived_of(rule, j, got(*of), shared) * self.patience_for(rule, j, friends);
            let most = most.entry((*of, rule.level)).or_default();
            *most = most.max(felt);
        }
        most.values().sum()
    }

    /// What is left of it while the first of these friends who is still to come is not the next: of an upline's reward, the next of
    /// somebody who has brought nobody.
    fn patience_for(&self, rule: &Reward, j: u32, friends: &Range<u32>) -> f64 {
        let next = if rule.to == Recipient::Upline { 1 } else { j + 1 };
        let patience = self.value(&self.scenario.patience);
        if next >= friends.end { 0.0 } else { patience.powf(f64::from(friends.start.saturating_sub(next))) }
    }

    /// Whether there may be one more of a rule for who has got so many.
    pub fn is_within_cap(rule: &Reward, [in_all, today]: [u32; 2]) -> bool {
        rule.cap.is_none_or(|cap| in_all < cap) && rule.cap_per_day.is_none_or(|cap| today < cap)
    }

    fn perceived_of(&self, rule: &Reward, j: u32, got: [u32; 2], shared: bool) -> f64 {
        let value = self.worth(rule, self.now);
        let within_cap = World::is_within_cap(rule, got);
        let missing = |n: u32| value * self.value(&self.scenario.patience).powf(f64::from(n - 1));
        match (rule.to, rule.when) {
            (Recipient::Invitee | Recipient::Buyer, _) => 0.0,
            (Recipient::Upline, _) => value,
            (_, Trigger::Join) if within_cap => value,
            (_, Trigger::Invites(n)) if j < n => missing(n - j),
            (_, Trigger::Every(n)) if within_cap => missing(n - j % n),
            (_, Trigger::Share) if !shared => value,
            (_, Trigger::Buy | Trigger::Spent(_) | Trigger::Order) => value,
            (_, Trigger::Rank(_) | Trigger::Lottery(_)) => value,
            (_, Trigger::Pool(n)) => missing(n.saturating_sub(j).max(1)),
            _ => 0.0,
        }
    }

    /// The chance that a member with these prospects shares on an occasion, while novelty and events make this of it.
    pub fn share(&self, g: usize, perceived: f64, factor: f64) -> f64 {
        let segment = self.segment(g);
        let drive = match &segment.share.drive {
            Drive::Plain(p) => self.value(p),
            Drive::Motives { content, social, reward } => {
                let bait = reward.as_ref().map_or(0.0, |r| self.response(r, perceived));
                let other = |q: &Quantity| if segment.fake { 0.0 } else { self.value(q) };
                1.0 - (1.0 - other(content)) * (1.0 - other(social)) * (1.0 - bait)
            }
            other => panic!("the oracle does not know {other:?}"),
        };
        (drive * factor).clamp(0.0, 1.0)
    }

    pub fn response(&self, response: &Response, v: f64) -> f64 {
        match response {
            Response::Saturating { .. } if v <= 0.0 => 0.0,
            Response::Saturating { max, half } => self.value(max) * v / (v + self.value(half)),
            Response::Table(points) => {
                let point = |i: usize| (points[i].0, self.value(&points[i].1));
                match points.iter().position(|&(x, _)| x > v) {
                    Some(0) => point(0).1,
                    None => point(points.len() - 1).1,
                    Some(i) => {
                        let ((x0, y0), (x1, y1)) = (point(i - 1), point(i));
                        y0 + (y1 - y0) * (v - x0) / (x1 - x0)
                    }
                }
            }
            other => panic!("the oracle does not know {other:?}"),
        }
    }

    /// The chance of the last stage for those whom segment `g` invites, while events make this of it, and the part of
    /// the acceptances that only the bait brought.
    pub fn join(&self, g: usize, way: &Way<'_>, on_offer: &[bool], factor: f64) -> (f64, f64) {
        let segment = self.segment(g);
        let plain = way.last(self);
        let rules = self.scenario.incentive.iter().zip(on_offer);
        let to_invitee = rules.filter(|(rule, on)| **on && rule.to == Recipient::Invitee);
        let worth: f64 = to_invitee.map(|(rule, _)| self.worth(rule, self.now)).sum();
        let bait = segment.join_reward.as_ref().map_or(0.0, |r| self.response(r, worth));
        let both = 1.0 - (1.0 - plain) * (1.0 - bait);
        let part = if both > 0.0 { (both - plain) / both } else { 0.0 };
        ((both * factor).clamp(0.0, 1.0), part)
    }
}
