//! How many contacts of one share accept: the probabilities of 0, 1, 2 … and their generating function.

use super::dual::Argument;
use crate::model::{ContactLaw, ContactPart};

/// The law of the acceptances of one share, which goes each of its ways or not, whatever others it goes.
#[derive(Clone, Debug)]
pub(super) struct AcceptanceLaw<'a> {
    pub ways: Vec<WayLaw<'a>>,
}

/// The law of the acceptances of a share by one way, when every contact accepts with the same chance.
#[derive(Clone, Copy, Debug)]
pub(super) struct WayLaw<'a> {
    /// Chance that a share goes this way.
    pub usage: f64,
    /// Law of the number of contacts.
    pub contacts: &'a [ContactPart],
    /// Chance of a contact to accept.
    pub chance: f64,
}

/// What is rarer is left out.
const RARE: f64 = 1e-13;

/// No share is followed beyond so many acceptances one by one.
const MOST: usize = 100_000;

impl AcceptanceLaw<'_> {
    /// The generating function `E[Π u_w^A_w]` of the numbers `A_w` of acceptances by each way.
    pub fn generating<N: Argument>(&self, u: impl Fn(usize) -> N) -> N {
        let ways = self.ways.iter().enumerate().map(|(way, law)| law.generating(u(way)));
        ways.reduce(|all, way| all * way).unwrap_or(N::real(1.0))
    }

    /// `P(A = d)·Π u_w^d_w` summed over all numbers `d_w` of acceptances by each way whose sum `fold` takes to the same of `states`
    /// states, with the state; `fold` of a sum is that of the sum of folds. States that are hardly ever reached are left out.
    pub fn folded<N: Argument>(
        &self,
        states: usize,
        fold: impl Fn(usize) -> usize,
        u: impl Fn(usize) -> N,
    ) -> Vec<(usize, N)> {
        let ways = self.ways.iter().enumerate().map(|(way, law)| law.folded(states, &fold, u(way)));
        ways.reduce(|all, way| together(&all, &way, states, &fold)).unwrap_or_default()
    }
}

/// The states of sums of two numbers whose states are known.
fn together<N: Argument>(
    one: &[(usize, N)],
    other: &[(usize, N)],
    states: usize,
    fold: impl Fn(usize) -> usize,
) -> Vec<(usize, N)> {
    let mut sums: Vec<Option<N>> = vec![None; states];
    for (a, p) in one {
        for (b, q) in other {
            let (sum, term) = (&mut sums[fold(a + b)], *p * *q);
            *sum = Some(sum.map_or(term, |sum| sum + term));
        }
    }
    sums.into_iter().enumerate().filter_map(|(state, sum)| Some((state, sum?))).collect()
}

impl WayLaw<'_> {
    /// The generating function `E[u^A]` of the number `A` of acceptances; every contact is a coin that shows `u` with
    /// the chance to accept, and `1` otherwise.
    pub fn generating<N: Argument>(&self, u: N) -> N {
        // 1 - q + q·u, and its distance q·(u-1) from 1.
        let off = (u + N::real(-1.0)) * self.chance;
        let coin = off + N::real(1.0);
        let of_part = |part: &ContactPart| match part.law {
            ContactLaw::Poisson(mean) => (off * mean).exp(),
            ContactLaw::NegativeBinomial { mean, k } => ((off * (-mean / k) + N::real(1.0)).ln() * -k).exp(),
            ContactLaw::Fixed(contacts) => coin.power(contacts),
        };
        let all = self.contacts.iter().fold(N::real(0.0), |sum, part| sum + of_part(part) * part.weight);
        all * self.usage + N::real(1.0 - self.usage)
    }

    /// `P(A = d)·u^d` summed over all `d` that `fold` takes to the same of `states` states, with the state; states that
    /// are hardly ever reached are left out.
    fn folded<N: Argument>(&self, states: usize, fold: impl Fn(usize) -> usize, u: N) -> Vec<(usize, N)> {
        let mut folded: Vec<(usize, N)> = Vec::new();
        let mut rest = self.generating(u);
        let mut parts: Vec<Terms> = self.contacts.iter().map(|part| Terms::new(*part, self.chance)).collect();
        let unused = 1.0 - self.usage;
        let (mut power, mut left, mut d) = (N::real(1.0), 1.0, 0);
        // Above the last state that is told apart everything is the same.
        while left > RARE && d < MOST && !(fold(d) == states - 1 && fold(d + 1) == states - 1) {
            let chance = parts.iter_mut().map(Terms::next).sum::<f64>() * self.usage
                + if d == 0 { unused } else { 0.0 };
            let (state, term) = (fold(d), power * chance);
            match folded.get_mut(state) {
                Some((_, sum)) => *sum = *sum + term,
                None => folded.push((state, term)),
            }
            rest = rest + term * -1.0;
            left -= chance;
            power = power * u;
            d += 1;
        }
        if left > RARE {
            folded.push((states - 1, rest));
        }
        folded
    }
}

