//! A campaign on a network as if nobody knew anybody: what is expected of it is computed so.

use super::{Contacts, Following, Ground, Pick, Segment, Valid, Way};
use crate::network::Network;

impl Valid {
    /// The same campaign where nobody knows anybody, and a share reaches as many people on average as on the network, of every
    /// segment as often as there: what the expected course is taken from.
    #[must_use]
    pub fn well_mixed(&self) -> Valid {
        let Some(Ground { network, meetings, weights, .. }) = self.ground() else { return self.clone() };
        let mut scenario = (**self).clone();
        scenario.network = None;
        scenario.following = Following::Open;
        scenario.social_proof = None;
        scenario.market = Some(f64::from(network.people()).into());
        for (place, segment) in scenario.segments.iter_mut().enumerate() {
            segment.seeds.iter_mut().for_each(|wave| wave.pick = Pick::Random);
            let weigh = |way: &Way<'_>| weights.as_ref().map_or(1.0, |weights| weights.factor(way.joining()));
            let ways: Vec<Reach> = segment.ways().map(|way| way.reach_on(network, weigh(&way))).collect();
            let usage = |way: usize| segment.channels.get(way).map_or(1.0, |channel| channel.usage.typical());
            let all = |part: fn(&Reach) -> f64| -> f64 {
                ways.iter().enumerate().map(|(way, reach)| usage(way) * part(reach)).sum()
            };
            let [contacts, in_groups] = [all(|way| way.contacts), all(|way| way.in_groups)];
            if let Some(meetings) = meetings {
                segment.recruits = meetings.of(place, contacts, in_groups);
            }
            segment.mix(&ways);
        }
        Valid::trusted(scenario, None)
    }
}

/// How many people a share reaches on average.
#[derive(Clone, Copy, Debug)]
struct Reach {
    /// Contacts, as many as bring as many acceptances where none of them weighs anything.
    contacts: f64,
    in_groups: f64,
    /// By how many times contacts were made more for what they weigh.
    weight: f64,
}

impl Way<'_> {
    /// The chance to pass the last stage, without rewards.
    fn joining(&self) -> f64 {
        self.funnel.last().map_or(1.0, |stage| stage.pass.typical())
    }

    /// How many people a share that goes this way reaches on a network whose contacts weigh so much on average.
    fn reach_on(&self, network: &Network, weight: f64) -> Reach {
        let known = network.mean_contacts();
        let contacts = match self.contacts {
            None => 0.0,
            Some(Contacts::All) => known,
            Some(law) => law.mean().min(known),
        };
        let in_groups = self.groups.map_or(0.0, |into| {
            let seats: f64 =
                (0..network.group_count() as u32).map(|group| network.members(group).len() as f64).sum();
            let others: f64 = (0..network.group_count() as u32)
                .map(|group| network.members(group).len() as f64)
                .map(|size| size * (size - 1.0))
                .sum();
            let own = seats / f64::from(network.people().max(1));
            own.min(f64::from(into.groups)) * (others / seats.max(1.0)) * into.see.typical()
        });
        Reach { contacts: contacts * weight, in_groups, weight }
    }

    /// The law of as many contacts that are drawn in the place of neighbours and people in groups; its own, where it is drawn already.
    fn mixed(&self, Reach { contacts, in_groups, weight }: Reach) -> Contacts {
        let is_as_said = |law: &&Contacts| **law != Contacts::All && weight == 1.0 && law.mean() <= contacts;
        let own = self.contacts.filter(is_as_said).filter(|_| in_groups == 0.0);
        own.cloned().unwrap_or_else(|| Contacts::Poisson((contacts + in_groups).into()))
    }
}

impl Segment {
    /// Draws contacts in the place of neighbours and people in groups, as many on average, by each of its ways.
    fn mix(&mut self, ways: &[Reach]) {
        let mut laws: Vec<Contacts> = self.ways().zip(ways).map(|(way, reach)| way.mixed(*reach)).collect();
        self.groups = None;
        match &mut self.channels[..] {
            [] => self.contacts = laws.remove(0),
            channels => channels.iter_mut().zip(laws).for_each(|(channel, law)| {
                (channel.contacts, channel.groups) = (Some(law), None);
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::weights::Weights;
    use crate::scenario::{Quantity, Scenario};

    fn recruits(text: &str) -> Vec<Vec<f64>> {
        let usual = "name: x\ndays: 9\nshare: 0.5\njoin: 0.1\n";
        let mixed = Scenario::from_yaml(&format!("{usual}{text}")).unwrap().well_mixed();
        let of = |segment: &Segment| segment.recruits.iter().flatten().map(Quantity::typical).collect();
        mixed.segments.iter().map(of).collect()
    }

    /// By one channel all 20 neighbours on average, by the other two of the four groups of 10 in which a person sits.
    #[test]
    fn each_channel_reaches_as_many_as_on_the_network() {
        let text = "name: x\ndays: 9\nseeds: 4\nshare: 0.5\njoin: 0.1\n\
                    network: { generate: erdos_renyi, nodes: 2_000, mean: 20, groups: { per_person: 4, size: 10, cap: 200 } }\n\
                    channels: { moments: { use: 0.5 }, groups: { groups: { share_into: 2, see: 0.5 } }, five: { contacts: 5 } }\n";
        let mixed = Scenario::from_yaml(text).unwrap().well_mixed();
        let means: Vec<f64> = mixed.segments[0].ways().map(|way| way.contacts.unwrap().mean()).collect();
        for (mean, expected) in means.iter().zip([20.0, 2.0 * 10.0 * 0.5, 5.0]) {
            assert!((mean / expected - 1.0).abs() < 0.05, "{means:?}");
        }
    }

    /// Everybody of a ring of 60 has two contacts of weight 5, of whom he was brought by one: at join 2 % a contact is as good as
    /// five, at 30 % as three and a third.
    #[test]
    fn contacts_count_for_what_they_weigh() {
        let edges: Vec<(u32, u32, f32)> = (0..60).map(|person| (person, (person + 1) % 60, 5.0)).collect();
        let network = Network::of_weighted_edges(60, &edges);
        let weights = Weights::of(&network).unwrap();
        assert!(
            (weights.factor(0.02) - 5.0).abs() < 1e-12 && (weights.factor(0.3) - 1.0 / 0.3).abs() < 1e-12
        );
        let folder = tempfile::tempdir().unwrap();
        let lines: String = edges.iter().map(|(a, b, weight)| format!("{a},{b},{weight}\n")).collect();
        std::fs::write(folder.path().join("ring.csv"), lines).unwrap();
        let path = folder.path().join("ring.yaml");
        let text = "{ name: x, days: 9, seeds: 1, share: 1, join: 0.02, network: { file: ring.csv } }";
        std::fs::write(&path, text).unwrap();
        let mixed = Scenario::from_file(&path).unwrap().well_mixed();
        assert!((mixed.segments[0].contacts.mean() - 10.0).abs() < 1e-9, "{:?}", mixed.segments[0].contacts);
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
