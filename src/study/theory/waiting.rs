//! Members who wait for an occasion to share, as expected numbers by state, and what a step makes of them. Where all
//! chances are given this is exact: expectations of sums need no independence.

use super::behaviour::Behaviour;
use super::dual::Dual;

/// Expected number of waiting members by [shared before][progress].
#[derive(Clone, Debug)]
pub(super) struct Waiting([Vec<f64>; 2]);

/// Members who share in a step, by state.
#[derive(Clone, Debug)]
pub(super) struct Sharers {
    by_state: [Vec<f64>; 2],
    /// All of them.
    pub all: f64,
    /// Those of them who share for the first time.
    pub first: f64,
}

/// So few are not followed any more.
const NOBODY: f64 = 1e-14;

impl Waiting {
    /// Nobody.
    pub fn nobody(behaviour: &Behaviour<'_>) -> Waiting {
        Waiting([vec![0.0; behaviour.states()], vec![0.0; behaviour.states()]])
    }

    /// New members wait, nothing credited yet.
    pub fn join(&mut self, count: f64) {
        self.0[0][0] += count;
    }

    /// All who wait.
    pub fn all(&self) -> f64 {
        self.0.iter().flatten().sum()
    }

    /// Occasions and decisions of step `t`: those who get an occasion wait no more; who of them share is returned.
    pub fn decide(&mut self, behaviour: &Behaviour<'_>, t: u32) -> Sharers {
        let occasion = behaviour.occasion(t);
        let mut by_state = [Vec::new(), Vec::new()];
        for (side, shared) in [false, true].into_iter().enumerate() {
            for (progress, waiting) in self.0[side].iter_mut().enumerate() {
                by_state[side].push(*waiting * occasion * behaviour.sharing(t, shared, progress));
                *waiting *= 1.0 - occasion;
            }
        }
        let sum = |side: &Vec<f64>| side.iter().sum::<f64>();
        let (first, again) = (sum(&by_state[0]), sum(&by_state[1]));
        Sharers { by_state, all: first + again, first }
    }

    /// Sharers who wait for another occasion come back with what one share [gains](Sharers::gains).
    pub fn come_back(&mut self, behaviour: &Behaviour<'_>, sharers: &Sharers, gains: &[(usize, f64)]) {
        let again = behaviour.segment.again;
        if again == 0.0 {
            return;
        }
        for (progress, &count) in sharers.by_state.iter().flat_map(|side| side.iter().enumerate()) {
            if count > NOBODY {
                for (gained, p) in gains {
                    self.0[1][behaviour.fold(progress + gained)] += again * count * p;
                }
            }
        }
    }

    /// A part of the members leaves.
    pub fn leave(&mut self, chance: f64) {
        self.0.iter_mut().flatten().for_each(|waiting| *waiting *= 1.0 - chance);
    }
}

impl Sharers {
    /// Chances of a sharer to gain so many invitations, folded into the states of progress, when every contact accepts
    /// with `chance`.
    pub fn gains(&self, behaviour: &Behaviour<'_>, chance: f64) -> Vec<(usize, f64)> {
        if behaviour.states() == 1 || self.all == 0.0 {
            return vec![(0, 1.0)];
        }
        let one = Dual { value: 1.0, slope: 0.0 };
        let folded = behaviour.gain(chance).folded(behaviour.states(), |d| behaviour.fold(d), one);
        folded.into_iter().map(|(gained, p)| (gained, p.value)).collect()
    }

    /// Expected number of them who pass this number of invitations now, a mark of the rules below the number of states;
    /// `fewer[n]` is the [chance](fewer) to gain fewer than `n`.
    pub fn passing(&self, mark: usize, fewer: &[f64]) -> f64 {
        let passing = |side: &Vec<f64>| {
            side.iter().take(mark).enumerate().map(|(j, count)| count * (1.0 - fewer[mark - j])).sum::<f64>()
        };
        self.by_state.iter().map(passing).sum()
    }
}

/// The chances to gain fewer invitations than 0, 1, … `most`, from the chances to gain so many, which rise.
pub(super) fn fewer(gains: &[(usize, f64)], most: usize) -> Vec<f64> {
    let (mut sum, mut gains) = (0.0, gains.iter().peekable());
    let mut fewer = Vec::with_capacity(most + 1);
    for n in 0..=most {
        while let Some((_, p)) = gains.next_if(|(gained, _)| *gained < n) {
            sum += p;
        }
        fewer.push(sum);
    }
    fewer
}
