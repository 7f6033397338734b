//! The steps of a campaign in the mean field: seeds, organic joiners and invitees arrive, wait, share, bring people and
//! leave, as expected numbers. Exact where every chance is given; with a market the expected numbers take the place of
//! the random ones in `S·(1-exp(-Λ/M))` (mean field), which is nearly right for large numbers.

use super::behaviour::Behaviour;
use super::counts::Counts;
use super::on_the_way::{Inviter, OnTheWay};
use super::waiting::{Sharers, Waiting, fewer};
use crate::model::{Model, SegmentModel};
use crate::units::MAX_PEOPLE;

/// Expected members of a stay class.
struct ClassState {
    waiting: Waiting,
    present: f64,
}

/// The campaign on its way, in expected numbers.
pub(super) struct MeanField<'a> {
    pub model: &'a Model,
    behaviours: &'a [Behaviour<'a>],
    classes: Vec<Vec<ClassState>>,
    on_the_way: OnTheWay<'a>,
    /// People who have not accepted yet: of the market, or of all that a campaign can hold.
    free: f64,
    pub counts: Vec<Counts>,
    tiers: &'a [u32],
    pub reached: Vec<f64>,
}

impl<'a> MeanField<'a> {
    pub fn begin(model: &'a Model, behaviours: &'a [Behaviour<'a>], tiers: &'a [u32]) -> MeanField<'a> {
        let seeds: u64 = model.segments.iter().map(SegmentModel::seed_total).sum();
        let class =
            |behaviour: &Behaviour<'_>| ClassState { waiting: Waiting::nobody(behaviour), present: 0.0 };
        let classes = |behaviour: &Behaviour<'_>| {
            behaviour.segment.classes.iter().map(|_| class(behaviour)).collect::<Vec<ClassState>>()
        };
        MeanField {
            model,
            behaviours,
            classes: behaviours.iter().map(classes).collect(),
            on_the_way: OnTheWay::nobody(model.steps, behaviours.iter().map(inviter).collect()),
            free: model.market.unwrap_or(MAX_PEOPLE).saturating_sub(seeds) as f64,
            counts: vec![Counts::default(); behaviours.len()],
            tiers,
            reached: vec![0.0; tiers.len()],
        }
    }

    pub fn arrivals(&mut self, t: u32) {
        for (index, segment) in self.model.segments.iter().enumerate() {
            let seeds: u64 =
                segment.seeds.iter().filter(|wave| wave.step == t).map(|wave| wave.count).sum();
            let organic = segment.inflow_per_step.min(self.free);
            self.free -= organic;
            let invited = self.on_the_way.arriving(t, index);
            let arriving = seeds as f64 + organic + invited;
            let counts = &mut self.counts[index];
            if segment.fake {
                counts.fake += arriving;
            } else {
                counts.seeds += seeds as f64;
                counts.organic += organic;
                counts.referred += invited;
            }
            for (state, class) in self.classes[index].iter_mut().zip(&segment.classes) {
                state.waiting.join(arriving * class.weight);
                state.present += arriving * class.weight;
            }
        }
    }

    /// Who shares, by segment and class.
    pub fn decisions(&mut self, t: u32) -> Vec<Vec<Sharers>> {
        let segments = self.classes.iter_mut().zip(self.behaviours);
        let decide = |(classes, behaviour): (&mut Vec<ClassState>, &Behaviour<'_>)| {
            classes.iter_mut().map(|state| state.waiting.decide(behaviour, t)).collect()
        };
        segments.map(decide).collect()
    }

    pub fn acceptances(&mut self, t: u32, sharing: &[Vec<Sharers>]) {
        let exposures: Vec<f64> = sharing
            .iter()
            .zip(self.behaviours)
            .map(|(classes, behaviour)| {
                classes.iter().map(|sharers| sharers.all).sum::<f64>() * behaviour.contacts
            })
            .collect();
        let hits =
            exposures.iter().zip(self.behaviours).map(|(count, behaviour)| count * behaviour.acceptance(t));
        let open = self.open(hits.sum());
        for (index, behaviour) in self.behaviours.iter().enumerate() {
            let chance = behaviour.acceptance(t) * open;
            let accepted = exposures[index] * chance;
            self.free = (self.free - accepted).max(0.0);
            let counts = &mut self.counts[index];
            counts.exposures += exposures[index];
            counts.accepted += accepted;
            for (sharers, state) in sharing[index].iter().zip(&mut self.classes[index]) {
                counts.shares += sharers.all;
                counts.sharers += sharers.first;
                if sharers.all > 0.0 {
                    let gains = sharers.gains(behaviour, chance);
                    state.waiting.come_back(behaviour, sharers, &gains);
                    let fewer = fewer(&gains, self.tiers.iter().max().map_or(0, |tier| *tier as usize));
                    for (tier, reached) in self.tiers.iter().zip(&mut self.reached) {
                        *reached += sharers.passing(*tier as usize, &fewer);
                    }
                }
            }
            self.on_the_way.send(t, index, accepted);
        }
        self.on_the_way.end_step(t);
    }

    /// The part of the hits that win somebody who has not been won before, nor by another hit of this step.
    fn open(&self, hits: f64) -> f64 {
        match self.model.market {
            _ if hits <= 0.0 => 1.0,
            Some(market) => -self.free * libm::expm1(-hits / market as f64) / hits,
            None => (self.free / hits).min(1.0),
        }
    }

    pub fn leaving(&mut self, t: u32) {
        for (behaviour, classes) in self.behaviours.iter().zip(&mut self.classes) {
            for (class, state) in behaviour.segment.classes.iter().zip(classes) {
                let leaving = behaviour.leaving(t, class);
                state.waiting.leave(leaving);
                state.present *= 1.0 - leaving;
            }
        }
    }

    /// Expected members of a segment, hunters included.
    fn present(&self, segment: usize) -> f64 {
        self.classes[segment].iter().map(|state| state.present).sum()
    }

    pub fn members(&self) -> f64 {
        let genuine = |index: &usize| !self.model.segments[*index].fake;
        (0..self.classes.len()).filter(genuine).map(|index| self.present(index)).sum()
    }

    pub fn end(self) -> Vec<Counts> {
        let counts = |index: usize| Counts { members_end: self.present(index), ..self.counts[index] };
        (0..self.counts.len()).map(counts).collect()
    }
}

fn inviter<'a>(behaviour: &'a Behaviour<'a>) -> Inviter<'a> {
    Inviter { delay: &behaviour.segment.delay, recruits: &behaviour.recruits }
}
