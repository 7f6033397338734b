//! A part from bytes. They may come from anywhere: what is not exactly what a part is written as is refused, and nothing
//! is made room for that is not there.

use super::bytes::Reader;
use super::write::{HASH, MAGIC, VERSION};
use super::{Aggregate, Part, Refusal};
use crate::ensemble::covered::Covered;
use crate::ensemble::kept::{KeptRows, Stretch};
use crate::ensemble::plan::Fingerprint;
use crate::metrics::StopReason;
use crate::stats::{ExactSum, LogHistogram, Moments, Tally};
use sha2::{Digest, Sha256};
use std::ops::Range;

impl Part {
    /// The part that was written as these bytes.
    ///
    /// # Errors
    /// Why they are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Part, Refusal> {
        let part = read_part(&mut Reader(opened(bytes)?))?;
        // Whatever was read, only one byte string is its own.
        if part.to_bytes() == bytes { Ok(part) } else { Err(Refusal::Damaged) }
    }
}

/// What stands between head and trailer.
fn opened(bytes: &[u8]) -> Result<&[u8], Refusal> {
    if !bytes.starts_with(MAGIC) {
        let begun = MAGIC.starts_with(bytes) && !bytes.is_empty();
        return Err(if begun { Refusal::Truncated } else { Refusal::NotAPart });
    }
    let mut head = Reader(&bytes[MAGIC.len()..]);
    let version = head.take().map(u32::from_le_bytes).map_err(|_| Refusal::Truncated)?;
    if version != VERSION {
        return Err(Refusal::OtherVersion(version));
    }
    let length = head.take().map(u64::from_le_bytes).map_err(|_| Refusal::Truncated)?;
    let rest = head.0;
    match (rest.len() as u64).cmp(&length) {
        std::cmp::Ordering::Less => return Err(Refusal::Truncated),
        std::cmp::Ordering::Greater => return Err(Refusal::Damaged),
        std::cmp::Ordering::Equal => {}
    }
    let body = rest.len().checked_sub(HASH).ok_or(Refusal::Damaged)?;
    let (before, trailer) = bytes.split_at(bytes.len() - HASH);
    if Sha256::digest(before)[..] == *trailer { Ok(&rest[..body]) } else { Err(Refusal::Damaged) }
}

fn read_part(from: &mut Reader<'_>) -> Result<Part, Refusal> {
    let plan = Fingerprint(from.take()?);
    let ranges = from.count(2)?;
    let ranges = (0..ranges).map(|_| {
        let (start, length) = (from.whole()?, from.whole()?);
        Ok(start..start.checked_add(length).ok_or(Refusal::Damaged)?)
    });
    let covered = Covered::of(ranges.collect::<Result<_, Refusal>>()?).ok_or(Refusal::Damaged)?;
    let (stops, risks) = (read_counts(from)?, read_counts(from)?);
    let joins = from.count(1)?;
    let joins = (0..joins).map(|_| from.whole()).collect::<Result<_, _>>()?;
    let aggregates = from.count(3)?;
    let aggregates = (0..aggregates).map(|_| read_aggregate(from)).collect::<Result<_, _>>()?;
    let products = from.count(1)?;
    let products = (0..products).map(|_| read_sum(from)).collect::<Result<_, _>>()?;
    let kept = read_kept(from)?;
    let part = Part { plan, covered, stops, risks, joins, aggregates, products, kept };
    if is_sound(&part) { Ok(part) } else { Err(Refusal::Damaged) }
}

/// Whether all that is in a part is of its replicates.
fn is_sound(part: &Part) -> bool {
    let replicates = part.covered.count();
    let ended = part.stops.iter().try_fold(0u64, |sum, count| sum.checked_add(*count));
    let at_most = |count: u64| count <= replicates;
    let kept = part.kept.stretches.iter().all(|stretch| {
        let end = stretch.first.checked_add(stretch.stops.len() as u64);
        let covers =
            |range: &Range<u64>| range.start <= stretch.first && end.is_some_and(|end| end <= range.end);
        !stretch.stops.is_empty() && part.covered.ranges().iter().any(covers)
    });
    ended == Some(replicates)
        && part.risks.iter().all(|count| at_most(*count))
        && part.aggregates.iter().all(|aggregate| at_most(aggregate.count()))
        && kept
        && part.kept.stretches.windows(2).all(|pair| pair[0].end() < pair[1].first)
}

