//! What members buy.

use super::{Campaign, dice};

impl Campaign<'_> {
    /// Everybody buys for the mean of the two ends of the step; `before` were there at the first.
    pub(super) fn purchases(&mut self, before: &[usize]) {
        let mut bought = vec![0; self.members.len()];
        let mut ends = vec![0.0; self.members.len()];
        before.iter().for_each(|id| ends[*id] += 0.5);
        self.present().for_each(|id| ends[id] += 0.5);
        for (id, part) in ends.iter().copied().enumerate() {
            let segment = self.world.segment(self.members[id].segment);
            let Some(buys) = segment.buys.as_ref().filter(|_| !segment.fake) else {
                continue;
            };
            let mean = self.world.value(&buys.per_day) * self.world.step_days() * part;
            let purchases = dice::poisson(&mut self.rng, mean);
            bought[id] = purchases;
            self.members[id].bought |= purchases > 0;
            self.tally.margins += self.world.money(&buys.margin).times(purchases);
        }
        self.doubles_buy(&ends, &bought);
    }
}
