//! `step: auto`: how finely a campaign must be cut for its expected course not to depend on it.
//!
//! A step keeps the counts of continuous time and forgets only where in it something fell, so that the error of the course
//! falls with the square of the step. Two courses tell both where they go and how far the coarser one is from there, on the scale
//! of logarithms, since growth multiplies. Events that begin or end within a step are felt on its average by both, so that a third
//! one, whose steps end where events do, is asked where there are such. When rewards run out no course shows; what that asks of a step
//! is in `supply`.

use super::course::{CoursePoints, course_points};
use super::supply::{SHORTEST, supplies};
use crate::model::Model;
use crate::scenario::{Clock, Expectation, LENGTHS, Scenario, Segment, StepIs, Valid, Wait};
use crate::units::MINUTES_PER_DAY;

/// The course at a step that is good enough lies within this part of where it goes.
const GOOD: f64 = 0.01;
/// The time to half of the new users may be off by so many times as much: it is told in whole hours or days.
const HALF: f64 = 5.0;
/// A step that the scenario names is called coarse beyond this.
const COARSE: f64 = 0.02;
/// Whether events matter is asked at a step so many times as fine at most.
const MOST_FINER: u32 = 24;
/// A step lasts no longer than this part of the campaign.
const LONGEST: f64 = 1.0 / 40.0;

/// The scenario with its step chosen, where that is left to kfactor.
#[must_use]
pub fn chosen(scenario: &Valid) -> Valid {
    if scenario.clock.step_is == StepIs::Open {
        in_steps_of(scenario, choice(scenario))
    } else {
        scenario.clone()
    }
}

/// The same with a step of so many minutes if one is given, and possible.
#[must_use]
pub fn chosen_as(scenario: &Valid, minutes: Option<u32>) -> Valid {
    match minutes
        .filter(|_| scenario.clock.step_is == StepIs::Open)
        .and_then(|minutes| scenario.in_steps_of(minutes))
    {
        Some(scenario) => scenario,
        None => chosen(scenario),
    }
}

/// Designs that are compared, in steps of one length: the finest that one of them needs or names. In cycles the step is the
/// cycle, and stays.
#[must_use]
pub fn shared(designs: &[Valid]) -> Vec<Valid> {
    let needed = designs.iter().map(|design| match design.clock.step_is {
        StepIs::Open => choice(design),
        StepIs::Named | StepIs::Chosen => design.clock.step_minutes,
    });
    let Some(finest) = needed.min() else { return Vec::new() };
    let fits_all = |minutes: &u32| designs.iter().all(|design| design.may_have_steps_of(*minutes));
    let finer = LENGTHS.into_iter().filter(|minutes| *minutes < finest);
    let finest = std::iter::once(finest).chain(finer).find(fits_all);
    let share = |design: &Valid| match finest {
        Some(minutes) if !design.is_in_cycles() && minutes != design.clock.step_minutes => {
            in_steps_of(design, minutes)
        }
        _ => design.clone(),
    };
    designs.iter().map(share).collect()
}

/// How far the expected course is from where it goes as steps become finer, where that is worth telling.
#[must_use]
pub fn coarseness(scenario: &Valid) -> Option<f64> {
    let clock = scenario.clock;
    if scenario.is_in_cycles() {
        return None;
    }
    let here = course(scenario, clock.step_minutes)?;
    let error_by =
        |finer: u32| Some(error(&here, &course(scenario, finer)?, ratio(clock, finer), clock.days()));
    let of_half = error_by(finer(scenario, clock.step_minutes)?)?;
    let of_events = apart_by_events(scenario, clock.step_minutes).and_then(error_by);
    let error = of_events.map_or(of_half, |error| error.max(of_half));
    (error > COARSE).then_some(error)
}

/// The same where it takes no time to know that there is nothing to tell: what was chosen is good enough, unless there is no finer
/// one. `named` says that the step, or that with which it is shared, was not left to kfactor.
#[must_use]
pub fn error_of(scenario: &Valid, named: bool) -> Option<f64> {
    (named || is_finest(scenario)).then(|| coarseness(scenario)).flatten()
}

/// Whether these steps are shorter than all others in which the scenario could be cut.
#[must_use]
pub fn is_finest(scenario: &Scenario) -> bool {
    let is_finer = |minutes: &u32| *minutes < scenario.clock.step_minutes;
    !LENGTHS.into_iter().filter(is_finer).any(|minutes| is_possible(scenario, minutes))
}

