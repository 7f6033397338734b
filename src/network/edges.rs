//! Edges as they come: gathered in windows, each sorted and joined to those before, so that duplicates are found early and
//! memory is bounded by the edges that are different.

use super::lists::Lists;
use serde::Serialize;

/// An edge from one person to another; the heavier of two between the same people comes first.
pub(super) trait Edge: Copy + Ord {
    /// Whom it joins.
    fn ends(self) -> (u32, u32);
}

/// An edge without a weight, both ends in one number.
impl Edge for u64 {
    fn ends(self) -> (u32, u32) {
        ((self >> 32) as u32, self as u32)
    }
}

/// Both ends in one number.
pub(super) fn plain(from: u32, to: u32) -> u64 {
    u64::from(from) << 32 | u64::from(to)
}

/// An edge with a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weighted {
    from: u32,
    to: u32,
    /// The bits of the weight turned over: numbers that are not negative have the order of their bits.
    lightness: u32,
}

impl Weighted {
    /// `weight` is not negative.
    pub fn new(from: u32, to: u32, weight: f32) -> Weighted {
        Weighted { from, to, lightness: !weight.to_bits() }
    }

    fn weight(self) -> f32 {
        f32::from_bits(!self.lightness)
    }
}

impl Edge for Weighted {
    fn ends(self) -> (u32, u32) {
        (self.from, self.to)
    }
}

/// How often something was met, and in which line first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How often.
    pub count: u64,
    /// The line of the first, from 1.
    pub first_line: u64,
}

impl Tally {
    /// Met once more, in this line.
    pub(super) fn note(&mut self, line: u64) {
        if self.count == 0 {
            self.first_line = line;
        }
        self.count += 1;
    }
}

/// Edges that come line by line.
pub(super) struct Edges<E> {
    /// Those before the window, sorted and different.
    settled: Vec<E>,
    /// The latest ones, as they came.
    window: Vec<E>,
    /// Places in the window with their lines, where these do not simply count on.
    lines: Vec<(usize, u64)>,
    duplicates: Tally,
}

/// Edges in a window at least: 32 MB of plain ones.
const WINDOW: usize = 1 << 22;

impl<E: Edge> Edges<E> {
    pub fn new() -> Edges<E> {
        Edges { settled: Vec::new(), window: Vec::new(), lines: Vec::new(), duplicates: Tally::default() }
    }

    /// An edge in this line.
    pub fn push(&mut self, edge: E, line: u64) {
        if self.window.len() >= WINDOW.max(self.settled.len() / 2) {
            self.settle();
        }
        let counted_on = self.lines.last().map(|(at, first)| first + (self.window.len() - at) as u64);
        if counted_on != Some(line) {
            self.lines.push((self.window.len(), line));
        }
        self.window.push(edge);
    }

    /// The different edges in order, and how many were there before.
    pub fn different(mut self) -> (Vec<E>, Tally) {
        self.settle();
        (self.settled, self.duplicates)
    }

    fn settle(&mut self) {
        let mut latest = self.window.clone();
        latest.sort_unstable();
        latest.dedup_by_key(|edge| edge.ends());
        let first = if self.duplicates.count == 0 { self.first_duplicate(&latest) } else { None };
        let met = self.settled.len() + self.window.len();
        self.window.clear();
        if self.settled.is_empty() {
            self.settled = latest;
        } else {
            self.settled.append(&mut latest);
            // Two sorted runs, which the stable sort knows how to join.
            self.settled.sort();
            self.settled.dedup_by_key(|edge| edge.ends());
        }
        let fewer = (met - self.settled.len()) as u64;
        if let Some(place) = first.filter(|_| fewer > 0) {
            self.duplicates.first_line = self.line(place);
        }
        self.duplicates.count += fewer;
        self.lines.clear();
    }

    /// The place in the window of the first edge that was there before; `latest` are the different ones of the window.
    fn first_duplicate(&self, latest: &[E]) -> Option<usize> {
        let find = |among: &[E], edge: &E| among.binary_search_by_key(&edge.ends(), |other| other.ends());
        let again = latest.len() < self.window.len();
        if !again && !latest.iter().any(|edge| find(&self.settled, edge).is_ok()) {
            return None;
        }
        let mut seen = vec![false; latest.len()];
        self.window.iter().position(|edge| {
            let seen = find(latest, edge).ok().and_then(|place| seen.get_mut(place));
            find(&self.settled, edge).is_ok() || seen.is_some_and(|seen| std::mem::replace(seen, true))
        })
    }

    fn line(&self, place: usize) -> u64 {
        let after = self.lines.partition_point(|(at, _)| *at <= place);
        let (at, first) = self.lines[after.saturating_sub(1)];
        first + (place - at) as u64
    }
}

/// For each person whom he reaches, in order, from different edges in order; both ways unless they are directed.
pub(super) fn contacts(people: usize, edges: &[u64], directed: bool) -> Lists {
    let there = edges.iter().map(|edge| edge.ends());
    if directed {
        return Lists::gathered(people, there);
    }
    // Whoever comes before a person in the order of the edges comes before him in his list.
    Lists::gathered(people, there.flat_map(|(a, b)| [(a, b), (b, a)]))
}

/// The same with the weights.
pub(super) fn weighted_contacts(people: usize, edges: &[Weighted], directed: bool) -> (Lists, Vec<f32>) {
    let there = edges.iter().map(|edge| (edge.ends(), edge.weight()));
    if directed {
        return Lists::gathered_with(people, there.map(|((a, b), weight)| (a, (b, weight))));
    }
    Lists::gathered_with(people, there.flat_map(|((a, b), weight)| [(a, (b, weight)), (b, (a, weight))]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_are_counted_from_the_first_on() {
        let mut edges = Edges::new();
        for (line, (a, b)) in [(1, (3, 4)), (2, (0, 1)), (7, (3, 5)), (8, (0, 1)), (9, (3, 4)), (10, (0, 1))]
        {
            edges.push(plain(a, b), line);
        }
        let (different, duplicates) = edges.different();
        assert_eq!(different, [plain(0, 1), plain(3, 4), plain(3, 5)]);
        assert_eq!(duplicates, Tally { count: 3, first_line: 8 });
    }

    #[test]
    fn duplicates_are_found_across_windows() {
        let mut edges = Edges::new();
        for line in 0..2 {
            edges.push(plain(0, line as u32), line + 1);
        }
        edges.settle();
        edges.push(plain(0, 7), 4);
        edges.push(plain(0, 1), 6);
        assert_eq!(edges.different().1, Tally { count: 1, first_line: 6 });
    }

    #[test]
    fn the_heavier_of_two_stays() {
        let mut edges = Edges::new();
        edges.push(Weighted::new(1, 2, 0.5), 1);
        edges.push(Weighted::new(1, 2, 3.0), 2);
        edges.push(Weighted::new(1, 2, 0.0), 3);
        let (different, duplicates) = edges.different();
        assert_eq!((different.len(), duplicates), (1, Tally { count: 2, first_line: 2 }));
        assert_eq!(different[0].weight(), 3.0);
    }

    #[test]
    fn contacts_stand_in_order() {
        let edges = [plain(0, 2), plain(0, 3), plain(1, 2)];
        let both = contacts(4, &edges, false);
        assert_eq!([both.of(2), both.of(3), both.of(0)], [&[0, 1][..], &[0], &[2, 3]]);
        let one_way = contacts(4, &edges, true);
        assert_eq!([one_way.of(2), one_way.of(0)], [&[][..], &[2, 3]]);
    }
}
