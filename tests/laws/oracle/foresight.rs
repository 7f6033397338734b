//! When in a step money, goods or places will go, as far as those who have an occasion can tell.

use super::earning::is_of_orders;
use super::ledger::is_prize;
use super::people::Answer;
use super::promises::State;
use super::ways::Way;
use super::{Campaign, Start};
use kfactor::scenario::{Contacts, Delay, Recipient, Reward, Trigger, WhenExhausted};

/// Part of a step with the same offers; without any the campaign is over.
#[derive(Clone)]
pub(super) struct Stretch {
    pub until: f64,
    pub on_offer: Option<Vec<bool>>,
}

/// What members of one segment will do on average.
#[derive(Clone, Copy, Default)]
struct Outlook {
    first_shares: f64,
    accepted: f64,
    /// Those of them who answer within the step.
    at_once: f64,
}

impl Campaign<'_> {
    /// Looks ahead from the `acting` members, who have an occasion, while so many are `arriving`: the stretches of the step, where
    /// offers change in it.
    pub(super) fn foresee(
        &mut self,
        t: u32,
        start: &Start,
        acting: &[usize],
        arriving: usize,
    ) -> Vec<Stretch> {
        let scenario = self.world.scenario;
        let stocked = scenario.incentive.iter().any(|rule| rule.stock.is_some());
        if scenario.budget.is_none() && scenario.capacity.total.is_none() && !stocked {
            return Vec::new();
        }
        let outlook = self.outlook(start, acting);
        let mut changes = self.rules_that_go(t, start, &outlook);
        if let Some(total) = &self.world.scenario.capacity.total {
            let room = self.world.value(total).round() - self.door.admitted as f64;
            let joining: f64 = outlook.iter().map(|of| of.at_once).sum();
            let full = part(room, arriving as f64 + joining);
            changes.extend((full < 1.0).then_some((full, None)));
        }
        changes.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let (mut on_offer, mut stretches) = (Some(start.on_offer.clone()), Vec::new());
        for (until, change) in &changes {
            stretches.push(Stretch { until: *until, on_offer: on_offer.clone() });
            match change {
                Some(rule) => on_offer.iter_mut().for_each(|offers| offers[*rule] = false),
                None => on_offer = None,
            }
        }
        if !stretches.is_empty() {
            stretches.push(Stretch { until: 1.0, on_offer });
        }
        stretches
    }

    /// The moment before which so large a part is won of what members of segment `g` win in the step, who have invited nobody
    /// before.
    pub(super) fn moment_of(&self, g: usize, part: f64) -> f64 {
        let world = &self.world;
        let wins = |on_offer: &Option<Vec<bool>>| {
            let Some(on_offer) = on_offer else { return 0.0 };
            let accepted = world.ways(g).iter().map(|way| self.accept(g, way, on_offer, 1.0)).sum::<f64>();
            world.share(g, world.perceived(on_offer, 0, &[], false), 1.0) * accepted
        };
        let mut begin = 0.0;
        let won: Vec<[f64; 3]> = self
            .stretches
            .iter()
            .flatten()
            .map(|stretch| {
                let from = std::mem::replace(&mut begin, stretch.until);
                [from, stretch.until, wins(&stretch.on_offer)]
            })
            .collect();
        let all: f64 = won.iter().map(|[from, to, rate]| (to - from) * rate).sum();
        let mut left = part * all;
        for [from, to, rate] in won {
            if rate > 0.0 && left <= (to - from) * rate {
                return from + left / rate;
            }
            left -= (to - from) * rate;
        }
        part
    }

    fn outlook(&self, start: &Start, acting: &[usize]) -> Vec<Outlook> {
        let world = &self.world;
        let mut outlook = vec![Outlook::default(); world.scenario.segments.len()];
        let open =
            self.market.as_ref().map_or(1.0, |market| market.left as f64 / market.accepted.len() as f64);
        for &id in acting {
            let member = &self.members[id];
            let perceived =
                world.perceived(&self.offers_to(id, &start.on_offer), member.j, &member.got, member.shared);
            let shares = world.share(member.segment, perceived, start.share);
            let of = &mut outlook[member.segment];
            of.first_shares += if member.shared { 0.0 } else { shares };
            for (number, way) in world.ways(member.segment).into_iter().enumerate() {
                let accepted = shares * self.accept(member.segment, &way, &start.on_offer, start.join) * open;
                of.accepted += accepted;
                of.at_once += accepted * self.answers_at_once(member.segment, number, &way);
            }
        }
        outlook
    }

    /// How many accept in time, on average, whom a share reaches by this way.
    fn accept(&self, g: usize, way: &Way<'_>, on_offer: &[bool], factor: f64) -> f64 {
        let world = &self.world;
        let (join, _) = world.join(g, way, on_offer, factor);
        let asked = way.usage * self.mean(way.contacts) * way.before_last(world);
        asked * join * self.answers_by(way, f64::INFINITY)
    }

    fn mean(&self, contacts: &Contacts) -> f64 {
        let value = |q| self.world.value(q);
        match contacts {
            Contacts::Fixed(n) => value(n).round(),
            Contacts::Poisson(mean) | Contacts::NegativeBinomial { mean, .. } => value(mean),
            Contacts::Mixture(parts) => {
                let all: f64 = parts.iter().map(|(weight, _)| value(weight)).sum();
                parts.iter().map(|(weight, law)| value(weight) / all * self.mean(law)).sum()
            }
            other => panic!("the oracle does not know {other:?}"),
        }
    }

    /// Chance of who is asked this way at any moment of a step to answer within it.
    fn answers_at_once(&self, g: usize, number: usize, way: &Way<'_>) -> f64 {
        const CELLS: u32 = 2_000;
        let middle = |cell: u32| (f64::from(cell) + 0.5) / f64::from(CELLS) * self.world.step_days();
        *self.world.at_once[g][number].get_or_init(|| {
            let all = (0..CELLS).map(|cell| self.answers_by(way, middle(cell))).sum::<f64>();
            all / f64::from(CELLS) / self.answers_by(way, f64::INFINITY)
        })
    }

    /// Chance of an answer that counts to who asks this way to come within so many days.
    fn answers_by(&self, way: &Way<'_>, days: f64) -> f64 {
        self.is_by(way.delay, days.min(way.good))
    }

    /// Chance of an answer of this law to come within so many days.
    fn is_by(&self, delay: &Delay, days: f64) -> f64 {
        match delay {
            _ if days == f64::INFINITY => 1.0,
            Delay::Assumed => 1.0 - (-days).exp(),
            Delay::Exponential(mean) => 1.0 - (-days / self.world.value(mean)).exp(),
            Delay::Fixed(delay) => f64::from(u8::from(self.world.value(delay) < days)),
            Delay::Mixture(parts) => {
                let all: f64 = parts.iter().map(|(weight, _)| self.world.value(weight)).sum();
                parts
                    .iter()
                    .map(|(weight, part)| self.world.value(weight) / all * self.is_by(part, days))
                    .sum()
            }
            Delay::List(times) => {
                let all: f64 = times.iter().map(|(_, weight)| self.world.value(weight)).sum();
                let by = times.iter().filter(|(time, _)| *time < days);
                by.map(|(_, weight)| self.world.value(weight) / all).sum()
            }
            other => panic!("the oracle foresees nothing under {other:?}"),
        }
    }

    /// When rules go off offer, or, without a rule, the campaign ends.
    fn rules_that_go(&self, t: u32, start: &Start, outlook: &[Outlook]) -> Vec<(f64, Option<usize>)> {
        let world = &self.world;
        let rules = 0..world.scenario.incentive.len();
        let cost = |rule: usize| world.cost_of_one(&world.scenario.incentive[rule], start.price, t);
        let earned_today = rules.clone().filter(|rule| start.on_offer[*rule]);
        let worth_today: f64 = earned_today.map(|rule| self.earned_soon(rule, outlook) * cost(rule)).sum();
        let today = self.ledger.today.map_or(1.0, |left| part(left, worth_today));
        // What is due where the days have no end of money, and where they have.
        let due: Vec<[f64; 2]> = rules
            .clone()
            .map(|rule| [self.known_to_be_due(rule, t), self.earned_and_due(rule, t, outlook)])
            .collect();
        let dues: [Vec<f64>; 2] = [1.0, today].map(|today| {
            let takes = |rule: usize| cost(rule) > 0.0 && !is_of_orders(&world.scenario.incentive[rule]);
            let of_step = |rule: usize| if takes(rule) { today } else { 1.0 };
            due.iter().enumerate().map(|(rule, [known, earned])| known + of_step(rule) * earned).collect()
        });
        let worths =
            [0, 1].map(|which| -> f64 { rules.clone().map(|rule| dues[which][rule] * cost(rule)).sum() });
        let goes = |there: f64, [all, some]: [f64; 2]| if some > there { part(there, all) } else { 1.0 };
        let money = self.ledger.free_money().map_or(1.0, |money| goes(money, worths));
        let budget_rule = world.scenario.budget.as_ref().map(|budget| budget.when_exhausted);
        let mut changes = Vec::new();
        for (rule, of) in world.scenario.incentive.iter().enumerate() {
            if is_prize(of.when) || !start.on_offer[rule] {
                continue;
            }
            let wanted = [dues[0][rule], dues[1][rule]];
            let goods = self.ledger.free_pieces(rule).map_or(1.0, |pieces| goes(pieces as f64, wanted));
            if cost(rule) > 0.0 && today < 1.0 && !is_of_orders(of) {
                changes.push((today, Some(rule)));
            }
            let of_money = if cost(rule) > 0.0 { money } else { 1.0 };
            for (moment, when) in [(goods, Some(of.when_exhausted)), (of_money, budget_rule)] {
                let ends = when == Some(WhenExhausted::EndCampaign);
                changes.extend((moment < 1.0).then_some((moment, (!ends).then_some(rule))));
            }
        }
        changes
    }

    /// How many rewards of a rule that were promised before will fall due in step `t`.
    fn known_to_be_due(&self, index: usize, t: u32) -> f64 {
        let world = &self.world;
        let rule = &world.scenario.incentive[index];
        let redeem = world.value(&rule.redeem);
        let waiting = self.promises.iter().filter(|p| {
            p.rule == index && p.state == State::Open && !p.waits_for_orders(rule) && !self.returns_before(p)
        });
        let known = waiting.map(|promise| {
            let coming = promise.invitee.filter(|id| matches!(self.invitees[*id].answer, Answer::Coming));
            let falls = match (promise.due, coming) {
                (Some(due), _) => f64::from(u8::from(due == t)),
                (None, Some(id)) if self.invitees[id].joins == t => self.falls_at_once(rule),
                _ => 0.0,
            };
            let claimant = world.segment(promise.to);
            let claims = if claimant.fake { 1.0 - world.value(&claimant.detect) } else { 1.0 };
            let stays = match (rule.if_stays_days, promise.invitee) {
                (Some(days), Some(invitee)) => world.stays(self.invitees[invitee].segment, days),
                _ => 1.0,
            };
            falls * claims * stays * redeem
        });
        if rule.reserve || is_prize(rule.when) { 0.0 } else { known.sum() }
    }

    /// How many will be earned in step `t` and fall due in it; in reserve, be promised.
    fn earned_and_due(&self, index: usize, t: u32, outlook: &[Outlook]) -> f64 {
        let world = &self.world;
        let rule = &world.scenario.incentive[index];
        let redeem = world.value(&rule.redeem);
        if !world.is_dated_for(rule, t) {
            return 0.0;
        }
        match rule.when {
            when if is_prize(when) => return 0.0,
            _ if is_of_orders(rule) && (!rule.reserve || rule.to == Recipient::Buyer) => return 0.0,
            Trigger::Share => {
                let shares: f64 = outlook.iter().map(|of| of.first_shares).sum();
                return shares * redeem * self.falls_at_once(rule);
            }
            _ => {}
        }
        let earns = self.part_of_accepted(index, outlook);
        let of_segment = |(g, of): (usize, &Outlook)| {
            let stays = rule.if_stays_days.map_or(1.0, |days| world.stays(g, days));
            let due = of.at_once * self.falls_at_once(rule) * stays * redeem;
            earns * if rule.reserve { of.accepted } else { due }
        };
        outlook.iter().enumerate().map(of_segment).sum()
    }

    /// How many rewards of a rule are earned in the step, whenever they fall due.
    fn earned_soon(&self, index: usize, outlook: &[Outlook]) -> f64 {
        match self.world.scenario.incentive[index].when {
            when if is_prize(when) => 0.0,
            Trigger::Buy | Trigger::Spent(_) | Trigger::Order => 0.0,
            Trigger::Share => outlook.iter().map(|of| of.first_shares).sum(),
            _ => {
                let accepted: f64 = outlook.iter().map(|of| of.accepted).sum();
                accepted * self.part_of_accepted(index, outlook)
            }
        }
    }

    /// The part of the acceptances that earns something by a rule: all, or as many as in the step before.
    fn part_of_accepted(&self, index: usize, outlook: &[Outlook]) -> f64 {
        let rule = &self.world.scenario.incentive[index];
        let accepted: f64 = outlook.iter().map(|of| of.accepted).sum();
        let always = match (rule.to, rule.when) {
            _ if !self.world.parts[index].is_whole() => false,
            (Recipient::Inviter, Trigger::Join) => rule.cap.is_none() && rule.cap_per_day.is_none(),
            // What their caps count are orders.
            (Recipient::Inviter, Trigger::Buy | Trigger::Spent(_) | Trigger::Order) => true,
            (Recipient::Invitee, _) => true,
            _ => false,
        };
        match always {
            true => 1.0,
            false if accepted > 0.0 => self.earned_before[index] as f64 / accepted,
            false => 0.0,
        }
    }

    /// Chance of what hangs on who joins to fall due in the same step.
    fn falls_at_once(&self, rule: &Reward) -> f64 {
        (1.0 - self.held(rule)).max(0.0)
    }
}

fn part(there: f64, wanted: f64) -> f64 {
    if wanted > there { (there / wanted).max(0.0) } else { 1.0 }
}
