//! Events, novelty, community and ban.

use super::Resolver;
use crate::scenario::place::Path;
use crate::scenario::problem::ProblemKind;
use crate::scenario::raw::{RawBan, RawCommunity, RawEvent, RawNovelty, RawThen};
use crate::scenario::{Ban, Community, Event, Novelty};
use crate::units::MAX_PEOPLE;

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
            at_days: raw.at.as_ref().map_or(0.0, |at| at.0),
            for_days: self.lasting(raw.lasts.as_ref(), path, "for"),
            share: self.or(raw.share.as_ref(), 1.0),
            join: self.or(raw.join.as_ref(), 1.0),
            churn: self.or(raw.churn.as_ref(), 1.0),
        }
    }

    pub(super) fn novelty(&mut self, raw: &RawNovelty) -> Novelty {
        let path = Path::root().key("novelty");
        Novelty {
            half_life_days: self.required(raw.half_life.as_ref(), &path, "half_life"),
            floor: self.or(raw.floor.as_ref(), 0.0),
        }
    }

    pub(super) fn community(&mut self, raw: &RawCommunity) -> Community {
        let path = Path::root().key("community");
        let needs = [
            ("group_size", raw.group_size.is_some(), "cost_per_group", raw.cost_per_group.is_some()),
            ("carers", raw.carers.is_some(), "cost_per_carer_day", raw.cost_per_carer_day.is_some()),
            ("carers", raw.carers.is_some(), "members_per_carer", raw.members_per_carer.is_some()),
            ("members_per_carer", raw.members_per_carer.is_some(), "overload", raw.overload.is_some()),
        ];
        for (missing, there, with, given) in needs {
            let kind = ProblemKind::Together { missing, with };
            self.findings.when(given && !there, &path.key(with), kind);
        }
        Community {
            group_size: raw.group_size.map(|size| size.0),
            cost_per_group: self.or(raw.cost_per_group.as_ref(), 0.0),
            carers: raw.carers.map(|carers| carers.0),
            // Who looks after people without a limit is never overloaded.
            members_per_carer: self.or(raw.members_per_carer.as_ref(), MAX_PEOPLE as f64),
            overload: self.or(raw.overload.as_ref(), 1.0),
            cost_per_carer_day: self.or(raw.cost_per_carer_day.as_ref(), 0.0),
        }
    }

    pub(super) fn ban(&mut self, raw: &RawBan) -> Ban {
        let path = Path::root().key("ban");
        let pause_days = match &raw.then {
            None | Some(RawThen::End) => None,
            Some(RawThen::Pause(pause)) => Some(self.lasting(pause.as_ref(), &path.key("then"), "pause")),
        };
        Ban {
            per_participant: self.required(raw.per_participant.as_ref(), &path, "per_participant"),
            pause_days,
            delete_induced: raw.delete_induced.is_some_and(|delete| delete.0),
        }
    }
}
