//! What K by theory, and what follows from it, does not count.

use super::Lang;
use crate::scenario::Scenario;

/// The names of what it leaves out; none where it counts everything that may make it larger or smaller.
#[must_use]
pub(crate) fn left_out_of_k(scenario: &Scenario, lang: Lang) -> Option<&'static str> {
    match (scenario.reminds(), scenario.has_quotas()) {
        (false, false) => None,
        (true, false) => Some(lang.pick("reminders", "群发提醒")),
        (false, true) => Some(lang.pick("quotas", "邀请名额限制")),
        (true, true) => Some(lang.pick("reminders and quotas", "群发提醒和邀请名额限制")),
    }
}
