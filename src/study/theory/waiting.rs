//! Members who wait for an occasion to share, as expected numbers by state, and what the rounds of a step make of them.
//! Where all chances are given this is exact: expectations of sums need no independence.

use super::behaviour::Behaviour;
use super::gains::Gains;
use crate::model::{ReminderModel, Since, StayClass};
use crate::rng::Chance;

/// Members of a stay class who wait.
pub(super) struct Waiting<'a> {
    behaviour: &'a Behaviour<'a>,
    class: &'a StayClass,
    /// Who has no other occasion in this step and is still there in the next, by state.
    settled: Vec<f64>,
    /// Who does not wait any more, where a reminder may wake him; else nobody is noted.
    done: Vec<f64>,
    /// Who may have another occasion in this step, by [shared before][progress].
    pending: Crowd,
    /// Who shares in this round, by progress, where some come back.
    sharing: Crowd,
}

impl<'a> Waiting<'a> {
    /// Nobody.
    pub fn nobody(behaviour: &'a Behaviour<'a>, class: &'a StayClass) -> Waiting<'a> {
        let width = 2 * behaviour.states();
        let crowd = |width| Crowd { lanes: Vec::new(), members: Vec::new(), width };
        let (pending, sharing) = (crowd(width), crowd(behaviour.states()));
        let done = vec![0.0; if behaviour.segment.wakes() { width } else { 0 }];
        Waiting { behaviour, class, settled: vec![0.0; width], done, pending, sharing }
    }

    /// Whether it matters what becomes of who has shared.
    fn follows_sharers(&self) -> bool {
        self.behaviour.segment.again > 0.0 || !self.done.is_empty()
    }

    /// A reminder is sent as step `t` begins: those who open it and share are added to `sharers`. How many leave.
    pub fn remind(&mut self, t: u32, reminder: &ReminderModel, sharers: &mut Sharers) -> f64 {
        let (behaviour, states) = (self.behaviour, self.behaviour.states());
        let (mut left, stay) = (0.0, 1.0 - reminder.churn);
        for state in 0..2 * states {
            let shared = state >= states;
            let mut opening = 0.0;
            for (waits, members) in [(true, &mut self.settled), (false, &mut self.done)] {
                let Some(count) = members.get_mut(state).filter(|_| reminder.to.means(waits, shared)) else {
                    continue;
                };
                left += *count * reminder.churn;
                opening += *count * reminder.opens;
                *count *= (1.0 - reminder.opens) * stay;
            }
            let sharing = opening * behaviour.sharing(t, shared, state % states);
            sharers.by_state[state] += sharing;
            if let Some(done) = self.done.get_mut(state) {
                *done += (opening - sharing) * stay;
            }
            if self.follows_sharers() {
                let lane = Lane { since: Since::Before, leaves: false, had: 0 };
                self.sharing.lane(lane)[state % states] += sharing * stay;
            }
        }
        left
    }

    /// Who has shared after a reminder waits as step `t` begins, with what one share gains, or is done.
    pub fn come_back_from_reminder(&mut self, gains: &Gains) {
        let (behaviour, states) = (self.behaviour, self.behaviour.states());
        let again = behaviour.segment.again;
        for (_, sharers) in self.sharing.iter() {
            gains.advance(behaviour, again, sharers, &mut self.settled[states..]);
            if !self.done.is_empty() {
                gains.advance(behaviour, 1.0 - again, sharers, &mut self.done[states..]);
            }
        }
        self.sharing.clear();
    }

    /// Step `t` begins: everybody may have an occasion.
    pub fn begin(&mut self, t: u32) {
        let leaving = self.leaving(t, Since::Before);
        for (leaves, part) in [(false, 1.0 - leaving), (true, leaving)].into_iter().filter(|(_, p)| *p > 0.0)
        {
            let pending = self.pending.lane(Lane { since: Since::Before, leaves, had: 0 });
            pending.iter_mut().zip(&self.settled).for_each(|(pending, settled)| *pending += part * settled);
        }
        self.settled.fill(0.0);
        self.done.iter_mut().for_each(|done| *done *= 1.0 - leaving);
    }

    /// So many new members come in step `t`, nothing credited yet.
    pub fn join(&mut self, t: u32, since: Since, count: f64) {
        let leaving = self.leaving(t, since);
        for (leaves, part) in [(false, 1.0 - leaving), (true, leaving)] {
            if count * part > 0.0 {
                self.pending.lane(Lane { since, leaves, had: 0 })[0] += count * part;
            }
        }
    }

    /// Chance that somebody who is there since then leaves in step `t`.
    pub fn leaving(&self, t: u32, since: Since) -> f64 {
        self.class.stint(t, since, false).leaving.p()
    }

    /// How many may have another occasion in this step.
    pub fn pending(&self) -> f64 {
        self.pending.members.iter().sum()
    }

    /// How many wait for the next step.
    pub fn settled(&self) -> f64 {
        self.settled.iter().sum()
    }

    /// A round of step `t`: who has no other occasion settles; of the others those who share are added to `sharers`.
    pub fn decide(&mut self, t: u32, sharers: &mut Sharers) {
        let (behaviour, states) = (self.behaviour, self.behaviour.states());
        for (lane, members) in self.pending.iter() {
            let stint = self.class.stint(t, lane.since, false);
            let more = stint.more(lane.leaves, lane.had).map_or(0.0, Chance::p);
            let follows = behaviour.segment.again > 0.0 || !self.done.is_empty();
            let mut back = follows.then(|| self.sharing.lane(lane));
            let mut all = 0.0;
            for (state, count) in members.iter().enumerate().filter(|(_, count)| **count > 0.0) {
                let called = count * more;
                if !lane.leaves {
                    self.settled[state] += count - called;
                }
                let shared = called * behaviour.sharing(t, state >= states, state % states);
                if let Some(done) = self.done.get_mut(state).filter(|_| !lane.leaves) {
                    *done += called - shared;
                }
                sharers.by_state[state] += shared;
                all += shared;
                if let Some(back) = &mut back {
                    back[state % states] += shared;
                }
            }
            sharers.note(lane.since, all);
        }
        self.pending.clear();
    }

    /// Sharers of this round who wait for another occasion come back with what one share gains; where they are no more
    /// than is `negligible`, for the next step.
    pub fn come_back(&mut self, t: u32, gains: &Gains, negligible: f64) {
        let (behaviour, states) = (self.behaviour, self.behaviour.states());
        let again = behaviour.segment.again;
        for (lane, sharers) in self.sharing.iter() {
            if !lane.leaves && !self.done.is_empty() {
                gains.advance(behaviour, 1.0 - again, sharers, &mut self.done[states..]);
            }
            let next = Lane { had: lane.had + 1, ..lane };
            let stint = self.class.stint(t, lane.since, false);
            let to = match stint.more(lane.leaves, next.had) {
                Some(_) if again * sharers.iter().sum::<f64>() > negligible => self.pending.lane(next),
                _ if lane.leaves => continue,
                _ => &mut self.settled[..],
            };
            gains.advance(behaviour, again, sharers, &mut to[states..]);
        }
        self.sharing.clear();
    }

    /// Nobody has another occasion in this step.
    pub fn settle(&mut self) {
        for (_, members) in self.pending.iter().filter(|(lane, _)| !lane.leaves) {
            self.settled.iter_mut().zip(members).for_each(|(settled, count)| *settled += count);
        }
        self.pending.clear();
    }
}

/// Who is alike within a step.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lane {
    since: Since,
    /// Whether they leave in this step.
    leaves: bool,
    /// Occasions that they had in it.
    had: usize,
}

