//! Room: how many may join, and how many groups the members fill.

use crate::model::{Hourly, Model};

/// How many may still join in step `t` when `joined` have joined before, `within` of them in the same [window](window).
#[inline]
#[must_use]
pub fn room(model: &Model, joined: u64, within: u64, t: u32) -> u64 {
    let in_all = model.capacity_total.map_or(u64::MAX, |total| total.saturating_sub(joined));
    let by_hour = model.hourly.map_or(u64::MAX, |hourly| hourly.admitted(t).saturating_sub(within));
    in_all.min(by_hour)
}

/// The stretch of time over which a limit per hour is counted in step `t`: the hour of the campaign that it begins in, or the
/// step where it is longer.
#[inline]
#[must_use]
pub fn window(model: &Model, t: u32) -> u32 {
    model.hourly.map_or(0, |hourly| hourly.window(t))
}

impl Hourly {
    fn window(self, t: u32) -> u32 {
        if self.step_minutes > 60 { t } else { t * self.step_minutes / 60 }
    }

    /// How many may join in the window of step `t`: whole people, over many windows exactly the rate.
    fn admitted(self, t: u32) -> u64 {
        let per_window = self.per_hour * f64::from(self.step_minutes.max(60)) / 60.0;
        let until = |windows: u32| (per_window * f64::from(windows) + 1e-9).floor() as u64;
        let window = self.window(t);
        until(window + 1) - until(window)
    }
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
    fn the_hourly_rate_is_kept_over_hours_and_within_them() {
        let hourly = Hourly { per_hour: 0.5, step_minutes: 60 };
        let admitted: Vec<u64> = (0..8).map(|t| hourly.admitted(t)).collect();
        assert_eq!(admitted, [0, 1, 0, 1, 0, 1, 0, 1]);
        let hourly = Hourly { per_hour: 20.0, step_minutes: 15 };
        let windows: Vec<u32> = (0..8).map(|t| hourly.window(t)).collect();
        assert_eq!(windows, [0, 0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(hourly.admitted(3), 20);
        assert_eq!(Hourly { per_hour: 20.0, step_minutes: 360 }.admitted(3), 120);
    }
}
