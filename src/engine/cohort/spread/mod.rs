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

mod bulk;

use super::free_law::FreeLaw;
use crate::model::ContactLaw;
use crate::rng::{Stream, multivariate_hypergeometric};

/// Sharers by cell and number of acceptances; buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    /// For every cell the numbers of acceptances that occur, rising, and how many sharers have them.
    rows: Vec<Vec<(usize, u64)>>,
    /// Sharers of the cells who are not yet given to a part of the contacts law.
    left: Vec<u64>,
    /// Those of them in the part at hand.
    here: Vec<u64>,
    /// Scratch of corrections in bulk.
    bulk: Bulk,
    /// The sharers of one group, among whom a correction falls: a crowd of one cell.
    inner: Option<Box<Crowd>>,
}

/// Scratch of a correction in bulk.
#[derive(Clone, Debug, Default)]
struct Bulk {
    groups: Vec<Group>,
    /// By group: weights, places for acceptances, acceptances that fall on it.
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

impl Crowd {
    /// Begins with the sharers of these cells.
    pub fn gather(&mut self, sharers: impl Iterator<Item = u64>) {
        self.left.clear();
        self.left.extend(sharers);
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

    /// Spreads `accepted` over the `sharers` of this part.
    pub fn share_out(&mut self, stream: &mut Stream, law: ContactLaw, sharers: u64, accepted: u64) {
        self.rows.resize(self.here.len().max(self.rows.len()), Vec::new());
        let cells = self.here.len();
        for (row, &here) in self.rows[..cells].iter_mut().zip(&self.here) {
            row.clear();
            row.push((0, here));
        }
        let mut placed = 0;
        if accepted > FEW + 2 * cells as u64 {
            let free = FreeLaw::with_mean(law, accepted as f64 / sharers as f64);
            for row in &mut self.rows[..cells] {
                placed += free.draw(stream, row);
            }
        }
        if placed.abs_diff(accepted) > FEW + 2 * cells as u64 {
            if placed < accepted {
                self.add_many(stream, law, accepted - placed);
            } else {
                self.take_many(stream, placed - accepted);
            }
            return;
        }
        while placed < accepted {
            self.add_one(stream, law, sharers, placed);
            placed += 1;
        }
        while placed > accepted {
            self.take_one(stream, placed);
            placed -= 1;
        }
    }

    /// Tells (cell, acceptances, sharers) for all who shared.
    pub fn report(&self, mut tell: impl FnMut(usize, usize, u64)) {
        for (cell, row) in self.rows[..self.here.len()].iter().enumerate() {
            for &(gained, count) in row.iter().filter(|(_, count)| *count > 0) {
                tell(cell, gained, count);
            }
        }
    }

    /// One more acceptance.
    fn add_one(&mut self, stream: &mut Stream, law: ContactLaw, sharers: u64, placed: u64) {
        let total = match law {
            ContactLaw::Poisson(_) => sharers as f64,
            ContactLaw::NegativeBinomial { k, .. } => sharers as f64 * k + placed as f64,
            ContactLaw::Fixed(contacts) => sharers as f64 * contacts as f64 - placed as f64,
        };
        let mut level = stream.uniform() * total;
        // The last with a weight stands in where rounding leaves the level above the sum.
        let mut found = None;
        'search: for (cell, row) in self.rows[..self.here.len()].iter().enumerate() {
            for (place, &(d, count)) in row.iter().enumerate() {
                let here = count as f64 * weight_of_next(law, d);
                if here > 0.0 {
                    found = Some((cell, place, d));
                    level -= here;
                    if level < 0.0 {
                        break 'search;
                    }
                }
            }
        }
        if let Some((cell, place, d)) = found {
            self.rows[cell][place].1 -= 1;
            put(&mut self.rows[cell], d + 1, 1);
        }
    }

