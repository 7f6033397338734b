//! The expected course of a campaign: what its steps, taken in the [mean field](super::mean_field), amount to over time
//! and in the end.

use super::behaviour::{Behaviour, Detail, MOST_STATES};
use super::counts::Counts;
use super::mean_field::MeanField;
use super::over_time::k_over_time;
use crate::metrics::{Layout, Series, TimePoint};
use crate::model::{InflowModel, Model, SegmentModel};
use crate::scenario::Valid;
use serde::Serialize;

/// Expected numbers over time and in the end.
#[derive(Clone, Debug, Serialize)]
pub struct Course {
    /// The points in time, those of `kfactor run`.
    pub points: Vec<TimePoint>,
    /// Values at each point, by quantity.
    pub series: Vec<(Series, Vec<f64>)>,
    /// K over time, at each point; `None` where less than one member is of the age to bring somebody.
    pub k: Vec<Option<f64>>,
    /// Expected numbers at the end, by segment.
    pub segments: Vec<Counts>,
    /// Members who reach so many invitations, by the marks of the `invites` rules (those below 256).
    pub reached: Vec<(u32, f64)>,
}

impl Course {
    /// All segments together.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.segments.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts))
    }

    /// The values of a quantity at the points.
    #[must_use]
    pub fn series(&self, series: Series) -> Option<&[f64]> {
        self.series.iter().find(|(known, _)| *known == series).map(|(_, values)| &values[..])
    }
}

/// What is followed in a step of the course that is told.
const PRECISION: f64 = 1e-9;

/// What is followed where only the new users are asked for, to a tenth of a per mille.
const ROUGH: f64 = 1e-6;

/// Expected new users from the start to the end of each step: everybody genuine who joins and is no seed. Limits other
/// than the market are left out.
pub(crate) fn course_points(model: &Model) -> CoursePoints {
    let behaviours = behaviours(model, Detail::Behaviour);
    let mut mean_field = MeanField::begin(model, &behaviours, &[], ROUGH);
    let new_users = (0..model.steps).map(|t| {
        mean_field.step(t);
        mean_field.counts.iter().map(Counts::new_users).sum()
    });
    let new_users = new_users.collect();
    let is_contested = model.plans().any(InflowModel::is_of_market);
    let invited = is_contested.then(|| mean_field.counts.iter().map(|counts| counts.referred).sum());
    CoursePoints { step_days: model.step_days, new_users, invited }
}

/// The people of the market, and how many of them, or of all, are expected to come or to be willing, whenever they would join, at the
/// medians of uncertain inputs and without other limits; in the steps that the scenario has.
pub(in crate::study) fn expected_people(scenario: &Valid) -> (Option<f64>, f64) {
    let model = Model::typical(scenario);
    let seeds: u64 = model.segments.iter().map(SegmentModel::addressed).sum();
    let behaviours = behaviours(&model, Detail::Behaviour);
    let mut mean_field = MeanField::begin(&model, &behaviours, &[], ROUGH);
    (0..model.steps).for_each(|t| mean_field.step(t));
    let all = mean_field.counts.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts));
    let people = seeds as f64 + all.organic + all.bought + all.willing + all.fake;
    (model.market.map(|market| market as f64), people)
}

/// Expected new users by the end of each step.
#[derive(Clone, Debug)]
pub(crate) struct CoursePoints {
    step_days: f64,
    new_users: Vec<f64>,
    /// Those of them who were invited, where others may have come by themselves first.
    invited: Option<f64>,
}

impl CoursePoints {
    /// Those who have joined by this day; within a step as if they came evenly.
    pub fn by(&self, day: f64) -> f64 {
        let at = |step: usize| {
            step.checked_sub(1).and_then(|step| self.new_users.get(step).or(self.new_users.last()))
        };
        let steps = (day / self.step_days).max(0.0);
        let (whole, part) = (steps.floor() as usize, steps.fract());
        let [before, after] = [whole, whole + 1].map(|step| at(step).copied().unwrap_or(0.0));
        before + part * (after - before)
    }

    /// Those of all who were invited, where that is a question of its own.
    pub fn invited(&self) -> Option<f64> {
        self.invited
    }

