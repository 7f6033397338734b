//! What inputs are tried on.

mod answers;
mod campaigns;
mod data;
mod networks;
mod overrides;
mod statements;
mod texts;

use crate::drive::Target;
use kfactor::model::Model;
use kfactor::scenario::Valid;
use kfactor::study::theory::theory;

/// All targets, the quick ones first.
pub const ALL: [Target; 7] = [
    Target { name: "texts", run: texts::run, minute: 200_000, seconds: 1, shown: texts::shown },
    Target { name: "overrides", run: overrides::run, minute: 200_000, seconds: 1, shown: overrides::shown },
    Target {
        name: "statements",
        run: statements::run,
        minute: 200_000,
        seconds: 1,
        shown: statements::shown,
    },
    Target { name: "data", run: data::run, minute: 200_000, seconds: 1, shown: data::shown },
    Target { name: "networks", run: networks::run, minute: 100_000, seconds: 1, shown: networks::shown },
    Target { name: "campaigns", run: campaigns::run, minute: 20_000, seconds: 1, shown: campaigns::shown },
    Target { name: "answers", run: answers::run, minute: 300, seconds: 10, shown: campaigns::shown },
];

/// More steps take longer and show nothing else.
const MOST_STEPS: u32 = 240;
/// Numbers of acceptances that are followed; more take long, and from 6,400 on the command says so.
const MOST_NUMBERS: f64 = 640.0;

/// Whether a campaign is simulated here. Those of people who know each other are read only.
fn is_small(scenario: &Valid) -> bool {
    let model = Model::typical(scenario);
    scenario.network.is_none()
        && scenario.clock.steps <= MOST_STEPS
        && model.numbers_followed() <= MOST_NUMBERS
        && (scenario.needs_individuals().is_none() || are_few(scenario, &model))
}

/// Where the files are that texts name.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/baits");

/// Whether few people are expected, where each of them is followed.
fn are_few(scenario: &Valid, model: &Model) -> bool {
    const MOST: u64 = 100_000;
    let all = theory(scenario).course.total();
    // Who is willing is followed, whenever he would join, and whether there is an invitation for him or not.
    all.joined() + all.willing + all.fake <= MOST as f64 && model.market.is_none_or(|market| market <= MOST)
}
