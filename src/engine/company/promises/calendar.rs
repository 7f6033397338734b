//! Promises by step.

use super::bundle::Bundle;

/// Promises by step; the last row is of those that wait beyond the end.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    steps: Vec<Vec<Bundle>>,
    /// Rows in all.
    rows: usize,
}

impl Calendar {
    /// Empties it for a campaign of so many steps.
    pub fn clear(&mut self, steps: u32) {
        if self.rows > 0 {
            self.steps.iter_mut().for_each(Vec::clear);
            self.rows = 0;
        }
        self.steps.resize(steps as usize + 1, Vec::new());
    }

    /// Adds promises to those of their key.
    pub fn put(&mut self, step: u32, bundle: Bundle) {
        let last = self.steps.len() - 1;
        let row = &mut self.steps[(step as usize).min(last)];
        let is_plain = bundle.is_alike(&bundle);
        match row.iter_mut().find(|known| is_plain && known.is_alike(&bundle)) {
            Some(known) => {
                known.count += bundle.count;
                known.worth += bundle.worth;
            }
            None => {
                row.push(bundle);
                self.rows += 1;
            }
        }
    }

    /// The promises of a step.
    pub fn of(&self, step: u32) -> &[Bundle] {
        &self.steps[step as usize]
    }

    /// Takes the promises of a step.
    pub fn take(&mut self, step: u32, mut took: impl FnMut(Bundle)) {
        if self.rows == 0 {
            return;
        }
        let row = &mut self.steps[step as usize];
        self.rows -= row.len();
        row.drain(..).for_each(&mut took);
    }

    /// The first step from `step` on of which there are promises.
    pub fn next(&self, step: u32) -> Option<u32> {
        let later = || self.steps.iter().enumerate().skip(step as usize);
        if self.rows == 0 {
            return None;
        }
        later().find(|(_, row)| !row.is_empty()).map(|(step, _)| step as u32)
    }

    /// Takes them all.
    pub fn take_all(&mut self) -> Vec<Bundle> {
        self.take_those(|_| true)
    }

    /// Takes those that are meant.
    pub fn take_those(&mut self, meant: impl Fn(&Bundle) -> bool) -> Vec<Bundle> {
        if self.rows == 0 {
            return Vec::new();
        }
        let rows = self.steps.iter_mut();
        let taken: Vec<Bundle> = rows.flat_map(|row| row.extract_if(.., |bundle| meant(bundle))).collect();
        self.rows -= taken.len();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::super::bundle::{Key, Party};
    use super::*;
    use crate::units::Money;

    #[test]
    fn promises_of_one_key_stand_together() {
        let key = |kind| Key { rule: 0, party: Party::Member(0), kind };
        let bundle = |kind, count| Bundle {
            key: key(kind),
            count,
            worth: Money(i128::from(count)),
            on: None,
            returns: None,
        };
        let mut calendar = Calendar::default();
        calendar.clear(5);
        calendar.put(3, bundle(0, 2));
        calendar.put(3, bundle(0, 4));
        calendar.put(99, bundle(1, 1));
        assert_eq!((calendar.next(0), calendar.next(4)), (Some(3), Some(5)));
        let mut taken = Vec::new();
        calendar.take(3, |bundle| taken.push((bundle.count, bundle.worth)));
        assert_eq!(taken, [(6, Money(6))]);
        assert_eq!(calendar.take_all().len(), 1);
        assert_eq!(calendar.next(0), None);
    }
}
