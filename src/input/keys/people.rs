//! What people do: keys at the top level for everybody, or by segment. A segment's own keys come before those of the
//! top level, those before defaults.

use super::channels::{Saying, said_by_all};
use super::person::{Inherited, Person, RawPerson, RawSegment, inherited};
use super::resolver::Resolver;
use super::share::RawShare;
use crate::input::read::{Chance, Named, Num, Weight};
use crate::problem::{Path, ProblemKind};
use crate::scenario::{Contacts, Delay, EVERYBODY, Quantity, Segment, Stage, Stay};
use crate::yaml::nearest;

impl Resolver {
    pub(super) fn segments(&mut self, segments: Option<&Named<RawSegment>>, top: &RawPerson) -> Vec<Segment> {
        let Some(Named(segments)) = segments else {
            let everybody = RawSegment { person: top.clone(), ..RawSegment::default() };
            let person = Person { own: &everybody.person, top: &RawPerson::default() };
            self.idle_beside_channels(&Path::root(), person);
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
                self.idle_beside_channels(&path, person);
                self.segment(name, &path, segment, person, &names)
            })
            .collect()
    }

    /// Notes the keys for everybody in whose place every segment has its own.
    fn idle_keys(&mut self, segments: &[(String, RawSegment)], top: &RawPerson) {
        for inherited in inherited() {
            let Inherited { key, given, of_genuine, .. } = inherited;
            // Bonus hunters neither use nor replace what is for genuine people.
            let using = segments.iter().filter(|(_, segment)| !(of_genuine && segment.is_fake()));
            let meant = using
                .map(|(name, segment)| inherited.replaced(name, Person { own: &segment.person, top }))
                .collect::<Option<Vec<Vec<String>>>>();
            if let Some(meant) = meant.filter(|meant| given(top) && !meant.is_empty()) {
                let mut meant = meant.concat();
                meant.dedup();
                self.findings.push(Path::root().key(key), ProblemKind::IdleKey { key, meant });
            }
        }
    }

    /// Notes the keys of a person in whose place all of the channels have their own.
    fn idle_beside_channels(&mut self, path: &Path, person: Person<'_>) {
        for inherited in inherited() {
            let meant = inherited.on_channels(path, person);
            if let Some(meant) = meant.filter(|_| (inherited.given)(person.own)) {
                let key = inherited.key;
                self.findings.push(path.key(key), ProblemKind::IdleKey { key, meant });
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
        let channels = person.key(|p| p.channels.as_ref());
        let is_used = |what| said_by_all(channels, what, path).is_none();
        Segment {
            name: name.to_owned(),
            fake,
            detect: self.or(raw.detect.as_ref(), Segment::DETECT),
            seeds: self.seeds(person.own.seeds.as_ref(), fake, &path.key("seeds")),
            inflow: self.inflow(person.own.inflow.as_ref(), &path.key("inflow")),
            share: self.share(person.key(|p| p.share.as_ref()), path, fake),
            contacts: match is_used(Saying::Whom) {
                true => self.contacts(person.key(|p| p.contacts.as_ref()), path),
                false => Contacts::Poisson(Quantity::Known(0.0)),
            },
            groups: person.key(|p| p.groups.as_ref()).map(|into| self.share_into(into, path)),
            funnel: if is_used(Saying::Funnel) { self.funnel(person, path) } else { Vec::new() },
            join_reward: person
                .key(|p| p.join_reward.as_ref())
                .map(|response| self.response(response, &path.key("join_reward"))),
            delay,
            within_days,
            channels: self.channels(channels, path),
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
        // Neither is there: with `funnel` spoilt, it is that which is reported.
        let neither = level.funnel.is_none() && level.join.is_none();
        self.findings.when(neither, &path.key("funnel"), ProblemKind::Missing { key: "join" });
        self.stages(level.funnel.as_ref(), level.join.as_ref())
    }

    /// The stages of a funnel, or of a joining that is the only one.
    pub(super) fn stages(
        &self,
        funnel: Option<&Named<Num<Chance>>>,
        join: Option<&Num<Chance>>,
    ) -> Vec<Stage> {
        let Some(Named(stages)) = funnel else {
            return vec![Stage { name: "join".to_owned(), pass: self.given(join) }];
        };
        stages.iter().map(|(name, pass)| Stage { name: name.clone(), pass: self.quantity(pass) }).collect()
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