/// Whether a scenario names its step.
#[must_use]
pub fn is_named(scenario: &Valid) -> bool {
    scenario.clock.step_is == StepIs::Named
}

/// The coarsest step in minutes that is good enough; the finest where none is.
fn choice(scenario: &Valid) -> u32 {
    let days = scenario.clock.days();
    let possible = |minutes: &u32| is_possible(scenario, *minutes);
    let supplies = supplies(scenario);
    let mut known: Option<(u32, CoursePoints)> = None;
    let mut last = scenario.clock.step_minutes;
    for minutes in LENGTHS.into_iter().filter(possible) {
        last = minutes;
        let Some(finer) = finer(scenario, minutes) else { break };
        let here = match known.take() {
            Some((of, course)) if of == minutes => course,
            _ => match course(scenario, minutes) {
                Some(course) => course,
                None => break,
            },
        };
        let Some(there) = course(scenario, finer) else { break };
        let is_good = |finer: u32, there: &CoursePoints| {
            error(&here, there, f64::from(minutes) / f64::from(finer), days) <= GOOD
        };
        let tells_events_apart = || {
            let finer = apart_by_events(scenario, minutes);
            finer
                .and_then(|finer| Some((finer, course(scenario, finer)?)))
                .is_none_or(|(f, there)| is_good(f, &there))
        };
        let sees_rewards_go = || {
            minutes <= SHORTEST
                || supplies.iter().all(|supply| {
                    supply.is_seen(&here, f64::from(minutes) / f64::from(MINUTES_PER_DAY), days)
                })
        };
        if is_good(finer, &there) && sees_rewards_go() && tells_events_apart() {
            return minutes;
        }
        known = Some((finer, there));
    }
    last
}

/// Whether the scenario can be cut so: into whole steps, at whose ends its statements can be read and its reminders are sent,
/// fine enough for its horizon and what it counts by the hour.
fn is_possible(scenario: &Scenario, minutes: u32) -> bool {
    let Some(clock) = scenario.clock.in_steps_of(minutes) else { return false };
    let ends_at = |days: f64| {
        let steps = days / clock.step_days();
        (steps - steps.round()).abs() < 1e-6
    };
    // No step ends at a moment that is no whole minute.
    let is_whole_minute = |day: &f64| {
        let minutes = day * f64::from(MINUTES_PER_DAY);
        (minutes - minutes.round()).abs() < 1e-6
    };
    (clock.step_days() <= clock.days() * LONGEST || minutes == 1)
        && scenario.may_have_steps_of(minutes)
        && !(scenario.goes_by_the_hour() && minutes > 60)
        && scenario.expect.iter().filter_map(Expectation::day).filter(is_whole_minute).all(ends_at)
}

/// Half the step, or the nearest finer one in whole minutes.
fn finer(scenario: &Scenario, minutes: u32) -> Option<u32> {
    let half = minutes.is_multiple_of(2).then_some(minutes / 2);
    let fits = |finer: &u32| scenario.may_have_steps_of(*finer);
    half.filter(fits).or_else(|| LENGTHS.into_iter().filter(|finer| *finer < minutes).find(fits))
}

/// A finer step that ends where events begin and end, if they do within steps of so many minutes: the coarsest such, or the finest
/// that does not take too long.
fn apart_by_events(scenario: &Scenario, minutes: u32) -> Option<u32> {
    let days = scenario.clock.days();
    let edges: Vec<f64> =
        scenario.events.iter().flat_map(|event| [event.at_days, event.at_days + event.for_days]).collect();
    let ends_there = |minutes: u32| {
        let is_end = |day: &f64| {
            let steps = day * f64::from(MINUTES_PER_DAY) / f64::from(minutes);
            *day >= days || (steps - steps.round()).abs() < 1e-6
        };
        edges.iter().all(is_end)
    };
    if ends_there(minutes) {
        return None;
    }
    let fits = |finer: &u32| {
        *finer < minutes && *finer * MOST_FINER >= minutes && scenario.may_have_steps_of(*finer)
    };
    let finer = || LENGTHS.into_iter().filter(fits);
    finer().find(|finer| ends_there(*finer)).or_else(|| finer().next_back())
}

fn ratio(clock: Clock, finer: u32) -> f64 {
    f64::from(clock.step_minutes) / f64::from(finer)
}

/// The expected course in steps of so many minutes, if they can be.
fn course(scenario: &Valid, minutes: u32) -> Option<CoursePoints> {
    scenario.clock.in_steps_of(minutes)?;
    Some(course_points(&Model::typical(&without_memory(in_steps_of(scenario, minutes)))))
}

