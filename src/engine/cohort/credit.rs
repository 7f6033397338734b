//! Who gets the credit: acceptances of a step shared out among the members who shared.

use super::sharing::lane;
use super::state::{Campaign, Cell, Credit};
use crate::rng::Purpose;

impl Campaign<'_> {
    /// Shares the acceptances of every segment out among its sharers.
    pub fn credit_inviters(&mut self, t: u32) {
        if !self.credits_individuals {
            return;
        }
        let state = &mut *self.state;
        for segment in 0..self.model.segments.len() {
            let cells = state.cells_of[segment].clone();
            let begin = state.credits.len();
            state.crowd.gather(state.cells[cells.clone()].iter().map(|cell: &Cell| cell.count));
            for reached in state.reached.iter().filter(|reached| reached.segment == segment) {
                let mut stream = self.key.stream(Purpose::Progress, t, lane(segment, reached.part));
                let law = self.model.segments[segment].contacts[reached.part].law;
                state.crowd.take_part(&mut stream, reached.sharers);
                state.crowd.share_out(&mut stream, law, reached.sharers, reached.accepted);
                state.crowd.report(|cell, gained, count| {
                    state.credits.push(Credit { cell: cells.start + cell, gained, count });
                });
            }
            state.credits_of.push(begin..state.credits.len());
        }
    }
}
