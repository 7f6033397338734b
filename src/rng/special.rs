//! Point probabilities without cancellation (Loader 2000, *Fast and accurate computation of binomial
//! probabilities*).

use std::f64::consts::TAU;

/// `ln n! - [ln(2πn)/2 + n ln n - n]` for n = 0 (taken as 0) to 15.
const STIRLING: [f64; 16] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_29,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_09,
    0.016_644_691_189_821_19,
    0.013_876_128_823_070_75,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_09,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_84,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_848,
    0.005_554_733_551_962_801,
];

/// What Stirling's formula leaves out of `ln n!`.
pub(super) fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return STIRLING[n as usize];
    }
    let s = 1.0 / (n * n);
    (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s / 1188.0)))) / n
}

/// `x ln(x/m) + m - x`, exact also where x is near m.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) + m - x;
    }
    let v = (x - m) / (x + m);
    let (mut sum, mut power) = ((x - m) * v, 2.0 * x * v);
    let square = v * v;
    for odd in (3..).step_by(2) {
        power *= square;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// P(X = k) for X binomial (n, p), 0 < p < 1.
pub(super) fn binomial_pmf(k: f64, n: f64, p: f64) -> f64 {
    let q = 1.0 - p;
    if k == 0.0 {
        return libm::exp(n * libm::log1p(-p));
    }
    if k == n {
        return libm::exp(n * libm::log(p));
    }
    let rest = n - k;
    let exponent = stirling_error(n)
        - stirling_error(k)
        - stirling_error(rest)
        - deviance(k, n * p)
        - deviance(rest, n * q);
    libm::exp(exponent) * (n / (TAU * k * rest)).sqrt()
}

/// P(X = k) for X Poisson.
pub(super) fn poisson_pmf(k: f64, mean: f64) -> f64 {
    if k == 0.0 {
        return libm::exp(-mean);
    }
    libm::exp(-stirling_error(k) - deviance(k, mean)) / (TAU * k).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stirling_leaves_this_out() {
        let mut log_factorial = 0.0;
        for n in 1..40 {
            let n = f64::from(n);
            log_factorial += n.ln();
            let formula = 0.5 * (TAU * n).ln() + n * n.ln() - n;
            assert!((stirling_error(n) - (log_factorial - formula)).abs() < 1e-13, "{n}");
        }
    }

    #[test]
    fn deviances_agree_near_and_far() {
        for (x, m) in [(3.0, 4.0), (101.0, 100.0), (100.0, 122.0f64), (100.0, 123.0)] {
            let plain: f64 = x * f64::ln(x / m) + m - x;
            assert!((deviance(x, m) - plain).abs() < 1e-13 * m, "{x} {m}");
        }
        let tiny = deviance(1e12 + 1.0, 1e12);
        assert!((tiny / 5e-13 - 1.0).abs() < 1e-9, "{tiny}");
    }
}
