//! The independent cascade on small graphs, every outcome enumerated: what is read from files and keys is what happens.

use crate::{Campaign, mean_is};

const REPLICATES: u64 = 20_000;

/// A graph with its seed, and how people act on it.
struct Case {
    what: &'static str,
    edges: &'static [&'static str],
    groups: &'static [&'static str],
    seed: u32,
    keys: &'static str,
    /// The mean number of new users.
    mean: f64,
    /// The chances that 0, 1, 2, … come.
    chances: &'static [f64],
}

const STAR: &[&str] = &["0 1", "0 2", "0 3", "0 4", "0 5", "0 6"];
const COMPLETE_4: &[&str] = &["0 1", "0 2", "0 3", "1 2", "1 3", "2 3"];
const TWO_GROUPS: &[&str] = &["0 a", "1 a", "2 a", "2 b", "3 b", "4 b"];

const CASES: [Case; 8] = [
    Case {
        what: "star, from its centre",
        edges: STAR,
        groups: &[],
        seed: 0,
        keys: "share: 1\njoin: 0.3",
        mean: 1.8,
        chances: &[0.117_649, 0.302_526, 0.324_135, 0.185_22, 0.059_535, 0.010_206, 0.000_729],
    },
    Case {
        what: "weights",
        edges: &["0 1 1", "0 2 2", "0 3 4", "0 4 5"],
        groups: &[],
        seed: 0,
        keys: "share: 1\njoin: 0.2",
        mean: 2.4,
        chances: &[0.0, 0.096, 0.472, 0.368, 0.064],
    },
    Case {
        what: "two different ones of six, twice",
        edges: STAR,
        groups: &[],
        seed: 0,
        keys: "days: 3\nshare: { content: 1, again: 1 }\njoin: 0.3\ncontacts: { fixed: 2 }",
        mean: 1.14,
        chances: &[0.240_1, 0.441, 0.260_94, 0.054_72, 0.003_24],
    },
    Case {
        what: "two of six on average",
        edges: STAR,
        groups: &[],
        seed: 0,
        keys: "share: 1\njoin: 0.3\ncontacts: 2",
        mean: 0.598_222_68,
        chances: &[
            0.549_003_50,
            0.329_604_48,
            0.098_847_63,
            0.019_535_51,
            0.002_740_06,
            0.000_256_75,
            0.000_012_07,
        ],
    },
    Case {
        what: "two groups, from one of them",
        edges: &[],
        groups: TWO_GROUPS,
        seed: 0,
        keys: "share: 1\njoin: 0.4\ngroups: { share_into: 1, see: 0.5 }",
        mean: 0.501_824,
        chances: &[0.64, 0.243_2, 0.095_52, 0.017_536, 0.003_744],
    },
    Case {
        what: "into two groups",
        edges: &[],
        groups: TWO_GROUPS,
        seed: 0,
        keys: "share: 1\njoin: 0.4\ngroups: { share_into: 2, see: 0.5 }",
        mean: 0.571_648,
        chances: &[0.64, 0.209_92, 0.099_328, 0.039_936, 0.010_816],
    },
    Case {
        what: "a group and contacts",
        edges: &["0 1", "2 3"],
        groups: &["0 a", "1 a", "2 a", "3 a"],
        seed: 0,
        keys: "share: 1\njoin: 0.4\ngroups: { share_into: 1, see: 0.5 }",
        mean: 1.344_232_96,
        chances: &[0.307_2, 0.271_974_4, 0.190_218_24, 0.230_607_36],
    },
    Case {
        what: "social proof among four",
        edges: COMPLETE_4,
        groups: &[],
        seed: 0,
        keys: "share: 1\njoin: 0.2\nsocial_proof: { per_member_neighbour: 2, max: 3 }",
        mean: 1.098_432,
        chances: &[0.512, 0.138_24, 0.089_088, 0.260_672],
    },
];

