//! Whom people of a segment meet on a network.

use super::Quantity;
use crate::network::Network;

/// How many pairs of people there are of every two segments, of whom the first reaches the second.
#[derive(Clone, Debug)]
pub(super) struct Meetings {
    /// By contacts, each as often as it weighs, and in groups.
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
            let neighbours = network.neighbours(person).iter();
            match network.weights(person) {
                None => neighbours.for_each(|other| reached[segment(other)] += 1.0),
                Some(weights) => neighbours
                    .zip(weights)
                    .for_each(|(other, weight)| reached[segment(other)] += f64::from(*weight)),
            }
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

    /// Which part of those whom members of a segment reach is of each segment, where a share reaches so many contacts and people
    /// in groups; none where they reach nobody.
    pub fn of(&self, segment: usize, contacts: f64, in_groups: f64) -> Option<Vec<Quantity>> {
        let mut parts = vec![0.0; self.contacts.len()];
        for (reached, people) in [(&self.contacts, contacts), (&self.in_groups, in_groups)] {
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

    #[test]
    fn people_in_groups_are_met_beside_contacts() {
        let network = Network::of_edges(4, &[(0, 1)]).with_groups(&[&[0, 2, 3]]);
        let meetings = Meetings::on(&network, &[0, 0, 1, 1], 2);
        assert_eq!(meetings.in_groups, [[0.0, 2.0], [2.0, 2.0]]);
        let of = |contacts, in_groups| -> Vec<f64> {
            let parts = meetings.of(0, contacts, in_groups).unwrap();
            parts.iter().map(Quantity::typical).collect()
        };
        assert_eq!([of(3.0, 0.0), of(3.0, 1.0)], [vec![1.0, 0.0], vec![0.75, 0.25]]);
        assert!(meetings.of(1, 3.0, 0.0).is_none());
    }
}
