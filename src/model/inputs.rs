//! Values of uncertain inputs: every replicate draws its own.

use crate::rng::{Purpose, ReplicateKey, Stream, gamma, normal};
use crate::scenario::{Input, Law, Scenario};
use rand_distr::{Distribution, Triangular};

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

/// Only arithmetic that is the same on every platform: of `rand_distr`, whose normal, gamma and beta laws may use the
/// platform's logarithm, the triangular law alone.
fn draw_law(law: Law, stream: &mut Stream) -> f64 {
    match law {
        Law::LogitNormal { mu, sigma } => 1.0 / (1.0 + libm::exp(-(mu + sigma * normal(stream)))),
        Law::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal(stream)),
        Law::Normal { mean, sd } => mean + sd * normal(stream),
        Law::Uniform { min, max } => min + (max - min) * stream.uniform(),
        Law::Beta { a, b } => {
            let (x, y) = (gamma(stream, a, 1.0), gamma(stream, b, 1.0));
            // Both may vanish for tiny shapes, where the law sits at its ends.
            if x + y > 0.0 { x / (x + y) } else { f64::from(u8::from(stream.uniform() * (a + b) < a)) }
        }
        // A valid law always builds; the median stands in for one made by hand that does not.
        Law::Triangular { min, mode, max } => {
            Triangular::new(min, max, mode).map_or(law.median(), |triangular| triangular.sample(stream))
        }
    }
}
