//! Reminders (群发): messages to those who are members already.

use super::clock::{LENGTHS, ends_a_step};
use super::quantity::Quantity;
use super::{Scenario, StepIs};
use serde::Serialize;

/// A message to members of a segment, once or again and again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reminder {
    /// Days after the start at which it is sent first.
    pub at_days: f64,
    /// Days from one time to the next; `None`: it is sent once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_days: Option<f64>,
    /// To whom.
    pub to: Reminded,
    /// Chance of each to open it, and with it to have an occasion to share.
    pub opens: Quantity,
    /// Chance of each to leave because of it, opened or not.
    pub churn: Quantity,
    /// Whether it is sent where nothing is done, too, as the issues of a newsletter are; then to all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub regular: bool,
}

/// To which of the members a reminder is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reminded {
    /// All.
    #[default]
    All,
    /// Who waits for an occasion to share.
    Waiting,
    /// Who does not wait any more.
    Done,
    /// Who has never shared.
    Never,
}

impl Reminded {
    /// Its word in a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Reminded::All => "all",
            Reminded::Waiting => "waiting",
            Reminded::Done => "done",
            Reminded::Never => "never",
        }
    }

    /// Whether somebody is meant who waits or does not, and has shared or has not.
    #[inline]
    #[must_use]
    pub fn means(self, waits: bool, shared: bool) -> bool {
        match self {
            Reminded::All => true,
            Reminded::Waiting => waits,
            Reminded::Done => !waits,
            Reminded::Never => !shared,
        }
    }

    /// Whether somebody may be meant who does not wait any more.
    #[must_use]
    pub fn wakes(self) -> bool {
        self != Reminded::Waiting
    }
}

impl Reminder {
    /// One to all members, once, of whom so many open it and nobody leaves.
    #[must_use]
    pub fn new(at_days: f64, opens: impl Into<Quantity>) -> Reminder {
        let churn = Reminder::CHURN.usual().into();
        Reminder {
            at_days,
            every_days: None,
            to: Reminded::default(),
            opens: opens.into(),
            churn,
            regular: false,
        }
    }

    /// Whether steps of so many minutes end whenever it is sent.
    fn is_between_steps_of(&self, minutes: u32) -> bool {
        // What is no number is told as that.
        let ends = |days: f64| days.is_nan() || ends_a_step(days, minutes);
        ends(self.at_days) && self.every_days.is_none_or(ends)
    }
}

impl Scenario {
    /// Whether steps of so many minutes make the days of the campaign, and one ends at every date and whenever a reminder is sent.
    pub(crate) fn may_have_steps_of(&self, minutes: u32) -> bool {
        let mut reminders = self.segments.iter().flat_map(|segment| &segment.reminders);
        self.clock.in_steps_of(minutes).is_some()
            && self.dates_end_steps(minutes)
            && reminders.all(|reminder| reminder.is_between_steps_of(minutes))
    }

    /// The longest step that kfactor would choose at whose ends all reminders are sent.
    pub(crate) fn longest_step(&self) -> Option<u32> {
        LENGTHS.into_iter().find(|minutes| self.may_have_steps_of(*minutes))
    }

    /// Whether a reminder is sent within a step, of those that the campaign has or could have.
    pub(crate) fn cuts_a_step(&self, reminder: &Reminder) -> bool {
        match self.clock.step_is {
            StepIs::Named | StepIs::Chosen => !reminder.is_between_steps_of(self.clock.step_minutes),
            StepIs::Open => self.longest_step().is_none(),
        }
    }
}
