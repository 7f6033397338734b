//! Paths by frozen values: the first replicates of three scenarios, number by number. They change when a random
//! stream, a sampler or the order of draws changes, and then the same seed gives other numbers to every user.
//!
//! If that is meant, raise `STREAMS` in `src/study/baseline/mod.rs`, freeze the new numbers and announce them in CHANGELOG.md,
//! with the reason:
//!
//! ```text
//! INSTA_UPDATE=always cargo test --test golden
//! ```

use kfactor::ensemble::{Sample, sample};
use kfactor::metrics::Metric;
use kfactor::scenario::Scenario;
use kfactor::study::theory::step;
use std::fmt::Write;
use std::path::Path;

const SEED: u64 = 1;
const REPLICATES: u64 = 4;

/// Metrics that between them depend on every draw.
const FROZEN: [&str; 16] = [
    "seeds",
    "organic",
    "referred",
    "fake",
    "members_end",
    "d7",
    "sharers",
    "shares",
    "exposures",
    "reach_50",
    "rewards_paid",
    "cost",
    "margin",
    "added_users",
    "added_members",
    "added_profit",
];

fn first_rows(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(format!("{name}.yaml"));
    let scenario = Scenario::from_file(path).expect("it is valid");
    rows(&sample(&step::chosen(&scenario), SEED, REPLICATES))
}

/// A line per metric; numbers that read back exactly.
fn rows(sample: &Sample) -> String {
    let mut text = String::new();
    for name in FROZEN {
        let values =
            sample.column(&Metric::named(name).expect("a name")).expect("a metric of every scenario");
        let _ = write!(text, "{name}");
        for value in values {
            let _ = write!(text, " {value}");
        }
        text.push('\n');
    }
    let stops: Vec<&str> = sample.stops.iter().map(|stop| stop.name()).collect();
    text + "stop_reason " + &stops.join(" ")
}

/// A step that is chosen; one segment, Poisson contacts, a threshold.
#[test]
fn exam_prep_poster() {
    insta::assert_snapshot!(first_rows("exam-prep-poster"));
}

/// Hourly; two segments, retention classes, negative binomial contacts, stock, purchases, overload.
#[test]
fn mother_and_baby() {
    insta::assert_snapshot!(first_rows("mother-and-baby"));
}

/// Uncertain inputs, two waves of seeds.
#[test]
fn wine_course() {
    insta::assert_snapshot!(first_rows("wine-course"));
}

/// Inflow, bonus hunters, percentages, a ban: the rest of the purposes.
#[test]
fn coupons_cash_and_commissions() {
    for name in ["coupon-miniprogram", "ruinous-cash", "wangyi-commission"] {
        insta::assert_snapshot!(name, first_rows(name));
    }
}
