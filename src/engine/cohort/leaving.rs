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
        let people = &mut self.state.people[segment];
        let present = people.of_class(class);
        if present == 0 || stay.churn.p() == 0.0 {
            return 0;
        }
        let lane = (segment * CLASSES + class) as u32;
        let mut stream = self.key.stream(Purpose::Leaving, t, lane);
        let left = if factor == 1.0 {
            people.leave(&mut stream, class, &stay.churn)
        } else {
            people.leave(&mut stream, class, &Chance::new((stay.churn.p() * factor).min(1.0)))
        };
        people.seeds_leave(&mut stream, class, present, left);
        if left > 0 && self.model.segments[segment].buys.is_some() {
            let never_bought = people.never_bought[class];
            people.never_bought[class] -= hypergeometric(&mut stream, present, never_bought, left);
        }
        left
    }
}

/// Classes of staying have at most so many streams per segment.
const CLASSES: usize = 4;

impl People {
    /// How many of those who left a class were seeds.
    pub fn seeds_leave(&mut self, stream: &mut Stream, class: usize, present: u64, left: u64) {
        let seeds = self.seeds_present[class];
        if seeds > 0 && left > 0 {
            self.seeds_present[class] -= hypergeometric(stream, present, seeds, left);
        }
    }

    /// Members of a class leave with this chance, done or waiting; how many did.
    pub fn leave(&mut self, stream: &mut Stream, class: usize, chance: &Chance) -> u64 {
        let mut all = 0;
        for count in self.done[class].iter_mut().filter(|count| **count > 0) {
            let left = chance.draw(stream, *count);
            *count -= left;
            all += left;
        }
        for lane in self.lanes.iter_mut().filter(|lane| lane.class == class && lane.total > 0) {
            for count in lane.waiting.iter_mut().filter(|count| **count > 0) {
                let left = chance.draw(stream, *count);
                *count -= left;
                lane.total -= left;
                all += left;
            }
        }
        all
    }
}
