//! The market without circles: contacts are drawn at random from everybody, and who has accepted cannot accept again. What
//! both populations of counts share of points 7 and 8; not who gets the credit.

mod occupancy;

use super::now::Now;
use super::record::Tally;
use super::thin::number;
use crate::model::{ChannelModel, ContactLaw, Model};
use crate::rng::{
    Level, Purpose, Stream, binomial, binomial_at, gamma, hypergeometric, lane, multivariate_hypergeometric,
    poisson_at,
};
use crate::units::{MAX_PEOPLE, chance_of};
use occupancy::repeats;

pub(super) use occupancy::distinct;

/// People who have not accepted yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Market {
    /// One over the people of the market; 0 without a market.
    per_person: f64,
    /// People of the market who have not accepted yet.
    susceptible: Option<u64>,
    /// People of the market who are no seeds.
    others: u64,
    /// Where no market is named: people who are left of the [`MAX_PEOPLE`] that a campaign can hold.
    untold: u64,
}

/// What the shares of one segment reach by one way, under one part of the law of contacts there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reached {
    pub segment: usize,
    /// The place of the way among those of the model.
    pub place: usize,
    pub part: usize,
    pub sharers: u64,
    /// Contacts: a whole number for fixed contacts, else the intensity of a Poisson number.
    contacts: f64,
    fixed: bool,
    /// Chance of a contact to accept.
    chance: f64,
    pub accepted: u64,
}

/// Contacts that hit each person of the market alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hit {
    /// People who have not accepted yet.
    pub people: u64,
    hazard: f64,
    /// Chance of each of them to be hit.
    pub chance: f64,
}

impl Reached {
    /// What those sharers reach by a way whose number of contacts follows one part of its law.
    // Always: what is handed over in memory, number by number, makes the processor wait when it is moved in pairs.
    #[inline(always)]
    pub fn by(now: Now<'_>, place: usize, part: usize, sharers: u64) -> Reached {
        let channel = &now.at.model.channels[place];
        let (contacts, fixed) = match channel.contacts[part].law {
            ContactLaw::Fixed(count) => (number(sharers) * count as f64, true),
            ContactLaw::Poisson(mean) => (number(sharers) * mean, false),
            // A negative binomial is a Poisson law whose mean is drawn from a gamma law; gamma laws add up.
            ContactLaw::NegativeBinomial { mean, k } => {
                let mut stream = now.at.stream(Purpose::Reach, lane_of(channel, part));
                (gamma(&mut stream, number(sharers) * k, mean / k), false)
            }
        };
        let (segment, chance) = (channel.segment, now.accepting(place));
        Reached { segment, place, part, sharers, contacts, fixed, chance, accepted: 0 }
    }

    /// Rate at which these contacts hit each person of the market.
    #[inline]
    fn hazard(&self, per_person: f64) -> f64 {
        self.contacts * self.chance * per_person
    }

    fn accept_stream(&self, now: Now<'_>) -> Stream {
        now.at.stream(Purpose::Accept, self.lane(now))
    }

    /// The lane of this part of the law of contacts.
    pub fn lane(&self, now: Now<'_>) -> u32 {
        lane_of(&now.at.model.channels[self.place], self.part)
    }

    fn reaches_join(&self, now: Now<'_>) -> f64 {
        now.at.model.channels[self.place].reaches_join()
    }

    /// Counts the acceptances, each of a contact with this `chance`, and what became of the other contacts; the part `open`
    /// of people has not accepted before.
    fn account_fixed(&self, now: Now<'_>, chance: f64, open: f64, tally: &mut [Tally]) {
        let reaches_join = self.reaches_join(now);
        let contacts = self.contacts as u64;
        let others = contacts - self.accepted;
        let failed = if reaches_join < 1.0 && chance < 1.0 {
            let mut stream = now.at.stream(Purpose::Funnel, self.lane(now));
            binomial(&mut stream, others, ((reaches_join - chance) / (1.0 - chance)).clamp(0.0, 1.0))
        } else {
            others
        };
        tally[self.place].fixed(contacts, self.accepted, failed);
        let late = now.late(self.place) * open;
        if late > 0.0 && reaches_join > chance {
            let late_lane = lane::of_late(self.segment, self.part);
            let number = now.at.model.channels[self.place].number;
            let mut stream = now.at.stream(Purpose::Funnel, lane::of_way(late_lane, number));
            tally[self.place].expired +=
                binomial(&mut stream, failed, (late / (reaches_join - chance)).min(1.0));
        }
    }

