//! Acceptances spread over sharers, given their sum.
//!
//! How many accept is drawn first, from the law of the sum, so that a campaign that counts invitations per member
//! and one that does not have the same luck. Given the sum, the numbers per sharer follow a law of which only the
//! histogram is needed. It is drawn in two moves. First everybody draws freely from the law with the right mean,
//! by one binomial per number of acceptances; then acceptances are added or taken away until the sum is right.
//!
//! That is exact, because the three families of contacts are closed under it. Given its sum, a vector of Poisson
//! numbers is a multinomial one, of negative binomials a Pólya urn, of binomials a draw without replacement. More
//! acceptances fall on sharers who have `d` already with weights 1, k+d and C-d: the same three laws again. Fewer
//! are an even draw from those given: a draw without replacement. So what is to be corrected, about the
//! square root of the sum, is itself spread in the same way.
//!
//! Where sharers bring far more than rules tell apart, those with so many or more are kept as one, with what they have
//! together. More acceptances fall on them with the sum of their weights, which that tells; who of them would fall
//! back if some were taken away it does not tell. So the free draw is made from a law of a smaller mean, and made again
//! while it exceeds the sum: that looks at nothing but its own sum, given which the vector has the law that it must have.

mod blocks;
mod bulk;
#[cfg(test)]
mod tests;

use super::beyond::{Beyond, beyond_at};
use super::free_law::FreeLaw;
use crate::engine::patience::Patience;
use crate::model::ContactLaw;
use crate::rng::{Stream, multivariate_hypergeometric};
use blocks::Blocks;

/// Sharers by cell and number of acceptances; buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    /// For every cell the numbers of acceptances that occur, rising, and how many sharers have them.
    rows: Vec<Vec<(usize, u64)>>,
    /// For every cell the number from which on no rule tells sharers apart.
    told: Vec<Option<usize>>,
    /// For every cell from which number on sharers are kept as one, and those sharers.
    limits: Vec<usize>,
    beyond: Vec<Beyond>,
    /// Sharers of the cells who are not yet given to a part of the contacts law.
    left: Vec<u64>,
    /// Those of them in the part at hand.
    here: Vec<u64>,
    /// While acceptances are placed one by one: the weights of the cells with which the next one falls on them.
    weights: Blocks<f64>,
    /// While they are taken away one by one: how many the cells have.
    given: Blocks<u64>,
    /// Scratch of corrections in bulk.
    bulk: Bulk,
    /// The sharers of one group, among whom a correction falls: a crowd of one cell.
    inner: Option<Box<Crowd>>,
}

/// Scratch of a correction in bulk.
#[derive(Clone, Debug, Default)]
struct Bulk {
    groups: Vec<Group>,
    /// By group, and then by cell for the sharers beyond: weights, places for acceptances, acceptances that fall on it.
    weights: Vec<f64>,
    places: Vec<u64>,
    falling: Vec<u64>,
    /// Where sharers go: (cell, acceptances, sharers).
    moved: Vec<(usize, usize, u64)>,
}

/// Sharers of a cell who have the same number of acceptances.
#[derive(Clone, Copy, Debug)]
struct Group {
    cell: usize,
    /// Where they stand in the row.
    place: usize,
    d: usize,
    sharers: u64,
}

/// Up to so many acceptances are placed, or taken away, one by one.
const FEW: u64 = 24;
/// So many sharers are followed one by one whatever they bring.
const FEW_SHARERS: u64 = 64;
/// A free draw exceeds the sum less than every other time.
const TRIES: usize = 64;

impl Crowd {
    /// Begins with the sharers of these cells, and from how many acceptances on no rule tells them apart.
    pub fn gather(&mut self, cells: impl Iterator<Item = (u64, Option<usize>)>) {
        self.left.clear();
        self.told.clear();
        for (sharers, told) in cells {
            self.left.push(sharers);
            self.told.push(told);
        }
    }

    /// Draws which of the sharers who are left follow this part of the contacts law.
    pub fn take_part(&mut self, stream: &mut Stream, sharers: u64) {
        self.here.clear();
        self.here.resize(self.left.len(), 0);
        if self.left.iter().sum::<u64>() == sharers {
            self.here.copy_from_slice(&self.left);
        } else {
            multivariate_hypergeometric(stream, &self.left, sharers, &mut self.here);
        }
        for (left, here) in self.left.iter_mut().zip(&self.here) {
            *left -= here;
        }
    }

