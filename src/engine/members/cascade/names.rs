//! Who is named, step by step.

use crate::engine::members::clocks::Run;

/// A neighbour who is named, and says yes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The person; until his step has come the place among the [targets](crate::network::Network::targets) of the network.
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
pub(super) struct Sharing {
    pub clock: Run,
    pub row: u32,
    pub shares: u32,
    /// Where his neighbours stand, and how many they are.
    pub first: u32,
    pub neighbours: u32,
}

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
    pub fn take(&mut self, t: u32, into: &mut Vec<Named>) {
        into.clear();
        std::mem::swap(into, &mut self.steps[t as usize]);
    }

    /// Every share moves clocks on by so much, which never changes.
    pub fn know_clocks(&mut self, length: impl FnOnce() -> f64) {
        if !self.shown.is_empty() {
            return;
        }
        let length = length();
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
    pub fn note(&mut self, sharing: Sharing) {
        let may_name = match self.nobody(sharing.shares, sharing.neighbours) {
            Some(nobody) => sharing.clock.names(nobody),
            None => sharing.clock.may_name(sharing.neighbours, self.shown[sharing.shares as usize]),
        };
        self.sharing.push(sharing);
        // Not asked but counted: nobody can guess it.
        self.sharing.truncate(self.sharing.len() - usize::from(!may_name));
    }

    /// These are named in a step.
    pub fn add(&mut self, t: u32, named: impl Iterator<Item = Named>) {
        self.steps[t as usize].extend(named);
    }

    /// Those noted share from step `t` on and name neighbours as their clocks say.
    pub fn name(&mut self, t: usize) {
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