impl Case {
    fn campaign(&self) -> Campaign {
        let days = if self.keys.contains("days:") { "" } else { "days: 9\n" };
        let file = |key: &str, lines: &[&str]| {
            if lines.is_empty() { String::new() } else { format!("{key}: {key}.csv, ") }
        };
        let network = [file("file", self.edges), file("groups", self.groups)].concat();
        let keys = format!("{days}network: {{ {network} }}\nseeds: {{ file: seeds.csv }}\n{}", self.keys);
        let lines = |lines: &[&str]| lines.join("\n") + "\n";
        let files = [
            ("file.csv", lines(self.edges)),
            ("groups.csv", lines(self.groups)),
            ("seeds.csv", self.seed.to_string()),
        ];
        Campaign::new(&keys, &files)
    }
}

/// Numbers of new users against their chances. The limit is the quantile of chi-square at 4 standard errors of the normal
/// law (Wilson and Hilferty); cells of less than five expected are put together.
fn obeys(what: &str, new_users: &[f64], chances: &[f64]) {
    let sum: f64 = chances.iter().sum();
    assert!((sum - 1.0).abs() < 1e-6, "{what}: chances of {sum}");
    let (mut square, mut cells) = (0.0, 0.0f64);
    let mut rare = (0.0, 0.0);
    for (number, chance) in chances.iter().enumerate() {
        let expected = chance * new_users.len() as f64;
        let seen = new_users.iter().filter(|users| **users == number as f64).count() as f64;
        if expected < 5.0 {
            rare = (rare.0 + expected, rare.1 + seen);
        } else {
            square += (seen - expected) * (seen - expected) / expected;
            cells += 1.0;
        }
    }
    let beyond = new_users.iter().filter(|users| **users >= chances.len() as f64).count();
    assert_eq!(beyond, 0, "{what}: more than there are");
    if rare.0 >= 1.0 {
        square += (rare.1 - rare.0) * (rare.1 - rare.0) / rare.0;
        cells += 1.0;
    } else {
        assert!(rare.1 <= 8.0, "{what}: {} of {} that hardly ever come", rare.1, rare.0);
    }
    let freedom = cells - 1.0;
    let limit = freedom * (1.0 - 2.0 / (9.0 * freedom) + 4.0 * (2.0 / (9.0 * freedom)).sqrt()).powi(3);
    assert!(square < limit, "{what}: chi-square {square}, limit {limit}");
}

#[test]
fn cascades_are_as_enumerated() {
    for case in CASES {
        let new_users = case.campaign().new_users(REPLICATES, 7);
        mean_is(case.what, &new_users, case.mean);
        obeys(case.what, &new_users, case.chances);
    }
}

/// A member who shares again and again has one life, and all whom he knows have the same.
#[test]
fn neighbours_share_the_life_of_the_sharer() {
    let keys = "days: 60\nnetwork: { file: edges.csv }\nseeds: { file: seeds.csv }\n\
                share: { content: 1, again: 1 }\njoin: 0.2\nchurn: 0.3";
    let files = [("edges.csv", "0 1\n0 2\n0 3\n".to_owned()), ("seeds.csv", "0\n".to_owned())];
    let new_users = Campaign::new(keys, &files).new_users(REPLICATES, 7);
    mean_is("lives", &new_users, 1.363_636_36);
    obeys("lives", &new_users, &[0.239_401_50, 0.325_273_77, 0.267_611_60, 0.167_713_13]);
}

/// On a network people reached are different; drawn from a market they need not be.
#[test]
fn contacts_are_different_people_where_they_are_known() {
    let complete = ["0 1", "0 2", "0 3", "1 2", "1 3", "2 3"].join("\n");
    let keys = "days: 4\nnetwork: { file: edges.csv }\nseeds: { file: seeds.csv }\nshare: 1\ncontacts: { fixed: 2 }\njoin: 0.5";
    let files = [("edges.csv", complete), ("seeds.csv", "0\n1\n2\n".to_owned())];
    mean_is("on a network", &Campaign::new(keys, &files).new_users(REPLICATES, 7), 0.703_704);
}
