//! Acceptances of sharers beyond what any rule tells apart: how many sharers have so many or more, and how many these have
//! together. What that costs depends on how much rules tell apart, not on what sharers bring.

use super::free_law::{FreeLaw, by_number};
use crate::model::ContactLaw;
use crate::rng::{Stream, binomial, gamma, normal, poisson};

/// Sharers with so many acceptances that no rule tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Beyond {
    pub sharers: u64,
    /// What they have together.
    pub acceptances: u64,
}

/// So many numbers of acceptances, and four for each that rules tell apart, are followed one by one.
const FOLLOWED: f64 = 64.0;
/// What so many sharers have together is drawn sharer by sharer; of more, the sum has the law of a gamma number of the
/// same mean, variance and skewness (of 257 sharers of the most uneven law it is off by less than a thousandth).
const APART: u64 = 256;
/// To draw what a sharer has takes as long as to visit so many numbers.
const A_DRAW: u64 = 16;
/// Where a part as large as this lies beyond, everybody draws until beyond.
const NOT_RARE: f64 = 0.125;
/// Below this skewness the sum is normal.
const STRAIGHT: f64 = 1e-6;

impl Beyond {
    /// Adds sharers who have so many each.
    pub fn add(&mut self, sharers: u64, each: usize) {
        self.sharers += sharers;
        self.acceptances += sharers * each as u64;
    }

    /// Weight with which one more acceptance falls on one of them.
    pub fn weight_of_next(&self, law: ContactLaw) -> f64 {
        let (sharers, acceptances) = (self.sharers as f64, self.acceptances as f64);
        match law {
            ContactLaw::Poisson(_) => sharers,
            ContactLaw::NegativeBinomial { k, .. } => sharers * k + acceptances,
            ContactLaw::Fixed(contacts) => sharers * contacts as f64 - acceptances,
        }
    }

    /// Stands for them: numbers of acceptances as even as can be, and how many sharers have them.
    pub fn evenly(self) -> impl Iterator<Item = (usize, u64)> {
        let each = self.acceptances.checked_div(self.sharers).unwrap_or(0);
        let more = self.acceptances - each * self.sharers;
        [(each, self.sharers - more), (each + 1, more)]
            .into_iter()
            .filter(|(_, sharers)| *sharers > 0)
            .map(|(each, sharers)| (each as usize, sharers))
    }
}

/// Those, of some cells, on whom the next acceptance falls at this level; or the last who could be, where rounding leaves
/// it above the sum of the weights.
pub(super) fn beyond_at(law: ContactLaw, cells: &mut [Beyond], mut level: f64) -> Option<&mut Beyond> {
    let mut found = None;
    for beyond in cells {
        let here = beyond.weight_of_next(law);
        if here > 0.0 {
            found = Some(beyond);
            level -= here;
            if level < 0.0 {
                break;
            }
        }
    }
    found
}

impl FreeLaw {
    /// Whether many more numbers of acceptances occur than the `told` first, which rules tell apart.
    pub fn goes_far_beyond(&self, told: usize) -> bool {
        let scale = match self.law {
            ContactLaw::NegativeBinomial { k, .. } => self.mean / k,
            ContactLaw::Poisson(_) | ContactLaw::Fixed(_) => 0.0,
        };
        self.width.max(8.0 * scale) > FOLLOWED + 4.0 * told as f64
    }

    /// The law with a mean so much smaller that so many sharers rarely bring more than those of this one should; at least
    /// half of it.
    pub fn cautious(&self, sharers: u64) -> FreeLaw {
        let sd_of_mean = 0.25 * self.width / (sharers as f64).sqrt();
        FreeLaw::with_mean(self.law, (self.mean - 2.0 * sd_of_mean).max(0.5 * self.mean))
    }

    /// Spreads the sharers of a row (all of whom have none) freely; only those with less than `told` stay in it. Returns
    /// the others.
    pub fn draw_up_to(&self, stream: &mut Stream, told: usize, row: &mut Vec<(usize, u64)>) -> Beyond {
        let mut left: u64 = row.drain(..).map(|(_, sharers)| sharers).sum();
        if left < told.saturating_sub(self.start) as u64 / A_DRAW {
            return self.draw_each_up_to(stream, told, left, row);
        }
        let beyond = self.walk(told, |d, chance, or_more| {
            let here = if left > 0 { binomial(stream, left, (chance / or_more).min(1.0)) } else { 0 };
            if here > 0 {
                row.push((d, here));
                left -= here;
            }
        });
        Beyond { sharers: left, acceptances: self.sum_beyond(stream, told, beyond, left) }
    }

