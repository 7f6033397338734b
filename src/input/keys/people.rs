//! What people do: keys at the top level for everybody, or by segment. A segment's own keys come before those of the
//! top level, those before defaults.

use super::buys::RawBuys;
use super::contacts::RawContacts;
use super::delay::RawDelay;
use super::groups::RawShareInto;
use super::inflow::RawInflow;
use super::quota::RawQuota;
use super::reminders::RawReminders;
use super::resolver::Resolver;
use super::response::RawResponse;
use super::seeds::RawSeeds;
use super::share::RawShare;
use crate::input::read::{Chance, Named, Num, Points, Wait, Weight, YesNo, keys, plain_map};
use crate::problem::{Path, ProblemKind};
use crate::scenario::{Delay, EVERYBODY, Quantity, Segment, Stage, Stay};
use crate::yaml::nearest;

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
    fn is_fake(&self) -> bool {
        self.fake.is_some_and(|fake| fake.0)
    }
}

/// A key that segments inherit.
struct Inherited {
    key: &'static str,
    given: fn(&RawPerson) -> bool,
    /// The key that a segment has in its place.
    own: fn(&RawPerson) -> Option<&'static str>,
    /// Whether it is for genuine people alone.
    of_genuine: bool,
}

/// All of them.
fn inherited() -> [Inherited; 14] {
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
        row("retention", |p| p.retention.is_some(), stay, true),
        row("churn", |p| p.churn.is_some(), stay, true),
        row("recruits", |p| p.recruits.is_some(), recruits, true),
        row("recruits_for_bait", |p| p.recruits_for_bait.is_some(), for_bait, true),
        row("buys", |p| p.buys.is_some(), |p| p.buys.as_ref().map(|_| "buys"), true),
        row("reminders", |p| p.reminders.is_some(), |p| p.reminders.as_ref().map(|_| "reminders"), true),
        row("quota", |p| p.quota.is_some(), |p| p.quota.as_ref().map(|_| "quota"), false),
    ]
}

/// A segment's own keys and those it inherits.
#[derive(Clone, Copy)]
struct Person<'a> {
    own: &'a RawPerson,
    top: &'a RawPerson,
}

impl<'a> Person<'a> {
    fn key<T>(self, key: impl Fn(&'a RawPerson) -> Option<&'a T>) -> Option<&'a T> {
        key(self.own).or_else(|| key(self.top))
    }

    /// The level that says anything about these keys, of which one excludes the other: a segment's `join`
    /// takes the place of the top level's `funnel`.
    fn level(self, says: impl Fn(&RawPerson) -> bool) -> &'a RawPerson {
        if says(self.own) { self.own } else { self.top }
    }
}

impl Resolver {
    pub(super) fn segments(&mut self, segments: Option<&Named<RawSegment>>, top: &RawPerson) -> Vec<Segment> {
        let Some(Named(segments)) = segments else {
            let everybody = RawSegment { person: top.clone(), ..RawSegment::default() };
            let person = Person { own: &everybody.person, top: &RawPerson::default() };
            return vec![self.segment(EVERYBODY, &Path::root(), &everybody, person, &[EVERYBODY])];
        };
        for (key, given) in [("seeds", top.seeds.is_some()), ("inflow", top.inflow.is_some())] {
            self.findings.when(given, &Path::root().key(key), ProblemKind::TotalForAll { key });
        }
        self.idle_keys(segments, top);
        let names: Vec<&str> = segments.iter().map(|(name, _)| name.as_str()).collect();
        segments
            .iter()
            .map(|(name, segment)| {
                let path = Path::root().key("segments").key(name);
                let person = Person { own: &segment.person, top };
                self.segment(name, &path, segment, person, &names)
            })
            .collect()
    }

    /// Notes the keys for everybody in whose place every segment has its own.
    fn idle_keys(&mut self, segments: &[(String, RawSegment)], top: &RawPerson) {
        for Inherited { key, given, own, of_genuine } in inherited() {
            // Bonus hunters neither use nor replace what is for genuine people.
            let using = segments.iter().filter(|(_, segment)| !(of_genuine && segment.is_fake()));
            let meant: Option<Vec<String>> = using
                .map(|(name, segment)| Some(format!("segments.{name}.{}", own(&segment.person)?)))
                .collect();
            if let Some(meant) = meant.filter(|meant| given(top) && !meant.is_empty()) {
                self.findings.push(Path::root().key(key), ProblemKind::IdleKey { key, meant });
            }
        }
    }

