//! Point 7: what the sharers reach. Contacts are drawn from everybody, or they are neighbours on a network.

use super::Members;
use super::contacts::{Hit, Number};
use super::neighbours::Share;
use super::people::Mark;
use super::round::Round;
use crate::engine::now::Now;
use crate::rng::Stream;
use crate::rng::lane::Deed;

impl Members {
    /// Whom the sharers reach, as far as they say yes.
    pub(super) fn reach_contacts(&self, now: Now<'_>, round: &mut Round) {
        for segment in 0..now.at.model.segments.len() {
            for place in round.members_of(segment) {
                if now.at.patience.is_over_at(place) {
                    return;
                }
                let row = round.members[place];
                let (person, occasion) =
                    (self.people.person[row as usize], self.people.occasions[row as usize]);
                let mut stream = now.at.key.stream_of(person, Deed::Shares, occasion);
                let before = round.hits.len();
                match &self.network {
                    None => self.reach_anybody(now, segment, place, round, &mut stream),
                    Some(network) => Share {
                        now,
                        network,
                        surroundings: &self.surroundings,
                        segment,
                        person: person as u32,
                        place: place as u32,
                        is_present: !self.people.is(row, Mark::Gone),
                    }
                    .reach(round, &mut stream),
                }
                round.set_aside_late(&mut stream, before, now.at.model.segments[segment].before_expiry);
            }
        }
    }

    /// A share reaches contacts who are drawn from everybody.
    fn reach_anybody(
        &self,
        now: Now<'_>,
        segment: usize,
        place: usize,
        round: &mut Round,
        stream: &mut Stream,
    ) {
        let number = Number::drawn(stream, &now.at.model.segments[segment].contacts);
        let before = round.hits.len();
        number.who_say_yes(stream, now.willing(segment), |stream| {
            let person = self.crowd.anybody(stream);
            let lot = if self.crowd.is_finite() { (stream.next_u64() >> 32) as u32 } else { 0 };
            round.hits.push(Hit { person, sharer: place as u32, lot });
        });
        round.contacts[segment].add(number, (round.hits.len() - before) as u64);
    }
}
