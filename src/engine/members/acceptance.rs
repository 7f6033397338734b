//! Point 8: who accepts, to whom it is credited, and when the invitees join.

use super::Members;
use super::contacts::Hit;
use super::newcomers::known_segment;
use super::people::{Mark, NOBODY};
use super::round::{Contacts, Round};
use crate::engine::market::Market;
use crate::engine::now::Now;
use crate::engine::on_the_way::{Sent, gather};
use crate::engine::record::Tally;
use crate::model::{Model, QuotaModel};
use crate::rng::lane::Deed;
use crate::rng::{Purpose, Stream, binomial, lane};
use crate::terms::{Credit, Events};

impl Members {
    /// Contacts accept, inviters are credited, invitees are on the way.
    pub(super) fn accept(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Round,
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        self.sent.clear();
        round.gained.resize(round.members.len(), 0);
        let mut hits = std::mem::take(&mut round.hits);
        self.crowd.lose_who_came(now.at, market);
        for &hit in round.late.iter().filter(|hit| !self.crowd.has_accepted(hit.person)) {
            tally[self.way(now, round, hit)].expired += 1;
        }
        if now.at.model.has_quotas() {
            self.keep_within_quotas(now, round, &mut hits);
        } else if self.crowd.is_finite() {
            self.keep_new(&mut hits);
        }
        hits.truncate(market.take(hits.len() as u64) as usize);
        for (place, hit) in hits.iter().enumerate() {
            if now.at.patience.is_over_at(place) {
                break;
            }
            round.gained[hit.sharer as usize] += 1;
            let way = self.way(now, round, *hit);
            round.contacts[way].accepted += 1;
            self.invite(now, round, *hit, way);
        }
        round.hits = hits;
        account(now, &round.contacts, tally, events);
        self.credit(now, round);
        if now.at.model.makes_promises() {
            gather(&mut self.sent);
        }
    }

    /// Keeps those who have not accepted before: one contact of each, by lot.
    fn keep_new(&mut self, hits: &mut Vec<Hit>) {
        hits.retain(|hit| !self.crowd.has_accepted(hit.person));
        hits.sort_unstable_by_key(Hit::order);
        hits.dedup_by_key(|hit| hit.person);
        hits.iter().for_each(|hit| self.crowd.accept(hit.person));
    }

    /// Keeps, by lot, one contact of each who has not accepted before, while his inviter has an invitation left.
    fn keep_within_quotas(&mut self, now: Now<'_>, round: &Round, hits: &mut Vec<Hit>) {
        let left = |row: &u32| self.invitations_left(now.at.model, *row);
        let mut left: Vec<u32> = round.members.iter().map(left).collect();
        if self.draws_lots(now.at.model) {
            hits.sort_unstable_by_key(Hit::by_lot);
        }
        hits.retain(|hit| {
            let left = &mut left[hit.sharer as usize];
            let is_free = *left > 0 && !(self.crowd.is_finite() && self.crowd.has_accepted(hit.person));
            if is_free {
                *left -= 1;
                if self.crowd.is_finite() {
                    self.crowd.accept(hit.person);
                }
            }
            is_free
        });
    }

    /// How many friends of a member may still accept at his occasion.
    fn invitations_left(&self, model: &Model, row: u32) -> u32 {
        let Some(quota) = model.segments[self.people.segment(row)].quota else { return u32::MAX };
        let place = row as usize;
        let age = self.people.next[place] - self.people.since[place];
        quota.left(age, self.people.invitations[place], self.people.won_today(row))
    }

    /// The way by which somebody was reached.
    fn way(&self, now: Now<'_>, round: &Round, hit: Hit) -> usize {
        let segment = self.people.segment(round.members[hit.sharer as usize]);
        hit.way(&now.at.model.segments[segment].channels)
    }

    /// Somebody has accepted who was reached by this way: of which kind he is, and when he joins.
    fn invite(&mut self, now: Now<'_>, round: &Round, hit: Hit, way: usize) {
        let inviter = round.members[hit.sharer as usize];
        let segment = self.people.segment(inviter);
        let remembers = now.at.model.segments[segment].wait.is_some();
        let moment = remembers.then(|| self.people.next[inviter as usize] - f64::from(now.at.t));
        let (kind, arrives, anyway) = answer(now, hit.person, moment, way, round.waves[segment]);
        let fake = now.at.model.segments[kind].fake;
        let row = self.people.add(hit.person, inviter, kind);
        if anyway && !fake {
            self.people.mark(row, Mark::Anyway);
        }
        self.people.next[row as usize] = arrives;
        self.joining.put(arrives, row);
        self.on_the_way += 1;
        self.genuine_on_the_way += u64::from(!fake);
        if now.at.model.makes_promises() {
            let arrives = arrives.min(f64::from(now.at.model.steps)) as u32;
            self.sent.push(Sent { inviter: segment, kind, arrives, count: 1 });
        }
    }

