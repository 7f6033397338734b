//! Small worlds (Watts and Strogatz 1998).

use super::dice::somebody;
use crate::rng::Stream;

/// Tries to find somebody whom a person does not know yet, before the contact stays as it is.
const TRIES: usize = 100;

/// A ring in which everybody knows the nearest `neighbours`; contacts are rewired one distance after the other, each from
/// the person before it in the ring.
pub(super) fn draw(
    people: u32,
    neighbours: u32,
    rewire: f64,
    stream: &mut Stream,
    pair: &mut impl FnMut(u32, u32),
) {
    let ahead = neighbours / 2;
    let mut ring = Ring { ahead: ahead as usize, ends: Vec::with_capacity(people as usize * ahead as usize) };
    let place = |person: u32, distance: u32| (u64::from(person) + u64::from(distance)) % u64::from(people);
    for person in 0..people {
        ring.ends.extend((1..=ahead).map(|distance| place(person, distance) as u32));
    }
    for distance in 0..ahead as usize {
        for person in 0..people {
            if stream.chance(rewire) {
                let mut tries = (0..TRIES).map(|_| somebody(stream, people));
                if let Some(other) = tries.find(|other| !ring.know_each_other(person, *other)) {
                    ring.ends[person as usize * ahead as usize + distance] = other;
                }
            }
        }
    }
    for person in 0..people {
        ring.from(person).iter().for_each(|other| pair(person, *other));
    }
}

/// The contacts that begin with each person, of whom each has equally many.
struct Ring {
    ahead: usize,
    ends: Vec<u32>,
}

impl Ring {
    fn from(&self, person: u32) -> &[u32] {
        &self.ends[person as usize * self.ahead..][..self.ahead]
    }

    fn know_each_other(&self, one: u32, other: u32) -> bool {
        one == other || self.from(one).contains(&other) || self.from(other).contains(&one)
    }
}
