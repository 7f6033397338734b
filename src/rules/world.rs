//! Capacity, groups and the platform.

use crate::units::chance_of;

/// How many may join within step `t` where `per_step` (not always whole) may join per step: over many steps exactly
/// the rate.
#[must_use]
pub fn admitted_by_hour(per_step: f64, t: u32) -> u64 {
    let until = |steps: u32| (per_step * f64::from(steps) + 1e-9).floor() as u64;
    until(t + 1) - until(t)
}

/// The chance that the platform strikes in a step in which `joined` people joined: `1 - exp(-hazard · joined)`.
#[must_use]
pub fn ban_chance(hazard: f64, joined: u64) -> f64 {
    chance_of(hazard * joined as f64)
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

    #[test]
    fn nobody_joins_no_ban() {
        assert_eq!(ban_chance(1e-5, 0), 0.0);
        assert!((ban_chance(1e-5, 100_000) - (1.0 - (-1f64).exp())).abs() < 1e-12);
    }
}
