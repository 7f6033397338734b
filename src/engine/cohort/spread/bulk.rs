//! Corrections in bulk: many acceptances more, or less, than were drawn freely.

use super::{Bulk, Crowd, Group, weight_of_next};
use crate::engine::patience::Patience;
use crate::model::ContactLaw;
use crate::rng::{Stream, gamma, multivariate_hypergeometric, split};

impl Crowd {
    /// Many more acceptances: first how many fall on those who have `d`, then who of them gets how many.
    pub(super) fn add_many(
        &mut self,
        stream: &mut Stream,
        law: ContactLaw,
        amount: u64,
        patience: &Patience<'_>,
    ) {
        let mut bulk = self.begin_bulk();
        let Bulk { groups, weights, places, falling, .. } = &mut bulk;
        let sharers = |group: &Group| group.sharers as f64;
        match law {
            ContactLaw::Poisson(_) => {
                weights.extend(groups.iter().map(sharers));
                weights.extend(self.beyond.iter().map(|beyond| beyond.weight_of_next(law)));
                split(stream, amount, weights, falling);
            }
            ContactLaw::NegativeBinomial { .. } => {
                let shape = |group: &Group| sharers(group) * weight_of_next(law, group.d);
                weights.extend(groups.iter().map(shape));
                weights.extend(self.beyond.iter().map(|beyond| beyond.weight_of_next(law)));
                as_gamma_numbers(stream, weights);
                split(stream, amount, weights, falling);
            }
            ContactLaw::Fixed(contacts) => {
                places.extend(groups.iter().map(|group| group.sharers * (contacts - group.d as u64)));
                places.extend(self.beyond.iter().map(|all| all.sharers * contacts - all.acceptances));
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
        self.shift_all(stream, bulk, law_of, |d, gained| d + gained, patience);
    }

    /// Many acceptances less, drawn evenly from all.
    pub(super) fn take_many(&mut self, stream: &mut Stream, amount: u64, patience: &Patience<'_>) {
        let mut bulk = self.begin_bulk();
        let Bulk { groups, places, falling, .. } = &mut bulk;
        places.extend(groups.iter().map(|group| group.sharers * group.d as u64));
        multivariate_hypergeometric(stream, places, amount, falling);
        let law_of = |group: &Group| ContactLaw::Fixed(group.d as u64);
        self.shift_all(stream, bulk, law_of, |d, lost| d - lost, patience);
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
        bulk.falling.resize(bulk.groups.len() + self.beyond.len(), 0);
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
        patience: &Patience<'_>,
    ) {
        let mut inner = self.inner.take().unwrap_or_default();
        let falling = bulk.groups.iter().zip(&bulk.falling).filter(|(_, amount)| **amount > 0);
        for (place, (group, &amount)) in falling.enumerate() {
            inner.here.clear();
            inner.here.push(group.sharers);
            inner.told.clear();
            let limit = self.limits[group.cell];
            inner.told.push((limit < usize::MAX).then(|| limit - group.d));
            inner.share_out(stream, law(group), group.sharers, amount, patience);
            if patience.is_over_at(place) {
                break;
            }
            let left = &mut self.rows[group.cell][group.place].1;
            inner.report(|_, change, count| {
                if change > 0 {
                    *left -= count;
                    bulk.moved.push((group.cell, by(group.d, change), count));
                }
            });
        }
        self.inner = Some(inner);
        let on_all = bulk.falling.iter().skip(bulk.groups.len());
        self.beyond.iter_mut().zip(on_all).for_each(|(beyond, amount)| beyond.acceptances += amount);
        self.settle(&bulk.moved);
        self.bulk = bulk;
    }

    /// Puts sharers who were moved where they belong.
    fn settle(&mut self, moved: &[(usize, usize, u64)]) {
        for &(cell, d, count) in moved {
            if d < self.limits[cell] {
                self.rows[cell].push((d, count));
            } else {
                self.beyond[cell].add(count, d);
            }
        }
        for row in &mut self.rows[..self.here.len()] {
            // Rising runs one behind the other, which a stable sort merges.
            row.sort_by_key(|(d, _)| *d);
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                kept.1 += if same { next.1 } else { 0 };
                same
            });
        }
    }
}

/// Gamma numbers of these shapes. Where all are smaller than any double, one is larger than the others by far, each as
/// often as its shape says.
fn as_gamma_numbers(stream: &mut Stream, shapes: &mut [f64]) {
    let numbers: Vec<f64> = shapes.iter().map(|shape| gamma(stream, *shape, 1.0)).collect();
    if numbers.iter().any(|number| *number > 0.0) {
        shapes.copy_from_slice(&numbers);
        return;
    }
    let mut largest = vec![0; shapes.len()];
    split(stream, 1, shapes, &mut largest);
    shapes.iter_mut().zip(largest).for_each(|(shape, is_largest)| *shape = is_largest as f64);
}
