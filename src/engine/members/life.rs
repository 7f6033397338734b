//! Point 1: how somebody becomes a member.

use super::Members;
use super::leaving::{end_of_stay, moment_given, step_of_leaving, time_of_leaving};
use super::newcomers::newcomers;
use super::people::{Mark, NOBODY};
use crate::engine::customers::Arrival;
use crate::engine::free::Free;
use crate::engine::newcomers::Newcomers;
use crate::engine::now::{Step, Way};
use crate::engine::population::{Guest, Joiners};
use crate::model::{Since, StayClass};
use crate::rng::lane::Deed;
use crate::rng::{Purpose, Stream, lane};

impl Members {
    /// People become members who were not invited.
    pub(super) fn come_unasked(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        let mut stream = at.stream(Purpose::Member, lane::of_joiners(segment, 1, 0, way.number()));
        let mut rows = Vec::with_capacity(count as usize);
        let people = &mut self.people;
        newcomers(at, (segment, way, count), (&mut self.crowd, &self.by_reach), &mut stream, |person| {
            rows.push(people.add(person, NOBODY, segment));
        });
        self.settle_all(at, rows, segment, way);
    }

    /// People of a segment become members in the same way.
    fn settle_all(&mut self, at: Step<'_>, rows: Vec<u32>, segment: usize, way: Way) {
        if !Free::is(at.model, segment, way) {
            let wanted = |(place, _): &(usize, u32)| !at.patience.is_over_at(*place);
            let wanted = rows.into_iter().enumerate().take_while(wanted);
            wanted.for_each(|(_, row)| self.settle_other(at, row, way));
            return;
        }
        self.groups.free.joined(at, segment, way, rows.len() as u64);
        by_class(at, rows, segment, way, |row, class, leaves| self.settle_free(at, row, way, class, leaves));
    }

    /// So many of those whose answer has just been due become members, by lot if not all; the others are lost.
    pub(super) fn let_in(&mut self, at: Step<'_>, admitted: usize, mut joined: impl FnMut(Joiners)) {
        let mut came = std::mem::take(&mut self.came);
        self.on_the_way -= came.len() as u64;
        to_the_front(at, &mut came, admitted);
        for (segment, model) in at.model.segments.iter().enumerate() {
            let of_segment = |row: &&u32| self.people.segment(**row) == segment;
            let all = came.iter().filter(of_segment).count() as u64;
            let in_time = || came[..admitted].iter().filter(of_segment);
            if all > 0 {
                let anyway = in_time().filter(|row| self.people.is(**row, Mark::Anyway)).count() as u64;
                joined(Joiners { segment, came: all, admitted: in_time().count() as u64, anyway });
                self.genuine_on_the_way -= if model.fake { 0 } else { all };
            }
        }
        for segment in 0..at.model.segments.len() {
            for (way, anyway) in [(Way::Invited, false), (Way::Anyway, true)] {
                let is_meant = |row: &&u32| {
                    self.people.segment(**row) == segment && self.people.is(**row, Mark::Anyway) == anyway
                };
                let rows: Vec<u32> = came[..admitted].iter().filter(is_meant).copied().collect();
                if !rows.is_empty() {
                    self.settle_all(at, rows, segment, way);
                }
            }
        }
        self.came = came;
    }

    /// Those of a kind, invited by members of a segment, who have just stood at the door.
    pub(super) fn at_the_door(&self, inviter: usize, kind: usize) -> Vec<Guest> {
        let is_meant = |row: &&u32| {
            let invited_by = self.people.inviter[**row as usize];
            self.people.segment(**row) == kind && self.people.segment(invited_by) == inviter
        };
        let guest = |row: &u32| Guest {
            row: *row,
            since: self.people.is(*row, Mark::Joined).then(|| self.people.since[*row as usize]),
        };
        self.came.iter().filter(is_meant).map(guest).collect()
    }

    /// Somebody becomes a member who leaves by luck of his own; within the step or not.
    fn settle_free(&mut self, at: Step<'_>, row: u32, way: Way, class: usize, leaves: bool) {
        let segment = self.people.segment(row);
        let (_, mut since, mut stream) = self.begin_life(at, row, way);
        let rate = at.stint(segment, class, Since::Before).rate_of_leaving();
        let is_any = way.since() == Since::Anytime && !at.model.in_cycles;
        if is_any && self.known_moment(at, row, way).is_none() {
            since = f64::from(at.t) + moment_given(leaves, rate, &mut stream);
            self.people.since[row as usize] = since;
        }
        self.people.class[row as usize] = class as u8;
        self.people.mark(row, Mark::Free);
        if leaves {
            let until = f64::from(at.t + 1);
            self.people.leaves[row as usize] = time_of_leaving(&mut stream, since, until, rate);
            self.people.mark(row, Mark::Gone);
            self.left += 1;
        } else {
            self.is_here(row);
        }
        let arrival = Arrival::alone(at.model, row, segment, class, way, leaves);
        let person = self.people.person[row as usize];
        self.groups.admit_free(at, arrival, row, || at.key.stream_of(person, Deed::WillOrder, 0));
        self.begin_waiting(at, row, way, since);
    }

