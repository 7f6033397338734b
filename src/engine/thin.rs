//! Thinning: everybody in some cells is taken out with one chance, each independently of the others. What the populations of
//! counts share.
//!
//! The first number of the stream decides how many are taken, those that follow decide who. So two designs
//! that distinguish members differently (because one counts invitations to three and the other to five) still take the
//! same number of people: they share their luck.
//!
//! Whoever takes people out is told of each cell how many, and of how many.

use crate::rng::{Chance, Level, Stream, hypergeometric};

/// Cells that stand in pairs whose members behave alike: from `begin` on, `apart` cells of the one side, then `apart`
/// of the other, and so on. None where `apart` is 0.
#[derive(Clone, Copy)]
pub(super) struct Pairs {
    pub begin: usize,
    pub apart: usize,
}

impl Pairs {
    /// No cells in pairs.
    pub const NONE: Pairs = Pairs { begin: 0, apart: 0 };
}

/// From so many on, the composition of a draw from members who behave alike follows its mean (rounded at random).
/// How many are drawn has its exact law, and so has everything that depends on it; what loses a little of its spread
/// is only the number of different people who shared, by less than a hundredth.
const MANY: u64 = 32;

/// Up to so many are picked one by one.
const FEW: u64 = 8;

/// Takes people out of the cells, all with the same chance: `level` decides how many, the `stream` decides who;
/// `taken(cell, count, of)` is called for them. Returns how many.
// Always: what is taken is put elsewhere cell by cell, and the calls cost more than that.
#[inline(always)]
pub(super) fn thin(
    stream: &mut Stream,
    level: Level,
    chance: &Chance,
    cells: &mut [u64],
    pairs: Pairs,
    people: u64,
    taken: impl FnMut(usize, u64, u64),
) -> u64 {
    if people == 0 {
        return 0;
    }
    let all = chance.quantile(level, people);
    take_out(stream, all, cells, pairs, people, taken);
    all
}

/// Takes `all` of the people out of the cells, each of them with the same chance to be among these.
#[inline]
pub(super) fn take_out(
    stream: &mut Stream,
    all: u64,
    cells: &mut [u64],
    pairs: Pairs,
    people: u64,
    mut taken: impl FnMut(usize, u64, u64),
) {
    let mut take = |count: &mut u64, cell: usize, drawn: u64| {
        if drawn > 0 {
            *count -= drawn;
            taken(cell, drawn, *count + drawn);
        }
    };
    if all == people {
        for (cell, count) in cells.iter_mut().enumerate() {
            take(count, cell, *count);
        }
        return;
    }
    if all <= FEW {
        for before in 0..all {
            let cell = if cells.len() == 1 { 0 } else { pick(stream, cells, people - before) };
            take(&mut cells[cell], cell, 1);
        }
        return;
    }
    let mut rest = Rest { people, drawn: all };
    let (single, paired) = cells.split_at_mut(if pairs.apart == 0 { cells.len() } else { pairs.begin });
    for (cell, count) in single.iter_mut().enumerate() {
        let drawn = rest.part(stream, *count);
        take(count, cell, drawn);
    }
    for (block, sides) in paired.chunks_exact_mut(2 * pairs.apart.max(1)).enumerate() {
        let (first, second) = sides.split_at_mut(pairs.apart);
        let begin = pairs.begin + block * 2 * pairs.apart;
        for (place, (a, b)) in first.iter_mut().zip(second).enumerate() {
            let both = rest.part(stream, *a + *b);
            let of_a = part_of_alike(stream, *a + *b, *a, both);
            take(a, begin + place, of_a);
            take(b, begin + pairs.apart + place, both - of_a);
        }
    }
}

/// The cell of a person drawn evenly from `people` in all cells.
fn pick(stream: &mut Stream, cells: &[u64], people: u64) -> usize {
    let mut place = stream.below(people);
    cells
        .iter()
        .position(|&count| {
            let here = place < count;
            place = place.wrapping_sub(count);
            here
        })
        .unwrap_or(0)
}

