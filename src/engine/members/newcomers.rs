//! Who it is who comes without an invitation.

use super::by_reach::ByReach;
use super::crowd::Crowd;
use crate::engine::now::{Now, Step, Way};
use crate::model::{Mixing, Pick};
use crate::rng::Stream;

/// The people who come to a segment so, of those who have not accepted yet: `comes` is called for each. Of a wave that names
/// people, or takes them by degree, the first.
pub(super) fn newcomers(
    at: Step<'_>,
    (segment, way, count): (usize, Way, u64),
    (crowd, by_reach): (&mut Crowd, &ByReach),
    stream: &mut Stream,
    mut comes: impl FnMut(u64),
) {
    let mut left = count;
    for person in named(at, segment, way, by_reach) {
        if left == 0 {
            break;
        }
        let stands_there = crowd.at_the_door(at.t, |other| other == person).is_some();
        if stands_there || !crowd.has_accepted(person) {
            if !stands_there {
                crowd.accept(person);
            }
            comes(person);
            left -= 1;
        }
    }
    let mixing = at.model.mixing.as_ref();
    for place in 0..left as usize {
        if at.patience.is_over_at(place) {
            break;
        }
        let may_come = |person| is_of(mixing, person, segment);
        let known = crowd.at_the_door(at.t, may_come);
        let person = known.unwrap_or_else(|| crowd.newcomer(stream, may_come));
        comes(person);
    }
}

/// Whom a wave of seeds names, in order.
fn named(at: Step<'_>, segment: usize, way: Way, by_reach: &ByReach) -> Vec<u64> {
    let Way::Seed(wave) = way else { return Vec::new() };
    let mixing = at.model.mixing.as_ref();
    let widened = |people: &[u32]| people.iter().map(|person| u64::from(*person)).collect();
    match &at.model.segments[segment].seeds[wave as usize].pick {
        Pick::Random => Vec::new(),
        Pick::Listed(people) => widened(people),
        Pick::Degree => {
            let mut people: Vec<u64> = widened(by_reach.people());
            people.retain(|person| is_of(mixing, *person, segment));
            people
        }
    }
}

/// The segment of a person, where the network knows it.
pub(super) fn known_segment(now: Now<'_>, person: u64) -> Option<usize> {
    let known = now.at.model.mixing.as_ref()?.segment_of.as_ref()?;
    Some(usize::from(known[person as usize]))
}

/// Whether a person may belong to a segment.
fn is_of(mixing: Option<&Mixing>, person: u64, segment: usize) -> bool {
    let known = mixing.and_then(|mixing| mixing.segment_of.as_ref());
    known.is_none_or(|known| usize::from(known[person as usize]) == segment)
}
