//! What is counted while a campaign only grows: people come by invitation and leave, and nothing is paid. The same as point by
//! point of its steps, with what does not change meanwhile looked up once.

use super::tally::Tally;
use super::timeline::Standing;
use super::{Kept, Record};
use crate::engine::now::Step;

/// A record that is written to by many steps of growth in one go, of the only segment.
#[derive(Debug)]
pub(in crate::engine) struct Growing<'a, 'b> {
    record: &'a mut Record<'b>,
    /// Where sharing is counted.
    pub tally: Tally,
    members: u64,
    peak_members: u64,
    new_users: u64,
    /// Costs that depend on what happened before, in minor units.
    spent: f64,
    /// New users who have come where nothing is done.
    anyhow: u64,
}

impl<'b> Record<'b> {
    /// Begins to count growth; `anyhow` have come where nothing is done.
    pub fn growing<'a>(&'a mut self, anyhow: u64) -> Growing<'a, 'b> {
        let Kept { totals, tally, members, .. } = &*self.kept;
        Growing {
            tally: tally[0],
            members: *members,
            peak_members: totals.peak_members,
            new_users: totals.new_users(),
            spent: totals.spent(),
            anyhow,
            record: self,
        }
    }
}

impl Growing<'_, '_> {
    /// Invitees became members.
    #[inline(always)]
    pub fn joined(&mut self, at: Step<'_>, count: u64) {
        self.tally.referred += count;
        self.new_users += count;
        self.members += count;
        let (joins, t) = (&at.layout.joins, at.t as usize);
        self.record.outcome.joins[joins.anytime(t, 0)] += count;
        self.record.outcome.joins[joins.invited(t)] += count;
    }

    /// Members left, and the step is over.
    #[inline(always)]
    pub fn end_of_step(&mut self, at: Step<'_>, gone: u64) {
        self.members -= gone;
        self.peak_members = self.peak_members.max(self.members);
        let Kept { new_users_by_step, timeline, .. } = &mut *self.record.kept;
        new_users_by_step.push(self.new_users);
        if timeline.next(at) == Some(at.t) {
            let standing = Standing {
                new_users: self.new_users,
                anyhow: self.anyhow,
                members: self.members,
                shares: self.tally.shares,
                accepted: self.tally.accepted,
                spent: self.spent,
                budget_left: None,
            };
            timeline.read(at, standing, &mut self.record.outcome.timeline);
        }
    }

    /// Puts the numbers back where they belong.
    pub fn end(self) {
        let kept = &mut *self.record.kept;
        kept.totals.referred += self.tally.referred - kept.tally[0].referred;
        kept.totals.peak_members = self.peak_members;
        kept.tally[0] = self.tally;
        kept.members = self.members;
    }
}
