//! Motives: why somebody shares and why somebody joins, as chances that a perceived value brings about. What a reward is
//! worth to whom is in [`trigger`](super::trigger).

use crate::scenario::{Drive, Quantity, Response, Segment};

/// The chance to share.
#[derive(Clone, Debug)]
pub enum DriveModel {
    /// Whatever is offered.
    Plain(f64),
    /// `1 - (1-intrinsic)(1-reward(V))`.
    Motives {
        /// Content and social motive together.
        intrinsic: f64,
        /// Response to the bait.
        reward: Option<ResponseModel>,
    },
}

/// A chance that grows with a perceived value.
#[derive(Clone, Debug)]
pub enum ResponseModel {
    /// `max · V / (V + half)`.
    Saturating {
        /// Chance at endless value.
        max: f64,
        /// Value of half of it.
        half: f64,
    },
    /// Monotone interpolation.
    Table(Vec<(f64, f64)>),
}

impl DriveModel {
    pub(super) fn compile(segment: &Segment, drawn: &[f64]) -> DriveModel {
        match &segment.share.drive {
            Drive::Plain(chance) => DriveModel::Plain(chance.value(drawn)),
            Drive::Motives { content, social, reward } => {
                let (content, social) =
                    if segment.fake { (0.0, 0.0) } else { (content.value(drawn), social.value(drawn)) };
                DriveModel::Motives {
                    intrinsic: 1.0 - (1.0 - content) * (1.0 - social),
                    reward: reward.as_ref().map(|response| ResponseModel::compile(response, drawn)),
                }
            }
        }
    }

    /// The chance that an occasion leads to a share when the bait is felt to be worth `value`:
    /// `1 - (1-content)(1-social)(1-reward(V))`.
    #[must_use]
    pub fn chance(&self, value: f64) -> f64 {
        match self {
            DriveModel::Plain(chance) => *chance,
            DriveModel::Motives { intrinsic, reward } => {
                noisy_or(*intrinsic, reward.as_ref().map_or(0.0, |model| model.chance(value)))
            }
        }
    }
}

impl ResponseModel {
    pub(super) fn compile(response: &Response, drawn: &[f64]) -> ResponseModel {
        match response {
            Response::Saturating { max, half } => {
                ResponseModel::Saturating { max: max.value(drawn), half: half.value(drawn) }
            }
            Response::Table(rows) => {
                let mut least = 0.0f64;
                // Uncertain chances may come out of order; a response never falls.
                let rising = |(value, chance): &(f64, Quantity)| {
                    least = least.max(chance.value(drawn));
                    (*value, least)
                };
                ResponseModel::Table(rows.iter().map(rising).collect())
            }
        }
    }

    /// The chance that a perceived value brings about.
    #[must_use]
    pub fn chance(&self, value: f64) -> f64 {
        match self {
            ResponseModel::Saturating { max, half } => {
                if value <= 0.0 {
                    0.0
                } else {
                    max * value / (value + half)
                }
            }
            ResponseModel::Table(rows) => interpolate(rows, value),
        }
    }
}

/// At least one of two independent motives.
fn noisy_or(a: f64, b: f64) -> f64 {
    1.0 - (1.0 - a) * (1.0 - b)
}

/// Linear between the rows, flat outside: monotone where the rows are.
fn interpolate(rows: &[(f64, f64)], value: f64) -> f64 {
    let above = rows.partition_point(|(at, _)| *at <= value);
    match (above.checked_sub(1).map(|below| rows[below]), rows.get(above)) {
        (Some((v0, c0)), Some((v1, c1))) => c0 + (c1 - c0) * (value - v0) / (v1 - v0),
        (Some((_, chance)), None) | (None, Some(&(_, chance))) => chance,
        (None, None) => 0.0,
    }
}

/// The chance of the last funnel stage with the invitee's reward, and the part of it that the reward added.
pub(super) fn join_chances(join: f64, reward: Option<&ResponseModel>, value: f64) -> (f64, f64) {
    let with_reward = noisy_or(join, reward.map_or(0.0, |model| model.chance(value)));
    let bait_part = if with_reward > 0.0 { (with_reward - join) / with_reward } else { 0.0 };
    (with_reward, bait_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motives_are_independent() {
        let model = DriveModel::Motives {
            intrinsic: 1.0 - 0.95 * 0.96,
            reward: Some(ResponseModel::Saturating { max: 0.4, half: 10.0 }),
        };
        assert!((model.chance(10.0) - (1.0 - 0.95 * 0.96 * 0.8)).abs() < 1e-12);
        assert!((model.chance(0.0) - (1.0 - 0.95 * 0.96)).abs() < 1e-12);
    }

    #[test]
    fn tables_are_interpolated_and_flat_outside() {
        let table = ResponseModel::Table(vec![(0.0, 0.0), (5.0, 0.12), (20.0, 0.3)]);
        assert_eq!(table.chance(2.5), 0.06);
        assert_eq!(table.chance(5.0), 0.12);
        assert_eq!(table.chance(100.0), 0.3);
        let table = ResponseModel::Table(vec![(0.0, 0.02), (5.0, 0.12)]);
        assert_eq!(table.chance(0.0), 0.02, "somebody shares for nothing");
        let table = ResponseModel::Table(vec![(2.0, 0.04), (5.0, 0.12)]);
        assert_eq!([0.0, 1.0, 2.0].map(|value| table.chance(value)), [0.04; 3]);
    }

    #[test]
    fn the_bait_part_is_what_the_reward_added() {
        let reward = ResponseModel::Saturating { max: 0.1, half: 5.0 };
        let (join, bait) = join_chances(0.5, Some(&reward), 5.0);
        assert!((join - 0.525).abs() < 1e-12);
        assert!((bait - 0.025 / 0.525).abs() < 1e-12);
    }
}
