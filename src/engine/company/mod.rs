//! The company's side of a campaign: offers, books and gate. What it decides depends on numbers only, never on how members
//! are kept.

mod books;
mod entrance;
mod foresight;
mod gate;
mod offers;
mod promises;

pub(super) use promises::{Arrived, Bundle, Key, Party, Wish};

use super::customers::OrderClaims;
use super::now::Step;
use crate::model::{Behaviour, Earned, Model};
use crate::units::Money;
use books::Books;
use foresight::Foresight;
pub(super) use gate::{Gate, Sight};
use offers::Offers;
use promises::Promises;

/// The company.
#[derive(Clone, Debug, Default)]
pub(super) struct Company {
    pub offers: Offers,
    pub books: Books,
    pub gate: Gate,
    pub promises: Promises,
    pub foresight: Foresight,
    /// What the orders of a step have earned.
    pub orders: OrderClaims,
}

impl Company {
    /// Before the first step.
    pub fn begin(&mut self, model: &Model) {
        self.offers.begin(model);
        self.books = Books::default();
        self.gate = Gate::begin(model);
        self.promises.begin(model);
        self.foresight.begin(model);
        self.orders.clear();
        self.books.begin_step(model);
        self.set_prizes_aside(model);
    }

    /// Final prizes that are kept in reserve are set aside from the start.
    fn set_prizes_aside(&mut self, model: &Model) {
        for (index, rule) in model.rules.iter().enumerate() {
            if let Earned::InTheEnd(finale) = rule.earned_by() {
                let unit_cost = self.unit_cost(model, index);
                self.offers.promise(model, index, finale.most_prizes(), unit_cost);
            }
        }
    }

    /// What is on offer at the beginning of a step to whoever orders in it stays so.
    #[inline]
    pub fn offer_to_buyers(&mut self, at: Step<'_>) {
        if at.model.order_rules.to_buyers != 0 {
            self.orders.to_buyers = self.offers.to_buyers(at);
        }
    }

    /// The behaviour under the offers of the step.
    #[inline]
    pub fn behaviour<'a>(&'a self, model: &'a Model) -> &'a Behaviour {
        self.foresight.behaviour().unwrap_or_else(|| self.offers.behaviour(model))
    }

    /// What one more reward of a rule costs at the price of now.
    pub fn unit_cost(&self, model: &Model, rule: usize) -> Money {
        model.rules[rule].unit_cost(self.books.price())
    }

    /// Gives back what was set aside for promises of a rule that are kept or gone.
    pub fn release(&mut self, model: &Model, rule: usize, count: u64) {
        self.offers.release(model, rule, count, self.unit_cost(model, rule));
    }
}