    /// Spreads `accepted` over the `sharers` of this part; where patience is over in between, some of it.
    pub fn share_out(
        &mut self,
        stream: &mut Stream,
        law: ContactLaw,
        sharers: u64,
        accepted: u64,
        patience: &Patience<'_>,
    ) {
        let cells = self.here.len();
        self.rows.resize(cells.max(self.rows.len()), Vec::new());
        self.begin_rows();
        let mut placed = 0;
        if accepted > FEW + 2 * cells as u64 {
            if sharers == 1 {
                self.give_all(accepted);
                return;
            }
            let free = FreeLaw::with_mean(law, accepted as f64 / sharers as f64);
            if sharers > FEW_SHARERS && self.told_at_most().is_some_and(|told| free.goes_far_beyond(told)) {
                placed = self.draw_within(stream, free, sharers, accepted);
            } else {
                for row in &mut self.rows[..cells] {
                    placed += free.draw(stream, row, patience);
                }
            }
        }
        if patience.is_over() {
            return;
        }
        if placed == 0 && accepted > 0 {
            // So that sharers differ: else all that is left would be the same question again.
            self.add_one(stream, law, sharers, placed);
            placed = 1;
        }
        if placed.abs_diff(accepted) > FEW + 2 * cells as u64 {
            if placed < accepted {
                self.add_many(stream, law, accepted - placed, patience);
            } else {
                self.take_many(stream, placed - accepted, patience);
            }
            return;
        }
        let rows = self.rows[..cells].iter();
        self.weights.begin(accepted.saturating_sub(placed), rows.clone().map(|row| weight_of_row(law, row)));
        self.given.begin(placed.saturating_sub(accepted), rows.map(|row| given(row)));
        while placed < accepted {
            self.add_one(stream, law, sharers, placed);
            placed += 1;
        }
        while placed > accepted {
            self.take_one(stream, placed);
            placed -= 1;
        }
    }

    /// Nobody has any acceptance yet, and every number is followed.
    fn begin_rows(&mut self) {
        for (row, &here) in self.rows.iter_mut().zip(&self.here) {
            row.clear();
            row.push((0, here));
        }
        self.weights.clear();
        self.given.clear();
        self.limits.clear();
        self.limits.resize(self.here.len(), usize::MAX);
        self.beyond.clear();
        self.beyond.resize(self.here.len(), Beyond::default());
    }

    /// All on the only sharer.
    fn give_all(&mut self, accepted: u64) {
        for (row, _) in self.rows.iter_mut().zip(&self.here).filter(|(_, here)| **here > 0) {
            row.clear();
            row.push((accepted as usize, 1));
        }
    }

    /// How many numbers of acceptances rules tell apart at most, if there is an end.
    fn told_at_most(&self) -> Option<usize> {
        self.told.iter().try_fold(0, |most, told| told.map(|told| most.max(told)))
    }

    /// Draws freely, not more than `accepted`, and keeps those as one whom no rule tells apart; how many acceptances.
    fn draw_within(&mut self, stream: &mut Stream, free: FreeLaw, sharers: u64, accepted: u64) -> u64 {
        let cautious = free.cautious(sharers);
        self.limits.clear();
        self.limits.extend(self.told.iter().map(|told| told.unwrap_or(usize::MAX)));
        for _ in 0..TRIES {
            let mut placed = 0;
            for (((row, &here), beyond), &limit) in
                self.rows.iter_mut().zip(&self.here).zip(&mut self.beyond).zip(&self.limits)
            {
                row.clear();
                row.push((0, here));
                *beyond = cautious.draw_up_to(stream, limit, row);
                placed += beyond.acceptances + row.iter().map(|(d, count)| *d as u64 * count).sum::<u64>();
            }
            if placed <= accepted {
                return placed;
            }
        }
        self.begin_rows();
        0
    }

    /// Tells (cell, acceptances, sharers) for all who shared; of those whom no rule tells apart a number that stands for
    /// theirs.
    #[inline]
    pub fn report(&self, mut tell: impl FnMut(usize, usize, u64)) {
        for (cell, (row, beyond)) in self.rows.iter().zip(&self.beyond).enumerate() {
            for &(gained, count) in row.iter().filter(|(_, count)| *count > 0) {
                tell(cell, gained, count);
            }
            if beyond.sharers > 0 {
                beyond.evenly().for_each(|(gained, count)| tell(cell, gained, count));
            }
        }
    }

    /// Tells (cell, sharers) for those who were given to no part.
    pub fn report_left(&self, mut tell: impl FnMut(usize, u64)) {
        let left = self.left.iter().enumerate().filter(|(_, left)| **left > 0);
        left.for_each(|(cell, left)| tell(cell, *left));
    }

