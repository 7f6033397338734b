//! Numbers as a scenario has them: plain, with units, uncertain; usual ones and those at their bounds.

use super::tree::{Tree, map};
use crate::dice::Dice;

/// One of the usual words, or an uncertain number.
fn number(dice: &mut Dice<'_>, usual: &[&str], uncertain: &[&str]) -> Tree {
    around(dice, usual, uncertain, ["3", "2"])
}

/// The same where nothing is more than 1, or seldom.
fn part(dice: &mut Dice<'_>, usual: &[&str], uncertain: &[&str]) -> Tree {
    around(dice, usual, uncertain, ["0.3", "0.2"])
}

/// The same, uncertain ones around this centre, so wide.
fn around(dice: &mut Dice<'_>, usual: &[&str], uncertain: &[&str], [centre, width]: [&str; 2]) -> Tree {
    if !dice.one_in(10) {
        return Tree::Word(dice.word(usual));
    }
    let texts = ["{ beta: [2, 5] }", "{ uniform: [0.1, 0.9] }", "{ triangular: [0.1, 0.2, 0.9] }"];
    match dice.below(4) {
        0 | 1 => Tree::Word(dice.word(uncertain)),
        2 => Tree::Word(dice.word(&texts)),
        _ if dice.one_in(2) => map([("normal", map([("mean", centre.into()), ("sd", width.into())]))]),
        _ => map([("lognormal", map([("median", centre.into()), ("sigma", "0.5".into())]))]),
    }
}

/// A probability or share.
pub fn chance(dice: &mut Dice<'_>) -> Tree {
    if dice.one_in(3) {
        return Tree::Word(format!("0.{:02}", dice.below(100)));
    }
    const USUAL: [&str; 14] = [
        "0.3", "0.5", "0.05", "20%", "0.8", "1", "0", "0.01", "100%", "1e-3", "0.999", "1e-9", "0.7", "12.5%",
    ];
    part(dice, &USUAL, &["0.2 to 0.6", "3% to 9%", "0.001 to 0.99"])
}

/// The same where a large one is seldom meant.
pub fn small_chance(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 9] = ["0.05", "0", "0.1", "2%", "0.3", "1e-4", "0.6", "0.99", "1"];
    part(dice, &USUAL, &["0.01 to 0.1", "1% to 30%"])
}

/// Money, in units of the currency.
pub fn money(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 12] =
        ["5", "2.5", "0", "0.01", "30", "299", "9.9", "1_000", "0.004", "1e6", "1e12", "7"];
    number(dice, &USUAL, &["3 to 9", "20 to 500"])
}

/// Money for all rewards together.
pub fn much_money(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 9] = ["60", "500", "9.99", "1000", "0", "30_000", "1e12", "123.45", "7"];
    number(dice, &USUAL, &["30 to 90", "100 to 9000"])
}

/// So many people or pieces.
pub fn people(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 14] = [
        "12",
        "5",
        "50",
        "1",
        "0",
        "300",
        "3",
        "9_000",
        "40",
        "2000",
        "100",
        "1e6",
        "25",
        "1_000_000_000_000",
    ];
    number(dice, &USUAL, &["20 to 80", "1 to 3"])
}

/// A market or a room.
pub fn crowd(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 9] = ["150", "1000", "60", "200_000", "20", "1e9", "1e12", "1", "400"];
    number(dice, &USUAL, &["200 to 900", "50 to 5000"])
}

/// A length of time that may be nought.
pub fn wait(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 12] = ["12h", "1d", "36h", "2d", "45m", "6h", "1h", "3d", "5m", "1m", "1w", "0.3d"];
    Tree::Word(dice.word(&USUAL))
}

/// The same, perhaps uncertain.
pub fn span(dice: &mut Dice<'_>) -> Tree {
    if dice.one_in(10) { "6h to 2d".into() } else { wait(dice) }
}

/// A factor on something.
pub fn factor(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 8] = ["1.5", "0.5", "2", "0", "1", "10", "0.01", "1000"];
    number(dice, &USUAL, &["0.8 to 1.5"])
}

/// A positive number without a unit.
pub fn shape(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 8] = ["0.5", "1", "3", "0.1", "20", "0.001", "1e6", "2"];
    number(dice, &USUAL, &["0.3 to 2"])
}

/// How many a share reaches.
pub fn reach(dice: &mut Dice<'_>) -> Tree {
    const USUAL: [&str; 11] = ["5", "3", "12", "1", "40", "2", "0", "150", "0.4", "1e4", "1e6"];
    number(dice, &USUAL, &["3 to 9"])
}
