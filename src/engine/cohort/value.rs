//! Stage 10: members buy. (The price of joining is booked on arrival.)

use super::state::Campaign;
use crate::rng::{Purpose, binomial};

impl Campaign<'_> {
    /// Members buy with their chance; a first purchase makes a buyer where no price tells the buyers already.
    #[inline]
    pub fn value(&mut self, t: u32) {
        if self.model.has_purchases {
            self.purchases(t);
        }
    }

    #[inline(never)]
    fn purchases(&mut self, t: u32) {
        let model = self.model;
        for (segment, part) in model.segments.iter().enumerate() {
            let Some(buys) = part.buys else { continue };
            let mut stream = self.key.stream(Purpose::Value, t, segment as u32);
            for people in &mut self.state.people[segment].classes {
                let fresh = people.never_bought;
                let regular = people.present - fresh;
                let first = binomial(&mut stream, fresh, buys.per_step);
                let repeated = binomial(&mut stream, regular, buys.per_step);
                people.never_bought -= first;
                self.state.totals.margin += buys.margin.times(first + repeated);
                if model.price.is_none() {
                    self.state.totals.buyers += first;
                }
            }
        }
    }
}
