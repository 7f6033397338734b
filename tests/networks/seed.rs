//! A network that is drawn once is drawn by the seed that the campaigns are drawn by.

use kfactor::run::Question;
use kfactor::scenario::{Scenario, Valid};

fn scenario(redraw: bool) -> Valid {
    let text = format!(
        "name: x\ndays: 5\nseeds: 3\nshare: 1\njoin: 0.5\nseed: 1\n\
         network: {{ generate: erdos_renyi, nodes: 40, mean: 3, redraw: {redraw} }}\n"
    );
    Scenario::from_yaml(&text).unwrap()
}

#[test]
fn another_seed_draws_another_network() {
    let first = scenario(false);
    let network = |valid: &Valid| valid.ground().unwrap().network.clone();
    assert_ne!(network(&first.seeded(2)), network(&first));
    assert_eq!(network(&first.seeded(2)), network(&first.seeded(2)));
    assert_eq!(network(&first.seeded(1)), network(&first));
    // Written into the file or said at the start, it is the same seed.
    let written = Scenario::from_yaml(
        "name: x\ndays: 5\nseeds: 3\nshare: 1\njoin: 0.5\nseed: 2\nnetwork: { generate: erdos_renyi, nodes: 40, mean: 3 }\n",
    );
    let [said, written] = [
        Question::new(&first).seed(2).replicates(30).alone().answer(),
        Question::new(&written.unwrap()).replicates(30).alone().answer(),
    ];
    // Written out, what is undefined is the same as itself.
    assert_eq!(format!("{:?}", said.metrics), format!("{:?}", written.metrics));
}

#[test]
fn what_is_drawn_anew_hangs_on_no_other_seed() {
    let each = scenario(true);
    assert_eq!(each.seeded(2).seed, each.seed);
}
