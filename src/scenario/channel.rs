//! Channels: what differs on each of the ways by which a share goes.

use super::quantity::Quantity;
use super::reach::{Contacts, Delay, ShareInto, Stage};
use serde::Serialize;

/// A way by which shares go. What it does not say is as its segment has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Channel {
    /// Name as in the file.
    pub name: String,
    /// Chance that a share goes by it, whatever other ways it goes.
    pub usage: Quantity,
    /// How many contacts a share reaches by it. Where neither this nor `groups` is said, both are those of the segment; where `groups`
    /// alone is said, none.
    pub contacts: Option<Contacts>,
    /// How a share goes by it into the chat groups in which the sharer sits.
    pub groups: Option<ShareInto>,
    /// What a contact must pass, in order; the last stage is the joining itself.
    pub funnel: Option<Vec<Stage>>,
    /// How long an invitee takes to answer.
    pub delay: Option<Delay>,
    /// Days for which an invitation is good, where `delay` is said; `None`: for ever.
    pub within_days: Option<Quantity>,
}

/// By so many channels a share goes at most.
pub(crate) const MOST_CHANNELS: usize = 16;

impl Channel {
    /// A way that every share goes, and on which nothing differs.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Channel {
        Channel {
            name: name.into(),
            usage: Channel::USE.usual().into(),
            contacts: None,
            groups: None,
            funnel: None,
            delay: None,
            within_days: None,
        }
    }

    /// Whether it does not say whom it reaches.
    pub(crate) fn reaches_as_the_segment(&self) -> bool {
        self.contacts.is_none() && self.groups.is_none()
    }
}
