//! What members buy.

use super::people::Member;
use super::{Campaign, dice};

impl Campaign<'_> {
    /// Everybody buys for the mean of the two ends of the step, of which the first is the moment of the wave for who came in
    /// one; `before` were there at the beginning.
    pub(super) fn purchases(&mut self, t: u32, before: &[usize]) {
        let mut bought = vec![0; self.members.len()];
        let mut ends = vec![0.0; self.members.len()];
        before.iter().for_each(|id| ends[*id] += 0.5);
        for (id, ends) in ends.iter_mut().enumerate() {
            let Member { joined, moment, present, .. } = self.members[id];
            let there = 0.5 * f64::from(u8::from(present));
            *ends = match moment.filter(|_| joined == t) {
                Some(moment) => (1.0 - self.moment_of_coming(moment)) * (0.5 + there),
                None => *ends + there,
            };
        }
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

    /// When in a step people of a wave come; in cycles they are there from its beginning.
    pub(super) fn moment_of_coming(&self, moment: f64) -> f64 {
        if self.world.cycles { 0.0 } else { moment }
    }
}
