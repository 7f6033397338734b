//! Values that must not change: whoever changes them announces it in the changelog.

use super::stream;
use crate::rng::{binomial, gamma, hypergeometric, normal, poisson, split};

#[test]
fn values_are_stable() {
    let mut s = stream(0);
    assert_eq!([s.next_u64(), s.next_u64()], [6253316053502682579, 3359322137158459020]);
    assert_eq!(s.uniform().to_bits(), 4607032843588976345);
    assert_eq!(s.open01().to_bits(), 4602715323137371073);
    assert_eq!([7, 1_000_000].map(|n| s.below(n)), [6, 667366]);
}

#[test]
fn counts_are_stable() {
    let mut s = stream(1);
    let cases = [
        (1, 0.5),
        (9, 0.3),
        (10_000, 1e-5),
        (80, 0.04),
        (500, 0.9),
        (100_000, 0.3),
        (1_000_000_000_000, 0.25),
    ];
    assert_eq!(cases.map(|(n, p)| binomial(&mut s, n, p)), [1, 2, 0, 2, 454, 29999, 249999945974]);
    assert_eq!([0.4, 3.0, 8.0, 700.0, 5e9].map(|mean| poisson(&mut s, mean)), [0, 2, 11, 685, 4999914356]);
    let cases = [(50, 20, 10), (9_000, 4_000, 500), (1_000_000_000_000, 30_000_000, 70_000_000_000)];
    assert_eq!(
        cases.map(|(all, marked, draws)| hypergeometric(&mut s, all, marked, draws)),
        [3, 230, 2102764]
    );
    let mut parts = [0; 3];
    split(&mut s, 1000, &[1.0, 2.0, 3.0], &mut parts);
    assert_eq!(parts, [153, 356, 491]);
}

#[test]
fn real_numbers_are_stable() {
    let mut s = stream(2);
    assert_eq!(
        [0; 3].map(|_| normal(&mut s).to_bits()),
        [13824917755580496358, 13822851548723307381, 4592808421371448530]
    );
    assert_eq!(
        [0.1, 1.0, 50.0].map(|shape| gamma(&mut s, shape, 1.5).to_bits()),
        [4570953737935415159, 4608639577396535736, 4636315075823057111]
    );
}
