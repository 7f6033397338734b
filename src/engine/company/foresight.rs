//! What is foreseen of a step: when in it money, goods or places will go, and how people behave in it: until then under the
//! offers of before, after it under those that are left, or not at all.

use crate::model::{Behaviour, Model};

/// What is foreseen of a step, and what is earned in it.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Foresight {
    /// Whether the step has been looked at.
    made: bool,
    /// Stretches of the step with the same offers, where these will change.
    stretches: Vec<Stretch>,
    /// The behaviour of the step as a whole, then.
    behaviour: Behaviour,
    /// People who come to the door in the step, as far as it is known.
    pub arriving: u64,
    /// By rule.
    earned: Vec<Earnings>,
}

/// A stretch of a step.
#[derive(Clone, Debug)]
struct Stretch {
    until: f64,
    /// Acceptances in a whole step of it, by segment, relative to other stretches.
    accepting: Vec<f64>,
}

/// Promises that a rule should make.
#[derive(Clone, Copy, Debug, Default)]
struct Earnings {
    /// In this step, and those that it does make.
    wanted: u64,
    granted: u64,
    /// The first segment whose members earn them.
    segment: Option<usize>,
    /// In the step before.
    before: u64,
}

impl Foresight {
    /// Nothing is known before the first step.
    pub fn begin(&mut self, model: &Model) {
        self.earned.clear();
        self.earned.resize(model.rules.len(), Earnings::default());
        self.begin_step();
    }

    /// Another step begins.
    pub fn begin_step(&mut self) {
        self.made = false;
        self.arriving = 0;
        self.stretches.clear();
        self.earned.iter_mut().for_each(|of| *of = Earnings { before: of.wanted, ..Earnings::default() });
    }

    /// Whether the step has been looked at.
    pub fn is_made(&self) -> bool {
        self.made
    }

    /// The step has been looked at: each of these behaviours holds until its moment, and nobody shares after the last.
    pub fn foresee(&mut self, model: &Model, stretches: Vec<(f64, Behaviour)>) {
        self.made = true;
        let mut begin = 0.0;
        let mut parts = Vec::new();
        for (until, behaviour) in stretches {
            self.stretches.push(Stretch { until, accepting: behaviour.accepting(model) });
            parts.push((until - begin, behaviour));
            begin = until;
        }
        if !parts.is_empty() {
            self.behaviour = Behaviour::mixed(model, &parts);
        }
    }

    /// A rule should promise so many to members of a segment, or for what they did, and does promise some of them.
    pub fn earn(&mut self, rule: usize, segment: usize, wanted: u64, granted: u64) {
        let of = &mut self.earned[rule];
        of.wanted += wanted;
        of.granted += granted;
        of.segment = Some(of.segment.map_or(segment, |first| first.min(segment)));
    }

    /// How many it should have promised in the step before.
    pub fn earned_before(&self, rule: usize) -> u64 {
        self.earned[rule].before
    }

    /// When in the step the last of what a rule could promise went, if it could not promise all.
    pub fn last_granted(&self, rule: usize) -> Option<f64> {
        let Earnings { wanted, granted, segment, .. } = self.earned[rule];
        let segment = segment.filter(|_| granted < wanted)?;
        Some(self.moment_of(segment, granted as f64 / wanted as f64))
    }

    /// The behaviour of a step in which offers change.
    pub fn behaviour(&self) -> Option<&Behaviour> {
        (!self.stretches.is_empty()).then_some(&self.behaviour)
    }

    /// Chance of what members of a segment won in the step to have been won before this moment of it.
    pub fn won_before(&self, segment: usize, moment: f64) -> f64 {
        if self.stretches.is_empty() {
            return moment;
        }
        let all = self.won_until(segment, 1.0);
        if all > 0.0 { self.won_until(segment, moment) / all } else { 1.0 }
    }

    /// The moment before which so large a part is won of what members of a segment win in the step.
    pub fn moment_of(&self, segment: usize, part: f64) -> f64 {
        let goal = part * self.won_until(segment, 1.0);
        let (mut begin, mut won) = (0.0, 0.0);
        for Stretch { until, accepting } in &self.stretches {
            let here = (until - begin) * accepting[segment];
            if won + here >= goal && here > 0.0 {
                return begin + (goal - won) / accepting[segment];
            }
            (begin, won) = (*until, won + here);
        }
        part
    }

    /// What is won until a moment, in what a whole step of one kind brings.
    fn won_until(&self, segment: usize, moment: f64) -> f64 {
        let mut begin = 0.0;
        let of = |stretch: &Stretch| {
            let length = (stretch.until.min(moment) - begin).max(0.0);
            begin = stretch.until;
            length * stretch.accepting[segment]
        };
        self.stretches.iter().map(of).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last piece goes at .4; after it half as many accept.
    #[test]
    fn more_is_won_while_the_offer_stands() {
        let stretch = |until, rate| Stretch { until, accepting: vec![rate] };
        let stretches = vec![stretch(0.4, 1.0), stretch(1.0, 0.5)];
        let foresight = Foresight { stretches, ..Foresight::default() };
        let before = |moment| foresight.won_before(0, moment);
        assert!((before(0.4) - 0.4 / 0.7).abs() < 1e-12 && (before(1.0) - 1.0).abs() < 1e-12);
        assert!((before(0.2) - 0.2 / 0.7).abs() < 1e-12 && (before(0.5) - 0.45 / 0.7).abs() < 1e-12);
        assert!([0.2, 0.4, 0.7, 1.0].iter().all(|moment| {
            let part = foresight.won_before(0, *moment);
            (foresight.moment_of(0, part) - moment).abs() < 1e-12
        }));
        let unforeseen = Foresight::default();
        assert_eq!([unforeseen.won_before(0, 0.3), unforeseen.moment_of(0, 0.3)], [0.3, 0.3]);
    }
}
