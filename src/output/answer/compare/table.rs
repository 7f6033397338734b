//! `compare.csv`: one row per measure and design.

use crate::output::format::csv::{SUMMARY_HEAD, Table, number, summary};
use crate::output::format::json::name_of;
use crate::study::compare::{Comparison, Difference, Measured, letter};

/// Columns of the difference to the first design; empty for the first itself.
const DIFFERENCE: [&str; 17] = [
    "n",
    "difference",
    "difference_se",
    "low",
    "high",
    "single_p05",
    "single_p95",
    "better",
    "equal",
    "better_apart",
    "equal_apart",
    "better_mean",
    "p",
    "p_holm",
    "settled",
    "variance_reduction",
    "equivalent_replicates",
];

/// `compare.csv`: one row per measure and design, the difference to the first design beside the design's own numbers.
#[must_use]
pub fn comparison(comparison: &Comparison) -> Vec<u8> {
    let head = ["metric", "unit", "better_is", "design", "name"];
    let head: Vec<&str> = head.into_iter().chain(SUMMARY_HEAD).chain(DIFFERENCE).collect();
    let mut table = Table::plain(&head);
    for measured in &comparison.measures {
        for (design, value) in measured.values.iter().enumerate() {
            let of = &measured.measure;
            let keys = [
                of.name(),
                name_of(&of.unit()).into(),
                name_of(&of.better()).into(),
                letter(design).to_string().into(),
                comparison.designs[design].name.as_str().into(),
            ];
            table.row(keys, summary(value).into_iter().chain(difference_cells(measured, design)));
        }
    }
    table.finish()
}

fn difference_cells(measured: &Measured, design: usize) -> [String; DIFFERENCE.len()] {
    let Some(difference) = design.checked_sub(1).and_then(|index| measured.differences.get(index)) else {
        return std::array::from_fn(|_| String::new());
    };
    let Difference { n, mean, se, interval, nine_of_ten, better_mean, .. } = *difference;
    let Difference { better, equal, better_apart, equal_apart, .. } = *difference;
    let [low, high] = interval.map(number);
    let [single_low, single_high] = nine_of_ten.map(number);
    let [mean, se, better_mean] = [mean, se, better_mean].map(number);
    let [better, equal, better_apart, equal_apart] = [better, equal, better_apart, equal_apart].map(number);
    let [p, p_holm] = [difference.p, difference.p_holm].map(tiny);
    let [reduction, equivalent] =
        [difference.variance_reduction, difference.equivalent_replicates()].map(number);
    let settled = difference.is_settled().to_string();
    let n = n.to_string();
    [
        n,
        mean,
        se,
        low,
        high,
        single_low,
        single_high,
        better,
        equal,
        better_apart,
        equal_apart,
        better_mean,
        p,
        p_holm,
        settled,
        reduction,
        equivalent,
    ]
}

/// A number that may be very small: with an exponent, not with a hundred noughts.
fn tiny(value: f64) -> String {
    if value > 0.0 && value < 1e-4 { format!("{value:e}") } else { number(value) }
}
