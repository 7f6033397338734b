//! A difference of two means that was estimated from pairs, and what it tells.

use super::student::{student_cdf, student_quantile, student_two_sided};
use serde::Serialize;

/// How a mean differs from another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Contrast {
    /// Pairs behind it.
    pub n: u64,
    /// The difference.
    pub mean: f64,
    /// Its standard error; `NaN` below two pairs.
    pub se: f64,
}

impl Contrast {
    /// The interval that misses the true difference with chance `1 - level` (Student); `NaN` below two pairs.
    #[must_use]
    pub fn interval(&self, level: f64) -> [f64; 2] {
        let reach = student_quantile(level, self.freedom()) * self.se;
        [self.mean - reach, self.mean + reach]
    }

    /// The p-value of the t test that there is no difference; `NaN` below two pairs.
    #[must_use]
    pub fn p_value(&self) -> f64 {
        student_two_sided(self.t(), self.freedom())
    }

    /// How sure it is that the difference is above nought: 1 less the one-sided p-value. One half where there is none at all.
    #[must_use]
    pub fn sure_above(&self) -> f64 {
        student_cdf(self.t(), self.freedom())
    }

    fn freedom(&self) -> f64 {
        self.n as f64 - 1.0
    }

    /// The statistic of the t test; 0 where there is no difference at all.
    fn t(&self) -> f64 {
        if self.mean == 0.0 && self.n > 1 {
            return 0.0;
        }
        self.mean / self.se
    }
}
