//! Preferential attachment (Barabási and Albert 1999).

use super::dice::somebody;
use crate::rng::Stream;

/// The first `m + 1` people are a star; each later one gets to know `m` different people before him.
pub(super) fn draw(people: u32, m: u32, stream: &mut Stream, pair: &mut impl FnMut(u32, u32)) {
    // Everybody as often as he has contacts.
    let mut ends: Vec<u32> = Vec::with_capacity(2 * m as usize * people as usize);
    let star = people.min(m.saturating_add(1));
    for leaf in 1..star {
        pair(0, leaf);
        ends.extend([0, leaf]);
    }
    let mut known: Vec<u32> = Vec::with_capacity(m as usize);
    for newcomer in star..people {
        known.clear();
        while known.len() < m as usize {
            let candidate = ends[somebody(stream, ends.len() as u32) as usize];
            if !known.contains(&candidate) {
                known.push(candidate);
            }
        }
        for other in &known {
            pair(*other, newcomer);
            ends.extend([*other, newcomer]);
        }
    }
}
