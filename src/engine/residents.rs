//! How many people of each segment may still come, where the network knows whose people are: nobody comes to a segment who is of
//! another. The same for a campaign and its twin.

use super::market::Market;
use crate::model::Model;
use crate::rng::{Stream, hypergeometric};

/// People of each segment; nothing where the network does not know it.
#[derive(Clone, Debug, Default)]
pub(super) struct Residents {
    /// Who is no seed yet.
    others: Vec<u64>,
    /// Who has not accepted, nor come.
    left: Vec<u64>,
}

impl Residents {
    /// Before anybody has come.
    pub fn begin(&mut self, model: &Model) {
        self.others.clear();
        let sizes = model.mixing.as_ref().and_then(|mixing| mixing.sizes.as_ref());
        self.others.extend(sizes.into_iter().flat_map(|sizes| sizes.iter()));
        self.left.clone_from(&self.others);
    }

    /// So many of each segment have not accepted yet, as a population knows it.
    pub fn are_left(&mut self, left_of: impl Fn(usize) -> Option<u64>) {
        for (segment, left) in self.left.iter_mut().enumerate() {
            *left = left_of(segment).unwrap_or(*left);
        }
    }

    /// As [`Market::address`], of the people of a segment.
    pub fn address(&mut self, stream: &mut Stream, segment: usize, people: u64, market: &mut Market) -> u64 {
        let Some((others, left)) = self.others.get_mut(segment).zip(self.left.get_mut(segment)) else {
            return market.address(stream, people);
        };
        let people = people.min(*others);
        let seeds = if *left >= *others { people } else { hypergeometric(stream, *others, *left, people) };
        *others -= seeds;
        let taken = market.seat(seeds);
        *left = left.saturating_sub(taken);
        taken
    }

    /// As [`Market::take`], of the people of a segment.
    pub fn take(&mut self, segment: usize, people: u64, market: &mut Market) -> u64 {
        let Some(left) = self.left.get_mut(segment) else { return market.take(people) };
        let taken = market.take(people.min(*left));
        *left -= taken;
        taken
    }
}