/// The law of those of `law[n]` people who count, each with this chance.
pub(super) fn thinned(law: &[f64], chance: f64) -> Vec<f64> {
    let mut thinned = vec![0.0; law.len()];
    for (n, weight) in law.iter().enumerate().filter(|(_, p)| **p > RARE) {
        let part = ContactPart { weight: *weight, law: ContactLaw::Fixed(n as u64) };
        let mut terms = Terms::new(part, chance);
        thinned[..=n].iter_mut().for_each(|sum| *sum += terms.next());
    }
    thinned
}

/// The probabilities of 0, 1, 2 … acceptances under one part of the law, one after the other.
struct Terms {
    part: ContactPart,
    chance: f64,
    /// The next probability; unused where the recurrence would begin with nothing.
    term: f64,
    /// Whether the probability of no acceptance is too small for a number.
    underflows: bool,
    d: f64,
}

impl Terms {
    fn new(part: ContactPart, chance: f64) -> Terms {
        let log_none = match part.law {
            ContactLaw::Poisson(mean) => -mean * chance,
            ContactLaw::NegativeBinomial { mean, k } => -k * libm::log1p(mean * chance / k),
            // Nobody, even where everybody accepts.
            ContactLaw::Fixed(0) => 0.0,
            ContactLaw::Fixed(contacts) => contacts as f64 * libm::log1p(-chance),
        };
        let term = part.weight * libm::exp(log_none);
        Terms { part, chance, term, underflows: log_none < -600.0, d: 0.0 }
    }

    fn next(&mut self) -> f64 {
        let d = self.d;
        self.d += 1.0;
        if self.underflows {
            return self.part.weight * libm::exp(log_probability(self.part.law, self.chance, d));
        }
        let term = self.term;
        self.term *= self.ratio(d);
        term
    }

    /// `P(d+1)/P(d)`.
    fn ratio(&self, d: f64) -> f64 {
        let q = self.chance;
        match self.part.law {
            ContactLaw::Poisson(mean) => mean * q / (d + 1.0),
            ContactLaw::NegativeBinomial { mean, k } => mean * q / (k + mean * q) * (k + d) / (d + 1.0),
            ContactLaw::Fixed(contacts) if d >= contacts as f64 => 0.0,
            ContactLaw::Fixed(contacts) => q / (1.0 - q) * (contacts as f64 - d) / (d + 1.0),
        }
    }
}

