//! Members as numbers per state.

use crate::model::Model;

/// Members of one segment.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// Waiting members: one lane per (class, origin, shared before).
    pub lanes: Vec<Lane>,
    /// Members who will not share any more, by class and then (own, induced); where nobody needs to tell them
    /// apart, all are own.
    pub done: Vec<[u64; 2]>,
    /// Members who have never bought, by class; kept only where purchases tell buyers.
    pub never_bought: Vec<u64>,
    /// Seed users still present, by class.
    pub seeds_present: Vec<u64>,
}

/// Waiting members who differ only in their credited invitations.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    /// Class of staying.
    pub class: usize,
    /// Where they came from (see [`Origins`](crate::model::Origins)).
    pub origin: usize,
    /// Whether they are told apart as brought by invitation.
    pub induced: bool,
    /// Whether they have shared before.
    pub shared: bool,
    /// Members by state of progress.
    pub waiting: Vec<u64>,
    /// Sum of `waiting`.
    pub total: u64,
}

impl Lane {
    /// Adds members in this state of progress.
    #[inline]
    pub fn add(&mut self, progress: usize, count: u64) {
        if progress >= self.waiting.len() {
            self.waiting.resize(progress + 1, 0);
        }
        self.waiting[progress] += count;
        self.total += count;
    }
}

impl People {
    /// An empty segment of this model.
    pub fn empty(model: &Model, segment: usize) -> People {
        let classes = model.segments[segment].classes.len();
        let mut lanes = Vec::new();
        for class in 0..classes {
            for origin in 0..model.origins.count {
                for shared in [false, true] {
                    if !shared || model.remembers_sharing {
                        let induced = model.deletes_induced() && origin > 0;
                        lanes.push(Lane { class, origin, induced, shared, waiting: vec![0], total: 0 });
                    }
                }
            }
        }
        People {
            lanes,
            done: vec![[0; 2]; classes],
            never_bought: vec![0; classes],
            seeds_present: vec![0; classes],
        }
    }

    /// Removes everybody.
    pub fn clear(&mut self) {
        for lane in &mut self.lanes {
            lane.waiting.truncate(64);
            lane.waiting.fill(0);
            lane.total = 0;
        }
        self.done.fill([0; 2]);
        self.never_bought.fill(0);
        self.seeds_present.fill(0);
    }

    /// Members who wait for an occasion.
    pub fn waiting(&self) -> u64 {
        self.lanes.iter().map(|lane| lane.total).sum()
    }

    /// Members of a class, waiting or done: (own, induced).
    pub fn of_class(&self, class: usize) -> [u64; 2] {
        let mut members = self.done[class];
        for lane in self.lanes.iter().filter(|lane| lane.class == class) {
            members[usize::from(lane.induced)] += lane.total;
        }
        members
    }
}

/// Where the lane of (class, origin, shared) stands in [`People::lanes`].
pub(super) fn lane_index(model: &Model, class: usize, origin: usize, shared: bool) -> usize {
    if model.remembers_sharing {
        2 * (class * model.origins.count + origin) + usize::from(shared)
    } else {
        class * model.origins.count + origin
    }
}
