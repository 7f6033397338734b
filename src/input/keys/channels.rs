//! `channels`: the ways by which shares go. What a channel does not say is as the segment or the top level has it.

use super::contacts::RawContacts;
use super::delay::RawDelay;
use super::groups::RawShareInto;
use super::resolver::Resolver;
use crate::input::read::{Chance, Named, Num, keys, plain_map};
use crate::problem::{Path, ProblemKind};
use crate::scenario::Channel;

keys! {
    /// One way by which shares go; what it does not say is as without channels.
    RawChannel {
        usage ("use"): Num<Chance>,
        /// How many people a share reaches by it.
        contacts: RawContacts,
        /// How a share goes by it into the chat groups in which the sharer sits; without `contacts` it reaches nobody else.
        groups: RawShareInto,
        /// What a contact must do one after the other on this channel, each with its chance; the last stage is `join`.
        funnel: Named<Num<Chance>>,
        /// Chance that a contact joins on this channel, when it has no funnel of its own.
        join: Num<Chance>,
        /// How long an invitee takes to answer on this channel.
        delay: RawDelay,
    }
}
plain_map!(RawChannel);

/// `channels`, by name.
pub(super) type RawChannels = Named<RawChannel>;

/// What a channel may say in place of what is said for all shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Saying {
    /// Whom a share reaches.
    Whom,
    /// What they must pass.
    Funnel,
    /// The last of it.
    Join,
    /// When they answer.
    Delay,
}

impl RawChannel {
    /// The key by which it says this, if it does.
    fn key_of(&self, what: Saying) -> Option<&'static str> {
        let given = match what {
            Saying::Whom => [("contacts", self.contacts.is_some()), ("groups", self.groups.is_some())],
            Saying::Funnel => [("funnel", self.funnel.is_some()), ("join", self.join.is_some())],
            Saying::Join => [("funnel.join", self.funnel.is_some()), ("join", self.join.is_some())],
            Saying::Delay => [("delay", self.delay.is_some()), ("delay", false)],
        };
        given.into_iter().find(|(_, given)| *given).map(|(key, _)| key)
    }
}

/// The keys by which all of some channels say this; none where one of them does not.
pub(super) fn said_by_all(channels: Option<&RawChannels>, what: Saying, path: &Path) -> Option<Vec<String>> {
    let Named(channels) = channels?;
    let path = path.key("channels");
    let key = |(name, channel): &(String, RawChannel)| {
        Some(format!("{}.{}", path.key(name), channel.key_of(what)?))
    };
    channels.iter().map(key).collect::<Option<Vec<String>>>().filter(|keys| !keys.is_empty())
}

impl Resolver {
    pub(super) fn channels(&mut self, raw: Option<&RawChannels>, path: &Path) -> Vec<Channel> {
        let path = path.key("channels");
        let empty = raw.is_some_and(|raw| raw.0.is_empty());
        self.findings.when(empty, &path, ProblemKind::EmptyList);
        let channels = raw.into_iter().flat_map(|raw| &raw.0);
        channels.map(|(name, channel)| self.channel(name, channel, &path.key(name))).collect()
    }

    fn channel(&mut self, name: &str, raw: &RawChannel, path: &Path) -> Channel {
        let both = raw.funnel.is_some() && raw.join.is_some();
        self.findings.when(both, &path.key("join"), ProblemKind::EitherOr { one: "join", other: "funnel" });
        let delay = raw.delay.as_ref().map(|delay| self.delay(delay, path));
        let (delay, within_days) = delay.map_or((None, None), |(delay, within)| (Some(delay), within));
        Channel {
            name: name.to_owned(),
            usage: self.or(raw.usage.as_ref(), Channel::USE),
            contacts: raw.contacts.as_ref().map(|contacts| self.contacts(Some(contacts), path)),
            groups: raw.groups.as_ref().map(|into| self.share_into(into, path)),
            funnel: raw.key_of(Saying::Funnel).map(|_| self.stages(raw.funnel.as_ref(), raw.join.as_ref())),
            delay,
            within_days,
        }
    }
}
