//! Values that must not change: whoever changes them announces it in the changelog.

use super::stream;
use crate::rng::{binomial, gamma, hypergeometric, normal, poisson, split};

#[test]
fn values_are_stable() {
    let mut s = stream(0);
    assert_eq!([s.next_u64(), s.next_u64()], [16575082813817489457, 10718031910136850403]);
    assert_eq!(s.uniform().to_bits(), 4597790234269125328);
    assert_eq!(s.open01().to_bits(), 4606956844484850775);
    assert_eq!([7, 1_000_000].map(|n| s.below(n)), [5, 839399]);
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
    assert_eq!(cases.map(|(n, p)| binomial(&mut s, n, p)), [1, 3, 0, 4, 452, 30023, 249999820577]);
    assert_eq!([0.4, 3.0, 8.0, 700.0, 5e9].map(|mean| poisson(&mut s, mean)), [1, 3, 9, 684, 5000047505]);
    let cases = [(50, 20, 10), (9_000, 4_000, 500), (1_000_000_000_000, 30_000_000, 70_000_000_000)];
    assert_eq!(
        cases.map(|(all, marked, draws)| hypergeometric(&mut s, all, marked, draws)),
        [3, 211, 2101547]
    );
    let mut parts = [0; 3];
    split(&mut s, 1000, &[1.0, 2.0, 3.0], &mut parts);
    assert_eq!(parts, [163, 340, 497]);
}

#[test]
fn real_numbers_are_stable() {
    let mut s = stream(2);
    assert_eq!(
        [0; 3].map(|_| normal(&mut s).to_bits()),
        [13831581089467341491, 4602923572604326812, 13819163626810773430]
    );
    assert_eq!(
        [0.1, 1.0, 50.0].map(|shape| gamma(&mut s, shape, 1.5).to_bits()),
        [4515102389536471322, 4608303598663365781, 4634364344877812800]
    );
}
