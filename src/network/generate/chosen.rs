//! Which of many things happen, each with the same chance: one draw for every one that does, none for the others.

use crate::rng::Stream;

/// Calls `hit` with those of the numbers below `total`, in rising order, that are chosen with this chance each.
pub(super) fn chosen(total: u64, chance: f64, stream: &mut Stream, mut hit: impl FnMut(u64)) {
    if chance >= 1.0 {
        (0..total).for_each(hit);
        return;
    }
    if chance <= 0.0 {
        return;
    }
    // The number of failures before a success is geometric.
    let log_of_failure = libm::log1p(-chance);
    let mut next = 0u64;
    loop {
        let skipped = libm::log(stream.open01()) / log_of_failure;
        // Compared as they are: a skip may be longer than any number.
        if skipped >= (total - next) as f64 {
            return;
        }
        next += skipped as u64;
        hit(next);
        next += 1;
        if next >= total {
            return;
        }
    }
}
