//! The first numbers of streams with neighbouring addresses, for ordinary keys and for the poorest.

use super::assert_law;
use crate::rng::{Purpose, ReplicateKey, Stream};

/// Numbers per test.
const COUNT: u32 = 1 << 16;

/// Ways to walk through the addresses: name, the distance of a second neighbour, the stream of place `i`.
type Walk = (&'static str, usize, fn(&ReplicateKey, u32) -> Stream);

const WALKS: [Walk; 6] = [
    ("lanes", 64, |key, i| key.stream(Purpose::Accept, 7, i)),
    ("steps", 7, |key, i| key.stream(Purpose::Accept, i, 3)),
    ("steps, last lane", 24, |key, i| key.stream(Purpose::Funnel, i, u32::MAX)),
    ("steps of 16 lanes", 16, |key, i| key.stream(Purpose::Reach, i / 16, i % 16)),
    ("wide lanes", 2, |key, i| key.stream(Purpose::Claims, i >> 12, i << 16)),
    ("purposes", 16, |key, i| key.stream(PURPOSES[i as usize % 4], i / 16, i / 4 % 4)),
];

const PURPOSES: [Purpose; 4] = [Purpose::Inputs, Purpose::Arrivals, Purpose::Decision, Purpose::Study];

fn check(key: &ReplicateKey, label: &str) {
    for (walk, distance, stream) in WALKS {
        let numbers: Vec<u64> = (0..COUNT).map(|i| stream(key, i).next_u64()).collect();
        let label = format!("{label}, {walk}");
        for shift in [0, 29, 58] {
            assert_pairs(&format!("{label}, bits from {shift}"), &numbers, 1, shift);
            assert_pairs(&format!("{label}, bits from {shift}"), &numbers, distance, shift);
        }
        for shift in [0, 32] {
            assert_birthdays(&format!("{label}, bits from {shift}"), &numbers, shift);
        }
        assert_bits(&label, &numbers);
    }
}

/// Six bits of a number beside six bits of the number `lag` places on: all 4,096 pairs equally often.
fn assert_pairs(name: &str, numbers: &[u64], lag: usize, shift: u32) {
    let mut cells = vec![0; 1 << 12];
    for block in numbers.chunks_exact(2 * lag) {
        for (one, other) in block[..lag].iter().zip(&block[lag..]) {
            cells[(one >> shift & 63 | (other >> shift & 63) << 6) as usize] += 1;
        }
    }
    assert_law(&format!("{name}, pairs at {lag}"), &cells, |_| 1.0 / 4096.0);
}

/// Birthday spacings (Marsaglia): of 4,096 birthdays in a year of 2^32 days, the spacings that occur again are
/// Poisson of mean 4. Lattices, the usual fault of multiplications, repeat theirs.
fn assert_birthdays(name: &str, numbers: &[u64], shift: u32) {
    let years = numbers.chunks_exact(4096);
    let mean = 4.0 * years.len() as f64;
    let again: usize = years
        .map(|year| {
            let mut days: Vec<u32> = year.iter().map(|number| (number >> shift) as u32).collect();
            days.sort_unstable();
            let mut spacings: Vec<u32> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
            spacings.sort_unstable();
            spacings.windows(2).filter(|pair| pair[0] == pair[1]).count()
        })
        .sum();
    let z = (again as f64 - mean) / mean.sqrt();
    assert!(z.abs() < 4.5, "{name}: {again} equal spacings for {mean}");
}

/// Every bit is set half the time and changes half the time from a number to the next.
fn assert_bits(name: &str, numbers: &[u64]) {
    let limit = 4.5 * (numbers.len() as f64).sqrt() / 2.0;
    for bit in 0..64 {
        let set = numbers.iter().filter(|&number| number >> bit & 1 == 1).count();
        let changes = numbers.windows(2).filter(|pair| (pair[0] ^ pair[1]) >> bit & 1 == 1).count();
        for count in [set, changes] {
            let excess = count as f64 - numbers.len() as f64 / 2.0;
            assert!(excess.abs() < limit, "{name}, bit {bit}: {count}");
        }
    }
}

#[test]
fn neighbours_are_independent_under_ordinary_keys() {
    for (seed, replicate) in [(0, 0), (1, 9_999), (98, 3), (500, 1)] {
        check(&ReplicateKey::new(seed, replicate), &format!("seed {seed}, replicate {replicate}"));
    }
}

#[test]
fn neighbours_are_independent_without_the_help_of_a_key() {
    for word in [0, 1, u64::MAX] {
        check(&ReplicateKey { words: [word; 6] }, &format!("words {word:#x}"));
    }
}

#[test]
fn different_addresses_start_different_streams() {
    let key = ReplicateKey { words: [0; 6] };
    let mut starts: Vec<[u64; 2]> = (0..COUNT)
        .map(|i| {
            let mut stream = key.stream(PURPOSES[i as usize % 4], i / 4 % 128, i / 512);
            [stream.next_u64(), stream.next_u64()]
        })
        .collect();
    starts.sort_unstable();
    assert!(starts.windows(2).all(|pair| pair[0] != pair[1]));
}
