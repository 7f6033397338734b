//! The texts that inputs are made from: what is shipped, what is known to be wrong, and campaigns made anew.

use super::slips::{slip, tear};
use super::tree::Tree;
use super::{campaign, grow};
use crate::dice::Dice;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Folders of scenarios, valid and not.
const FOLDERS: [&str; 4] = ["scenarios", "scenarios/baits", "src/cli/templates", "tests/errors"];

/// The texts of these folders, always in the same order.
static SHIPPED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = FOLDERS.iter().flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder"));
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
});

/// Those of them that are YAML, as trees.
static TREES: LazyLock<Vec<Tree>> =
    LazyLock::new(|| SHIPPED.iter().filter_map(|text| Tree::of_yaml(text)).collect());

/// A scenario, as it may be typed: valid in the half, else with slips.
pub fn scenario(dice: &mut Dice<'_>) -> String {
    let mut text = match dice.below(8) {
        0 => dice.pick::<String>(&SHIPPED).clone(),
        kind => {
            let mut tree = if kind < 3 { dice.pick::<Tree>(&TREES).clone() } else { campaign(dice) };
            for _ in 0..*dice.pick(&[0, 0, 0, 1, 2, 5]) {
                slip(&mut tree, dice);
            }
            tree.written(dice)
        }
    };
    for _ in 0..*dice.pick(&[0, 0, 0, 0, 1, 3]) {
        tear(&mut text, dice);
    }
    text
}

/// A campaign that is valid nearly always, and small.
pub fn small_campaign(dice: &mut Dice<'_>) -> String {
    let mut tree = campaign(dice);
    if dice.one_in(3) {
        let rank = dice.below(tree.size());
        if let Some((place, path)) = tree.at(rank) {
            grow::known_key(place, &path, dice);
        }
    }
    tree.written(dice)
}

/// A text that is shipped.
pub fn shipped(dice: &mut Dice<'_>) -> &'static str {
    dice.pick::<String>(&SHIPPED)
}
