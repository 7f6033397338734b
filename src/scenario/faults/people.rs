//! Who there is, whom they bring, and whether anybody starts.

use super::known::{all_zero, before_the_end, exceeds, few, is_zero};
use super::reaching::{Reaching, may_take_no_time, several};
use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::{
    Buyers, BuysWhen, Drive, MOST_CHANNELS, Quantity, Rate, Recipient, Reminded, Response, Scenario, Segment,
    Share, Stay, Trigger, Wait,
};

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let root = Path::root().key("segments");
    findings.when(scenario.segments.is_empty(), &root, ProblemKind::EmptyList);
    few(scenario.segments.len(), &root, findings);
    for (index, segment) in scenario.segments.iter().enumerate() {
        let path = root.key(&segment.name);
        let again = scenario.segments[..index].iter().any(|other| other.name == segment.name);
        findings.when(again, &path, ProblemKind::SameSegment);
        Looking { scenario, segment, path, findings }.all();
    }
    seeds(scenario, findings);
}

/// Somebody must begin, and the market must hold all who do.
fn seeds(scenario: &Scenario, findings: &mut Findings) {
    let nobody = |segment: &Segment| {
        segment.inflow.iter().all(|plan| is_zero(plan.rate.number()))
            && segment.seeds.iter().all(|wave| is_zero(&wave.count))
    };
    let path = Path::root().key("seeds");
    findings.when(scenario.segments.iter().all(nobody), &path, ProblemKind::NobodyStarts);
    // Of uncertain numbers the middle must fit, to whole people; a replicate that draws less lets the market be the seeds.
    let waves = scenario.segments.iter().flat_map(|segment| &segment.seeds);
    let seeds: f64 = waves.map(|wave| wave.count.typical().round()).sum();
    if let Some(market) = scenario.market.as_ref().map(|market| market.typical().round()) {
        let kind = ProblemKind::SeedsBeyondMarket { seeds, market };
        findings.when(seeds > market, &Path::root().key("market"), kind);
    }
}

/// So many waves of a segment may stay by a curve of their own.
const MOST_OWN_STAYS: usize = 8;

/// One segment under examination.
struct Looking<'a> {
    scenario: &'a Scenario,
    segment: &'a Segment,
    path: Path,
    findings: &'a mut Findings,
}

