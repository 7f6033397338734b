//! Campaigns made by choices, nearly all of them valid: the grammar knows what goes together. It is wide rather than likely:
//! every key, every law, every unit, numbers at their bounds, names in any script.

mod bait;
mod grow;
mod numbers;
mod people;
mod slips;
pub mod texts;
mod tree;
mod world;

pub use slips::{tear, usual_word};
pub use tree::{Tree, quoted};

use crate::dice::Dice;

/// A campaign while it is made.
pub struct Campaign<'d, 'b> {
    dice: &'d mut Dice<'b>,
    /// Once in so many times what may be left out is there.
    sparseness: usize,
    hours: usize,
    /// Hours of a step: everything dated falls on the end of one.
    step_hours: usize,
    cycles: bool,
    /// How many kinds of people there are, and whether the last are bonus hunters.
    names: usize,
    hunters: bool,
    somebody: bool,
    /// Whether a part of the market comes, which there must be then.
    takes_of_market: bool,
    rules: usize,
    rewards_invitee: bool,
    budgeted: bool,
    priced: bool,
    rises: bool,
    /// Whether rewards may be for orders: then somebody orders, for a price.
    ordered: bool,
}

fn put(keys: &mut Vec<(String, Tree)>, key: &str, value: Tree) {
    keys.push((key.to_owned(), value));
}

/// Steps by their names, and in hours.
const STEPS: [(&str, usize); 7] =
    [("1d", 24), ("12h", 12), ("8h", 8), ("6h", 6), ("3h", 3), ("2h", 2), ("1h", 1)];

/// A campaign of few steps.
pub fn campaign(dice: &mut Dice<'_>) -> Tree {
    let sparseness = *dice.pick(&[8, 2, 3, 20]);
    let mut campaign = Campaign {
        sparseness,
        hours: 24 * (1 + dice.below(8)),
        step_hours: 24,
        cycles: dice.one_in(4),
        names: 1 + dice.below(4),
        hunters: dice.one_in(3),
        somebody: false,
        takes_of_market: false,
        rules: 0,
        rewards_invitee: false,
        budgeted: dice.one_in(3),
        priced: dice.one_in(3),
        rises: dice.one_in(3),
        ordered: dice.one_in(4),
        dice,
    };
    campaign.hunters &= campaign.names > 1;
    campaign.whole()
}

impl Campaign<'_, '_> {
    /// Whether something that may be left out is there.
    fn often(&mut self) -> bool {
        self.dice.one_in(2)
    }

    fn maybe(&mut self, keys: &mut Vec<(String, Tree)>, key: &str, value: impl FnOnce(&mut Self) -> Tree) {
        if self.dice.one_in(self.sparseness) {
            let value = value(self);
            put(keys, key, value);
        }
    }

    fn whole(mut self) -> Tree {
        let mut keys = Vec::new();
        let names = ["x", "\"海报: \\\"七天\\\"\"", "\"<b>&\"", "\"a # b\""];
        put(&mut keys, "name", Tree::Word(self.dice.word(&names[..])));
        put(&mut keys, "days", Tree::Word((self.hours / 24).to_string()));
        self.steps(&mut keys);
        let (rules, rewards_invitee) = self.incentive();
        (self.rules, self.rewards_invitee) = (rules.len(), rewards_invitee);
        self.people(&mut keys);
        if !rules.is_empty() {
            put(&mut keys, "incentive", Tree::List(rules));
            self.maybe(&mut keys, "patience", |it| numbers::chance(it.dice));
            if self.budgeted {
                put(&mut keys, "budget", self.budget());
            }
        }
        if self.priced {
            put(&mut keys, "price", self.price());
        }
        self.world(&mut keys);
        Tree::Map(keys)
    }

    fn steps(&mut self, keys: &mut Vec<(String, Tree)>) {
        if self.cycles || self.dice.below(5) > 0 {
            let (step, hours) = *self.dice.pick(&STEPS);
            // Few steps: what many show, few show, too.
            if self.hours / hours <= 80 {
                self.step_hours = hours;
                put(keys, "step", step.into());
            } else {
                put(keys, "step", "1d".into());
            }
        }
        if self.cycles {
            put(keys, "delay", "none".into());
        }
    }

    fn people(&mut self, keys: &mut Vec<(String, Tree)>) {
        if self.names == 1 && self.often() {
            let people = self.segment(0, false);
            keys.extend(people);
            return;
        }
        let segments = (0..self.names).map(|name| {
            let fake = self.hunters && name + 1 == self.names;
            (people::NAMES[name].to_owned(), Tree::Map(self.segment(name, fake)))
        });
        let segments = segments.collect();
        put(keys, "segments", Tree::Map(segments));
    }
}
