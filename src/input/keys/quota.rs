//! `quota`: how many friends of one member may accept.

use super::resolver::Resolver;
use crate::input::read::{Certain, Many, Span, Whole, keys, plain_map};
use crate::problem::{Path, ProblemKind};
use crate::scenario::Quota;

keys! {
    /// How many friends of one member may accept: so many at joining and one more each time so long after it, or so many a day.
    RawQuota {
        first: Whole<Many>,
        every: Certain<Span>,
        per_day: Whole<Many>,
    }
}
plain_map!(RawQuota);

impl Resolver {
    /// Either what is kept, or what is for a day.
    pub(super) fn quota(&mut self, raw: &RawQuota, path: &Path) -> Option<Quota> {
        let kept = raw.first.is_some() || raw.every.is_some();
        match raw.per_day {
            Some(_) if kept => {
                self.findings.push(path.key("per_day"), ProblemKind::QuotaOfTwoKinds);
                None
            }
            Some(per_day) => Some(Quota::PerDay(per_day.0 as u32)),
            None if kept => {
                let first = raw.first.map_or(0, |first| first.0 as u32);
                Some(Quota::Kept { first, every_days: raw.every.as_ref().map(|every| every.0) })
            }
            None => {
                self.findings.push(path.clone(), ProblemKind::QuotaOfNothing);
                None
            }
        }
    }
}