impl Looking<'_> {
    fn all(&mut self) {
        self.waves();
        self.inflow();
        self.buys();
        self.reminders();
        self.share();
        self.channels();
        self.stay(&self.segment.stay, &self.path.clone());
        self.join_reward();
        self.recruits("recruits", self.segment.recruits.as_deref());
        self.recruits("recruits_for_bait", self.segment.recruits_for_bait.as_deref());
    }

    fn waves(&mut self) {
        let days = self.scenario.clock.days();
        let own = self.segment.seeds.iter().filter(|wave| wave.stay.is_some()).count();
        let path = self.path.key("seeds");
        self.findings.when(own > MOST_OWN_STAYS, &path, ProblemKind::TooMany { limit: MOST_OWN_STAYS });
        for (index, wave) in self.segment.seeds.iter().enumerate() {
            let path = self.path.key("seeds").index(index).key("at");
            before_the_end(wave.at_days, days, &path, self.findings);
            if let Some(stay) = &wave.stay {
                let path = self.path.key("seeds").index(index);
                self.stay(stay, &path);
            }
        }
    }

    fn inflow(&mut self) {
        let days = self.scenario.clock.days();
        let path = self.path.key("inflow");
        few(self.segment.inflow.len(), &path, self.findings);
        for (index, plan) in self.segment.inflow.iter().enumerate() {
            let path = if self.segment.inflow.len() > 1 { path.index(index) } else { path.clone() };
            before_the_end(plan.from_days, days, &path.key("from"), self.findings);
            let from = plan.from_days;
            let ends_first = plan.until_days.is_some_and(|until| until <= from);
            self.findings.when(ends_first, &path.key("until"), ProblemKind::EndsBeforeItBegins { from });
            let of_nothing = matches!(plan.rate, Rate::OfMarket(_))
                && self.scenario.market.is_none()
                && self.scenario.network.is_none();
            self.findings.when(of_nothing, &path.key("of_market"), ProblemKind::NeedsMarket);
        }
    }

    fn buys(&mut self) {
        let days = self.scenario.clock.days();
        let path = self.path.key("buys");
        few(self.segment.buys.len(), &path, self.findings);
        for (index, buys) in self.segment.buys.iter().enumerate() {
            let path = if self.segment.buys.len() > 1 { path.index(index) } else { path.clone() };
            match &buys.when {
                BuysWhen::Often { .. } => {}
                BuysWhen::At { at_days, .. } => {
                    before_the_end(*at_days, days, &path.key("at"), self.findings)
                }
                BuysWhen::After { after_days, .. } => {
                    before_the_end(*after_days, days, &path.key("after"), self.findings);
                }
            }
            // Inherited by all, it is of use if somebody comes so to one segment.
            let comes = |segment: &Segment| match buys.who {
                Buyers::All | Buyers::Invited => true,
                Buyers::Organic => !segment.inflow.is_empty(),
                Buyers::Seeds => !segment.seeds.is_empty(),
            };
            let nobody = !self.scenario.segments.iter().any(comes);
            let needs = if buys.who == Buyers::Seeds { "seeds" } else { "inflow" };
            let kind = ProblemKind::NobodyBuys { who: buys.who.word(), needs };
            self.findings.when(nobody, &path.key("who"), kind);
        }
    }

    fn reminders(&mut self) {
        let days = self.scenario.clock.days();
        let path = self.path.key("reminders");
        few(self.segment.reminders.len(), &path, self.findings);
        for (index, reminder) in self.segment.reminders.iter().enumerate() {
            let path = if self.segment.reminders.len() > 1 { path.index(index) } else { path.clone() };
            before_the_end(reminder.at_days, days, &path.key("at"), self.findings);
            let kind = ProblemKind::WithinAStep { longest: self.scenario.longest_step() };
            self.findings.when(self.scenario.cuts_a_step(reminder), &path.key("at"), kind);
            // Inherited by all, it is of use if the members of one segment wait.
            let waits = |segment: &Segment| !segment.share.after.as_ref().is_none_or(Wait::is_nothing);
            let nobody = reminder.to == Reminded::Waiting
                && !self.scenario.is_in_cycles()
                && !self.scenario.segments.iter().any(waits);
            self.findings.when(nobody, &path.key("to"), ProblemKind::NobodyWaits);
            let to_some = reminder.regular && reminder.to != Reminded::All;
            self.findings.when(to_some, &path.key("to"), ProblemKind::RegularIsToAll);
        }
    }

    fn share(&mut self) {
        if let Drive::Motives { reward: Some(response), .. } = &self.segment.share.drive {
            let path = self.path.key("share").key("reward");
            self.response(response, &path);
        }
        if let Drive::Motives { content, social, reward: None } = &self.segment.share.drive {
            // Where there is no motive at all, that is told instead.
            let moved = !is_zero(content) || !is_zero(social);
            let path = self.path.key("share");
            self.findings.when(self.segment.fake && moved, &path, ProblemKind::FakeNeverShares);
        }
        let Share { after, again, .. } = &self.segment.share;
        let path = self.path.key("share");
        if let Some(Wait::Law(law)) = after {
            let path = path.key("after");
            self.findings.when(may_take_no_time(law), &path, ProblemKind::WaitOfNothing);
            let in_cycles =
                self.scenario.is_in_cycles() && after.as_ref().is_some_and(|wait| !wait.has_no_memory());
            self.findings.when(in_cycles, &path, ProblemKind::WaitInCycles);
            several(law, &path, self.findings);
        }
        let once = after.as_ref().is_none_or(Wait::is_nothing) && !is_zero(again);
        self.findings.when(
            once && !self.scenario.is_in_cycles(),
            &path.key("again"),
            ProblemKind::AgainNeedsAfter,
        );
    }

    /// The ways by which shares go: the segment's own, as far as it is used, and what is otherwise on a channel.
    fn channels(&mut self) {
        let Looking { scenario, segment, path, findings } = self;
        let list = path.key("channels");
        let most = ProblemKind::TooMany { limit: MOST_CHANNELS };
        findings.when(segment.channels.len() > MOST_CHANNELS, &list, most);
        let used = |used: bool| used.then_some(());
        let own = Reaching {
            contacts: used(segment.uses_its_contacts()).map(|()| &segment.contacts),
            funnel: used(segment.uses_its_funnel()).map(|()| &segment.funnel[..]),
            delay: used(segment.uses_its_delay()).map(|()| (&segment.delay, segment.within_days.as_ref())),
        };
        own.check(scenario, path, findings);
        for channel in &segment.channels {
            let own = Reaching {
                contacts: channel.contacts.as_ref(),
                funnel: channel.funnel.as_deref(),
                delay: channel.delay.as_ref().map(|delay| (delay, channel.within_days.as_ref())),
            };
            own.check(scenario, &list.key(&channel.name), findings);
        }
    }

    fn response(&mut self, response: &Response, path: &Path) {
        let Response::Table(points) = response else {
            return;
        };
        let path = path.key("table");
        let falls = points.windows(2).any(|pair| exceeds(&pair[0].1, &pair[1].1));
        self.findings.when(falls, &path, ProblemKind::TableFalls);
    }

    fn stay(&mut self, stay: &Stay, path: &Path) {
        let Stay::Retention(points) = stay else {
            return;
        };
        let path = path.key("retention");
        self.findings.when(points.is_empty(), &path, ProblemKind::EmptyList);
        let at_zero = points.iter().any(|(days, _)| *days <= 0.0);
        self.findings.when(at_zero, &path, ProblemKind::RetentionAtZero);
        let rises = points.windows(2).any(|pair| exceeds(&pair[1].1, &pair[0].1));
        self.findings.when(rises, &path, ProblemKind::RetentionRises);
    }

    fn join_reward(&mut self) {
        let offered = self.scenario.incentive.iter().any(|reward| {
            reward.to == Recipient::Invitee && (reward.when == Trigger::Join || reward.when.is_of_orders())
        });
        let path = self.path.key("join_reward");
        if let Some(response) = &self.segment.join_reward {
            let kind = ProblemKind::NoInviteeReward { key: "join_reward" };
            self.findings.when(!offered, &path, kind);
            self.response(response, &path);
        }
        // Inherited by all, it is of use if only one segment has a `join_reward`.
        let nowhere = self.scenario.segments.iter().all(|segment| segment.join_reward.is_none());
        let for_nothing = self.segment.recruits_for_bait.is_some() && nowhere;
        let path = self.path.key("recruits_for_bait");
        self.findings.when(for_nothing, &path, ProblemKind::NeedsJoinReward);
    }

    fn recruits(&mut self, key: &str, weights: Option<&[Quantity]>) {
        let Some(weights) = weights else { return };
        let path = self.path.key(key);
        let segments = &self.scenario.segments;
        if weights.len() != segments.len() {
            let kind = ProblemKind::WrongLength { expected: segments.len(), found: weights.len() };
            self.findings.push(path, kind);
            return;
        }
        self.findings.when(all_zero(weights), &path, ProblemKind::AllZero);
        for (other, weight) in segments.iter().zip(weights) {
            let genuine = self.segment.fake && !other.fake && !is_zero(weight);
            let kind = ProblemKind::FakeRecruitsGenuine { segment: other.name.clone() };
            self.findings.when(genuine, &path.key(&other.name), kind);
        }
    }
}
