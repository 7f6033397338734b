//! Invitees on the way: acceptances become arrivals `1 + ⌊delay/step⌋` steps later, as expected numbers.
//!
//! The arrivals of a step are the acceptances before it folded with the law of the delay, and they bring the acceptances
//! after it. Delays below [`DIRECT`] steps are summed one by one. Longer ones are taken in stretches that double; each
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
    stretches: Vec<Stretch>,
    steps: usize,
}

/// What decides when and as whom a segment's invitees arrive.
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
    /// Acceptances per chance to arrive in time by [inviter][step], since the last ones that were folded.
    accepted: Vec<Vec<f64>>,
    /// Transform of the chances of the delays, by inviter; none where all have answered before.
    spectra: Vec<Option<Vec<Complex>>>,
}

impl<'a> OnTheWay<'a> {
    /// Nobody on the way in a campaign of so many steps.
    pub fn nobody(steps: u32, inviters: Vec<Inviter<'a>>) -> OnTheWay<'a> {
        let steps = steps as usize;
        let stretches = std::iter::successors(Some(DIRECT), |from| Some(2 * from))
            .take_while(|from| from + 1 < steps)
            .map(|from| Stretch::new(from, &inviters))
            .collect();
        OnTheWay { arriving: vec![vec![0.0; inviters.len()]; steps + 1], inviters, stretches, steps }
    }

    /// Invitees of this segment who arrive in step `t`.
    pub fn arriving(&self, t: u32, segment: usize) -> f64 {
        self.arriving[t as usize][segment]
    }

    /// Sends those on the way who accepted an invitation of `inviter` in step `t`: all of them arrive in time.
    pub fn send(&mut self, t: u32, inviter: usize, accepted: f64) {
        let Inviter { delay, recruits } = self.inviters[inviter];
        let longest = (self.steps - 1).checked_sub(t as usize + 1).filter(|_| accepted > 0.0);
        let Some(longest) = longest else { return };
        let in_time = delay.within(longest as u32);
        for bin in 0..=longest.min(DIRECT - 1) {
            let part = accepted * delay.exactly(bin) / in_time;
            let slot = &mut self.arriving[t as usize + 1 + bin];
            slot.iter_mut().zip(recruits).for_each(|(slot, kind)| *slot += part * kind);
            if delay.within(bin as u32) >= 1.0 {
                return;
            }
        }
        for stretch in &mut self.stretches {
            stretch.accepted[inviter][t as usize % stretch.from] = accepted / in_time;
        }
    }

    /// Ends step `t`: stretches that have as many acceptances as they are long are folded with them.
    pub fn end_step(&mut self, t: u32) {
        let next = t as usize + 1;
        for stretch in self.stretches.iter_mut().filter(|stretch| next.is_multiple_of(stretch.from)) {
            for (index, inviter) in self.inviters.iter().enumerate() {
                // The first acceptance of the stretch with its shortest delay arrives in the step after the next.
                let slots = self.arriving[..self.steps].iter_mut().skip(next + 1);
                for (slot, part) in slots.zip(stretch.fold(index)) {
                    slot.iter_mut().zip(inviter.recruits).for_each(|(slot, kind)| *slot += part * kind);
                }
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
            let (steps, delay) = (model.steps as usize, &model.segments[0].delay);
            let inviter = || Inviter { delay, recruits: &[0.25, 0.75] };
            let mut on_the_way = OnTheWay::nobody(model.steps, vec![inviter(), inviter()]);
            let mut expected = vec![0.0; steps];
            for t in 0..steps {
                let seen = on_the_way.arriving(t as u32, 1);
                assert!((seen - 0.75 * expected[t]).abs() <= 1e-12 * (1e6 + expected[t]), "{t} {seen}");
                let longest = (steps - 1).checked_sub(t + 1);
                let in_time = longest.map_or(0.0, |longest| delay.within(longest as u32));
                let accepted = if in_time > 0.0 { accepted(t) } else { 0.0 };
                on_the_way.send(t as u32, 0, accepted);
                on_the_way.end_step(t as u32);
                for bin in (0..steps - 1 - t).filter(|_| accepted > 0.0) {
                    expected[t + 1 + bin] += accepted * delay.exactly(bin) / in_time;
                }
            }
        }
    }
}
