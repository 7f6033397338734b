//! Point 1: how somebody becomes a member.

use super::{Begun, Cascade};
use crate::engine::customers::Arrival;
use crate::engine::free::Free;
use crate::engine::members::leaving::end_of_stay;
use crate::engine::members::life::{by_class, class_at, to_the_front};
use crate::engine::members::newcomers::newcomers;
use crate::engine::now::{Step, Way};
use crate::engine::population::Joiners;
use crate::rng::lane::Deed;
use crate::rng::{Purpose, lane};

impl Cascade {
    /// People become members who were not invited.
    pub(super) fn come_unasked(&mut self, at: Step<'_>, way: Way, count: u64) {
        let mut stream = at.stream(Purpose::Member, lane::of_joiners(0, 1, 0, way.number()));
        let first = self.rows.person.len() as u32;
        let rows = &mut self.rows;
        newcomers(at, (0, way, count), (&mut self.crowd, &self.by_reach), &mut stream, |person| {
            rows.add(person as u32);
        });
        let newcomers: Vec<u32> = (first..self.rows.person.len() as u32).collect();
        self.settle_all(at, &newcomers, way);
    }

    /// So many of those whose answer has just been due become members, by lot if not all; the others are lost.
    pub(super) fn let_in(&mut self, at: Step<'_>, admitted: usize, mut joined: impl FnMut(Joiners)) {
        let mut came = std::mem::take(&mut self.came);
        self.on_the_way -= came.len() as u64;
        to_the_front(at, &mut came, admitted);
        let in_time = &came[..admitted];
        if at.model.anyway > 0.0 {
            let (anyway, others): (Vec<u32>, Vec<u32>) =
                in_time.iter().partition(|row| self.rows.is_anyway(**row));
            joined(joiners(came.len(), admitted, anyway.len()));
            self.settle_all(at, &others, Way::Invited);
            self.settle_all(at, &anyway, Way::Anyway);
        } else {
            joined(joiners(came.len(), admitted, 0));
            self.settle_all(at, in_time, Way::Invited);
        }
        self.came = came;
    }

    /// People become members in the same way.
    fn settle_all(&mut self, at: Step<'_>, rows: &[u32], way: Way) {
        if rows.is_empty() {
            return;
        }
        for &row in rows {
            self.rows.join(row, at.t);
        }
        if Free::is(at.model, 0, way) {
            self.groups.free.joined(at, 0, way, rows.len() as u64);
            by_class(at, rows.to_vec(), 0, way, |row, class, _| self.settle_free(at, row, way, class));
        } else {
            self.settle_others(at, rows, way);
        }
    }

    /// Somebody becomes a member who leaves by luck of his own.
    fn settle_free(&mut self, at: Step<'_>, row: u32, way: Way, class: usize) {
        let (arrival, person) =
            (Arrival::alone(at.model, row, 0, class, way, false), self.rows.person[row as usize]);
        self.groups.admit_free(at, arrival, row, || at.key.stream_of(person.into(), Deed::WillOrder, 0));
        self.begun.push(Begun { row, leaves: u32::MAX });
    }

    /// Others become members: of one of the classes, for as long as it is given to them.
    fn settle_others(&mut self, at: Step<'_>, rows: &[u32], way: Way) {
        let model = &at.model.segments[0];
        let (one_class, asks_more) = (model.classes.len() == 1, model.sells_apart());
        if one_class && !asks_more && self.paces.of_leaving(0, 0).is_still() {
            self.begun.extend(rows.iter().map(|row| Begun { row: *row, leaves: u32::MAX }));
            self.groups.admit_all(0, 0, rows.len() as u64);
            return;
        }
        for (place, &row) in rows.iter().enumerate() {
            if at.patience.is_over_at(place) {
                return;
            }
            let person = u64::from(self.rows.person[row as usize]);
            let mut stream = at.key.stream_of(person, Deed::Joins, 0);
            let (of_class, _moment) = (stream.uniform(), stream.uniform());
            let class = if one_class { 0 } else { class_at(&model.classes, way, of_class) };
            let pace = self.paces.of_leaving(0, class);
            let leaves = end_of_stay(at, &model.classes[class], pace, f64::from(at.t), &mut stream) as u32;
            if asks_more {
                let arrival = Arrival::alone(at.model, row, 0, class, way, false);
                self.groups.admit(at, arrival, || at.key.stream_of(person, Deed::WillOrder, 0));
            } else {
                self.groups.admit_all(0, class, 1);
            }
            self.leavers.put(class, leaves);
            self.begun.push(Begun { row, leaves });
        }
    }
}

fn joiners(came: usize, admitted: usize, anyway: usize) -> Joiners {
    Joiners { segment: 0, came: came as u64, admitted: admitted as u64, anyway: anyway as u64 }
}
