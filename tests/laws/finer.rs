//! The step that kfactor chooses: every campaign that comes with the project is the same in steps four times as fine (eight times with
//! `KFACTOR_LAWS=all`).

use kfactor::metrics::{Metric, Series};
use kfactor::scenario::{Clock, Scenario, StepIs, Valid};
use kfactor::study::run::{Paper, Question};
use kfactor::study::theory::{step, theory};
use kfactor::units::MINUTES_PER_DAY;
use std::fs;
use std::path::{Path, PathBuf};

/// Of long campaigns in fine steps, as many as make so many steps.
const CAMPAIGNS: u64 = 120;
const STEPS: u64 = 600_000;
/// How far the course may be off, as a part of it.
const GOOD: f64 = 0.01;
/// So many times finer. Errors fall with the square of the step, so that of four times as fine a sixteenth is left.
fn finer() -> u32 {
    if crate::takes_its_time() { 8 } else { 4 }
}

fn read(path: &Path) -> Valid {
    Scenario::from_file(path).unwrap_or_else(|problems| panic!("{}: {problems}", path.display()))
}

/// What a file says but for its words.
fn numbers(path: &Path) -> String {
    format!("{:?}", read(path)).split('"').step_by(2).collect()
}

/// Whether this is a template in Chinese that says with other words what the English one says.
fn is_a_translation(path: &Path) -> bool {
    let name = path.to_str().expect("a name");
    name.strip_suffix(".zh.yaml")
        .is_some_and(|stem| numbers(path) == numbers(Path::new(&format!("{stem}.en.yaml"))))
}

/// The scenarios and templates.
fn shipped() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["scenarios", "scenarios/baits", "src/cli/templates"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.retain(|path| !is_a_translation(path));
    files.sort();
    files
}

/// Mean and error of the new users after the first day, at the quarters and at the end.
fn course(scenario: &Valid, paper: &Paper) -> [(f64, f64); 5] {
    let campaigns = crate::campaigns(CAMPAIGNS.min(STEPS / u64::from(scenario.clock.steps)));
    let report = Question::new(scenario).seed(7).replicates(campaigns).alone().knowing(paper).answer();
    let users = &report.timeline.series(Series::NewUsers).expect("a course").values;
    let points = &report.timeline.points;
    let days = scenario.clock.days();
    [1.0, days / 4.0, days / 2.0, days * 0.75, days].map(|day| {
        let behind = points.iter().position(|point| point.day >= day - 1e-9).expect("within the campaign");
        let at = |place: usize| (points[place].day, users[place].mean, users[place].mcse);
        let (from, to) = if behind == 0 { ((0.0, 0.0, 0.0), at(0)) } else { (at(behind - 1), at(behind)) };
        let part = (day - from.0) / (to.0 - from.0);
        (from.1 + part * (to.1 - from.1), from.2.max(to.2))
    })
}

/// In steps as chosen, or of so many minutes, against finer ones than are chosen.
fn differences(path: &Path, minutes: Option<u32>) -> Vec<String> {
    let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
    let open = read(path).changed(|scenario| scenario.clock.step_is = StepIs::Open).expect("valid");
    let auto = step::chosen(&open);
    let named = |minutes: u32| {
        let clock = auto.clock.in_steps_of(minutes)?;
        open.changed(|scenario| scenario.clock = Clock { step_is: StepIs::Named, ..clock }).ok()
    };
    let coarse = match minutes {
        Some(minutes) => named(minutes).expect("steps that make the days"),
        None => auto.clone(),
    };
    let wanted = (auto.clock.step_minutes / finer()).max(1);
    let fine = (1..=wanted).rev().find_map(named).expect("a minute divides all");
    let mut found = Vec::new();
    let [k, k_fine] = [&coarse, &fine].map(|scenario| theory(scenario).k);
    if (k - k_fine).abs() > GOOD * k_fine {
        found.push(format!("{name}: K {k} and {k_fine}"));
    }
    // Nothing of it is asked for here, and it takes longer than the campaigns.
    let paper = Paper::of(&auto);
    let [here, there] = [&coarse, &fine].map(|scenario| course(scenario, &paper));
    for (place, (here, there)) in here.into_iter().zip(there).enumerate() {
        let error = here.1.hypot(there.1);
        let steps = [&coarse, &fine].map(|scenario| scenario.clock.step_minutes);
        println!("{name}, minutes {steps:?}, point {place}: {} {} ± {error}", here.0, there.0);
        if (here.0 - there.0).abs() > GOOD * there.0 + 4.5 * error {
            found.push(format!("{name}, point {place}: {} and {} ± {error}", here.0, there.0));
        }
    }
    found
}