    /// Counts the acceptances. Contacts who reach the last stage without becoming one decline, are of the part that was
    /// `won_before`, or say yes to several invitations of this step (`repeats` per acceptance).
    #[inline]
    fn account_poisson(&self, now: Now<'_>, won_before: f64, repeats: f64, tally: &mut [Tally]) {
        let declined = self.reaches_join(now) - self.chance;
        let failed = self.contacts * (declined + self.chance * won_before);
        tally[self.place].poisson(self.contacts, self.accepted, failed + number(self.accepted) * repeats);
        tally[self.place].expired_intensity += self.contacts * now.late(self.place) * (1.0 - won_before);
    }
}

/// The lane of a part of the law of contacts of a way.
#[inline]
fn lane_of(channel: &ChannelModel, part: usize) -> u32 {
    lane::of_way(lane::of_part(channel.segment, part), channel.number)
}

impl Market {
    /// The part of the market that has not accepted yet.
    pub fn open_part(&self) -> f64 {
        self.susceptible.map_or(1.0, |people| number(people) * self.per_person)
    }

    /// The market of this model, before anybody has accepted.
    pub fn begin(model: &Model) -> Market {
        Market {
            per_person: model.market.map_or(0.0, |market| 1.0 / market as f64),
            susceptible: model.market,
            others: model.market.unwrap_or(0),
            untold: MAX_PEOPLE,
        }
    }