/// The scenario with exponential waits in place of those that remember how long they have lasted: as quick as the quick ones of
/// these, for which a step must be fine enough.
fn without_memory(scenario: Valid) -> Valid {
    let remembers =
        |segment: &Segment| segment.share.after.as_ref().is_some_and(|wait| !wait.has_no_memory());
    if !scenario.segments.iter().any(remembers) {
        return scenario;
    }
    let model = Model::typical(&scenario);
    let exponential = |scenario: &mut Scenario| {
        for (segment, model) in scenario.segments.iter_mut().zip(&model.segments) {
            if let Some(law) = &model.wait {
                segment.share.after = Some(Wait::Mean(law.quick_mean().into()));
            }
        }
    };
    scenario.clone().changed(exponential).unwrap_or(scenario)
}

/// How far the coarser course is from where both go, at worst of the first day, the quarters, the end, who was invited where
/// others may come first, and, as far as it counts, the time to half.
fn error(coarse: &CoursePoints, fine: &CoursePoints, ratio: f64, days: f64) -> f64 {
    let from = |coarse: f64, fine: f64, gain: f64| match (coarse > 0.0, fine > 0.0) {
        (true, true) => (libm::pow(coarse / fine, gain / (gain - 1.0)) - 1.0).abs(),
        (false, false) => 0.0,
        _ => 1.0,
    };
    let of = |coarse: f64, fine: f64| from(coarse, fine, ratio * ratio);
    // Who comes by himself comes as a step begins, before who is invited in it: that falls with the step and not with its square.
    let contested = |coarse: f64, fine: f64| from(coarse, fine, ratio);
    let at = |day: f64| of(coarse.by(day), fine.by(day));
    let invited = coarse.invited().zip(fine.invited()).map_or(0.0, |(coarse, fine)| contested(coarse, fine));
    let half = coarse.half().zip(fine.half()).map_or(0.0, |(coarse, fine)| of(coarse, fine) / HALF);
    [1.0_f64.min(days), 0.25 * days, 0.5 * days, 0.75 * days, days]
        .into_iter()
        .map(at)
        .fold(half.max(invited), f64::max)
}

