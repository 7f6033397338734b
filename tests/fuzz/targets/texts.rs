//! The text of a scenario: refused with places and words, or read, and then it stays valid.

use super::{FOLDER, is_small};
use crate::books::simulate;
use crate::dice::Dice;
use crate::drive::Met;
use crate::generate::texts;
use crate::refusal::is_well_told;
use kfactor::input::load;
use kfactor::metrics::Layout;
use kfactor::model::Model;
use kfactor::scenario::Valid;
use kfactor::yaml::Source;

pub fn run(bytes: &[u8]) -> Met {
    let mut dice = Dice::new(bytes);
    let simulates = dice.one_in(16);
    let source = source(&mut dice);
    match load(&source, &[]) {
        Err(found) => {
            is_well_told(&found, &source, &[]);
            Met::Refused
        }
        Ok(scenario) => {
            stays_valid(&scenario);
            if simulates { simulated(&scenario) } else { Met::Read }
        }
    }
}

/// The text, seldom with bytes that are none.
fn source(dice: &mut Dice<'_>) -> Source {
    let is_torn = dice.one_in(32);
    let mut bytes = texts::scenario(dice).into_bytes();
    if is_torn {
        let at = dice.below(bytes.len() + 1);
        bytes.insert(at, *dice.pick(&[0xff, 0x80, 0xc3, 0x00, 0xed]));
    }
    Source::from_bytes("scenario.yaml", &bytes).in_folder(FOLDER)
}

/// What was read is valid in the eyes of the checks for scenarios built in Rust, too.
fn stays_valid(scenario: &Valid) {
    if let Err(invalid) = scenario.clone().into_inner().validate() {
        panic!("read, and then refused: {invalid}");
    }
    serde_json::to_string(scenario).expect("scenarios are JSON");
}

fn simulated(scenario: &Valid) -> Met {
    if !is_small(scenario) {
        return Met::TooLarge;
    }
    let (model, layout) = (Model::typical(scenario), Layout::new(&scenario.shape()));
    simulate(scenario, &model, &layout, 0).balances();
    Met::Simulated
}

pub fn shown(bytes: &[u8]) -> String {
    let mut dice = Dice::new(bytes);
    let _ = dice.one_in(16);
    source(&mut dice).text().to_owned()
}
