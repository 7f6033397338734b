//! The step that kfactor chooses: every campaign that comes with the project is the same in steps eight times as fine.

use kfactor::metrics::Series;
use kfactor::scenario::{Clock, Scenario, StepIs, Valid};
use kfactor::study::run::Question;
use kfactor::study::theory::theory;
use std::fs;
use std::path::{Path, PathBuf};

/// Of long campaigns in fine steps, as many as make so many steps.
const CAMPAIGNS: u64 = 120;
const STEPS: u64 = 600_000;
/// How far the course may be off, as a part of it.
const GOOD: f64 = 0.01;
/// The times finer.
const FINER: u32 = 8;

/// The scenarios and templates, in the language of the file.
fn shipped() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["scenarios", "scenarios/baits", "src/cli/templates"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    // The Chinese templates have the numbers of the English ones.
    files.retain(|path| !path.to_str().is_some_and(|path| path.ends_with(".zh.yaml")));
    files.sort();
    files
}

/// Mean and error of the new users after the first day, at the quarters and at the end.
fn course(scenario: &Valid) -> [(f64, f64); 5] {
    let campaigns = CAMPAIGNS.min(STEPS / u64::from(scenario.clock.steps));
    let report = Question::new(scenario).seed(7).replicates(campaigns).answer();
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

fn differences(path: &Path) -> Vec<String> {
    let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
    let text = fs::read_to_string(path).expect("a file");
    let read = Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    let open = read.changed(|scenario| scenario.clock.step_is = StepIs::Open).expect("valid");
    let auto = Question::new(&open).replicates(1).answer().scenario.clock;
    let wanted = (auto.step_minutes / FINER).max(1);
    let named = |minutes: u32| {
        let clock = auto.in_steps_of(minutes)?;
        read.changed(|scenario| scenario.clock = Clock { step_is: StepIs::Named, ..clock }).ok()
    };
    let coarse = named(auto.step_minutes).expect("as chosen");
    let fine = (1..=wanted).rev().find_map(named).expect("a minute divides all");
    let mut found = Vec::new();
    let [k, k_fine] = [&coarse, &fine].map(|scenario| theory(scenario).k);
    if (k - k_fine).abs() > GOOD * k_fine {
        found.push(format!("{name}: K {k} and {k_fine}"));
    }
    for (place, (here, there)) in course(&coarse).into_iter().zip(course(&fine)).enumerate() {
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
fn every_campaign_is_the_same_in_finer_steps() {
    let found: Vec<String> = shipped().iter().flat_map(|path| differences(path)).collect();
    assert!(found.is_empty(), "{found:#?}");
}
