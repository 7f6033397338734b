//! The scenarios on networks that come with the project: what the well-mixed answer misses, as `docs/networks.md` tells it.

use crate::mean;
use kfactor::ensemble::sample;
use kfactor::input::load;
use kfactor::metrics::Metric;
use kfactor::scenario::Valid;
use kfactor::study::theory::step;
use kfactor::yaml::Source;
use std::path::Path;

const REPLICATES: u64 = 400;

fn shipped(name: &str) -> Valid {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/networks");
    let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("a scenario");
    let source = Source::new(format!("{name}.yaml"), &text).in_folder(&folder);
    step::chosen(&load(&source, &[]).unwrap_or_else(|problems| panic!("{name}: {problems:#?}")))
}

/// Mean new users.
fn users(scenario: &Valid) -> f64 {
    mean(&sample(scenario, 3, REPLICATES).column(&Metric::NewUsers).expect("a metric"))
}

/// Circles and groups make a campaign smaller, a heavy tail makes it larger.
#[test]
fn the_well_mixed_answer_is_another_one() {
    for (name, from, to) in [("mothers-groups", 0.18, 0.3), ("school", 0.35, 0.5), ("heavy-tail", 45.0, 75.0)]
    {
        let known = shipped(name);
        let (on_network, mixed) = (users(&known), users(&known.well_mixed()));
        let ratio = on_network / mixed;
        assert!((from..to).contains(&ratio), "{name}: {on_network} of {mixed}, {ratio}");
    }
}

/// Who knows many makes sure that it takes off.
#[test]
fn five_well_known_beat_twenty_at_random() {
    let known = shipped("heavy-tail");
    let seeds = |count: f64, pick| {
        let changed = known.changed(|scenario| {
            scenario.segments[0].seeds[0].count = count.into();
            scenario.segments[0].seeds[0].pick = pick;
        });
        users(&changed.expect("as valid as before"))
    };
    use kfactor::scenario::Pick;
    let (well_known, random) = (seeds(5.0, Pick::Degree), seeds(20.0, Pick::Random));
    assert!(well_known > 1.1 * random, "{well_known} and {random}");
    assert!(seeds(5.0, Pick::Random) < 0.5 * random);
}
