//! Corrections in bulk: many acceptances more, or less, than were drawn freely.

use super::{Bulk, Crowd, Group, weight_of_next};
use crate::model::ContactLaw;
use crate::rng::{Stream, gamma, multivariate_hypergeometric, split};

impl Crowd {
    /// Many more acceptances: first how many fall on those who have `d`, then who of them gets how many.
    pub(super) fn add_many(&mut self, stream: &mut Stream, law: ContactLaw, amount: u64) {
        let mut bulk = self.begin_bulk();
        let Bulk { groups, weights, places, falling, .. } = &mut bulk;
        let sharers = |group: &Group| group.sharers as f64;
        match law {
            ContactLaw::Poisson(_) => {
                weights.extend(groups.iter().map(sharers));
                split(stream, amount, weights, falling);
            }
            ContactLaw::NegativeBinomial { .. } => {
                let weight =
                    |group: &Group| gamma(stream, sharers(group) * weight_of_next(law, group.d), 1.0);
                weights.extend(groups.iter().map(weight));
                split(stream, amount, weights, falling);
            }
            ContactLaw::Fixed(contacts) => {
                places.extend(groups.iter().map(|group| group.sharers * (contacts - group.d as u64)));
                multivariate_hypergeometric(stream, places, amount, falling);
            }
        }
        let law_of = |group: &Group| match law {
            ContactLaw::Poisson(mean) => ContactLaw::Poisson(mean),
            ContactLaw::NegativeBinomial { mean, k } => {
                ContactLaw::NegativeBinomial { mean, k: k + group.d as f64 }
            }
            ContactLaw::Fixed(contacts) => ContactLaw::Fixed(contacts - group.d as u64),
        };
        self.shift_all(stream, bulk, law_of, |d, gained| d + gained);
    }

    /// Many acceptances less, drawn evenly from all.
    pub(super) fn take_many(&mut self, stream: &mut Stream, amount: u64) {
        let mut bulk = self.begin_bulk();
        let Bulk { groups, places, falling, .. } = &mut bulk;
        places.extend(groups.iter().map(|group| group.sharers * group.d as u64));
        multivariate_hypergeometric(stream, places, amount, falling);
        self.shift_all(stream, bulk, |group| ContactLaw::Fixed(group.d as u64), |d, lost| d - lost);
    }

    /// The scratch of a correction, with the groups as they stand and nothing falling on them yet.
    fn begin_bulk(&mut self) -> Bulk {
        let mut bulk = std::mem::take(&mut self.bulk);
        bulk.groups.clear();
        for (cell, row) in self.rows[..self.here.len()].iter().enumerate() {
            let group = |(place, &(d, sharers))| Group { cell, place, d, sharers };
            bulk.groups.extend(row.iter().enumerate().map(group));
        }
        bulk.weights.clear();
        bulk.places.clear();
        bulk.falling.clear();
        bulk.falling.resize(bulk.groups.len(), 0);
        bulk.moved.clear();
        bulk
    }

    /// What falls on a group falls on its sharers by a law of its own, and moves them `by` it.
    fn shift_all(
        &mut self,
        stream: &mut Stream,
        mut bulk: Bulk,
        law: impl Fn(&Group) -> ContactLaw,
        by: fn(usize, usize) -> usize,
    ) {
        let mut inner = self.inner.take().unwrap_or_default();
        for (group, &amount) in bulk.groups.iter().zip(&bulk.falling).filter(|(_, amount)| **amount > 0) {
            inner.here.clear();
            inner.here.push(group.sharers);
            inner.share_out(stream, law(group), group.sharers, amount);
            let left = &mut self.rows[group.cell][group.place].1;
            inner.report(|_, change, count| {
                if change > 0 {
                    *left -= count;
                    bulk.moved.push((group.cell, by(group.d, change), count));
                }
            });
        }
        self.inner = Some(inner);
        self.settle(&bulk.moved);
        self.bulk = bulk;
    }

    /// Puts sharers who were moved where they belong.
    fn settle(&mut self, moved: &[(usize, usize, u64)]) {
        for &(cell, d, count) in moved {
            self.rows[cell].push((d, count));
        }
        for row in &mut self.rows[..self.here.len()] {
            row.sort_unstable_by_key(|(d, _)| *d);
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 += if same { next.1 } else { 0 };
                same
            });
        }
    }
}
