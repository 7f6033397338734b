//! Campaigns that are valid nearly always, simulated: the books of every replicate balance, and K is made of its pieces.

use super::is_small;
use crate::books::{simulate, theory_adds_up, twin_is_the_campaign_in_which_nothing_is_done};
use crate::dice::Dice;
use crate::drive::Met;
use crate::generate::texts;
use crate::refusal::is_well_told;
use kfactor::input::load;
use kfactor::metrics::Layout;
use kfactor::model::{Model, draw_inputs};
use kfactor::rng::ReplicateKey;
use kfactor::scenario::{StepIs, Valid};
use kfactor::study::theory::{step, theory};
use kfactor::yaml::Source;
use std::time::{Duration, Instant};

pub fn run(bytes: &[u8]) -> Met {
    let mut dice = Dice::new(bytes);
    let asks_theory = dice.one_in(8);
    match campaign(&mut dice) {
        Err(refused) => refused,
        Ok(scenario) => {
            if asks_theory {
                theory_adds_up(&theory(&scenario));
            }
            replicates(&scenario);
            Met::Simulated
        }
    }
}

/// A valid campaign in steps that are chosen, or what became of it.
pub fn campaign(dice: &mut Dice<'_>) -> Result<Valid, Met> {
    let text = texts::small_campaign(dice);
    let source = Source::new("campaign.yaml", &text);
    let scenario = load(&source, &[]).map_err(|found| {
        is_well_told(&found, &source, &[]);
        Met::Refused
    })?;
    let scenario = if scenario.clock.step_is == StepIs::Open { step::chosen(&scenario) } else { scenario };
    if is_small(&scenario) { Ok(scenario) } else { Err(Met::TooLarge) }
}

/// Of a campaign whose first replicate takes longer others are not tried: they show nothing else.
const LONG: Duration = Duration::from_millis(if cfg!(debug_assertions) { 1_500 } else { 250 });

/// Replicates at the medians of what is uncertain, and with inputs drawn.
fn replicates(scenario: &Valid) {
    let layout = Layout::new(&scenario.shape());
    let begin = Instant::now();
    let typical = Model::typical(scenario);
    for replicate in 0..2 {
        let seen = simulate(scenario, &typical, &layout, replicate);
        seen.balances();
        if replicate == 0 {
            twin_is_the_campaign_in_which_nothing_is_done(&seen, replicate);
        }
        if begin.elapsed() > LONG {
            return;
        }
    }
    if !scenario.inputs.is_empty() {
        let drawn = Model::compile(scenario, &draw_inputs(scenario, &ReplicateKey::new(7, 2)));
        simulate(scenario, &drawn, &layout, 2).balances();
    }
}

pub fn shown(bytes: &[u8]) -> String {
    let mut dice = Dice::new(bytes);
    let _ = dice.one_in(8);
    texts::small_campaign(&mut dice)
}
