//! The step in words: how long it is, and who chose it.

use super::Lang;
use crate::scenario::{Scenario, StepIs};

/// The step of a simulation, as part of a list: `step 8h, chosen`.
#[must_use]
pub fn step(scenario: &Scenario, lang: Lang) -> String {
    let minutes = scenario.clock.step_minutes;
    let length = length(minutes, lang);
    if scenario.is_in_cycles() {
        return lang.pick(format!("cycles of {length}"), format!("每轮 {length}"));
    }
    match scenario.clock.step_is {
        StepIs::Named => lang.pick(format!("step {length}"), format!("步长 {length}")),
        StepIs::Open | StepIs::Chosen => {
            lang.pick(format!("step {length} chosen"), format!("步长 {length}（自动）"))
        }
    }
}

/// A length of time.
pub(super) fn length(minutes: u32, lang: Lang) -> String {
    lang.pick(as_typed(minutes), in_chinese(minutes))
}

/// A length of time as a scenario has it: `8h`, `15m`.
pub fn as_typed(minutes: u32) -> String {
    match minutes {
        whole if whole % 1440 == 0 => format!("{}d", whole / 1440),
        whole if whole % 60 == 0 => format!("{}h", whole / 60),
        _ => format!("{minutes}m"),
    }
}

/// The same in words of Chinese.
fn in_chinese(minutes: u32) -> String {
    match minutes {
        whole if whole % 1440 == 0 => format!("{} 天", whole / 1440),
        whole if whole % 60 == 0 => format!("{} 小时", whole / 60),
        _ => format!("{minutes} 分钟"),
    }
}
