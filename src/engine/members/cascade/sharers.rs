//! How many share in each step, and how many neighbours they have in all.

/// Sharers, step by step.
#[derive(Clone, Debug, Default)]
pub(super) struct Sharers {
    /// The step at hand.
    t: u32,
    /// Those who share in it, and how many of them do so for the first time.
    pub now: Count,
    pub first: u64,
    /// Those who do not share any more, from each step on.
    done: Vec<Count>,
    /// The step from which on somebody does not share any more, by row.
    until: Vec<u32>,
    /// Whether it has come sooner to anybody than was known at first.
    some_left_early: bool,
}

/// Members, and how many neighbours they have in all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub members: u64,
    pub neighbours: u64,
}

impl Count {
    fn add(&mut self, neighbours: usize) {
        self.members += 1;
        self.neighbours += neighbours as u64;
    }

    fn take_off(&mut self, others: Count) {
        self.members -= others.members;
        self.neighbours -= others.neighbours;
    }
}

impl Sharers {
    /// Nobody in any of so many steps.
    pub fn begin(&mut self, steps: u32) {
        self.stop();
        self.done.clear();
        self.done.resize(steps as usize + 1, Count::default());
        self.some_left_early = false;
    }

    /// A step begins, in which nobody has begun to share yet.
    pub fn begin_step(&mut self, t: u32) {
        self.t = t;
        self.now.take_off(self.done[t as usize]);
        self.first = 0;
    }

    /// There will be so many rows.
    pub fn make_room(&mut self, rows: usize) {
        self.until.resize(rows, 0);
    }

    /// Somebody with so many neighbours shares from now on, until that step.
    #[inline]
    pub fn begin_sharing(&mut self, row: u32, until: u32, neighbours: usize) {
        self.until[row as usize] = until;
        self.first += 1;
        self.now.add(neighbours);
        self.done[until as usize].add(neighbours);
    }

    /// Somebody with so many neighbours leaves as the step ends.
    pub fn forget(&mut self, row: u32, neighbours: usize) {
        let next = self.t + 1;
        let Some(until) = self.until.get_mut(row as usize).filter(|until| **until > next) else { return };
        let mut one = Count::default();
        one.add(neighbours);
        self.done[*until as usize].take_off(one);
        self.done[next as usize].add(neighbours);
        *until = next;
        self.some_left_early = true;
    }

    /// Nobody will share any more.
    pub fn stop(&mut self) {
        (self.t, self.first, self.now) = (0, 0, Count::default());
        self.until.clear();
    }

    /// Whether anybody shares in the step at hand.
    pub fn are_there(&self) -> bool {
        self.now.members > 0
    }

    /// Whether somebody will share in a later step.
    pub fn go_on(&self) -> bool {
        self.done.get(self.t as usize + 1).is_some_and(|done| self.now.members > done.members)
    }

    /// Whether all who are put down for the step at hand share in it.
    pub fn are_as_known(&self) -> bool {
        !self.some_left_early
    }

    /// Whether somebody shares in the step at hand who once began to.
    #[inline]
    pub fn is_one(&self, row: u32) -> bool {
        self.until[row as usize] > self.t
    }
}