#[test]
fn translations_are_told_from_templates_with_other_numbers() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/templates");
    let translated = |name: &str| is_a_translation(&templates.join(format!("{name}.zh.yaml")));
    assert!(translated("task-unlock"));
    assert!(!translated("newsletter") && !translated("waitlist"));
}

#[test]
fn every_campaign_is_the_same_in_finer_steps() {
    let found: Vec<String> = shipped().iter().flat_map(|path| differences(path, None)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn steps_that_are_too_long_are_noticed() {
    let poster = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/exam-prep-poster.yaml");
    assert!(!differences(&poster, Some(MINUTES_PER_DAY)).is_empty());
}

/// Rewards of which there are few: gone within hours of the start, by luck, or every day.
const FEW: [&str; 3] = [
    "seeds: 2000, incentive: [{ to: inviter, when: join, value: 20, cost: 6, stock: 2 }]",
    "seeds: 60, incentive: [{ to: inviter, when: join, value: 20, cost: 6, stock: 5 }]",
    "seeds: 60, budget: { limit: 1e6, per_day: 30 }, incentive: [{ to: inviter, when: join, value: 20, cost: 6 }]",
];

/// The new users of such a campaign in steps of so many minutes, or as chosen, with the error of the mean.
fn users_of_few(rest: &str, minutes: Option<u32>, campaigns: u64) -> (f64, f64) {
    let text = format!(
        "{{ name: few, days: 14, share: {{ content: 0.1, reward: {{ max: 0.5, half: 10 }}, after: 1d, again: 0.4 }}, contacts: 10, \
         join: 0.06, churn: 0.03, delay: {{ exponential: 12h }}, {rest} }}"
    );
    users_of(&text, minutes, campaigns)
}

/// The new users of this campaign in steps of so many minutes, or as chosen, with the error of the mean.
fn users_of(text: &str, minutes: Option<u32>, campaigns: u64) -> (f64, f64) {
    let open = Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{problems}"));
    let scenario = match minutes {
        None => step::chosen(&open),
        Some(minutes) => {
            let clock = open.clock.in_steps_of(minutes).expect("it divides a day");
            open.changed(|scenario| scenario.clock = Clock { step_is: StepIs::Named, ..clock })
                .expect("valid")
        }
    };
    let report = Question::new(&scenario).seed(7).replicates(campaigns).alone().answer();
    let users = report.metric(&Metric::NewUsers).expect("it is told");
    (users.mean, users.mcse)
}

#[test]
fn few_rewards_go_in_chosen_steps_as_in_fine_ones() {
    for (rest, campaigns) in FEW.into_iter().zip([900, 9_000, 9_000]) {
        let campaigns = crate::campaigns(campaigns);
        let (chosen, fine) = (users_of_few(rest, None, campaigns), users_of_few(rest, Some(10), campaigns));
        let error = chosen.1.hypot(fine.1);
        assert!(
            (chosen.0 - fine.0).abs() < 2.0 * GOOD * fine.0 + 3.0 * error,
            "{rest}: {} and {} ± {error}",
            chosen.0,
            fine.0
        );
    }
    let [coarse, fine] = [480, 10].map(|minutes| users_of_few(FEW[0], Some(minutes), 300));
    assert!(fine.0 - coarse.0 > 0.08 * fine.0, "a coarse step shows it: {} and {}", coarse.0, fine.0);
}

/// Two thousand at once want what there is for 250 a day, and nobody shares for nothing.
#[test]
fn the_money_of_a_day_goes_in_chosen_steps_as_in_fine_ones() {
    let text = "{ name: day, days: 4, seeds: 2000, share: { content: 0, reward: { max: 60%, half: 2 }, after: 6h, again: 0.7 }, \
                contacts: 15, join: 6%, delay: { exponential: 1h }, budget: { limit: 1e6, per_day: 500 }, \
                incentive: [{ to: inviter, when: join, value: 3, cost: 2 }] }";
    let of = |minutes: Option<u32>, campaigns: u64| users_of(text, minutes, crate::campaigns(campaigns));
    let [chosen, coarse, fine] = [of(None, 1_500), of(Some(360), 600), of(Some(5), 600)];
    assert!((chosen.0 - fine.0).abs() < GOOD * fine.0 + 3.0 * chosen.1.hypot(fine.1), "{chosen:?}, {fine:?}");
    assert!(coarse.0 - fine.0 > 0.08 * fine.0, "a coarse step shows it: {coarse:?} and {fine:?}");
}
