//! Stage 6: contacts become acceptances, acceptances become invitees on the way.

use super::sharing::lane;
use super::state::{Campaign, Reached};
use crate::model::SegmentModel;
use crate::rng::{Purpose, Stream, binomial, poisson, split};
use crate::units::chance_of;

impl Campaign<'_> {
    /// Contacts pass the funnel; who accepts is credited to the inviter and on the way.
    pub fn acceptance(&mut self, t: u32) {
        if self.state.reached.is_empty() {
            return;
        }
        self.set_chances(t);
        match (self.model.market, self.susceptible) {
            (Some(market), Some(susceptible)) => self.accept_from_market(t, market as f64, susceptible),
            _ => self.accept_from_endless_market(t),
        }
        self.count_acceptances();
        self.credit_inviters(t);
        self.send_invitees(t);
    }

    /// The chance of a contact in this step: all stages, and an answer that comes before the horizon.
    fn set_chances(&mut self, t: u32) {
        let longest = (self.model.steps - 1).checked_sub(t + 1);
        for reached in &mut self.state.reached {
            let segment = &self.model.segments[reached.segment];
            let in_time = longest.map_or(0.0, |bins| segment.delay.within(bins));
            let join = (self.state.joins[reached.segment].0 * self.model.profile.join.at(t)).clamp(0.0, 1.0);
            reached.chance = segment.reaches_join() * join * in_time;
        }
    }

    fn accept_from_endless_market(&mut self, t: u32) {
        for index in 0..self.state.reached.len() {
            let reached = self.state.reached[index];
            let mut stream = self.accept_stream(t, &reached);
            let accepted = if reached.fixed {
                binomial(&mut stream, reached.contacts as u64, reached.chance)
            } else {
                poisson(&mut stream, reached.contacts * reached.chance)
            };
            let accepted = accepted.min(self.untold);
            self.untold -= accepted;
            self.state.reached[index].accepted = accepted;
            let failed = reached.contacts * (self.reaches_join(&reached) - reached.chance);
            self.account(t, index, reached.chance, failed);
        }
    }

    /// With a market every contact is a uniformly drawn person of it. Poisson streams of invitations hit each person
    /// independently, so that the people won are a binomial number of those not yet won.
    fn accept_from_market(&mut self, t: u32, market: f64, susceptible: u64) {
        let mut left = susceptible;
        let hazard: f64 =
            self.poisson_reached().map(|(_, reached)| reached.contacts * reached.chance).sum::<f64>()
                / market;
        let mut stream = self.key.stream(Purpose::Accept, t, u32::MAX);
        let hit = chance_of(hazard);
        let repeats = if hit > 0.0 { hazard / hit - 1.0 } else { 0.0 };
        let mut won = binomial(&mut stream, left, hit);
        left -= won;
        let mut hazard_left = hazard;
        for index in 0..self.state.reached.len() {
            let reached = self.state.reached[index];
            if reached.fixed {
                let mut stream = self.accept_stream(t, &reached);
                let chance = reached.chance * left as f64 / market;
                let hits = binomial(&mut stream, reached.contacts as u64, chance);
                let accepted = distinct(&mut stream, hits, left);
                left -= accepted;
                self.state.reached[index].accepted = accepted;
                self.account(t, index, accepted as f64 / reached.contacts.max(1.0), 0.0);
            } else {
                let own = reached.contacts * reached.chance / market;
                let accepted = if hazard_left > own && won > 0 {
                    binomial(&mut self.accept_stream(t, &reached), won, own / hazard_left)
                } else {
                    won
                };
                hazard_left -= own;
                won -= accepted;
                self.state.reached[index].accepted = accepted;
                let won_before = 1.0 - susceptible as f64 / market;
                let failed = self.failed_in_market(&reached, won_before, accepted as f64 * repeats);
                self.account(t, index, 0.0, failed);
            }
        }
        self.susceptible = Some(left);
    }

    /// Mean number of contacts who reach the last stage without becoming an acceptance: they decline, they are of the
    /// part that was `won_before`, or they say yes to several invitations of this step (`repeats`).
    fn failed_in_market(&self, reached: &Reached, won_before: f64, repeats: f64) -> f64 {
        let declined = self.reaches_join(reached) - reached.chance;
        reached.contacts * (declined + reached.chance * won_before) + repeats
    }

    fn poisson_reached(&self) -> impl Iterator<Item = (usize, &Reached)> {
        self.state.reached.iter().enumerate().filter(|(_, reached)| !reached.fixed)
    }

    fn reaches_join(&self, reached: &Reached) -> f64 {
        self.model.segments[reached.segment].reaches_join()
    }

    fn accept_stream(&self, t: u32, reached: &Reached) -> Stream {
        self.key.stream(Purpose::Accept, t, lane(reached.segment, reached.part))
    }

    /// Keeps account of the contacts who did not accept. Poisson numbers are independent of the acceptances and add
    /// up, so that they are drawn once, when the campaign is over; fixed numbers are split now.
    fn account(&mut self, t: u32, index: usize, chance: f64, failed_intensity: f64) {
        let reached = self.state.reached[index];
        let so_far = &mut self.state.counted[reached.segment];
        if !reached.fixed {
            so_far.intensity += reached.contacts;
            so_far.failed_intensity += failed_intensity;
            return;
        }
        let reaches_join = self.model.segments[reached.segment].reaches_join();
        let others = reached.contacts as u64 - reached.accepted;
        let failed = if reaches_join < 1.0 && chance < 1.0 {
            let mut stream = self.key.stream(Purpose::Funnel, t, lane(reached.segment, reached.part));
            binomial(&mut stream, others, ((reaches_join - chance) / (1.0 - chance)).clamp(0.0, 1.0))
        } else {
            others
        };
        so_far.failed += failed;
        so_far.dropped += others - failed;
    }

    fn count_acceptances(&mut self) {
        for reached in &self.state.reached {
            self.state.counted[reached.segment].accepted += reached.accepted;
            self.state.claims.accepted(reached.segment, reached.accepted);
            self.since_point[1] += reached.accepted;
        }
    }

    /// The accepted get a segment and a day of arrival.
    fn send_invitees(&mut self, t: u32) {
        let model = self.model;
        for segment in 0..model.segments.len() {
            let accepted = self.state.claims.accepted_now(segment);
            if accepted == 0 {
                continue;
            }
            let origin = model.origins.of_invitees[segment];
            if model.segments.len() == 1 {
                self.send(t, segment, 0, origin, accepted);
                continue;
            }
            let mut kinds = std::mem::take(&mut self.state.counts);
            kinds.clear();
            kinds.resize(model.segments.len(), 0);
            self.split_kinds(t, segment, accepted, &mut kinds);
            for (kind, &count) in kinds.iter().enumerate().filter(|(_, count)| **count > 0) {
                self.send(t, segment, kind, kind * model.origins.count + origin, count);
            }
            self.state.counts = kinds;
        }
    }

    /// Segments of the accepted: those who came only because of the bait may be of other kinds than the rest.
    fn split_kinds(&mut self, t: u32, inviter: usize, accepted: u64, kinds: &mut [u64]) {
        let model = &self.model.segments[inviter];
        let mut stream = self.key.stream(Purpose::Mix, t, inviter as u32);
        let Some(recruits_for_bait) = &model.recruits_for_bait else {
            split(&mut stream, accepted, &model.recruits, kinds);
            return;
        };
        let for_bait = binomial(&mut stream, accepted, self.state.joins[inviter].1);
        split(&mut stream, accepted - for_bait, &model.recruits, kinds);
        let mut baited = vec![0; kinds.len()];
        split(&mut stream, for_bait, recruits_for_bait, &mut baited);
        for (kind, baited) in kinds.iter_mut().zip(baited) {
            *kind += baited;
        }
    }

    /// Invitees join after `1 + ⌊delay/step⌋` steps.
    fn send(&mut self, t: u32, inviter: usize, kind: usize, place: usize, count: u64) {
        let model: &SegmentModel = &self.model.segments[inviter];
        let next = t as usize + 1;
        if model.delay.is_immediate() {
            self.state.on_the_way.send(next, place, count);
            return;
        }
        let lane = (inviter * self.model.segments.len() + kind) as u32;
        let mut stream = self.key.stream(Purpose::Delay, t, lane);
        let longest = self.model.steps - 2 - t;
        let in_time = model.delay.within(longest);
        let (mut left, mut bin, mut below) = (count, 0, 0.0);
        while left > FEW {
            let chance = model.delay.exactly(bin);
            let arriving = if bin == longest as usize {
                left
            } else {
                binomial(&mut stream, left, (chance / (in_time - below)).min(1.0))
            };
            if arriving > 0 {
                self.state.on_the_way.send(next + bin, place, arriving);
            }
            left -= arriving;
            below += chance;
            bin += 1;
        }
        for _ in 0..left {
            let level = below + stream.uniform() * (in_time - below);
            let drawn = model.delay.bin_of(level).clamp(bin, longest as usize);
            self.state.on_the_way.send(next + drawn, place, 1);
        }
    }
}

