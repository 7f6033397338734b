//! Why somebody shares, and why somebody joins.

use crate::model::{DriveModel, ResponseModel, RuleModel};
use crate::scenario::{Recipient, Trigger};

/// The chance that an occasion leads to a share when the bait is felt to be worth `value`:
/// `1 - (1-content)(1-social)(1-reward(V))`.
#[must_use]
pub fn drive(model: &DriveModel, value: f64) -> f64 {
    match model {
        DriveModel::Plain(chance) => *chance,
        DriveModel::Motives { intrinsic, reward } => {
            noisy_or(*intrinsic, reward.as_ref().map_or(0.0, |model| response(model, value)))
        }
    }
}

/// At least one of two independent motives.
fn noisy_or(a: f64, b: f64) -> f64 {
    1.0 - (1.0 - a) * (1.0 - b)
}

/// The chance that a perceived value brings about.
#[must_use]
pub fn response(model: &ResponseModel, value: f64) -> f64 {
    match model {
        _ if value <= 0.0 && !matches!(model, ResponseModel::Table(_)) => 0.0,
        ResponseModel::Saturating { max, half } => max * value / (value + half),
        ResponseModel::Table(rows) => interpolate(rows, value),
    }
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

/// What the next invitation can still earn a member with `j` credited invitations, as he sees it: rewards per
/// invitation at their value, rewards at a mark at `value · patience^(invitations still missing - 1)`, nothing
/// for what is used up. `rules` are those on offer.
pub fn perceived_value<'a>(
    rules: impl Iterator<Item = &'a RuleModel>,
    j: usize,
    shared: bool,
    patience: f64,
) -> f64 {
    rules.map(|rule| perceived_value_of(rule, j, shared, patience)).sum()
}

fn perceived_value_of(rule: &RuleModel, j: usize, shared: bool, patience: f64) -> f64 {
    let gradient = |missing: usize| rule.value * libm::pow(patience, (missing - 1) as f64);
    let used_up = |times: usize| rule.cap.is_some_and(|cap| times >= cap as usize);
    match (rule.to, rule.when) {
        (Recipient::Invitee, _) => 0.0,
        (_, Trigger::Share) => {
            if shared {
                0.0
            } else {
                rule.value
            }
        }
        (_, Trigger::Join) => {
            if used_up(j) {
                0.0
            } else {
                rule.value
            }
        }
        (_, Trigger::Invites(n)) => {
            if j < n as usize {
                gradient(n as usize - j)
            } else {
                0.0
            }
        }
        (_, Trigger::Every(n)) => {
            if used_up(j / n as usize) {
                0.0
            } else {
                gradient(n as usize - j % n as usize)
            }
        }
        // Who has reached the mark of a pool keeps his part whatever he does next; more invitations add
        // nothing, but the hope that keeps him in the race does.
        (_, Trigger::Pool(n)) => gradient((n as usize).saturating_sub(j).max(1)),
        (_, Trigger::Rank(_) | Trigger::Lottery(_)) => rule.value,
    }
}

/// What joining earns an invitee, by the rules on offer.
pub fn invitee_value<'a>(rules: impl Iterator<Item = &'a RuleModel>) -> f64 {
    rules.filter(|rule| rule.to == Recipient::Invitee).map(|rule| rule.value).sum()
}

/// The chance of the last funnel stage with the invitee's reward, and the part of it that the reward added.
#[must_use]
pub fn join_chances(join: f64, reward: Option<&ResponseModel>, value: f64) -> (f64, f64) {
    let with_reward = noisy_or(join, reward.map_or(0.0, |model| response(model, value)));
    let bait_part = if with_reward > 0.0 { (with_reward - join) / with_reward } else { 0.0 };
    (with_reward, bait_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnitCost;
    use crate::scenario::WhenExhausted;
    use crate::units::Money;

    fn rule(when: Trigger, value: f64, cap: Option<u32>) -> RuleModel {
        RuleModel {
            to: Recipient::Inviter,
            when,
            value,
            cost: UnitCost::Fixed(Money(100)),
            cap,
            stock: None,
            redeem: 1.0,
            when_exhausted: WhenExhausted::StopRewards,
            stays: vec![],
        }
    }

    fn value(rule: &RuleModel, j: usize) -> f64 {
        perceived_value(std::iter::once(rule), j, false, 0.8)
    }

    #[test]
    fn motives_are_independent() {
        let model = DriveModel::Motives {
            intrinsic: 1.0 - 0.95 * 0.96,
            reward: Some(ResponseModel::Saturating { max: 0.4, half: 10.0 }),
        };
        assert!((drive(&model, 10.0) - (1.0 - 0.95 * 0.96 * 0.8)).abs() < 1e-12);
        assert!((drive(&model, 0.0) - (1.0 - 0.95 * 0.96)).abs() < 1e-12);
    }

    #[test]
    fn a_goal_pulls_harder_the_nearer_it_is() {
        let tier = rule(Trigger::Invites(3), 299.0, None);
        assert!((value(&tier, 0) - 299.0 * 0.64).abs() < 1e-9);
        assert!((value(&tier, 2) - 299.0).abs() < 1e-9);
        assert_eq!(value(&tier, 3), 0.0);
    }

    #[test]
    fn what_is_used_up_has_no_value() {
        let capped = rule(Trigger::Join, 5.0, Some(2));
        assert_eq!([value(&capped, 1), value(&capped, 2)], [5.0, 0.0]);
        let every = rule(Trigger::Every(5), 10.0, Some(2));
        assert_eq!([value(&every, 9), value(&every, 10)], [10.0, 0.0]);
    }

    #[test]
    fn tables_are_interpolated_and_flat_outside() {
        let table = ResponseModel::Table(vec![(0.0, 0.0), (5.0, 0.12), (20.0, 0.3)]);
        assert_eq!(response(&table, 2.5), 0.06);
        assert_eq!(response(&table, 5.0), 0.12);
        assert_eq!(response(&table, 100.0), 0.3);
    }

    #[test]
    fn the_bait_part_is_what_the_reward_added() {
        let reward = ResponseModel::Saturating { max: 0.1, half: 5.0 };
        let (join, bait) = join_chances(0.5, Some(&reward), 5.0);
        assert!((join - 0.525).abs() < 1e-12);
        assert!((bait - 0.025 / 0.525).abs() < 1e-12);
    }
}
