//! Time, as the oracles know it: the rule of steps member by member, and the campaign without steps.

use crate::build::*;
use crate::compare::{mean, variance};
use crate::continuous;
use crate::oracle::{self, TwoClass};
use kfactor::scenario::Scenario;
use std::fs;
use std::path::Path;

pub fn shipped(path: &str) -> Scenario {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file");
    let mut scenario = Scenario::from_yaml(&text).expect("a valid scenario").into_inner();
    scenario.incentive.iter_mut().for_each(|rule| rule.stock = None);
    scenario.budget = None;
    scenario.community = None;
    scenario
}

fn show(name: &str, columns: &[Vec<f64>]) {
    print!("{name}");
    for values in columns {
        print!(
            " {:.1}±{:.2}(sd {:.0})",
            mean(values),
            (variance(values) / values.len() as f64).sqrt(),
            variance(values).sqrt()
        );
    }
    println!();
}

fn columns(rows: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    (0..rows[0].len()).map(|c| rows.iter().map(|row| row[c]).collect()).collect()
}

fn by_rule(
    scenario: &Scenario,
    two: &[Option<TwoClass>],
    minutes: u32,
    days: &[f64],
    n: u64,
) -> Vec<Vec<f64>> {
    let mut scenario = scenario.clone();
    scenario.clock = scenario.clock.in_steps_of(minutes).unwrap();
    let step = scenario.clock.step_days();
    columns(
        (0..n)
            .map(|r| {
                let o = oracle::play(&scenario, two, 5, r);
                days.iter()
                    .map(|d| {
                        // Lines between points.
                        let place = d / step;
                        let at = |k: usize| if k == 0 { 0.0 } else { o.new_users[k - 1] as f64 };
                        let k = place.floor() as usize;
                        let rest = place - k as f64;
                        if rest < 1e-9 { at(k) } else { at(k) * (1.0 - rest) + at(k + 1) * rest }
                    })
                    .collect()
            })
            .collect(),
    )
}

fn by_events(scenario: &Scenario, two: &[Option<TwoClass>], days: &[f64], n: u64) -> Vec<Vec<f64>> {
    columns((0..n).map(|r| continuous::course(scenario, two, days, 6, r)).collect())
}

#[test]
#[ignore]
fn tables() {
    let q = [1.0, 3.5, 7.0, 10.5, 14.0];
    let poster = shipped("scenarios/exam-prep-poster.yaml");
    show("poster 1d", &by_rule(&poster, &[], 1440, &q, 600));
    show("poster 8h", &by_rule(&poster, &[], 480, &q, 600));
    show("poster ev", &by_events(&poster, &[], &q, 500));
    let task = shipped("src/cli/templates/task-unlock.en.yaml");
    let two = [Some(TwoClass { w: 0.33236080655698297, h1: 0.41730583782355146, h2: 0.016931143754057798 })];
    show("task 1d", &by_rule(&task, &two, 1440, &q, 600));
    show("task 6h", &by_rule(&task, &two, 360, &q, 300));
    show("task ev", &by_events(&task, &two, &q, 600));
    let mother = shipped("scenarios/mother-and-baby.yaml");
    let two = [
        Some(TwoClass { w: 0.15675932317289104, h1: 0.41743434950007396, h2: 0.0172706017433244 }),
        Some(TwoClass { w: 0.3432928436108741, h1: 0.5082634449725814, h2: 0.038855670177566526 }),
    ];
    show("mother 8h", &by_rule(&mother, &two, 480, &q, 200));
    show("mother 4h", &by_rule(&mother, &two, 240, &q, 200));
    show("mother ev", &by_events(&mother, &two, &q, 500));
    let mut s = scenario(1, vec![segment("all", 1000, poisson(20.0), 0.05)]);
    s.segments[0].share.drive = kfactor::scenario::Drive::Plain(crate::build::q(0.5));
    s.segments[0].delay = kfactor::scenario::Delay::Assumed;
    show("393.47 1h", &by_rule(&s, &[], 60, &[1.0], 1500));
    show("393.47 1d", &by_rule(&s, &[], 1440, &[1.0], 1500));
    show("393.47 ev", &by_events(&s, &[], &[1.0], 1500));
    let mut s = scenario(14, vec![segment("all", 500, poisson(12.0), 0.2857)]);
    s.segments[0].share.drive = kfactor::scenario::Drive::Plain(crate::build::q(0.35));
    s.segments[0].delay = kfactor::scenario::Delay::Assumed;
    show("46304 8h", &by_rule(&s, &[], 480, &[1.0, 14.0], 15));
    show("46304 ev", &by_events(&s, &[], &[1.0, 14.0], 20));
}
