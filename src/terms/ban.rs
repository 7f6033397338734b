//! The platform: with which chance it strikes, and what a strike does to sharing.

use crate::model::BanModel;
use crate::rng::Stream;
use crate::units::chance_of;

/// How long a strike keeps members from sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Before this step.
    Until(u32),
    /// For good.
    ForGood,
}

/// When in a step the platform strikes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strike {
    /// The moment of the step, from 0 to 1; below 0 within the step before.
    pub moment: f64,
    /// Whether members go on sharing until the end of the step, but for waves that come from that moment on.
    pub spares_step: bool,
}

impl Strike {
    /// At the end of the step.
    pub const AT_THE_END: Strike = Strike { moment: 1.0, spares_step: true };

    /// For some of so many who have joined at any moment of the step before, and of this one. They are looked at in the step in
    /// which they joined with the chance of the part of it that was left: hence the moment.
    pub fn at_any_moment([before, within]: [f64; 2], stream: &mut Stream) -> Strike {
        let of_before = stream.chance(before / (before + within));
        let root = stream.uniform().sqrt();
        Strike { moment: if of_before { root - 1.0 } else { 1.0 - root }, spares_step: false }
    }

    /// For people who came at this moment: the step is spared with the chance of its part up to there.
    pub fn at_wave(moment: f64, stream: &mut Stream) -> Strike {
        Strike { moment, spares_step: stream.chance(moment) }
    }
}

/// The chance that the platform strikes after so many people have joined since it looked last: `1 - exp(-hazard · joined)`.
#[must_use]
pub fn ban_chance(ban: &BanModel, joined: f64) -> f64 {
    chance_of(ban.hazard * joined)
}

/// What a strike does that keeps members from sharing from this step on; `chance` (0 to 1) decides over the part of a step
/// that the pause is longer than whole steps.
#[must_use]
pub fn shut_from(ban: &BanModel, step: u32, chance: f64) -> Shut {
    ban.pause_steps.map_or(Shut::ForGood, |pause| {
        let whole = (pause + chance - 1e-9).floor().min(f64::from(u32::MAX)) as u32;
        Shut::Until(step.saturating_add(whole))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ban(pause_steps: Option<f64>) -> BanModel {
        let hits = crate::scenario::Hits::Campaign;
        BanModel { hits, hazard: 1e-5, above_per_hour: None, pause_steps, delete_induced: false }
    }

    #[test]
    fn nobody_joins_no_ban() {
        assert_eq!(ban_chance(&ban(None), 0.0), 0.0);
        assert!((ban_chance(&ban(None), 1e5) - (1.0 - (-1f64).exp())).abs() < 1e-12);
    }

    #[test]
    fn a_pause_ends_when_it_says() {
        assert_eq!(shut_from(&ban(Some(2.0)), 5, 0.9), Shut::Until(7));
        assert_eq!(shut_from(&ban(Some(2.5)), 5, 0.4), Shut::Until(7));
        assert_eq!(shut_from(&ban(Some(2.5)), 5, 0.6), Shut::Until(8));
        assert_eq!(shut_from(&ban(None), 4, 0.5), Shut::ForGood);
    }
}
