//! Pairs of people in which some are joined with themselves or twice, put right by exchanging ends with other pairs.

use crate::network::edges::plain;
use crate::rng::Stream;
use std::collections::BTreeMap;

/// Exchanges tried for each pair that is not right, before all pairs are looked at one after the other.
const TRIES: usize = 200;

/// So often for each pair, and never more often in all than this, one pair is held against another in such a search.
const SEARCHES: usize = 40;
const MOST_SEARCHED: usize = 2_000_000;

/// Other pairs exchange their ends so often, where no exchange helps one that is not right, before it is sought again.
const STIRRED: usize = 20;

/// The pairs with loops and repetitions exchanged: everybody is in as many pairs as before, unless no exchange was found.
pub(super) fn repaired(pairs: Vec<(u32, u32)>, stream: &mut Stream) -> Vec<(u32, u32)> {
    let wrong = wrong(&pairs);
    if wrong.is_empty() {
        return pairs;
    }
    let mut sorted: Vec<u64> = pairs.iter().map(|pair| key(*pair)).collect();
    sorted.sort_unstable();
    let left = (SEARCHES * pairs.len()).min(MOST_SEARCHED);
    let mut repair = Repair { pairs, sorted, changed: BTreeMap::new(), left };
    let failed: Vec<usize> = wrong.into_iter().filter(|place| !repair.exchange(*place, stream)).collect();
    // Some have been put right since, as others exchanged ends with them.
    let left_over: Vec<usize> = failed.into_iter().filter(|place| repair.is_left_out(*place)).collect();
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
    /// How often one pair may still be held against another in a search.
    left: usize,
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
        if self.is_right(self.pairs[place]) {
            return true;
        }
        for _ in 0..TRIES {
            let (other, turned) = self.somebody(stream);
            if self.swap(place, other, turned) {
                return true;
            }
        }
        while self.left > 0 {
            if self.search(place, stream) {
                return true;
            }
            for _ in 0..STIRRED {
                self.stir(stream);
            }
        }
        false
    }

    /// Whether this pair is not right to the end; then it is no pair any more.
    fn is_left_out(&mut self, place: usize) -> bool {
        let pair = self.pairs[place];
        let is_right = self.is_right(pair);
        if !is_right {
            self.change(pair, -1);
        }
        !is_right
    }

    /// Any pair, one way round or the other.
    fn somebody(&self, stream: &mut Stream) -> (usize, bool) {
        (stream.below(self.pairs.len() as u64) as usize, stream.below(2) != 0)
    }

    /// Exchanges ends with the first pair with which that puts this one right, from any place on.
    fn search(&mut self, place: usize, stream: &mut Stream) -> bool {
        let start = self.somebody(stream).0;
        for step in 0..self.pairs.len() {
            let other = (start + step) % self.pairs.len();
            self.left = self.left.saturating_sub(1);
            if self.swap(place, other, false) || self.swap(place, other, true) {
                return true;
            }
        }
        false
    }

    /// Two pairs that are right exchange ends, and are right.
    fn stir(&mut self, stream: &mut Stream) {
        let (one, _) = self.somebody(stream);
        let (other, turned) = self.somebody(stream);
        if self.is_right(self.pairs[one]) && self.is_right(self.pairs[other]) {
            self.swap(one, other, turned);
        }
    }

    /// Exchanges the ends of two pairs, if both are then right; whether they are.
    fn swap(&mut self, place: usize, other: usize, turned: bool) -> bool {
        let ((a, b), (c, d)) = (self.pairs[place], self.pairs[other]);
        let (c, d) = if turned { (d, c) } else { (c, d) };
        let is_new = |pair: (u32, u32)| pair.0 != pair.1 && self.count(pair) == 0;
        let new = [(a, c), (b, d)];
        if other == place || key(new[0]) == key(new[1]) || !new.iter().all(|pair| is_new(*pair)) {
            return false;
        }
        for (place, new) in [place, other].into_iter().zip(new) {
            let old = std::mem::replace(&mut self.pairs[place], new);
            self.change(old, -1);
            self.change(new, 1);
        }
        true
    }
}
