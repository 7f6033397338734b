//! A part as bytes: one value, one byte string.
//!
//! | bytes | what |
//! |---|---|
//! | 12 | `kfactor part` |
//! | 4 | version of the format |
//! | 8 | length of all that follows |
//! | 32 | fingerprint of the plan |
//! | … | ranges of replicates, counts, columns, sums of products, single replicates |
//! | 32 | SHA-256 of all before |

use super::bytes::Writer;
use super::{Aggregate, Part};
use crate::ensemble::kept::{KeptRows, Stretch};
use crate::stats::{ExactSum, LogHistogram, Moments, Tally};
use sha2::{Digest, Sha256};

/// What a part begins with.
pub(super) const MAGIC: &[u8; 12] = b"kfactor part";
/// The version of the format.
pub(super) const VERSION: u32 = 3;
/// Bytes of a SHA-256.
pub(in crate::ensemble) const HASH: usize = 32;

impl Part {
    /// The part as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer(self.plan.0.to_vec());
        body.whole(self.covered.ranges().len() as u64);
        for range in self.covered.ranges() {
            body.whole(range.start);
            body.whole(range.end - range.start);
        }
        self.stops.iter().chain(&self.risks).for_each(|count| body.whole(*count));
        body.whole(self.joins.len() as u64);
        self.joins.iter().for_each(|count| body.whole(*count));
        body.whole(self.aggregates.len() as u64);
        self.aggregates.iter().for_each(|aggregate| write_aggregate(&mut body, aggregate));
        body.whole(self.products.len() as u64);
        self.products.iter().for_each(|sum| write_sum(&mut body, sum));
        write_kept(&mut body, &self.kept);
        sealed(&body.0)
    }
}

/// These bytes with what stands before and behind them.
pub(in crate::ensemble) fn sealed(body: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(((body.len() + HASH) as u64).to_le_bytes());
    bytes.extend(body);
    let hash = Sha256::digest(&bytes);
    bytes.extend(hash);
    bytes
}

fn write_aggregate(to: &mut Writer, aggregate: &Aggregate) {
    match aggregate {
        Aggregate::Mean(moments) => {
            to.whole(0);
            write_moments(to, moments);
        }
        Aggregate::Distribution(tally) => {
            to.whole(1);
            write_tally(to, tally);
        }
    }
}

fn write_moments(to: &mut Writer, moments: &Moments) {
    to.whole(moments.count());
    write_sum(to, moments.sum());
    write_sum(to, moments.squares());
}

/// The unit, turned so that small ones are short, and the limbs.
fn write_sum(to: &mut Writer, sum: &ExactSum) {
    let (low, limbs) = sum.canonical();
    to.whole(limbs.len() as u64);
    if !limbs.is_empty() {
        to.whole(u64::from((low << 1 ^ low >> 31) as u32));
        limbs.iter().for_each(|limb| to.whole(*limb));
    }
}

fn write_tally(to: &mut Writer, tally: &Tally) {
    write_moments(to, tally.moments());
    to.whole(u64::from(tally.histogram().count() > 0));
    if tally.histogram().count() > 0 {
        let [min, max] = tally.extremes();
        to.double(min);
        to.double(max);
        write_histogram(to, tally.histogram());
    }
}

/// Zeros, the infinite, then either side as steps from key to key with counts.
fn write_histogram(to: &mut Writer, histogram: &LogHistogram) {
    to.whole(histogram.zeros());
    histogram.infinite().into_iter().for_each(|count| to.whole(count));
    for side in histogram.sides() {
        to.whole(side.len() as u64);
        let mut last = 0;
        for (key, count) in side {
            to.whole(key - last);
            to.whole(count);
            last = key;
        }
    }
}

fn write_kept(to: &mut Writer, kept: &KeptRows) {
    to.whole(kept.stretches.len() as u64);
    for Stretch { first, stops, columns } in &kept.stretches {
        to.whole(*first);
        to.bytes(&stops.iter().map(|stop| *stop as u8).collect::<Vec<_>>());
        to.whole(columns.len() as u64);
        columns.iter().flatten().for_each(|value| to.double(*value));
    }
}
