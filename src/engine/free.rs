//! Members whom the campaign has not brought: seeds, organic joiners, and of those invited who would have come by themselves.
//! They leave and buy by luck of their own, so that they do so alike in every design, and where nothing is done: a campaign
//! and its [twin](super::twin) keep them by the same counts. Bonus hunters are not among them.

use super::customers::{Arrival, Customers, OrderClaims};
use super::now::{Step, Way};
use super::purchases::Purchases;
use super::returned::{in_time, of_joiners};
use super::sold::Sold;
use super::thin::{number, part_of_alike};
use crate::metrics::Totals;
use crate::model::Model;
use crate::rng::{Chance, Level, Purpose, Stream, lane};
use crate::terms::revenue;
use crate::units::Money;

/// The free members by segment and class of staying, and what they did so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Free {
    /// Segment by segment, class by class.
    groups: Vec<Vec<Group>>,
    /// The same people, where more must be known of buyers.
    customers: Vec<Vec<Customers>>,
    /// Whether it is up to whoever keeps them to say which [customers](Free::leave_by_row) leave.
    pub knows_rows: bool,
    /// Those who have joined, seeds not counted: unasked, and invited.
    organic: u64,
    anyway: u64,
    /// Who has kept an order, and all margins.
    buyers: u64,
    margin: Money,
    /// Who of them has got the price of joining back, and how much that was.
    returned: u64,
    revenue_returned: Money,
}

/// Members of one class of staying who leave and buy by the same luck.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub present: u64,
    /// Those of them who have never bought; kept only where members buy.
    pub never_bought: u64,
    /// Both at the end of the step before.
    before: u64,
    never_bought_before: u64,
    /// For how much of the step they were there, all together, beyond the mean of both ends: who comes in a wave is there from
    /// its moment on.
    beyond_ends: f64,
}

impl Group {
    #[inline]
    pub fn admit(&mut self, count: u64) {
        self.present += count;
        self.never_bought += count;
    }

    /// So many came in a wave at this moment of the step, of whom those `staying` are admitted.
    pub fn came_in_wave(&mut self, moment: f64, came: u64, staying: u64) {
        let (came, staying) = (number(came), number(staying));
        self.beyond_ends += 0.5 * ((1.0 - moment) * (came + staying) - staying);
    }

    /// Members leave with this chance, so many of them as the level says; how many did. Who of them had never bought is
    /// drawn: leaving does not look at it.
    #[inline(always)]
    pub fn leave(&mut self, stream: &mut Stream, level: Level, chance: &Chance, keeps_buyers: bool) -> u64 {
        let left = chance.quantile(level, self.present);
        self.lose(stream, left, keeps_buyers);
        left
    }

    /// So many leave.
    #[inline]
    pub fn lose(&mut self, stream: &mut Stream, left: u64, keeps_buyers: bool) {
        if keeps_buyers {
            self.never_bought -= part_of_alike(stream, self.present, self.never_bought, left);
        }
        self.present -= left;
    }

    /// So many leave as a step begins: they are not there for any part of it.
    pub fn lose_at_once(&mut self, stream: &mut Stream, left: u64, keeps_buyers: bool) {
        self.lose(stream, left, keeps_buyers);
        (self.before, self.never_bought_before) = (self.present, self.never_bought);
    }

    /// Members buy in a step, so many times on average.
    pub fn buy(&mut self, stream: &mut Stream, mean: f64) -> Purchases {
        let (members, never) = ([self.before, self.present], [self.never_bought_before, self.never_bought]);
        let beyond = std::mem::take(&mut self.beyond_ends);
        let bought = Purchases::draw(stream, members, never, beyond, mean);
        self.never_bought -= bought.first.min(self.never_bought);
        (self.before, self.never_bought_before) = (self.present, self.never_bought);
        bought
    }

    /// All are deleted; how many they were.
    pub fn delete(&mut self) -> u64 {
        self.never_bought = 0;
        std::mem::take(&mut self.present)
    }
}

impl Free {
    /// Nobody yet.
    pub fn begin(&mut self, model: &Model) {
        self.groups.resize(model.segments.len(), Vec::new());
        for (groups, segment) in self.groups.iter_mut().zip(&model.segments) {
            groups.clear();
            groups.resize(segment.classes.len(), Group::default());
        }
        Customers::begin(&mut self.customers, model);
        (self.organic, self.anyway, self.buyers, self.margin) = (0, 0, 0, Money::ZERO);
        (self.returned, self.revenue_returned) = (0, Money::ZERO);
    }

    /// Whether who joins a segment so leaves and buys by luck of his own. Where a ban deletes who was invited, these are the
    /// others without exception, so that it is known who is left.
    pub fn is(model: &Model, segment: usize, way: Way) -> bool {
        !model.segments[segment].fake
            && match way {
                Way::Organic | Way::Seed(_) => true,
                Way::Anyway => !model.deletes_induced(),
                Way::Bought => model.deletes_induced(),
                Way::Invited => false,
            }
    }

