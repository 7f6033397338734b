//! Closed forms of branching theory. `digits` holds them against published numbers.

/// How many people one member brings.
#[derive(Clone, Copy, Debug)]
pub enum Offspring {
    Poisson(f64),
    /// Mean and dispersion.
    NegativeBinomial(f64, f64),
    /// Trials and chance.
    Binomial(f64, f64),
}

use Offspring::{Binomial, NegativeBinomial, Poisson};

impl Offspring {
    pub fn mean(self) -> f64 {
        match self {
            Poisson(r) | NegativeBinomial(r, _) => r,
            Binomial(n, p) => n * p,
        }
    }

    pub fn variance(self) -> f64 {
        match self {
            Poisson(r) => r,
            NegativeBinomial(r, k) => r + r * r / k,
            Binomial(n, p) => n * p * (1.0 - p),
        }
    }

    /// Probability generating function.
    pub fn generating(self, s: f64) -> f64 {
        match self {
            Poisson(r) => (r * (s - 1.0)).exp(),
            NegativeBinomial(r, k) => (1.0 + r / k * (1.0 - s)).powf(-k),
            Binomial(n, p) => (1.0 - p + p * s).powf(n),
        }
    }

    /// The chance that a tree has at most so many generations, its root being the first.
    pub fn ends_within(self, generations: u32) -> f64 {
        (0..generations).fold(0.0, |s, _| self.generating(s))
    }

    /// Chance that one line dies out.
    pub fn extinction(self) -> f64 {
        self.ends_within(100_000)
    }

    /// Chance that one line dies out when some people never share at all (control of individuals).
    pub fn extinction_if_some_never_share(self, never: f64) -> f64 {
        (0..100_000).fold(0.0, |s, _| never + (1.0 - never) * self.generating(s))
    }

    /// Chance that a member brings exactly `n` people.
    pub fn chance_of(self, n: u32) -> f64 {
        let (n, choose) = (f64::from(n), |a: f64, b: f64| ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b + 1.0));
        match self {
            Poisson(r) => (n * r.ln() - r - ln_gamma(n + 1.0)).exp(),
            NegativeBinomial(r, k) => (choose(k, n) - k * (r / k).ln_1p() - n * (k / r).ln_1p()).exp(),
            Binomial(trials, p) => {
                (choose(trials - n + 1.0, n) + n * p.ln() + (trials - n) * (1.0 - p).ln()).exp()
            }
        }
    }

    /// `ln P(T = n)` of the total size, the root included: by Dwass, `P(Z₁ + … + Zₙ = n-1) / n`.
    pub fn ln_total(self, n: u32) -> f64 {
        let (n, others) = (f64::from(n), f64::from(n) - 1.0);
        let ln_sum = match self {
            Poisson(r) => others * (n * r).ln() - n * r - ln_gamma(n),
            NegativeBinomial(r, k) => {
                let (k, stop) = (n * k, k / (k + r));
                ln_gamma(others + k) - ln_gamma(n) - ln_gamma(k) + k * stop.ln() + others * (1.0 - stop).ln()
            }
            Binomial(trials, p) => {
                let trials = n * trials;
                ln_gamma(trials + 1.0) - ln_gamma(n) - ln_gamma(trials - others + 1.0)
                    + others * p.ln()
                    + (trials - others) * (1.0 - p).ln()
            }
        };
        ln_sum - n.ln()
    }
}

fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The final fraction of a closed population of which `seeded` is infected at the start:
/// `z = 1 - (1-e)·exp(-R z)` (Kermack and McKendrick).
pub fn final_fraction(r: f64, seeded: f64) -> f64 {
    (0..100_000).fold(1.0, |z, _| 1.0 - (1.0 - seeded) * (-r * z).exp())
}

/// The smallest part of the members who bring `part` of all the people brought, when `shares[n]` of the members bring
/// `n`; of those who bring equally many any fraction may be taken (Endo et al. 2020).
pub fn busiest(shares: impl Iterator<Item = f64>, mean: f64, part: f64) -> f64 {
    let mut others = (0.0, 0.0);
    for (n, share) in shares.enumerate() {
        let (people, brought) = (others.0 + share, others.1 + n as f64 * share);
        if brought >= (1.0 - part) * mean {
            let fraction = ((1.0 - part) * mean - others.1) / (n as f64 * share);
            return 1.0 - others.0 - fraction * share;
        }
        others = (people, brought);
    }
    0.0
}

/// Linear birth (rate `invites`) and death (rate `leaves`): nobody is left of one after `t` (Kendall 1948).
pub fn nobody_left(invites: f64, leaves: f64, t: f64) -> f64 {
    let growth = ((invites - leaves) * t).exp();
    leaves * (growth - 1.0) / (invites * growth - leaves)
}
