//! Time: the rule of steps member by member, the engine in short steps and the campaign without steps agree with each other
//! and with numbers that were found by other programs.

use crate::anchors::mean_is;
use crate::build::{clock, first_days};
use crate::compare::compare;
use crate::continuous::{self, Course};
use crate::in_time as cases;
use crate::oracle::{self, TwoClass};
use crate::table::{Case, by_engine};
use kfactor::scenario::{Scenario, SeedWave};
use std::path::Path;

/// The first day, the quarters and the end of a campaign of a fortnight.
const POINTS: [f64; 5] = [1.0, 3.5, 7.0, 10.5, 14.0];
/// What the numbers of others are uncertain by, as a part of them.
const KNOWN_TO: f64 = 0.003;

/// A scenario that comes with the project, without what runs out, and without reminders; retention is met by these classes.
fn shipped(name: &'static str, path: &str, two_class: &[TwoClass]) -> Case {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut scenario = Scenario::from_file(path).expect("a valid scenario").into_inner();
    scenario.incentive.iter_mut().for_each(|rule| rule.stock = None);
    scenario.budget = None;
    scenario.community = None;
    scenario.expect.clear();
    scenario.segments.iter_mut().for_each(|segment| segment.reminders.clear());
    Case { two_class: two_class.iter().copied().map(Some).collect(), ..Case::new(name, scenario) }
}

fn poster() -> Case {
    shipped("poster", "scenarios/exam-prep-poster.yaml", &[])
}

/// 85, 60 and 40 % after a day, a week, a month; begun by exactly a thousand people.
fn task_unlock() -> Case {
    let classes = TwoClass { w: 0.332_360_8, h1: 0.417_305_8, h2: 0.016_931_14 };
    let mut case = shipped("task unlock", "src/cli/templates/task-unlock.en.yaml", &[classes]);
    case.scenario.segments[0].seeds = vec![SeedWave::new(0.0, 1_000.0)];
    case
}

/// 92, 75 and 50 %; 80, 50 and 20 %.
fn mother_and_baby() -> Case {
    let core = TwoClass { w: 0.156_759_3, h1: 0.417_434_3, h2: 0.017_270_6 };
    let casual = TwoClass { w: 0.343_292_8, h1: 0.508_263_4, h2: 0.038_855_67 };
    shipped("mother and baby", "scenarios/mother-and-baby.yaml", &[core, casual])
}

#[test]
fn classes_meet_the_points_of_the_scenarios() {
    for (class, points) in [
        (task_unlock().two_class[0], [0.85, 0.6, 0.4]),
        (mother_and_baby().two_class[0], [0.92, 0.75, 0.5]),
        (mother_and_baby().two_class[1], [0.8, 0.5, 0.2]),
    ] {
        for (days, point) in [1.0, 7.0, 30.0].into_iter().zip(points) {
            assert!((class.expect("a class").survival(days) - point).abs() < 1e-6);
        }
    }
}

/// New users at the [`POINTS`], a column for each.
type Columns = [Vec<f64>; 5];

fn columns(replicates: u64, play: impl Fn(u64) -> [f64; 5]) -> Columns {
    let rows: Vec<[f64; 5]> = (0..replicates).map(play).collect();
    std::array::from_fn(|point| rows.iter().map(|row| row[point]).collect())
}

fn without_steps(case: &Case, replicates: u64) -> Columns {
    columns(replicates, |replicate| {
        let course = continuous::play(case, &POINTS, 6, replicate);
        course.new_users.try_into().expect("a number for every point")
    })
}

/// By the rule of steps; lines between the ends of steps.
fn by_the_rule(case: &Case, minutes: u32, replicates: u64) -> Columns {
    let mut scenario = case.scenario.clone();
    scenario.clock = clock(14, minutes);
    columns(replicates, |replicate| {
        let seen = oracle::play(&scenario, &case.two_class, 5, replicate).new_users;
        let at_end = |steps: usize| steps.checked_sub(1).map_or(0.0, |step| seen[step] as f64);
        POINTS.map(|day| {
            let (place, last) = (day / scenario.clock.step_days(), seen.len());
            let before = place.floor() as usize;
            let rest = place - before as f64;
            at_end(before) * (1.0 - rest) + at_end((before + 1).min(last)) * rest
        })
    })
}

fn are(what: &str, columns: &Columns, known: [f64; 5]) {
    for ((column, known), day) in columns.iter().zip(known).zip(POINTS) {
        mean_is(&format!("{what}, day {day}"), column, known, KNOWN_TO * known);
    }
}

/// How coarse steps are off is known too.
#[test]
fn the_rule_member_by_member() {
    let poster = poster();
    are("poster by days", &by_the_rule(&poster, 1440, 200), [438.3, 1240.6, 1550.5, 1611.4, 1624.3]);
    are("poster, 8h", &by_the_rule(&poster, 480, 200), [483.1, 1279.7, 1562.0, 1614.3, 1624.1]);
}

#[test]
fn campaigns_without_steps() {
    are("poster", &without_steps(&poster(), 250), [487.5, 1285.2, 1563.9, 1614.9, 1624.3]);
    are("task unlock", &without_steps(&task_unlock(), 250), [381.0, 609.6, 628.6, 629.7, 629.8]);
    let known = [409.0, 796.0, 1080.0, 1102.0, 1105.0];
    are("mother and baby", &without_steps(&mother_and_baby(), 250), known);
}

/// Samples of the same thing, by the engine and without steps.
fn agree(what: &str, engine: &[f64], continuous: &[f64]) {
    let found = compare(what, engine, continuous);
    assert!(found.is_empty(), "engine (left) and campaigns without steps (right): {found:#?}");
}

/// By steps a few hours long the engine is within two parts in a thousand, which so many campaigns do not see.
#[test]
fn the_engine_comes_near_shipped_scenarios_without_steps() {
    for case in [poster(), mother_and_baby()] {
        let continuous = without_steps(&case, 400);
        for (point, days) in [(0, 1), (2, 7), (4, 14)] {
            let short = Case { scenario: first_days(case.scenario.clone(), days, 240), ..case.clone() };
            let engine = by_engine(&short, 8, 400).column("new_users");
            agree(&format!("{}, day {days}", case.name), &engine, &continuous[point]);
        }
    }
}

/// In steps of a quarter of an hour: waves, inflow, all laws of answers, hours, weekdays, events, novelty, market.
#[test]
fn the_engine_comes_near_any_campaign_without_steps() {
    const CAMPAIGNS: u64 = 3000;
    let two_segments = crate::cases::two_segments();
    let plain =
        [cases::quick_answers(), cases::waves_within_a_step(), cases::hours_and_events(), two_segments];
    for case in plain {
        let days = case.scenario.clock.days().min(7.0) as u32;
        let case = Case { scenario: first_days(case.scenario, days, 15), ..case };
        let engine = by_engine(&case, 8, CAMPAIGNS);
        let courses: Vec<Course> = (0..CAMPAIGNS)
            .map(|replicate| continuous::play(&case, &[f64::from(days)], 6, replicate))
            .collect();
        for (metric, of) in [
            ("new_users", (|course| course.new_users[0]) as fn(&Course) -> f64),
            ("accepted", |course| course.accepted),
            ("members_end", |course| course.members),
        ] {
            let continuous: Vec<f64> = courses.iter().map(of).collect();
            agree(&format!("{}, {metric}", case.name), &engine.column(metric), &continuous);
        }
    }
}
