//! Whose life is drawn when he joins does all that he does who is followed from share to share.

use crate::engine::{Engine, Joined, Outcome, State};
use crate::metrics::Layout;
use crate::model::Model;
use crate::rng::ReplicateKey;
use crate::scenario::Scenario;
use std::cell::Cell;

/// What came of a campaign, to the last bit.
type Course = (Vec<u64>, Vec<u64>, Vec<u64>, Vec<Joined>);

fn courses(text: &str, replicates: u64, is_refused: bool) -> Vec<Course> {
    let scenario = Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    let drawn: Vec<f64> = scenario.inputs.iter().map(|input| input.law.median()).collect();
    let (model, layout) = (Model::compile(&scenario, &drawn), Layout::new(&scenario.shape()));
    assert!(model.shares_evenly(), "{text}");
    let mut state = State { follows_every_share: is_refused, ..State::default() };
    let one = |replicate| {
        let (key, mut outcome) = (ReplicateKey::new(3, replicate), Outcome::new(&layout));
        assert!(Engine::Agent.simulate(&model, &layout, &key, &mut state, &mut outcome, &|| false));
        let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect();
        (bits(&outcome.metrics), bits(&outcome.timeline), outcome.joins.to_vec(), state.joined())
    };
    (0..replicates).map(one).collect()
}

#[test]
fn it_is_the_same_campaign() {
    let courses_of = [
        "share: { content: 1, again: 1 }\njoin: 0.02\nchurn: 0.05",
        "share: { content: 0.7, again: 0.8 }\njoin: 0.1\nretention: { 1d: 0.8, 7d: 0.5, 30d: 0.3 }",
        "share: { content: 0.4, again: 0.9 }\njoin: 1\nchurn: 0.2",
        "share: 1\njoin: 0.3",
        "share: { content: 1, again: 1 }\nfunnel: { open: 0.5, join: 0.4 }\nanyway: 0.3\nchurn: 0.1\n\
         price: 3\nbuys: { per_day: 0.1, margin: 5 }",
        "share: { content: 0.8, again: 0.9 }\njoin: 0.2\nchurn: 0.3\ninflow: 2\n\
         seeds: [{ count: 9 }, { count: 5, at: 6d, by: degree }]",
        "share: { content: 1, again: 1 }\njoin: 0.05\nchurn: 0.1\n\
         events: [{ at: 3d, for: 5d, churn: 4 }]",
        "share: 0\njoin: 0.5",
    ];
    let networks = ["barabasi_albert, nodes: 700, m: 3", "erdos_renyi, nodes: 60, mean: 4"];
    for (course, network) in courses_of.iter().flat_map(|course| networks.map(|law| (course, law))) {
        let seeds = if course.contains("seeds") { "" } else { "seeds: 12\n" };
        let text = format!(
            "name: x\ndays: 25\nstep: 1d\ndelay: none\n{seeds}network: {{ generate: {network} }}\n{course}\n"
        );
        let [kept, refused] = [false, true].map(|is_refused| courses(&text, 60, is_refused));
        assert_eq!(kept, refused, "{text}");
    }
}

/// It is asked where many begin to share at once, too.
#[test]
fn it_may_be_left_anywhere() {
    let text = "{ name: x, days: 12, step: 1d, delay: none, seeds: 9_000, share: { content: 1, again: 1 }, join: 0.05, \
                churn: 0.1, network: { generate: erdos_renyi, nodes: 60_000, mean: 9 } }";
    let scenario = Scenario::from_yaml(text).unwrap();
    let (model, layout) = (Model::compile(&scenario, &[]), Layout::new(&scenario.shape()));
    assert!(model.shares_evenly());
    let asked = Cell::new(0);
    let simulate = |until: u32| {
        asked.set(0);
        let is_left = || {
            asked.set(asked.get() + 1);
            asked.get() > until
        };
        let (mut state, mut outcome) = (State::default(), Outcome::new(&layout));
        let ended = Engine::Agent.simulate(
            &model,
            &layout,
            &ReplicateKey::new(1, 0),
            &mut state,
            &mut outcome,
            &is_left,
        );
        (ended, asked.get())
    };
    let (ended, times) = simulate(u32::MAX);
    assert!(ended && times > 20, "{times}");
    for until in (0..times).step_by(3) {
        assert_eq!(simulate(until), (false, until + 1), "nobody asks again who knows");
    }
}
