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

    /// So many draws of a law.
    fn draws(law: Law, count: u64) -> Vec<f64> {
        let stream = |number| ReplicateKey::new(11, number).stream(Purpose::Inputs, 0, 0);
        (0..count).map(|number| draw_law(law, &mut stream(number))).collect()
    }

    #[test]
    fn half_of_the_draws_lie_below_the_median() {
        for law in [
            Law::LogitNormal { mu: -2.0, sigma: 0.7 },
            Law::Lognormal { mu: 1.5, sigma: 0.4 },
            Law::Normal { mean: 3.0, sd: 2.0 },
            Law::Uniform { min: 2.0, max: 9.0 },
            Law::Triangular { min: 1.0, mode: 2.0, max: 8.0 },
            Law::Triangular { min: 1.0, mode: 7.0, max: 8.0 },
        ] {
            let below = draws(law, 10_000).iter().filter(|value| **value < law.median()).count();
            assert!(below.abs_diff(5_000) < 200, "{law:?}: {below}");
        }
    }

    #[test]
    fn a_beta_law_has_its_moments() {
        for (a, b) in [(2.0, 6.0), (0.3, 0.9), (40.0, 5.0)] {
            let values = draws(Law::Beta { a, b }, 20_000);
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let square = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
            let variance = a * b / ((a + b) * (a + b) * (a + b + 1.0));
            assert!((mean - a / (a + b)).abs() < 4.0 * (variance / n).sqrt(), "{a} {b}: {mean}");
            assert!((square / variance - 1.0).abs() < 0.06, "{a} {b}: {square} {variance}");
        }
    }

    /// All of it sits at the ends, in the proportion of the shapes.
    #[test]
    fn a_tiny_beta_law_is_one_or_nought() {
        let values = draws(Law::Beta { a: 1e-9, b: 3e-9 }, 10_000);
        assert!(values.iter().all(|value| *value == 0.0 || *value == 1.0));
        let ones = values.iter().sum::<f64>();
        assert!((ones - 2_500.0).abs() < 4.0 * (10_000.0f64 * 0.25 * 0.75).sqrt(), "{ones}");
    }

    #[test]
    fn a_fingerprint_is_that_of_the_published_function() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