    /// Every sharer has so many invitations more.
    fn credit(&mut self, now: Now<'_>, round: &mut Round) {
        let model = now.at.model;
        let asked = model.credits_individuals();
        for (place, row) in round.members.iter().enumerate() {
            let segment_of = self.people.segment(*row);
            let (gained, invitations) = (round.gained[place], &mut self.people.invitations[*row as usize]);
            let before = *invitations as usize;
            *invitations += gained;
            if gained > 0 && matches!(model.segments[segment_of].quota, Some(QuotaModel::PerDay(_))) {
                self.people.win_today(*row, gained);
            }
            let (segment, inviter) = (segment_of, self.people.inviter[*row as usize]);
            self.chain_goes_on |= gained > 0 && inviter != NOBODY && !model.segments[segment].fake;
            if asked {
                let origin = self.people.origin(*row, &model.origins, model.origins.followed);
                let (counted, gained) = (self.people.counted(*row), gained as usize);
                round.credits.push(Credit { origin, before, counted, gained, count: 1 });
                if model.progress.counts() > 1 && gained > 0 {
                    let after = model.progress.counted_after(now.at.t, counted, before, gained);
                    self.people.count_on(*row, after);
                }
            }
            if self.keeps_standing && gained > 0 {
                move_up(&mut self.standing[segment], before, before + gained as usize);
            }
        }
    }
}

/// When all invitees come of this round who are reached by this way, where there is nothing else to be drawn of them.
#[inline]
pub(super) fn answers_alike(now: Now<'_>, way: usize, wave: Option<u32>) -> Option<f64> {
    let [segment] = &now.at.model.segments[..] else { return None };
    let is_alike = now.at.model.anyway == 0.0 && segment.wait.is_none();
    let steps = now.delay(way, wave).only().filter(|_| is_alike)?;
    Some(f64::from(now.at.t.saturating_add(steps)))
}

/// Of which kind an invitee is, when he comes, and whether he would have come anyway. Where waits are remembered the moment is
/// known at which his inviter asked; otherwise only the step counts in which he comes.
#[inline]
pub(super) fn answer(
    now: Now<'_>,
    person: u64,
    moment: Option<f64>,
    way: usize,
    wave: Option<u32>,
) -> (usize, f64, bool) {
    let (model, bins) = (now.at.model, now.delay(way, wave));
    let after = |steps: u32| f64::from(now.at.t.saturating_add(steps));
    if let Some(arrives) = answers_alike(now, way, wave) {
        return (0, arrives, false);
    }
    let mut stream = now.at.key.stream_of(person, Deed::Accepts, 0);
    let kind = kind_of(now, way, &mut stream);
    let level = stream.uniform();
    let answered = |moment: f64| model.channels[way].answered(moment.clamp(0.0, 1.0), model.step_days, level);
    let arrives = match moment.and_then(answered) {
        Some(time) => f64::from(now.at.t) + time,
        None => after(bins.bin_of(level) as u32),
    };
    (known_segment(now, person).unwrap_or(kind), arrives, stream.chance(model.anyway))
}

/// Of which kind an invitee is: who came only because of the bait may be another than the rest.
fn kind_of(now: Now<'_>, way: usize, stream: &mut Stream) -> usize {
    let inviter = now.at.model.channels[way].segment;
    let model = &now.at.model.segments[inviter];
    let (for_bait, level) = (stream.chance(now.answers(way).bait_part), stream.uniform());
    let recruits = model.recruits_for_bait.as_ref().filter(|_| for_bait).unwrap_or(&model.recruits);
    let mut left = level;
    let found = recruits.iter().position(|part| {
        left -= part;
        left < 0.0
    });
    // Where rounding leaves the sum below 1, the last who may be meant.
    found.or_else(|| recruits.iter().rposition(|part| *part > 0.0)).unwrap_or(inviter)
}

/// Counts acceptances, and what became of the other contacts: of those who did not say yes a part came to the last stage.
pub(super) fn account(now: Now<'_>, contacts: &[Contacts], tally: &mut [Tally], events: &mut [Events]) {
    for (way, contacts) in contacts.iter().enumerate() {
        let channel = &now.at.model.channels[way];
        let (reaches, chance) = (channel.reaches_join(), now.willing(way));
        events[channel.segment].accepted += contacts.accepted;
        let tally = &mut tally[way];
        tally.poisson(contacts.intensity, contacts.accepted, contacts.intensity * (reaches - chance));
        tally.failed += contacts.yes - contacts.accepted;
        tally.fixed(contacts.declined + contacts.dropped, 0, contacts.declined);
        let lane = lane::of_way(lane::of_segment(channel.segment), channel.number);
        let mut stream = now.at.stream(Purpose::Funnel, lane);
        let others = contacts.fixed - contacts.fixed_yes + saw_in_vain(now, way, contacts, &mut stream);
        if others > 0 {
            let came_far = ((reaches - chance) / (1.0 - chance)).clamp(0.0, 1.0);
            tally.fixed(others, 0, binomial(&mut stream, others, came_far));
        }
    }
}

/// Of the people in groups who did not say yes, how many saw the share.
fn saw_in_vain(now: Now<'_>, way: usize, contacts: &Contacts, stream: &mut Stream) -> u64 {
    let no = contacts.in_groups - contacts.in_groups_yes;
    let Some(into) = now.at.model.channels[way].into_groups.filter(|_| no > 0) else { return 0 };
    no - binomial(stream, no, ((1.0 - into.see) / (1.0 - into.see * now.willing(way))).clamp(0.0, 1.0))
}

/// Somebody has more invitations than before.
fn move_up(standing: &mut Vec<u64>, before: usize, after: usize) {
    if after >= standing.len() {
        standing.resize(after + 1, 0);
    }
    standing[after] += 1;
    if before > 0 {
        standing[before] -= 1;
    }
}
