//! Tails of the binomial law.

use super::beta::beta;

/// The chance of `count` or fewer successes in `n` trials of chance `p`.
#[must_use]
pub fn lower_tail(count: u64, n: u64, p: f64) -> f64 {
    if count >= n { 1.0 } else { beta(count as f64 + 1.0, (n - count) as f64, p).1 }
}

/// The chance of `count` or more successes in `n` trials of chance `p`.
#[must_use]
pub fn upper_tail(count: u64, n: u64, p: f64) -> f64 {
    if count == 0 {
        1.0
    } else if count > n {
        0.0
    } else {
        beta(count as f64, (n - count) as f64 + 1.0, p).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, DiscreteCDF};

    #[test]
    fn tails_agree_with_another_implementation() {
        for (n, p) in [(1, 0.3), (10, 0.5), (100, 0.01), (1_000, 0.97), (160_000, 0.05)] {
            let law = Binomial::new(p, n).unwrap();
            let mean = (n as f64 * p) as u64;
            for count in [0, mean / 2, mean.saturating_sub(3), mean, (mean + 4).min(n), n] {
                let expected = law.cdf(count);
                assert!((lower_tail(count, n, p) - expected).abs() < 1e-9, "{count} of {n} at {p}");
                let above = upper_tail(count + 1, n, p);
                assert!((above - law.sf(count)).abs() < 1e-9, "{count} of {n} at {p}");
            }
        }
    }

    #[test]
    fn small_cases_are_exact() {
        assert!((lower_tail(1, 3, 0.5) - 0.5).abs() < 1e-15);
        assert!((upper_tail(3, 3, 0.1) - 0.001).abs() < 1e-15);
        assert_eq!((upper_tail(0, 5, 0.2), lower_tail(5, 5, 0.2)), (1.0, 1.0));
        // Far in the tail the relative error counts.
        assert!((upper_tail(40, 40, 0.1) / 1e-40 - 1.0).abs() < 1e-9);
    }
}
