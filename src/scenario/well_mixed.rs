//! A campaign on a network as if nobody knew anybody: what is expected of it is computed so.

use super::{Contacts, Following, Ground, Pick, Quantity, Segment, Valid};
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
                segment.recruits = meetings.of(place, reach);
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

/// How many pairs of people there are of every two segments, of whom the first reaches the second.
#[derive(Clone, Debug)]
pub(super) struct Meetings {
    /// By contacts, and in groups.
    contacts: Vec<Vec<f64>>,
    in_groups: Vec<Vec<f64>>,
}

impl Meetings {
    /// Those of the people on a network.
    pub fn on(network: &Network, segment_of: &[u8], segments: usize) -> Meetings {
        let segment = |person: &u32| usize::from(segment_of[*person as usize]);
        let mut contacts = vec![vec![0.0; segments]; segments];
        for person in 0..network.people() {
            let reached = &mut contacts[segment(&person)];
            network.neighbours(person).iter().for_each(|other| reached[segment(other)] += 1.0);
        }
        let mut in_groups = vec![vec![0.0; segments]; segments];
        let mut there = vec![0.0_f64; segments];
        for group in 0..network.group_count() as u32 {
            there.fill(0.0);
            network.members(group).iter().for_each(|person| there[segment(person)] += 1.0);
            for (one, reached) in in_groups.iter_mut().enumerate() {
                for (other, pairs) in reached.iter_mut().enumerate() {
                    let others = there[other] - if one == other { 1.0 } else { 0.0 };
                    *pairs += there[one] * others;
                }
            }
        }
        Meetings { contacts, in_groups }
    }

    /// Which part of those whom members of a segment reach is of each segment; none where they reach nobody.
    fn of(&self, segment: usize, reach: Reach) -> Option<Vec<Quantity>> {
        let mut parts = vec![0.0; self.contacts.len()];
        for (reached, people) in [(&self.contacts, reach.contacts), (&self.in_groups, reach.in_groups)] {
            let all: f64 = reached[segment].iter().sum();
            if all > 0.0 {
                parts
                    .iter_mut()
                    .zip(&reached[segment])
                    .for_each(|(part, pairs)| *part += people * pairs / all);
            }
        }
        let all: f64 = parts.iter().sum();
        (all > 0.0).then(|| parts.iter().map(|part| (part / all).into()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

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

    #[test]
    fn people_in_groups_are_met_beside_contacts() {
        let network = Network::of_edges(4, &[(0, 1)]).with_groups(&[&[0, 2, 3]]);
        let meetings = Meetings::on(&network, &[0, 0, 1, 1], 2);
        assert_eq!(meetings.in_groups, [[0.0, 2.0], [2.0, 2.0]]);
        let of = |contacts, in_groups| -> Vec<f64> {
            let parts = meetings.of(0, Reach { contacts, in_groups }).unwrap();
            parts.iter().map(Quantity::typical).collect()
        };
        assert_eq!([of(3.0, 0.0), of(3.0, 1.0)], [vec![1.0, 0.0], vec![0.75, 0.25]]);
        assert!(meetings.of(1, Reach { contacts: 3.0, in_groups: 0.0 }).is_none());
    }
}
