//! Laws of spreading, against exact chances and against Pólya's urn.

use super::*;
use crate::rng::{Purpose, ReplicateKey};

fn histogram(law: ContactLaw, sharers: u64, accepted: u64, replicate: u64) -> Vec<u64> {
    let mut crowd = Crowd { here: vec![sharers], told: vec![None], ..Crowd::default() };
    let mut stream = ReplicateKey::new(7, replicate).stream(Purpose::Progress, 0, 0);
    crowd.share_out(&mut stream, law, sharers, accepted, &Patience::until(&|| false));
    let mut histogram = vec![0];
    crowd.report(|_, d, count| {
        histogram.resize(histogram.len().max(d + 1), 0);
        histogram[d] += count;
    });
    histogram
}

/// Mean number of sharers with none, by both ways of placing.
fn mean_without(law: ContactLaw, sharers: u64, accepted: u64) -> f64 {
    let total: u64 = (0..4000).map(|replicate| histogram(law, sharers, accepted, replicate)[0]).sum();
    total as f64 / 4000.0
}

#[test]
fn every_acceptance_is_credited_once() {
    for law in
        [ContactLaw::Poisson(9.0), ContactLaw::Fixed(20), ContactLaw::NegativeBinomial { mean: 9.0, k: 0.3 }]
    {
        for accepted in [0, 3, 40, 1000, 12_345, 19_990] {
            let row = histogram(law, 1000, accepted, accepted);
            assert_eq!(row.iter().sum::<u64>(), 1000);
            assert_eq!(row.iter().enumerate().map(|(d, n)| d as u64 * n).sum::<u64>(), accepted, "{law:?}");
        }
    }
}

#[test]
fn the_conditional_laws_are_met() {
    // Chance that a given one of 50 sharers gets none of 100 acceptances.
    let multinomial = (1.0f64 - 1.0 / 50.0).powi(100);
    let mean = mean_without(ContactLaw::Poisson(5.0), 50, 100);
    assert!((mean / 50.0 - multinomial).abs() < 0.002, "{mean}");
    let urn: f64 = (0..100).map(|i| (49.0 * 0.5 + f64::from(i)) / (50.0 * 0.5 + f64::from(i))).product();
    let mean = mean_without(ContactLaw::NegativeBinomial { mean: 5.0, k: 0.5 }, 50, 100);
    assert!((mean / 50.0 - urn).abs() < 0.004, "{mean} {urn}");
    let without_replacement: f64 = (0..5).map(|i| f64::from(250 - 100 - i) / f64::from(250 - i)).product();
    let mean = mean_without(ContactLaw::Fixed(5), 50, 100);
    assert!((mean / 50.0 - without_replacement).abs() < 0.002, "{mean}");
}

#[test]
fn laws_without_a_chance_of_none_work() {
    let row = histogram(ContactLaw::Poisson(5000.0), 10, 30_000, 1);
    assert_eq!(row.iter().enumerate().map(|(d, n)| d as u64 * n).sum::<u64>(), 30_000);
}

#[test]
fn spreading_takes_no_longer_for_a_million_million() {
    for law in
        [ContactLaw::Poisson(5.0), ContactLaw::Fixed(9), ContactLaw::NegativeBinomial { mean: 5.0, k: 0.4 }]
    {
        let row = histogram(law, 1_000_000_000_000, 2_000_000_000_000, 3);
        assert_eq!(
            row.iter().enumerate().map(|(d, n)| d as u64 * n).sum::<u64>(),
            2_000_000_000_000,
            "{law:?}"
        );
        assert_eq!(row.iter().sum::<u64>(), 1_000_000_000_000);
    }
}

