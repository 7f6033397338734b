//! The ways by which shares go, with all that is said of each: by a channel, or by the segment for all its shares.

use super::{Channel, Contacts, Delay, Quantity, Scenario, Segment, ShareInto, Stage};

/// One of the ways by which the shares of a segment go, with all that is said of it: a channel, or the only way where there are none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way<'a> {
    pub channel: Option<&'a Channel>,
    /// How many contacts a share reaches; none where it goes into groups alone.
    pub contacts: Option<&'a Contacts>,
    pub groups: Option<&'a ShareInto>,
    pub funnel: &'a [Stage],
    pub delay: &'a Delay,
    pub within_days: Option<&'a Quantity>,
}

impl Scenario {
    /// The ways of all segments, each with its segment: the first way of every one, in order, then all others.
    pub(crate) fn ways(&self) -> impl Iterator<Item = (usize, Way<'_>)> {
        let segments = || self.segments.iter().enumerate();
        let first =
            segments().flat_map(|(index, segment)| segment.ways().take(1).map(move |way| (index, way)));
        let others =
            segments().flat_map(|(index, segment)| segment.ways().skip(1).map(move |way| (index, way)));
        first.chain(others)
    }
}

impl Segment {
    /// The ways by which its shares go; at least one.
    pub(crate) fn ways(&self) -> impl Iterator<Item = Way<'_>> {
        let only = self.channels.is_empty().then(|| self.way(None));
        only.into_iter().chain(self.channels.iter().map(|channel| self.way(Some(channel))))
    }

    fn way<'a>(&'a self, channel: Option<&'a Channel>) -> Way<'a> {
        let own = channel.filter(|channel| !channel.reaches_as_the_segment());
        let (contacts, groups) = match own {
            Some(own) => (own.contacts.as_ref(), own.groups.as_ref()),
            None => (Some(&self.contacts), self.groups.as_ref()),
        };
        let (delay, within_days) = match channel.and_then(|channel| Some((channel.delay.as_ref()?, channel)))
        {
            Some((delay, channel)) => (delay, channel.within_days.as_ref()),
            None => (&self.delay, self.within_days.as_ref()),
        };
        let funnel = channel.and_then(|channel| channel.funnel.as_deref()).unwrap_or(&self.funnel);
        Way { channel, contacts, groups, funnel, delay, within_days }
    }

    /// Whether shares reach whom the segment says, by some way.
    pub(crate) fn uses_its_contacts(&self) -> bool {
        self.is_used(Channel::reaches_as_the_segment)
    }

    /// Whether whom some shares reach pass the stages of the segment.
    pub(crate) fn uses_its_funnel(&self) -> bool {
        self.is_used(|channel| channel.funnel.is_none())
    }

    /// Whether some answers take as long as the segment says.
    pub(crate) fn uses_its_delay(&self) -> bool {
        self.is_used(|channel| channel.delay.is_none())
    }

    fn is_used(&self, lacks: impl Fn(&Channel) -> bool) -> bool {
        self.channels.is_empty() || self.channels.iter().any(lacks)
    }
}
