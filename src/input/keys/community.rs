//! `community`: groups and the people who look after them.

use super::resolver::Resolver;
use crate::input::read::{
    Certain, Crowd, Many, NonNegative, Num, Positive, Span, Wait, Whole, keys, plain_map,
};
use crate::problem::{Path, ProblemKind};
use crate::scenario::{Code, Community};

keys! {
    /// Groups and the people who look after them.
    RawCommunity {
        group_size: Whole<Crowd>,
        /// By what people enter the open group: who comes between two codes is turned away.
        code: RawCode,
        cost_per_group: Num<NonNegative>,
        carers: Whole<Many>,
        members_per_carer: Num<Positive>,
        overload: Num<NonNegative>,
        cost_per_carer_day: Num<NonNegative>,
    }
}
plain_map!(RawCommunity, RawCode);

keys! {
    /// The code by which people enter a group.
    RawCode {
        max: Whole<Crowd>,
        r#for("for"): Certain<Span>,
        renew: Certain<Wait>,
    }
}

impl Resolver {
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
            code: raw.code.as_ref().map(|code| Code {
                max: code.max.map(|max| max.0),
                for_days: code.r#for.as_ref().map(|days| days.0),
                renew_days: code.renew.as_ref().map_or(Code::RENEW.usual(), |days| days.0),
            }),
            cost_per_group: self.or(raw.cost_per_group.as_ref(), Community::COST_PER_GROUP),
            carers: raw.carers.map(|carers| carers.0),
            members_per_carer: self.or(raw.members_per_carer.as_ref(), Community::MEMBERS_PER_CARER),
            overload: self.or(raw.overload.as_ref(), Community::OVERLOAD),
            cost_per_carer_day: self.or(raw.cost_per_carer_day.as_ref(), Community::COST_PER_CARER_DAY),
        }
    }
}