/// The correction in bulk has the same law as the one by one: the spread of the number of sharers with none.
#[test]
fn bulk_corrections_keep_the_law() {
    let law = ContactLaw::NegativeBinomial { mean: 2.0, k: 0.5 };
    let (sharers, accepted) = (50_000, 100_000);
    let none: Vec<f64> = (0..400).map(|r| histogram(law, sharers, accepted, r)[0] as f64).collect();
    let mean = none.iter().sum::<f64>() / 400.0;
    // A vector with a given sum differs from a free one by little: P(0) = (1 + 2/.5)^-.5.
    let expected = 50_000.0 * 5f64.powf(-0.5);
    let sd = (none.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 399.0).sqrt();
    assert!((mean - expected).abs() < 4.0 * sd / 20.0 + 2.0, "{mean} {expected} {sd}");
    // Free draws have sd sqrt(n p q) = 111; the given sum takes the part explained by it away.
    let slope_part = 2.0 * 2.0 / (2.0 * (1.0 + 2.0 / 0.5));
    let p = 5f64.powf(-0.5);
    let variance = 50_000.0 * (p * (1.0 - p) - p * p * slope_part);
    assert!((sd / variance.sqrt() - 1.0).abs() < 0.15, "{sd} {}", variance.sqrt());
}

/// Sharers with 0, 1, … acceptances, and those with as many as are not told apart.
fn told(law: ContactLaw, sharers: u64, accepted: u64, told: usize, replicate: u64) -> Vec<u64> {
    let mut crowd = Crowd { here: vec![sharers], told: vec![Some(told)], ..Crowd::default() };
    let mut stream = ReplicateKey::new(8, replicate).stream(Purpose::Progress, 0, 0);
    crowd.share_out(&mut stream, law, sharers, accepted, &Patience::until(&|| false));
    let (mut counts, mut sum, mut lines) = (vec![0; told + 1], 0, 0);
    crowd.report(|_, d, count| {
        counts[d.min(told)] += count;
        (sum, lines) = (sum + d as u64 * count, lines + 1);
    });
    assert_eq!((sum, counts.iter().sum()), (accepted, sharers));
    assert!(lines <= told + 2 || sharers <= FEW_SHARERS, "{lines} lines");
    counts
}

/// The same by Pólya's urn, ball by ball: one falls on anybody, or on whom one drawn from those before fell.
fn by_urn(k: f64, sharers: u64, accepted: u64, told: usize, replicate: u64) -> Vec<u64> {
    let mut stream = ReplicateKey::new(9, replicate).stream(Purpose::Progress, 0, 0);
    let (mut fell_on, mut have) = (Vec::new(), vec![0; sharers as usize]);
    for placed in 0..accepted {
        let anybody = k * sharers as f64;
        let who = if stream.uniform() * (anybody + placed as f64) < anybody {
            stream.below(sharers)
        } else {
            fell_on[stream.below(placed) as usize]
        };
        fell_on.push(who);
        have[who as usize] += 1;
    }
    let mut counts = vec![0; told + 1];
    have.into_iter().for_each(|d: usize| counts[d.min(told)] += 1);
    counts
}

#[test]
fn whom_no_rule_tells_apart_are_as_many_as_by_the_urn() {
    for (k, sharers, accepted, told_apart, replicates) in [
        (0.05, 90, 600, 2, 3_000),
        (0.01, 900, 9_000, 3, 600),
        (0.4, 900, 30_000, 2, 400),
        (0.1, 2, 900, 2, 3_000),
    ] {
        let law = ContactLaw::NegativeBinomial { mean: 1.0, k };
        let here: Vec<_> = (0..replicates).map(|r| told(law, sharers, accepted, told_apart, r)).collect();
        let urn: Vec<_> = (0..replicates).map(|r| by_urn(k, sharers, accepted, told_apart, r)).collect();
        let n = replicates as f64;
        for d in 0..=told_apart {
            let [a, b] = [&here, &urn].map(|all| {
                let mean = all.iter().map(|counts| counts[d] as f64).sum::<f64>() / n;
                let square = all.iter().map(|counts| (counts[d] as f64 - mean).powi(2)).sum::<f64>() / n;
                (mean, square)
            });
            let error = ((a.1 + b.1) / n).sqrt();
            assert!((a.0 - b.0).abs() <= 4.0 * error, "{k} {sharers} {d}: {a:?} {b:?}");
            // The logarithm of a variance has an error of about the root of 2/n, of uneven numbers of twice that.
            assert!(
                b.1 == 0.0 || (a.1 / b.1).ln().abs() < 4.0 * 2.0 * (4.0 / n).sqrt(),
                "{k} {sharers} {d}: {a:?} {b:?}"
            );
        }
    }
}

