//! The standard normal law by its quantile function.

use super::normal_tail::upper_quantile;
use super::{Level, Stream};

/// A standard normal number; takes one number of the stream and rises with it.
#[inline]
pub fn normal(stream: &mut Stream) -> f64 {
    quantile(stream.level())
}

/// The quantile at `level`, to double precision.
pub(super) fn quantile(level: Level) -> f64 {
    level.sign(upper_quantile(level.tail()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_is_odd_about_one_half() {
        for tail in [0.5, 0.4, 0.075, 0.01, 1e-12] {
            assert_eq!(quantile(Level::lower(tail)), -quantile(Level::upper(tail)));
        }
        assert!(quantile(Level::lower(0.1)) < 0.0);
    }
}
