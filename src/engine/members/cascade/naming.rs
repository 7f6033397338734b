//! Points 5 to 7: whom the neighbours are who are named, and in which step.
//!
//! What costs are not the numbers but waiting for memory and guessing wrong what comes next. So members are looked at in small groups
//! twice: first it is found of all of them who may name anybody, in a loop that asks nothing; and whoever is named is noted by his place
//! among all neighbours of all people, and looked up with many others when his step has come.

use super::{Begun, Cascade};
use crate::engine::members::clocks::Run;
use crate::engine::members::reach::stream_of_share;
use crate::engine::members::round::Contacts;
use crate::engine::members::sharing::takes;
use crate::engine::now::Now;
use crate::network::Network;
use crate::rng::lane::Deed;

/// A neighbour who is named, and says yes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The person; until his step has come the place among the [targets](Network::targets) of the network.
    pub who: u32,
    /// The row of who names him.
    pub by: u32,
    /// His lot, where several name the same.
    pub lot: u32,
}

/// Who is named, by step.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    steps: Vec<Vec<Named>>,
    /// What a clock shows after so many shares, and one over what it goes on by with each.
    shown: Vec<f64>,
    per_share: f64,
    /// The chance that somebody names nobody in a single share, by the number of his neighbours, as far as it has been asked.
    nobody: Vec<f64>,
    /// Those who may name somebody; a buffer.
    sharing: Vec<Sharing>,
}

/// Somebody who shares so many times.
#[derive(Clone, Debug)]
struct Sharing {
    clock: Run,
    row: u32,
    shares: u32,
    /// Where his neighbours stand, and how many they are.
    first: u32,
    neighbours: u32,
}

/// So many members are looked at together: few enough for the fastest memory.
const GROUP: usize = 256;

/// The chance that nobody is named is kept for so many neighbours, where it is not so small that a product of chances would
/// not be told from nought.
const FEW: usize = 256;
const NOT_ASKED: f64 = 2.0;
const SMALLEST_LOG: f64 = 600.0;

impl Names {
    /// Nobody in any of so many steps.
    pub fn begin(&mut self, steps: u32) {
        self.steps.iter_mut().for_each(Vec::clear);
        self.steps.resize(steps as usize, Vec::new());
        self.shown.clear();
        self.sharing.clear();
    }

    /// Those of a step, in place of what `into` held.
    fn take(&mut self, t: u32, into: &mut Vec<Named>) {
        into.clear();
        std::mem::swap(into, &mut self.steps[t as usize]);
    }

    /// Every share moves clocks on by so much.
    fn know_clocks(&mut self, length: f64) {
        self.per_share = 1.0 / length;
        self.nobody.clear();
        self.nobody.resize(if length * (FEW as f64) < SMALLEST_LOG { FEW } else { 0 }, NOT_ASKED);
        let mut shows = 0.0;
        self.shown.push(shows);
        self.shown.extend((0..self.steps.len()).map(|_| {
            shows += length;
            shows
        }));
    }

    /// The chance that somebody names nobody, where he shares once and it is known.
    #[inline]
    fn nobody(&mut self, shares: u32, neighbours: u32) -> Option<f64> {
        let known = self.nobody.get_mut(neighbours as usize).filter(|_| shares == 1)?;
        if *known == NOT_ASKED {
            *known = libm::exp(-self.shown[1] * f64::from(neighbours));
        }
        Some(*known)
    }

    /// In which of somebody's shares a clock shows so much.
    #[inline]
    fn share_at(&self, due: f64) -> usize {
        let shown = &self.shown[..];
        let mut share = ((due * self.per_share) as usize).min(shown.len() - 1);
        while share > 0 && due < shown[share] {
            share -= 1;
        }
        while share + 1 < shown.len() && due >= shown[share + 1] {
            share += 1;
        }
        share
    }

    /// Somebody shares who may name somebody.
    #[inline]
    fn note(&mut self, sharing: Sharing) {
        let may_name = match self.nobody(sharing.shares, sharing.neighbours) {
            Some(nobody) => sharing.clock.names(nobody),
            None => sharing.clock.may_name(sharing.neighbours, self.shown[sharing.shares as usize]),
        };
        self.sharing.push(sharing);
        // Not asked but counted: nobody can guess it.
        self.sharing.truncate(self.sharing.len() - usize::from(!may_name));
    }

    /// Those noted share from step `t` on and name neighbours as their clocks say.
    fn name(&mut self, t: usize) {
        let mut noted = std::mem::take(&mut self.sharing);
        for Sharing { clock, row, shares, first, neighbours } in noted.drain(..) {
            let until = self.shown[shares as usize];
            let (mut step, mut begin) = (t, self.steps[t].len());
            if let Some(nobody) = self.nobody(shares, neighbours) {
                let named = &mut self.steps[t];
                clock.name_at_once(neighbours, nobody, |place, lot| {
                    named.push(Named { who: first + place, by: row, lot });
                });
            } else {
                clock.name(neighbours, until, |due, place, lot| {
                    let next = t + self.share_at(due);
                    if next != step {
                        distinct(&mut self.steps[step], begin);
                        (step, begin) = (next, self.steps[next].len());
                    }
                    self.steps[next].push(Named { who: first + place, by: row, lot });
                });
            }
            distinct(&mut self.steps[step], begin);
        }
        self.sharing = noted;
    }
}

/// Of those whom somebody has named in one share, from this place on, each is named once: his first lot is his.
#[inline]
fn distinct(named: &mut Vec<Named>, begin: usize) {
    match named[begin..] {
        [] | [_] => {}
        [first, second] => named.truncate(begin + 1 + usize::from(first.who != second.who)),
        _ => distinct_of_many(named, begin),
    }
}

fn distinct_of_many(named: &mut Vec<Named>, begin: usize) {
    named[begin..].sort_by_key(|named| named.who);
    let mut end = begin + 1;
    for place in begin + 1..named.len() {
        if named[place].who != named[end - 1].who {
            named[end] = named[place];
            end += 1;
        }
    }
    named.truncate(end);
}

impl Cascade {
    /// Those who have joined share from now on, each so often as is given to him.
    pub(super) fn begin_sharing(&mut self, now: Now<'_>) {
        let Some(network) = self.network.clone() else { return };
        if self.names.shown.is_empty() {
            self.names.know_clocks(-libm::log1p(-now.willing(0)));
        }
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
                self.names.steps[t as usize].extend((first..first + neighbours).map(named));
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
