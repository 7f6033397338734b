//! In what the designs differ: all that is put in and is not the same in each of them.

use super::Design;
use crate::network::{FileName, Plan};
use crate::problem::Path;
use crate::scenario::{Fallback, Meaning, Number, Pick, Quantity, Reward, SeedWave, Segment};

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

/// All of it: the rewards first, then who knows whom and who is addressed, then the numbers in the order of the first design that has them.
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
        let key = &number.key;
        let is_known = keys.iter().any(|known| are_one(known, key));
        if !is_known && !all().filter(|it| are_one(&it.key, key)).all(is_usual) {
            keys.push(key);
        }
    }
    let of_numbers = keys.into_iter().map(|key| {
        let given = |numbers: &Vec<Number>| {
            let number = numbers.iter().find(|number| are_one(&number.key, key))?;
            Some(Given::Number(number.about.meaning, number.value.clone()))
        };
        Differing { key: key.clone(), values: numbers.iter().map(given).collect() }
    });
    let of_people = of_networks(designs).into_iter().chain(of_seeds(designs));
    of_rewards.chain(of_people).chain(of_numbers).filter(Differing::is_one).collect()
}

/// Whether two keys are of the same number: a wave of seeds may stand alone or in a list.
fn are_one(one: &Path, other: &Path) -> bool {
    let in_a_list = |key: &Path| {
        let key = key.to_string();
        if key.ends_with(".seeds") { format!("{key}.0.count") } else { key }
    };
    one == other || in_a_list(one) == in_a_list(other)
}

/// Where the networks come from.
fn of_networks(designs: &[Design]) -> Vec<Differing> {
    let keys = ["file", "directed", "people", "groups", "generate", "redraw"];
    let of = |key: &'static str| {
        let given = |design: &Design| of_network(design.scenario.network.as_ref()?, key);
        Differing { key: Path::root().key("network").key(key), values: designs.iter().map(given).collect() }
    };
    keys.into_iter().map(of).collect()
}

/// What a network says by this key, but for its numbers; nothing of what is not so.
fn of_network(plan: &Plan, key: &str) -> Option<Given> {
    let name = |file: &Option<FileName>| Some(Given::Name(file.as_ref()?.typed().to_owned()));
    let so = |is_so: bool| is_so.then_some(Given::Word("true"));
    match (plan, key) {
        (Plan::Files(files), "file") => name(&files.contacts),
        (Plan::Files(files), "people") => name(&files.people),
        (Plan::Files(files), "groups") => name(&files.groups),
        (Plan::Files(files), "directed") => so(files.directed),
        (Plan::Drawn { generator, .. }, "generate") => Some(Given::Word(generator.law.kind().word())),
        (Plan::Drawn { redraw, .. }, "redraw") => so(*redraw),
        _ => None,
    }
}

/// Who is addressed in the waves of every segment, where that is not anybody in all designs.
fn of_seeds(designs: &[Design]) -> Vec<Differing> {
    let mut names: Vec<&str> = Vec::new();
    for segment in designs.iter().flat_map(|design| &design.scenario.segments) {
        if !names.contains(&segment.name.as_str()) {
            names.push(&segment.name);
        }
    }
    let mut found = Vec::new();
    for name in names {
        let of = |design: &Design| -> Vec<SeedWave> {
            let segments = &design.scenario.segments;
            segments.iter().find(|segment| segment.name == name).map_or_else(Vec::new, waves_of)
        };
        let waves: Vec<Vec<SeedWave>> = designs.iter().map(of).collect();
        let most = waves.iter().map(Vec::len).max().unwrap_or(0);
        for place in 0..most {
            for key in ["by", "file"] {
                let given = |waves: &Vec<SeedWave>| of_wave(waves.get(place)?, key);
                let values: Vec<Option<Given>> = waves.iter().map(given).collect();
                if values.iter().flatten().any(|given| *given != Given::Word(ANYBODY)) {
                    let path = Path::root().key("segments").key(name).key("seeds").index(place);
                    found.push(Differing { key: path.key(key), values });
                }
            }
        }
    }
    found
}

/// The waves as the scenario has them: a list with several moments is one.
fn waves_of(segment: &Segment) -> Vec<SeedWave> {
    let mut waves = segment.seeds.clone();
    waves.dedup_by(|one, other| match (&one.pick, &other.pick) {
        (Pick::Listed { file: one, .. }, Pick::Listed { file: other, .. }) => one == other,
        _ => false,
    });
    waves
}

/// What is said of a wave in which anybody is addressed.
const ANYBODY: &str = "random";

fn of_wave(wave: &SeedWave, key: &str) -> Option<Given> {
    match (&wave.pick, key) {
        (Pick::Random, "by") => Some(Given::Word(ANYBODY)),
        (Pick::Degree, "by") => Some(Given::Word("degree")),
        (Pick::Listed { file, .. }, "file") => Some(Given::Name(file.typed().to_owned())),
        _ => None,
    }
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
    fn who_knows_whom_and_who_is_addressed_are_told() {
        let design = |(name, people): (&str, &str)| {
            let text = format!("name: x\ndays: 7\nshare: 0.1\njoin: 5%\n{people}");
            Design::new(name, Scenario::from_yaml(&text).unwrap())
        };
        let designs = [
            ("a", "seeds: 5\nnetwork: { generate: erdos_renyi, nodes: 90, mean: 4 }"),
            (
                "b",
                "seeds: { count: 5, by: degree }\nnetwork: { generate: erdos_renyi, nodes: 90, mean: 4, redraw: true }",
            ),
            ("c", "seeds: 5\nnetwork: { generate: barabasi_albert, nodes: 90, m: 2 }"),
        ];
        assert_eq!(
            told(&differing(&designs.map(design))),
            [
                "network.generate: erdos_renyi | erdos_renyi | barabasi_albert",
                "network.redraw: – | true | –",
                "segments.all.seeds.0.by: random | degree | random",
                "network.mean: 4 | 4 | –",
                "network.m: – | – | 2",
            ]
        );
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
