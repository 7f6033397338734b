//! How a member of a segment behaves, step by step, while every reward is on offer: the chances that all parts of the
//! theory read.

use super::acceptance::{AcceptanceLaw, WayLaw};
use crate::model::{self, ChannelModel, DelayBins, Model, SegmentModel};
use std::borrow::Cow;

/// How far a member's credited invitations are distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// As far as they change what the member does.
    Behaviour,
    /// As far as any rule looks at them.
    Rules,
}

/// States of progress that are distinguished; beyond, an invitation is felt as the last of them.
pub(super) const MOST_STATES: usize = 256;

/// The chances of a segment's members.
#[derive(Clone, Debug)]
pub(super) struct Behaviour<'a> {
    model: &'a Model,
    /// The segment in numbers.
    pub segment: &'a SegmentModel,
    /// The ways by which its shares go.
    pub ways: Vec<&'a ChannelModel>,
    /// Which part of those whom it wins at the beginning comes by each of them.
    won_by: Vec<f64>,
    /// How they behave under the offers of the time.
    eras: Vec<Era<'a>>,
    /// The state by the number of invitations, for all that one share can lead to.
    folds: Vec<usize>,
    /// Whether beyond the last state nothing changes any more.
    keeps_the_last: bool,
    /// Segments of the invited at the beginning; sums to 1.
    pub recruits: Vec<f64>,
}

/// From a step on, under all offers whose dates allow it.
#[derive(Clone, Debug)]
struct Era<'a> {
    from: u32,
    /// Drive by [shared before][progress].
    drives: [Vec<f64>; 2],
    behaviour: &'a model::Behaviour,
}

impl<'a> Behaviour<'a> {
    /// The behaviour of the members of segment `index`.
    pub fn new(model: &'a Model, index: usize, detail: Detail) -> Behaviour<'a> {
        let segment = &model.segments[index];
        let states = model.progress.standings().min(MOST_STATES);
        let era = |(from, behaviour): &'a (u32, model::Behaviour)| {
            let chances = behaviour.of(index);
            let uncounted = |shared| chances.drives(shared).iter().step_by(model.progress.counts());
            let drives = [false, true].map(|shared| uncounted(shared).take(states).copied().collect());
            Era { from: *from, drives, behaviour }
        };
        let mut eras: Vec<Era<'a>> = model.eras().iter().map(era).collect();
        let constant = |side: &Vec<f64>| side.iter().all(|drive| *drive == side[0]);
        let none_counts = eras.iter().all(|era| era.drives.iter().all(constant));
        let once = segment.again == 0.0 && !segment.wakes();
        if detail == Detail::Behaviour && (once || none_counts) {
            eras.iter_mut().flat_map(|era| &mut era.drives).for_each(|side| side.truncate(1));
        }
        let last = eras[0].drives[0].len() - 1;
        let folds: Vec<usize> = (0..2 * (last + 1)).map(|n| folded(model, last + 1, n)).collect();
        Behaviour {
            model,
            segment,
            keeps_the_last: folds.iter().enumerate().all(|(n, state)| *state == n.min(last)),
            folds,
            recruits: eras[0].behaviour.recruits(model, index),
            won_by: eras[0].behaviour.won_by(model, index),
            ways: model.channels_of(index).collect(),
            eras,
        }
    }

    /// Number of states of progress.
    pub fn states(&self) -> usize {
        self.eras[0].drives[0].len()
    }

    fn era(&self, t: u32) -> &Era<'a> {
        match &self.eras[..] {
            [only] => only,
            eras => &eras[eras.partition_point(|era| era.from <= t) - 1],
        }
    }

    /// The state of a member with so many invitations.
    pub fn fold(&self, invitations: usize) -> usize {
        let known = self.folds.get(invitations).copied();
        known.unwrap_or_else(|| folded(self.model, self.states(), invitations))
    }

    /// Whether having shared before changes what a member does.
    pub fn remembers_sharing(&self) -> bool {
        self.eras.iter().any(|era| era.drives[0] != era.drives[1])
    }

    /// Number of steps.
    pub fn steps(&self) -> u32 {
        self.model.steps
    }

    /// Chance that an occasion in step `t` is taken.
    pub fn sharing(&self, t: u32, shared: bool, progress: usize) -> f64 {
        self.model.taken(t, self.era(t).drives[usize::from(shared)][progress])
    }

    /// The largest chance that anybody takes an occasion in step `t`.
    pub fn sharing_at_most(&self, t: u32) -> f64 {
        self.model.taken(t, self.era(t).drives.iter().flatten().copied().fold(0.0, f64::max))
    }

    /// Chances that a contact of a share in step `t` accepts, whenever the answer comes, by way, where a part of the contacts is open.
    pub fn accepting(&self, t: u32, open: f64) -> Vec<f64> {
        let behaviour = self.era(t).behaviour;
        let ways = self.ways.iter().zip(&self.segment.channels);
        ways.map(|(way, place)| behaviour.answers(*place).answering(self.model, way, t) * open).collect()
    }

    /// Chance that who accepts an invitation of step `t` by this way joins before the end, where the inviter is there from the first
    /// moment of the campaign on.
    pub fn in_time(&self, way: usize, t: u32) -> f64 {
        let way = self.ways[way];
        way.in_time_at_once.unwrap_or_else(|| way.delay.within(self.steps() - 1 - t))
    }

    /// How long the answers take that members ask for at any moment, or with a wave at its own, under the conditions of the beginning.
    pub fn delay_after(&self, wave: Option<u32>) -> Cow<'a, DelayBins> {
        match self.ways[..] {
            [only] => Cow::Borrowed(only.delay_after(wave)),
            _ => {
                let laws =
                    self.won_by.iter().zip(&self.ways).map(|(part, way)| (*part, way.delay_after(wave)));
                Cow::Owned(DelayBins::mixed(&laws.collect::<Vec<_>>()))
            }
        }
    }

    /// The law of the acceptances of one share when a contact accepts with these chances, by way.
    pub fn gain(&self, chances: &[f64]) -> AcceptanceLaw<'_> {
        let ways = self.ways.iter().zip(chances);
        let law = |(way, chance): (&&'a ChannelModel, &f64)| WayLaw {
            usage: way.usage,
            contacts: &way.contacts,
            chance: *chance,
        };
        AcceptanceLaw { ways: ways.map(law).collect() }
    }

    /// Whether members in the last state of progress stay there, whatever they gain.
    pub fn keeps_the_last_state(&self) -> bool {
        self.keeps_the_last
    }
}

/// The state of so many invitations, where so many states are distinguished.
fn folded(model: &Model, states: usize, invitations: usize) -> usize {
    let folds = model.progress.standings() == states;
    if folds { model.progress.standing(invitations) } else { invitations.min(states - 1) }
}
