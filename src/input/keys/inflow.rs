//! `inflow`: who comes without an invitation.

use super::resolver::Resolver;
use crate::input::read::{
    Chance, Moment, NonNegative, Num, Read, Reader, Span, Wait, either_schema, keys, looks_like_number,
    plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Inflow, Rate};
use crate::yaml::{Content, Node};

/// `inflow`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawInflow {
    PerDay(Num<NonNegative>),
    Plan(Box<RawPlan>),
    Plans(Vec<RawPlan>),
}

impl Read for RawInflow {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawInflow> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawInflow::Plans),
            Content::Map(_) if !looks_like_number(&node.content) => {
                Read::read(node, reader).map(Box::new).map(RawInflow::Plan)
            }
            content if looks_like_number(content) => Read::read(node, reader).map(RawInflow::PerDay),
            _ => reader.wrong(node, Expected::NumberOrInflow),
        }
    }
}
either_schema!(RawInflow, "One number, a map, or a list of maps.", Num<NonNegative>, RawPlan, Vec<RawPlan>);

keys! {
    /// People who come without an invitation during a stretch of time.
    RawPlan {
        from: Moment<Wait>,
        until: Moment<Span>,
        per_day: Num<NonNegative>,
        of_market: Num<Chance>,
        cost: Num<NonNegative>,
    }
}
plain_map!(RawPlan);

impl Resolver {
    pub(super) fn inflow(&mut self, raw: Option<&RawInflow>, path: &Path) -> Vec<Inflow> {
        match raw {
            None => Vec::new(),
            Some(RawInflow::PerDay(per_day)) => vec![Inflow::free(self.quantity(per_day))],
            Some(RawInflow::Plan(plan)) => vec![self.plan(plan, path)],
            Some(RawInflow::Plans(plans)) => {
                plans.iter().enumerate().map(|(index, plan)| self.plan(plan, &path.index(index))).collect()
            }
        }
    }

    fn plan(&mut self, raw: &RawPlan, path: &Path) -> Inflow {
        Inflow {
            from_days: self.moment_or(raw.from.as_ref(), &path.key("from"), Inflow::FROM),
            until_days: raw.until.as_ref().map(|until| self.moment(until, &path.key("until"))),
            rate: self.rate(raw, path),
            cost: self.optional(raw.cost.as_ref()),
        }
    }

    fn rate(&mut self, raw: &RawPlan, path: &Path) -> Rate {
        match (&raw.per_day, &raw.of_market) {
            (per_day, None) => Rate::PerDay(self.required(per_day.as_ref(), path, "per_day")),
            (None, Some(chance)) => Rate::OfMarket(self.quantity(chance)),
            (Some(_), Some(chance)) => {
                let both = ProblemKind::EitherOr { one: "of_market", other: "per_day" };
                self.findings.push(path.key("of_market"), both);
                Rate::OfMarket(self.quantity(chance))
            }
        }
    }
}
