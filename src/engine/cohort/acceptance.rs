//! Stage 6: contacts become acceptances, acceptances become invitees on the way.

use super::sharing::lane;
use super::state::{Campaign, Reached};
use super::thin::number;
use crate::rng::{Level, Purpose, Stream, binomial, binomial_at, poisson_at, split};
use crate::units::chance_of;

impl Campaign<'_> {
    /// Contacts pass the funnel; who accepts is credited to the inviter and on the way.
    pub fn acceptance(&mut self, t: u32) {
        if self.state.reached.is_empty() {
            return;
        }
        // Taken out for the time, so that what is counted can be changed beside it.
        let mut all = std::mem::take(&mut self.state.reached);
        match self.susceptible {
            Some(susceptible) => {
                let level = self.key.stream(Purpose::Accept, t, ALL_OF_THE_MARKET).level();
                self.accept_from_market(t, &mut all, susceptible, level);
            }
            None => {
                for reached in &mut all {
                    let level = self.accept_stream(t, reached).level();
                    self.accept_from_endless_market(t, reached, level);
                }
            }
        }
        for reached in &all {
            self.state.claims.accepted(reached.segment, reached.accepted);
        }
        self.state.reached = all;
        self.credit_inviters(t);
        self.send_invitees(t);
    }

    /// The chance of a contact in this step: all stages, and an answer that comes before the horizon.
    pub(super) fn chance_to_accept(&self, t: u32, segment: usize) -> f64 {
        let Some(longest) = (self.model.steps - 1).checked_sub(t + 1) else { return 0.0 };
        let model = &self.model.segments[segment];
        let join = (self.state.joins[segment].0 * self.model.profile.join.at(t)).clamp(0.0, 1.0);
        model.reaches_join() * join * model.delay.within(longest)
    }

    /// Without a market nobody is won twice.
    #[inline]
    pub fn accept_from_endless_market(&mut self, t: u32, reached: &mut Reached, level: Level) {
        let accepted = if reached.fixed {
            binomial_at(level, reached.contacts as u64, reached.chance)
        } else {
            poisson_at(level, reached.contacts * reached.chance)
        };
        reached.accepted = accepted.min(self.untold);
        self.untold -= reached.accepted;
        if reached.fixed {
            self.account_fixed(t, reached, reached.chance);
        } else {
            let declined = self.reaches_join(reached) - reached.chance;
            self.account_poisson(reached, reached.contacts * declined);
        }
    }

    /// With a market every contact is a uniformly drawn person of it. Poisson streams of invitations hit each person
    /// independently, so that the people won are a binomial number of those not yet won.
    #[inline]
    pub fn accept_from_market(&mut self, t: u32, all: &mut [Reached], susceptible: u64, level: Level) {
        let per_person = self.per_person;
        let own_hazard = |reached: &Reached| reached.contacts * reached.chance * per_person;
        let hazard: f64 = all.iter().filter(|reached| !reached.fixed).map(own_hazard).sum();
        let hit = chance_of(hazard);
        let won_before = 1.0 - number(susceptible) * per_person;
        let mut won = binomial_at(level, susceptible, hit);
        let mut left = susceptible - won;
        let repeats = repeats(hazard, hit);
        let mut hazard_left = hazard;
        for reached in all {
            if reached.fixed {
                let mut stream = self.accept_stream(t, reached);
                let chance = reached.chance * number(left) * per_person;
                let hits = binomial(&mut stream, reached.contacts as u64, chance);
                reached.accepted = distinct(&mut stream, hits, left);
                left -= reached.accepted;
                let met = number(reached.accepted) / reached.contacts.max(1.0);
                self.account_fixed(t, reached, met);
            } else {
                let own = own_hazard(reached);
                reached.accepted = if hazard_left > own && won > 0 {
                    binomial(&mut self.accept_stream(t, reached), won, own / hazard_left)
                } else {
                    won
                };
                hazard_left -= own;
                won -= reached.accepted;
                self.account_in_market(reached, won_before, repeats);
            }
        }
        self.susceptible = Some(left);
    }

    /// As [`Campaign::accept_from_market`], where there is but one Poisson number of contacts.
    #[inline]
    pub fn accept_alone_from_market(&mut self, reached: &mut Reached, susceptible: u64, level: Level) {
        let per_person = self.per_person;
        let hazard = reached.contacts * reached.chance * per_person;
        let hit = chance_of(hazard);
        reached.accepted = binomial_at(level, susceptible, hit);
        self.susceptible = Some(susceptible - reached.accepted);
        let won_before = 1.0 - number(susceptible) * per_person;
        self.account_in_market(reached, won_before, repeats(hazard, hit));
    }

    /// Contacts who reach the last stage without becoming an acceptance decline, are of the part that was `won_before`,
    /// or say yes to several invitations of this step (`repeats` per acceptance).
    #[inline]
    fn account_in_market(&mut self, reached: &Reached, won_before: f64, repeats: f64) {
        let declined = self.reaches_join(reached) - reached.chance;
        let failed = reached.contacts * (declined + reached.chance * won_before);
        self.account_poisson(reached, failed + number(reached.accepted) * repeats);
    }

    fn reaches_join(&self, reached: &Reached) -> f64 {
        self.model.segments[reached.segment].reaches_join()
    }

    fn accept_stream(&self, t: u32, reached: &Reached) -> Stream {
        self.key.stream(Purpose::Accept, t, lane(reached.segment, reached.part))
    }

    /// Counts the acceptances, and the intensity of the contacts who did not accept: Poisson numbers are independent of the
    /// acceptances and add up, so that they are drawn once, when the campaign is over.
    #[inline]
    fn account_poisson(&mut self, reached: &Reached, failed_intensity: f64) {
        self.count_accepted(reached);
        let so_far = &mut self.state.counted[reached.segment];
        so_far.intensity += reached.contacts;
        so_far.failed_intensity += failed_intensity;
    }

    #[inline]
    fn count_accepted(&mut self, reached: &Reached) {
        self.since_point[1] += reached.accepted;
        self.state.counted[reached.segment].accepted += reached.accepted;
    }

    /// Counts the acceptances, each of a contact with this `chance`, and what became of the other contacts.
    fn account_fixed(&mut self, t: u32, reached: &Reached, chance: f64) {
        self.count_accepted(reached);
        let reaches_join = self.model.segments[reached.segment].reaches_join();
        let others = reached.contacts as u64 - reached.accepted;
        let failed = if reaches_join < 1.0 && chance < 1.0 {
            let mut stream = self.key.stream(Purpose::Funnel, t, lane(reached.segment, reached.part));
            binomial(&mut stream, others, ((reaches_join - chance) / (1.0 - chance)).clamp(0.0, 1.0))
        } else {
            others
        };
        let so_far = &mut self.state.counted[reached.segment];
        so_far.failed += failed;
        so_far.dropped += others - failed;
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
    #[inline]
    pub fn send(&mut self, t: u32, inviter: usize, kind: usize, place: usize, count: u64) {
        let model = &self.model.segments[inviter];
        if model.delay.is_immediate() {
            self.state.on_the_way.send(t as usize + 1, place, count);
        } else {
            self.send_later(t, inviter, kind, place, count);
        }
    }

    fn send_later(&mut self, t: u32, inviter: usize, kind: usize, place: usize, count: u64) {
        let model = &self.model.segments[inviter];
        let next = t as usize + 1;
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

/// How often somebody who is hit at all in this step is hit once more, given hazard and chance of a hit.
fn repeats(hazard: f64, hit: f64) -> f64 {
    // Of h/(1-exp(-h)) - 1 the next term is h⁴/720.
    if hazard < 1e-3 { hazard * (0.5 + hazard * (1.0 / 12.0)) } else { hazard / hit - 1.0 }
}

/// The lane of what all segments reach together in a market.
pub(super) const ALL_OF_THE_MARKET: u32 = u32::MAX;

/// So many answers are timed one by one.
const FEW: u64 = 8;

/// How many different people `hits` invitations reach that each hit one of `people` at random: one by one while they
/// are few; beyond, a binomial number with mean and variance of the occupancy law.
fn distinct(stream: &mut Stream, hits: u64, people: u64) -> u64 {
    if hits <= 1 || people <= 1 {
        return hits.min(people);
    }
    let all = number(people);
    if hits <= ONE_BY_ONE {
        return (0..hits).fold(0, |won, _| won + u64::from(stream.chance(1.0 - number(won) / all)));
    }
    // Logarithm of the chance that somebody is not hit.
    let missed = number(hits) * libm::log1p(-1.0 / all);
    let (q, hit) = (libm::exp(missed), -libm::expm1(missed));
    let mean = all * hit;
    let pairs = libm::expm1(number(hits) * libm::log1p(-(all - 1.0).powi(-2)));
    let variance = all * q * (hit + (all - 1.0) * q * pairs);
    let p = (1.0 - variance / mean).clamp(0.5 * hit, 1.0);
    binomial(stream, (mean / p).round() as u64, p).min(hits).min(people)
}

/// Up to so many invitations of fixed contacts are followed one by one.
const ONE_BY_ONE: u64 = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::ReplicateKey;

    /// Mean and variance of the occupancy law: `S(1-q)` and `S(S-1)(1-2/S)^H + Sq - (Sq)²`, where q = (1-1/S)^H.
    #[test]
    fn distinct_people_have_mean_and_spread_of_the_occupancy_law() {
        for (hits, people) in [(10, 5), (100, 60), (400, 10_000), (700, 1_500), (2_000, 900), (2_000, 2_000)]
        {
            let n = 4_000;
            let won: Vec<f64> = (0..n)
                .map(|replicate| {
                    let mut stream = ReplicateKey::new(3, replicate).stream(Purpose::Accept, 0, 0);
                    distinct(&mut stream, hits, people) as f64
                })
                .collect();
            let (s, h) = (people as f64, hits as f64);
            let q = (1.0 - 1.0 / s).powf(h);
            let mean = s * (1.0 - q);
            let variance = s * (s - 1.0) * (1.0 - 2.0 / s).powf(h) + s * q - (s * q).powi(2);
            let found = won.iter().sum::<f64>() / n as f64;
            let spread = won.iter().map(|x| (x - found).powi(2)).sum::<f64>() / (n - 1) as f64;
            let error = (variance / n as f64).sqrt();
            assert!((found - mean).abs() < 4.0 * error + 2e-4 * mean, "{hits} {people} {found} {mean}");
            assert!((spread / variance - 1.0).abs() < 0.12, "{hits} {people} {spread} {variance}");
        }
    }
}
