//! How many members there are, by segment and class of staying. Buying looks at nothing else, so that it is drawn for
//! groups as where members are counted.

use crate::engine::customers::{Arrival, Customers, OrderClaims};
use crate::engine::free::{Free, Group};
use crate::engine::now::Step;
use crate::engine::purchases::Purchases;
use crate::engine::sold::Sold;
use crate::model::Model;
use crate::rng::{Chance, Purpose, Stream, lane};

/// Members by segment and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    pub free: Free,
    /// Their rows.
    free_rows: Vec<Vec<Vec<u32>>>,
    /// All others, segment by segment.
    others: Vec<Vec<Group>>,
    /// The same people, where more must be known of buyers.
    customers: Vec<Vec<Customers>>,
    /// Those of them who leave together.
    leaving: Vec<Vec<u64>>,
    /// The rows of those whose orders are looked at one by one, class by class.
    leaving_rows: Option<Vec<Vec<Vec<u32>>>>,
}

impl Groups {
    /// Nobody yet.
    pub fn begin(&mut self, model: &Model) {
        self.free.begin(model);
        empty(&mut self.free_rows, model);
        empty(&mut self.others, model);
        empty(&mut self.leaving, model);
        Customers::begin(&mut self.customers, model);
        self.free.knows_rows = model.order_rules.capped != 0;
        self.leaving_rows = self.free.knows_rows.then(Vec::new);
        if let Some(rows) = &mut self.leaving_rows {
            empty(rows, model);
        }
    }

    /// Somebody comes who leaves and buys by luck of his own; a stream says what he will order.
    #[inline]
    pub fn admit_free(&mut self, at: Step<'_>, arrival: Arrival, row: u32, orders: impl FnOnce() -> Stream) {
        self.free.admit(at, arrival, orders);
        if arrival.staying > 0 {
            self.free_rows[arrival.segment][arrival.class].push(row);
        }
    }

    /// Somebody else does.
    #[inline]
    pub fn admit(&mut self, at: Step<'_>, arrival: Arrival, orders: impl FnOnce() -> Stream) {
        let Arrival { segment, class, staying, .. } = arrival;
        self.others[segment][class].admit(staying);
        if at.model.segments[segment].sells_apart() {
            self.customers[segment][class].come(at, arrival, &mut orders());
        }
    }

    /// So many others come, of whom nothing is asked but how many there are.
    pub fn admit_all(&mut self, segment: usize, class: usize, count: u64) {
        self.others[segment][class].admit(count);
    }

    /// One of the others is about to leave, with others.
    #[inline]
    pub fn note_leaving(&mut self, segment: usize, class: usize, row: u32) {
        self.leaving[segment][class] += 1;
        if let Some(rows) = &mut self.leaving_rows {
            rows[segment][class].push(row);
        }
    }

    /// So many of the others are, where rows do not matter.
    pub fn note_all_leaving(&mut self, segment: usize, class: usize, count: u64) {
        self.leaving[segment][class] += count;
    }

    /// Those of the others leave who are about to; how many genuine ones.
    pub fn leave(&mut self, at: Step<'_>) -> u64 {
        let mut genuine = 0;
        for (segment, classes) in self.leaving.iter_mut().enumerate() {
            for (class, leaving) in classes.iter_mut().enumerate().filter(|(_, leaving)| **leaving > 0) {
                let left = std::mem::take(leaving);
                let mut stream = at.stream(Purpose::Leaving, lane::of_class(segment, class));
                self.others[segment][class].lose(&mut stream, left, at.model.has_purchases);
                let customers = self.customers[segment].get_mut(class);
                match (customers, &mut self.leaving_rows) {
                    (Some(customers), Some(rows)) => {
                        customers.leave_by_row(&mut rows[segment][class]);
                        rows[segment][class].clear();
                    }
                    (Some(customers), None) => {
                        let mut stream = at.stream(Purpose::Customers, lane::of_class(segment, class));
                        customers.leave(&mut stream, left);
                    }
                    (None, _) => {}
                }
                genuine += if at.model.segments[segment].fake { 0 } else { left };
            }
        }
        genuine
    }

