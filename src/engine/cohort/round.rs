//! What a round of sharing hands from point to point where members are cells.

use super::pending::Cell;
use crate::engine::market::Reached;
use std::ops::Range;

/// Who has an occasion, what they reach and who is credited; buffers, used again from round to round.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Round {
    /// Members who have an occasion (point 5), then those of them who share (point 6), segment by segment.
    pub(super) cells: Vec<Cell>,
    cells_of: Vec<Range<usize>>,
    /// What they reach (point 7) and how many accept (point 8), by segment, way of sharing and part of the law of contacts.
    pub(super) reached: Vec<Reached>,
    /// Acceptances by inviter (point 8), segment by segment.
    pub(super) credits: Vec<Credited>,
    credits_of: Vec<Range<usize>>,
    /// Wave of seeds by segment who share at the moment at which they come, where it is theirs.
    pub(super) waves: Vec<Option<u32>>,
    /// Scratch: who may have an occasion.
    pub(super) acting: Vec<Cell>,
    /// Scratch: who of the sharers may wait again.
    pub(super) sharers: Vec<Sharers>,
    /// Scratch: sharers of a segment by what they have brought so far, and after one way more.
    pub(super) groups: Vec<Credited>,
    pub(super) credited: Vec<Credited>,
    /// Scratch: whom sharers have won, by way of sharing and origin, where it matters who stands above these.
    pub(super) won: Vec<u64>,
    /// Scratch: counts of one point.
    pub(super) counts: Vec<u64>,
    /// Scratch: weights of one point.
    pub(super) weights: Vec<f64>,
}

/// Acceptances credited: `count` members of a cell get `gained` invitations each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Credited {
    pub cell: usize,
    pub gained: usize,
    pub count: u64,
    /// Those of these members who were invited, as long as that is [followed](crate::engine::chain).
    pub invited: u64,
}

/// Members of a cell who shared and had the same number of acceptances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sharers {
    pub cell: Cell,
    pub gained: usize,
    pub count: u64,
    /// Those of them who wait for another occasion.
    pub staying: u64,
    /// Those of these who were invited, as long as that is [followed](crate::engine::chain).
    pub invited: u64,
    /// Those of the others.
    pub invited_done: u64,
}

impl Sharers {
    /// Nobody of them waits any more.
    pub(super) fn stop(&mut self) {
        self.staying = 0;
        self.invited_done = std::mem::take(&mut self.invited);
    }
}

impl Round {
    /// Begins a round in which nobody has an occasion yet.
    pub(super) fn clear(&mut self) {
        self.cells.clear();
        self.cells_of.clear();
        self.reached.clear();
        self.credits.clear();
        self.credits_of.clear();
        self.waves.clear();
    }

    /// The cells pushed since the segment before are those of the next segment.
    pub(super) fn end_cells(&mut self) {
        let begin = self.cells_of.last().map_or(0, |cells| cells.end);
        self.cells_of.push(begin..self.cells.len());
    }

    /// Where the cells of a segment stand.
    pub(super) fn cells_of(&self, segment: usize) -> Range<usize> {
        self.cells_of[segment].clone()
    }

    /// The credits pushed since the segment before are those of the next segment.
    pub(super) fn end_credits(&mut self) {
        let begin = self.credits_of.last().map_or(0, |credits| credits.end);
        self.credits_of.push(begin..self.credits.len());
    }

    /// Acceptances credited to members of a segment, to be marked.
    pub(super) fn credited_mut(&mut self, segment: usize) -> impl Iterator<Item = &mut Credited> {
        let credits = self.credits_of[segment].clone();
        self.credits[credits].iter_mut()
    }

    /// Acceptances credited to members of a segment; none where nobody shared.
    pub(super) fn credits_of(&self, segment: usize) -> &[Credited] {
        &self.credits[self.credits_of.get(segment).cloned().unwrap_or(0..0)]
    }
}
