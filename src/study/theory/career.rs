//! What one member of a segment and stay class is expected to do who joins in the first step, on the real clock: hours,
//! weekdays, events and novelty as he meets them, until he is done, gone, or the campaign is over.

use super::conduct::Conduct;
use super::waiting::Waiting;
use crate::model::StayClass;

/// Expected deeds of one member, step by step.
#[derive(Clone, Debug)]
pub(super) struct Career {
    /// Acceptances by the step of the invitation; those who come too late are none.
    pub accepted: Vec<f64>,
    /// The same for answers that may come any time after: the kernel before the horizon cuts it.
    pub invited: Vec<f64>,
}

/// A member who waits with less chance than this is done.
const DONE: f64 = 1e-13;

impl Career {
    /// The career of a new member of this class, while this part of the contacts has not been won yet.
    pub fn new(conduct: &Conduct<'_>, class: &StayClass, open: f64) -> Career {
        let mut waiting = Waiting::nobody(conduct);
        waiting.join(1.0);
        let mut career = Career { accepted: Vec::new(), invited: Vec::new() };
        for t in 0..conduct.steps() {
            let sharers = waiting.decide(conduct, t);
            let chance = conduct.acceptance(t) * open;
            let gains = sharers.gains(conduct, chance);
            waiting.come_back(conduct, &sharers, &gains);
            waiting.leave(conduct.leaving(t, class));
            career.accepted.push(sharers.all * conduct.contacts * chance);
            career.invited.push(sharers.all * conduct.contacts * conduct.answering(t) * open);
            if waiting.all() < DONE {
                break;
            }
        }
        career
    }

    /// Acceptances in all.
    pub fn brings(&self) -> f64 {
        self.accepted.iter().sum()
    }
}
