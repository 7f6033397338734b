//! What the weights of contacts do to the chance to join, on average.

use crate::network::Network;

/// The weights of all contacts of a network, those next to each other put together.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// How many, and their sum.
    bins: Vec<(f64, f64)>,
}

/// The bits of a weight that are looked at to put it beside others: within a bin they differ by less than a hundredth.
const SHIFT: u32 = 16;

impl Weights {
    /// Those of a network, if its contacts have any.
    pub fn of(network: &Network) -> Option<Weights> {
        let mut bins = vec![(0.0, 0.0); 1 << (32 - SHIFT)];
        for person in 0..network.people() {
            for weight in network.weights(person)? {
                let bin: &mut (f64, f64) = &mut bins[(weight.to_bits() >> SHIFT) as usize];
                *bin = (bin.0 + 1.0, bin.1 + f64::from(*weight));
            }
        }
        bins.retain(|(count, _)| *count > 0.0);
        (!bins.is_empty()).then_some(Weights { bins })
    }

    /// The mean chance over all contacts, in proportion to that of a contact of weight 1: each is times its weight, and never
    /// above 1.
    pub fn factor(&self, chance: f64) -> f64 {
        let all: f64 = self.bins.iter().map(|(count, _)| count).sum();
        if chance <= 0.0 {
            return self.bins.iter().map(|(_, sum)| sum).sum::<f64>() / all;
        }
        let kept: f64 = self.bins.iter().map(|(count, sum)| (sum * chance).min(*count)).sum();
        kept / chance / all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_never_above_one() {
        let edges = [(0, 1, 0.5), (1, 2, 2.0), (2, 3, 5.0), (0, 3, 0.0)];
        let weights = Weights::of(&Network::of_weighted_edges(4, &edges)).unwrap();
        for (chance, expected) in [(0.0, 1.875), (0.1, 1.875), (0.5, (0.25 + 1.0 + 1.0) / 0.5 / 4.0)] {
            assert!((weights.factor(chance) - expected).abs() < 1e-12, "{chance}");
        }
        assert!(Weights::of(&Network::of_edges(2, &[(0, 1)])).is_none());
    }
}