    fn segment(
        &mut self,
        name: &str,
        path: &Path,
        raw: &RawSegment,
        person: Person<'_>,
        names: &[&str],
    ) -> Segment {
        let fake = raw.is_fake();
        if fake {
            self.refuse_for_fakes(&raw.person, path);
        } else {
            let only = ProblemKind::OnlyForFakes { key: "detect" };
            self.findings.when(raw.detect.is_some(), &path.key("detect"), only);
        }
        // What bonus hunters inherit of staying, buying, reminders and recruiting does not apply to them.
        let genuine = |inherited| if fake { None } else { inherited };
        let recruits = person.own.recruits.as_ref().or(genuine(person.top.recruits.as_ref()));
        let for_bait = person.own.recruits_for_bait.as_ref();
        let for_bait = for_bait.or(genuine(person.top.recruits_for_bait.as_ref()));
        let delay = person.key(|p| p.delay.as_ref()).map(|delay| self.delay(delay, path));
        let (delay, within_days) = delay.unwrap_or((Delay::Assumed, None));
        Segment {
            name: name.to_owned(),
            fake,
            detect: self.or(raw.detect.as_ref(), Segment::DETECT),
            seeds: self.seeds(person.own.seeds.as_ref(), fake, &path.key("seeds")),
            inflow: self.inflow(person.own.inflow.as_ref(), &path.key("inflow")),
            share: self.share(person.key(|p| p.share.as_ref()), path, fake),
            contacts: self.contacts(person.key(|p| p.contacts.as_ref()), path),
            groups: person.key(|p| p.groups.as_ref()).map(|into| self.share_into(into, path)),
            funnel: self.funnel(person, path),
            join_reward: person
                .key(|p| p.join_reward.as_ref())
                .map(|response| self.response(response, &path.key("join_reward"))),
            delay,
            within_days,
            stay: if fake { Stay::Churn(Quantity::Known(1.0)) } else { self.stay(person, path) },
            recruits: recruits.and_then(|weights| self.recruits(weights, &path.key("recruits"), names)),
            recruits_for_bait: for_bait
                .and_then(|weights| self.recruits(weights, &path.key("recruits_for_bait"), names)),
            quota: person.key(|p| p.quota.as_ref()).and_then(|quota| self.quota(quota, &path.key("quota"))),
            buys: self.buys(person.key(|p| p.buys.as_ref()).filter(|_| !fake), &path.key("buys")),
            reminders: self
                .reminders(person.key(|p| p.reminders.as_ref()).filter(|_| !fake), &path.key("reminders")),
        }
    }

    /// Bonus hunters act at once and leave at once: what speaks of later contradicts that.
    fn refuse_for_fakes(&mut self, own: &RawPerson, path: &Path) {
        let share = match &own.share {
            Some(RawShare::Motives(motives)) => Some(motives),
            _ => None,
        };
        let named = [
            ("churn", own.churn.is_some(), path),
            ("retention", own.retention.is_some(), path),
            ("buys", own.buys.is_some(), path),
            ("reminders", own.reminders.is_some(), path),
            ("after", share.is_some_and(|motives| motives.after.is_some()), &path.key("share")),
            ("again", share.is_some_and(|motives| motives.again.is_some()), &path.key("share")),
        ];
        for (key, given, path) in named {
            self.findings.when(given, &path.key(key), ProblemKind::NotForFakes { key });
        }
    }

    fn funnel(&mut self, person: Person<'_>, path: &Path) -> Vec<Stage> {
        let level = person.level(|p| p.funnel.is_some() || p.join.is_some());
        let both = level.funnel.is_some() && level.join.is_some();
        self.findings.when(both, &path.key("join"), ProblemKind::EitherOr { one: "join", other: "funnel" });
        match (&level.funnel, &level.join) {
            (Some(Named(stages)), _) => stages
                .iter()
                .map(|(name, pass)| Stage { name: name.clone(), pass: self.quantity(pass) })
                .collect(),
            (None, join) => {
                let join = join.as_ref();
                // Neither is there: with `funnel` spoilt, it is that which is reported.
                self.findings.when(join.is_none(), &path.key("funnel"), ProblemKind::Missing { key: "join" });
                vec![Stage { name: "join".to_owned(), pass: self.given(join) }]
            }
        }
    }

    fn stay(&mut self, person: Person<'_>, path: &Path) -> Stay {
        let level = person.level(|p| p.churn.is_some() || p.retention.is_some());
        let both = level.churn.is_some() && level.retention.is_some();
        let kind = ProblemKind::EitherOr { one: "churn", other: "retention" };
        self.findings.when(both, &path.key("churn"), kind);
        match &level.retention {
            Some(points) => Stay::Retention(self.points(points, &path.key("retention"))),
            None => Stay::Churn(self.or(level.churn.as_ref(), Segment::CHURN)),
        }
    }

    /// Weights by segment; none when the file names only segments that do not exist.
    fn recruits(&mut self, raw: &Named<Num<Weight>>, path: &Path, names: &[&str]) -> Option<Vec<Quantity>> {
        let mut weights = vec![Quantity::Known(Segment::RECRUITS.usual()); names.len()];
        let mut exists = false;
        for (name, weight) in &raw.0 {
            match names.iter().position(|known| known == name) {
                Some(index) => {
                    weights[index] = self.quantity(weight);
                    exists = true;
                }
                None => {
                    let nearest = nearest(name, names.iter().copied());
                    let known = names.iter().map(|&name| name.to_owned()).collect();
                    let kind = ProblemKind::UnknownSegment { name: name.clone(), nearest, known };
                    self.findings.push(path.key(name), kind);
                }
            }
        }
        exists.then_some(weights)
    }
}
