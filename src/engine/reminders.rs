//! Reminders, which are sent as a step begins, before anything else happens in it: who opens one has an occasion at that moment,
//! and some leave because of it.

use super::company::Company;
use super::now::Step;
use super::population::Population;
use super::record::Record;
use super::step::{act, conditions};
use super::twin::World;
use crate::terms::Events;

/// Sends what is due, one after the other; not while the platform has shut the campaign, nor when it is closed.
#[inline]
pub(super) fn remind<P: Population>(
    at: Step<'_>,
    people: &mut P,
    round: &mut P::Round,
    world: &mut World,
    company: &mut Company,
    events: &mut [Events],
    record: &mut Record<'_>,
) {
    for place in 0..at.model.most_reminders() {
        let mut segments = at.model.segments.iter();
        let is_due = segments.any(|segment| segment.reminder_due(at.t, place).is_some());
        if !is_due || !company.gate.is_open(at.t) || at.patience.runs_out() {
            continue;
        }
        let at = at.reminding(place);
        let mut opened = false;
        people.remind(conditions(at, company), place, round, |reminding| {
            opened |= reminding.opened > 0;
            record.reminded(at, reminding);
        });
        if opened {
            act(at, people, round, world, company, events, record);
        }
    }
}

/// Whether somebody may still be woken from a step on: a member of a segment whose reminders are not over.
pub(super) fn may_wake<P: Population>(at: Step<'_>, people: &P) -> bool {
    let mut segments = at.model.segments.iter().enumerate();
    segments.any(|(segment, model)| model.wakes_from(at.t, at.model.steps) && people.present(segment) > 0)
}
