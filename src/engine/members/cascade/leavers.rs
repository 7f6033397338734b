//! How many leave when it is given to them.

use crate::model::Model;

/// How many leave as each step ends, by class.
#[derive(Clone, Debug, Default)]
pub(super) struct Leavers {
    pub classes: usize,
    steps: Vec<u64>,
}

impl Leavers {
    /// Nobody.
    pub fn begin(&mut self, model: &Model) {
        self.classes = model.segments[0].classes.len();
        self.steps.clear();
        self.steps.resize(model.steps as usize * self.classes, 0);
    }

    /// Somebody of a class is not there any more from that step on.
    #[inline]
    pub fn put(&mut self, class: usize, leaves: u32) {
        if let Some(leaving) = self.steps.get_mut((leaves as usize - 1) * self.classes + class) {
            *leaving += 1;
        }
    }

    /// Those of a class in these steps.
    pub fn of(&self, class: usize, from: u32, until: u32) -> u64 {
        (from..=until).map(|t| self.steps[t as usize * self.classes + class]).sum()
    }
}
