//! Stage 9: members leave.

use super::state::Campaign;
use crate::model::StayClass;
use crate::rng::{Chance, Purpose};

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
        self.state.people[segment].classes[class].leave(&mut stream, chance, tells_buyers)
    }
}

/// Classes of staying have at most so many streams per segment.
pub(super) const CLASSES: usize = 4;