fn read_counts<const N: usize>(from: &mut Reader<'_>) -> Result<[u64; N], Refusal> {
    let mut counts = [0; N];
    for count in &mut counts {
        *count = from.whole()?;
    }
    Ok(counts)
}

fn read_aggregate(from: &mut Reader<'_>) -> Result<Aggregate, Refusal> {
    match from.whole()? {
        0 => Ok(Aggregate::Mean(read_moments(from)?)),
        1 => Ok(Aggregate::Distribution(Box::new(read_tally(from)?))),
        _ => Err(Refusal::Damaged),
    }
}

fn read_moments(from: &mut Reader<'_>) -> Result<Moments, Refusal> {
    Ok(Moments::from_sums(from.whole()?, read_sum(from)?, read_sum(from)?))
}

fn read_sum(from: &mut Reader<'_>) -> Result<ExactSum, Refusal> {
    let limbs = from.count(1)?;
    if limbs == 0 {
        return Ok(ExactSum::default());
    }
    let turned = u32::try_from(from.whole()?).map_err(|_| Refusal::Damaged)?;
    let low = (turned >> 1) as i32 ^ -((turned & 1) as i32);
    let limbs = (0..limbs).map(|_| from.whole()).collect::<Result<Vec<_>, _>>()?;
    ExactSum::from_canonical(low, &limbs).ok_or(Refusal::Damaged)
}

fn read_tally(from: &mut Reader<'_>) -> Result<Tally, Refusal> {
    let moments = read_moments(from)?;
    match from.whole()? {
        0 if moments.count() == 0 => return Ok(Tally::default()),
        1 => {}
        _ => return Err(Refusal::Damaged),
    }
    let extremes = [from.double()?, from.double()?];
    let histogram = read_histogram(from)?;
    Tally::from_kept(moments, histogram, extremes).ok_or(Refusal::Damaged)
}

fn read_histogram(from: &mut Reader<'_>) -> Result<LogHistogram, Refusal> {
    let zeros = from.whole()?;
    let infinite = [from.whole()?, from.whole()?];
    let sides = [read_side(from)?, read_side(from)?];
    LogHistogram::from_counts(zeros, infinite, &sides).ok_or(Refusal::Damaged)
}

fn read_side(from: &mut Reader<'_>) -> Result<Vec<(u64, u64)>, Refusal> {
    let count = from.count(2)?;
    let mut last = 0u64;
    let key = |_| {
        last = last.checked_add(from.whole()?).ok_or(Refusal::Damaged)?;
        Ok((last, from.whole()?))
    };
    (0..count).map(key).collect()
}

fn read_kept(from: &mut Reader<'_>) -> Result<KeptRows, Refusal> {
    let stretches = from.count(3)?;
    let stretches = (0..stretches).map(|_| read_stretch(from)).collect::<Result<_, _>>()?;
    Ok(KeptRows { stretches })
}

fn read_stretch(from: &mut Reader<'_>) -> Result<Stretch, Refusal> {
    let first = from.whole()?;
    let stop = |byte: &u8| StopReason::ALL.get(usize::from(*byte)).copied().ok_or(Refusal::Damaged);
    let stops = from.bytes()?.iter().map(stop).collect::<Result<Vec<_>, _>>()?;
    let columns = from.count(8 * stops.len())?;
    let column = |_| (0..stops.len()).map(|_| from.double()).collect::<Result<Vec<_>, _>>();
    let columns = (0..columns).map(column).collect::<Result<_, _>>()?;
    Ok(Stretch { first, stops, columns })
}
