//! Rewards that run out: how short a step must be to see when.
//!
//! A step foresees at which moment the last piece goes from how many will be claimed in it, as if they were claimed evenly. Early in a
//! campaign claims come late in a step, because friends take their time; and of a few pieces it is luck when the last one goes. Both
//! errors fall with the step alone and not with its square, so that the expected course, which knows no such limit, does not show them.

use super::course::CoursePoints;
use crate::model::{Earned, Model, RuleModel, UnitCost};
use crate::scenario::{Trigger, Valid, WhenExhausted};
use crate::units::Money;

/// Something of which there are only so many pieces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Supply {
    /// In all, or every day anew.
    pieces: f64,
    /// How many new users take one of them.
    users: f64,
    is_daily: bool,
}

/// The pieces last so many steps at least; those of a day, when their end comes day after day, so many.
const STEPS: f64 = 3.0;
const STEPS_OF_DAY: f64 = 6.0;
/// In a step at most this part of the square of the pieces is claimed. By luck the last one goes sooner or later than foreseen; what that
/// does to the new users was seen to grow with the claims of a step, and to fall with the square of the pieces.
const OF_SQUARE: f64 = 0.01;
/// The same of what there is every day anew. What is earned beyond it is no claim, and nobody shares for it any more: whom the last step of
/// a day brings beyond the pieces is all that comes beyond them, day after day, while of what is there in all many more are on their way
/// when it goes.
const OF_DAILY_SQUARE: f64 = 0.001;
/// Where less is wanted than this part of what there is, it does not run out.
const WANTED: f64 = 0.5;
/// What is gone as soon as a day begins hardly matters on it.
const GONE_AT_ONCE: f64 = 20.0;
/// No shorter step is asked for.
pub(super) const SHORTEST: u32 = 15;

/// What there is only so much of, and moves somebody.
pub(super) fn supplies(scenario: &Valid) -> Vec<Supply> {
    if scenario.budget.is_none() && scenario.incentive.iter().all(|reward| reward.stock.is_none()) {
        return Vec::new();
    }
    let model = Model::typical(scenario);
    let counts = |rule: &&RuleModel| {
        let by_friends = matches!(
            rule.earned_by(),
            Earned::Acceptance | Earned::UplineAcceptance | Earned::OwnAcceptance | Earned::Marks
        );
        let moves = scenario.incentive.get(rule.reward).is_some_and(|reward| scenario.moves_somebody(reward));
        by_friends && moves && rule.on_orders.is_none() && rule.redeem > 0.0
    };
    let rules: Vec<&RuleModel> = model.rules.iter().filter(counts).collect();
    let mut found = Vec::new();
    for rule in &rules {
        let stock = rule.stock.filter(|_| rule.when_exhausted != WhenExhausted::Overdraw);
        found.extend(stock.map(|stock| Supply {
            pieces: stock as f64,
            users: 1.0 / claims(rule),
            is_daily: false,
        }));
    }
    if let Some(budget) =
        model.budget.as_ref().filter(|budget| budget.when_exhausted != WhenExhausted::Overdraw)
    {
        let costs = || rules.iter().map(|rule| (rule, cost(rule)));
        let dearest = costs().map(|(_, cost)| cost).fold(0.0, f64::max);
        let by_user: f64 = costs().map(|(rule, cost)| cost * claims(rule)).sum();
        let of = |money: Money, is_daily| Supply {
            pieces: money.minor() / dearest,
            users: dearest / by_user,
            is_daily,
        };
        if dearest > 0.0 {
            found.push(of(budget.limit, false));
            found.extend(budget.per_day.map(|money| of(money, true)));
        }
    }
    found
}

/// How many rewards of the rule a new user brings about.
fn claims(rule: &RuleModel) -> f64 {
    let friends = match rule.when {
        Trigger::Invites(n) | Trigger::Every(n) => n,
        _ => 1,
    };
    rule.redeem / (rule.invitations.start.max(friends as usize) as f64)
}

fn cost(rule: &RuleModel) -> f64 {
    match rule.cost {
        UnitCost::Fixed(money) => money.minor(),
        _ => 0.0,
    }
}

impl Supply {
    /// Whether steps of so many days see when it is gone, by the course that there would be without it.
    pub fn is_seen(self, course: &CoursePoints, step_days: f64, days: f64) -> bool {
        if self.is_daily {
            (0..days.ceil() as usize).all(|day| self.is_seen_on(course, step_days, day as f64))
        } else {
            self.is_seen_in_all(course, step_days, days)
        }
    }

    fn is_seen_in_all(self, course: &CoursePoints, step_days: f64, days: f64) -> bool {
        let there = self.pieces * self.users;
        if course.by(days) < WANTED * there {
            return true;
        }
        let steps = (days / step_days).ceil() as usize;
        let goes = (0..steps).find(|step| course.by((*step + 1) as f64 * step_days) > there).unwrap_or(steps);
        course.by(STEPS * step_days) <= there
            && self.is_smooth(OF_SQUARE, course, step_days, 0.0, (goes + 1) as f64 * step_days)
    }

    fn is_seen_on(self, course: &CoursePoints, step_days: f64, day: f64) -> bool {
        let wanted = (course.by(day + 1.0) - course.by(day)) / self.users;
        let may_run_out = wanted > WANTED * self.pieces && wanted < GONE_AT_ONCE * self.pieces;
        let lasts = || course.by(day + STEPS_OF_DAY * step_days) - course.by(day) <= self.pieces * self.users;
        !may_run_out || (lasts() && self.is_smooth(OF_DAILY_SQUARE, course, step_days, day, day + 1.0))
    }

    /// Whether so few are claimed in each step from one day to another, as part of the square of the pieces, that luck within it
    /// hardly matters.
    fn is_smooth(self, of_square: f64, course: &CoursePoints, step_days: f64, from: f64, to: f64) -> bool {
        let steps = ((to - from) / step_days).round() as usize;
        let claimed = |step: usize| {
            let begin = from + step as f64 * step_days;
            (course.by(begin + step_days) - course.by(begin)) / self.users
        };
        (0..steps).all(|step| claimed(step) <= of_square * self.pieces * self.pieces)
    }
}
