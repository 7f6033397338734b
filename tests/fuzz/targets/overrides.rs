//! `--set` and `--vary`: a key of a scenario, or nearly one, and what it is to be.

use super::FOLDER;
use crate::dice::Dice;
use crate::drive::Met;
use crate::generate::{texts, usual_word};
use crate::refusal::is_well_told;
use kfactor::input::{GridFault, GridFaults, Override, grid, load};
use kfactor::output::answer::problems::of_grid;
use kfactor::problem::Problem;
use kfactor::words::Lang;
use kfactor::yaml::Source;
use std::fmt::Write as _;

/// A scenario, what is set in it and what is varied.
struct Typed {
    source: Source,
    set: Vec<Override>,
    varied: Vec<Override>,
}

pub fn run(bytes: &[u8]) -> Met {
    let Typed { source, set, varied } = typed(&mut Dice::new(bytes));
    if varied.is_empty() {
        return match load(&source, &set) {
            Err(found) => {
                is_well_told(&found, &source, &set);
                Met::Refused
            }
            Ok(_) => Met::Read,
        };
    }
    match grid(&source, &set, &varied) {
        Err(faults) => {
            grid_is_well_told(&faults, &source);
            Met::Refused
        }
        Ok(grid) => {
            let points: usize = grid.axes.iter().map(|axis| axis.values.len()).product();
            assert_eq!(points, grid.designs.len(), "every point is a design");
            assert_eq!(grid.values(points - 1).len(), varied.len(), "every key has a value");
            Met::Read
        }
    }
}

fn grid_is_well_told(faults: &GridFaults, source: &Source) {
    let problems: Vec<Problem> =
        faults.list.iter().map(|GridFault { problem, .. }| problem.clone()).collect();
    is_well_told(&problems, source, &faults.overrides);
    for lang in [Lang::En, Lang::Zh] {
        assert!(!of_grid(faults, source, lang).trim().is_empty());
    }
}

fn typed(dice: &mut Dice<'_>) -> Typed {
    let text = if dice.one_in(3) { texts::shipped(dice).to_owned() } else { texts::small_campaign(dice) };
    let source = Source::new("scenario.yaml", &text).in_folder(FOLDER);
    let keys = keys(&source);
    let set = (0..dice.below(2)).map(|_| Override::new(change(dice, &keys, false))).collect();
    let varied =
        (0..*dice.pick(&[0, 0, 1, 2])).map(|_| Override::varied(change(dice, &keys, true))).collect();
    Typed { source, set, varied }
}

/// The keys of the numbers of a scenario, if it is one.
fn keys(source: &Source) -> Vec<String> {
    let scenario = load(source, &[]).ok();
    scenario.iter().flat_map(|scenario| scenario.numbers()).map(|number| number.key.to_string()).collect()
}

fn change(dice: &mut Dice<'_>, keys: &[String], varied: bool) -> String {
    const OTHERS: [&str; 14] = [
        "step",
        "name",
        "incentive.0.invites",
        "incentive.9.value",
        "segments.all.share",
        "segments.nobody.join",
        "a..b",
        "",
        "days.x",
        "expect",
        "incentive",
        "share.reward.table.5",
        "inflow",
        "hours.3",
    ];
    let key = if keys.is_empty() || dice.one_in(10) { dice.word(&OTHERS) } else { dice.pick(keys).clone() };
    let value = usual_word(dice);
    let mut text = format!("{key}={value}");
    if varied {
        match dice.below(3) {
            0 => {}
            1 => text = format!("{key}={value}..{}:{}", usual_word(dice), dice.below(5)),
            _ => text = format!("{key}=log:{value}..{}:3", usual_word(dice)),
        }
        for _ in 0..*dice.pick(&[0, 0, 1, 2]) {
            let _ = write!(text, ",{}", usual_word(dice));
        }
    }
    if dice.one_in(12) {
        crate::generate::tear(&mut text, dice);
    }
    text
}

pub fn shown(bytes: &[u8]) -> String {
    let Typed { source, set, varied } = typed(&mut Dice::new(bytes));
    let changes = set.iter().chain(&varied).map(|change| format!("{} '{}'\n", change.flag(), change.text()));
    changes.collect::<String>() + source.text()
}
