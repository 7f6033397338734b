//! What may be said of people, at the top level for everybody or by segment, and which of the keys for everybody a segment
//! takes.

use super::buys::RawBuys;
use super::channels::{RawChannels, Saying, said_by_all};
use super::contacts::RawContacts;
use super::delay::RawDelay;
use super::groups::RawShareInto;
use super::inflow::RawInflow;
use super::quota::RawQuota;
use super::reminders::RawReminders;
use super::response::RawResponse;
use super::seeds::RawSeeds;
use super::share::RawShare;
use crate::input::read::{Chance, Named, Num, Points, Wait, Weight, YesNo, keys, plain_map};
use crate::problem::Path;

keys! {
    /// What people do. At the top level these keys are the defaults of every segment.
    RawPerson {
        /// Seed users, the first who share: one number, or a list of waves `{ at: 3d, count: 100 }`.
        seeds: RawSeeds,
        /// People who join without an invitation: so many per day, or `{ from, until, per_day, cost }`, or a list of these;
        /// `of_market` in place of `per_day` is a chance per day of everybody who has not come yet. Those who have a `cost` are bought.
        inflow: RawInflow,
        /// Chance that a member shares: one number, or a map of what moves the member.
        share: RawShare,
        /// How many people one share reaches: a mean, or `{ fixed }`, `{ mean, k }`, `{ mixture }`.
        contacts: RawContacts,
        /// How a share goes into the chat groups in which the sharer sits: `{ share_into, see }`.
        groups: RawShareInto,
        /// What a contact must do one after the other, each with its chance; the last stage is `join`.
        funnel: Named<Num<Chance>>,
        /// Chance that a contact joins, when there is no funnel.
        join: Num<Chance>,
        /// What a reward to the invitee adds to the chance to join.
        join_reward: RawResponse,
        /// How long an invitee takes to answer: a duration, or `{ exponential }`, `{ lognormal }`, `{ weibull }`, a `{ mixture }` of
        /// these, or a `{ list }` of times; with `within` an answer that takes longer does not count.
        delay: RawDelay,
        /// The ways by which a share goes: `{ moments: { use: 60%, contacts: 180 }, private: { use: 30%, contacts: 5, join: 10% } }`.
        /// What a channel does not say of `contacts`, `groups`, `funnel` and `delay` is as above.
        channels: RawChannels,
        /// Share of members still there after some time: `{ 1d: 80%, 7d: 50%, 30d: 20% }`.
        retention: Points<Wait, Num<Chance>>,
        churn: Num<Chance>,
        /// Which segments the people they bring belong to: `{ core: 10%, casual: 90% }`.
        recruits: Named<Num<Weight>>,
        /// The same for those who join only because of the reward to the invitee.
        recruits_for_bait: Named<Num<Weight>>,
        /// What members buy: `{ per_day: 1%, margin: 12 }`, `{ at: 5d, chance: 3%, price: 99 }`, `{ after: 5d, chance: 3%, price: 99 }`,
        /// or a list of these.
        buys: RawBuys,
        /// Messages to members: `{ at: 3d, every: 7d, to: all, opens: 12%, churn: 0.4% }`, or a list of these. Who opens one has an
        /// occasion to share.
        reminders: RawReminders,
        /// How many friends of one member may accept: `{ first: 5, every: 10d }`, or `{ per_day: 5 }`.
        quota: RawQuota,
    }
}

keys! {
    /// One kind of person.
    RawSegment {
        /// `true` for bonus hunters (羊毛党): they share for the reward alone and are no users.
        fake: YesNo,
        detect: Num<Chance>,
        ..person: RawPerson
    }
}
plain_map!(RawSegment);

impl RawSegment {
    pub(super) fn is_fake(&self) -> bool {
        self.fake.is_some_and(|fake| fake.0)
    }
}

/// A key that segments inherit.
pub(super) struct Inherited {
    pub key: &'static str,
    pub given: fn(&RawPerson) -> bool,
    /// The key that a segment has in its place.
    own: fn(&RawPerson) -> Option<&'static str>,
    /// Whether it is for genuine people alone.
    pub of_genuine: bool,
}