/// So many answers are timed one by one.
const FEW: u64 = 8;

/// How many different people `hits` invitations reach that each hit one of `people` at random: one by one while they
/// are few; beyond, with the right mean `S(1-(1-1/S)^H)`.
fn distinct(stream: &mut Stream, hits: u64, people: u64) -> u64 {
    if hits <= 1 || people == 0 {
        return hits.min(people);
    }
    let all = people as f64;
    if hits <= ONE_BY_ONE {
        return (0..hits).fold(0, |won, _| won + u64::from(stream.chance(1.0 - won as f64 / all)));
    }
    let mean = -all * libm::expm1(hits as f64 * libm::log1p(-1.0 / all));
    binomial(stream, hits, mean / hits as f64).min(people)
}

/// Up to so many invitations of fixed contacts are followed one by one.
const ONE_BY_ONE: u64 = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::ReplicateKey;

    #[test]
    fn distinct_people_have_the_mean_of_the_occupancy_law() {
        for (hits, people) in [(10, 5), (100, 60), (400, 10_000), (2_000, 900)] {
            let won: u64 = (0..4000)
                .map(|replicate| {
                    let mut stream = ReplicateKey::new(3, replicate).stream(Purpose::Accept, 0, 0);
                    distinct(&mut stream, hits, people)
                })
                .sum();
            let s = people as f64;
            let mean = s * (1.0 - (1.0 - 1.0 / s).powf(hits as f64));
            assert!((won as f64 / 4000.0 - mean).abs() < 0.02 * mean.sqrt() + 1e-3 * mean, "{hits} {people}");
        }
    }
}
