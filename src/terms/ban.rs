//! The platform: with which chance it strikes, and what a strike does to sharing.

use crate::model::BanModel;
use crate::units::chance_of;

/// How long a strike keeps members from sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Before this step.
    Until(u32),
    /// For good.
    ForGood,
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
        BanModel { hazard: 1e-5, pause_steps, delete_induced: false }
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
