//! Invitees on the way: acceptances become arrivals some steps later, or in the same step, as expected numbers.
//!
//! The arrivals of a step are the acceptances before it folded with the law of the delay, and they bring the acceptances
//! after it. Who joins in the step of the invitation is handed back at once. Other delays below [`DIRECT`] steps are summed one by one. Longer ones are taken in stretches that double; each
//! is folded by a Fourier transform with as many acceptances as it is long, as soon as these are known (relaxed
//! multiplication: van der Hoeven, 2002). Time grows as `n·log²n` with the number of steps.

use super::dual::{Argument, Complex};
use super::fourier::Fourier;
use crate::model::DelayBins;

/// Delays of fewer steps are summed directly, to the last digit as written; a transform would not be faster.
const DIRECT: usize = 512;

/// Invitees who have accepted and not arrived yet.
pub(super) struct OnTheWay<'a> {
    /// Invitees by step of arrival and segment.
    arriving: Vec<Vec<f64>>,
    inviters: Vec<Inviter<'a>>,
    /// Acceptances of this step by way of sharing, but for those of waves that act at their moment.
    accepted: Vec<f64>,
    stretches: Vec<Stretch>,
    steps: usize,
}

/// What decides when and as whom those arrive who are invited by one way of sharing.
pub(super) struct Inviter<'a> {
    /// Law of the delay.
    pub delay: &'a DelayBins,
    /// Segments of the invited; sums to 1.
    pub recruits: &'a [f64],
}

/// Delays from a number of steps up to, not including, its double.
struct Stretch {
    from: usize,
    fourier: Fourier,
    /// Acceptances by [inviter][step], since the last ones that were folded.
    accepted: Vec<Vec<f64>>,
    /// Transform of the chances of the delays, by inviter; none where all have answered before.
    spectra: Vec<Option<Vec<Complex>>>,
}

impl<'a> OnTheWay<'a> {
    /// Nobody on the way in a campaign of so many steps.
    pub fn nobody(steps: u32, inviters: Vec<Inviter<'a>>) -> OnTheWay<'a> {
        let steps = steps as usize;
        let stretches = std::iter::successors(Some(DIRECT), |from| Some(2 * from))
            .take_while(|from| *from < steps)
            .map(|from| Stretch::new(from, &inviters))
            .collect();
        OnTheWay {
            arriving: vec![vec![0.0; inviters.first().map_or(0, |inviter| inviter.recruits.len())]; steps],
            accepted: vec![0.0; inviters.len()],
            inviters,
            stretches,
            steps,
        }
    }

    /// Invitees of this segment who arrive in step `t`, but for those who accept in it.
    pub fn arriving(&self, t: u32, segment: usize) -> f64 {
        self.arriving[t as usize][segment]
    }

    /// Sends those on the way who accept an invitation of `inviter` in this step; returns how many of them join in it.
    pub fn send(&mut self, inviter: usize, accepted: f64) -> f64 {
        self.accepted[inviter] += accepted;
        accepted * self.inviters[inviter].delay.exactly(0)
    }

    /// The same for invitations of step `t` whose answers take so long.
    pub fn send_after(&mut self, t: u32, inviter: usize, accepted: f64, delay: &DelayBins) -> f64 {
        self.fold(t, inviter, accepted, delay, self.steps);
        accepted * delay.exactly(0)
    }

    /// Ends step `t`: its acceptances are folded with short delays, and stretches that have as many acceptances as they
    /// are long with theirs.
    pub fn end_step(&mut self, t: u32) {
        for inviter in 0..self.inviters.len() {
            let accepted = std::mem::take(&mut self.accepted[inviter]);
            let delay = self.inviters[inviter].delay;
            self.fold(t, inviter, accepted, delay, DIRECT);
            for stretch in &mut self.stretches {
                stretch.accepted[inviter][t as usize % stretch.from] = accepted;
            }
        }
        let next = t as usize + 1;
        for stretch in self.stretches.iter_mut().filter(|stretch| next.is_multiple_of(stretch.from)) {
            for (index, inviter) in self.inviters.iter().enumerate() {
                // The first acceptance of the stretch with its shortest delay arrives in the next step.
                let slots = self.arriving.iter_mut().skip(next);
                for (slot, part) in slots.zip(stretch.fold(index)) {
                    slot.iter_mut().zip(inviter.recruits).for_each(|(slot, kind)| *slot += part * kind);
                }
            }
        }
    }

    /// Acceptances of step `t` arrive after it, as far as their delays are below `end` and the campaign lasts.
    fn fold(&mut self, t: u32, inviter: usize, accepted: f64, delay: &DelayBins, end: usize) {
        if accepted <= 0.0 {
            return;
        }
        let recruits = self.inviters[inviter].recruits;
        for (bin, slot) in self.arriving.iter_mut().skip(t as usize).enumerate().take(end).skip(1) {
            let part = accepted * delay.exactly(bin);
            slot.iter_mut().zip(recruits).for_each(|(slot, kind)| *slot += part * kind);
            if delay.within(bin as u32) >= 1.0 {
                return;
            }
        }
    }
}

impl Stretch {
    fn new(from: usize, inviters: &[Inviter<'_>]) -> Stretch {
        let fourier = Fourier::new(2 * from);
        let spectrum = |inviter: &Inviter<'_>| {
            let all_have_answered = inviter.delay.within(from as u32 - 1) >= 1.0;
            (!all_have_answered).then(|| {
                let chances = (from..2 * from).map(|bin| inviter.delay.exactly(bin));
                spectrum(&fourier, chances)
            })
        };
        Stretch {
            from,
            accepted: vec![vec![0.0; from]; inviters.len()],
            spectra: inviters.iter().map(spectrum).collect(),
            fourier,
        }
    }

