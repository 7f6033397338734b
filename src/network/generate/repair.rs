//! Pairs of people in which some are joined with themselves or twice, put right by exchanging ends with other pairs.

use crate::network::edges::plain;
use crate::rng::Stream;
use std::collections::BTreeMap;

/// Exchanges tried for each pair that is not right, before it is left out.
const TRIES: usize = 200;

/// The pairs with loops and repetitions exchanged: everybody is in as many pairs as before, unless no exchange was found.
pub(super) fn repaired(pairs: Vec<(u32, u32)>, stream: &mut Stream) -> Vec<(u32, u32)> {
    let wrong = wrong(&pairs);
    if wrong.is_empty() {
        return pairs;
    }
    let mut sorted: Vec<u64> = pairs.iter().map(|pair| key(*pair)).collect();
    sorted.sort_unstable();
    let mut repair = Repair { pairs, sorted, changed: BTreeMap::new() };
    let left_over: Vec<usize> = wrong.into_iter().filter(|place| !repair.exchange(*place, stream)).collect();
    let mut pairs = repair.pairs;
    left_over.into_iter().rev().for_each(|place| {
        pairs.swap_remove(place);
    });
    pairs
}

/// Both ends in one number, whatever their order.
fn key((a, b): (u32, u32)) -> u64 {
    plain(a.min(b), a.max(b))
}

/// Places, in rising order, of loops, and of pairs that another one before them repeats.
fn wrong(pairs: &[(u32, u32)]) -> Vec<usize> {
    let mut order: Vec<(u64, u32)> = (0..).zip(pairs).map(|(place, pair)| (key(*pair), place)).collect();
    order.sort_unstable();
    let again = order.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| two[1].1);
    let loops = (0..).zip(pairs).filter(|(_, (a, b))| a == b).map(|(place, _): (u32, _)| place);
    let mut wrong: Vec<usize> = again.chain(loops).map(|place| place as usize).collect();
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}

struct Repair {
    pairs: Vec<(u32, u32)>,
    /// The pairs as they were, in order.
    sorted: Vec<u64>,
    /// How often a pair has come or gone since.
    changed: BTreeMap<u64, i64>,
}

impl Repair {
    /// How often there is this pair.
    fn count(&self, pair: (u32, u32)) -> i64 {
        let key = key(pair);
        let before = self.sorted.partition_point(|other| *other < key);
        let there = self.sorted[before..].iter().take_while(|other| **other == key).count();
        there as i64 + self.changed.get(&key).copied().unwrap_or(0)
    }

    fn change(&mut self, pair: (u32, u32), by: i64) {
        *self.changed.entry(key(pair)).or_default() += by;
    }

    fn is_right(&self, (a, b): (u32, u32)) -> bool {
        a != b && self.count((a, b)) == 1
    }

    /// Exchanges ends with another pair so that both are right; whether that was possible.
    fn exchange(&mut self, place: usize, stream: &mut Stream) -> bool {
        let (a, b) = self.pairs[place];
        if self.is_right((a, b)) {
            return true;
        }
        for _ in 0..TRIES {
            let other = stream.below(self.pairs.len() as u64) as usize;
            let (c, d) = self.pairs[other];
            let (c, d) = if stream.below(2) == 0 { (c, d) } else { (d, c) };
            let is_new = |repair: &Repair, pair: (u32, u32)| pair.0 != pair.1 && repair.count(pair) == 0;
            let new = [(a, c), (b, d)];
            if other == place || key(new[0]) == key(new[1]) || !new.iter().all(|pair| is_new(self, *pair)) {
                continue;
            }
            for (place, new) in [place, other].into_iter().zip(new) {
                let old = std::mem::replace(&mut self.pairs[place], new);
                self.change(old, -1);
                self.change(new, 1);
            }
            return true;
        }
        self.change((a, b), -1);
        false
    }
}
