//! One draw at a time, straight from `rand_distr`.

use kfactor::scenario::{Contacts, Delay, Input, Law};
use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Beta, Distribution, Exp1, Gamma, LogNormal, Normal, Poisson, Triangular, Weibull};

/// Whether something of chance `p` happens.
pub fn chance(rng: &mut ChaCha8Rng, p: f64) -> bool {
    rng.random::<f64>() < p
}

/// An index with probability proportional to its weight.
pub fn pick(rng: &mut ChaCha8Rng, weights: &[f64]) -> usize {
    let mut rest = rng.random::<f64>() * weights.iter().sum::<f64>();
    for (index, weight) in weights.iter().enumerate() {
        rest -= weight;
        if rest < 0.0 {
            return index;
        }
    }
    weights.iter().rposition(|&weight| weight > 0.0).expect("no weights")
}

/// An exponential waiting time of mean 1.
pub fn exponential(rng: &mut ChaCha8Rng) -> f64 {
    rng.sample(Exp1)
}

/// A Poisson count.
pub fn poisson(rng: &mut ChaCha8Rng, mean: f64) -> u64 {
    if mean <= 0.0 { 0 } else { Poisson::new(mean).unwrap().sample(rng) as u64 }
}

/// How many contacts one share reaches.
pub fn contacts(rng: &mut ChaCha8Rng, law: &Contacts, drawn: &[f64]) -> u64 {
    match law {
        Contacts::Fixed(n) => n.value(drawn).round() as u64,
        Contacts::Poisson(mean) => poisson(rng, mean.value(drawn)),
        Contacts::NegativeBinomial { mean, k } => {
            let (mean, k) = (mean.value(drawn), k.value(drawn));
            let own_mean = Gamma::new(k, mean / k).unwrap().sample(rng);
            poisson(rng, own_mean)
        }
        Contacts::Mixture(parts) => {
            let weights: Vec<f64> = parts.iter().map(|(weight, _)| weight.value(drawn)).collect();
            let part = pick(rng, &weights);
            contacts(rng, &parts[part].1, drawn)
        }
        other => panic!("the oracle does not know {other:?}"),
    }
}

/// How many days an invitee takes to answer.
pub fn delay_days(rng: &mut ChaCha8Rng, law: &Delay, drawn: &[f64]) -> f64 {
    match law {
        // In cycles nobody asks.
        Delay::None => 0.0,
        // Nobody said: a day in the mean.
        Delay::Assumed => exponential(rng),
        Delay::Fixed(days) => days.value(drawn),
        Delay::Exponential(mean) => mean.value(drawn) * exponential(rng),
        Delay::Lognormal { median, sigma } => {
            LogNormal::new(median.value(drawn).ln(), sigma.value(drawn)).unwrap().sample(rng)
        }
        Delay::Weibull { scale, shape } => {
            Weibull::new(scale.value(drawn), shape.value(drawn)).unwrap().sample(rng)
        }
        Delay::Mixture(parts) => {
            let weights: Vec<f64> = parts.iter().map(|(weight, _)| weight.value(drawn)).collect();
            let part = pick(rng, &weights);
            delay_days(rng, &parts[part].1, drawn)
        }
        Delay::List(times) => {
            let weights: Vec<f64> = times.iter().map(|(_, weight)| weight.value(drawn)).collect();
            times[pick(rng, &weights)].0
        }
        other => panic!("the oracle does not know {other:?}"),
    }
}

/// The value of an uncertain input in one replicate.
pub fn input(rng: &mut ChaCha8Rng, input: &Input) -> f64 {
    let value = match input.law {
        Law::LogitNormal { mu, sigma } => 1.0 / (1.0 + (-Normal::new(mu, sigma).unwrap().sample(rng)).exp()),
        Law::Lognormal { mu, sigma } => Normal::new(mu, sigma).unwrap().sample(rng).exp(),
        Law::Normal { mean, sd } => Normal::new(mean, sd).unwrap().sample(rng),
        Law::Beta { a, b } => Beta::new(a, b).unwrap().sample(rng),
        Law::Uniform { min, max } => min + (max - min) * rng.random::<f64>(),
        Law::Triangular { min, mode, max } => Triangular::new(min, max, mode).unwrap().sample(rng),
        other => panic!("the oracle does not know {other:?}"),
    };
    value.clamp(input.min, input.max)
}
