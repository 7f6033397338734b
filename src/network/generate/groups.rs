//! Chat groups drawn at random.

use super::dice::somebody;
use super::law::Seats;
use crate::network::edges::plain;
use crate::network::graph::Groups;
use crate::rng::{Stream, poisson};
use std::collections::BTreeSet;

/// As many groups as it takes for everybody to sit in so many on average; each has a Poisson number of people, at most the
/// cap, all of whom are equally likely.
pub(super) fn draw(seats: &Seats, people: u32, stream: &mut Stream) -> Groups {
    let groups = (f64::from(people) * seats.per_person / seats.size)
        .round()
        .clamp(0.0, f64::from(u32::MAX - 1)) as u32;
    let most = u64::from(seats.cap.min(people));
    let mut taken = Vec::new();
    for group in 0..groups {
        let size = poisson(stream, seats.size).min(most);
        taken.extend(different(size as u32, people, stream).into_iter().map(|person| plain(group, person)));
    }
    taken.sort_unstable();
    Groups::of_seats(groups as usize, &taken, people)
}

/// So many different people, every set of them equally likely (Floyd).
fn different(count: u32, people: u32, stream: &mut Stream) -> BTreeSet<u32> {
    let mut chosen = BTreeSet::new();
    for last in people - count..people {
        let candidate = somebody(stream, last + 1);
        if !chosen.insert(candidate) {
            chosen.insert(last);
        }
    }
    chosen
}