/// `ln P(A = d)` when contacts accept with chance `q`.
fn log_probability(law: ContactLaw, q: f64, d: f64) -> f64 {
    let log_factorial = |n: f64| libm::lgamma(n + 1.0);
    match law {
        ContactLaw::Poisson(mean) => d * libm::log(mean * q) - mean * q - log_factorial(d),
        ContactLaw::NegativeBinomial { mean, k } => {
            let (stop, go) = (k / (k + mean * q), mean * q / (k + mean * q));
            libm::lgamma(k + d) - libm::lgamma(k) - log_factorial(d) + k * libm::log(stop) + d * libm::log(go)
        }
        ContactLaw::Fixed(contacts) => {
            let misses = contacts as f64 - d;
            // Every contact accepts, or there are not so many.
            if misses < 0.0 || (q >= 1.0 && misses > 0.0) {
                return f64::NEG_INFINITY;
            }
            let missed = if misses > 0.0 { misses * libm::log1p(-q) } else { 0.0 };
            log_factorial(contacts as f64) - log_factorial(d) - log_factorial(misses)
                + d * libm::log(q)
                + missed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dual::Dual;
    use super::*;

    fn only(contacts: &[ContactPart], chance: f64) -> AcceptanceLaw<'_> {
        AcceptanceLaw { ways: vec![WayLaw { usage: 1.0, contacts, chance }] }
    }

    fn parts() -> Vec<ContactPart> {
        vec![
            ContactPart { weight: 0.5, law: ContactLaw::Poisson(8.0) },
            ContactPart { weight: 0.3, law: ContactLaw::NegativeBinomial { mean: 20.0, k: 0.4 } },
            ContactPart { weight: 0.2, law: ContactLaw::Fixed(7) },
        ]
    }

    #[test]
    fn the_slope_at_one_is_the_mean() {
        let contacts = parts();
        let law = only(&contacts, 0.1);
        let at_one = law.generating(|_| Dual::argument(1.0));
        assert!((at_one.value - 1.0).abs() < 1e-14);
        assert!((at_one.slope - 0.1 * (4.0 + 6.0 + 1.4)).abs() < 1e-13);
    }

    #[test]
    fn probabilities_are_those_of_the_laws() {
        let term = |law, chance, d: usize| {
            let mut terms = Terms::new(ContactPart { weight: 1.0, law }, chance);
            (0..d).for_each(|_| {
                terms.next();
            });
            terms.next()
        };
        // Poisson 0.5 at 3; geometric (k = 1) with mean 2 at 2; binomial (5, .2) at 2.
        assert!((term(ContactLaw::Poisson(5.0), 0.1, 3) - (-0.5f64).exp() * 0.125 / 6.0).abs() < 1e-15);
        let geometric = ContactLaw::NegativeBinomial { mean: 20.0, k: 1.0 };
        assert!((term(geometric, 0.1, 2) - 4.0 / 27.0).abs() < 1e-15);
        assert!((term(ContactLaw::Fixed(5), 0.2, 2) - 10.0 * 0.04 * 0.512).abs() < 1e-15);
    }

    #[test]
    fn what_underflows_is_still_a_law() {
        let many = [ContactPart { weight: 1.0, law: ContactLaw::Fixed(40) }];
        let sure = only(&many, 1.0);
        let folded = sure.folded(50, |d: usize| d.min(49), |_| Dual::real(1.0));
        assert!((folded[40].1.value - 1.0).abs() < 1e-12);
        let many = [ContactPart { weight: 1.0, law: ContactLaw::Poisson(2_000.0) }];
        let often = only(&many, 0.5);
        let folded = often.folded(2_000, |d: usize| d.min(1_999), |_| Dual::real(1.0));
        assert!((folded[1_000].1.value / 0.012_614_6 - 1.0).abs() < 1e-5, "{}", folded[1_000].1.value);
    }

    #[test]
    fn where_nobody_is_told_nobody_accepts() {
        let nobody = [ContactPart { weight: 1.0, law: ContactLaw::Fixed(0) }];
        for chance in [0.0, 0.3, 1.0] {
            let folded = only(&nobody, chance).folded(3, |d: usize| d.min(2), |_| Dual::real(1.0));
            assert_eq!(folded.iter().map(|(state, p)| (*state, p.value)).collect::<Vec<_>>(), [(0, 1.0)]);
        }
    }

    #[test]
    fn folding_keeps_everything() {
        let contacts = parts();
        let law = only(&contacts, 0.1);
        let capped = law.folded(4, |d: usize| d.min(3), |_| Dual::argument(0.7));
        let sum = capped.iter().fold(Dual::real(0.0), |sum, term| sum + term.1);
        let whole = law.generating(|_| Dual::argument(0.7));
        assert!((sum.value - whole.value).abs() < 1e-12 && (sum.slope - whole.slope).abs() < 1e-11);
        // Modulo 2: the even numbers have (G(1) + G(-1)) / 2.
        let parity = law.folded(2, |d| d % 2, |_| Dual::real(1.0));
        let even = f64::midpoint(1.0, law.generating(|_| Dual::real(-1.0)).value);
        assert!((parity[0].1.value - even).abs() < 1e-12, "{} {even}", parity[0].1.value);
    }

    /// Two ways, of which a share goes the first with .6 and the second with .5: by hand.
    #[test]
    fn by_several_ways_what_a_share_brings_adds_up() {
        let [ten, four] =
            [10.0, 4.0].map(|mean| [ContactPart { weight: 1.0, law: ContactLaw::Poisson(mean) }]);
        let ways = vec![
            WayLaw { usage: 0.6, contacts: &ten, chance: 0.1 },
            WayLaw { usage: 0.5, contacts: &four, chance: 0.25 },
        ];
        let law = AcceptanceLaw { ways };
        let none = (0.4 + 0.6 * (-1.0f64).exp()) * (0.5 + 0.5 * (-1.0f64).exp());
        assert!((law.generating(|_| Dual::real(0.0)).value - none).abs() < 1e-14);
        assert!((law.generating(|_| Dual::argument(1.0)).slope - 1.1).abs() < 1e-14);
        let folded = law.folded(3, |d| d.min(2), |_| Dual::real(1.0));
        let one = 0.6 * (-1.0f64).exp() * (0.5 + 0.5 * (-1.0f64).exp())
            + 0.5 * (-1.0f64).exp() * (0.4 + 0.6 * (-1.0f64).exp());
        for (state, expected) in [(0, none), (1, one), (2, 1.0 - none - one)] {
            assert!(
                (folded[state].1.value - expected).abs() < 1e-12,
                "{state}: {:?} {expected}",
                folded[state]
            );
        }
        // What comes by the first way alone counts.
        let of_one = law.folded(3, |d| d.min(2), |way| Dual::argument(if way == 0 { 1.0 } else { 0.0 }));
        let sum = of_one.iter().fold(Dual::real(0.0), |sum, term| sum + term.1);
        let whole = law.generating(|way| Dual::argument(if way == 0 { 1.0 } else { 0.0 }));
        assert!((sum.value - whole.value).abs() < 1e-12 && (sum.slope - whole.slope).abs() < 1e-11);
    }
}
