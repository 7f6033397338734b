//! Values of uncertain inputs: every replicate draws its own.

use crate::rng::{Purpose, ReplicateKey, Stream, gamma, lane, normal};
use crate::scenario::{Input, Law, Valid};
use rand_distr::{Distribution, Triangular};

/// Draws a value for every uncertain input of `scenario`, in order. Every input has a stream of its own that its key
/// names, so that making one more number uncertain does not change the others, and that two designs share what they
/// do not know, wherever in their files it stands.
#[must_use]
pub fn draw_inputs(scenario: &Valid, key: &ReplicateKey) -> Vec<f64> {
    scenario
        .inputs
        .iter()
        .map(|input| {
            let (step, lane) = lane::of_input(fingerprint(&input.key));
            draw(input, &mut key.stream(Purpose::Inputs, step, lane))
        })
        .collect()
}

/// 64 bits of a name (FNV-1a).
fn fingerprint(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn an_input_is_drawn_alike_wherever_it_stands() {
        let drawn = |text: &str| {
            let scenario = Scenario::from_yaml(&format!("name: x\ndays: 1\nseeds: 9\n{text}")).unwrap();
            let values = draw_inputs(&scenario, &ReplicateKey::new(1, 5));
            let mut named: Vec<_> =
                scenario.inputs.iter().map(|input| input.key.clone()).zip(values).collect();
            named.retain(|(key, _)| key != "contacts");
            named.sort_by(|a, b| a.0.cmp(&b.0));
            named
        };
        let one = drawn("share: 0.1 to 0.3\njoin: 0.02 to 0.04\ncontacts: 5\n");
        let other = drawn("contacts: 4 to 6\njoin: 0.02 to 0.04\nshare: 0.1 to 0.3\n");
        assert_eq!(one.len(), 2);
        assert_eq!(one, other);
    }

    #[test]
    fn a_fingerprint_is_that_of_the_published_function() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
