//! The configuration model: numbers of contacts are drawn, and their ends are joined at random.

use super::dice::{shuffle, somebody};
use super::law::Degrees;
use super::repair::repaired;
use crate::network::edges::plain;
use crate::rng::{Stream, gamma, poisson};
use std::collections::BTreeMap;

/// Draws the numbers of contacts and joins them. Loops and pairs that come twice are exchanged with others, so that everybody
/// keeps his number. How many contacts the law asks for that are not there, each counted for both who would have it.
pub(super) fn draw(
    people: u32,
    degrees: &Degrees,
    stream: &mut Stream,
    pair: &mut impl FnMut(u32, u32),
) -> u64 {
    let Numbers { numbers, beyond } = numbers(people, degrees, stream);
    let ends: u64 = numbers.iter().map(|number| u64::from(*number)).sum();
    let all = u64::from(people) * u64::from(people.saturating_sub(1));
    if 2 * ends > all && ends.is_multiple_of(2) {
        // Most know each other: who does not is drawn, which leaves more to choose from.
        let others: Vec<u32> = numbers.iter().map(|number| people - 1 - number).collect();
        let apart = joined(&others, stream);
        if apart.len() as u64 == (all - ends) / 2 {
            let mut apart: Vec<u64> = apart.into_iter().map(|(a, b)| plain(a.min(b), a.max(b))).collect();
            apart.sort_unstable();
            let mut apart = apart.into_iter().peekable();
            for (a, b) in (0..people).flat_map(|a| (a + 1..people).map(move |b| (a, b))) {
                if apart.next_if_eq(&plain(a, b)).is_none() {
                    pair(a, b);
                }
            }
            return beyond;
        }
    }
    let pairs = joined(&numbers, stream);
    let missing = ends - 2 * pairs.len() as u64;
    pairs.into_iter().for_each(|(a, b)| pair(a, b));
    beyond + missing
}

/// Everybody's ends joined at random, nobody with himself or twice.
fn joined(numbers: &[u32], stream: &mut Stream) -> Vec<(u32, u32)> {
    let mut ends: Vec<u32> = (0..)
        .zip(numbers)
        .flat_map(|(person, number)| std::iter::repeat_n(person, *number as usize))
        .collect();
    shuffle(&mut ends, stream);
    let pairs = ends.chunks_exact(2).map(|ends| (ends[0], ends[1])).collect();
    drop(ends);
    repaired(pairs, stream)
}

/// Numbers of contacts.
struct Numbers {
    /// Everybody's.
    numbers: Vec<u32>,
    /// What was drawn beyond the number of others there are.
    beyond: u64,
}

/// Tries to make the sum of the numbers even by drawing somebody's anew.
const TRIES: usize = 1_000;

/// Numbers of contacts whose sum is even; where no number makes it so, one end is left over.
fn numbers(people: u32, degrees: &Degrees, stream: &mut Stream) -> Numbers {
    let law = Sampler::new(people, degrees);
    let mut beyond = BTreeMap::new();
    let mut drawn = |person: u32, stream: &mut Stream| {
        let number = law.draw(stream);
        let kept = number.min(u64::from(law.most));
        match number - kept {
            0 => beyond.remove(&person),
            more => beyond.insert(person, more),
        };
        kept as u32
    };
    let mut numbers: Vec<u32> = (0..people).map(|person| drawn(person, &mut *stream)).collect();
    let mut sum: u64 = numbers.iter().map(|number| u64::from(*number)).sum();
    for _ in 0..TRIES {
        if sum.is_multiple_of(2) || people == 0 {
            break;
        }
        let person = somebody(stream, people);
        let anew = drawn(person, stream);
        let before = std::mem::replace(&mut numbers[person as usize], anew);
        sum = sum - u64::from(before) + u64::from(anew);
    }
    Numbers { numbers, beyond: beyond.values().sum() }
}

/// A law ready to be drawn from.
struct Sampler<'a> {
    most: u32,
    law: &'a Degrees,
    /// For a power law the weights of all numbers up to each.
    sums: Vec<f64>,
}

impl Sampler<'_> {
    fn new(people: u32, law: &Degrees) -> Sampler<'_> {
        let most = people.saturating_sub(1);
        let mut sum = 0.0;
        let sums = match law {
            Degrees::PowerLaw { exponent, min, max } => (*min..=*max.min(&most))
                .map(|number| {
                    sum += libm::pow(f64::from(number), -exponent);
                    sum
                })
                .collect(),
            _ => Vec::new(),
        };
        Sampler { most, law, sums }
    }

    fn draw(&self, stream: &mut Stream) -> u64 {
        match self.law {
            Degrees::Fixed(number) => u64::from(*number),
            Degrees::Poisson { mean } => poisson(stream, *mean),
            Degrees::NegativeBinomial { mean, k } => {
                let own = gamma(stream, *k, mean / k);
                poisson(stream, own)
            }
            Degrees::PowerLaw { min, .. } => {
                let level = stream.uniform() * self.sums.last().copied().unwrap_or(0.0);
                u64::from(*min) + self.sums.partition_point(|sum| *sum <= level) as u64
            }
        }
    }
}
