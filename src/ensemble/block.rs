//! The unit of work: some consecutive replicates of one design, and the numbers that they yielded.

use crate::metrics::StopReason;
use std::ops::Range;

/// Replicates of a block at most. Blocks begin at multiples of it.
pub(super) const BLOCK: u64 = 64;

/// Numbers from the begin of a column to that of the next: more than a block has, so that neighbours do not compete for
/// the same lines of a cache.
const STRIDE: usize = BLOCK as usize + 8;

/// A block to be simulated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task {
    /// The design, by index.
    pub design: usize,
    /// The first replicate.
    pub first: u64,
    /// How many replicates.
    pub count: u64,
}

/// The blocks that these replicates of a design make.
pub(super) fn tasks(design: usize, replicates: Range<u64>) -> impl Iterator<Item = Task> {
    let next = move |first: u64| (first / BLOCK + 1).saturating_mul(BLOCK).min(replicates.end);
    let end = replicates.end;
    std::iter::successors(Some(replicates.start), move |first| Some(next(*first)))
        .take_while(move |first| *first < end)
        .map(move |first| Task {
            design,
            first,
            count: (first / BLOCK + 1).saturating_mul(BLOCK).min(end) - first,
        })
}

/// The same tasks, so many at a time.
pub(super) fn rounds(mut tasks: impl Iterator<Item = Task>, size: usize) -> impl Iterator<Item = Vec<Task>> {
    std::iter::from_fn(move || {
        let round: Vec<Task> = tasks.by_ref().take(size).collect();
        (!round.is_empty()).then_some(round)
    })
}

/// The numbers of a block, column by column.
#[derive(Debug, Default)]
pub(super) struct Block {
    values: Vec<f64>,
    /// Why each replicate stopped growing.
    pub stops: Vec<StopReason>,
    /// Genuine people who joined, by step, in all its replicates; empty where nobody asks.
    pub joins: Vec<u64>,
}

impl Block {
    /// Forgets its replicates and makes room for so many columns. What numbers are left from before is written over with
    /// every replicate.
    pub fn begin(&mut self, width: usize) {
        self.stops.clear();
        self.joins.clear();
        self.values.resize(width * STRIDE, f64::NAN);
    }

    /// Makes room for some replicates more.
    pub fn next_rows(&mut self, stops: impl Iterator<Item = StopReason>) -> NextRows<'_> {
        let at = self.stops.len();
        self.stops.extend(stops);
        NextRows { values: &mut self.values, at, rows: self.stops.len() - at }
    }

    /// Takes in who joined in a replicate.
    pub fn add_joins(&mut self, joins: &[u64]) {
        self.joins.resize(joins.len(), 0);
        add(&mut self.joins, joins);
    }

    /// How many replicates it holds.
    pub fn len(&self) -> u64 {
        self.stops.len() as u64
    }

    /// A column, by replicate.
    pub fn column(&self, column: usize) -> &[f64] {
        &self.values[column * STRIDE..][..self.stops.len()]
    }

    /// Puts these columns of a replicate into `row`.
    pub fn read(&self, replicate: usize, columns: impl IntoIterator<Item = usize>, row: &mut Vec<f64>) {
        row.clear();
        row.extend(columns.into_iter().map(|column| self.values[column * STRIDE + replicate]));
    }
}

/// Adds counts to others, each to its own. What exceeds all counting stays there, in whichever order.
pub(super) fn add(counts: &mut [u64], others: &[u64]) {
    counts.iter_mut().zip(others).for_each(|(count, other)| *count = count.saturating_add(*other));
}

/// Where the numbers of some replicates go.
#[derive(Debug)]
pub(super) struct NextRows<'a> {
    values: &'a mut [f64],
    at: usize,
    rows: usize,
}

impl NextRows<'_> {
    /// Puts the numbers `of` each row into neighbouring columns, from `first` on, column by column: the rows of a column lie in
    /// one line of the cache.
    pub fn put_all<'n>(&mut self, first: usize, of: impl Fn(usize) -> &'n [f64]) {
        if self.rows == 1 {
            return self.put(0, first, of(0).iter().copied());
        }
        for number in 0..of(0).len() {
            let place = (first + number) * STRIDE + self.at;
            for (row, value) in self.values[place..place + self.rows].iter_mut().enumerate() {
                *value = of(row)[number];
            }
        }
    }

    /// Puts numbers of one of the rows into neighbouring columns, from `first` on.
    pub fn put(&mut self, row: usize, first: usize, numbers: impl IntoIterator<Item = f64>) {
        let mut place = first * STRIDE + self.at + row;
        for number in numbers {
            self.values[place] = number;
            place += STRIDE;
        }
    }
}
