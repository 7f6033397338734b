//! How fast it grows: the rate at which the ages of inviting balance the growth of those who invite (Euler 1760,
//! Lotka 1907): the dominant eigenvalue of `Σ_a M(a)·e^(-r·a)` is 1.

use super::kernel::RenewalKernel;
use super::matrix::{Matrix, dominant_eigenvalue};
use crate::model::DelayBins;
use serde::Serialize;
use std::borrow::Cow;

/// Growth of the number of genuine people over time, under the conditions of the first members.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Growth {
    /// Exponential rate per day; negative where the campaign fades.
    pub rate_per_day: f64,
    /// Days in which the number of new members doubles; `None` where it does not grow.
    pub doubling_days: Option<f64>,
    /// Mean time in days from joining to the joining of those whom one brings.
    pub generation_days: f64,
}

/// The renewal kernel of a segment by the age at which invitees arrive.
pub(super) struct AgeKernel<'a> {
    /// Acceptances by the step of the invitation, whenever they arrive.
    invited: Vec<f64>,
    delay: Cow<'a, DelayBins>,
    steps: usize,
}

impl<'a> AgeKernel<'a> {
    /// From the kernels of the stay classes and their weights.
    pub fn new(kernels: &[(f64, RenewalKernel)], delay: Cow<'a, DelayBins>, steps: u32) -> AgeKernel<'a> {
        let length = kernels.iter().map(|(_, kernel)| kernel.invited.len()).max().unwrap_or(0);
        let mut invited = vec![0.0; length];
        for (weight, kernel) in kernels {
            invited.iter_mut().zip(&kernel.invited).for_each(|(sum, invited)| *sum += weight * invited);
        }
        AgeKernel { invited, delay, steps: steps as usize }
    }

    /// `Σ_a m(a)·e^(-r·a)` and `Σ_a a·m(a)·e^(-r·a)` over the ages `a` in steps at which invitees arrive within the
    /// horizon.
    fn transform(&self, r: f64) -> (f64, f64) {
        let (mut sum, mut aged) = (0.0, 0.0);
        // Sums over the bins of the delay as far as they still arrive; invitations are taken from the last one back.
        let (mut bins, mut of_bins, mut ages) = (0, 0.0, 0.0);
        for (t, invited) in self.invited.iter().enumerate().rev() {
            while t + bins < self.steps {
                let term = self.delay.exactly(bins) * libm::exp(-r * bins as f64);
                of_bins += term;
                ages += bins as f64 * term;
                bins += 1;
            }
            let (since, fading) = (t as f64, invited * libm::exp(-r * t as f64));
            sum += fading * of_bins;
            aged += fading * (since * of_bins + ages);
        }
        (sum, aged)
    }
}

const STEADY: f64 = 1e-9;

/// The growth of segments with these kernels, recruits and settled mix; `None` where nobody brings anybody for long.
pub(super) fn growth(
    kernels: &[AgeKernel<'_>],
    recruits: &Matrix,
    mix: &[f64],
    step_days: f64,
) -> Option<Growth> {
    let eigenvalue = |r: f64| {
        let row = |(kernel, recruits): (&AgeKernel<'_>, &Vec<f64>)| {
            let (sum, _) = kernel.transform(r);
            recruits.iter().map(|part| part * sum).collect()
        };
        dominant_eigenvalue(&kernels.iter().zip(recruits).map(row).collect())
    };
    // What grows or fades by less than this in a step does neither.
    let rate = rate_of(&eigenvalue).map(|rate| if rate.abs() < STEADY { 0.0 } else { rate })?;
    let sums = kernels.iter().zip(mix).map(|(kernel, part)| {
        let (sum, aged) = kernel.transform(0.0);
        (part * sum, part * aged)
    });
    let (brought, aged) = sums.fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
    Some(Growth {
        rate_per_day: rate / step_days,
        doubling_days: (rate > 0.0).then(|| std::f64::consts::LN_2 * step_days / rate),
        generation_days: aged / brought * step_days,
    })
}

/// The `r` at which a falling function is 1; `None` where it is nought or there is none to be found.
pub(super) fn rate_of(falling: &dyn Fn(f64) -> f64) -> Option<f64> {
    let at_rest = falling(0.0);
    if at_rest <= 0.0 || !at_rest.is_finite() {
        return None;
    }
    let outwards = if at_rest >= 1.0 { 1.0 } else { -1.0 };
    let is_beyond = |r: f64| (falling(r) < 1.0) == (outwards > 0.0);
    let mut far = outwards * 1e-6;
    while !is_beyond(far) {
        far *= 2.0;
        if far.abs() > 700.0 {
            return None;
        }
    }
    let (mut near, mut far) = (0.0, far);
    for _ in 0..200 {
        let middle = f64::midpoint(near, far);
        if middle == near || middle == far {
            break;
        }
        if is_beyond(middle) {
            far = middle;
        } else {
            near = middle;
        }
    }
    Some(f64::midpoint(near, far))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lotka's equation `R·E[e^(-r·G)] = 1` for generation times of mean 1.
    #[test]
    fn known_generation_times() {
        let rate = |transform: fn(f64) -> f64| rate_of(&|r| 1.5 * transform(r)).unwrap();
        assert!((rate(|r| (-r).exp()) - 1.5f64.ln()).abs() < 1e-12, "fixed");
        assert!((rate(|r| 1.0 / (1.0 + r)) - 0.5).abs() < 1e-12, "exponential");
        assert!((rate(|r| (1.0 + r / 2.0).powi(-2)) - 0.449_489_742_8).abs() < 1e-9, "gamma of shape 2");
        assert!(rate_of(&|r: f64| (-r).exp()).unwrap().abs() < STEADY);
        let fading = rate_of(&|r: f64| 0.5 * (-r).exp()).unwrap();
        assert!((fading - 0.5f64.ln()).abs() < 1e-12);
        assert!(rate_of(&|_| 0.0).is_none());
    }
}
