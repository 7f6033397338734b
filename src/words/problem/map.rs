//! What is said where a map of keys is expected and something else is there: which keys it has, and one written out.

use crate::input::keys_at;
use crate::problem::{Expected, Problem, ProblemKind};
use crate::words::Lang;

/// Keys that take nothing but a map, each with one.
const EXAMPLES: &[(&str, &str)] = &[
    ("accounts", "accounts: { count: 8, per_hour: 40 }"),
    ("benchmark", "benchmark: { cac: 18 }"),
    ("capacity", "capacity: { total: 5000, per_hour: 100 }"),
    ("channels", "channels: { moments: { use: 60%, contacts: 180 } }"),
    ("code", "code: { max: 200, for: 7d }"),
    ("community", "community: { group_size: 200, cost_per_group: 5 }"),
    ("costs", "costs: { fixed: 800 }"),
    ("funnel", "funnel: { see: 20%, join: 30% }"),
    ("groups", "groups: { share_into: 2, see: 15% }"),
    ("levels", "levels: { share: 50%, up_to: 3 }"),
    ("network", "network: { file: edges.csv }"),
    ("novelty", "novelty: { half_life: 5d }"),
    ("quota", "quota: { first: 5, every: 10d }"),
    ("recruits", "recruits: { core: 10%, casual: 90% }"),
    ("recruits_for_bait", "recruits_for_bait: { core: 10%, casual: 90% }"),
    ("refund", "refund: { chance: 12%, within: 7d }"),
    ("reminders", "reminders: { at: 3d, to: all, opens: 12% }"),
    ("retention", "retention: { 1d: 80%, 7d: 50%, 30d: 20% }"),
    ("segments", "segments: { core: { seeds: 200 }, casual: { seeds: 800 } }"),
    ("social_proof", "social_proof: { per_member_neighbour: 1.5 }"),
    ("buys", "buys: { per_day: 1%, margin: 12 }"),
];

/// The way out, where the problem is that a map is expected and an example of it is at hand.
pub(super) fn way_out(problem: &Problem, lang: Lang) -> Option<String> {
    let ProblemKind::WrongType { expected: Expected::Map, .. } = problem.kind else { return None };
    let key = problem.path.tail().to_string();
    let (_, example) = EXAMPLES.iter().find(|(of, _)| *of == key)?;
    let keys: Vec<String> = keys_at(&problem.path).iter().map(|key| format!("`{key}`")).collect();
    let keys = match (keys.is_empty(), lang) {
        (true, _) => String::new(),
        (_, Lang::En) => {
            format!("it has the key{} {}; ", if keys.len() == 1 { "" } else { "s" }, keys.join(", "))
        }
        (_, Lang::Zh) => format!("里面可以写：{}；", keys.join("、")),
    };
    Some(keys + &lang.pick(format!("for example `{example}`"), format!("例如 `{example}`")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::load;
    use crate::yaml::Source;

    /// Every example is of a key that takes a map, and is read as one.
    #[test]
    fn examples_are_read() {
        for (key, example) in EXAMPLES {
            let above = match *key {
                "code" => "community: { BIT, group_size: 9 }",
                "levels" => "incentive: [{ when: join, cost: 1, BIT }]",
                "refund" => "price: { start: 9, BIT }",
                _ => "BIT",
            };
            let problems = |bit: &str| {
                let text = format!("name: x\ndays: 30\n{}\n", above.replace("BIT", bit));
                load(&Source::new("x.yaml", &text), &[]).err().unwrap_or_default()
            };
            let misread = |problem: &&Problem| {
                let of_it = problem
                    .path
                    .0
                    .iter()
                    .any(|part| matches!(part, crate::problem::Part::Key(it) if it == key));
                let kind = &problem.kind;
                of_it && matches!(kind, ProblemKind::UnknownKey { .. } | ProblemKind::WrongType { .. })
            };
            assert_eq!(problems(example).iter().find(misread), None, "{example}");
            let told = problems(&format!("{key}: true"));
            assert!(told.iter().any(|problem| way_out(problem, Lang::En).is_some()), "{key}: {told:?}");
        }
    }
}
