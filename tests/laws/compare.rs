//! Do two tables of replicates come from one law?

use crate::table::Table;
use crate::two_samples::{Difference, NORMAL, difference, proportion_z};
pub use crate::two_samples::{compare, mean, squared_deviations, variance};
use kfactor::metrics::StopReason;

/// Whether this is a difference also where campaign and twin may be lucky in different ways.
pub fn is_determined(difference: &Difference) -> bool {
    match difference.what.as_str() {
        "added_users" | "added_members" | "added_buyers" | "added_profit" => difference.test == "mean",
        "cac" | "cac_retained" | "cac_paying" | "roi" => false,
        _ => true,
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

mod tests {
    use super::*;
    use crate::cases;
    use crate::table::by_oracle;
    use crate::two_samples::{kolmogorov, welch_z};

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
