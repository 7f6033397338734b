//! A campaign on a network as if nobody knew anybody: what is expected of it is computed so.

use super::{Contacts, Following, Ground, Pick, Segment, Valid};
use crate::network::Network;

impl Valid {
    /// The same campaign where nobody knows anybody, and a share reaches as many people on average as on the network, of every
    /// segment as often as there: what the expected course is taken from.
    #[must_use]
    pub fn well_mixed(&self) -> Valid {
        let Some(Ground { network, meetings, .. }) = self.ground() else { return self.clone() };
        let mut scenario = (**self).clone();
        scenario.network = None;
        scenario.following = Following::Open;
        scenario.social_proof = None;
        scenario.market = Some(f64::from(network.people()).into());
        for (place, segment) in scenario.segments.iter_mut().enumerate() {
            segment.seeds.iter_mut().for_each(|wave| wave.pick = Pick::Random);
            let reach = segment.reach_on(network);
            if let Some(meetings) = meetings {
                segment.recruits = meetings.of(place, reach.contacts, reach.in_groups);
            }
            segment.mix(reach);
        }
        Valid::trusted(scenario, None)
    }
}

/// How many people a share reaches on average.
#[derive(Clone, Copy, Debug)]
struct Reach {
    contacts: f64,
    in_groups: f64,
}

impl Segment {
    /// How many people a share of a member reaches on a network.
    fn reach_on(&self, network: &Network) -> Reach {
        let known = network.mean_contacts();
        let contacts = if self.contacts == Contacts::All { known } else { self.contacts.mean().min(known) };
        let in_groups = self.groups.as_ref().map_or(0.0, |into| {
            let seats: f64 =
                (0..network.group_count() as u32).map(|group| network.members(group).len() as f64).sum();
            let others: f64 = (0..network.group_count() as u32)
                .map(|group| network.members(group).len() as f64)
                .map(|size| size * (size - 1.0))
                .sum();
            let own = seats / f64::from(network.people().max(1));
            own.min(f64::from(into.groups)) * (others / seats.max(1.0)) * into.see.typical()
        });
        Reach { contacts, in_groups }
    }

    /// Draws contacts in the place of neighbours and people in groups, as many on average.
    fn mix(&mut self, Reach { contacts, in_groups }: Reach) {
        self.groups = None;
        if self.contacts == Contacts::All || in_groups > 0.0 {
            self.contacts = Contacts::Poisson((contacts + in_groups).into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Quantity, Scenario};

    fn recruits(text: &str) -> Vec<Vec<f64>> {
        let usual = "name: x\ndays: 9\nshare: 0.5\njoin: 0.1\n";
        let mixed = Scenario::from_yaml(&format!("{usual}{text}")).unwrap().well_mixed();
        let of = |segment: &Segment| segment.recruits.iter().flatten().map(Quantity::typical).collect();
        mixed.segments.iter().map(of).collect()
    }

    /// A person of the first block knows 9 of his own and 20 of the other on average; one of the second 10 and none.
    #[test]
    fn segments_are_met_as_on_the_network() {
        let known = recruits(
            "network: { generate: stochastic_block, blocks: { core: 10, casual: 20 }, chances: [[1, 1], [1, 0]] }\n\
             segments: { core: { seeds: 4 }, casual: { seeds: 0 } }\n",
        );
        let expected = [[9.0 / 29.0, 20.0 / 29.0], [1.0, 0.0]];
        for (found, expected) in known.iter().flatten().zip(expected.iter().flatten()) {
            assert!((found - expected).abs() < 1e-12, "{known:?}");
        }
        let unknown = recruits("seeds: 4\nnetwork: { generate: erdos_renyi, nodes: 90, mean: 4 }\n");
        assert_eq!(unknown, [Vec::<f64>::new()]);
    }
}
