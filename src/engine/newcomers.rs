//! How newcomers begin: of which class of staying they are, and who of them leaves before the step is over. The same for the
//! cells of a campaign and for its twin.

use super::now::{Step, Way};
use crate::model::MOST_CLASSES_OF_ALL;
use crate::rng::{Purpose, Stream, binomial, lane, split};

/// People who come to a segment in the same way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Newcomers {
    pub segment: usize,
    pub way: Way,
    /// Their lane.
    joiners: u32,
}

impl Newcomers {
    /// Those who come to a segment in this way, from one of so many origins.
    pub fn new(segment: usize, way: Way, origins: usize, origin: usize) -> Newcomers {
        Newcomers { segment, way, joiners: lane::of_joiners(segment, origins, origin, way.number()) }
    }

    /// How `count` of them fall on the classes: class and number, where it is not nought.
    pub fn by_class(self, at: Step<'_>, count: u64) -> impl Iterator<Item = (usize, u64)> {
        let classes = &at.model.segments[self.segment].classes;
        let mut counts = [0; MOST_CLASSES_OF_ALL];
        counts[0] = count;
        if classes.len() > 1 {
            let since = self.way.since();
            let mut weights = [0.0; MOST_CLASSES_OF_ALL];
            weights.iter_mut().zip(classes).for_each(|(weight, class)| *weight = class.weight_of(since));
            let mut stream = at.stream(Purpose::Class, self.joiners);
            split(&mut stream, count, &weights[..classes.len()], &mut counts[..classes.len()]);
        }
        (0..classes.len()).map(move |class| (class, counts[class])).filter(|(_, count)| *count > 0)
    }

    /// How many of `count` in a class leave before the step is over; in cycles nobody leaves so soon.
    pub fn leaving(self, at: Step<'_>, class: usize, count: u64) -> u64 {
        if at.model.in_cycles {
            return 0;
        }
        let lane = lane::of_newcomers(self.joiners, class);
        let chance = &at.stint(self.segment, class, self.way.since()).leaving;
        chance.draw(&mut at.stream(Purpose::Leaving, lane), count)
    }
}

impl Newcomers {
    /// What those of a class will order.
    pub fn orders_of(self, at: Step<'_>, class: usize) -> Stream {
        at.stream(Purpose::Customers, lane::of_newcomers(self.joiners, class))
    }
}

/// How many of the invitees who join a segment from one of so many origins would have come by themselves.
#[inline]
pub(super) fn come_anyway(
    at: Step<'_>,
    segment: usize,
    (origins, origin): (usize, usize),
    count: u64,
) -> u64 {
    if count == 0 || at.model.anyway == 0.0 || at.model.segments[segment].fake {
        return 0;
    }
    let mut stream = at.stream(Purpose::Arrivals, lane::of_anyway(segment, origins, origin));
    binomial(&mut stream, count, at.model.anyway)
}
