//! One member's chances by the number of people brought so far, step by step: where a reward makes the next deeds
//! depend on it.

use super::behaviour::Behaviour;
use super::dual::{Argument, Dual};

/// Chances to wait, by [shared before][brought], and to be done, by the number brought.
pub(super) struct Tally {
    waiting: [Vec<f64>; 2],
    done: Vec<f64>,
}

/// What is less likely is not followed.
const RARE: f64 = 1e-13;

impl Tally {
    /// A new member waits and has brought nobody; `size` numbers are told apart, the last one stands for all above.
    pub fn new(size: usize) -> Tally {
        let mut tally = Tally { waiting: [vec![0.0; size], vec![0.0; size]], done: vec![0.0; size] };
        tally.waiting[0][0] = 1.0;
        tally
    }

    /// A step of the campaign: occasion, decision, contacts of whom a part has not been won, another wait, leaving.
    pub fn step(&mut self, behaviour: &Behaviour<'_>, t: u32, open: f64, leaving: f64) {
        let last = self.done.len() - 1;
        let gain = behaviour.gain(behaviour.acceptance(t) * open);
        let gains = gain.folded(last + 1, |d| d.min(last), Dual::real(1.0));
        let (occasion, again) = (behaviour.occasion(t), behaviour.segment.again);
        let mut back = vec![0.0; last + 1];
        for side in 0..2 {
            for brought in (0..=last).filter(|brought| self.waiting[side][*brought] > 0.0).collect::<Vec<_>>()
            {
                let called = self.waiting[side][brought] * occasion;
                let sharing = called * behaviour.sharing(t, side == 1, behaviour.fold(brought));
                self.waiting[side][brought] -= called;
                self.done[brought] += called - sharing;
                if sharing <= RARE {
                    self.done[brought] += sharing;
                    continue;
                }
                for (gained, p) in &gains {
                    let now = (brought + gained).min(last);
                    back[now] += again * sharing * p.value;
                    self.done[now] += (1.0 - again) * sharing * p.value;
                }
            }
        }
        self.waiting[1].iter_mut().zip(back).for_each(|(waiting, back)| *waiting += back);
        for (brought, waiting) in self.waiting.iter_mut().flat_map(|side| side.iter_mut().enumerate()) {
            self.done[brought] += *waiting * leaving;
            *waiting *= 1.0 - leaving;
        }
    }

    /// The chances when it is over for everybody.
    pub fn end(self) -> Vec<f64> {
        let [fresh, shared] = &self.waiting;
        self.done.iter().zip(fresh).zip(shared).map(|((done, fresh), shared)| done + fresh + shared).collect()
    }
}
