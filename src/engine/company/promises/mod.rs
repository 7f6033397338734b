//! Promises: how many there are, on whom they hang, and when they fall due. Members are not known here: a promise is known by
//! its rule, by who is to get it as far as that matters, and by the segment of the invitee on whom it hangs.

mod bundle;
mod calendar;

pub(in crate::engine) use bundle::{Arrived, Bundle, Key, Party, Wish};
use bundle::{Fresh, WaitsFor};

use crate::engine::customers::Hanging;
use crate::engine::made::Made;
use crate::model::Model;
use calendar::Calendar;

/// All promises that are neither kept nor gone.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Promises {
    /// By the step in which their invitees join.
    on_the_way: Calendar,
    /// By the step in which they fall due.
    held: Calendar,
    /// What is earned and will come to nothing, and what is paid and will be lost: by the step in which what was bought is paid
    /// back.
    will_be_void: Calendar,
    will_be_lost: Calendar,
    /// Made in this step, where some may be taken back.
    pub fresh: Vec<Fresh>,
    /// Made in this round; their invitees join in the next.
    joins_next: Vec<(Bundle, Made)>,
    /// Fallen due in this step.
    pub due: Vec<(Bundle, Made)>,
    /// Scratch: what a round has earned.
    pub wishes: Vec<Wish>,
    /// Scratch: on how many of those who were sent promises hang.
    pub hung: Vec<u64>,
    /// Scratch: what hangs on those who join.
    pub joining: Vec<(Bundle, Made)>,
    /// Who stood at the door in this round.
    pub arrived: Vec<Arrived>,
    /// What waits for the orders of those of them who were let in.
    pub hanging: Vec<Hanging>,
}

impl Promises {
    /// Nothing is promised.
    pub fn begin(&mut self, model: &Model) {
        self.on_the_way.clear(model.steps);
        self.held.clear(model.steps);
        self.will_be_void.clear(model.steps);
        self.will_be_lost.clear(model.steps);
        self.fresh.clear();
        self.joins_next.clear();
        self.due.clear();
        self.arrived.clear();
        self.hanging.clear();
    }

    /// Adds promises made in step `t` whose invitees join in step `joins`.
    pub fn add(&mut self, t: u32, bundle: Bundle, moment: Option<f64>, joins: u32, may_be_taken_back: bool) {
        if joins == t {
            self.joins_next.push((bundle, Made::Now { moment }));
        } else if may_be_taken_back {
            self.fresh.push(Fresh { bundle, moment, waits_for: WaitsFor::Joining(joins) });
        } else {
            self.on_the_way.put(joins, bundle);
        }
    }

    /// Takes the promises that hang on invitees who join in step `t`, with when they were made.
    pub fn of_joiners(&mut self, t: u32, into: &mut Vec<(Bundle, Made)>) {
        into.clear();
        self.on_the_way.take(t, |bundle| into.push((bundle, Made::Before)));
        into.append(&mut self.joins_next);
    }

    /// Holds promises until step `until`.
    pub fn hold(&mut self, bundle: Bundle, made: Made, until: u32, may_be_taken_back: bool) {
        match made {
            _ if bundle.count == 0 => {}
            Made::Now { moment } if may_be_taken_back => {
                self.fresh.push(Fresh { bundle, moment, waits_for: WaitsFor::Staying(until) });
            }
            Made::Now { .. } | Made::Before => self.held.put(until, bundle),
        }
    }

    /// What was bought is paid back in step `step`, before this falls due.
    pub fn void_in(&mut self, step: u32, bundle: Bundle) {
        self.will_be_void.put(step, bundle);
    }

    /// What was bought is paid back in step `step`: this much of what was paid comes back then.
    pub fn lose_in(&mut self, step: u32, bundle: Bundle) {
        self.will_be_lost.put(step, bundle);
    }

    /// Takes what is void in step `t`.
    pub fn void_now(&mut self, t: u32, void: impl FnMut(Bundle)) {
        self.will_be_void.take(t, void);
    }

    /// Takes what is lost in step `t`.
    pub fn lost_now(&mut self, t: u32, lost: impl FnMut(Bundle)) {
        self.will_be_lost.take(t, lost);
    }

    /// Takes what will be void beyond the end.
    pub fn take_void(&mut self) -> Vec<Bundle> {
        self.will_be_void.take_all()
    }

    /// Takes what hangs on invitees who have joined.
    pub fn take_hanging(&mut self, model: &Model) -> Vec<Bundle> {
        self.held.take_those(|bundle| bundle.rule(model).hangs_on_invitees())
    }

    /// Calls `expected` with the promises that wait for step `t`, or have fallen due in it, and whether their invitees have
    /// joined.
    pub fn expected(&self, t: u32, mut expected: impl FnMut(&Bundle, bool)) {
        self.due.iter().for_each(|(bundle, _)| expected(bundle, true));
        for (calendar, have_joined) in [(&self.on_the_way, false), (&self.held, true)] {
            calendar.of(t).iter().for_each(|bundle| expected(bundle, have_joined));
        }
    }

    /// What was held until step `t` falls due.
    pub fn fall_due(&mut self, t: u32) {
        let due = &mut self.due;
        self.held.take(t, |bundle| due.push((bundle, Made::Before)));
    }

    /// The step is over: what was made in it is like everything made before.
    pub fn end_step(&mut self) {
        for Fresh { bundle, waits_for, .. } in self.fresh.drain(..) {
            match waits_for {
                WaitsFor::Joining(step) => self.on_the_way.put(step, bundle),
                WaitsFor::Staying(step) => self.held.put(step, bundle),
            }
        }
    }

    /// The first step from `t` on in which something held falls due.
    pub fn next_due(&self, t: u32) -> Option<u32> {
        let calendars = [&self.held, &self.will_be_void, &self.will_be_lost];
        calendars.into_iter().filter_map(|calendar| calendar.next(t)).min()
    }

    /// Whether something falls due in step `t`.
    pub fn is_due(&self, t: u32) -> bool {
        !self.due.is_empty() || self.next_due(t) == Some(t)
    }

    /// Takes what hangs on invitees who have joined.
    pub fn take_held(&mut self) -> Vec<Bundle> {
        self.held.take_all()
    }

    /// Takes what hangs on invitees who have not joined.
    pub fn take_on_the_way(&mut self) -> Vec<Bundle> {
        self.on_the_way.take_all()
    }
}
