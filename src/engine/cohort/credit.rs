//! Who gets the credit: acceptances of a step shared out among the members who shared.

use super::sharing::lane;
use super::state::{Campaign, Cell, Credit};
use crate::rng::Purpose;

impl Campaign<'_> {
    /// Shares the acceptances of every segment out among its sharers.
    pub fn credit_inviters(&mut self, t: u32) {
        if !self.model.credits_individuals() {
            return;
        }
        let mut crowd = std::mem::take(&mut self.state.crowd);
        let mut index = 0;
        while let Some(first) = self.state.reached.get(index) {
            let segment = first.segment;
            let cells = self.state.cells_of[segment].clone();
            let sharers = &self.state.cells[cells.clone()];
            crowd.gather(sharers.iter().map(|cell: &Cell| cell.count));
            while let Some(reached) =
                self.state.reached.get(index).copied().filter(|reached| reached.segment == segment)
            {
                let mut stream = self.key.stream(Purpose::Progress, t, lane(segment, reached.part));
                crowd.take_part(&mut stream, reached.sharers);
                let law = self.model.segments[segment].contacts[reached.part].law;
                crowd.share_out(&mut stream, law, reached.sharers, reached.accepted);
                crowd.report(|cell, gained, count| {
                    self.state.credits.push(Credit { cell: cells.start + cell, gained, count });
                });
                index += 1;
            }
        }
        self.state.crowd = crowd;
    }
}
