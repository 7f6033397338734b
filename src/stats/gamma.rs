//! The incomplete gamma function.

/// `γ(s, x) = ∫ t^(s-1)·e^(-t) dt` from 0 to `x`, for positive `s`: by its series below `s + 1`, above by the continued
/// fraction of what is missing (Lentz's method).
pub(crate) fn lower_gamma(s: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x.is_infinite() {
        return libm::tgamma(s);
    }
    let power = libm::exp(s * libm::log(x) - x);
    if x < s + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / s, 1.0 / s, s);
        while term > sum * 1e-17 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return power * sum;
    }
    libm::tgamma(s) - power * upper_fraction(s, x)
}

/// `Γ(s, x)·e^x·x^-s` for `x` above `s + 1`.
fn upper_fraction(s: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - s;
    let (mut c, mut d) = (1e300, 1.0 / b);
    let mut fraction = d;
    for i in 1..500 {
        let i = f64::from(i);
        let a = -i * (i - s);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let step = d * c;
        fraction *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // 1 - e^-x; √π·erf(√x); 2 - e^-x·(x² + 2x + 2).
        for x in [0.01f64, 0.5, 1.9, 2.1, 7.0, 40.0] {
            let half = std::f64::consts::PI.sqrt() * libm::erf(x.sqrt());
            let three = 2.0 - (-x).exp() * (x * x + 2.0 * x + 2.0);
            assert!((lower_gamma(1.0, x) - (1.0 - (-x).exp())).abs() < 1e-14, "{x}");
            assert!((lower_gamma(0.5, x) - half).abs() < 1e-14, "{x}");
            assert!((lower_gamma(3.0, x) - three).abs() < 1e-13, "{x}");
        }
        assert_eq!(lower_gamma(2.0, 0.0), 0.0);
    }
}
