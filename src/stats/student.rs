//! Student's law of t: how far a mean of few values may be from what it estimates.

use super::beta::beta;

/// The chance that t with `freedom` degrees of freedom (at least 1) is at most `t`.
#[must_use]
pub fn student_cdf(t: f64, freedom: f64) -> f64 {
    if t.is_nan() || freedom.is_nan() {
        return f64::NAN;
    }
    if t.is_infinite() {
        return if t > 0.0 { 1.0 } else { 0.0 };
    }
    // Half of the chance to lie farther out than |t| on either side.
    let tail = 0.5 * beta(freedom / 2.0, 0.5, freedom / (freedom + t * t)).0;
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The chance to lie at least as far out as `t` on either side.
#[must_use]
pub fn student_two_sided(t: f64, freedom: f64) -> f64 {
    2.0 * student_cdf(-t.abs(), freedom)
}

/// The `t` that is exceeded with chance `(1 - level) / 2` on either side: 1.96 for 95 % and many degrees of freedom.
#[must_use]
pub fn student_quantile(level: f64, freedom: f64) -> f64 {
    if !(0.0..1.0).contains(&level) || freedom.is_nan() {
        return f64::NAN;
    }
    let (mut low, mut high) = (0.0, 1.0);
    while student_two_sided(high, freedom) > 1.0 - level {
        (low, high) = (high, 2.0 * high);
    }
    // Every halving settles one more bit.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if student_two_sided(middle, freedom) > 1.0 - level {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    #[test]
    fn agrees_with_another_implementation() {
        for freedom in [1.0, 2.0, 5.0, 29.0, 999.0, 1e6] {
            let other = StudentsT::new(0.0, 1.0, freedom).unwrap();
            for t in [-40.0, -3.0, -1.0, -0.01, 0.0, 0.5, 1.96, 8.0] {
                let (ours, theirs) = (student_cdf(t, freedom), other.cdf(t));
                assert!(
                    (ours - theirs).abs() < 1e-9 + 1e-6 * theirs.min(1.0 - theirs),
                    "{freedom} {t}: {ours} {theirs}"
                );
            }
        }
    }

    /// One degree of freedom is Cauchy's law, two have a closed form as well.
    #[test]
    fn agrees_with_closed_forms() {
        for t in [0.3f64, 1.0, 12.7] {
            let cauchy = 0.5 + t.atan() / std::f64::consts::PI;
            assert!((student_cdf(t, 1.0) - cauchy).abs() < 1e-13);
            let two = 0.5 + t / (2.0 * (2.0 + t * t).sqrt());
            assert!((student_cdf(t, 2.0) - two).abs() < 1e-13);
        }
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (freedom, t) in [(1.0, 12.7062), (9.0, 2.2622), (29.0, 2.0452), (1e9, 1.95996)] {
            assert!((student_quantile(0.95, freedom) - t).abs() < 1e-4, "{freedom}");
        }
        assert!(student_quantile(1.0, 5.0).is_nan());
    }

    #[test]
    fn the_far_tail_is_not_nought() {
        let tail = student_two_sided(10.0, 9_999.0);
        assert!((1e-23..1e-21).contains(&tail), "{tail}");
        assert_eq!(student_cdf(f64::INFINITY, 9.0), 1.0);
    }
}
