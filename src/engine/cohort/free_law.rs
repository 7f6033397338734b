//! Acceptances of sharers who draw freely, before their sum is put right.

use crate::engine::patience::Patience;
use crate::model::ContactLaw;
use crate::rng::{Stream, binomial, gamma, poisson};

/// The law of one sharer's acceptances, with the mean that makes the sum right, as a recurrence `P(d+1)/P(d)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct FreeLaw {
    pub(super) law: ContactLaw,
    pub(super) mean: f64,
    /// Where the recurrence starts: below it there is nothing to speak of.
    pub(super) start: usize,
    pub(super) at_start: f64,
    /// The chance of one or more.
    pub(super) some: f64,
    /// Numbers of acceptances that occur, roughly.
    pub(super) width: f64,
}

/// A chance from which others were taken away until so much of it is left has few digits that are true.
const FEW_DIGITS: f64 = 1e-6;

/// Numbers that were drawn, rising, and how many have each.
pub(super) fn by_number(mut drawn: Vec<usize>) -> Vec<(usize, u64)> {
    drawn.sort_unstable();
    drawn.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u64)).collect()
}

impl FreeLaw {
    pub fn with_mean(law: ContactLaw, mean: f64) -> FreeLaw {
        let (variance, log_none) = match law {
            ContactLaw::Poisson(_) => (mean, -mean),
            ContactLaw::NegativeBinomial { k, .. } => (mean * (1.0 + mean / k), -k * libm::log1p(mean / k)),
            ContactLaw::Fixed(contacts) => {
                let p = (mean / contacts as f64).min(1.0 - 1e-12);
                (mean * (1.0 - p), contacts as f64 * libm::log1p(-p))
            }
        };
        // Where the chance of nobody is too small for the recurrence it starts ten standard deviations down.
        let start = if log_none > -600.0 { 0 } else { (mean - 10.0 * variance.sqrt()).max(0.0) as usize };
        let some = -libm::expm1(log_none);
        let mut free = FreeLaw { law, mean, start, at_start: 0.0, some, width: 4.0 * variance.sqrt() };
        free.at_start = libm::exp(log_none + free.log_relative(start));
        free
    }

    /// `P(d+1)/P(d)`.
    pub(super) fn ratio(&self, d: usize) -> f64 {
        let d = d as f64;
        match self.law {
            ContactLaw::Poisson(_) => self.mean / (d + 1.0),
            ContactLaw::NegativeBinomial { k, .. } => self.mean / (k + self.mean) * (k + d) / (d + 1.0),
            ContactLaw::Fixed(contacts) => self.odds(contacts) * (contacts as f64 - d).max(0.0) / (d + 1.0),
        }
    }

    fn odds(&self, contacts: u64) -> f64 {
        let p = (self.mean / contacts as f64).min(1.0 - 1e-12);
        p / (1.0 - p)
    }

    /// `ln(P(d)/P(0))`.
    fn log_relative(&self, d: usize) -> f64 {
        let d = d as f64;
        if d == 0.0 {
            return 0.0;
        }
        match self.law {
            ContactLaw::Poisson(_) => d * libm::log(self.mean) - libm::lgamma(d + 1.0),
            ContactLaw::NegativeBinomial { k, .. } => {
                d * libm::log(self.mean / (k + self.mean)) + libm::lgamma(k + d)
                    - libm::lgamma(k)
                    - libm::lgamma(d + 1.0)
            }
            ContactLaw::Fixed(contacts) => {
                let c = contacts as f64;
                d * libm::log(self.odds(contacts)) + libm::lgamma(c + 1.0)
                    - libm::lgamma(d + 1.0)
                    - libm::lgamma(c - d + 1.0)
            }
        }
    }

    /// Spreads the sharers of a row (all of whom have none) freely; returns their acceptances. Where patience is over in
    /// between, those of some.
    pub fn draw(&self, stream: &mut Stream, row: &mut Vec<(usize, u64)>, patience: &Patience<'_>) -> u64 {
        let sharers: u64 = row.drain(..).map(|(_, count)| count).sum();
        if (sharers as f64) < self.width {
            self.draw_one_by_one(stream, sharers, row, patience)
        } else {
            self.draw_by_number(stream, sharers, row, patience)
        }
    }

    /// Fewer sharers than numbers that occur: everybody draws apart.
    fn draw_one_by_one(
        &self,
        stream: &mut Stream,
        sharers: u64,
        row: &mut Vec<(usize, u64)>,
        patience: &Patience<'_>,
    ) -> u64 {
        let each = (0..sharers as usize).take_while(|number| !patience.is_over_at(*number));
        let mut placed = 0;
        for (d, count) in by_number(each.map(|_| self.draw_one(stream)).collect()) {
            row.push((d, count));
            placed += d as u64 * count;
        }
        placed
    }

    /// The acceptances of one sharer.
    pub(super) fn draw_one(&self, stream: &mut Stream) -> usize {
        let drawn = match self.law {
            ContactLaw::Poisson(_) => poisson(stream, self.mean),
            ContactLaw::NegativeBinomial { k, .. } => {
                let mean = gamma(stream, k, self.mean / k);
                poisson(stream, mean)
            }
            ContactLaw::Fixed(contacts) => binomial(stream, contacts, (self.mean / contacts as f64).min(1.0)),
        };
        drawn as usize
    }

    /// Many sharers: how many have 0, 1, 2 …
    fn draw_by_number(
        &self,
        stream: &mut Stream,
        sharers: u64,
        row: &mut Vec<(usize, u64)>,
        patience: &Patience<'_>,
    ) -> u64 {
        let mut left = sharers;
        let (mut d, mut chance, mut tail, mut placed) = (self.start, self.at_start, 1.0, 0);
        let mut known_to = FEW_DIGITS;
        while left > 0 && !patience.is_over_at(d) {
            if tail < known_to {
                tail = self.tail_from(d, chance, patience);
                known_to = tail * FEW_DIGITS;
            }
            let drawn = if tail > 0.0 { binomial(stream, left, (chance / tail).min(1.0)) } else { left };
            // Of very many sharers rounding leaves some over where nobody can have more.
            let here = if self.is_most(d) { left } else { drawn };
            if here > 0 {
                row.push((d, here));
                left -= here;
                placed += here * d as u64;
            }
            tail -= chance;
            chance *= self.ratio(d);
            d += 1;
        }
        placed
    }

    /// Whether nobody can have more.
    fn is_most(&self, d: usize) -> bool {
        matches!(self.law, ContactLaw::Fixed(contacts) if d as u64 >= contacts)
    }

    /// The chance of `d` or more, far out, where differences from what was known have lost their digits.
    fn tail_from(&self, d: usize, chance: f64, patience: &Patience<'_>) -> f64 {
        let (mut term, mut sum, mut at) = (chance, chance, d);
        while term > sum * 1e-17 && term > 0.0 && !patience.is_over_at(at) {
            term *= self.ratio(at);
            sum += term;
            at += 1;
        }
        sum
    }
}
