//! Members of one class of staying, as buying looks at them.

use super::claims::OrderClaims;
use super::lot::{self, Kind, Lot, merge};
use super::presence;
use super::selling::Selling;
use super::time::Came;
use crate::engine::now::{Step, Way};
use crate::engine::sold::Sold;
use crate::engine::thin::{Pairs, take_out};
use crate::model::{Model, SaleTime};
use crate::rng::{Purpose, Stream, binomial, lane};

/// Members of one segment and class of staying who leave by the same luck.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Customers {
    pub(super) lots: Vec<Lot>,
    /// Scratch: members by lot.
    counts: Vec<u64>,
}

/// People who come to a segment and class in the same way: those who stay at least until the end of the step, and those who
/// leave in it.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Arrival {
    /// The row of one who comes alone, where it is asked who orders.
    pub row: Option<u32>,
    pub segment: usize,
    pub class: usize,
    pub way: Way,
    pub staying: u64,
    pub leaving: u64,
}

impl Arrival {
    /// The person of a row.
    pub fn alone(model: &Model, row: u32, segment: usize, class: usize, way: Way, leaves: bool) -> Arrival {
        let row = (model.order_rules.capped != 0).then_some(row);
        Arrival { row, segment, class, way, staying: u64::from(!leaves), leaving: u64::from(leaves) }
    }
}

impl Customers {
    /// Nobody, in every segment and class of a campaign.
    pub fn begin(all: &mut Vec<Vec<Customers>>, model: &Model) {
        all.resize(model.segments.len(), Vec::new());
        for (classes, segment) in all.iter_mut().zip(&model.segments) {
            classes
                .resize(if segment.sells_apart() { segment.classes.len() } else { 0 }, Customers::default());
            classes.iter_mut().for_each(Customers::clear);
        }
    }

    /// Nobody.
    pub fn clear(&mut self) {
        self.lots.clear();
    }

    /// All are deleted; until then they were there.
    pub fn delete(&mut self) {
        for lot in &mut self.lots {
            lot.left += std::mem::take(&mut lot.present);
        }
    }

    /// People become members; the stream says who of them will order so long after.
    pub fn come(&mut self, at: Step<'_>, arrival: Arrival, stream: &mut Stream) {
        let Arrival { row, segment, class, way, staying, leaving } = arrival;
        let came = way.moment(at.model, segment).map_or(Came::Anytime, Came::At);
        let rate = presence::rate(at, segment, class);
        let sales = at.model.segments[segment].sales.apart();
        let begin = self.lots.len();
        let kind = Kind::coming(at, row, way, came);
        self.lots.push(Lot { kind, came, present: staying, left: leaving, lost: 0 });
        for (index, sale) in sales.iter().enumerate() {
            let SaleTime::After { steps, chance } = sale.time else { continue };
            for place in begin..self.lots.len() {
                if self.lots[place].is_addressed(sale) {
                    let lot = &mut self.lots[place];
                    let will =
                        lot.split_off([lot.present, lot.left].map(|count| binomial(stream, count, chance)));
                    lot::with_dues(at, will, index, steps, rate, stream, &mut self.lots);
                }
            }
        }
        // Of those who were there before, nobody is gone; there may be thousands of lots, and as many arrivals.
        let mut place = begin;
        while place < self.lots.len() {
            if self.lots[place].people() > 0 {
                place += 1;
            } else {
                self.lots.remove(place);
            }
        }
    }

    /// So many members leave, whoever they are.
    pub fn leave(&mut self, stream: &mut Stream, left: u64) {
        self.take(stream, left, |lot, count| lot.left += count);
    }

    /// So many leave as a step begins: they are not there for any part of it.
    pub fn lose(&mut self, stream: &mut Stream, left: u64) {
        self.take(stream, left, |lot, count| lot.lost += count);
    }

    fn take(&mut self, stream: &mut Stream, left: u64, mut taken: impl FnMut(&mut Lot, u64)) {
        if left == 0 {
            return;
        }
        self.counts.clear();
        self.counts.extend(self.lots.iter().map(|lot| lot.present));
        let people = self.counts.iter().sum();
        let lots = &mut self.lots;
        take_out(stream, left, &mut self.counts, Pairs::NONE, people, |lot, count, _| {
            lots[lot].present -= count;
            taken(&mut lots[lot], count);
        });
    }

    /// Those of these rows leave.
    pub fn leave_by_row(&mut self, rows: &mut [u32]) {
        self.take_by_row(rows, |lot| lot.left += std::mem::take(&mut lot.present));
    }

    /// Those of these rows leave as a step begins.
    pub fn lose_by_row(&mut self, rows: &mut [u32]) {
        self.take_by_row(rows, |lot| lot.lost += std::mem::take(&mut lot.present));
    }

    fn take_by_row(&mut self, rows: &mut [u32], taken: impl Fn(&mut Lot)) {
        rows.sort_unstable();
        let is_meant = |lot: &&mut Lot| lot.kind.row.is_some_and(|row| rows.binary_search(&row).is_ok());
        self.lots.iter_mut().filter(is_meant).for_each(taken);
    }

    /// Members of all classes of a segment order: those whom the campaign has not brought, or the others.
    pub fn order_all(
        classes: &mut [Customers],
        at: Step<'_>,
        segment: usize,
        free: bool,
        claims: &mut OrderClaims,
    ) -> Sold {
        let orders = |(class, customers): (usize, &mut Customers)| {
            customers.order_as(at, (segment, class), free, claims)
        };
        classes.iter_mut().enumerate().map(orders).fold(Sold::default(), Sold::and)
    }

    /// Members of a class order in a step that is over, each kind of order from a stream of its own; what that earns is added to
    /// the claims.
    pub fn order_as(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        free: bool,
        claims: &mut OrderClaims,
    ) -> Sold {
        let mut sold = Sold::default();
        if self.lots.is_empty() {
            return sold;
        }
        let rate = presence::rate(at, segment, class);
        for (index, sale) in at.model.segments[segment].sales.apart().iter().enumerate() {
            let mut stream = at.stream(Purpose::Value, lane::of_sale(segment, class, free, index));
            let selling = Selling::new(at, segment, (index, sale), rate);
            sold = sold.and(self.order(at, selling, &mut stream, claims));
        }
        self.end_promises(at, claims);
        self.lots.iter_mut().for_each(|lot| lot.end_step(at.t));
        merge(&mut self.lots);
        sold
    }
}