/// Expected numbers by lane and state.
struct Crowd {
    lanes: Vec<Lane>,
    members: Vec<f64>,
    width: usize,
}

impl Crowd {
    fn lane(&mut self, lane: Lane) -> &mut [f64] {
        let at = self.lanes.iter().position(|known| *known == lane).unwrap_or_else(|| {
            self.lanes.push(lane);
            self.members.resize(self.lanes.len() * self.width, 0.0);
            self.lanes.len() - 1
        });
        &mut self.members[at * self.width..][..self.width]
    }

    fn iter(&self) -> impl Iterator<Item = (Lane, &[f64])> {
        self.lanes.iter().copied().zip(self.members.chunks_exact(self.width))
    }

    fn clear(&mut self) {
        self.lanes.clear();
        self.members.clear();
    }
}

/// Members of a segment who share in a round.
pub(super) struct Sharers {
    /// By [shared before][progress], one after the other.
    by_state: Vec<f64>,
    /// Those of them who came with a wave of seeds in this step, by wave.
    pub of_waves: Vec<(u32, f64)>,
    /// Whether they have just opened a reminder.
    pub are_reminded: bool,
}

impl Sharers {
    /// Nobody.
    pub fn nobody(behaviour: &Behaviour<'_>) -> Sharers {
        Sharers { by_state: vec![0.0; 2 * behaviour.states()], of_waves: Vec::new(), are_reminded: false }
    }

    /// Nobody, of those who open a reminder.
    pub fn nobody_reminded(behaviour: &Behaviour<'_>) -> Sharers {
        Sharers { are_reminded: true, ..Sharers::nobody(behaviour) }
    }

    fn note(&mut self, since: Since, count: f64) {
        if let Since::Wave(wave) = since
            && count > 0.0
        {
            match self.of_waves.iter_mut().find(|(known, _)| *known == wave) {
                Some((_, sum)) => *sum += count,
                None => self.of_waves.push((wave, count)),
            }
        }
    }

    /// All of them.
    pub fn all(&self) -> f64 {
        self.by_state.iter().sum()
    }

    /// Those of them who share for the first time.
    pub fn first(&self) -> f64 {
        self.by_state[..self.by_state.len() / 2].iter().sum()
    }

    /// Expected number of them who pass this number of invitations now, a mark of the rules below the number of states.
    pub fn passing(&self, mark: usize, gains: &Gains) -> f64 {
        let passing = |side: &[f64]| {
            let missing = side.iter().take(mark).enumerate();
            missing.map(|(j, count)| count * gains.at_least(mark - j)).sum::<f64>()
        };
        self.by_state.chunks_exact(self.by_state.len() / 2).map(passing).sum()
    }
}
