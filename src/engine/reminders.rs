//! Reminders, which are sent as a step begins, before anything else happens in it: who opens one has an occasion at that moment,
//! and some leave because of it.

use super::company::Company;
use super::now::Step;
use super::population::Population;
use super::record::Record;
use super::step::{act, conditions};
use super::twin::World;
use crate::terms::Events;

/// Sends what is due, one after the other; while the platform has shut the campaign, or when it is closed, what is regular alone.
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
        let open = company.gate.is_open(at.t);
        let mut segments = at.model.segments.iter();
        let is_sent = segments.any(|segment| segment.reminder_sent(at.t, place, open).is_some());
        if !is_sent || at.patience.runs_out() {
            continue;
        }
        let at = at.reminding(place);
        let mut opened = false;
        let free = free_who_may_leave_anyway(at, people, place);
        people.remind(conditions(at, company), place, round, |reminding| {
            opened |= reminding.opened > 0;
            record.reminded(at, reminding);
        });
        for (segment, class, were) in free {
            let left = were - people.free().present(segment, class);
            let churn = at.model.segments[segment].reminders[place].churn;
            world.twin.remind(at, (segment, class), churn, [were, left]);
        }
        if opened {
            act(at, people, round, world, company, events, record);
        }
    }
}

/// Free members, by segment and class, to whom something regular is sent now: where nothing is done it is, too.
fn free_who_may_leave_anyway<P: Population>(
    at: Step<'_>,
    people: &P,
    place: usize,
) -> Vec<(usize, usize, u64)> {
    let mut free = Vec::new();
    for (segment, model) in at.model.segments.iter().enumerate().filter(|(_, model)| !model.fake) {
        if model.reminder_due(at.t, place).is_some_and(|reminder| reminder.regular && reminder.churn > 0.0) {
            let classes = 0..model.classes.len();
            free.extend(classes.map(|class| (segment, class, people.free().present(segment, class))));
        }
    }
    free
}

/// Whether somebody may still be woken from a step on: a member of a segment whose reminders are not over.
pub(super) fn may_wake<P: Population>(at: Step<'_>, people: &P) -> bool {
    let mut segments = at.model.segments.iter().enumerate();
    segments.any(|(segment, model)| model.wakes_from(at.t, at.model.steps) && people.present(segment) > 0)
}
