//! The ways by which the shares of a segment go: its channels, or the only way there is.

use super::world::World;
use kfactor::scenario::{Channel, Contacts, Delay, Quantity, Stage};

pub struct Way<'a> {
    /// Chance that a share goes this way.
    pub usage: f64,
    pub contacts: &'a Contacts,
    pub funnel: &'a [Stage],
    pub delay: &'a Delay,
    /// For how many days an invitation is good.
    pub good: f64,
}

impl<'a> World<'a> {
    pub fn ways(&self, g: usize) -> Vec<Way<'a>> {
        let segment = self.segment(g);
        let days = |within: Option<&Quantity>| within.map_or(f64::INFINITY, |within| self.value(within));
        let way = |channel: Option<&'a Channel>| Way {
            usage: channel.map_or(1.0, |channel| self.value(&channel.usage)),
            contacts: channel.and_then(|channel| channel.contacts.as_ref()).unwrap_or(&segment.contacts),
            funnel: channel.and_then(|channel| channel.funnel.as_deref()).unwrap_or(&segment.funnel),
            delay: channel.and_then(|channel| channel.delay.as_ref()).unwrap_or(&segment.delay),
            good: match channel.filter(|channel| channel.delay.is_some()) {
                Some(channel) => days(channel.within_days.as_ref()),
                None => days(segment.within_days.as_ref()),
            },
        };
        if segment.channels.is_empty() {
            return vec![way(None)];
        }
        segment.channels.iter().map(|channel| way(Some(channel))).collect()
    }
}

impl Way<'_> {
    /// The chance of its last stage, before any reward.
    pub fn last(&self, world: &World<'_>) -> f64 {
        let last = self.funnel.last().expect("a stage");
        debug_assert_eq!(last.name, "join");
        world.value(&last.pass)
    }

    /// The chance to pass all others.
    pub fn before_last(&self, world: &World<'_>) -> f64 {
        self.funnel.iter().rev().skip(1).map(|stage| world.value(&stage.pass)).product()
    }
}
