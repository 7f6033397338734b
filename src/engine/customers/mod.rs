//! Members as buying looks at them, where more must be known of a buyer than how many there are: how he came, whether he has
//! bought before, and whether he will order so long after joining. Members who are alike in that are a [lot](lot); a group of
//! members who leave by the same luck is made of such lots. Who will order after a while is drawn as he comes, and counts if
//! he is still there: leaving does not look at it.

mod lot;
mod presence;
mod time;

use super::market::distinct;
use super::now::{Step, Way};
use super::sold::Sold;
use super::thin::{Pairs, take_out};
use crate::model::{Model, Sale, SaleTime};
use crate::rng::{Purpose, Stream, binomial, lane, poisson};
use lot::{Kind, Lot, merge};
use time::Came;

/// Members of one segment and class of staying who leave by the same luck.
#[derive(Clone, Debug, Default)]
pub(super) struct Customers {
    lots: Vec<Lot>,
    /// Scratch: members by lot.
    counts: Vec<u64>,
}

/// People who come to a segment and class in the same way: those who stay at least until the end of the step, and those who
/// leave in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub segment: usize,
    pub class: usize,
    pub way: Way,
    pub staying: u64,
    pub leaving: u64,
}

impl Arrival {
    /// One person.
    pub fn alone(segment: usize, class: usize, way: Way, leaves: bool) -> Arrival {
        Arrival { segment, class, way, staying: u64::from(!leaves), leaving: u64::from(leaves) }
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

    /// Members of all classes of a segment order: those whom the campaign has not brought, or the others.
    pub fn order_all(classes: &mut [Customers], at: Step<'_>, segment: usize, free: bool) -> Sold {
        let orders =
            |(class, customers): (usize, &mut Customers)| customers.order_as(at, (segment, class), free);
        classes.iter_mut().enumerate().map(orders).fold(Sold::default(), Sold::and)
    }

    /// Members of a class order.
    pub fn order_as(&mut self, at: Step<'_>, (segment, class): (usize, usize), free: bool) -> Sold {
        let stream = |sale| at.stream(Purpose::Value, lane::of_sale(segment, class, free, sale));
        self.order(at, (segment, class), stream)
    }

    /// People become members; the stream says who of them will order so long after.
    pub fn come(&mut self, at: Step<'_>, arrival: Arrival, stream: &mut Stream) {
        let Arrival { segment, class, way, staying, leaving } = arrival;
        let came = way.moment(at.model, segment).map_or(Came::Anytime, Came::At);
        let rate = presence::rate(at, segment, class);
        let sales = at.model.segments[segment].sales.apart();
        let begin = self.lots.len();
        let kind = Kind { who: lot::who(way), bought: false, dues: Vec::new() };
        self.lots.push(Lot { kind, came, present: staying, left: leaving });
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
        self.lots.retain(|lot| lot.present + lot.left > 0);
    }

    /// So many members leave, whoever they are.
    pub fn leave(&mut self, stream: &mut Stream, left: u64) {
        self.take(stream, left, |lot, count| lot.left += count);
    }

    /// So many leave as a step begins: they are not there for any part of it.
    pub fn lose(&mut self, stream: &mut Stream, left: u64) {
        self.take(stream, left, |_, _| {});
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

    /// Members order in a step that is over, each kind of order from a stream of its own.
    fn order(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        stream: impl Fn(usize) -> Stream,
    ) -> Sold {
        let mut sold = Sold::default();
        if self.lots.is_empty() {
            return sold;
        }
        let rate = presence::rate(at, segment, class);
        for (index, sale) in at.model.segments[segment].sales.apart().iter().enumerate() {
            sold = sold.and(self.order_one(at, index, sale, rate, stream(index)));
        }
        self.lots.iter_mut().for_each(|lot| lot.end_step(at.t));
        merge(&mut self.lots);
        sold
    }

    fn order_one(&mut self, at: Step<'_>, index: usize, sale: &Sale, rate: f64, mut stream: Stream) -> Sold {
        let mut sold = Sold::default();
        for place in 0..self.lots.len() {
            if !self.lots[place].is_addressed(sale) {
                continue;
            }
            let Some(ordered) = self.lots[place].order(at, index, sale, rate, &mut stream) else { continue };
            sold.orders += ordered.orders;
            if !self.lots[place].kind.bought {
                let mut buyers = self.lots[place].split_off(ordered.buyers);
                buyers.kind.bought = true;
                sold.first += buyers.present + buyers.left;
                self.lots.push(buyers);
            }
        }
        sold.margin = sale.margin.times(sold.orders);
        sold
    }
}

/// What members of one lot order at one kind of order.
struct Ordered {
    orders: u64,
    /// How many of those who are there at the end of the step, and of those who have left in it, do.
    buyers: [u64; 2],
}

impl Lot {
    /// None where it is not the time.
    fn order(
        &self,
        at: Step<'_>,
        index: usize,
        sale: &Sale,
        rate: f64,
        stream: &mut Stream,
    ) -> Option<Ordered> {
        let people = [self.present, self.left];
        match sale.time {
            SaleTime::Any(mean) => Some(any_time(people, self.parts().map(|part| mean * part), stream)),
            SaleTime::At { step, moment, chance } if step == at.t => {
                let there = presence::there_at(at, self.came, moment, rate);
                Some(once(people, there.map(|there| chance * there), stream))
            }
            SaleTime::After { .. } => {
                let due = self.kind.dues.iter().find(|due| due.sale == index && due.step == at.t)?;
                Some(once(people, [1.0, presence::still_there(at, self.came, due, rate)], stream))
            }
            SaleTime::At { .. } => None,
        }
    }
}

/// Each a Poisson number of times, with these means.
fn any_time(people: [u64; 2], means: [f64; 2], stream: &mut Stream) -> Ordered {
    let mut ordered = Ordered { orders: 0, buyers: [0; 2] };
    for side in 0..2 {
        let orders = poisson(stream, means[side] * people[side] as f64);
        ordered.orders += orders;
        ordered.buyers[side] = distinct(stream, orders, people[side]);
    }
    ordered
}

/// Each at most once, with these chances.
fn once(people: [u64; 2], chances: [f64; 2], stream: &mut Stream) -> Ordered {
    let mut chosen = |side: usize| {
        let chance = chances[side].clamp(0.0, 1.0);
        if chance >= 1.0 { people[side] } else { binomial(stream, people[side], chance) }
    };
    let buyers = [chosen(0), chosen(1)];
    Ordered { orders: buyers[0] + buyers[1], buyers }
}