    /// One acceptance less, drawn evenly.
    fn take_one(&mut self, stream: &mut Stream, placed: u64) {
        let mut level = stream.below(placed);
        for row in &mut self.rows[..self.here.len()] {
            for place in 0..row.len() {
                let (d, count) = row[place];
                let here = count * d as u64;
                if level < here {
                    row[place].1 -= 1;
                    put(row, d - 1, 1);
                    return;
                }
                level -= here;
            }
        }
    }
}

/// Weight with which one more acceptance falls on a sharer who has `d`.
fn weight_of_next(law: ContactLaw, d: usize) -> f64 {
    match law {
        ContactLaw::Poisson(_) => 1.0,
        ContactLaw::NegativeBinomial { k, .. } => k + d as f64,
        ContactLaw::Fixed(contacts) => contacts as f64 - d as f64,
    }
}

/// Adds sharers with `d` acceptances to a row.
fn put(row: &mut Vec<(usize, u64)>, d: usize, count: u64) {
    match row.binary_search_by_key(&d, |(d, _)| *d) {
        Ok(place) => row[place].1 += count,
        Err(place) => row.insert(place, (d, count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn histogram(law: ContactLaw, sharers: u64, accepted: u64, replicate: u64) -> Vec<u64> {
        let mut crowd = Crowd { here: vec![sharers], ..Crowd::default() };
        let mut stream = ReplicateKey::new(7, replicate).stream(Purpose::Progress, 0, 0);
        crowd.share_out(&mut stream, law, sharers, accepted);
        let mut histogram = vec![0];
        crowd.report(|_, d, count| {
            histogram.resize(histogram.len().max(d + 1), 0);
            histogram[d] += count;
        });
        histogram
    }

    /// Mean number of sharers with none, by both ways of placing.
    fn mean_without(law: ContactLaw, sharers: u64, accepted: u64) -> f64 {
        let total: u64 = (0..4000).map(|replicate| histogram(law, sharers, accepted, replicate)[0]).sum();
        total as f64 / 4000.0
    }

    #[test]
    fn every_acceptance_is_credited_once() {
        for law in [
            ContactLaw::Poisson(9.0),
            ContactLaw::Fixed(20),
            ContactLaw::NegativeBinomial { mean: 9.0, k: 0.3 },
        ] {
            for accepted in [0, 3, 40, 1000, 12_345, 19_990] {
                let row = histogram(law, 1000, accepted, accepted);
                assert_eq!(row.iter().sum::<u64>(), 1000);
                assert_eq!(
                    row.iter().enumerate().map(|(d, n)| d as u64 * n).sum::<u64>(),
                    accepted,
                    "{law:?}"
                );
            }
        }
    }

    #[test]
    fn the_conditional_laws_are_met() {
        // Chance that a given one of 50 sharers gets none of 100 acceptances.
        let multinomial = (1.0f64 - 1.0 / 50.0).powi(100);
        let mean = mean_without(ContactLaw::Poisson(5.0), 50, 100);
        assert!((mean / 50.0 - multinomial).abs() < 0.002, "{mean}");
        let urn: f64 = (0..100).map(|i| (49.0 * 0.5 + f64::from(i)) / (50.0 * 0.5 + f64::from(i))).product();
        let mean = mean_without(ContactLaw::NegativeBinomial { mean: 5.0, k: 0.5 }, 50, 100);
        assert!((mean / 50.0 - urn).abs() < 0.004, "{mean} {urn}");
        let without_replacement: f64 =
            (0..5).map(|i| f64::from(250 - 100 - i) / f64::from(250 - i)).product();
        let mean = mean_without(ContactLaw::Fixed(5), 50, 100);
        assert!((mean / 50.0 - without_replacement).abs() < 0.002, "{mean}");
    }

    #[test]
    fn laws_without_a_chance_of_none_work() {
        let row = histogram(ContactLaw::Poisson(5000.0), 10, 30_000, 1);
        assert_eq!(row.iter().enumerate().map(|(d, n)| d as u64 * n).sum::<u64>(), 30_000);
    }

    #[test]
    fn spreading_takes_no_longer_for_a_million_million() {
        for law in [
            ContactLaw::Poisson(5.0),
            ContactLaw::Fixed(9),
            ContactLaw::NegativeBinomial { mean: 5.0, k: 0.4 },
        ] {
            let row = histogram(law, 1_000_000_000_000, 2_000_000_000_000, 3);
            assert_eq!(
                row.iter().enumerate().map(|(d, n)| d as u64 * n).sum::<u64>(),
                2_000_000_000_000,
                "{law:?}"
            );
            assert_eq!(row.iter().sum::<u64>(), 1_000_000_000_000);
        }
    }

    /// The correction in bulk has the same law as the one by one: the spread of the number of sharers with none.
    #[test]
    fn bulk_corrections_keep_the_law() {
        let law = ContactLaw::NegativeBinomial { mean: 2.0, k: 0.5 };
        let (sharers, accepted) = (50_000, 100_000);
        let none: Vec<f64> = (0..400).map(|r| histogram(law, sharers, accepted, r)[0] as f64).collect();
        let mean = none.iter().sum::<f64>() / 400.0;
        // A vector with a given sum differs from a free one by little: P(0) = (1 + 2/.5)^-.5.
        let expected = 50_000.0 * 5f64.powf(-0.5);
        let sd = (none.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 399.0).sqrt();
        assert!((mean - expected).abs() < 4.0 * sd / 20.0 + 2.0, "{mean} {expected} {sd}");
        // Free draws have sd sqrt(n p q) = 111; the given sum takes the part explained by it away.
        let slope_part = 2.0 * 2.0 / (2.0 * (1.0 + 2.0 / 0.5));
        let p = 5f64.powf(-0.5);
        let variance = 50_000.0 * (p * (1.0 - p) - p * p * slope_part);
        assert!((sd / variance.sqrt() - 1.0).abs() < 0.15, "{sd} {}", variance.sqrt());
    }
}
