//! The configuration model: numbers of contacts are drawn, and their ends are joined at random.

use super::dice::{shuffle, somebody};
use super::law::Degrees;
use super::repair::repaired;
use crate::rng::{Stream, gamma, poisson};

/// Draws the numbers of contacts and joins them. Loops and pairs that come twice are exchanged with others, so that everybody
/// keeps his number.
pub(super) fn draw(people: u32, degrees: &Degrees, stream: &mut Stream, pair: &mut impl FnMut(u32, u32)) {
    let numbers = numbers(people, degrees, stream);
    let mut ends: Vec<u32> = (0..people)
        .zip(&numbers)
        .flat_map(|(person, number)| std::iter::repeat_n(person, *number as usize))
        .collect();
    shuffle(&mut ends, stream);
    let pairs = ends.chunks_exact(2).map(|ends| (ends[0], ends[1])).collect();
    drop(ends);
    repaired(pairs, stream).into_iter().for_each(|(a, b)| pair(a, b));
}

/// Tries to make the sum of the numbers even by drawing somebody's anew.
const TRIES: usize = 1_000;

/// Numbers of contacts whose sum is even; where no number makes it so, one end is left over.
fn numbers(people: u32, degrees: &Degrees, stream: &mut Stream) -> Vec<u32> {
    let law = Sampler::new(people, degrees);
    let mut numbers: Vec<u32> = (0..people).map(|_| law.draw(stream)).collect();
    let mut sum: u64 = numbers.iter().map(|number| u64::from(*number)).sum();
    for _ in 0..TRIES {
        if sum.is_multiple_of(2) || people == 0 {
            break;
        }
        let person = somebody(stream, people) as usize;
        let anew = law.draw(stream);
        sum = sum - u64::from(numbers[person]) + u64::from(anew);
        numbers[person] = anew;
    }
    numbers
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

    fn draw(&self, stream: &mut Stream) -> u32 {
        let number = match self.law {
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
        };
        number.min(u64::from(self.most)) as u32
    }
}
