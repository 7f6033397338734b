//! The normal law.

/// The chance of a value above `z`.
#[must_use]
pub fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The value that is not exceeded with chance `p` (above 0, below 1).
#[must_use]
pub fn quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    // Abramowitz and Stegun 26.2.23, good to 4.5e-4, then Halley's method twice.
    let t = (-2.0 * libm::log(tail)).sqrt();
    let mut z = t
        - ((0.010_328 * t + 0.802_853) * t + 2.515_517)
            / (((0.001_308 * t + 0.189_269) * t + 1.432_788) * t + 1.0);
    for _ in 0..2 {
        let density = libm::exp(-0.5 * z * z) / std::f64::consts::TAU.sqrt();
        let step = (upper_tail(z) - tail) / density;
        z += step / (1.0 - 0.5 * z * step);
    }
    if p < 0.5 { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn quantiles_are_those_of_the_books() {
        let law = Normal::standard();
        for p in [1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.9, 0.975, 0.999_999] {
            assert!((quantile(p) - law.inverse_cdf(p)).abs() < 1e-7, "{p}: {}", quantile(p));
            assert!((1.0 - upper_tail(quantile(p)) - p).abs() < 1e-13, "{p}");
        }
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
    }
}