    /// Whether nobody is left who could accept.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.susceptible == Some(0) || self.untold == 0
    }

    /// People of the market who have not accepted; none without a market.
    pub fn left(&self) -> Option<u64> {
        self.susceptible
    }

    /// Takes so many people, or all who are left; how many.
    pub fn take(&mut self, people: u64) -> u64 {
        let free = self.susceptible.as_mut().unwrap_or(&mut self.untold);
        let taken = people.min(*free);
        *free -= taken;
        taken
    }

    /// Makes seeds of so many people; how many. They are drawn from all who are no seeds yet: who has accepted already stays
    /// what he is.
    pub fn address(&mut self, stream: &mut Stream, people: u64) -> u64 {
        let Some(free) = self.susceptible else { return self.take(people) };
        let people = people.min(self.others);
        let seeds =
            if free == self.others { people } else { hypergeometric(stream, self.others, free, people) };
        self.others -= seeds;
        self.take(seeds)
    }

    /// Makes seeds of so many people who have not accepted; how many.
    pub fn seat(&mut self, seeds: u64) -> u64 {
        self.others = self.others.saturating_sub(seeds);
        self.take(seeds)
    }

    /// The lane of the number that decides how many accept where only one part of one segment reaches anybody.
    #[inline]
    pub fn lane_of_one(model: &Model) -> u32 {
        if model.market.is_some() { lane::WHOLE_MARKET } else { lane::of_part(0, 0) }
    }

    /// Who accepts of all who are reached in a round.
    pub fn accept(&mut self, now: Now<'_>, all: &mut [Reached], tally: &mut [Tally]) {
        match self.susceptible {
            Some(susceptible) => {
                let level = now.at.stream(Purpose::Accept, lane::WHOLE_MARKET).level();
                self.accept_together(now, all, susceptible, level, tally);
            }
            None => {
                for reached in all {
                    let level = reached.accept_stream(now).level();
                    self.accept_endless(now, reached, level, tally);
                }
            }
        }
    }

    /// As [`Market::accept`], where only one part of one segment reaches anybody; `level` is the first number of
    /// its [lane](Market::lane_of_one).
    #[inline]
    pub fn accept_one(&mut self, now: Now<'_>, reached: &mut Reached, level: Level, tally: &mut [Tally]) {
        match self.susceptible {
            Some(susceptible) if reached.fixed => {
                self.accept_together(now, std::slice::from_mut(reached), susceptible, level, tally);
            }
            Some(susceptible) => self.accept_alone(now, reached, susceptible, level, tally),
            None => self.accept_endless(now, reached, level, tally),
        }
    }

    /// Without a market nobody is won twice.
    #[inline]
    fn accept_endless(&mut self, now: Now<'_>, reached: &mut Reached, level: Level, tally: &mut [Tally]) {
        let accepted = if reached.fixed {
            binomial_at(level, reached.contacts as u64, reached.chance)
        } else {
            poisson_at(level, reached.contacts * reached.chance)
        };
        reached.accepted = accepted.min(self.untold);
        self.untold -= reached.accepted;
        if reached.fixed {
            reached.account_fixed(now, reached.chance, 1.0, tally);
        } else {
            reached.account_poisson(now, 0.0, 0.0, tally);
        }
    }

    /// With a market every contact is a uniformly drawn person of it. Poisson streams of invitations hit each person
    /// independently, so that the people won are a binomial number of those not yet won.
    #[inline]
    fn accept_together(
        &mut self,
        now: Now<'_>,
        all: &mut [Reached],
        susceptible: u64,
        level: Level,
        tally: &mut [Tally],
    ) {
        if all.iter().any(|reached| reached.fixed) {
            return self.accept_mixed(now, all, susceptible, level, tally);
        }
        let per_person = self.per_person;
        let hazard: f64 = all.iter().map(|reached| reached.hazard(per_person)).sum();
        let hit = chance_of(hazard);
        let won = binomial_at(level, susceptible, hit);
        self.susceptible = Some(susceptible - won);
        self.share_out(now, all, (susceptible, hazard, won), repeats(hazard, hit), tally);
    }

    /// As [`Market::accept_together`], where some contacts are fixed numbers: whoever is won by several hits is credited
    /// to one of them by lot, whatever law it came from.
    fn accept_mixed(
        &mut self,
        now: Now<'_>,
        all: &mut [Reached],
        susceptible: u64,
        level: Level,
        tally: &mut [Tally],
    ) {
        let per_person = self.per_person;
        let open = number(susceptible) * per_person;
        let hazard: f64 =
            all.iter().filter(|reached| !reached.fixed).map(|reached| reached.hazard(per_person)).sum();
        // Hits by the fixed contacts one after the other, and by all the others together.
        let hits_of = |reached: &Reached| match reached.fixed {
            true => binomial(&mut reached.accept_stream(now), reached.contacts as u64, reached.chance * open),
            false => 0,
        };
        let mut hits: Vec<u64> = all.iter().map(hits_of).collect();
        hits.push(poisson_at(level, hazard * number(susceptible)));
        let mut stream = now.at.stream(Purpose::Accept, lane::WINNERS);
        let won = distinct(&mut stream, hits.iter().sum(), susceptible);
        self.susceptible = Some(susceptible - won);
        let mut won_by = vec![0; hits.len()];
        multivariate_hypergeometric(&mut stream, &hits, won, &mut won_by);
        let by_others = won_by.pop().unwrap_or(0);
        let repeated = hits.pop().map_or(0.0, |hits| number(hits) / number(by_others.max(1)) - 1.0);
        for (reached, won) in all.iter_mut().zip(won_by).filter(|(reached, _)| reached.fixed) {
            reached.accepted = won;
            let met = number(won) / reached.contacts.max(1.0);
            reached.account_fixed(now, met, open, tally);
        }
        self.share_out(now, all, (susceptible, hazard, by_others), repeated.max(0.0), tally);
    }

    /// Those `won` of so many people by Poisson numbers of contacts of this hazard in all are shared out among these.
    #[inline]
    fn share_out(
        &self,
        now: Now<'_>,
        all: &mut [Reached],
        (susceptible, hazard, mut won): (u64, f64, u64),
        repeats: f64,
        tally: &mut [Tally],
    ) {
        let won_before = 1.0 - number(susceptible) * self.per_person;
        let mut hazard_left = hazard;
        for reached in all.iter_mut().filter(|reached| !reached.fixed) {
            let own = reached.hazard(self.per_person);
            reached.accepted = if hazard_left > own && won > 0 {
                binomial(&mut reached.accept_stream(now), won, own / hazard_left)
            } else {
                won
            };
            hazard_left -= own;
            won -= reached.accepted;
            reached.account_poisson(now, won_before, repeats, tally);
        }
    }

    /// As [`Market::accept_together`], where there is but one Poisson number of contacts.
    #[inline(always)]
    fn accept_alone(
        &mut self,
        now: Now<'_>,
        reached: &mut Reached,
        susceptible: u64,
        level: Level,
        tally: &mut [Tally],
    ) {
        let hit = self.hit_by(reached);
        self.win(now, reached, hit, binomial_at(level, susceptible, hit.chance), tally);
    }

    /// Whether who accepts is a binomial number of those who are left: there is a market, and one Poisson number of contacts.
    pub fn is_hit_evenly(model: &Model) -> bool {
        let law = model.channels[0].contacts[0].law;
        model.market.is_some() && !matches!(law, ContactLaw::Fixed(_))
    }

    /// How a Poisson number of contacts hits the market.
    #[inline(always)]
    pub fn hit_by(&self, reached: &Reached) -> Hit {
        let hazard = reached.hazard(self.per_person);
        Hit { people: self.susceptible.unwrap_or(0), hazard, chance: chance_of(hazard) }
    }

    /// So many of those who were hit are won.
    #[inline(always)]
    pub fn win(&mut self, now: Now<'_>, reached: &mut Reached, hit: Hit, won: u64, tally: &mut [Tally]) {
        reached.accepted = won;
        self.susceptible = Some(hit.people - won);
        let won_before = 1.0 - number(hit.people) * self.per_person;
        reached.account_poisson(now, won_before, repeats(hit.hazard, hit.chance), tally);
    }
}