/// The scenario in steps of so many minutes, which must make its days.
fn in_steps_of(scenario: &Valid, minutes: u32) -> Valid {
    scenario.in_steps_of(minutes).unwrap_or_else(|| scenario.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn growing(rest: &str) -> Valid {
        let text = format!("name: x\ndays: 14\nseeds: 500\nshare: 0.35\ncontacts: 12\njoin: 0.2857\n{rest}");
        Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn minutes(scenario: &Valid) -> u32 {
        chosen(scenario).clock.step_minutes
    }

    #[test]
    fn the_coarsest_step_that_is_good_enough_is_chosen_and_kept() {
        let chosen = chosen(&growing(""));
        assert_eq!((chosen.clock.step_minutes, chosen.clock.step_is), (480, StepIs::Chosen));
        assert_eq!(super::chosen(&chosen), chosen);
        assert_eq!(coarseness(&chosen), None);
        assert_eq!(minutes(&growing("step: 1d\n")), 1440, "a named step is kept");
        assert!((coarseness(&growing("step: 1d\n")).unwrap() - 0.062).abs() < 0.002);
        assert_eq!(coarseness(&growing("step: 1d\ndelay: none\n")), None, "a cycle is what it is");
    }

    /// The finer of two courses may be so far off that a line through both ends below nothing: that is no reason to trust the coarser.
    #[test]
    fn a_course_that_explodes_is_not_taken_for_true() {
        let launch = "{ name: x, days: 7, seeds: 20, share: 0.05, contacts: 20, join: 0.2, delay: 30m, \
                      events: [{ at: 0h, for: 6h, share: 6 }] }";
        let launch = chosen(&Scenario::from_yaml(launch).unwrap());
        let minutes = launch.clock.step_minutes;
        let end = |minutes: u32| course(&launch, minutes).unwrap().by(7.0);
        // Twelve generations of 1.2 friends each within the event, and what the last of them brings without it.
        let known = 20.0 * ((1..=12).map(|g| 1.2_f64.powi(g)).sum::<f64>() + 1.2_f64.powi(12) * 0.25);
        assert!((end(minutes) / known - 1.0).abs() < 0.02, "{minutes}: {} for {known}", end(minutes));
        assert!(end(180) > 1e4 * known, "{}", end(180));
        for minutes in [180, 120] {
            let named = launch.clone().changed(|scenario| scenario.clock.step_is = StepIs::Named).unwrap();
            assert!(coarseness(&named.in_steps_of(minutes).unwrap()).unwrap() > 1.0, "{minutes}");
        }
    }

    /// An event that changes sharing and joining at once, for a part of a step.
    #[test]
    fn a_step_is_fine_enough_for_its_events() {
        let event = |rest: &str| {
            let text = format!(
                "{{ name: x, seeds: 1000, contacts: 10, join: 0.05, delay: {{ exponential: 6h }}, {rest}, \
                 events: [{{ at: 10h, for: 5h, share: 3, join: 3 }}] }}"
            );
            Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
        };
        let slow = chosen(&event("days: 30, share: { content: 0.1, after: 2d }"));
        let end = |minutes: u32| course(&slow, minutes).unwrap().by(30.0);
        let minutes = slow.clock.step_minutes;
        assert!((end(minutes) / end(15) - 1.0).abs() < 0.01, "{minutes}: {} for {}", end(minutes), end(15));
        let capped = chosen(&event("days: 15, share: { content: 0.5, after: 1d }"));
        let end = |minutes: u32| course(&capped, minutes).unwrap().by(15.0);
        let minutes = capped.clock.step_minutes;
        assert!((end(minutes) / end(15) - 1.0).abs() < 0.01, "{minutes}: {} for {}", end(minutes), end(15));
        let named = event("days: 15, share: { content: 0.2, after: 1d }, step: 1d");
        let truth = course(&named, 60).unwrap().by(15.0);
        let off = (course(&named, 1440).unwrap().by(15.0) / truth - 1.0).abs();
        assert!(coarseness(&named).unwrap() >= 0.9 * off, "{:?} for {off}", coarseness(&named));
    }

    /// Who comes by himself is not invited any more: all of them together hide how many each of both are.
    #[test]
    fn a_step_is_fine_enough_to_tell_who_was_invited() {
        let contested = |plan: &str| {
            let text = format!(
                "{{ name: x, days: 10, market: 10000, seeds: 300, share: {{ content: 1, after: 1d, again: 1 }}, contacts: 2, \
                 join: 0.5, churn: 30%, delay: {{ exponential: 6h }}, inflow: {plan} }}"
            );
            chosen(&Scenario::from_yaml(&text).unwrap())
        };
        let of_market = contested("{ of_market: 10% }");
        let minutes = of_market.clock.step_minutes;
        let invited = |minutes: u32| course(&of_market, minutes).unwrap().invited().unwrap();
        assert!((invited(minutes) / invited(5) - 1.0).abs() < 0.01, "{minutes}");
        assert!(minutes < contested("500").clock.step_minutes, "{minutes}");
        assert_eq!(course(&growing(""), 60).unwrap().invited(), None);
    }

    /// A market that is full after hours of a day: no quarter of the day sees how fast it fills, the time to half does.
    #[test]
    fn a_step_is_fine_enough_for_the_time_to_half() {
        let fast = "{ name: x, days: 1, seeds: 10, market: 1e6, share: { content: 0.9, after: 10m, again: 0.3 }, \
                    contacts: 20, join: 0.1, delay: { exponential: 10m } }";
        let fast = chosen(&Scenario::from_yaml(fast).unwrap());
        let half = |minutes: u32| course(&fast, minutes).unwrap().half().unwrap() * 24.0;
        let minutes = fast.clock.step_minutes;
        assert!(
            minutes <= 10 && (half(minutes) / half(1) - 1.0).abs() < 0.06,
            "{minutes}: {}",
            half(minutes)
        );
        assert!(half(30) < 0.7 * half(1), "{} {}", half(30), half(1));
    }

    /// Who sees the last of few rewards is a question of the hour, and no course knows of it.
    #[test]
    fn a_step_is_fine_enough_to_see_rewards_go() {
        let few = |rest: &str| minutes(&growing(&format!("delay: {{ exponential: 12h }}\n{rest}\n")));
        let stock = |stock: u32, more: &str| {
            few(&format!("incentive: [{{ when: join, value: 2, cost: 2, stock: {stock}{more} }}]"))
        };
        let moved = |rest: &str| {
            let text = format!(
                "{{ name: x, days: 14, seeds: 60, share: {{ content: 0.1, reward: {{ max: 0.5, half: 10 }}, after: 1d, again: 0.4 }}, \
                 contacts: 10, join: 0.06, churn: 0.03, delay: {{ exponential: 12h }}, {rest} }}"
            );
            minutes(&Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}")))
        };
        let reward = |more: &str| {
            moved(&format!("incentive: [{{ to: inviter, when: join, value: 9, cost: 6{more} }}]"))
        };
        let plenty = reward("");
        assert!(reward(", stock: 5") < plenty && reward(", stock: 1") < 60);
        assert_eq!([reward(", stock: 5, when_exhausted: overdraw"), reward(", stock: 500")], [plenty; 2]);
        let budget = |budget: &str| {
            moved(&format!("budget: {budget}, incentive: [{{ to: inviter, when: join, value: 9, cost: 6 }}]"))
        };
        assert!(budget("{ limit: 30 }") < plenty && budget("{ limit: 1e6, per_day: 18 }") < plenty);
        assert_eq!([budget("{ limit: 3000 }"), budget("{ limit: 1e6, per_day: 600 }")], [plenty; 2]);
        assert_eq!(stock(5, ""), few(""), "it moves nobody");
    }

    #[test]
    fn steps_end_at_the_dates_of_rewards() {
        let dated = |date: &str| format!("incentive: [{{ when: join, value: 2, cost: 2, {date} }}]\n");
        assert_eq!(minutes(&growing(&dated("until: 3d"))), 480);
        assert_eq!(minutes(&growing(&dated("until: 31h"))), 60);
        assert_eq!(minutes(&growing(&dated("from: 45m"))), 15);
    }

    #[test]
    fn steps_end_where_statements_read_and_within_the_hour_of_a_limit() {
        let read_at = |day: &str| growing(&format!("expect: ['timeline(new_users, {day}).mean > 0']\n"));
        assert_eq!(minutes(&read_at("day 3")), 480);
        assert_eq!(minutes(&read_at("36h")), 360);
        assert_eq!(minutes(&read_at("day 3.00001")), 480, "no step ends there");
        assert_eq!(minutes(&growing("capacity: { per_hour: 9 }\n")), 60);
        assert_eq!(minutes(&growing("accounts: { count: 3, per_day: 9 }\n")), 60);
        assert_eq!(minutes(&growing("ban: { per_participant: 1e-5, above_per_hour: 9 }\n")), 60);
        assert_eq!(minutes(&growing("community: { group_size: 9, code: { renew: 1h } }\n")), 60);
    }

    #[test]
    fn designs_share_the_finest_step_that_one_of_them_needs() {
        let steps = |designs: &[Valid]| -> Vec<u32> {
            shared(designs).iter().map(|design| design.clock.step_minutes).collect()
        };
        assert_eq!(steps(&[growing(""), growing("step: 1h\n")]), [60, 60]);
        assert_eq!(steps(&[growing("step: 90m\n"), growing("step: 90m\n")]), [90, 90]);
        assert!(steps(&[]).is_empty());
    }

    fn shipped(path: &str) -> Valid {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let read = Scenario::from_yaml(&std::fs::read_to_string(path).unwrap()).unwrap();
        // The other program knows of no reminders.
        let plain = |scenario: &mut Scenario| {
            scenario.expect.clear();
            scenario.segments.iter_mut().for_each(|segment| segment.reminders.clear());
        };
        read.changed(plain).unwrap()
    }

    /// By another program, a recursion of expectations: the worst of first day, quarters and end, in per cent.
    #[test]
    fn how_coarse_a_step_is_is_known() {
        let known = [
            (shipped("scenarios/exam-prep-poster.yaml"), [2.0, 0.9, 0.5, 0.2]),
            (shipped("src/cli/templates/task-unlock.en.yaml"), [2.8, 1.3, 0.7, 0.3]),
            (shipped("scenarios/harrys-prelaunch.yaml"), [6.2, 2.9, 1.7, 0.8]),
            (growing(""), [1.5, 0.7, 0.4, 0.2]),
        ];
        for (scenario, errors) in &known {
            for (minutes, known) in [720, 480, 360, 240].into_iter().zip(errors) {
                let finer = finer(scenario, minutes).unwrap();
                let [here, there] = [minutes, finer].map(|minutes| course(scenario, minutes).unwrap());
                let ratio = f64::from(minutes) / f64::from(finer);
                let percent = 100.0 * error(&here, &there, ratio, scenario.clock.days());
                assert!(
                    (percent - known).abs() < 0.25,
                    "{}, {minutes}: {percent} for {known}",
                    scenario.name
                );
            }
        }
    }
}
