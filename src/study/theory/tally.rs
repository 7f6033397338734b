//! One member's chances by the number of people brought so far, step by step: where a reward makes the next deeds
//! depend on it.

use super::behaviour::Behaviour;
use super::dual::{Argument, Dual};
use super::fourier::Sums;
use crate::model::Stint;

/// Chances to wait, by [shared before][brought], and to be done, by the number brought.
pub(super) struct Tally {
    waiting: [Vec<f64>; 2],
    done: Vec<f64>,
    sums: Sums,
}

/// What is less likely is not followed.
const RARE: f64 = 1e-13;

/// What holds in a round, for those who leave in its step or do not.
struct Round<'a> {
    t: u32,
    leaves: bool,
    /// Chance of another occasion.
    more: f64,
    /// The law of what a share brings.
    gains: &'a [f64],
}

impl Tally {
    /// A new member waits and has brought nobody; `size` numbers are told apart, the last one stands for all above.
    pub fn new(size: usize) -> Tally {
        let nobody = vec![0.0; size];
        let mut tally =
            Tally { waiting: [nobody.clone(), nobody.clone()], done: nobody, sums: Sums::below(size) };
        tally.waiting[0][0] = 1.0;
        tally
    }

    /// A step of the campaign and all its rounds: occasion, decision, contacts of whom a part has not been won, another
    /// wait, for who leaves in it and who does not.
    pub fn step(&mut self, behaviour: &Behaviour<'_>, stint: &Stint, t: u32, open: f64) {
        let size = self.done.len();
        let chances = behaviour.accepting(t, open);
        let mut gains = vec![0.0; size];
        for (gained, p) in behaviour.gain(&chances).folded(size, |d| d.min(size - 1), |_| Dual::real(1.0)) {
            gains[gained] += p.value;
        }
        let waiting = std::mem::replace(&mut self.waiting, [vec![0.0; size], vec![0.0; size]]);
        let leaving = stint.leaving.p();
        for (leaves, part) in [(false, 1.0 - leaving), (true, leaving)].into_iter().filter(|(_, p)| *p > 0.0)
        {
            let mut pending = waiting.clone();
            pending.iter_mut().flatten().for_each(|p| *p *= part);
            let mut had = 0;
            while let Some(more) = stint.more(leaves, had)
                && pending.iter().flatten().sum::<f64>() > RARE
            {
                pending = self.round(behaviour, Round { t, leaves, more: more.p(), gains: &gains }, &pending);
                had += 1;
            }
            self.settle(leaves, &pending, 1.0);
        }
    }

    /// Occasions of these members: who shares and waits for another is handed back.
    fn round(
        &mut self,
        behaviour: &Behaviour<'_>,
        round: Round<'_>,
        pending: &[Vec<f64>; 2],
    ) -> [Vec<f64>; 2] {
        let (last, again) = (self.done.len() - 1, behaviour.segment.again);
        self.settle(round.leaves, pending, 1.0 - round.more);
        let mut sharers = vec![0.0; last + 1];
        for (side, pending) in pending.iter().enumerate() {
            for (brought, p) in pending.iter().enumerate().filter(|(_, p)| **p > 0.0) {
                let called = p * round.more;
                let sharing = called * behaviour.sharing(round.t, side == 1, behaviour.fold(brought));
                if sharing <= RARE {
                    self.done[brought] += called;
                    continue;
                }
                self.done[brought] += called - sharing;
                sharers[brought] += sharing;
            }
        }
        let mut back = self.sums.of(&sharers, round.gains);
        self.done.iter_mut().zip(&back).for_each(|(done, now)| *done += (1.0 - again) * now);
        back.iter_mut().for_each(|now| *now *= again);
        [vec![0.0; last + 1], back]
    }

    /// A part of them has no other occasion in this step: who leaves is done.
    fn settle(&mut self, leaves: bool, pending: &[Vec<f64>; 2], part: f64) {
        for (waiting, pending) in self.waiting.iter_mut().zip(pending) {
            let to = if leaves { &mut self.done } else { waiting };
            to.iter_mut().zip(pending).for_each(|(to, p)| *to += p * part);
        }
    }

    /// The chances when it is over for everybody.
    pub fn end(self) -> Vec<f64> {
        let [fresh, shared] = &self.waiting;
        self.done.iter().zip(fresh).zip(shared).map(|((done, fresh), shared)| done + fresh + shared).collect()
    }
}