/// All of them.
pub(super) fn inherited() -> [Inherited; 15] {
    let row = |key, given, own, of_genuine| Inherited { key, given, own, of_genuine };
    let funnel = |p: &RawPerson| p.funnel.as_ref().map(|_| "funnel").or(p.join.as_ref().map(|_| "join"));
    let last = |p: &RawPerson| p.funnel.as_ref().map(|_| "funnel.join").or(p.join.as_ref().map(|_| "join"));
    let stay =
        |p: &RawPerson| p.churn.as_ref().map(|_| "churn").or(p.retention.as_ref().map(|_| "retention"));
    let recruits = |p: &RawPerson| p.recruits.as_ref().map(|_| "recruits");
    let for_bait = |p: &RawPerson| p.recruits_for_bait.as_ref().map(|_| "recruits_for_bait");
    [
        row("share", |p| p.share.is_some(), |p| p.share.as_ref().map(|_| "share"), false),
        row("contacts", |p| p.contacts.is_some(), |p| p.contacts.as_ref().map(|_| "contacts"), false),
        row("groups", |p| p.groups.is_some(), |p| p.groups.as_ref().map(|_| "groups"), false),
        row("funnel", |p| p.funnel.is_some(), funnel, false),
        row("join", |p| p.join.is_some(), last, false),
        row(
            "join_reward",
            |p| p.join_reward.is_some(),
            |p| p.join_reward.as_ref().map(|_| "join_reward"),
            false,
        ),
        row("delay", |p| p.delay.is_some(), |p| p.delay.as_ref().map(|_| "delay"), false),
        row("quota", |p| p.quota.is_some(), |p| p.quota.as_ref().map(|_| "quota"), false),
        row("channels", |p| p.channels.is_some(), |p| p.channels.as_ref().map(|_| "channels"), false),
        row("retention", |p| p.retention.is_some(), stay, true),
        row("churn", |p| p.churn.is_some(), stay, true),
        row("recruits", |p| p.recruits.is_some(), recruits, true),
        row("recruits_for_bait", |p| p.recruits_for_bait.is_some(), for_bait, true),
        row("buys", |p| p.buys.is_some(), |p| p.buys.as_ref().map(|_| "buys"), true),
        row("reminders", |p| p.reminders.is_some(), |p| p.reminders.as_ref().map(|_| "reminders"), true),
    ]
}

/// Whether a segment takes this key from the top level; bonus hunters take less.
pub(in crate::input) fn inherited_by_segments(key: &str, is_fake: bool) -> bool {
    inherited().iter().any(|inherited| inherited.key == key && !(is_fake && inherited.of_genuine))
}

/// Whether a channel takes this key from its segment.
pub(in crate::input) fn inherited_by_channels(key: &str) -> bool {
    inherited().iter().any(|inherited| inherited.key == key && inherited.may_be_said_by_channels().is_some())
}

impl Inherited {
    /// What channels may say in its place.
    fn may_be_said_by_channels(&self) -> Option<Saying> {
        match self.key {
            "contacts" | "groups" => Some(Saying::Whom),
            "funnel" => Some(Saying::Funnel),
            "join" => Some(Saying::Join),
            "delay" => Some(Saying::Delay),
            _ => None,
        }
    }

    /// The keys in its place that a segment has of its own, or all of its channels.
    pub(super) fn replaced(&self, name: &str, person: Person<'_>) -> Option<Vec<String>> {
        let own = (self.own)(person.own).map(|own| vec![format!("segments.{name}.{own}")]);
        own.or_else(|| self.on_channels(&Path::root().key("segments").key(name), person))
    }

    /// The keys in its place that all channels of a person have.
    pub(super) fn on_channels(&self, path: &Path, person: Person<'_>) -> Option<Vec<String>> {
        let what = self.may_be_said_by_channels()?;
        match &person.own.channels {
            Some(own) => said_by_all(Some(own), what, path),
            None => said_by_all(person.top.channels.as_ref(), what, &Path::root()),
        }
    }
}

/// A segment's own keys and those it inherits.
#[derive(Clone, Copy)]
pub(super) struct Person<'a> {
    pub own: &'a RawPerson,
    pub top: &'a RawPerson,
}

impl<'a> Person<'a> {
    pub(super) fn key<T>(self, key: impl Fn(&'a RawPerson) -> Option<&'a T>) -> Option<&'a T> {
        key(self.own).or_else(|| key(self.top))
    }

    /// The level that says anything about these keys, of which one excludes the other: a segment's `join`
    /// takes the place of the top level's `funnel`.
    pub(super) fn level(self, says: impl Fn(&RawPerson) -> bool) -> &'a RawPerson {
        if says(self.own) { self.own } else { self.top }
    }
}
