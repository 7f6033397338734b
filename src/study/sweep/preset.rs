//! Sweeps that everybody wants, ready made.

use crate::input::Override;
use crate::scenario::Scenario;

/// Numbers of invitations that a task may ask for.
const MARKS: [u32; 8] = [1, 2, 3, 4, 5, 6, 8, 10];

/// Why a preset has nothing to vary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPreset {
    /// No reward is due for a number of invitations.
    NoTask,
    /// There are several tiers; the keys of all of them.
    SeveralTiers(Vec<String>),
}

/// The N curve: the number of invitations that the one task asks for, its present one among them.
///
/// # Errors
///
/// When the scenario has no such task, or several.
pub fn invites(scenario: &Scenario) -> Result<Override, NoPreset> {
    let tasks: Vec<(String, u32)> = scenario
        .incentive
        .iter()
        .enumerate()
        .filter_map(|(index, reward)| Some((format!("incentive.{index}.invites"), reward.when.tier()?)))
        .collect();
    match &tasks[..] {
        [] => Err(NoPreset::NoTask),
        [(key, present)] => {
            let mut marks = MARKS.to_vec();
            marks.push(*present);
            marks.sort_unstable();
            marks.dedup();
            let marks: Vec<String> = marks.iter().map(u32::to_string).collect();
            Ok(Override::varied(format!("{key}={}", marks.join(","))))
        }
        several => Err(NoPreset::SeveralTiers(several.iter().map(|(key, _)| key.clone()).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preset(rules: &str) -> Result<String, NoPreset> {
        let yaml = format!(
            "{{ name: a, days: 3, seeds: 9, share: {{ reward: {{ max: 0.4, half: 5 }} }}, contacts: 3, join: 0.1, incentive: [{rules}] }}"
        );
        invites(&Scenario::from_yaml(&yaml).unwrap()).map(|vary| vary.text().to_owned())
    }

    #[test]
    fn the_task_is_found_and_its_present_mark_is_on_the_curve() {
        let rules =
            "{ to: invitee, when: join, value: 1, cost: 1 }, { when: { invites: 7 }, value: 5, cost: 5 }";
        assert_eq!(preset(rules).unwrap(), "incentive.1.invites=1,2,3,4,5,6,7,8,10");
    }

    #[test]
    fn no_task_or_several_are_no_curve() {
        assert_eq!(preset("{ when: join, value: 1, cost: 1 }"), Err(NoPreset::NoTask));
        let tiers =
            "{ when: { invites: 2 }, value: 5, cost: 5 }, { when: { invites: 5 }, value: 9, cost: 9 }";
        let keys = ["incentive.0.invites", "incentive.1.invites"].map(String::from).to_vec();
        assert_eq!(preset(tiers), Err(NoPreset::SeveralTiers(keys)));
    }
}
