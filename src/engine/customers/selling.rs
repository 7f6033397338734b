//! What is sold to members, and who of a lot buys it.

use crate::engine::now::Step;
use crate::engine::returned::goes_back;
use crate::model::{RefundModel, Sale};

/// Members of a lot who order at one kind of order: those who are there at the end of the step, and those who have left in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Buying {
    pub people: [u64; 2],
    /// Their orders, all together.
    pub orders: u64,
    /// How often each of them ordered, where that is looked at.
    pub times: u64,
    /// The moment of the step at which they did, where there is one.
    pub moment: Option<f64>,
}

/// A kind of order of a segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Selling<'a> {
    pub segment: usize,
    pub index: usize,
    pub sale: &'a Sale,
    /// The rate at which those leave who are asked.
    pub rate: f64,
    /// The chance of an order to be paid back within the campaign.
    pub goes_back: f64,
}

impl<'a> Selling<'a> {
    pub fn new(at: Step<'_>, segment: usize, (index, sale): (usize, &'a Sale), rate: f64) -> Selling<'a> {
        let in_time = |refund: &RefundModel| refund.chance(|when| goes_back(at, when));
        let goes_back = sale.refund.as_ref().map_or(0.0, in_time);
        Selling { segment, index, sale, rate, goes_back }
    }
}

impl Buying {
    /// How many people they are.
    pub fn count(&self) -> u64 {
        self.people.iter().sum()
    }

    /// These and others of the lot, where it is not looked at any more how often each of them ordered.
    pub fn and(self, other: Buying) -> Buying {
        let people = [0, 1].map(|side| self.people[side] + other.people[side]);
        Buying { people, orders: self.orders + other.orders, times: 0, moment: self.moment }
    }
}
