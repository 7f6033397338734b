//! Nanoseconds per draw by regime, beside `rand_distr`.
//!
//! Every measured iteration makes a thousand draws from one stream: divide by 1,000.

use criterion::{Criterion, criterion_group, criterion_main};
use kfactor::rng::{Chance, Purpose, ReplicateKey, Stream, binomial, gamma, hypergeometric, normal, poisson};
use kfactor::stats::{LogHistogram, Tally};
use rand_distr::Distribution;
use std::hint::black_box;

fn key() -> ReplicateKey {
    ReplicateKey::new(1, 2)
}

fn stream() -> Stream {
    key().stream(Purpose::Study, 0, 0)
}

/// A thousand times `draw`.
fn thousand(c: &mut Criterion, name: &str, mut draw: impl FnMut(&mut Stream) -> u64) {
    let mut stream = stream();
    c.bench_function(name, |b| {
        b.iter(|| (0..1000).fold(0u64, |sum, _| sum.wrapping_add(draw(&mut stream))));
    });
}

fn binomials(c: &mut Criterion) {
    let cases: [(u64, f64); 9] = [
        (100, 1e-5),
        (1, 0.3),
        (10, 0.3),
        (100, 0.02),
        (1_000, 0.004),
        (1_000, 0.01),
        (10_000, 0.005),
        (62_500, 0.08),
        (1_000_000_000_000, 0.3),
    ];
    for (n, p) in cases {
        let chance = Chance::new(p);
        thousand(c, &format!("binomial {n} {p}, prepared"), |s| chance.draw(s, black_box(n)));
        thousand(c, &format!("binomial {n} {p}"), |s| binomial(s, black_box(n), black_box(p)));
        thousand(c, &format!("binomial {n} {p}, rand_distr"), |s| {
            rand_distr::Binomial::new(black_box(n), black_box(p)).unwrap().sample(s)
        });
    }
}

fn poissons(c: &mut Criterion) {
    for mean in [0.001, 0.4, 4.0, 8.0, 50.0, 5_000.0, 1e10] {
        thousand(c, &format!("poisson {mean}"), |s| poisson(s, black_box(mean)));
        thousand(c, &format!("poisson {mean}, rand_distr"), |s| {
            rand_distr::Poisson::new(black_box(mean)).unwrap().sample(s) as u64
        });
    }
}

fn others(c: &mut Criterion) {
    thousand(c, "u64", |s| s.next_u64());
    thousand(c, "normal", |s| normal(s).to_bits());
    thousand(c, "gamma 3", |s| gamma(s, black_box(3.0), 1.0).to_bits());
    thousand(c, "gamma 0.2", |s| gamma(s, black_box(0.2), 1.0).to_bits());
    for (all, marked, draws) in [(100, 5, 10), (10_000, 3_000, 500), (10_000_000, 3_000_000, 50_000)] {
        thousand(c, &format!("hypergeometric {all} {marked} {draws}"), |s| {
            hypergeometric(s, black_box(all), marked, draws)
        });
    }
    let (key, chance) = (key(), Chance::new(0.08));
    let mut step = 0;
    thousand(c, "fresh stream and its first number", |_| {
        step += 1;
        key.stream(Purpose::Accept, step, 3).next_u64()
    });
    thousand(c, "fresh stream and binomial 62500 0.08", |_| {
        step += 1;
        chance.draw(&mut key.stream(Purpose::Accept, step, 3), black_box(62_500))
    });
    // Each draw needs the one before, as the steps of a campaign do.
    let mut people = 62_500;
    thousand(c, "fresh stream and binomial, one after the other", |_| {
        step += 1;
        let drawn = chance.draw(&mut key.stream(Purpose::Accept, step, 3), people);
        people = 62_500 + (drawn & 1);
        drawn
    });
    thousand(c, "replicate key", |s| {
        ReplicateKey::new(1, s.next_u64()).stream(Purpose::Mix, 0, 0).next_u64()
    });
    let (mut histogram, mut tally) = (LogHistogram::default(), Tally::default());
    thousand(c, "log histogram, with its number", |s| {
        histogram.record(5_000.0 * (1.0 + s.uniform()));
        0
    });
    thousand(c, "tally, with its number", |s| {
        tally.record(5_000.0 * (1.0 + s.uniform()));
        0
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(50))
        .measurement_time(std::time::Duration::from_millis(200))
        .sample_size(10)
        .nresamples(2_000)
        .without_plots();
    targets = binomials, poissons, others
}
criterion_main!(benches);
