//! Tails of the binomial law.

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

/// The regularised incomplete beta function `I_x(a, b)` and its complement, by the continued fraction of DLMF 8.17.22
/// on the side where it converges fast.
fn beta(a: f64, b: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x >= 1.0 {
        return (1.0, 0.0);
    }
    let log_front =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(log_front);
    if x < (a + 1.0) / (a + b + 2.0) {
        let part = front * fraction(a, b, x) / a;
        (part, 1.0 - part)
    } else {
        let part = front * fraction(b, a, 1.0 - x) / b;
        (1.0 - part, part)
    }
}

/// The continued fraction, by Lentz's method. The number of terms grows like the root of `a + b`.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let most = 200.0 + 20.0 * (a + b).sqrt();
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    let mut m = 1.0;
    while m < most {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        value *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
        m += 1.0;
    }
    value
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
