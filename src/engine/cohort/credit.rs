//! Who gets the credit: acceptances of a step shared out among the members who shared.
//!
//! How many accept is drawn first, from the law of the sum, so that a campaign that counts invitations per member
//! and one that does not have the same luck. Given the sum, the numbers per sharer follow a law of which only the
//! histogram is needed. It is drawn in two moves. First everybody draws freely from the law with the right mean,
//! by one binomial per number of acceptances; then single acceptances are added or taken away until the sum is right.
//! Given its sum, a vector of Poisson numbers is a multinomial one, of negative binomials a Pólya urn, of binomials
//! a draw without replacement, and each of these grows by one acceptance with weights 1, k+d and C-d for a
//! sharer who has d, and shrinks by one acceptance drawn evenly: the correction is exact and takes about the square
//! root of the number of acceptances.

use super::sharing::lane;
use super::state::{Campaign, Cell, Credit};
use crate::model::ContactLaw;
use crate::rng::{Purpose, Stream, binomial, multivariate_hypergeometric};

/// Sharers by cell and number of acceptances; buffers.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    /// `rows[cell][d]`: sharers of the cell who have `d` acceptances.
    rows: Vec<Vec<u64>>,
    /// Sharers of the cells who are not yet given to a part of the contacts law.
    left: Vec<u64>,
    /// Those of them in the part at hand.
    here: Vec<u64>,
}

impl Campaign<'_> {
    /// Shares the acceptances of every segment out among its sharers.
    pub fn credit_inviters(&mut self, t: u32) {
        if !self.model.credits_individuals() {
            return;
        }
        let mut crowd = std::mem::take(&mut self.state.crowd);
        let mut index = 0;
        while let Some(first) = self.state.reached.get(index) {
            let segment = first.segment;
            let cells = self.state.cells_of[segment].clone();
            let sharers = &self.state.cells[cells.clone()];
            crowd.left.clear();
            crowd.left.extend(sharers.iter().map(|cell: &Cell| cell.count));
            while let Some(reached) =
                self.state.reached.get(index).copied().filter(|reached| reached.segment == segment)
            {
                let mut stream = self.key.stream(Purpose::Progress, t, lane(segment, reached.part));
                crowd.take_part(&mut stream, reached.sharers);
                let law = self.model.segments[segment].contacts[reached.part].law;
                crowd.share_out(&mut stream, law, reached.sharers, reached.accepted);
                crowd.report(cells.start, &mut self.state.credits);
                index += 1;
            }
        }
        self.state.crowd = crowd;
    }
}

