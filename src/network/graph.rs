//! The network itself, as engines read it.

use super::edges::{Edge, Edges, Tally, Weighted, contacts, plain, weighted_contacts};
use super::lists::Lists;
use super::names::Ids;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// People, numbered from 0 in the order in which they were first named, and whom each of them reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    people: u32,
    contacts: Lists,
    weights: Option<Vec<f32>>,
    groups: Groups,
    is_directed: bool,
    kinds: Option<Kinds>,
    listed: Vec<Vec<Listed>>,
    ids: Option<Ids>,
    remarks: Vec<Remark>,
}

/// The chat groups in which people already sit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The groups of each person.
    of_person: Lists,
    /// The persons of each group.
    members: Lists,
}

/// What kind of person everybody is, by names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// The names, in the order in which they were first met.
    pub names: Vec<String>,
    /// The line in which each was first met; 0 where there was none.
    pub lines: Vec<u64>,
    /// For each person one of them.
    pub of_person: Vec<u8>,
}

/// Something about a network that was noticed as it was read or drawn, and is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Remark {
    /// Something in a file was left out.
    Omitted(Omitted),
    /// The first row of a file may be a header whose words are not known.
    PerhapsHeader {
        /// The file as it was named.
        file: String,
        /// The line.
        line: u64,
        /// What it says, and nobody else is called.
        perhaps_header: [String; 2],
    },
    /// People were drawn fewer contacts than their law asks for: there are no more others.
    FewerContacts {
        /// On average.
        contacts_asked: f64,
        /// On average.
        contacts_drawn: f64,
    },
}

/// Something in a file that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Omitted {
    /// The file as it was named.
    pub file: String,
    /// What was left out.
    pub about: LeftOut,
    /// How often, and in which line first.
    pub tally: Tally,
}

/// What is left out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// Contacts of somebody with himself.
    Loops,
    /// Contacts that were there before; of several weights the largest counts.
    Duplicates,
    /// People who sit in a group twice.
    SeatsTwice,
}

/// A person on a list of seeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed {
    /// The person.
    pub person: u32,
    /// Days after the start.
    pub at_days: f64,
    /// The line in which he stands.
    pub line: u64,
}

impl Network {
    /// So many people and whom each knows, both ways; loops and duplicates are dropped.
    ///
    /// # Panics
    /// Where an edge names somebody who is not there.
    #[must_use]
    pub fn of_edges(people: u32, edges: &[(u32, u32)]) -> Network {
        let mut gathered = Edges::new();
        for (line, (a, b)) in (1..).zip(edges).filter(|(_, (a, b))| a != b) {
            gathered.push(plain(*a.min(b), *a.max(b)), line);
        }
        let (different, _) = gathered.different();
        Network { people, contacts: contacts(people as usize, &different, false), ..Network::default() }
    }

    /// The same with weights, none of them negative.
    ///
    /// # Panics
    /// Where an edge names somebody who is not there.
    #[must_use]
    pub fn of_weighted_edges(people: u32, edges: &[(u32, u32, f32)]) -> Network {
        let mut gathered = Edges::new();
        for (line, (a, b, weight)) in (1..).zip(edges).filter(|(_, (a, b, _))| a != b) {
            gathered.push(Weighted::new(*a.min(b), *a.max(b), *weight), line);
        }
        let (different, _) = gathered.different();
        let (contacts, weights) = weighted_contacts(people as usize, &different, false);
        Network { people, contacts, weights: Some(weights), ..Network::default() }
    }

    /// The network with these people in groups.
    #[must_use]
    pub fn with_groups(mut self, groups: &[&[u32]]) -> Network {
        let mut seats = Edges::new();
        for (group, members) in (0..).zip(groups) {
            members.iter().for_each(|person| seats.push(plain(group, *person), 1));
        }
        self.groups = Groups::of_seats(groups.len(), &seats.different().0, self.people);
        self
    }

    /// The network with a kind for each person.
    #[must_use]
    pub fn with_kinds(mut self, kinds: Kinds) -> Network {
        self.kinds = Some(kinds);
        self
    }

    /// How many people there are.
    #[inline]
    #[must_use]
    pub fn people(&self) -> u32 {
        self.people
    }

    /// Whom a person reaches, in rising order.
    #[inline]
    #[must_use]
    pub fn neighbours(&self, person: u32) -> &[u32] {
        self.contacts.of(person)
    }

    /// Whether edges have weights.
    #[must_use]
    pub fn has_weights(&self) -> bool {
        self.weights.is_some()
    }

    /// The weights beside the [neighbours](Network::neighbours), where edges have any.
    #[inline]
    #[must_use]
    pub fn weights(&self, person: u32) -> Option<&[f32]> {
        self.weights.as_ref().map(|weights| &weights[self.contacts.range(person)])
    }

    /// Where a person's neighbours stand among [all targets](Network::targets).
    #[inline]
    #[must_use]
    pub fn arcs(&self, person: u32) -> Range<usize> {
        self.contacts.range(person)
    }

    /// The neighbours of all people, one list after the other.
    #[inline]
    #[must_use]
    pub fn targets(&self) -> &[u32] {
        self.contacts.items()
    }