    /// One more acceptance.
    fn add_one(&mut self, stream: &mut Stream, law: ContactLaw, sharers: u64, placed: u64) {
        let total = match law {
            ContactLaw::Poisson(_) => sharers as f64,
            ContactLaw::NegativeBinomial { k, .. } => sharers as f64 * k + placed as f64,
            ContactLaw::Fixed(contacts) => sharers as f64 * contacts as f64 - placed as f64,
        };
        let mut level = stream.uniform() * total;
        let found = self.place_at(law, &mut level);
        if level >= 0.0
            && let Some(beyond) = beyond_at(law, &mut self.beyond, level)
        {
            beyond.acceptances += 1;
        } else if let Some((cell, place)) = found.or_else(|| self.last_place(law)) {
            let (d, count) = &mut self.rows[cell][place];
            *count -= 1;
            let more = *d + 1;
            self.put(cell, more, 1);
            self.weights.change(cell, || weight_of_row(law, &self.rows[cell]));
        }
    }

    /// Where the next acceptance falls at this level of all weights, cell by cell; what is left of the level is below 0
    /// then.
    fn place_at(&self, law: ContactLaw, level: &mut f64) -> Option<(usize, usize)> {
        let first = self.weights.skip(level);
        for (cell, row) in self.rows[..self.here.len()].iter().enumerate().skip(first) {
            for (place, &(d, count)) in row.iter().enumerate() {
                *level -= count as f64 * weight_of_next(law, d);
                if *level < 0.0 {
                    return Some((cell, place));
                }
            }
        }
        None
    }

    /// The last place on which an acceptance can fall: where rounding leaves the level above the sum of the weights.
    fn last_place(&self, law: ContactLaw) -> Option<(usize, usize)> {
        let can_have_more = |(d, count): &(usize, u64)| *count as f64 * weight_of_next(law, *d) > 0.0;
        let rows = self.rows[..self.here.len()].iter().enumerate().rev();
        rows.filter_map(|(cell, row)| Some((cell, row.iter().rposition(can_have_more)?))).next()
    }

    /// Adds sharers with `d` acceptances each to a cell.
    fn put(&mut self, cell: usize, d: usize, count: u64) {
        if d < self.limits[cell] {
            put(&mut self.rows[cell], d, count);
        } else {
            self.beyond[cell].add(count, d);
        }
    }

    /// One acceptance less, drawn evenly.
    fn take_one(&mut self, stream: &mut Stream, placed: u64) {
        let mut level = stream.below(placed);
        let first = self.given.skip(&mut level);
        for (cell, row) in self.rows[..self.here.len()].iter_mut().enumerate().skip(first) {
            for place in 0..row.len() {
                let (d, count) = row[place];
                let here = count * d as u64;
                if level < here {
                    row[place].1 -= 1;
                    put(row, d - 1, 1);
                    self.given.change(cell, || given(row));
                    return;
                }
                level -= here;
            }
        }
    }
}

#[cfg(test)]
impl Crowd {
    /// The most numbers of acceptances of a cell that were ever followed.
    pub fn room(&self) -> usize {
        let inner = self.inner.as_ref().map_or(0, |inner| inner.room());
        self.rows.iter().map(Vec::capacity).fold(inner, usize::max)
    }
}

/// Weight with which one more acceptance falls on a sharer who has `d`.
#[inline]
fn weight_of_next(law: ContactLaw, d: usize) -> f64 {
    match law {
        ContactLaw::Poisson(_) => 1.0,
        ContactLaw::NegativeBinomial { k, .. } => k + d as f64,
        ContactLaw::Fixed(contacts) => contacts as f64 - d as f64,
    }
}

/// Weight with which one more acceptance falls on a sharer of a row.
fn weight_of_row(law: ContactLaw, row: &[(usize, u64)]) -> f64 {
    row.iter().map(|(d, count)| *count as f64 * weight_of_next(law, *d)).sum()
}

/// The acceptances of a row.
fn given(row: &[(usize, u64)]) -> u64 {
    row.iter().map(|(d, count)| *d as u64 * count).sum()
}

/// Adds sharers with `d` acceptances to a row.
fn put(row: &mut Vec<(usize, u64)>, d: usize, count: u64) {
    match row.binary_search_by_key(&d, |(d, _)| *d) {
        Ok(place) => row[place].1 += count,
        Err(place) => row.insert(place, (d, count)),
    }
}
