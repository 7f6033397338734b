//! Closed forms of branching theory, and their check against published numbers.

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

mod tests {
    use super::*;

    fn close(value: f64, known: f64, digits: i32) {
        let half_unit = 0.51 * 10f64.powi(-digits);
        assert!((value - known).abs() <= half_unit, "{value} is not {known}");
    }

    /// epiverse-trace/epichains, tests of the likelihoods of chain size and chain length.
    #[test]
    fn total_sizes_are_the_published_ones() {
        for (law, known) in [
            (Poisson(0.2), [-0.2, -4.64748, -7.90633]),
            (NegativeBinomial(0.5, 0.2), [-0.25055, -3.79542, -4.83785]),
        ] {
            for (n, ln_p) in [1, 4, 7].into_iter().zip(known) {
                close(law.ln_total(n), ln_p, 5);
            }
        }
        for (n, ln_p) in [(1, -0.5), (4, -3.13243), (7, -5.26702)] {
            let ends = |n| Poisson(0.5).ends_within(n);
            close((ends(n) - ends(n - 1)).ln(), ln_p, 5);
        }
    }

    #[test]
    fn total_sizes_are_those_of_exact_tables() {
        for (law, known) in [
            (Poisson(0.5), [0.60653066, 0.18393972, 0.08367381, 0.04511176, 0.02672038]),
            (Poisson(0.8), [0.44932896, 0.16151721, 0.08708924, 0.05565400, 0.03907336]),
            (NegativeBinomial(0.5, 0.2), [0.77837054, 0.08655153, 0.03849666, 0.02247350, 0.01487475]),
            (Binomial(10.0, 0.05), [0.59873694, 0.18867680, 0.08621225, 0.04627862, 0.02719505]),
        ] {
            for (n, p) in (1..).zip(known) {
                close(law.ln_total(n).exp(), p, 8);
            }
        }
    }

    /// epiverse-trace/superspreading, test snapshots.
    #[test]
    fn extinction_is_the_published_one() {
        close(1.0 - NegativeBinomial(1.5, 0.5).extinction(), 0.2324081, 7);
        // The snapshot stops a little before the root, .5828116.
        close(1.0 - Poisson(1.5).extinction(), 0.5828074, 5);
        close(Poisson(1.5).extinction(), 0.4171884, 7);
        close(NegativeBinomial(2.0, 0.1).extinction(), 0.8904397, 7);
        close(Binomial(10.0, 0.3).extinction(), 0.0324281, 7);
    }

    #[test]
    fn final_fractions_are_those_of_exact_tables() {
        close(final_fraction(1.5, 0.0), 0.582812, 6);
        close(final_fraction(0.8, 0.01), 0.045026, 6);
        close(final_fraction(1.5, 0.01), 0.593634, 6);
    }
}
