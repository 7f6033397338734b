//! Do two samples of numbers come from one law? Every test here is two-sided at about p = 1e-5, so that a suite of
//! thousands of comparisons on fixed seeds fails for a reason.

use std::fmt;

/// `2·exp(-2λ²)` = 1e-5.
const KOLMOGOROV: f64 = 2.47;
/// Two-sided normal tail of 7e-6.
pub const NORMAL: f64 = 4.5;
/// Fewer values than this in either sample are left to the other tests, which need no normal law.
const ENOUGH: usize = 200;

/// A test that two samples failed.
pub struct Difference {
    pub what: String,
    pub test: &'static str,
    /// Beyond its threshold.
    statistic: f64,
    left_mean: f64,
    right_mean: f64,
}

impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Difference { what, test, statistic, left_mean, right_mean } = self;
        write!(f, "{what}: {test} {statistic:.2}, means {left_mean} and {right_mean}")
    }
}

/// The tests that two samples of one number fail.
pub fn compare(name: &str, left: &[f64], right: &[f64]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut judge = |test, statistic: f64, limit: f64| {
        if statistic.abs() > limit {
            found.push(difference(name, test, statistic, left, right));
        }
    };
    judge("Kolmogorov-Smirnov", kolmogorov(left, right), KOLMOGOROV);
    let undefined = |values: &[f64]| -> Vec<f64> { values.iter().map(|v| f64::from(v.is_nan())).collect() };
    judge("undefined", proportion_z(&undefined(left), &undefined(right)), NORMAL);
    let beyond = |values: &[f64]| -> Vec<f64> { values.iter().map(|v| f64::from(v.is_infinite())).collect() };
    judge("beyond", proportion_z(&beyond(left), &beyond(right)), NORMAL);
    let (a, b) = (defined(left), defined(right));
    if a.len() >= ENOUGH && b.len() >= ENOUGH {
        judge("mean", welch_z(&a, &b), NORMAL);
        judge("variance", welch_z(&squared_deviations(&a), &squared_deviations(&b)), NORMAL);
    }
    found
}

pub fn difference(what: &str, test: &'static str, statistic: f64, a: &[f64], b: &[f64]) -> Difference {
    let (left_mean, right_mean) = (mean(&defined(a)), mean(&defined(b)));
    Difference { what: what.to_owned(), test, statistic, left_mean, right_mean }
}

fn defined(values: &[f64]) -> Vec<f64> {
    values.iter().copied().filter(|v| v.is_finite()).collect()
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub fn squared_deviations(values: &[f64]) -> Vec<f64> {
    let mean = mean(values);
    let beyond_rounding = |d: f64| if d.abs() <= 1e-9 * mean.abs() { 0.0 } else { d };
    values.iter().map(|v| beyond_rounding(v - mean).powi(2)).collect()
}

/// Sample variance over n - 1.
pub fn variance(values: &[f64]) -> f64 {
    squared_deviations(values).iter().sum::<f64>() / (values.len() as f64 - 1.0)
}

/// `0/0` is agreement; rounding of equal constants is no difference.
fn z(difference: f64, se: f64, scale: f64) -> f64 {
    if difference.abs() <= 1e-9 * scale.max(1e-300) { 0.0 } else { difference / se }
}

/// Difference of means in standard errors.
pub fn welch_z(a: &[f64], b: &[f64]) -> f64 {
    let se = (variance(a) / a.len() as f64 + variance(b) / b.len() as f64).sqrt();
    let (a, b) = (mean(a), mean(b));
    z(a - b, se, a.abs().max(b.abs()))
}

/// Difference of shares of ones in standard errors of the pooled share.
pub fn proportion_z(a: &[f64], b: &[f64]) -> f64 {
    let (n, m) = (a.len() as f64, b.len() as f64);
    let pooled = (a.iter().sum::<f64>() + b.iter().sum::<f64>()) / (n + m);
    z(mean(a) - mean(b), (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt(), 1.0)
}

/// `D·sqrt(nm/(n+m))`. Undefined values are one lowest value; values equal to 9 digits are ties, over
/// which the distributions are compared only after the whole tie (which makes the test conservative).
pub fn kolmogorov(left: &[f64], right: &[f64]) -> f64 {
    let (a, b) = (sorted_keys(left), sorted_keys(right));
    let (n, m) = (a.len() as f64, b.len() as f64);
    let (mut i, mut j, mut d) = (0, 0, 0.0f64);
    while i < a.len() && j < b.len() {
        let value = a[i].min(b[j]);
        i += a[i..].iter().take_while(|v| **v == value).count();
        j += b[j..].iter().take_while(|v| **v == value).count();
        d = d.max((i as f64 / n - j as f64 / m).abs());
    }
    d * (n * m / (n + m)).sqrt()
}

fn sorted_keys(values: &[f64]) -> Vec<f64> {
    let mut keys: Vec<f64> = values.iter().map(|v| nine_digits(*v)).collect();
    keys.sort_unstable_by(f64::total_cmp);
    keys
}

fn nine_digits(value: f64) -> f64 {
    if value.is_nan() {
        return f64::MIN;
    }
    if value.is_infinite() {
        return f64::MAX;
    }
    // Survival of who cannot survive is a number by one way, and none by the other.
    if value.abs() < 1e-100 {
        return 0.0;
    }
    let unit = 10f64.powi(8 - value.abs().log10().floor() as i32);
    (value * unit).round() / unit
}
