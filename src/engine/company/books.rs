//! The books: what joiners pay, and the groups that are opened for them.

use crate::engine::now::Step;
use crate::engine::record::Record;
use crate::metrics::OtherLine;
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

    /// Groups are opened as members fill them.
    #[inline]
    pub fn open_groups(&mut self, at: Step<'_>, record: &mut Record<'_>) {
        if let Some(groups) = at.model.groups
            && record.peak_members() > self.groups * groups.size
        {
            let needed = groups_needed(record.peak_members(), groups.size);
            record.other_cost(at, OtherLine::Groups, groups.cost.times(needed - self.groups));
            self.groups = needed;
        }
    }
}
