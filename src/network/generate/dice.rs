//! Somebody at random, and everybody in random order.

use crate::rng::Stream;

/// A person below `people`.
pub(super) fn somebody(stream: &mut Stream, people: u32) -> u32 {
    stream.below(u64::from(people)) as u32
}

/// Puts items in random order.
pub(super) fn shuffle<T>(items: &mut [T], stream: &mut Stream) {
    for last in (1..items.len()).rev() {
        items.swap(last, stream.below(last as u64 + 1) as usize);
    }
}