    /// The same for few sharers, of whom each draws apart.
    fn draw_each_up_to(
        &self,
        stream: &mut Stream,
        told: usize,
        sharers: u64,
        row: &mut Vec<(usize, u64)>,
    ) -> Beyond {
        let mut beyond = Beyond::default();
        for (d, count) in by_number((0..sharers).map(|_| self.draw_one(stream)).collect()) {
            if d < told { row.push((d, count)) } else { beyond.add(count, d) }
        }
        beyond
    }

    /// Visits every number below `told` with its chance and that of so many or more; returns the chance of `told` or more.
    fn walk(&self, told: usize, mut visit: impl FnMut(usize, f64, f64)) -> f64 {
        let (mut chance, mut or_more) = (self.at_start, 1.0);
        for d in self.start..told {
            visit(d, chance, or_more);
            // Where hardly anybody has any, one minus the chance of none has no digits.
            or_more = if d == 0 { self.some } else { (or_more - chance).max(0.0) };
            chance *= self.ratio(d);
        }
        or_more
    }

    /// What so many sharers have together, of whom each has `least` or more, which has the chance `beyond`.
    fn sum_beyond(&self, stream: &mut Stream, least: usize, beyond: f64, sharers: u64) -> u64 {
        // All of them, but for what a double cannot tell.
        if beyond >= 1.0 {
            return self.sum_of(stream, sharers);
        }
        if sharers <= APART {
            return (0..sharers).map(|_| self.one_beyond(stream, least, beyond) as u64).sum();
        }
        let [mean, variance, third] =
            self.moments_beyond(least, beyond).map(|moment| moment * sharers as f64);
        let sd = variance.max(0.0).sqrt();
        let sum = if third > STRAIGHT * sd * sd * sd {
            let scale = third / (2.0 * variance);
            let shape = variance / (scale * scale);
            mean - shape * scale + gamma(stream, shape, scale)
        } else {
            mean + sd * normal(stream)
        };
        let most = match self.law {
            ContactLaw::Fixed(contacts) => sharers.saturating_mul(contacts),
            ContactLaw::Poisson(_) | ContactLaw::NegativeBinomial { .. } => u64::MAX,
        };
        (sum.round() as u64).clamp(sharers.saturating_mul(least as u64), most)
    }

    /// What so many sharers have together.
    fn sum_of(&self, stream: &mut Stream, sharers: u64) -> u64 {
        let all = sharers as f64;
        match self.law {
            ContactLaw::Poisson(_) => poisson(stream, all * self.mean),
            ContactLaw::NegativeBinomial { k, .. } => {
                let mean = gamma(stream, all * k, self.mean / k);
                poisson(stream, mean)
            }
            ContactLaw::Fixed(contacts) => {
                binomial(stream, sharers.saturating_mul(contacts), (self.mean / contacts as f64).min(1.0))
            }
        }
    }

    /// What a sharer has who has `least` or more.
    fn one_beyond(&self, stream: &mut Stream, least: usize, beyond: f64) -> usize {
        match self.law {
            ContactLaw::NegativeBinomial { k, .. } if beyond < NOT_RARE => self.late(stream, k, least),
            _ => loop {
                let d = self.draw_one(stream);
                if d >= least {
                    return d;
                }
            },
        }
    }

    /// The same, where it is rare because few sharers have most. Acceptances come one after another, at a rate that is a
    /// gamma number: the moment at which there are `least` is, but for scale, a beta number, which is drawn given that it
    /// is not too late; how many more come until the end is a Poisson number, at the rate that such a sharer has.
    fn late(&self, stream: &mut Stream, k: f64, least: usize) -> usize {
        let scale = self.mean / k;
        let in_time = -libm::expm1(-k * libm::log1p(scale));
        let earlier = least.saturating_sub(1) as f64;
        let early = loop {
            let early = libm::exp(libm::log1p(-in_time * stream.open01()) / k);
            let part = (1.0 - early) * (1.0 + scale) / scale;
            if stream.uniform() < libm::pow(part, earlier) {
                break early;
            }
        };
        let more = gamma(stream, k + least as f64, (early * (1.0 + scale) - 1.0).max(0.0));
        least + poisson(stream, more) as usize
    }

