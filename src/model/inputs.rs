//! Values of uncertain inputs: every replicate draws its own.

use crate::rng::{Purpose, ReplicateKey, Stream};
use crate::scenario::{Input, Law, Scenario};
use rand_distr::{Beta, Distribution, StandardNormal, Triangular};

/// Draws a value for every uncertain input of `scenario`, in order. Every input has a stream of its own, so that
/// making one more number uncertain does not change the others.
#[must_use]
pub fn draw_inputs(scenario: &Scenario, key: &ReplicateKey) -> Vec<f64> {
    scenario
        .inputs
        .iter()
        .map(|input| draw(input, &mut key.stream(Purpose::Inputs, 0, input.id as u32)))
        .collect()
}

fn draw(input: &Input, stream: &mut Stream) -> f64 {
    draw_law(input.law, stream).clamp(input.min, input.max)
}

fn draw_law(law: Law, stream: &mut Stream) -> f64 {
    let mut normal = || -> f64 { StandardNormal.sample(stream) };
    match law {
        Law::LogitNormal { mu, sigma } => 1.0 / (1.0 + libm::exp(-(mu + sigma * normal()))),
        Law::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal()),
        Law::Normal { mean, sd } => mean + sd * normal(),
        Law::Uniform { min, max } => min + (max - min) * stream.uniform(),
        // A valid law always builds; the median stands in for one made by hand that does not.
        Law::Beta { a, b } => Beta::new(a, b).map_or(law.median(), |beta| beta.sample(stream)),
        Law::Triangular { min, mode, max } => {
            Triangular::new(min, max, mode).map_or(law.median(), |triangular| triangular.sample(stream))
        }
    }
}