#[test]
fn what_sharers_bring_costs_nothing() {
    for (law, told_apart) in [
        (ContactLaw::NegativeBinomial { mean: 1e6, k: 1.0 }, 2),
        (ContactLaw::NegativeBinomial { mean: 26.0, k: 0.001 }, 3),
        (ContactLaw::NegativeBinomial { mean: 1.0, k: 1e-9 }, 3),
        (ContactLaw::Poisson(1e6), 32),
        (ContactLaw::Fixed(1_000_000), 1),
        (ContactLaw::Fixed(1_000_000), 0),
    ] {
        for (sharers, accepted) in [(1, 400_000), (300, 90_000_000), (40_000_000, 1_000_000_000_000)] {
            told(law, sharers, accepted, told_apart, 1);
        }
    }
}

#[test]
fn each_cell_is_told_apart_by_its_own_marks() {
    let law = ContactLaw::NegativeBinomial { mean: 1.0, k: 0.2 };
    let mut crowd =
        Crowd { here: vec![500, 500, 500], told: vec![Some(3), Some(1), Some(0)], ..Crowd::default() };
    let mut stream = ReplicateKey::new(8, 0).stream(Purpose::Progress, 0, 0);
    crowd.share_out(&mut stream, law, 1_500, 60_000, &Patience::until(&|| false));
    let mut lines = vec![Vec::new(); 3];
    crowd.report(|cell, d, count| lines[cell].push((d, count)));
    for (lines, told) in lines.iter().zip([3, 1, 0]) {
        assert!(lines.len() <= told + 2, "{lines:?}");
        assert_eq!(lines.iter().map(|(_, count)| count).sum::<u64>(), 500);
        assert!(lines.iter().map(|(d, count)| *d as u64 * count).sum::<u64>() > 10_000);
    }
}

/// Of very many cells, each with few sharers, acceptances are placed and taken away without going through all for each.
#[test]
fn many_cells_share_out_as_few_do() {
    let cells = 20_000;
    for law in
        [ContactLaw::Poisson(2.0), ContactLaw::Fixed(4), ContactLaw::NegativeBinomial { mean: 2.0, k: 0.5 }]
    {
        let without = |replicate: u64, accepted: u64| {
            let mut crowd = Crowd { here: vec![1; cells], told: vec![None; cells], ..Crowd::default() };
            let mut stream = ReplicateKey::new(9, replicate).stream(Purpose::Progress, 0, 0);
            crowd.share_out(&mut stream, law, cells as u64, accepted, &Patience::until(&|| false));
            let (mut sharers, mut sum, mut without) = (0, 0, 0);
            crowd.report(|_, d, count| {
                (sharers, sum) = (sharers + count, sum + d as u64 * count);
                without += if d == 0 { count } else { 0 };
            });
            assert_eq!((sharers, sum), (cells as u64, accepted), "{law:?}");
            without as f64
        };
        // One by one and, of more, from a free draw that is put right; in one cell the same law.
        for accepted in [30_000, 50_000] {
            let here = without(1, accepted);
            let of_one_cell = histogram(law, cells as u64, accepted, 2)[0] as f64;
            assert!((here - of_one_cell).abs() < 4.0 * (2.0 * here).sqrt(), "{law:?}: {here} {of_one_cell}");
        }
    }
}