/// How many of the `drawn` are waiting rather than `done`, as [`thin`] draws it from cells of which those who are done are
/// the first, however many cells the others stand in.
#[inline]
pub(super) fn waiting_among(stream: &mut Stream, done: u64, waiting: u64, drawn: u64) -> u64 {
    if done == 0 {
        return drawn;
    }
    let people = done + waiting;
    if drawn == people {
        return waiting;
    }
    if drawn > FEW {
        return drawn - Rest { people, drawn }.part(stream, done);
    }
    let mut left = [done, waiting];
    for before in 0..drawn {
        let cell = pick(stream, &left, people - before);
        left[cell] -= 1;
    }
    waiting - left[1]
}

/// People not yet looked at, and how many of them are among the drawn.
pub(super) struct Rest {
    pub people: u64,
    pub drawn: u64,
}

impl Rest {
    /// How many of the next `count` people are among the drawn.
    #[inline]
    pub fn part(&mut self, stream: &mut Stream, count: u64) -> u64 {
        if count == 0 || self.drawn == 0 {
            return 0;
        }
        let part = if count == self.people {
            self.drawn
        } else {
            hypergeometric(stream, self.people, count, self.drawn)
        };
        self.people -= count;
        self.drawn -= part;
        part
    }
}

/// How many of `drawn` out of `people` who behave alike belong to the `marked`.
#[inline]
pub(super) fn part_of_alike(stream: &mut Stream, people: u64, marked: u64, drawn: u64) -> u64 {
    if drawn == 0 || marked == 0 {
        return 0;
    }
    if marked == people {
        return drawn;
    }
    if drawn < MANY {
        return hypergeometric(stream, people, marked, drawn);
    }
    let mean = number(drawn) * (number(marked) / number(people));
    let rounded = ((mean + stream.uniform()) as i64).cast_unsigned();
    // Not more than there are on either side.
    rounded.min(marked).max((marked + drawn).saturating_sub(people)).min(drawn)
}

/// As [`part_of_alike`], for marked people who only count in the end, and so need not be a whole number meanwhile; takes
/// them out of `marked`.
#[inline]
pub(super) fn draw_marked(stream: &mut Stream, people: u64, marked: &mut f64, drawn: u64) -> f64 {
    if drawn == 0 || *marked == 0.0 {
        return 0.0;
    }
    let part = if drawn < MANY {
        // Whole again, rounded at random.
        let whole = (*marked + stream.uniform()) as u64;
        *marked = number(whole);
        number(hypergeometric(stream, people, whole, drawn))
    } else {
        number(drawn) * (*marked / number(people))
    };
    *marked -= part;
    part
}

/// A count as a real number: signed numbers convert in one instruction.
#[inline]
pub(super) fn number(count: u64) -> f64 {
    count.cast_signed() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn stream(replicate: u64) -> Stream {
        ReplicateKey::new(9, replicate).stream(Purpose::Leaving, 0, 0)
    }

    /// Mean numbers taken out of each of the cells.
    fn means(chance: f64, cells: [u64; 5], pairs: Pairs) -> [f64; 5] {
        let mut sums = [0.0; 5];
        for replicate in 0..4_000 {
            let mut left = cells;
            let people = cells.iter().sum();
            let mut stream = stream(replicate);
            let level = stream.level();
            thin(&mut stream, level, &Chance::new(chance), &mut left, pairs, people, |cell, count, _| {
                sums[cell] += count as f64 / 4_000.0;
            });
        }
        sums
    }

    #[test]
    fn every_cell_loses_its_part_however_many_are_taken() {
        for (chance, pairs) in [
            (0.001, Pairs::NONE),
            (0.2, Pairs::NONE),
            (0.2, Pairs { begin: 1, apart: 2 }),
            (0.001, Pairs { begin: 1, apart: 2 }),
        ] {
            let cells = [500, 3_000, 0, 1_000, 40];
            for (mean, count) in means(chance, cells, pairs).into_iter().zip(cells) {
                let expected = chance * count as f64;
                assert!((mean - expected).abs() <= 4.5 * (expected / 4_000.0).sqrt(), "{mean} {expected}");
            }
        }
    }

    #[test]
    fn how_many_are_taken_does_not_depend_on_the_cells() {
        for replicate in 0..100 {
            let taken = |cells: &mut [u64]| {
                let mut stream = stream(replicate);
                let level = stream.level();
                thin(&mut stream, level, &Chance::new(0.3), cells, Pairs::NONE, 100, |_, _, _| {})
            };
            let (one, many) = (taken(&mut [100]), taken(&mut [10, 20, 30, 40]));
            assert_eq!(one, many);
        }
    }
}
