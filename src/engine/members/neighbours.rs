//! Point 7 on a network: a share reaches neighbours, and people in groups.
//!
//! Where everybody on a list says yes with one chance, the list is not gone through. People on it are named one after the
//! other, anybody at any time; who is named before a certain time says yes. So with a larger chance the same people say yes,
//! and some more, and who is named twice says it once. Neighbours are named by a [clock](super::clocks) of the sharer that goes
//! on from share to share.

use super::clocks::{Clock, Clocks};
use super::contacts::{Hit, Number};
use super::pace::exponential;
use super::round::{Contacts, Round};
use super::surroundings::Surroundings;
use crate::engine::now::Now;
use crate::model::{ChannelModel, IntoGroups};
use crate::network::Network;
use crate::rng::Stream;

/// A share of a member.
#[derive(Clone, Copy)]
pub(super) struct Share<'a> {
    pub now: Now<'a>,
    pub surroundings: &'a Surroundings,
    /// The place of the way it goes, among those of the model.
    pub way: usize,
    /// Chance of a contact to say yes, and how far a clock goes with it.
    pub chance: f64,
    pub length: f64,
    /// The sharer: the person, his row, and his place in the round.
    pub person: u64,
    pub row: u32,
    pub place: u32,
    /// Whether he is one of the members around his neighbours.
    pub is_present: bool,
}

/// A list of people whom a share may reach.
#[derive(Clone, Copy)]
struct List<'a> {
    people: &'a [u32],
    weights: Option<&'a [f32]>,
    /// Chance of each to see it.
    see: f64,
    /// Whether the sharer is a neighbour of everybody on it.
    are_neighbours: bool,
}

