//! Reminders in steps.

use crate::scenario::{Clock, Reminded, Reminder};

/// A message to members of a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReminderModel {
    /// The step at whose beginning it is sent first.
    first: u32,
    /// Steps from one time to the next.
    every: Option<u32>,
    /// To whom.
    pub to: Reminded,
    /// Chance of each to open it.
    pub opens: f64,
    /// Chance of each to leave because of it.
    pub churn: f64,
    /// Whether it is sent where nothing is done, too.
    pub regular: bool,
}

impl ReminderModel {
    pub(super) fn compile(reminder: &Reminder, clock: Clock, drawn: &[f64]) -> ReminderModel {
        ReminderModel {
            first: clock.step_at(reminder.at_days),
            every: reminder.every_days.map(|days| clock.step_at(days).max(1)),
            to: reminder.to,
            opens: reminder.opens.value(drawn),
            churn: reminder.churn.value(drawn),
            regular: reminder.regular,
        }
    }

    /// Whether it is sent at the beginning of step `t`.
    #[must_use]
    pub fn is_due(&self, t: u32) -> bool {
        match self.every {
            Some(every) => t >= self.first && (t - self.first).is_multiple_of(every),
            None => t == self.first,
        }
    }

    /// As it is sent where the campaign is `open` or not; what is regular goes out in any case, and gives nobody an occasion where it
    /// is not.
    #[inline]
    #[must_use]
    pub fn sent(self, open: bool) -> Option<ReminderModel> {
        match (open, self.regular) {
            (true, _) => Some(self),
            (false, true) => Some(ReminderModel { opens: 0.0, ..self }),
            (false, false) => None,
        }
    }

    /// Whether it is sent at the beginning of step `t` or of a later one of so many.
    #[must_use]
    pub fn is_to_come(&self, t: u32, steps: u32) -> bool {
        let next = match self.every {
            Some(every) if t > self.first => self.first + (t - self.first).div_ceil(every) * every,
            _ => self.first,
        };
        (t..steps).contains(&next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_known_when_it_is_sent() {
        let sent = |every: Option<u32>| {
            let reminder =
                ReminderModel { first: 3, every, to: Reminded::All, opens: 0.1, churn: 0.0, regular: false };
            let due: Vec<u32> = (0..12).filter(|t| reminder.is_due(*t)).collect();
            for t in 0..13 {
                assert_eq!(reminder.is_to_come(t, 12), due.iter().any(|due| *due >= t), "{t}");
            }
            due
        };
        assert_eq!(sent(None), [3]);
        assert_eq!(sent(Some(4)), [3, 7, 11]);
    }
}
