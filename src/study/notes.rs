//! What is to be known of how a campaign was understood, whatever is asked of it: keys that do nothing, what was assumed, and a step
//! with which its numbers are off. All studies tell one list.

use super::theory::step;
use crate::network::Remark;
use crate::scenario::{IdleKey, Scenario, StepIs};
use serde::Serialize;

/// Something to be known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// A key for everybody that nobody uses.
    IdleKey(IdleKey),
    /// Codes of groups follow each other at once, and turn nobody away.
    CodeAtOnce,
    /// What was noticed of a network.
    Network(Remark),
    /// How long friends take to answer is not given.
    AssumedDelay,
    /// None of the invited is taken to have come anyway.
    NobodyAnyway,
    /// People are counted by the hour, and a step has several.
    HoursInStep {
        /// Minutes of a step.
        minutes: u32,
    },
    /// Places are for an hour, and a step has several, whose places are taken together.
    PlacesInStep {
        /// Minutes of a step.
        minutes: u32,
    },
    /// The step is too coarse.
    CoarseStep {
        /// Minutes of a step.
        minutes: u32,
        /// How far the expected course is off, as a part of it.
        error: f64,
        /// Whether the scenario names it.
        named: bool,
        /// Whether there is no finer one.
        finest: bool,
    },
}

impl Note {
    /// Whether something may be wrong, and not merely assumed.
    #[must_use]
    pub fn is_careful(&self) -> bool {
        match self {
            Note::IdleKey(_)
            | Note::CodeAtOnce
            | Note::HoursInStep { .. }
            | Note::PlacesInStep { .. }
            | Note::CoarseStep { .. } => true,
            Note::Network(remark) => !matches!(remark, Remark::Omitted(_)),
            Note::AssumedDelay | Note::NobodyAnyway => false,
        }
    }
}

/// All that is to be known of a scenario whose step is chosen; `step_error` is how far that is off, where it is worth telling.
#[must_use]
pub fn notes(scenario: &Scenario, step_error: Option<f64>) -> Vec<Note> {
    let minutes = scenario.clock.step_minutes;
    let mut notes: Vec<Note> = scenario.idle.iter().cloned().map(Note::IdleKey).collect();
    notes.extend(scenario.has_code_at_once().then_some(Note::CodeAtOnce));
    notes.extend(scenario.left_out.iter().cloned().map(Note::Network));
    notes.extend(scenario.assumes_delay().then_some(Note::AssumedDelay));
    notes.extend(scenario.assumes_nobody_anyway().then_some(Note::NobodyAnyway));
    let has_hours = minutes > 60;
    notes.extend((scenario.counts_hours() && has_hours).then_some(Note::HoursInStep { minutes }));
    let has_places = scenario.capacity.per_hour.is_some() && has_hours;
    notes.extend(has_places.then_some(Note::PlacesInStep { minutes }));
    notes.extend(step_error.map(|error| Note::CoarseStep {
        minutes,
        error,
        named: scenario.clock.step_is == StepIs::Named,
        finest: step::is_finest(scenario),
    }));
    notes
}

/// The notes of campaigns side by side, each once, and of which of them it is. A step that is coarse in several is told by the one
/// with the largest error.
#[must_use]
pub fn together(campaigns: impl IntoIterator<Item = Vec<Note>>) -> Vec<(Note, Vec<usize>)> {
    let mut all: Vec<(Note, Vec<usize>)> = Vec::new();
    for (campaign, notes) in campaigns.into_iter().enumerate() {
        for note in notes {
            match all.iter_mut().find(|(known, _)| is_same(known, &note)) {
                Some((known, of)) => {
                    of.push(campaign);
                    if error(&note) > error(known) {
                        *known = note;
                    }
                }
                None => all.push((note, vec![campaign])),
            }
        }
    }
    all
}

fn is_same(one: &Note, other: &Note) -> bool {
    let of_step = |note: &Note| match note {
        Note::CoarseStep { minutes, named, finest, .. } => Some((*minutes, *named, *finest)),
        _ => None,
    };
    one == other || (of_step(one).is_some() && of_step(one) == of_step(other))
}

fn error(note: &Note) -> f64 {
    if let Note::CoarseStep { error, .. } = note { *error } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(more: &str, step_error: Option<f64>) -> Vec<Note> {
        let text = format!("{{ name: x, days: 4, seeds: 9, contacts: 5, join: 0.3, {more} }}");
        let scenario = Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"));
        notes(&step::chosen(&scenario), step_error)
    }

    #[test]
    fn what_is_said_is_not_assumed() {
        assert_eq!(of("share: 0.5", None), [Note::AssumedDelay, Note::NobodyAnyway]);
        assert_eq!(of("share: 0.5, delay: 6h, anyway: 10% to 20%", None), []);
        assert_eq!(of("share: 0, delay: 6h, inflow: 5", None), [], "nobody is invited");
        let hours = "share: 0.5, delay: 6h, anyway: 10%, step: 1d, accounts: { count: 3, per_hour: 9 }";
        assert_eq!(of(hours, None), [Note::HoursInStep { minutes: 1440 }]);
        assert_eq!(of(&hours.replace("step: 1d, ", ""), None), []);
        let places = hours.replace("accounts: { count: 3, per_hour: 9 }", "capacity: { per_hour: 9 }");
        assert_eq!(of(&places, None), [Note::PlacesInStep { minutes: 1440 }]);
    }

    /// Each once; of a coarse step the worst.
    #[test]
    fn campaigns_side_by_side_have_one_list() {
        let step = "share: 0.5, anyway: 10%, step: 1d";
        let told = together([
            of("share: 0.5, delay: 6h", None),
            of(step, Some(0.03)),
            of(&format!("delay: 6h, {step}"), Some(0.07)),
        ]);
        let coarse = Note::CoarseStep { minutes: 1440, error: 0.07, named: true, finest: false };
        assert_eq!(
            told,
            [(Note::NobodyAnyway, vec![0]), (Note::AssumedDelay, vec![1]), (coarse, vec![1, 2])]
        );
    }
}