impl Share<'_> {
    /// Whom it reaches.
    pub fn reach(self, network: &Network, clocks: &mut Clocks, round: &mut Round, stream: &mut Stream) {
        let model = self.channel();
        let person = self.person as u32;
        let neighbours = network.neighbours(person);
        let list =
            List { people: neighbours, weights: network.weights(person), see: 1.0, are_neighbours: true };
        let wanted =
            (!model.contacts.is_empty()).then(|| Number::drawn(stream, &model.contacts).whole(stream));
        match wanted {
            Some(wanted) if (wanted as usize) < neighbours.len() => {
                let chosen = some_of(stream, neighbours.len(), wanted as usize);
                self.ask_each(network, round, stream, list, chosen.into_iter());
            }
            _ if list.weights.is_some() || self.surroundings.matter() => {
                self.ask_each(network, round, stream, list, 0..neighbours.len());
            }
            _ if self.chance >= 1.0 => self.name_all(neighbours, round, stream),
            _ => {
                let (key, number) = (self.now.at.key, model.number);
                let begin = || Clock::new(key, self.person, number, neighbours.len());
                let clock = clocks.of(self.row, number, begin);
                clock.goes_on(self.length);
                self.name_by_clock(neighbours, clock, round);
            }
        }
        if let Some(into) = model.into_groups {
            self.reach_groups(network, round, stream, into);
        }
    }

    /// The way it goes.
    pub fn channel(&self) -> &'_ ChannelModel {
        &self.now.at.model.channels[self.way]
    }

    /// The share goes into some of the sharer's groups.
    fn reach_groups(self, network: &Network, round: &mut Round, stream: &mut Stream, into: IntoGroups) {
        let groups = network.groups_of(self.person as u32);
        for group in some_of(stream, groups.len(), groups.len().min(into.groups as usize)) {
            let people = network.members(groups[group]);
            let list = List { people, weights: None, see: into.see, are_neighbours: false };
            if self.surroundings.matter() {
                self.ask_each(network, round, stream, list, 0..people.len());
            } else {
                self.name(round, stream, list);
            }
        }
    }

    /// Neighbours are named as far as the sharer's clock shows.
    pub fn name_by_clock(self, neighbours: &[u32], clock: &mut Clock, round: &mut Round) {
        let (begin, channel) = (round.hits.len(), self.channel());
        clock.name(neighbours, |person, lot| {
            round.hits.push(Hit::by(channel, person.into(), self.place, lot));
        });
        distinct(&mut round.hits, begin);
        let yes = (round.hits.len() - begin) as u64;
        round.contacts[self.way].named(neighbours.len() as u64, yes, true);
    }

    /// All neighbours are named.
    pub fn name_all(self, neighbours: &[u32], round: &mut Round, stream: &mut Stream) {
        let list = List { people: neighbours, weights: None, see: 1.0, are_neighbours: true };
        self.name(round, stream, list);
    }

    /// All on a list are as likely to say yes.
    fn name(self, round: &mut Round, stream: &mut Stream, list: List<'_>) {
        let List { people, see, are_neighbours, .. } = list;
        let chance = self.chance * see;
        let others = (people.len() - usize::from(!are_neighbours && !people.is_empty())) as u64;
        let begin = round.hits.len();
        if chance >= 1.0 {
            for &person in people.iter().filter(|person| u64::from(**person) != self.person) {
                round.hits.push(self.hit(person, stream));
            }
        } else if !people.is_empty() {
            let (mut time, until) = (0.0, -libm::log1p(-chance));
            loop {
                time += exponential(stream) / people.len() as f64;
                if time >= until {
                    break;
                }
                let person = people[stream.below(people.len() as u64) as usize];
                let hit = self.hit(person, stream);
                if u64::from(person) != self.person {
                    round.hits.push(hit);
                }
            }
            distinct(&mut round.hits, begin);
        }
        let yes = (round.hits.len() - begin) as u64;
        round.contacts[self.way].named(others, yes, are_neighbours);
    }

    /// These on a list, each with a chance of his own.
    fn ask_each(
        self,
        network: &Network,
        round: &mut Round,
        stream: &mut Stream,
        list: List<'_>,
        places: impl Iterator<Item = usize>,
    ) {
        let (reaches, last) = (self.channel().reaches_join(), self.now.last_stage(self.way));
        let mut heard = [0; 3];
        for place in places {
            let person = list.people[place];
            let weight = list.weights.map_or(1.0, |weights| f64::from(weights[place]));
            let (mark, hit) = (stream.uniform(), self.hit(person, stream));
            if u64::from(person) == self.person || mark >= list.see {
                continue;
            }
            let knows =
                list.are_neighbours || network.neighbours(self.person as u32).binary_search(&person).is_ok();
            let proof = self.surroundings.factor(self.now, person, knows && self.is_present);
            let yes = list.see * reaches * (last * weight * proof).min(1.0);
            let answer = [mark < yes, mark < list.see * reaches].iter().filter(|holds| !**holds).count();
            heard[answer] += 1;
            if answer == 0 {
                round.hits.push(hit);
            }
        }
        round.contacts[self.way].heard(heard);
    }

    fn hit(self, person: u32, stream: &mut Stream) -> Hit {
        Hit::by(self.channel(), person.into(), self.place, (stream.next_u64() >> 32) as u32)
    }
}

/// So many different places of a list, by lot, in order; all of them without.
fn some_of(stream: &mut Stream, of: usize, count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..of).collect();
    if count < of {
        for place in 0..count {
            let other = place + stream.below((of - place) as u64) as usize;
            places.swap(place, other);
        }
        places.truncate(count);
    }
    places
}

/// Leaves one hit of each person from this place on: the one who was named first keeps his lot.
fn distinct(hits: &mut Vec<Hit>, begin: usize) {
    if hits.len() < begin + 2 {
        return;
    }
    hits[begin..].sort_by_key(|hit| hit.person);
    let mut end = begin + 1;
    for place in begin + 1..hits.len() {
        if hits[place].person != hits[end - 1].person {
            hits[end] = hits[place];
            end += 1;
        }
    }
    hits.truncate(end);
}

impl Contacts {
    /// Of so many people on a list who are as likely to say yes so many did.
    pub(super) fn named(&mut self, people: u64, yes: u64, are_neighbours: bool) {
        self.yes += yes;
        let (all, said_yes) = if are_neighbours {
            (&mut self.fixed, &mut self.fixed_yes)
        } else {
            (&mut self.in_groups, &mut self.in_groups_yes)
        };
        *all += people;
        *said_yes += yes;
    }

    /// Of people who are known one by one so many said yes, declined, or dropped out before.
    fn heard(&mut self, [yes, declined, dropped]: [u64; 3]) {
        self.yes += yes;
        self.declined += declined;
        self.dropped += dropped;
    }
}
