//! Room: how many may join, and how many groups the members fill.

use crate::model::Model;

/// How many may still join in step `t` when `joined` have joined before.
#[inline]
#[must_use]
pub fn room(model: &Model, joined: u64, t: u32) -> u64 {
    let in_all = model.capacity_total.map_or(u64::MAX, |total| total.saturating_sub(joined));
    let by_hour = model.capacity_per_step.map_or(u64::MAX, |rate| admitted_by_hour(rate, t));
    in_all.min(by_hour)
}

/// How many may join within step `t` where `per_step` (not always whole) may join per step: over many steps exactly
/// the rate.
fn admitted_by_hour(per_step: f64, t: u32) -> u64 {
    let until = |steps: u32| (per_step * f64::from(steps) + 1e-9).floor() as u64;
    until(t + 1) - until(t)
}

/// Groups of `size` that `members` fill.
#[must_use]
pub fn groups_needed(members: u64, size: u64) -> u64 {
    members.div_ceil(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hourly_rate_is_kept_over_small_steps() {
        let admitted: Vec<u64> = (0..8).map(|t| admitted_by_hour(0.5, t)).collect();
        assert_eq!(admitted, [0, 1, 0, 1, 0, 1, 0, 1]);
    }
}
