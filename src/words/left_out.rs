//! What K by theory, and what follows from it, does not count.

use super::Lang;
use crate::scenario::Scenario;

/// The names of what it leaves out; none where it counts everything that may make it larger or smaller.
#[must_use]
pub(crate) fn left_out_of_k(scenario: &Scenario, lang: Lang) -> Option<String> {
    let network = (scenario.network.is_some(), lang.pick("the network", "关系网"));
    joined(but_the_network(scenario, lang).chain([network]), lang)
}

/// Those of them that are told where it is said of K already that anybody could meet anybody.
#[must_use]
pub(crate) fn left_out_but_the_network(scenario: &Scenario, lang: Lang) -> Option<String> {
    joined(but_the_network(scenario, lang), lang)
}

fn but_the_network(scenario: &Scenario, lang: Lang) -> impl Iterator<Item = (bool, &'static str)> {
    let proof = (scenario.social_proof.is_some(), lang.pick("social proof", "从众"));
    in_the_course(scenario, lang).into_iter().chain([proof])
}

/// Those of them that the expected course counts.
#[must_use]
pub(crate) fn left_out_of_k_alone(scenario: &Scenario, lang: Lang) -> Option<String> {
    joined(in_the_course(scenario, lang), lang)
}

fn in_the_course(scenario: &Scenario, lang: Lang) -> [(bool, &'static str); 2] {
    [
        (scenario.reminds(), lang.pick("reminders", "群发提醒")),
        (scenario.has_quotas(), lang.pick("quotas", "邀请名额限制")),
    ]
}

/// The names that hold as a list in a sentence.
fn joined(names: impl IntoIterator<Item = (bool, &'static str)>, lang: Lang) -> Option<String> {
    let names: Vec<&str> = names.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect();
    let (last, others) = names.split_last()?;
    Some(match others {
        [] => (*last).to_owned(),
        others => {
            let others = others.join(lang.pick(", ", "、"));
            lang.pick(format!("{others} and {last}"), format!("{others}和{last}"))
        }
    })
}
