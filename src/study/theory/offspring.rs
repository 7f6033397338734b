//! How many people one member brings in all: the generating function of the true law, with the chances to get an
//! occasion before leaving, to share, to do so again nearer to a reward, and with contacts of any law; and the
//! probabilities that are read out of it.

use super::conduct::Conduct;
use super::number::{Complex, Number};
use super::yields::Yield;
use crate::model::StayClass;

/// The law of the number of acceptances of a segment's new member who joins in the first step.
pub(super) struct Offspring<'a> {
    conduct: &'a Conduct<'a>,
    /// Part of the contacts who have not been won yet.
    open: f64,
    /// Steps after which every member is done, by class.
    ends: Vec<u32>,
}

impl<'a> Offspring<'a> {
    /// The law while this part of the contacts has not been won; careers of the classes end after so many steps.
    pub fn new(conduct: &'a Conduct<'a>, open: f64, ends: Vec<u32>) -> Offspring<'a> {
        Offspring { conduct, open, ends }
    }

    /// The generating function `E[u^N]`.
    pub fn generating<N: Number>(&self, u: N) -> N {
        let classes = self.conduct.segment.classes.iter().zip(&self.ends);
        classes.fold(N::real(0.0), |sum, (class, end)| sum + self.of_class(class, *end, u) * class.weight)
    }

    /// Backwards in time: what a waiting member will still bring, by [shared before][progress].
    fn of_class<N: Number>(&self, class: &StayClass, end: u32, u: N) -> N {
        let conduct = self.conduct;
        let sides = 1 + usize::from(conduct.remembers_sharing());
        let mut ahead = vec![vec![N::real(1.0); conduct.states()]; sides];
        let mut one_share = None;
        for t in (0..end).rev() {
            let chance = conduct.acceptance(t) * self.open;
            let share = match one_share.take() {
                Some(share) if is_same(&share, chance) => share,
                _ => OneShare::new(conduct, conduct.gain(chance), u),
            };
            let (occasion, leaving) = (conduct.occasion(t), conduct.leaving(t, class));
            let back = conduct.segment.again * (1.0 - leaving);
            let mut now = Vec::with_capacity(sides);
            for side in 0..sides {
                let of_state = |progress: usize| {
                    let sharing = occasion * conduct.sharing(t, side == 1, progress);
                    let wait = ahead[side][progress] * (1.0 - leaving) + N::real(leaving);
                    let shared = share.then(conduct, progress, back, &ahead[sides - 1]);
                    wait * (1.0 - occasion) + shared * sharing + N::real(occasion - sharing)
                };
                now.push((0..conduct.states()).map(of_state).collect());
            }
            ahead = now;
            one_share = Some(share);
        }
        ahead[0][0]
    }

    /// `P(N = n)` for `n` below `size`, by the values on the unit circle (discrete Fourier transform); what is beyond
    /// is folded over.
    fn probabilities_below(&self, size: usize) -> Vec<f64> {
        let angle = |k: usize| 2.0 * std::f64::consts::PI * k as f64 / size as f64;
        let half: Vec<Complex> =
            (0..=size / 2).map(|k| self.generating(Complex::on_circle(angle(k)))).collect();
        let value = |k: usize| if k <= size / 2 { half[k] } else { half[size - k].conjugate() };
        let mut values: Vec<Complex> = (0..size).map(value).collect();
        transform(&mut values);
        values.iter().map(|value| (value.re / size as f64).max(0.0)).collect()
    }

    /// `P(N = n)` for `n` from 0, as far as it is worth telling: all but a millionth of the `mean` is in it, or the
    /// most that is followed.
    pub fn probabilities(&self, mean: f64) -> Vec<f64> {
        let mut size = 64;
        loop {
            let law = self.probabilities_below(size);
            let told: f64 = law.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
            if size >= LONGEST || (told - mean).abs() <= 1e-6 * mean {
                return law;
            }
            size *= 4;
        }
    }
}

/// Nobody's invitations are followed beyond this number.
const LONGEST: usize = 16_384;

/// What one share brings, seen from the state of who shares.
struct OneShare<N> {
    chance: f64,
    /// The generating function.
    all: N,
    /// The same, split by the state that it leads to; empty where nobody shares again.
    split: Vec<N>,
}

impl<N: Number> OneShare<N> {
    fn new(conduct: &Conduct<'_>, gain: Yield<'_>, u: N) -> OneShare<N> {
        let repeated = conduct.segment.again > 0.0;
        let split = if repeated && conduct.states() > 1 {
            gain.folded(conduct.states(), |d| conduct.fold(d), u)
        } else {
            Vec::new()
        };
        OneShare { chance: gain.chance, all: gain.generating(u), split }
    }

    /// This share and all that follow, when who shares comes `back` with this chance.
    fn then(&self, conduct: &Conduct<'_>, progress: usize, back: f64, ahead: &[N]) -> N {
        if back == 0.0 {
            return self.all;
        }
        let following = if self.split.is_empty() {
            self.all * ahead[progress]
        } else {
            let gained = self.split.iter().enumerate();
            gained.fold(N::real(0.0), |sum, (d, term)| sum + *term * ahead[conduct.fold(progress + d)])
        };
        self.all * (1.0 - back) + following * back
    }
}

/// Chances so near each other are the same: answers that come late change little from step to step.
fn is_same<N>(share: &OneShare<N>, chance: f64) -> bool {
    (share.chance - chance).abs() <= 1e-9 * chance
}

/// The discrete Fourier transform `Σ_k x_k·e^(-2πi·nk/N)` in place, for powers of two.
fn transform(values: &mut [Complex]) {
    let size = values.len();
    if size < 2 {
        return;
    }
    let (mut even, mut odd): (Vec<Complex>, Vec<Complex>) =
        (values.iter().step_by(2).copied().collect(), values.iter().skip(1).step_by(2).copied().collect());
    transform(&mut even);
    transform(&mut odd);
    for n in 0..size / 2 {
        let turned = odd[n] * Complex::on_circle(-2.0 * std::f64::consts::PI * n as f64 / size as f64);
        values[n] = even[n] + turned;
        values[n + size / 2] = even[n] + turned * -1.0;
    }
}
