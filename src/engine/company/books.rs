//! The books: what joiners pay, and the groups that are opened for them.

use crate::engine::now::{Step, Way};
use crate::engine::record::Record;
use crate::engine::returned::{Returned, how_many, in_time, of_joiners};
use crate::model::Model;
use crate::terms::{groups_needed, next_price, revenue};
use crate::units::Money;
use std::ops::Range;

/// Sales and groups.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct Books {
    /// Buyers of the price so far, bonus hunters included.
    payers: u64,
    /// Price of the next buyer at the beginning of the step.
    price: Money,
    /// Groups opened.
    groups: u64,
}

impl Books {
    /// Reads the price of the step.
    #[inline]
    pub fn begin_step(&mut self, model: &Model) {
        self.price = self.next_price(model);
    }

    /// Price of the next buyer at the beginning of the step.
    pub fn price(&self) -> Money {
        self.price
    }

    /// Price of the next buyer now.
    pub fn next_price(&self, model: &Model) -> Money {
        next_price(model.price.as_ref(), self.payers)
    }

    /// Joiners of a segment pay the price, buyer by buyer; their numbers as buyers.
    #[inline]
    pub fn sell(&mut self, at: Step<'_>, segment: usize, count: u64, record: &mut Record<'_>) -> Range<u64> {
        let buyers = self.payers..self.payers + count;
        if let Some(price) = &at.model.price {
            let genuine = if at.model.segments[segment].fake { 0 } else { count };
            record.sold(revenue(price, buyers.start, buyers.end), genuine);
            self.payers += count;
        }
        buyers
    }

    /// Some of the joiners who came in this way, with these numbers as buyers, get the price back; who.
    #[inline]
    pub fn pay_back(
        &self,
        at: Step<'_>,
        segment: usize,
        way: Way,
        buyers: &Range<u64>,
        record: &mut Record<'_>,
    ) -> Returned {
        let Some(price) = at.model.price.as_ref().filter(|price| price.refund.is_some()) else {
            return Returned::new();
        };
        let count = buyers.end - buyers.start;
        let returned = of_joiners(at, segment, way, count);
        if returned.is_empty() {
            return returned;
        }
        let paid = revenue(price, buyers.start, buyers.end);
        let in_time = in_time(at, &returned);
        let genuine = if at.model.segments[segment].fake { 0 } else { in_time };
        record.returned(in_time, paid.part(in_time, count), genuine);
        let later = how_many(&returned) - in_time;
        record.will_return(later, paid.part(later, count));
        returned
    }

    /// Groups are opened as members fill them, or as so many have joined.
    #[inline]
    pub fn open_groups(&mut self, at: Step<'_>, joined: u64, record: &mut Record<'_>) {
        if let Some(groups) = at.model.groups {
            let places = if groups.places_are_given_once { joined } else { record.peak_members() };
            if places > self.groups * groups.size {
                let needed = groups_needed(places, groups.size);
                record.open_groups(at, needed - self.groups, groups.cost);
                self.groups = needed;
            }
        }
    }
}
