//! The usual curve of retention: everybody leaves at a rate of his own, and the rates follow a gamma law. Then
//! `S(t) = (1 + t/b)^-a`, the beta-geometric law of Fader and Hardie (*How to project customer retention*, 2007) in
//! continuous time, free of a unit.

/// `S(t) = (1 + t/b)^-a`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Curve {
    a: f64,
    b: f64,
}

impl Curve {
    /// Share still there at this age.
    pub fn at(self, age: f64) -> f64 {
        libm::exp(-self.a * libm::log1p(age / self.b))
    }

    /// The curve under which the points, of (age, share still there), are the likeliest.
    pub fn likeliest(points: &[(f64, f64)]) -> Curve {
        let (first, last) = (points[0].0, points[points.len() - 1].0);
        let best_a = |b: f64| best(|log_a| likelihood(Curve { a: libm::exp(log_a), b }, points), -7.0, 5.0);
        let with_b = |log_b: f64| {
            let b = libm::exp(log_b);
            likelihood(Curve { a: libm::exp(best_a(b)), b }, points)
        };
        let b = libm::exp(best(with_b, libm::log(first) - 9.0, libm::log(last) + 7.0));
        Curve { a: libm::exp(best_a(b)), b }
    }
}

/// Logarithm of the likelihood of those who left between the points and of those who stayed.
fn likelihood(curve: Curve, points: &[(f64, f64)]) -> f64 {
    let (mut before, mut sum) = ((1.0, 1.0), 0.0);
    for (age, share) in points {
        let here = curve.at(*age);
        sum += (before.1 - share).max(0.0) * libm::log((before.0 - here).max(f64::MIN_POSITIVE));
        before = (here, *share);
    }
    sum + before.1 * libm::log(before.0.max(f64::MIN_POSITIVE))
}

/// Where a function with one peak between `low` and `high` is highest (golden section).
fn best(of: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let at = |part: f64, low: f64, high: f64| low + part * (high - low);
    let (mut left, mut right) = (at(1.0 - GOLDEN, low, high), at(GOLDEN, low, high));
    let (mut of_left, mut of_right) = (of(left), of(right));
    while high - low > 1e-7 {
        if of_left < of_right {
            (low, left, of_left) = (left, right, of_right);
            right = at(GOLDEN, low, high);
            of_right = of(right);
        } else {
            (high, right, of_right) = (right, left, of_left);
            left = at(1.0 - GOLDEN, low, high);
            of_left = of(left);
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_curve_of_known_survivors() {
        let points = [(1.0, 0.631), (2.0, 0.468), (3.0, 0.382), (4.0, 0.326)];
        let curve = Curve::likeliest(&points);
        assert!((curve.a - 0.768).abs() < 1e-3 && (curve.b - 1.209).abs() < 2e-3, "{curve:?}");
        assert!((curve.at(12.0) - 0.1594).abs() < 5e-4);
    }
}
