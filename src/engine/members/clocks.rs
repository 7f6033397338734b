//! Who of somebody's neighbours is named, and when, where all of them say yes with one chance.
//!
//! His neighbours are named one after the other, anybody at any time, by a clock that goes on with every share: the farther, the
//! larger the chance. It stands still between them. So with a larger chance the same people are named, only sooner, and it is
//! known long before who will be named next.

use super::pace::exponential;
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

    /// What the clock of somebody shows when his next neighbour is named; he may have no other channel.
    pub fn due(&self, row: u32) -> f64 {
        self.of[row as usize * self.channels].as_ref().map_or(f64::INFINITY, |clock| clock.due)
    }

    /// The same clock, showing so much.
    pub fn showing(&mut self, row: u32, shows: f64) -> Option<&mut Clock> {
        let clock = self.of[row as usize * self.channels].as_mut()?;
        clock.shows = shows;
        Some(clock)
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
