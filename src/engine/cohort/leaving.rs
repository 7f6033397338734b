//! Stage 9: members leave.

use super::state::Campaign;
use crate::rng::{Chance, Purpose};

impl Campaign<'_> {
    /// Every member leaves with the step's chance.
    pub fn leaving(&mut self, t: u32) {
        let key = self.key;
        let factor = self.churn_factor(t);
        for (segment, (part, people)) in self.model.segments.iter().zip(&mut self.state.people).enumerate() {
            let tells_buyers = part.buys.is_some();
            for (class, (stay, members)) in part.classes.iter().zip(&mut people.classes).enumerate() {
                let lane = (segment * CLASSES + class) as u32;
                let (mut stream, level) = key.stream(Purpose::Leaving, t, lane).with_level();
                let other: Chance;
                let chance = if factor == 1.0 {
                    &stay.churn
                } else {
                    other = changed(&stay.churn, factor);
                    &other
                };
                let left = members.leave((&mut stream, level), chance, tells_buyers);
                if !part.fake {
                    self.members -= left;
                }
            }
        }
    }

    /// The chance to leave in this step, where it changes in time.
    pub fn changed_churn(&mut self, t: u32, plain: &Chance) -> Chance {
        changed(plain, self.churn_factor(t))
    }

    /// Events and overload together; noted, because retention is measured under the churn that was met.
    fn churn_factor(&mut self, t: u32) -> f64 {
        if !self.churn_varies {
            return 1.0;
        }
        let overload = match self.model.care {
            Some(care) if self.members_at_start as f64 > care.members => care.overload,
            _ => 1.0,
        };
        let factor = self.model.profile.churn.at(t) * overload;
        self.state.churn_by_step.push(factor);
        factor
    }
}

fn changed(chance: &Chance, factor: f64) -> Chance {
    Chance::new((chance.p() * factor).min(1.0))
}

/// Classes of staying have at most so many streams per segment.
pub(super) const CLASSES: usize = 4;