    /// The day by which half of them have joined; within a step as if they came evenly. None where nobody comes.
    pub fn half(&self) -> Option<f64> {
        let half = 0.5 * self.new_users.last().filter(|all| **all > 0.0)?;
        let step = self.new_users.iter().position(|so_far| *so_far >= half)?;
        let before = step.checked_sub(1).map_or(0.0, |step| self.new_users[step]);
        let within = (half - before) / (self.new_users[step] - before);
        Some((step as f64 + within) * self.step_days)
    }
}

fn behaviours(model: &Model, detail: Detail) -> Vec<Behaviour<'_>> {
    (0..model.segments.len()).map(|segment| Behaviour::new(model, segment, detail)).collect()
}

/// The expected course of a campaign.
pub(super) fn course(scenario: &Valid, model: &Model) -> Course {
    let layout = Layout::new(&scenario.shape());
    let behaviours = behaviours(model, Detail::Rules);
    let tiers: Vec<u32> =
        layout.tiers.iter().copied().filter(|tier| (*tier as usize) < MOST_STATES).collect();
    let mut mean_field = MeanField::begin(model, &behaviours, &tiers, PRECISION).noting(&layout.joins);
    let mut log = Log::default();
    for t in 0..model.steps {
        mean_field.step(t);
        if layout.points.get(log.points.len()) == Some(&t) {
            log.record(t, &mean_field);
        }
    }
    Course {
        k: k_over_time(scenario, &layout, 1.0, &|place| mean_field.joined(place)),
        points: log.points,
        series: log.series,
        reached: tiers.iter().copied().zip(mean_field.reached.iter().copied()).collect(),
        segments: mean_field.end(),
    }
}

/// What is read off at the points of the timeline.
#[derive(Default)]
struct Log {
    points: Vec<TimePoint>,
    series: Vec<(Series, Vec<f64>)>,
    /// Shares and acceptances up to the point before.
    before: [f64; 2],
}

