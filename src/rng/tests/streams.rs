//! Streams are reproducible, uniform, and know nothing of their neighbours.

use crate::rng::{Purpose, ReplicateKey, Stream, binomial};
use rand::Rng;

const CELLS: usize = 256;

/// First and second numbers of many streams, by one coordinate.
fn addressed(name: &str, stream: impl Fn(u32) -> Stream) {
    let count = 100_000;
    let draws: Vec<[f64; 2]> = (0..count)
        .map(|i| {
            let mut stream = stream(i);
            [stream.uniform(), stream.uniform()]
        })
        .collect();
    for place in 0..2 {
        let mut cells = [0u64; CELLS];
        for draw in &draws {
            cells[(draw[place] * CELLS as f64) as usize] += 1;
        }
        super::assert_law(name, &cells, |_| 1.0 / CELLS as f64);
    }
    // Correlations of neighbours, of neighbours but one …, and of the two numbers of one stream.
    let limit = 4.5 / 12.0 / f64::from(count).sqrt();
    for lag in [1, 2, 3, 8, 64, 256] {
        let products = draws.iter().zip(&draws[lag..]).map(|(a, b)| (a[0] - 0.5) * (b[0] - 0.5));
        assert!((products.sum::<f64>() / f64::from(count)).abs() < limit, "{name}, lag {lag}");
    }
    let products = draws.iter().map(|draw| (draw[0] - 0.5) * (draw[1] - 0.5));
    assert!((products.sum::<f64>() / f64::from(count)).abs() < limit, "{name}, first two");
}

#[test]
fn neighbouring_streams_are_uniform_and_uncorrelated() {
    let key = ReplicateKey::new(1, 0);
    addressed("step", |i| key.stream(Purpose::Accept, i, 0));
    addressed("lane", |i| key.stream(Purpose::Accept, 0, i));
    addressed("step of 16 lanes", |i| key.stream(Purpose::Reach, i / 16, i % 16));
    addressed("replicate", |i| ReplicateKey::new(1, u64::from(i)).stream(Purpose::Accept, 3, 2));
    addressed("seed", |i| ReplicateKey::new(u64::from(i), 0).stream(Purpose::Accept, 3, 2));
}

#[test]
fn purposes_do_not_share_numbers() {
    let key = ReplicateKey::new(5, 5);
    let purposes = [Purpose::Inputs, Purpose::Arrivals, Purpose::Class, Purpose::Accept, Purpose::Study];
    for (i, &one) in purposes.iter().enumerate() {
        for &other in &purposes[..i] {
            let products = (0..20_000).map(|step| {
                let pair = [one, other].map(|purpose| key.stream(purpose, step, 0).uniform() - 0.5);
                pair[0] * pair[1]
            });
            let mean = products.sum::<f64>() / 20_000.0;
            assert!(mean.abs() < 4.5 / 12.0 / 20_000f64.sqrt(), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn every_bit_of_the_address_changes_half_the_bits() {
    let mut changed = [0u32; 64];
    let mut flips = 0;
    for replicate in 0..200 {
        let key = ReplicateKey::new(9, replicate);
        for bit in 0..32 {
            let base = key.stream(Purpose::Mix, 17, 4).next_u64();
            for other in
                [key.stream(Purpose::Mix, 17 ^ (1 << bit), 4), key.stream(Purpose::Mix, 17, 4 ^ (1 << bit))]
            {
                let difference = base ^ other.clone().next_u64();
                (0..64).for_each(|i| changed[i] += (difference >> i & 1) as u32);
                flips += 1;
            }
        }
    }
    let expected = f64::from(flips) / 2.0;
    for (bit, count) in changed.into_iter().enumerate() {
        assert!((f64::from(count) - expected).abs() < 5.0 * expected.sqrt(), "bit {bit}: {count}");
    }
}

#[test]
fn first_draws_of_many_streams_are_binomial() {
    let key = ReplicateKey::new(77, 3);
    let mut seen = [0u64; 21];
    for step in 0..50_000 {
        seen[binomial(&mut key.stream(Purpose::Occasion, step, 1), 20, 0.3) as usize] += 1;
    }
    super::assert_law("binomial over streams", &seen, |k| super::exactness::binomial_pmf(k as u64, 20, 0.3));
}

#[test]
fn the_same_address_gives_the_same_numbers() {
    let draw = || ReplicateKey::new(3, 4).stream(Purpose::Delay, 5, 6).next_u64();
    assert_eq!(draw(), draw());
    let mut bytes = [0; 12];
    let mut stream = ReplicateKey::new(3, 4).stream(Purpose::Delay, 5, 6);
    stream.fill_bytes(&mut bytes);
    assert_eq!(bytes[..8], draw().to_le_bytes());
}

#[test]
fn uniform_numbers_keep_their_ranges() {
    let mut stream = super::stream(0);
    for _ in 0..100_000 {
        assert!((0.0..1.0).contains(&stream.uniform()));
        let open = stream.open01();
        assert!(open > 0.0 && open < 1.0);
        assert!(stream.below(7) < 7);
    }
    assert_eq!(stream.below(0), 0);
    assert_eq!(stream.below(1), 0);
}
