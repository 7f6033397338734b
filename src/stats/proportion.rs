//! Parts of a whole.

/// The proportion `count / n` and its standard error `sqrt(p(1-p)/n)`; both `NaN` when `n` is 0.
#[must_use]
pub fn proportion(count: u64, n: u64) -> (f64, f64) {
    if n == 0 {
        return (f64::NAN, f64::NAN);
    }
    let p = count as f64 / n as f64;
    (p, (p * (1.0 - p) / n as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::proportion;

    #[test]
    fn has_its_standard_error() {
        assert_eq!(proportion(20, 100), (0.2, 0.04));
        assert_eq!(proportion(0, 9), (0.0, 0.0));
        assert!(proportion(0, 0).0.is_nan());
    }
}
