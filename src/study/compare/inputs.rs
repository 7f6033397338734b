//! In what the designs differ: all that is put in and is not the same in each of them.

use super::Design;
use crate::problem::Path;
use crate::scenario::{Fallback, Meaning, Number, Quantity, Reward};

/// Something that is put in and is not the same in all designs.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    /// Its key.
    pub key: Path,
    /// By design; none where a design says nothing of it.
    pub values: Vec<Option<Given>>,
}

/// What a design says.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A number, with what it means.
    Number(Meaning, Quantity),
    /// A word of the scenario's language.
    Word(&'static str),
    /// A name that somebody has given.
    Name(String),
}

/// Numbers of the comparison itself: it has one of each for all designs.
const SHARED: [&str; 3] = ["runs", "seed", "step"];

/// All of it: the rewards first, then the numbers in the order of the first design that has them.
pub(super) fn differing(designs: &[Design]) -> Vec<Differing> {
    let rewards = designs.iter().map(|design| design.scenario.incentive.len()).max().unwrap_or(0);
    let of_rewards = (0..rewards).flat_map(|place| {
        ["name", "to", "when"].map(|key| {
            let given = |design: &Design| of_reward(design.scenario.incentive.get(place)?, key);
            let key = Path::root().key("incentive").index(place).key(key);
            Differing { key, values: designs.iter().map(given).collect() }
        })
    });
    let numbers: Vec<Vec<Number>> = designs.iter().map(|design| design.scenario.numbers()).collect();
    let all = || numbers.iter().flatten();
    // Where a number is at its default, a design without it is not told by it.
    let is_usual = |number: &Number| number.about.fallback == Fallback::Number(number.value.typical());
    let mut keys: Vec<&Path> = Vec::new();
    for number in all().filter(|number| !SHARED.contains(&number.about.pattern.as_str())) {
        if !keys.contains(&&number.key) && !all().filter(|it| it.key == number.key).all(is_usual) {
            keys.push(&number.key);
        }
    }
    let of_numbers = keys.into_iter().map(|key| {
        let given = |numbers: &Vec<Number>| {
            let number = numbers.iter().find(|number| number.key == *key)?;
            Some(Given::Number(number.about.meaning, number.value.clone()))
        };
        Differing { key: key.clone(), values: numbers.iter().map(given).collect() }
    });
    of_rewards.chain(of_numbers).filter(Differing::is_one).collect()
}

impl Differing {
    fn is_one(&self) -> bool {
        self.values.iter().any(|value| !is_same(value.as_ref(), self.values[0].as_ref()))
    }
}

/// Whether two designs say the same. What is uncertain is so by the same law, whatever its place among the inputs.
fn is_same(one: Option<&Given>, other: Option<&Given>) -> bool {
    match (one, other) {
        (
            Some(Given::Number(_, Quantity::Uncertain(one))),
            Some(Given::Number(_, Quantity::Uncertain(other))),
        ) => one.law == other.law,
        _ => one == other,
    }
}

/// What a reward says by this key. A name that is made from the rule says nothing of its own.
fn of_reward(rule: &Reward, key: &str) -> Option<Given> {
    let trigger = rule.when.kind().word();
    match key {
        "name" => (!rule.name.starts_with(trigger)).then(|| Given::Name(rule.name.clone())),
        "to" => Some(Given::Word(rule.to.word())),
        _ => Some(Given::Word(trigger)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn designs(incentives: &[&str]) -> Vec<Design> {
        let design = |(place, incentive): (usize, &&str)| {
            let text = format!(
                "name: x\ndays: 7\nseeds: 50\nruns: {}\nshare: 0.1 to 0.2\ncontacts: 4\njoin: 5%\nincentive: {incentive}",
                100 + place
            );
            Design::new(place.to_string(), Scenario::from_yaml(&text).unwrap())
        };
        incentives.iter().enumerate().map(design).collect()
    }

    fn told(differing: &[Differing]) -> Vec<String> {
        let value = |given: &Option<Given>| match given {
            None => "–".to_owned(),
            Some(Given::Number(_, quantity)) => quantity.typical().to_string(),
            Some(Given::Word(word)) => (*word).to_owned(),
            Some(Given::Name(name)) => name.clone(),
        };
        let line = |it: &Differing| {
            format!("{}: {}", it.key, it.values.iter().map(value).collect::<Vec<_>>().join(" | "))
        };
        differing.iter().map(line).collect()
    }

    #[test]
    fn what_is_the_same_or_shared_by_all_is_left_out() {
        let cash = "[{ name: cash, when: join, value: 5, cost: 5 }]";
        assert!(differing(&designs(&[cash, cash])).is_empty());
        let course = "[{ name: course, when: { invites: 3 }, value: 5, cost: 8 }]";
        assert_eq!(
            told(&differing(&designs(&[cash, course, "[]"]))),
            [
                "incentive.0.name: cash | course | –",
                "incentive.0.to: inviter | inviter | –",
                "incentive.0.when: join | invites | –",
                "incentive.0.value: 5 | 5 | –",
                "incentive.0.cost: 5 | 8 | –",
                "incentive.0.when.invites: – | 3 | –",
            ]
        );
    }
}
