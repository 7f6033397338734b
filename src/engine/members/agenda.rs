//! What is to come, by step: who joins, who has an occasion, who leaves.

/// Members by the step in which something happens to them.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    steps: Vec<Vec<u32>>,
    /// Whether anything was ever put in.
    used: bool,
}

impl Agenda {
    /// Empties it for a campaign of so many steps.
    pub fn begin(&mut self, steps: u32) {
        if std::mem::take(&mut self.used) {
            self.steps.iter_mut().for_each(Vec::clear);
        }
        self.steps.resize(steps as usize, Vec::new());
    }

    /// Puts a member down for a time, counted in steps; beyond the end nothing happens any more.
    #[inline]
    pub fn put(&mut self, time: f64, member: u32) {
        if time < self.steps.len() as f64 {
            self.steps[time as usize].push(member);
            self.used = true;
        }
    }

    /// The same for several.
    pub fn put_all(&mut self, time: f64, members: impl Iterator<Item = u32>) {
        if time < self.steps.len() as f64 {
            self.steps[time as usize].extend(members);
            self.used = true;
        }
    }

    /// Takes those out, from a step on, of whom this is said.
    pub fn forget(&mut self, from: u32, is_gone: impl Fn(u32) -> bool) {
        let steps = self.steps.iter_mut().skip(from as usize);
        steps.for_each(|members| members.retain(|member| !is_gone(*member)));
    }

    /// How many there are of a step.
    pub fn count(&self, step: u32) -> u64 {
        self.steps.get(step as usize).map_or(0, |members| members.len() as u64)
    }

    /// Takes those of a step, in place of what `into` held.
    #[inline]
    pub fn take(&mut self, step: u32, into: &mut Vec<u32>) {
        into.clear();
        if let Some(members) = self.steps.get_mut(step as usize) {
            std::mem::swap(members, into);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_his_step() {
        let mut agenda = Agenda::default();
        agenda.begin(3);
        for (time, member) in [(0.5, 1), (2.0, 2), (2.999, 3), (3.0, 4), (f64::INFINITY, 5)] {
            agenda.put(time, member);
        }
        let taken = |agenda: &mut Agenda, step| {
            let mut into = vec![9];
            agenda.take(step, &mut into);
            into
        };
        assert_eq!([0, 1, 2, 3].map(|step| taken(&mut agenda, step)), [vec![1], vec![], vec![2, 3], vec![]]);
        agenda.put(1.0, 6);
        agenda.begin(2);
        assert!(taken(&mut agenda, 1).is_empty());
    }
}
