//! Campaigns on small graphs, every outcome of which is known: what is read from files and keys is what happens.

use crate::known::{CASES, Case};
use crate::{Campaign, mean_is};

const REPLICATES: u64 = 20_000;

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

/// On a network people reached are different; drawn from a market they need not be.
#[test]
fn contacts_are_different_people_where_they_are_known() {
    let complete = ["0 1", "0 2", "0 3", "1 2", "1 3", "2 3"].join("\n");
    let keys = "days: 4\nnetwork: { file: edges.csv }\nseeds: { file: seeds.csv }\nshare: 1\ncontacts: { fixed: 2 }\njoin: 0.5";
    let files = [("edges.csv", complete), ("seeds.csv", "0\n1\n2\n".to_owned())];
    mean_is("on a network", &Campaign::new(keys, &files).new_users(REPLICATES, 7), 0.703_704);
}
