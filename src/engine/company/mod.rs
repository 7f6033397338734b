//! The company's side of a campaign: offers, books and gate. What it decides depends on numbers only, never on how members
//! are kept.

mod books;
mod gate;
mod offers;

use crate::model::Model;
use books::Books;
use gate::Gate;
use offers::Offers;

/// The company.
#[derive(Clone, Debug, Default)]
pub(super) struct Company {
    pub offers: Offers,
    pub books: Books,
    pub gate: Gate,
}

impl Company {
    /// Before the first step.
    pub fn begin(&mut self, model: &Model) {
        self.offers.begin(model);
        self.books = Books::default();
        self.gate = Gate::default();
    }
}
