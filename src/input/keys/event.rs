//! `events`: stretches of time in which people behave differently.

use super::resolver::Resolver;
use crate::input::read::{Certain, Moment, NonNegative, Num, Span, Wait, keys, plain_map};
use crate::problem::{Path, ProblemKind};
use crate::scenario::Event;

keys! {
    /// A stretch of time in which people behave differently; factors of 1 change nothing.
    RawEvent {
        at: Moment<Wait>,
        lasts ("for"): Certain<Span>,
        share: Num<NonNegative>,
        join: Num<NonNegative>,
        churn: Num<NonNegative>,
    }
}
plain_map!(RawEvent);

impl Resolver {
    pub(super) fn events(&mut self, raw: &[RawEvent]) -> Vec<Event> {
        let path = Path::root().key("events");
        raw.iter().enumerate().map(|(index, event)| self.event(event, &path.index(index))).collect()
    }

    fn event(&mut self, raw: &RawEvent, path: &Path) -> Event {
        self.needs(raw.at.is_some(), path, "at");
        let nothing = raw.share.is_none() && raw.join.is_none() && raw.churn.is_none();
        self.findings.when(nothing, path, ProblemKind::EventChangesNothing);
        Event {
            at_days: raw.at.as_ref().map_or(0.0, |at| self.moment(at, &path.key("at"))),
            for_days: self.lasting(raw.lasts.as_ref(), path, "for"),
            share: self.or(raw.share.as_ref(), Event::SHARE),
            join: self.or(raw.join.as_ref(), Event::JOIN),
            churn: self.or(raw.churn.as_ref(), Event::CHURN),
        }
    }
}
