//! Circles of friends that overlap: who lives together, who goes to one class.

use super::blocks::within;
use super::dice::shuffle;
use super::law::Circle;
use crate::rng::Stream;

/// For each kind of circle all people are put into circles at random.
pub(super) fn draw(people: u32, circles: &[Circle], stream: &mut Stream, pair: &mut impl FnMut(u32, u32)) {
    let mut order: Vec<u32> = (0..people).collect();
    for Circle { size, tie } in circles {
        shuffle(&mut order, stream);
        for circle in order.chunks((*size).max(1) as usize) {
            within(0, circle.len() as u32, *tie, stream, &mut |a, b| {
                pair(circle[a as usize], circle[b as usize])
            });
        }
    }
}
