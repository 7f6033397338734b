//! Do two samples come from one law? Every test here is two-sided at about p = 1e-5, so that a suite of
//! thousands of comparisons on fixed seeds fails for a reason.

use crate::table::Table;
use kfactor::metrics::StopReason;
use std::fmt;

/// `2·exp(-2λ²)` = 1e-5.
const KOLMOGOROV: f64 = 2.47;
/// Two-sided normal tail of 7e-6.
const NORMAL: f64 = 4.5;
/// Fewer values than this in either sample are left to the other tests, which need no normal law.
const ENOUGH: usize = 200;

/// A test that two samples failed.
pub struct Difference {
    what: String,
    test: &'static str,
    /// Beyond its threshold.
    statistic: f64,
    left_mean: f64,
    right_mean: f64,
}

impl Difference {
    /// Whether this is a difference also where campaign and twin may be lucky in different ways.
    pub fn is_determined(&self) -> bool {
        match self.what.as_str() {
            "added_users" | "added_members" | "added_buyers" | "added_profit" => self.test == "mean",
            "cac" | "cac_retained" | "cac_paying" | "roi" => false,
            _ => true,
        }
    }
}

impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Difference { what, test, statistic, left_mean, right_mean } = self;
        write!(f, "{what}: {test} {statistic:.2}, means {left_mean} and {right_mean}")
    }
}

/// Everything in which the two tables differ; empty when they agree.
pub fn differences(left: &Table, right: &Table) -> Vec<Difference> {
    let mut found = Vec::new();
    for (name, a, b) in missing(left, "right", right).chain(missing(right, "left", left)) {
        found.push(difference(&name, "present in one table only", f64::INFINITY, &a, &b));
    }
    for name in left.names.iter().filter(|name| right.names.contains(name)) {
        found.extend(compare(name, &left.column(name), &right.column(name)));
    }
    for reason in StopReason::ALL {
        let share = |t: &Table| t.stops.iter().map(|s| f64::from(*s == reason)).collect::<Vec<_>>();
        let (a, b) = (share(left), share(right));
        let z = proportion_z(&a, &b);
        if z.abs() > NORMAL {
            found.push(difference(&format!("stop {}", reason.name()), "proportion", z, &a, &b));
        }
    }
    found
}

type Missing = (String, Vec<f64>, Vec<f64>);

fn missing<'a>(from: &'a Table, side: &'a str, other: &'a Table) -> impl Iterator<Item = Missing> + 'a {
    let names = from.names.iter().filter(|name| !other.names.contains(name));
    names.map(move |name| (format!("{name} (not {side})"), Vec::new(), Vec::new()))
}

/// The tests that two samples of one metric fail.
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

fn difference(what: &str, test: &'static str, statistic: f64, a: &[f64], b: &[f64]) -> Difference {
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
fn welch_z(a: &[f64], b: &[f64]) -> f64 {
    let se = (variance(a) / a.len() as f64 + variance(b) / b.len() as f64).sqrt();
    let (a, b) = (mean(a), mean(b));
    z(a - b, se, a.abs().max(b.abs()))
}

/// Difference of shares of ones in standard errors of the pooled share.
fn proportion_z(a: &[f64], b: &[f64]) -> f64 {
    let (n, m) = (a.len() as f64, b.len() as f64);
    let pooled = (a.iter().sum::<f64>() + b.iter().sum::<f64>()) / (n + m);
    z(mean(a) - mean(b), (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt(), 1.0)
}

/// `D·sqrt(nm/(n+m))`. Undefined values are one lowest value; values equal to 9 digits are ties, over
/// which the distributions are compared only after the whole tie (which makes the test conservative).
fn kolmogorov(left: &[f64], right: &[f64]) -> f64 {
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

mod tests {
    use super::*;
    use crate::cases;
    use crate::table::by_oracle;

    #[test]
    fn kolmogorov_takes_the_largest_gap_after_ties() {
        let (a, b) = ([1.0, 1.0, 2.0, 3.0], [1.0, 2.0, 2.0, 4.0]);
        assert!((kolmogorov(&a, &b) - 0.25 * 2f64.sqrt()).abs() < 1e-12);
        assert_eq!(kolmogorov(&[f64::NAN, 1.0], &[f64::NAN, 1.0 + 1e-14]), 0.0);
        assert!((kolmogorov(&[0.0; 50], &[1.0; 50]) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn shares_of_ones_differ_in_pooled_standard_errors() {
        // 60 of 100 against 40 of 100: .2 / sqrt(.25·.02).
        let sample = |ones: usize| -> Vec<f64> { (0..100).map(|i| f64::from(i < ones)).collect() };
        assert!((proportion_z(&sample(60), &sample(40)) - 0.2 / 0.005f64.sqrt()).abs() < 1e-12);
        assert_eq!(proportion_z(&sample(0), &sample(0)), 0.0);
    }

    #[test]
    fn different_constants_are_different() {
        assert!(welch_z(&[3.0, 3.0], &[4.0, 4.0]).is_infinite());
        assert_eq!(welch_z(&[0.3, 0.3], &[0.1 + 0.2, 0.1 + 0.2]), 0.0);
    }

    #[test]
    fn one_law_agrees_with_itself() {
        let case = cases::tiers();
        for seed in 0..10 {
            let (a, b) = (by_oracle(&case, 2 * seed, 500), by_oracle(&case, 2 * seed + 1, 500));
            assert!(differences(&a, &b).is_empty(), "{:#?}", differences(&a, &b));
        }
    }
}
