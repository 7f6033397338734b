//! The incomplete beta function, in which tails of the binomial law and of Student's law are told.

/// The regularised incomplete beta function `I_x(a, b)` and its complement, by the continued fraction of DLMF 8.17.22
/// on the side where it converges fast.
pub(super) fn beta(a: f64, b: f64, x: f64) -> (f64, f64) {
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

    /// Closed forms: `I_x(a, 1) = x^a`, `I_x(1, b) = 1 - (1-x)^b`, `I_x(½, ½) = 2/π · arcsin √x`; of both sides to their
    /// last digits, also where one is tiny.
    #[test]
    fn closed_forms_are_met_on_both_sides() {
        let near = |seen: f64, exact: f64, what: &str| {
            assert!((seen - exact).abs() <= 1e-12 * exact, "{what}: {seen} {exact}");
        };
        for x in [1e-300, 1e-15, 1e-3, 0.2, 0.5, 0.7, 1.0 - 1e-9] {
            for shape in [0.01, 0.5, 1.0, 3.0, 80.0] {
                near(beta(shape, 1.0, x).0, libm::exp(shape * libm::log(x)), &format!("x^{shape} at {x}"));
                let log = shape * libm::log1p(-x);
                near(beta(1.0, shape, x).0, -libm::expm1(log), &format!("1-(1-x)^{shape} at {x}"));
                near(beta(1.0, shape, x).1, libm::exp(log), &format!("(1-x)^{shape} at {x}"));
            }
            if x < 0.9 {
                near(beta(0.5, 0.5, x).0, libm::asin(x.sqrt()) / std::f64::consts::FRAC_PI_2, "arcsin");
            }
        }
        assert_eq!((beta(2.0, 3.0, 0.0), beta(2.0, 3.0, 1.0)), ((0.0, 1.0), (1.0, 0.0)));
    }
}
