//! Points 5 to 7: whom the neighbours are who are named, and in which step.
//!
//! What costs are not the numbers but waiting for memory and guessing wrong what comes next. So members are looked at in small groups
//! twice: first it is found of all of them who may name anybody, in a loop that asks nothing; and whoever is named is noted by his place
//! among all neighbours of all people, and looked up with many others when his step has come.

use super::names::{Named, Sharing};
use super::{Begun, Cascade};
use crate::engine::members::clocks::Run;
use crate::engine::members::reach::stream_of_share;
use crate::engine::members::round::Contacts;
use crate::engine::members::sharing::takes;
use crate::engine::now::Now;
use crate::network::Network;
use crate::rng::lane::Deed;

/// So many members are looked at together: few enough for the fastest memory.
const GROUP: usize = 256;

impl Cascade {
    /// Those who have joined share from now on, each so often as is given to him.
    pub(super) fn begin_sharing(&mut self, now: Now<'_>) {
        let Some(network) = self.network.clone() else { return };
        self.names.know_clocks(|| -libm::log1p(-now.willing(0)));
        self.sharers.make_room(self.rows.person.len());
        let (habit, begun) = (Habit::of(now), std::mem::take(&mut self.begun));
        for (group, begun) in begun.chunks(GROUP).enumerate() {
            if now.at.patience.is_over_at(group * GROUP + begun.len() - 1) {
                break;
            }
            self.share(now, &network, &habit, begun);
        }
        self.begun = begun;
        self.begun.clear();
    }

    /// Some of them do.
    fn share(&mut self, now: Now<'_>, network: &Network, habit: &Habit, begun: &[Begun]) {
        let (t, names_all) = (now.at.t, now.willing(0) >= 1.0);
        for &Begun { row, leaves } in begun {
            let person = self.rows.person[row as usize];
            let shares = habit.shares(now, person, leaves.min(now.at.model.steps) - t);
            if shares == 0 {
                continue;
            }
            let arcs = network.arcs(person);
            self.sharers.begin_sharing(row, t + shares, arcs.len());
            let (first, neighbours) = (arcs.start as u32, arcs.len() as u32);
            if names_all {
                // Whoever is named again has accepted.
                let mut stream = stream_of_share(now.at.key, &now.at.model.channels[0], person.into(), 0);
                let named = |who| Named { who, by: row, lot: (stream.next_u64() >> 32) as u32 };
                self.names.add(t, (first..first + neighbours).map(named));
            } else {
                let clock = Run::new(now.at.key, person.into(), 0);
                self.names.note(Sharing { clock, row, shares, first, neighbours });
            }
        }
        self.names.name(t as usize);
    }

    /// Who is named in this step.
    pub(super) fn find_named(&mut self, now: Now<'_>, contacts: &mut Contacts) {
        let Some(network) = &self.network else { return };
        self.names.take(now.at.t, &mut self.named);
        if !self.sharers.are_as_known() {
            self.named.retain(|named| self.sharers.is_one(named.by));
        }
        let targets = network.targets();
        self.named.iter_mut().for_each(|named| named.who = targets[named.who as usize]);
        let all = self.sharers.now.neighbours;
        let yes = if now.willing(0) >= 1.0 { all } else { self.named.len() as u64 };
        contacts.named(all, yes, true);
    }
}

/// How often members share, who stay.
struct Habit {
    first: f64,
    later: f64,
    again: f64,
}

impl Habit {
    fn of(now: Now<'_>) -> Habit {
        let [first, later] = [false, true].map(|shared| now.sharing(0, shared, 0));
        Habit { first, later, again: now.at.model.segments[0].again }
    }

    /// How often somebody shares who is there in so many steps.
    #[inline]
    fn shares(&self, now: Now<'_>, person: u32, steps: u32) -> u32 {
        let goes_on = self.later >= 1.0 && self.again >= 1.0;
        let mut shares = 0;
        while shares < steps {
            if shares > 0 && goes_on {
                return steps;
            }
            let chance = if shares > 0 { self.later } else { self.first };
            if !takes(chance, || now.at.key.stream_of(person.into(), Deed::Decides, shares)) {
                break;
            }
            shares += 1;
            if !takes(self.again, || now.at.key.stream_of(person.into(), Deed::Again, shares - 1)) {
                break;
            }
        }
        shares
    }
}
