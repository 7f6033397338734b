//! Many comparisons at once.

/// The p-values of a family of tests, adjusted so that a verdict at level α on all of them together is wrong with
/// chance α at most, however they depend on each other (Holm 1979). In the order given; `NaN` is no test.
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).filter(|&index| !p_values[index].is_nan()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![f64::NAN; p_values.len()];
    let mut largest = 0.0f64;
    for (rank, &index) in order.iter().enumerate() {
        largest = largest.max(p_values[index] * (order.len() - rank) as f64).min(1.0);
        adjusted[index] = largest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::holm;

    /// The values of R's `p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")`.
    #[test]
    fn agrees_with_r() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (ours, theirs) in adjusted.into_iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((ours - theirs).abs() < 1e-15);
        }
    }

    #[test]
    fn what_was_not_tested_costs_nothing() {
        let adjusted = holm(&[f64::NAN, 0.02, 0.9]);
        assert!(adjusted[0].is_nan());
        assert_eq!(adjusted[1..], [0.04, 0.9]);
        assert!(holm(&[]).is_empty());
        assert_eq!(holm(&[0.7, 0.8]), [1.0, 1.0]);
    }
}
