//! Draws follow their laws, from almost nothing to 10^12.

use super::{assert_law, assert_moments, stream};
use crate::rng::{
    Chance, Level, binomial, binomial_at, binomials_at, gamma, hypergeometric, multivariate_hypergeometric,
    normal, poisson, split,
};
use statrs::distribution::ContinuousCDF;
use statrs::function::gamma::ln_gamma;

fn ln_choose(n: f64, k: f64) -> f64 {
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

/// By the textbook, for n up to a million.
pub(super) fn binomial_pmf(k: u64, n: u64, p: f64) -> f64 {
    if k > n {
        return 0.0;
    }
    let (k, n) = (k as f64, n as f64);
    (ln_choose(n, k) + k * p.ln() + (n - k) * (-p).ln_1p()).exp()
}

fn poisson_pmf(k: u64, mean: f64) -> f64 {
    (k as f64 * mean.ln() - mean - ln_gamma(k as f64 + 1.0)).exp()
}

/// Counts of draws by value, less `base`.
fn count(draws: usize, base: u64, draw: impl FnMut() -> u64) -> Vec<u64> {
    let mut counts = Vec::new();
    for value in std::iter::repeat_with(draw).take(draws) {
        let place = value.saturating_sub(base) as usize;
        if place >= counts.len() {
            counts.resize(place + 1, 0);
        }
        counts[place] += 1;
    }
    counts
}

#[test]
fn binomial_counts_follow_the_law() {
    let cases = [
        (1, 0.3),
        (1, 0.9),
        (40, 0.0124),
        (40, 0.0127),
        (40, 0.0203),
        (40, 0.0207),
        (17, 0.25),
        (2, 0.5),
        (3, 0.02),
        (7, 0.99),
        (10, 0.04),
        (12, 0.5),
        (40, 0.01),
        (24, 0.5),
        (20, 0.45),
        (21, 0.5),
        (60, 0.1),
        (500, 0.0099),
        (500, 0.0101),
        (500, 0.0105),
        (5_000, 0.002),
        (5_000, 0.998),
        (100, 0.37),
        (1_000, 0.6),
        (100_000, 0.0015),
        (1_000_000, 0.0005),
        (1_000_000, 0.3),
        (400_000, 1e-6),
        (1_000_000, 1e-8),
    ];
    for (i, (n, p)) in cases.into_iter().enumerate() {
        let mut stream = stream(i as u32);
        let base = ((n as f64 * p - 12.0 * (n as f64 * p * (1.0 - p)).sqrt()).max(0.0)) as u64;
        let chance = Chance::new(p);
        let mut fixed = stream.clone();
        let seen = count(60_000, base, || {
            let drawn = binomial(&mut stream, n, p);
            assert_eq!(drawn, chance.draw(&mut fixed, n));
            drawn
        });
        assert_law(&format!("binomial {n} {p}"), &seen, |k| binomial_pmf(base + k as u64, n, p));
    }
}

#[test]
fn huge_populations_with_tiny_chances_are_poisson() {
    for (i, (p, mean)) in
        [(1e-13, 0.1), (7e-13, 0.7), (4e-12, 4.0), (1e-10, 100.0), (1e-9, 1000.0)].into_iter().enumerate()
    {
        let mut stream = stream(100 + i as u32);
        let seen = count(60_000, 0, || binomial(&mut stream, 1_000_000_000_000, p));
        assert_law(&format!("10^12 of {p}"), &seen, |k| poisson_pmf(k as u64, mean));
    }
}

#[test]
fn huge_binomials_have_their_moments() {
    for (i, (n, p)) in
        [(1_000_000_000_000, 0.5), (1_000_000_000_000, 0.999), (40_000_000_000, 1e-4), (16_100_000, 0.5)]
            .into_iter()
            .enumerate()
    {
        let mut stream = stream(200 + i as u32);
        let mean = (n as f64) * p;
        let draws: Vec<f64> = (0..40_000).map(|_| binomial(&mut stream, n, p) as f64 - mean).collect();
        assert_moments(&format!("binomial {n} {p}"), &draws, 0.0, mean * (1.0 - p));
    }
}

#[test]
fn what_is_certain_is_certain() {
    let mut stream = stream(1);
    for n in [0, 1, 5, 1_000_000_000_000] {
        assert_eq!(binomial(&mut stream, n, 0.0), 0);
        assert_eq!(binomial(&mut stream, n, 1.0), n);
        assert_eq!(binomial(&mut stream, n, -0.1), 0);
        assert_eq!(binomial(&mut stream, n, 1.1), n);
        assert_eq!(binomial(&mut stream, n, f64::NAN), 0);
    }
    assert_eq!(poisson(&mut stream, 0.0), 0);
    assert_eq!(poisson(&mut stream, -1.0), 0);
    assert_eq!(poisson(&mut stream, f64::NAN), 0);
    // No law, but no panic either.
    poisson(&mut stream, f64::INFINITY);
    binomial(&mut stream, u64::MAX, 0.3);
    assert_eq!(hypergeometric(&mut stream, 0, 3, 2), 0);
    assert_eq!(hypergeometric(&mut stream, 10, 10, 4), 4);
    assert_eq!(hypergeometric(&mut stream, 10, 4, 20), 4);
    assert_eq!(gamma(&mut stream, 0.0, 1.0), 0.0);
}

#[test]
fn poisson_counts_follow_the_law() {
    for (i, mean) in [1e-6, 0.02, 0.4999, 0.51, 0.79, 0.81, 1.0, 3.7, 4.99, 5.01, 6.0, 12.0, 77.0, 1500.0]
        .into_iter()
        .enumerate()
    {
        let mut stream = stream(300 + i as u32);
        let seen = count(60_000, 0, || poisson(&mut stream, mean));
        assert_law(&format!("poisson {mean}"), &seen, |k| poisson_pmf(k as u64, mean));
    }
    for (i, mean) in [3.9e6, 4.1e6, 1e13].into_iter().enumerate() {
        let mut stream = stream(320 + i as u32);
        let draws: Vec<f64> = (0..20_000).map(|_| poisson(&mut stream, mean) as f64 - mean).collect();
        assert_moments(&format!("poisson {mean}"), &draws, 0.0, mean);
    }
}

#[test]
fn hypergeometric_counts_follow_the_law() {
    let cases = [
        (1, 1, 1),
        (2, 1, 1),
        (10, 3, 4),
        (10, 8, 7),
        (50, 25, 25),
        (100, 60, 70),
        (120, 60, 60),
        (1_000, 5, 900),
        (1_000, 300, 450),
        (100_000, 20, 30_000),
        (100_000, 1_000, 99_000),
    ];
    for (i, (population, marked, draws)) in cases.into_iter().enumerate() {
        let mut stream = stream(400 + i as u32);
        let seen = count(20_000, 0, || hypergeometric(&mut stream, population, marked, draws));
        assert_law(&format!("hypergeometric {population} {marked} {draws}"), &seen, |k| {
            let k = k as u64;
            if k > marked || k > draws || draws - k > population - marked {
                return 0.0;
            }
            let [all, ours, others] = [(population, draws), (marked, k), (population - marked, draws - k)]
                .map(|(n, k)| ln_choose(n as f64, k as f64));
            (ours + others - all).exp()
        });
    }
}

#[test]
fn huge_hypergeometrics_have_their_moments() {
    let (population, marked, drawn) = (1_000_000_000_000u64, 300_000_000_000u64, 200_000_000_000u64);
    let mut stream = stream(450);
    let draws: Vec<f64> =
        (0..20_000).map(|_| hypergeometric(&mut stream, population, marked, drawn) as f64 - 6e10).collect();
    assert_moments("hypergeometric", &draws, 0.0, 0.3 * 0.7 * 0.2 * 0.8 * 1e12);
}

/// Kolmogorov-Smirnov at about 4.5 standard deviations.
fn assert_continuous(name: &str, mut draws: Vec<f64>, cdf: impl Fn(f64) -> f64) {
    draws.sort_by(f64::total_cmp);
    let n = draws.len() as f64;
    let gap = draws.iter().enumerate().map(|(i, &x)| {
        let p = cdf(x);
        (p - i as f64 / n).abs().max((p - (i as f64 + 1.0) / n).abs())
    });
    let gap = gap.fold(0.0, f64::max);
    assert!(gap * n.sqrt() < 2.5, "{name}: {gap}");
}

#[test]
fn normal_and_gamma_numbers_follow_their_laws() {
    let mut source = stream(500);
    let draws: Vec<f64> = (0..50_000).map(|_| normal(&mut source)).collect();
    let law = statrs::distribution::Normal::standard();
    assert_continuous("normal", draws, |x| law.cdf(x));
    for (i, shape) in [0.05, 0.4, 1.0, 1.7, 30.0, 4e5].into_iter().enumerate() {
        let mut stream = stream(510 + i as u32);
        let draws: Vec<f64> = (0..50_000).map(|_| gamma(&mut stream, shape, 2.0)).collect();
        let law = statrs::distribution::Gamma::new(shape, 0.5).unwrap();
        // The oracle gives 0 below 10^-15; there the power series has one term.
        let start = |x: f64| (shape * (x / 2.0).ln() - ln_gamma(shape + 1.0)).exp();
        let cdf = |x: f64| if x < 1e-10 { start(x) } else { law.cdf(x) };
        assert_continuous(&format!("gamma {shape}"), draws, cdf);
    }
}

#[test]
fn tiny_shapes_give_tiny_numbers_not_zeros() {
    let mut stream = stream(520);
    let positive = (0..1000).filter(|_| gamma(&mut stream, 0.01, 1.0) > 0.0).count();
    assert!(positive > 990, "{positive}");
}

#[test]
fn a_split_is_multinomial_and_loses_nobody() {
    let mut stream = stream(600);
    let weights = [0.0, 2.0, 0.0, 5.0, 3.0, 0.0];
    let mut out = [9; 6];
    let mut parts = Vec::new();
    for _ in 0..20_000 {
        split(&mut stream, 30, &weights, &mut out);
        assert_eq!(out.iter().sum::<u64>(), 30);
        assert_eq!([out[0], out[2], out[5]], [0; 3]);
        parts.push(out[4]);
    }
    let mut drawn = parts.into_iter();
    let seen = count(20_000, 0, || drawn.next().unwrap());
    assert_law("split", &seen, |k| binomial_pmf(k as u64, 30, 0.3));
    split(&mut stream, 5, &[0.0, f64::NAN], &mut out[..2]);
    assert_eq!(out[..2], [0, 0]);
}

#[test]
fn kinds_are_drawn_without_replacement() {
    let mut stream = stream(610);
    let mut out = [0; 4];
    let mut sum = 0;
    for _ in 0..20_000 {
        multivariate_hypergeometric(&mut stream, &[5, 0, 20, 75], 40, &mut out);
        assert_eq!(out.iter().sum::<u64>(), 40);
        assert!(out[0] <= 5 && out[1] == 0 && out[2] <= 20);
        sum += out[2];
    }
    let error = (40.0 * 0.2 * 0.8 * 60.0 / 99.0 / 20_000f64).sqrt();
    assert!((sum as f64 / 20_000.0 - 8.0).abs() < 4.5 * error);
    multivariate_hypergeometric(&mut stream, &[2, 3], 9, &mut out[..2]);
    assert_eq!(out[..2], [2, 3]);
}

/// Side by side each draw is the one that it is alone: from nobody to a million million, rare, even and nearly certain.
#[test]
fn draws_side_by_side_are_those_of_each_alone() {
    for number in 0..2_000 {
        let mut stream = stream(number);
        let levels: [Level; 8] = std::array::from_fn(|_| stream.level().ahead());
        let n: [u64; 8] = std::array::from_fn(|_| (40.0 * stream.uniform()).exp2() as u64 - 1);
        let p: [f64; 8] = std::array::from_fn(|at| stream.uniform().powi(at as i32));
        assert_eq!(
            binomials_at(&levels, &n, &p),
            std::array::from_fn(|at| binomial_at(levels[at], n[at], p[at]))
        );
        for p in p {
            let chance = Chance::new(p);
            let alone = std::array::from_fn(|at| chance.quantile(levels[at], n[at]));
            assert_eq!(chance.quantiles(&levels, &n), alone, "{p}");
        }
    }
}
