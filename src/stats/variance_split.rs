//! How much of a spread lies between groups, and how much within them.

use super::Moments;
use serde::Serialize;

/// The variance of single values, split into that of the means of their groups and that within the groups (law of
/// total variance).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct VarianceSplit {
    /// Part of the variance that lies between groups. Free of bias and therefore a little below 0 at times, when there
    /// is nothing between them.
    pub between: f64,
    /// Its standard error.
    pub se: f64,
    /// Standard deviation of the true means of groups; 0 where their variance is estimated below 0.
    pub sd_between: f64,
    /// Standard deviation within a group.
    pub sd_within: f64,
    /// Number of groups.
    pub groups: u64,
}

/// Splits the variance of `values`, which stand group by group, `size` (2 or more) in each. A group with a value that is
/// not finite is passed over.
///
/// One-way analysis of variance: with `m` the variance of the group means and `w` the mean variance within groups,
/// `m - w/size` estimates the variance between groups and `w` that within them (Fisher 1925). The error is that of the
/// ratio by the delta method, from the groups themselves: no law of the values is assumed.
///
/// `None` with fewer than two groups, or where all values are the same.
#[must_use]
pub fn variance_split(values: &[f64], size: usize) -> Option<VarianceSplit> {
    let groups: Vec<Moments> = values
        .chunks_exact(size.max(2))
        .filter(|group| group.iter().all(|value| value.is_finite()))
        .map(|group| group.iter().copied().collect())
        .collect();
    let means: Moments = groups.iter().map(Moments::mean).collect();
    let within = groups.iter().map(Moments::variance).collect::<Moments>().mean();
    let between = means.variance() - within / size as f64;
    let total = between + within;
    // A variance of the order of rounding errors is none.
    if groups.len() < 2 || total.is_nan() || total <= 1e-20 * means.mean().powi(2) {
        return None;
    }
    let count = groups.len() as f64;
    let part = between / total;
    let influence = |group: &Moments| {
        let squared = (group.mean() - means.mean()).powi(2) * count / (count - 1.0);
        let own_between = squared - group.variance() / size as f64;
        ((1.0 - part) * own_between - part * group.variance()) / total
    };
    Some(VarianceSplit {
        between: part,
        se: groups.iter().map(influence).collect::<Moments>().standard_error(),
        sd_between: between.max(0.0).sqrt(),
        sd_within: within.sqrt(),
        groups: groups.len() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::ChaCha8Rng;
    use rand_distr::{Distribution, StandardNormal};

    #[test]
    fn a_split_by_hand() {
        // Means 1 and 5, variance of means 8; within 2 and 2.
        let split = variance_split(&[0.0, 2.0, 4.0, 6.0], 2).unwrap();
        assert!((split.between - 7.0 / 9.0).abs() < 1e-12);
        assert!((split.sd_between - 7f64.sqrt()).abs() < 1e-12);
        assert!((split.sd_within - 2f64.sqrt()).abs() < 1e-12);
        assert_eq!(split.groups, 2);
    }

    #[test]
    fn the_ends_of_the_scale() {
        let all_between = variance_split(&[1.0, 1.0, 2.0, 2.0, 5.0, 5.0], 2).unwrap();
        assert_eq!((all_between.between, all_between.se, all_between.sd_within), (1.0, 0.0, 0.0));
        // Groups alike by construction: less than chance would make them differ.
        let all_within = variance_split(&[1.0, 3.0, 1.0, 3.0, 1.0, 3.0], 2).unwrap();
        assert!(all_within.between < 0.0 && all_within.sd_between == 0.0);
        assert_eq!(variance_split(&[3.0; 8], 2), None);
        assert_eq!(variance_split(&[0.1 + 0.2, 0.3, 0.3, 0.3], 2), None);
        assert_eq!(variance_split(&[1.0, 2.0], 2), None);
    }

    #[test]
    fn groups_with_an_undefined_value_are_passed_over() {
        let split = variance_split(&[0.0, 2.0, f64::NAN, 9.0, 4.0, 6.0], 2).unwrap();
        assert_eq!(split, variance_split(&[0.0, 2.0, 4.0, 6.0], 2).unwrap());
    }

    /// Normal groups with a known part between them: the estimate is met within its own error, and the error is what
    /// theory says, `(1-r)(1+(n-1)r)·sqrt(2/(n(n-1)groups))`.
    #[test]
    fn the_error_is_that_of_the_estimate() {
        const GROUPS: usize = 400;
        const SIZE: usize = 3;
        for part in [0.0f64, 0.3, 0.9] {
            let one = |sample: u64| {
                let mut rng = ChaCha8Rng::seed_from_u64(sample);
                let mut normal = || -> f64 { StandardNormal.sample(&mut rng) };
                let mut values = Vec::new();
                for _ in 0..GROUPS {
                    let group = part.sqrt() * normal();
                    values.extend((0..SIZE).map(|_| group + (1.0 - part).sqrt() * normal()));
                }
                variance_split(&values, SIZE).unwrap()
            };
            let splits: Vec<VarianceSplit> = (0..200).map(one).collect();
            let estimates: Moments = splits.iter().map(|split| split.between).collect();
            let told = splits.iter().map(|split| split.se).collect::<Moments>().mean();
            let known = (1.0 - part) * (1.0 + 2.0 * part) * (2.0 / (6.0 * GROUPS as f64)).sqrt();
            assert!(
                (estimates.mean() - part).abs() < 4.0 * estimates.standard_error() + 0.003,
                "{estimates:?}"
            );
            // The spread of 200 estimates is known to a twentieth.
            assert!((estimates.sd() / known - 1.0).abs() < 0.2, "{part}: {} and {known}", estimates.sd());
            assert!((told / known - 1.0).abs() < 0.1, "{part}: {told} and {known}");
        }
    }
}
