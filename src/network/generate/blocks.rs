//! Random graphs within and between blocks, by skipping (Batagelj and Brandes, *Efficient generation of large random
//! networks*, 2005): work grows with the contacts, not with the pairs.

use super::chosen::chosen;
use super::law::Block;
use crate::rng::Stream;

/// All blocks, people numbered block by block.
pub(super) fn draw(
    blocks: &[Block],
    chances: &[Vec<f64>],
    stream: &mut Stream,
    pair: &mut impl FnMut(u32, u32),
) {
    let mut first = 0;
    let spans: Vec<(u32, u32)> = blocks
        .iter()
        .map(|block| {
            first += block.size;
            (first - block.size, block.size)
        })
        .collect();
    for (one, (first, size)) in spans.iter().enumerate() {
        let Some(row) = chances.get(one) else { return };
        within(*first, *size, row.get(one).copied().unwrap_or(0.0), stream, pair);
        for (other, chance) in spans.iter().zip(row).skip(one + 1) {
            between((*first, *size), *other, *chance, stream, pair);
        }
    }
}

/// Every two of `size` people, from `first` on, with this chance.
pub(super) fn within(
    first: u32,
    size: u32,
    chance: f64,
    stream: &mut Stream,
    pair: &mut impl FnMut(u32, u32),
) {
    let people = u64::from(size);
    // Pairs are numbered row by row: person `row` with everybody before him. Rows are walked through as numbers rise.
    let (mut row, mut row_start) = (1u64, 0u64);
    chosen(people * people.saturating_sub(1) / 2, chance, stream, |number| {
        while number >= row_start + row {
            row_start += row;
            row += 1;
        }
        pair(first + (number - row_start) as u32, first + row as u32);
    });
}

/// Everybody of one span with everybody of the other, with this chance.
fn between(
    (first, size): (u32, u32),
    (other, others): (u32, u32),
    chance: f64,
    stream: &mut Stream,
    pair: &mut impl FnMut(u32, u32),
) {
    let others = u64::from(others);
    chosen(u64::from(size) * others, chance, stream, |number| {
        pair(first + (number / others) as u32, other + (number % others) as u32);
    });
}
