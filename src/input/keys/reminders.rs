//! `reminders`: messages to members.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Choice, Moment, Num, Read, Reader, Span, Word, YesNo, either_schema, keys, plain_map,
};
use crate::problem::{Path, ProblemKind};
use crate::scenario::{Reminded, Reminder};
use crate::yaml::{Content, Node};

/// `reminders`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawReminders {
    One(Box<RawReminder>),
    List(Vec<RawReminder>),
}

impl Read for RawReminders {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawReminders> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawReminders::List),
            _ => Read::read(node, reader).map(Box::new).map(RawReminders::One),
        }
    }

    fn placeholder() -> Option<RawReminders> {
        Some(RawReminders::List(Vec::new()))
    }
}
either_schema!(RawReminders, "A map, or a list of maps.", RawReminder, Vec<RawReminder>);

keys! {
    /// A message to members, who have an occasion to share when they open it.
    RawReminder {
        at: Moment<Span>,
        every: Certain<Span>,
        /// To whom of the members: `all` (default), `waiting` for an occasion, `done` (who does not wait any more), or `never`
        /// (who has not shared yet).
        to: Word<Reminded>,
        opens: Num<Chance>,
        churn: Num<Chance>,
        /// Whether it is sent without the campaign, too, as the issues of a newsletter are: who leaves because of it would leave
        /// anyway. Then to all.
        regular: YesNo,
    }
}
plain_map!(RawReminder);

impl Choice for Reminded {
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::All.word(), Self::All),
        (Self::Waiting.word(), Self::Waiting),
        (Self::Done.word(), Self::Done),
        (Self::Never.word(), Self::Never),
    ];
}

impl Resolver {
    pub(super) fn reminders(&mut self, raw: Option<&RawReminders>, path: &Path) -> Vec<Reminder> {
        match raw {
            None => Vec::new(),
            Some(RawReminders::One(reminder)) => vec![self.reminder(reminder, path)],
            Some(RawReminders::List(reminders)) => reminders
                .iter()
                .enumerate()
                .map(|(index, reminder)| self.reminder(reminder, &path.index(index)))
                .collect(),
        }
    }

    fn reminder(&mut self, raw: &RawReminder, path: &Path) -> Reminder {
        self.needs(raw.at.is_some(), path, "at");
        let at_days = raw.at.as_ref().map_or(f64::NAN, |at| self.sent_at(at, &path.key("at")));
        Reminder {
            at_days,
            every_days: raw.every.as_ref().map(|every| every.0),
            to: raw.to.map_or(Reminded::default(), |to| to.0),
            opens: self.required(raw.opens.as_ref(), path, "opens"),
            churn: self.or(raw.churn.as_ref(), Reminder::CHURN),
            regular: raw.regular.is_some_and(|regular| regular.0),
        }
    }

    /// As a campaign begins, nobody is there whom it could reach.
    fn sent_at(&mut self, at: &Moment<Span>, path: &Path) -> f64 {
        let days = self.moment(at, path);
        self.findings.when(days == 0.0, path, ProblemKind::NobodyToRemind);
        days
    }
}
