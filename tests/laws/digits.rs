//! Published numbers and exact tables, digit by digit, against the closed forms that the engine is measured by.

use crate::branching::Offspring::{self, Binomial, NegativeBinomial, Poisson};
use crate::branching::{busiest, final_fraction, nobody_left};

/// `value` rounds to `known`, which is printed with so many digits after the point.
pub fn close(value: f64, known: f64, digits: i32) {
    let half_unit = 0.51 * 10f64.powi(-digits);
    assert!((value - known).abs() <= half_unit, "{value} is not {known}");
}

/// One row per mean, one column per law.
#[test]
fn the_table_of_extinction() {
    for (r, known) in [
        (1.1, [0.8238659, 0.9090909, 0.9387489, 0.9690485, 0.9830359, 0.8056719]),
        (1.2, [0.6863017, 0.8333333, 0.8866175, 0.9421497, 0.9681537, 0.6561185]),
        (1.5, [0.4171884, 0.6666667, 0.7675919, 0.8784657, 0.9323423, 0.3715105]),
        (2.0, [0.2031879, 0.5, 0.6403882, 0.8059815, 0.8904397, 0.1582866]),
        (3.0, [0.0595202, 0.3333333, 0.5, 0.7184931, 0.8378859, 0.0324281]),
    ] {
        let [a, b, c, d] = [1.0, 0.5, 0.2, 0.1].map(|k| NegativeBinomial(r, k));
        for (law, known) in [Poisson(r), a, b, c, d, Binomial(10.0, r / 10.0)].into_iter().zip(known) {
            close(law.extinction(), known, 7);
        }
    }
}

/// epiverse-trace/superspreading, test snapshots.
#[test]
fn an_epidemic_or_none() {
    let law = NegativeBinomial(1.5, 0.5);
    close(1.0 - law.extinction(), 0.2324081, 7);
    // The snapshot stops a little before the root, .5828116.
    close(1.0 - Poisson(1.5).extinction(), 0.5828074, 5);
    close(1.0 - law.extinction_if_some_never_share(0.2), 0.09070598, 8);
    close(1.0 - NegativeBinomial(1.2, 0.5).extinction(), 0.1133825, 7);
    close(law.extinction_if_some_never_share(0.1).powi(5), 0.4161882, 7);
    close(NegativeBinomial(1.35, 0.5).extinction().powi(5), 0.3737271, 7);
}

/// epiverse-trace/superspreading: who brings four fifths of the people.
#[test]
fn a_few_bring_most() {
    for (r, k, known, digits) in [(2.0, 0.5, 26.4, 1), (1.0, 0.1, 8.69, 2), (2.0, 0.2, 15.6, 1)] {
        let law = NegativeBinomial(r, k);
        close(100.0 * busiest((0..).map(|n| law.chance_of(n)), r, 0.8), known, digits);
    }
}

/// epiverse-trace/epichains, tests of the likelihoods of chain size and chain length.
#[test]
fn total_sizes_are_the_published_ones() {
    for (law, known) in [
        (Poisson(0.2), [-0.2, -4.64748, -7.90633]),
        (NegativeBinomial(0.5, 0.2), [-0.25055, -3.79542, -4.83785]),
    ] {
        for (n, ln_p) in [1, 4, 7].into_iter().zip(known) {
            close(law.ln_total(n), ln_p, 5);
        }
    }
    for (n, ln_p) in [(1, -0.5), (4, -3.13243), (7, -5.26702)] {
        let ends = |n| Poisson(0.5).ends_within(n);
        close((ends(n) - ends(n - 1)).ln(), ln_p, 5);
    }
}

#[test]
fn total_sizes_are_those_of_exact_tables() {
    for (law, known) in [
        (Poisson(0.5), [0.60653066, 0.18393972, 0.08367381, 0.04511176, 0.02672038]),
        (Poisson(0.8), [0.44932896, 0.16151721, 0.08708924, 0.05565400, 0.03907336]),
        (NegativeBinomial(0.5, 0.2), [0.77837054, 0.08655153, 0.03849666, 0.02247350, 0.01487475]),
        (Binomial(10.0, 0.05), [0.59873694, 0.18867680, 0.08621225, 0.04627862, 0.02719505]),
    ] {
        for (n, p) in (1..).zip(known) {
            close(law.ln_total(n).exp(), p, 8);
        }
    }
}

/// `E[T] = s/(1-R)`, `Var[T] = s·σ²/(1-R)³`.
#[test]
fn moments_of_totals() {
    let moments = |law: Offspring| (1.0 / (1.0 - law.mean()), law.variance() / (1.0 - law.mean()).powi(3));
    for (law, mean, variance) in [(Poisson(0.8), 5.0, 100.0), (NegativeBinomial(0.8, 0.2), 5.0, 500.0)] {
        close(moments(law).0, mean, 9);
        close(moments(law).1, variance, 9);
    }
}

#[test]
fn chances_are_those_of_the_generating_function() {
    for law in [Poisson(1.5), NegativeBinomial(1.5, 0.5), Binomial(10.0, 0.15)] {
        let series: f64 = (0..=10).map(|n| law.chance_of(n) * 0.1f64.powi(n as i32)).sum();
        close(series, law.generating(0.1), 10);
    }
}

#[test]
fn final_fractions() {
    for (r, known) in [(1.2, 0.313698), (1.5, 0.582812), (2.0, 0.796812), (3.0, 0.940480)] {
        close(final_fraction(r, 0.0), known, 6);
    }
    close(final_fraction(0.8, 0.01), 0.045026, 6);
    close(final_fraction(1.5, 0.01), 0.593634, 6);
}

#[test]
fn birth_and_death() {
    close(nobody_left(0.3, 0.2, 10.0), 0.558351, 6);
}

/// Harry's pre-launch: 85,000 people who bring .77 each, 23.7 % of whom bring anybody. One kind of sharer with these numbers
/// leaves nobody with 50 friends, where there were 200; two kinds have them (see `harrys_sharers`).
#[test]
fn one_kind_of_sharer_has_no_fifty() {
    let nobody = |k: f64| NegativeBinomial(0.77, k).chance_of(0);
    let halve = |(low, high): (f64, f64)| {
        let middle = f64::midpoint(low, high);
        if nobody(middle) > 1.0 - 0.237 { (middle, high) } else { (low, middle) }
    };
    let k = (0..60).fold((1e-3, 10.0), |ends, _| halve(ends)).0;
    let fifty = |law: Offspring| 85_000.0 * (1.0 - (0..50).map(|n| law.chance_of(n)).sum::<f64>());
    assert!(fifty(NegativeBinomial(0.77, k)) < 1.0, "{k}: {}", fifty(NegativeBinomial(0.77, k)));
    assert!(fifty(Poisson(0.77)) < 1e-6);
}