impl Log {
    fn record(&mut self, t: u32, mean_field: &MeanField<'_>) {
        let sum = mean_field.counts.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts));
        let values = [
            (Series::NewUsers, sum.new_users()),
            (Series::AddedUsers, sum.added_users()),
            (Series::Members, mean_field.members()),
            (Series::Shares, sum.shares - self.before[0]),
            (Series::Accepted, sum.accepted - self.before[1]),
        ];
        self.before = [sum.shares, sum.accepted];
        let day = f64::from(t + 1) * mean_field.model.step_days;
        self.points.push(TimePoint { step: t, day });
        if self.series.is_empty() {
            self.series = values.iter().map(|(series, _)| (*series, Vec::new())).collect();
        }
        for ((_, series), (_, value)) in self.series.iter_mut().zip(values) {
            series.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::units::MAX_PEOPLE;

    fn of(yaml: &str) -> Course {
        let scenario = Scenario::from_yaml(yaml).unwrap();
        course(&scenario, &Model::typical(&scenario))
    }

    /// Everybody brings half a person on the day after: 100 · (½ + ¼ + …); whom the last day brings is on the way.
    #[test]
    fn generations_add_up() {
        let course = of(
            "{ name: x, days: 6, step: 1d, delay: none, seeds: 100, share: 0.5, contacts: 10, join: 0.1 }",
        );
        let expected = [0.0, 50.0, 75.0, 87.5, 93.75, 96.875];
        let new_users = course.series(Series::NewUsers).unwrap();
        assert!(new_users.iter().zip(expected).all(|(seen, users)| (seen - users).abs() < 1e-9));
        assert_eq!(course.series(Series::Accepted).unwrap().last(), Some(&1.5625));
        let total = course.total();
        assert!(
            (total.sharers - 0.5 * 196.875).abs() < 1e-9 && (total.exposures - 5.0 * 196.875).abs() < 1e-9
        );
    }

    #[test]
    fn members_leave_and_organic_joiners_come() {
        let course = of(
            "{ name: x, days: 3, step: 1d, delay: none, seeds: 100, inflow: 10, share: 0, contacts: 1, join: 1, churn: 0.5 }",
        );
        assert_eq!(course.series(Series::Members), Some(&[55.0, 32.5, 21.25][..]));
        assert_eq!(course.total().organic, 30.0);
    }

    /// 90 people of a market of 100 are hit by 200 invitations: 90·(1 - e^-2).
    #[test]
    fn a_market_is_won_by_its_mean() {
        let course = of(
            "{ name: x, days: 2, step: 1d, delay: none, seeds: 10, market: 100, share: 1, contacts: 20, join: 1 }",
        );
        assert!((course.total().referred - 90.0 * (1.0 - (-2.0f64).exp())).abs() < 1e-9);
    }

    /// Three of ten friends are needed: P(Binomial(10, .2) ≥ 3).
    #[test]
    fn tiers_are_reached() {
        let course = of(
            "{ name: x, days: 1, step: 1d, delay: none, seeds: 100, share: 1, contacts: { fixed: 10 }, join: 0.2, \
                          incentive: [{ to: inviter, when: { invites: 3 }, value: 1, cost: 1 }] }",
        );
        let (mark, reached) = course.reached[0];
        assert_eq!(mark, 3);
        assert!((reached - 100.0 * 0.322_200_473_6).abs() < 1e-6, "{reached}");
    }

    #[test]
    fn without_a_market_there_is_still_an_end() {
        let course = of("{ name: x, days: 300, step: 1d, seeds: 100, share: 1, contacts: 20, join: 1 }");
        assert!(course.total().joined() <= MAX_PEOPLE as f64 * 1.000_001);
    }

    /// New users of the poster by the first day, the quarters and the end, within a part of them.
    fn poster_has(step: &str, tolerance: f64, users: [f64; 5]) {
        let text = include_str!("../../../scenarios/exam-prep-poster.yaml");
        let text = text.split("expect:").next().unwrap();
        let scenario = Scenario::from_yaml(&format!("{text}\nstep: {step}\n")).unwrap();
        let points = course_points(&Model::typical(&scenario));
        for (day, users) in [1.0, 3.5, 7.0, 10.5, 14.0].into_iter().zip(users) {
            let seen = points.by(day);
            assert!((seen / users - 1.0).abs() < tolerance, "{step}, day {day}: {seen} {users}");
        }
    }

    /// In fine steps where a recursion goes that shares no line with this one; in coarse ones what single members came to in
    /// 6,000 campaigns that were drawn member by member.
    #[test]
    fn steps_of_every_length_tell_the_same_course() {
        poster_has("15m", 1e-4, [487.3, 1284.2, 1562.5, 1613.7, 1623.1]);
        poster_has("8h", 4e-3, [482.6, 1279.0, 1561.7, 1613.6, 1623.2]);
        poster_has("1d", 4e-3, [438.2, 1239.6, 1549.6, 1610.4, 1623.3]);
    }

    /// One day: `1000·K·(1 - e^((K-1)T))/(1-K)`; fourteen: `500·K·(e^((K-1)T) - 1)/(K-1)`.
    #[test]
    fn closed_forms_of_exponential_answers() {
        let end = |text: &str| {
            let scenario = Scenario::from_yaml(text).unwrap();
            course_points(&Model::typical(&scenario)).by(scenario.clock.days())
        };
        let day = |step| {
            end(&format!(
                "{{ name: x, days: 1, step: {step}, seeds: 1000, share: 0.5, contacts: 20, join: 0.05 }}"
            ))
        };
        let fortnight = |step| {
            end(&format!(
                "{{ name: x, days: 14, step: {step}, seeds: 500, share: 0.35, contacts: 12, join: 0.2857 }}"
            ))
        };
        assert!((day("1h") - 393.46).abs() < 0.02 && (day("8h") - 392.8).abs() < 0.1);
        assert!((day("1d") - 387.0).abs() < 1.0, "{}", day("1d"));
        assert!((fortnight("1h") / 46_304.0 - 1.0).abs() < 2e-4, "{}", fortnight("1h"));
        assert!((fortnight("8h") / 46_304.0 - 1.007).abs() < 1e-3, "{}", fortnight("8h"));
    }

    /// A campaign in which every share brings more than one within the step ends where the market does.
    #[test]
    fn a_step_that_explodes_ends() {
        let text = "{ name: x, days: 2, step: 1d, seeds: 10, market: 1e6, share: 1, contacts: 100, join: 1 }";
        let total = of(text).total();
        assert!((total.accepted - (1e6 - 10.0)).abs() < 1.0, "{total:?}");
    }
}