    /// Arrivals of these acceptances with these delays, the earliest first; the acceptances begin anew.
    fn fold(&mut self, inviter: usize) -> Vec<f64> {
        let accepted = &mut self.accepted[inviter];
        let delays = self.spectra[inviter].as_ref().filter(|_| accepted.iter().any(|count| *count > 0.0));
        let Some(delays) = delays else { return Vec::new() };
        let mut values = spectrum(&self.fourier, accepted.iter().copied());
        accepted.fill(0.0);
        // Back by the transform of the mirrored numbers.
        values.iter_mut().zip(delays).for_each(|(value, delay)| *value = (*value * *delay).conjugate());
        self.fourier.transform(&mut values);
        let size = values.len() as f64;
        values.iter().map(|value| (value.re / size).max(0.0)).collect()
    }
}

/// The transform of these numbers, followed by as many zeros.
fn spectrum(fourier: &Fourier, numbers: impl ExactSizeIterator<Item = f64>) -> Vec<Complex> {
    let size = 2 * numbers.len();
    let mut values: Vec<Complex> = numbers.map(Complex::real).collect();
    values.resize(size, Complex::real(0.0));
    fourier.transform(&mut values);
    values
}

#[cfg(test)]
mod tests {
    use crate::model::Model;
    use crate::scenario::Scenario;

    use super::*;

    fn model(delay: &str) -> Model {
        let text = format!(
            "{{ name: x, days: 30, step: 15m, seeds: 1, share: 1, contacts: 1, join: 1, delay: {delay} }}"
        );
        Model::typical(&Scenario::from_yaml(&text).unwrap())
    }

    /// Acceptances that come and go, one of them alone, and none in the middle.
    fn accepted(t: usize) -> f64 {
        match t {
            0 => 1e6,
            1..1200 => 100.0 * (1.0 + libm::sin(t as f64 / 40.0)),
            1200..2000 => 0.0,
            _ => t as f64,
        }
    }

    #[test]
    fn long_delays_are_folded_like_short_ones() {
        for delay in ["{ exponential: 9d }", "{ lognormal: { median: 4d, sigma: 1.5 } }", "20d", "2d"] {
            let model = model(delay);
            let (steps, delay) = (model.steps as usize, &model.channels[0].delay);
            let inviter = || Inviter { delay, recruits: &[0.25, 0.75] };
            let mut on_the_way = OnTheWay::nobody(model.steps, vec![inviter(), inviter()]);
            let mut expected = vec![0.0; 2 * steps];
            for t in 0..steps {
                let at_once = on_the_way.send(0, accepted(t));
                for bin in (0..steps).filter(|_| accepted(t) > 0.0) {
                    expected[t + bin] += accepted(t) * delay.exactly(bin);
                }
                let seen = on_the_way.arriving(t as u32, 1) + 0.75 * at_once;
                assert!((seen - 0.75 * expected[t]).abs() <= 1e-12 * (1e6 + expected[t]), "{t} {seen}");
                on_the_way.end_step(t as u32);
            }
        }
    }
}