    /// Somebody else becomes a member: of one of the classes, for as long as it is given to him.
    fn settle_other(&mut self, at: Step<'_>, row: u32, way: Way) {
        let segment = self.people.segment(row);
        let model = &at.model.segments[segment];
        let (of_class, since, mut stream) = self.begin_life(at, row, way);
        let class = class_at(&model.classes, way, of_class);
        self.people.class[row as usize] = class as u8;
        let end_of_step = f64::from(at.t + 1);
        let pace = self.paces.of_leaving(segment, class);
        let leaves = if model.fake {
            end_of_step
        } else {
            end_of_stay(at, &model.classes[class], pace, since, &mut stream)
        };
        self.people.leaves[row as usize] = leaves;
        let soon = leaves < end_of_step || (model.fake && !at.model.in_cycles);
        let person = self.people.person[row as usize];
        let arrival = Arrival::alone(at.model, row, segment, class, way, soon);
        self.groups.admit(at, arrival, || at.key.stream_of(person, Deed::WillOrder, 0));
        if soon {
            self.people.mark(row, Mark::Gone);
            self.left += u64::from(!model.fake);
        } else {
            self.leaving.put(step_of_leaving(at, leaves), row);
            self.is_here(row);
        }
        self.begin_waiting(at, row, way, since);
    }

    /// A level for the class, since when somebody is there, and the stream of how long he stays.
    fn begin_life(&mut self, at: Step<'_>, row: u32, way: Way) -> (f64, f64, Stream) {
        let mut stream = at.key.stream_of(self.people.person[row as usize], Deed::Joins, 0);
        let (of_class, moment) = (stream.uniform(), stream.uniform());
        let moment = self.known_moment(at, row, way).unwrap_or(moment);
        let since = f64::from(at.t) + moment_of(at, self.people.segment(row), way, moment);
        self.people.since[row as usize] = since;
        self.people.mark(row, Mark::Joined);
        (of_class, since, stream)
    }

    /// The moment of the step at which an invitee comes, where it is known when his inviter asked.
    fn known_moment(&self, at: Step<'_>, row: u32, way: Way) -> Option<f64> {
        let inviter = self.people.inviter[row as usize];
        let is_known = way.is_invited()
            && !at.model.in_cycles
            && inviter != NOBODY
            && at.model.segments[self.people.segment(inviter)].wait.is_some();
        is_known.then(|| (self.people.next[row as usize] - f64::from(at.t)).clamp(0.0, LAST_MOMENT))
    }

    /// Somebody waits for his first occasion. Seeds who share when they come do so wave by wave.
    fn begin_waiting(&mut self, at: Step<'_>, row: u32, way: Way, since: f64) {
        let segment = self.people.segment(row);
        self.people.mark(row, Mark::Waits);
        match way {
            Way::Seed(wave) if at.model.segments[segment].waves_act_at_once => {
                self.people.next[row as usize] = since;
                self.pending[segment].waves.push((wave, row));
            }
            _ => self.wait(at, row, since, matches!(way, Way::Seed(_))),
        }
    }
}

/// People who leave and buy by luck of their own become members of a segment in the same way: it is drawn together how many are of
/// each class, and how many of them leave soon. `settle` is called for each, with his class and whether he does.
pub(super) fn by_class(
    at: Step<'_>,
    mut rows: Vec<u32>,
    segment: usize,
    way: Way,
    mut settle: impl FnMut(u32, usize, bool),
) {
    let newcomers = Newcomers::new(segment, way, at.model.origins.count, 0);
    let joiners = lane::of_joiners(segment, 1, 0, way.number());
    let mut stream = at.stream(Purpose::Member, lane::of_newcomers(joiners, 0));
    for (class, count) in newcomers.by_class(at, rows.len() as u64) {
        let leaving = newcomers.leaving(at, class, count);
        for place in 0..count {
            if at.patience.is_over_at(place as usize) {
                return;
            }
            let row = rows.swap_remove(stream.below(rows.len() as u64) as usize);
            settle(row, class, place < leaving);
        }
    }
}

/// Those who find room of those at the door stand first, by lot if not all do.
pub(super) fn to_the_front(at: Step<'_>, came: &mut [u32], admitted: usize) {
    if admitted < came.len() {
        let mut stream = at.stream(Purpose::Admission, lane::ONLY);
        for place in 0..admitted {
            let other = place + stream.below((came.len() - place) as u64) as usize;
            came.swap(place, other);
        }
    }
}

/// Nothing of a step comes later.
const LAST_MOMENT: f64 = 1.0 - 1e-9;

/// The class of who joins so, at this level.
pub(super) fn class_at(classes: &[StayClass], way: Way, level: f64) -> usize {
    let mut left = level;
    let mut last = 0;
    for (index, class) in classes.iter().enumerate() {
        let weight = class.weight_of(way.since());
        if weight > 0.0 {
            last = index;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
    }
    last
}

/// The moment of the step at which somebody comes; for who may come at any it is this one.
fn moment_of(at: Step<'_>, segment: usize, way: Way, any: f64) -> f64 {
    match way {
        _ if at.model.in_cycles => 0.0,
        Way::Seed(wave) => at.model.segments[segment].seeds[wave as usize].moment,
        Way::Organic | Way::Bought | Way::Invited | Way::Anyway => any,
    }
}