    /// How many neighbours a person has on average.
    #[must_use]
    pub fn mean_contacts(&self) -> f64 {
        self.targets().len() as f64 / f64::from(self.people.max(1))
    }

    /// How many chat groups there are.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.groups.members.count()
    }

    /// The groups in which a person sits, in rising order.
    #[inline]
    #[must_use]
    pub fn groups_of(&self, person: u32) -> &[u32] {
        self.groups.of_person.of(person)
    }

    /// The persons who sit in a group, in rising order.
    #[inline]
    #[must_use]
    pub fn members(&self, group: u32) -> &[u32] {
        self.groups.members.of(group)
    }

    /// What kind of person everybody is, where that is known.
    #[must_use]
    pub fn kinds(&self) -> Option<&Kinds> {
        self.kinds.as_ref()
    }

    /// The people of a list of seeds.
    #[must_use]
    pub fn listed(&self, list: usize) -> &[Listed] {
        self.listed.get(list).map_or(&[], Vec::as_slice)
    }

    /// Who reaches each person, in rising order: his [neighbours](Network::neighbours), except where contacts are directed.
    #[must_use]
    pub fn reached_by(&self) -> Cow<'_, Lists> {
        if self.is_directed {
            Cow::Owned(self.contacts.turned(self.people as usize))
        } else {
            Cow::Borrowed(&self.contacts)
        }
    }

    /// What a person is called: his id in the files, or his number from 1.
    #[must_use]
    pub fn id(&self, person: u32) -> Cow<'_, str> {
        match &self.ids {
            Some(ids) => ids.of(person),
            None => (u64::from(person) + 1).to_string().into(),
        }
    }

    /// What was noticed as it was read or drawn.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Everybody, who reaches most people first: neighbours, and the others in his groups. Of equals the one who was named
    /// first comes first.
    #[must_use]
    pub fn by_reach(&self) -> Vec<u32> {
        let others = |group: &u32| self.members(*group).len() as u64 - 1;
        let reach = |person: &u32| {
            self.neighbours(*person).len() as u64 + self.groups_of(*person).iter().map(others).sum::<u64>()
        };
        let mut order: Vec<u32> = (0..self.people).collect();
        order.sort_by_cached_key(|person| std::cmp::Reverse(reach(person)));
        order
    }
}

/// For those who build a network.
impl Network {
    pub(super) fn new(people: u32) -> Network {
        Network { people, ..Network::default() }
    }

    /// So many people, at least as many as before.
    pub(super) fn set_people(&mut self, people: u32) {
        self.people = people;
    }

    pub(super) fn put_contacts(&mut self, contacts: Lists, weights: Option<Vec<f32>>, is_directed: bool) {
        (self.contacts, self.weights, self.is_directed) = (contacts, weights, is_directed);
    }

    pub(super) fn put_groups(&mut self, groups: Groups) {
        self.groups = groups;
    }

    pub(super) fn put_kinds(&mut self, kinds: Kinds) {
        self.kinds = Some(kinds);
    }

    /// One more list of seeds.
    pub(super) fn put_listed(&mut self, listed: Vec<Listed>) {
        self.listed.push(listed);
    }

    pub(super) fn put_ids(&mut self, ids: Ids) {
        self.ids = Some(ids);
    }

    pub(super) fn remark(&mut self, remarks: impl IntoIterator<Item = Remark>) {
        self.remarks.extend(remarks);
    }
}

impl Groups {
    /// So many groups of these different seats (group, person), in order.
    pub(super) fn of_seats(groups: usize, seats: &[u64], people: u32) -> Groups {
        let members = Lists::gathered(groups, seats.iter().map(|seat| seat.ends()));
        Groups { of_person: members.turned(people as usize), members }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_go_both_ways_once() {
        let network = Network::of_edges(4, &[(2, 1), (1, 2), (3, 3), (0, 1)]);
        assert_eq!(
            (network.people(), network.neighbours(1), network.neighbours(3)),
            (4, &[0, 2][..], &[][..])
        );
        assert_eq!(network.mean_contacts(), 1.0);
        assert_eq!(network.weights(1), None);
    }

    #[test]
    fn weights_stand_beside_neighbours() {
        let network = Network::of_weighted_edges(3, &[(0, 2, 4.0), (1, 2, 0.5), (2, 0, 5.0)]);
        assert_eq!((network.neighbours(2), network.weights(2)), (&[0, 1][..], Some(&[5.0, 0.5][..])));
    }

    #[test]
    fn groups_are_seen_from_both_sides() {
        let network = Network::of_edges(5, &[]).with_groups(&[&[2, 0, 2], &[2, 4]]);
        assert_eq!(
            (network.group_count(), network.members(0), network.members(1)),
            (2, &[0, 2][..], &[2, 4][..])
        );
        assert_eq!((network.groups_of(2), network.groups_of(1)), (&[0, 1][..], &[][..]));
    }

    #[test]
    fn most_reached_come_first() {
        let network = Network::of_edges(5, &[(3, 1), (3, 2), (0, 1)]).with_groups(&[&[2, 4, 0]]);
        // Neighbours and others in the group: 1+2, 2, 1+2, 2, 0+2.
        assert_eq!(network.by_reach(), [0, 2, 1, 3, 4]);
    }
}
