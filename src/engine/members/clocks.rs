//! Who of somebody's neighbours is named, and when, where all of them say yes with one chance.
//!
//! His neighbours are named one after the other, anybody at any time, by a clock that goes on with every share: the farther, the
//! larger the chance. It stands still between them. So with a larger chance the same people are named, only sooner, and it is
//! known long before who will be named next.

use super::pace::{exponential, may_be_below};
use crate::rng::lane::Deed;
use crate::rng::{ReplicateKey, Stream};

/// The clock of one member for one way of sharing.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    stream: Stream,
    /// What it shows.
    shows: f64,
    /// What it shows when somebody is named next.
    due: f64,
}

impl Clock {
    /// That of a person with so many neighbours, for the channel of this number, before his first share.
    pub fn new(key: &ReplicateKey, person: u64, channel: usize, neighbours: usize) -> Clock {
        let mut stream = key.stream_of(person, Deed::Names, channel as u32);
        let due = exponential(&mut stream) / neighbours as f64;
        Clock { stream, shows: 0.0, due }
    }

    /// It goes on by so much.
    #[inline]
    pub fn goes_on(&mut self, length: f64) {
        self.shows += length;
    }

    /// Calls `named` for those of the neighbours who are named before it shows what it shows, with a lot for each.
    #[inline]
    pub fn name(&mut self, neighbours: &[u32], mut named: impl FnMut(u32, u32)) {
        while self.due < self.shows {
            let person = neighbours[self.stream.below(neighbours.len() as u64) as usize];
            named(person, (self.stream.next_u64() >> 32) as u32);
            self.due += exponential(&mut self.stream) / neighbours.len() as f64;
        }
    }
}

/// A clock that runs once and is not looked at again; before its first logarithm is taken.
#[derive(Clone, Debug)]
pub(super) struct Run {
    stream: Stream,
    level: f64,
}

impl Run {
    /// That of a person for the channel of this number.
    #[inline]
    pub fn new(key: &ReplicateKey, person: u64, channel: usize) -> Run {
        let mut stream = key.stream_of(person, Deed::Names, channel as u32);
        let level = stream.open01();
        Run { stream, level }
    }

    /// Whether anybody of so many neighbours may be named before it shows so much; if not, most often no is said.
    #[inline]
    pub fn may_name(&self, neighbours: u32, until: f64) -> bool {
        may_be_below(self.level, until * f64::from(neighbours))
    }

    /// Whether anybody is named, where nobody is with this chance.
    #[inline]
    pub fn names(&self, nobody: f64) -> bool {
        self.level > nobody
    }

    /// Calls `named` for those who are named, with the place among the neighbours and a lot for each, where nobody is with this chance, and
    /// it is not asked when: the sum of waits is below a bound as long as the product of their levels is above it.
    #[inline]
    pub fn name_at_once(self, neighbours: u32, nobody: f64, mut named: impl FnMut(u32, u32)) {
        let Run { mut stream, mut level } = self;
        while level > nobody {
            let place = stream.below(neighbours.into()) as u32;
            named(place, (stream.next_u64() >> 32) as u32);
            level *= stream.open01();
        }
    }

    /// Calls `named` for those who are named before it shows so much, with what it shows then, the place among the neighbours and a lot
    /// for each.
    #[inline]
    pub fn name(self, neighbours: u32, until: f64, mut named: impl FnMut(f64, u32, u32)) {
        let (Run { mut stream, level }, count) = (self, f64::from(neighbours));
        let mut due = -libm::log(level) / count;
        while due < until {
            let place = stream.below(neighbours.into()) as u32;
            named(due, place, (stream.next_u64() >> 32) as u32);
            let level = stream.open01();
            if !may_be_below(level, (until - due) * count) {
                break;
            }
            due += -libm::log(level) / count;
        }
    }
}

/// The clocks of all who have shared, by row and channel.
#[derive(Clone, Debug, Default)]
pub(super) struct Clocks {
    /// How many channels a member may have.
    channels: usize,
    of: Vec<Option<Clock>>,
}

impl Clocks {
    /// Nobody has shared; by so many channels members may.
    pub fn begin(&mut self, channels: usize) {
        self.channels = channels;
        self.of.clear();
    }

    /// The clock of somebody by the channel of this number; `begin` makes it at his first share.
    pub fn of(&mut self, row: u32, channel: usize, begin: impl FnOnce() -> Clock) -> &mut Clock {
        let place = row as usize * self.channels + channel;
        if self.of.len() <= place {
            self.of.resize(place + 1, None);
        }
        self.of[place].get_or_insert_with(begin)
    }
}