    /// Free members of a class leave with this chance: who, is drawn by lot.
    pub fn free_leave(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        chance: &Chance,
        mut left: impl FnMut(u32),
    ) {
        let count = self.free.leave(at, segment, class, chance);
        if count > 0 {
            let rows = &mut self.free_rows[segment][class];
            let mut stream = at.stream(Purpose::Member, lane::of_leavers(segment, class));
            let mut gone: Vec<u32> = Vec::with_capacity(count as usize);
            gone.extend((0..count).map(|_| rows.swap_remove(stream.below(rows.len() as u64) as usize)));
            gone.iter().for_each(|row| left(*row));
            if self.free.knows_rows && at.model.segments[segment].sells_apart() {
                self.free.leave_by_row(segment, class, &mut gone);
            }
        }
    }

    /// Free members of a class, and others, of these rows, leave as a step begins.
    pub fn lose_at_once(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        [free, others]: &mut [Vec<u32>; 2],
    ) {
        let mut stream = at.stream(Purpose::Reminders, lane::of_lost_free(segment, class));
        self.free.lose_at_once(at, (segment, class), free.len() as u64, &mut stream);
        self.others[segment][class].lose_at_once(&mut stream, others.len() as u64, at.model.has_purchases);
        if at.model.segments[segment].sells_apart() {
            if self.free.knows_rows {
                self.free.lose_by_row(segment, class, free);
                self.customers[segment][class].lose_by_row(others);
            } else {
                self.customers[segment][class].lose(&mut stream, others.len() as u64);
            }
        }
    }

    /// The rows of free members of whom this is said are not theirs any more.
    pub fn forget(&mut self, is_gone: impl Fn(u32) -> bool) {
        self.free_rows.iter_mut().flatten().for_each(|rows| rows.retain(|row| !is_gone(*row)));
    }

    /// Members of a segment buy, so many times on average.
    pub fn buy(&mut self, at: Step<'_>, segment: usize, mean: f64) -> Purchases {
        let mut stream = at.stream(Purpose::Value, lane::of_segment(segment));
        let others = self.others[segment].iter_mut().map(|group| group.buy(&mut stream, mean));
        let others = others.fold(Purchases::NONE, Purchases::and);
        self.free.buy(at, segment, mean).and(others)
    }

    /// Members of a segment order what is sold apart.
    pub fn order(&mut self, at: Step<'_>, segment: usize, claims: &mut OrderClaims) -> Sold {
        let others = Customers::order_all(&mut self.customers[segment], at, segment, false, claims);
        self.free.order(at, segment, claims).and(others)
    }

    /// The members of a segment, where it is looked at who buys.
    pub fn customers(&mut self, segment: usize) -> Vec<&mut Customers> {
        self.free.customers(segment).chain(&mut self.customers[segment]).collect()
    }

    /// The members of all segments, where it is looked at who buys.
    pub fn all_customers(&self) -> impl Iterator<Item = &Customers> {
        self.free.all_customers().chain(self.customers.iter().flatten())
    }

    /// All others are deleted; how many genuine ones.
    pub fn delete_others(&mut self, model: &Model) -> u64 {
        self.customers.iter_mut().flatten().for_each(Customers::delete);
        let segments = self.others.iter_mut().zip(&model.segments);
        let deleted = segments.map(|(groups, segment)| {
            let all: u64 = groups.iter_mut().map(Group::delete).sum();
            if segment.fake { 0 } else { all }
        });
        deleted.sum()
    }

    /// Members of a segment.
    pub fn present(&self, segment: usize) -> u64 {
        let others = self.others[segment].iter().enumerate();
        others.map(|(class, group)| group.present + self.free.present(segment, class)).sum()
    }
}

/// Nothing for each segment and class.
fn empty<T: Clone + Default>(all: &mut Vec<Vec<T>>, model: &Model) {
    all.resize(model.segments.len(), Vec::new());
    for (classes, segment) in all.iter_mut().zip(&model.segments) {
        classes.clear();
        classes.resize(segment.classes.len(), T::default());
    }
}