impl Crowd {
    /// Draws which of the sharers who are left follow this part of the contacts law.
    fn take_part(&mut self, stream: &mut Stream, sharers: u64) {
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

    /// Shares `accepted` out among the `sharers` of this part.
    fn share_out(&mut self, stream: &mut Stream, law: ContactLaw, sharers: u64, accepted: u64) {
        self.rows.resize(self.here.len().max(self.rows.len()), Vec::new());
        let cells = self.here.len();
        for (row, &here) in self.rows[..cells].iter_mut().zip(&self.here) {
            row.clear();
            row.push(here);
        }
        let mut placed = 0;
        if accepted > FEW + 2 * cells as u64 {
            let free = FreeLaw::with_mean(law, accepted as f64 / sharers as f64);
            for row in &mut self.rows[..cells] {
                placed += free.draw(stream, row);
            }
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

    /// One more acceptance.
    fn add_one(&mut self, stream: &mut Stream, law: ContactLaw, sharers: u64, placed: u64) {
        let (weight, total): (fn(f64, f64) -> f64, f64) = match law {
            ContactLaw::Poisson(_) => (|_, _| 1.0, sharers as f64),
            ContactLaw::NegativeBinomial { k, .. } => (|k, d| k + d, sharers as f64 * k + placed as f64),
            ContactLaw::Fixed(contacts) => (|c, d| c - d, (sharers * contacts - placed) as f64),
        };
        let parameter = match law {
            ContactLaw::Poisson(_) => 0.0,
            ContactLaw::NegativeBinomial { k, .. } => k,
            ContactLaw::Fixed(contacts) => contacts as f64,
        };
        let mut level = stream.uniform() * total;
        let mut last = None;
        'search: for (cell, row) in self.rows[..self.here.len()].iter().enumerate() {
            for (d, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let here = count as f64 * weight(parameter, d as f64);
                if here > 0.0 {
                    last = Some((cell, d));
                    level -= here;
                    if level < 0.0 {
                        break 'search;
                    }
                }
            }
        }
        if let Some((cell, d)) = last {
            self.shift(cell, d, d + 1);
        }
    }

    /// One acceptance less, drawn evenly.
    fn take_one(&mut self, stream: &mut Stream, placed: u64) {
        let mut level = stream.below(placed);
        for cell in 0..self.here.len() {
            for d in 1..self.rows[cell].len() {
                let here = self.rows[cell][d] * d as u64;
                if level < here {
                    self.shift(cell, d, d - 1);
                    return;
                }
                level -= here;
            }
        }
    }

    fn shift(&mut self, cell: usize, from: usize, to: usize) {
        let row = &mut self.rows[cell];
        if to >= row.len() {
            row.resize(to + 1, 0);
        }
        row[from] -= 1;
        row[to] += 1;
    }

    fn report(&self, first_cell: usize, credits: &mut Vec<Credit>) {
        for (cell, row) in self.rows[..self.here.len()].iter().enumerate() {
            let counts = row.iter().enumerate().filter(|(_, count)| **count > 0);
            credits.extend(counts.map(|(gained, &count)| Credit { cell: first_cell + cell, gained, count }));
        }
    }
}

/// Up to so many acceptances are placed one by one.
const FEW: u64 = 12;

/// The law of one sharer's acceptances, as a recurrence `P(d+1)/P(d)`.
#[derive(Clone, Copy, Debug)]
struct FreeLaw {
    /// Where the recurrence starts: below it there is nothing to speak of.
    start: usize,
    at_start: f64,
    ratio: Ratio,
}

#[derive(Clone, Copy, Debug)]
enum Ratio {
    Poisson { mean: f64 },
    NegativeBinomial { k: f64, odds: f64 },
    Binomial { contacts: f64, odds: f64 },
}

impl Ratio {
    fn at(self, d: usize) -> f64 {
        let d = d as f64;
        match self {
            Ratio::Poisson { mean } => mean / (d + 1.0),
            Ratio::NegativeBinomial { k, odds } => odds * (k + d) / (d + 1.0),
            Ratio::Binomial { contacts, odds } => odds * (contacts - d).max(0.0) / (d + 1.0),
        }
    }
}

impl FreeLaw {
    fn with_mean(law: ContactLaw, mean: f64) -> FreeLaw {
        let (ratio, variance, log_none) = match law {
            ContactLaw::Poisson(_) => (Ratio::Poisson { mean }, mean, -mean),
            ContactLaw::NegativeBinomial { k, .. } => {
                let odds = mean / (k + mean);
                (Ratio::NegativeBinomial { k, odds }, mean * (1.0 + mean / k), -k * libm::log1p(mean / k))
            }
            ContactLaw::Fixed(contacts) => {
                let p = (mean / contacts as f64).min(1.0 - 1e-12);
                let contacts = contacts as f64;
                let ratio = Ratio::Binomial { contacts, odds: p / (1.0 - p) };
                (ratio, mean * (1.0 - p), contacts * libm::log1p(-p))
            }
        };
        // Where the chance of nobody is too small for the recurrence it starts ten standard deviations down.
        let start = if log_none > -600.0 { 0 } else { (mean - 10.0 * variance.sqrt()).max(0.0) as usize };
        let log_start = if start == 0 { log_none } else { log_none + log_product(ratio, start) };
        FreeLaw { start, at_start: libm::exp(log_start), ratio }
    }

    /// Spreads the sharers of a row (all of them in `row[0]`) freely; returns their acceptances.
    fn draw(&self, stream: &mut Stream, row: &mut Vec<u64>) -> u64 {
        let mut left = row[0];
        row[0] = 0;
        let (mut d, mut chance, mut tail, mut placed) = (self.start, self.at_start, 1.0, 0);
        while left > 0 {
            if tail < 1e-6 {
                tail = self.tail_from(d, chance);
            }
            let here = binomial(stream, left, (chance / tail).min(1.0));
            if here > 0 {
                if d >= row.len() {
                    row.resize(d + 1, 0);
                }
                row[d] += here;
                left -= here;
                placed += here * d as u64;
            }
            tail -= chance;
            chance *= self.ratio.at(d);
            d += 1;
        }
        placed
    }

    /// The chance of `d` or more, far out, where differences from 1 have lost their digits.
    fn tail_from(&self, d: usize, chance: f64) -> f64 {
        let (mut term, mut sum, mut at) = (chance, chance, d);
        while term > sum * 1e-17 && term > 0.0 {
            term *= self.ratio.at(at);
            sum += term;
            at += 1;
        }
        sum
    }
}

/// `ln(P(start)/P(0))`.
fn log_product(ratio: Ratio, start: usize) -> f64 {
    (0..start).map(|d| libm::log(ratio.at(d))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::ReplicateKey;

    fn histogram(law: ContactLaw, sharers: u64, accepted: u64, replicate: u64) -> Vec<u64> {
        let mut crowd = Crowd { here: vec![sharers], ..Crowd::default() };
        let mut stream = ReplicateKey::new(7, replicate).stream(Purpose::Progress, 0, 0);
        crowd.share_out(&mut stream, law, sharers, accepted);
        crowd.rows[0].clone()
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
            for accepted in [0, 3, 40, 1000, 12_345] {
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
}
