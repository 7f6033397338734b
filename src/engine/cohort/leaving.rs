//! Stage 9: members leave.

use super::people::People;
use super::state::Campaign;
use crate::model::StayClass;
use crate::rng::{Chance, Purpose, Stream, hypergeometric};

impl Campaign<'_> {
    /// Every member leaves with the step's chance.
    pub fn leaving(&mut self, t: u32) {
        let factor = self.churn_factor(t);
        if self.model.churn_varies() {
            self.state.churn_by_step.push(factor);
        }
        let model = self.model;
        for (segment, part) in model.segments.iter().enumerate() {
            for (class, stay) in part.classes.iter().enumerate() {
                let left = self.leave_class(t, segment, class, stay, factor);
                if !part.fake {
                    self.members -= left;
                }
            }
        }
    }

    /// Events and overload together.
    fn churn_factor(&self, t: u32) -> f64 {
        let overload = match self.model.care {
            Some(care) if self.members_at_start as f64 > care.members => care.overload,
            _ => 1.0,
        };
        self.model.profile.churn.at(t) * overload
    }

    fn leave_class(&mut self, t: u32, segment: usize, class: usize, stay: &StayClass, factor: f64) -> u64 {
        let changed;
        let chance = if factor == 1.0 {
            &stay.churn
        } else {
            changed = Chance::new((stay.churn.p() * factor).min(1.0));
            &changed
        };
        let mut stream = self.key.stream(Purpose::Leaving, t, (segment * CLASSES + class) as u32);
        let tells_buyers = self.model.segments[segment].buys.is_some();
        self.state.people[segment].leave(&mut stream, class, chance, tells_buyers)
    }
}

/// Classes of staying have at most so many streams per segment.
pub(super) const CLASSES: usize = 4;

impl People {
    /// Members of a class leave with this chance, done or waiting; how many did. Who of them were seeds, and who
    /// had never bought, is drawn: leaving does not look at either.
    pub fn leave(&mut self, stream: &mut Stream, class: usize, chance: &Chance, tells_buyers: bool) -> u64 {
        let [own, induced] = self.of_class(class);
        if own + induced == 0 || chance.p() == 0.0 {
            return 0;
        }
        let mut left = [0; 2];
        for (left, count) in left.iter_mut().zip(&mut self.done[class]).filter(|(_, count)| **count > 0) {
            let leaving = chance.draw(stream, *count);
            *count -= leaving;
            *left += leaving;
        }
        for lane in self.lanes.iter_mut().filter(|lane| lane.class == class && lane.total > 0) {
            for count in lane.waiting.iter_mut().filter(|count| **count > 0) {
                let leaving = chance.draw(stream, *count);
                *count -= leaving;
                lane.total -= leaving;
                left[usize::from(lane.induced)] += leaving;
            }
        }
        let seeds = self.seeds_present[class];
        if seeds > 0 && left[0] > 0 {
            self.seeds_present[class] -= hypergeometric(stream, own, seeds, left[0]);
        }
        let all = left[0] + left[1];
        if tells_buyers && all > 0 {
            self.never_bought[class] -= hypergeometric(stream, own + induced, self.never_bought[class], all);
        }
        all
    }
}