    /// Notes that people come to a segment, and pay where there is a price.
    #[inline]
    pub fn joined(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        if let Some(price) = at.model.price.as_ref().filter(|price| price.refund.is_some()) {
            let returned = in_time(at, &of_joiners(at, segment, way, count));
            let before = self.new_users();
            self.returned += returned;
            if returned > 0 {
                self.revenue_returned += revenue(price, before, before + count).part(returned, count);
            }
        }
        match way {
            Way::Organic => self.organic += count,
            Way::Anyway => self.anyway += count,
            Way::Bought | Way::Invited | Way::Seed(_) => {}
        }
    }

    /// People come who leave and buy by luck of their own; a stream says what they will order.
    #[inline]
    pub fn admit(&mut self, at: Step<'_>, arrival: Arrival, orders: impl FnOnce() -> Stream) {
        let Arrival { segment, class, way, staying, leaving, .. } = arrival;
        let group = &mut self.groups[segment][class];
        group.admit(staying);
        if let Some(moment) = way.moment(at.model, segment).filter(|_| at.model.has_purchases) {
            group.came_in_wave(moment, staying + leaving, staying);
        }
        if at.model.segments[segment].sells_apart() {
            self.customers[segment][class].come(at, arrival, &mut orders());
        }
    }

    /// Members of a class leave; how many did.
    #[inline]
    pub fn leave(&mut self, at: Step<'_>, segment: usize, class: usize, chance: &Chance) -> u64 {
        let group = &mut self.groups[segment][class];
        if group.present == 0 || chance.p() == 0.0 {
            return 0;
        }
        let lane = lane::of_free(segment, class);
        let (mut stream, level) = at.stream(Purpose::Leaving, lane).with_level();
        let left = group.leave(&mut stream, level, chance, at.model.has_purchases);
        if at.model.segments[segment].sells_apart() && !self.knows_rows {
            self.customers[segment][class].leave(&mut at.stream(Purpose::Customers, lane), left);
        }
        left
    }

    /// Those of these rows have left.
    pub fn leave_by_row(&mut self, segment: usize, class: usize, rows: &mut [u32]) {
        self.customers[segment][class].leave_by_row(rows);
    }

    /// Those of these rows have left as the step began.
    pub fn lose_by_row(&mut self, segment: usize, class: usize, rows: &mut [u32]) {
        self.customers[segment][class].lose_by_row(rows);
    }

    /// So many members of a class leave as a step begins.
    pub fn lose_at_once(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        left: u64,
        stream: &mut Stream,
    ) {
        self.groups[segment][class].lose_at_once(stream, left, at.model.has_purchases);
        if at.model.segments[segment].sells_apart() && !self.knows_rows {
            self.customers[segment][class].lose(stream, left);
        }
    }

    /// Members of a segment order what is sold apart.
    pub fn order(&mut self, at: Step<'_>, segment: usize, claims: &mut OrderClaims) -> Sold {
        let sold = Customers::order_all(&mut self.customers[segment], at, segment, true, claims);
        self.margin += sold.margin - sold.margin_returned;
        self.buyers += sold.buyers;
        sold
    }

    /// The members of a segment, where it is looked at who buys.
    pub fn customers(&mut self, segment: usize) -> impl Iterator<Item = &mut Customers> {
        self.customers[segment].iter_mut()
    }

    /// The members of all segments, where it is looked at who buys.
    pub fn all_customers(&self) -> impl Iterator<Item = &Customers> {
        self.customers.iter().flatten()
    }

    /// Members of a segment buy, so many times on average.
    pub fn buy(&mut self, at: Step<'_>, segment: usize, mean: f64) -> Purchases {
        let mut all = Purchases::NONE;
        for (class, group) in self.groups[segment].iter_mut().enumerate() {
            let mut stream = at.stream(Purpose::Value, lane::of_free(segment, class));
            all = all.and(group.buy(&mut stream, mean));
        }
        self.margin += at.model.segments[segment].sales.margin().times(all.first + all.repeated);
        self.buyers += all.first;
        all
    }

    /// Free members of a class.
    #[inline]
    pub fn present(&self, segment: usize, class: usize) -> u64 {
        self.groups[segment][class].present
    }

    /// Those of a class, for whoever has taken their luck ahead.
    #[inline]
    pub fn group(&mut self, segment: usize, class: usize) -> &mut Group {
        &mut self.groups[segment][class]
    }

    /// Those who have joined so far, seeds not counted.
    #[inline]
    pub fn new_users(&self) -> u64 {
        self.organic + self.anyway
    }

    /// What is counted of them in the end: a campaign in which nothing is done, as far as anybody asks.
    pub fn totals(&self, model: &Model) -> Totals {
        let payers = self.new_users();
        let price = model.price.as_ref();
        Totals {
            organic: self.organic,
            referred: self.anyway,
            members_end: self.groups.iter().flatten().map(|group| group.present).sum(),
            buyers: if price.is_some() { payers - self.returned } else { self.buyers },
            revenue: price.map_or(Money::ZERO, |price| revenue(price, 0, payers)) - self.revenue_returned,
            margin: self.margin,
            ..Totals::default()
        }
    }
}