    /// Mean, variance and third central moment of what a sharer has who has `least` or more.
    fn moments_beyond(&self, least: usize, beyond: f64) -> [f64; 3] {
        let [f1, f2, f3] = [1, 2, 3].map(|order| self.factorial_moment(order, least) / beyond);
        let (square, cube) = (f2 + f1, f3 + 3.0 * f2 + f1);
        [f1, square - f1 * f1, cube - 3.0 * f1 * square + 2.0 * f1 * f1 * f1]
    }

    /// The mean of `d(d-1)…`, so many factors, over the numbers from `least` on: of the three laws these are chances of
    /// laws of the same kind.
    fn factorial_moment(&self, order: usize, least: usize) -> f64 {
        let (steps, size) = (0..order, order as f64);
        let (size, biased) = match self.law {
            ContactLaw::Poisson(_) => (self.mean.powi(order as i32), *self),
            ContactLaw::NegativeBinomial { mean, k } => {
                let factor = steps.map(|i| self.mean * (1.0 + i as f64 / k)).product();
                let biased = ContactLaw::NegativeBinomial { mean, k: k + size };
                (factor, FreeLaw::with_mean(biased, self.mean * (1.0 + size / k)))
            }
            ContactLaw::Fixed(contacts) => {
                let p = self.mean / contacts as f64;
                let left = contacts.saturating_sub(order as u64).max(1);
                let factor = steps.map(|i| p * (contacts as f64 - i as f64)).product();
                (factor, FreeLaw::with_mean(ContactLaw::Fixed(left), p * left as f64))
            }
        };
        size * biased.walk(least.saturating_sub(order), |_, _, _| {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::patience::Patience;
    use crate::rng::{Purpose, ReplicateKey};

    fn stream(number: u64) -> Stream {
        ReplicateKey::new(21, number).stream(Purpose::Progress, 0, 0)
    }

    fn few_bring_most(mean: f64, k: f64) -> FreeLaw {
        FreeLaw::with_mean(ContactLaw::NegativeBinomial { mean, k }, mean)
    }

    /// The largest distance of two distribution functions, in units that exceed 1.95 once in a thousand times.
    fn distance(mut a: Vec<usize>, mut b: Vec<usize>) -> f64 {
        a.sort_unstable();
        b.sort_unstable();
        let below =
            |values: &[usize], x: usize| values.partition_point(|v| *v <= x) as f64 / values.len() as f64;
        let largest = a.iter().map(|x| (below(&a, *x) - below(&b, *x)).abs()).fold(0.0, f64::max);
        largest * ((a.len() * b.len()) as f64 / (a.len() + b.len()) as f64).sqrt()
    }

    #[test]
    fn the_rare_who_bring_much_bring_what_they_do_among_all() {
        for (mean, k, least) in [(5.0, 0.05, 1), (5.0, 0.05, 4), (13.0, 0.01, 3), (40.0, 0.3, 2)] {
            let law = few_bring_most(mean, k);
            let mut all = stream(1);
            let among_all: Vec<usize> = std::iter::repeat_with(|| law.draw_one(&mut all))
                .filter(|d| *d >= least)
                .take(4_000)
                .collect();
            let mut own = stream(2);
            let late = (0..4_000).map(|_| law.late(&mut own, k, least)).collect();
            let distance = distance(among_all, late);
            assert!(distance < 2.2, "{mean} {k} {least}: {distance}");
        }
    }

    #[test]
    fn many_together_have_what_they_have_apart() {
        let laws = [
            few_bring_most(13.0, 0.01),
            few_bring_most(50.0, 1.0),
            FreeLaw::with_mean(ContactLaw::Poisson(1.0), 400.0),
        ];
        for (law, least) in laws.into_iter().zip([3, 2, 2]) {
            let beyond = law.walk(least, |_, _, _| {});
            let sharers = APART + 1;
            let mut apart = stream(3);
            let one_by_one = (0..2_000)
                .map(|_| (0..sharers).map(|_| law.one_beyond(&mut apart, least, beyond)).sum())
                .collect();
            let mut own = stream(4);
            let together =
                (0..2_000).map(|_| law.sum_beyond(&mut own, least, beyond, sharers) as usize).collect();
            let distance = distance(one_by_one, together);
            assert!(distance < 2.2, "{law:?}: {distance}");
        }
    }

    #[test]
    fn moments_are_those_of_the_law() {
        for (law, least) in [
            (FreeLaw::with_mean(ContactLaw::NegativeBinomial { mean: 9.0, k: 0.2 }, 6.0), 2),
            (FreeLaw::with_mean(ContactLaw::Fixed(40), 11.0), 5),
            (FreeLaw::with_mean(ContactLaw::Poisson(9.0), 6.0), 4),
        ] {
            let mut terms = Vec::new();
            let rest = law.walk(2_000, |d, chance, _| terms.push((d as f64, chance)));
            assert!(rest < 1e-9);
            let beyond = law.walk(least, |_, _, _| {});
            let mean_of = |f: &dyn Fn(f64) -> f64| {
                terms
                    .iter()
                    .filter(|(d, _)| *d >= least as f64)
                    .map(|(d, chance)| f(*d) * chance)
                    .sum::<f64>()
                    / beyond
            };
            let mean = mean_of(&|d| d);
            let expected = [mean, mean_of(&|d| (d - mean).powi(2)), mean_of(&|d| (d - mean).powi(3))];
            for (moment, expected) in law.moments_beyond(least, beyond).into_iter().zip(expected) {
                assert!((moment / expected - 1.0).abs() < 1e-6, "{law:?}: {moment} {expected}");
            }
        }
    }

    /// Few sharers and many numbers that rules tell apart: the same whether numbers or sharers are gone through.
    #[test]
    fn few_sharers_draw_apart_what_they_draw_together() {
        let (law, told) = (few_bring_most(900.0, 0.5), 4_000);
        let kept = |stream: &mut Stream, sharers: u64| {
            let mut row = vec![(0, sharers)];
            let beyond = law.draw_up_to(stream, told, &mut row);
            assert_eq!(row.iter().map(|(_, count)| count).sum::<u64>() + beyond.sharers, sharers);
            assert!(row.iter().all(|(d, _)| *d < told) && row.is_sorted());
            (row, beyond)
        };
        let (mut apart, mut beyond) = (Vec::new(), 0);
        let mut own = stream(6);
        for _ in 0..400 {
            let (row, above) = kept(&mut own, 10);
            apart.extend(row.iter().flat_map(|&(d, count)| vec![d; count as usize]));
            beyond += above.sharers;
        }
        let (row, above) = kept(&mut stream(7), 4_000);
        let together: Vec<usize> = row.iter().flat_map(|&(d, count)| vec![d; count as usize]).collect();
        let distance = distance(apart, together);
        assert!(distance < 2.2 && beyond.abs_diff(above.sharers) < 80, "{distance} {beyond} {above:?}");
    }

    /// Where the chance of none is too small for a double, the recurrence starts far out; the law is the same.
    #[test]
    fn laws_that_start_far_out_are_whole() {
        for (law, variance) in [
            (few_bring_most(3_000.0, 400.0), 3_000.0f64 * (1.0 + 3_000.0 / 400.0)),
            (FreeLaw::with_mean(ContactLaw::Poisson(1.0), 2_000.0), 2_000.0),
            (FreeLaw::with_mean(ContactLaw::Fixed(5_000), 2_000.0), 2_000.0 * 0.6),
        ] {
            assert!(law.start > 0, "{law:?}");
            let mut moments = [0.0; 3];
            let most = law.start + (20.0 * variance.sqrt()) as usize;
            law.walk(most, |d, chance, _| {
                let off = d as f64 - law.mean;
                moments.iter_mut().zip([1.0, off, off * off]).for_each(|(sum, term)| *sum += chance * term);
            });
            let [all, off, spread] = moments;
            assert!((all - 1.0).abs() < 1e-9 && off.abs() < 1e-6 * law.mean, "{law:?}: {all} {off}");
            assert!((spread / variance - 1.0).abs() < 1e-6, "{law:?}: {spread} {variance}");
            // And so are the draws.
            let mut row = vec![(0, 100_000)];
            let placed = law.draw(&mut stream(5), &mut row, &Patience::until(&|| false)) as f64;
            let sd = (variance * 100_000.0).sqrt();
            assert!((placed - 100_000.0 * law.mean).abs() < 4.0 * sd, "{law:?}: {placed}");
            assert_eq!(row.iter().map(|(_, sharers)| sharers).sum::<u64>(), 100_000);
        }
    }

    #[test]
    fn numbers_that_stand_for_others_have_their_sum() {
        let all = Beyond { sharers: 7, acceptances: 31 };
        assert_eq!(all.evenly().collect::<Vec<_>>(), [(4, 4), (5, 3)]);
        assert_eq!(Beyond::default().evenly().count(), 0);
    }
}
