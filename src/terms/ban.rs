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

/// The chance that the platform strikes in a step in which `joined` people joined: `1 - exp(-hazard · joined)`.
#[must_use]
pub fn ban_chance(ban: &BanModel, joined: u64) -> f64 {
    chance_of(ban.hazard * joined as f64)
}

/// What a strike in step `t` does: it acts from the next step on.
#[must_use]
pub fn shut_after(ban: &BanModel, t: u32) -> Shut {
    ban.pause_steps.map_or(Shut::ForGood, |pause| Shut::Until(t + 1 + pause))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ban(pause_steps: Option<u32>) -> BanModel {
        BanModel { hazard: 1e-5, pause_steps, delete_induced: false }
    }

    #[test]
    fn nobody_joins_no_ban() {
        assert_eq!(ban_chance(&ban(None), 0), 0.0);
        assert!((ban_chance(&ban(None), 100_000) - (1.0 - (-1f64).exp())).abs() < 1e-12);
    }

    #[test]
    fn a_pause_begins_with_the_next_step() {
        assert_eq!(shut_after(&ban(Some(2)), 4), Shut::Until(7));
        assert_eq!(shut_after(&ban(None), 4), Shut::ForGood);
    }
}
