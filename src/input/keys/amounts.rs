//! `value` and `cost` of a reward: an amount, for good, by time, or by how many the inviter has brought.

use super::resolver::Resolver;
use crate::input::read::{
    Chance, Invitation, Moments, NonNegative, Num, Points, Read, Reader, Wait, either_schema, keys,
    looks_like_number, plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Amount, ByInvites, Quantity};
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// An amount, for good, by time or by invitations.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawBy<T, B> {
    Always(T),
    ByTime(Moments<Wait, T>),
    ByInvites(B),
}

impl<T: Read, B: Read> Read for RawBy<T, B> {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawBy<T, B>> {
        match &node.content {
            Content::Map(entries) if entries.iter().any(|entry| entry.key == BY_INVITES) => {
                Read::read(node, reader).map(RawBy::ByInvites)
            }
            Content::Map(_) if !looks_like_number(&node.content) => {
                Read::read(node, reader).map(RawBy::ByTime)
            }
            _ => Read::read(node, reader).map(RawBy::Always),
        }
    }
}

/// The key that says so.
const BY_INVITES: &str = "by_invites";

/// `value`.
pub(in crate::input) type RawValue = RawBy<Num<NonNegative>, ValueByInvites>;
/// `cost`.
pub(in crate::input) type RawCost = RawBy<RawAmount, CostByInvites>;

keys! {
    /// What the person sees in it, by how many the inviter has brought, this one included.
    ValueByInvites {
        /// From so many on: `{ 0: 10, 10: 15 }`.
        by_invites: Points<Invitation, Num<NonNegative>>,
    }
}
keys! {
    /// What one costs, by how many the inviter has brought, this one included.
    CostByInvites {
        /// From so many on: `{ 0: 10%, 10: 15% }`.
        by_invites: Points<Invitation, RawAmount>,
    }
}
plain_map!(ValueByInvites, CostByInvites);

impl<T: JsonSchema, B: JsonSchema> JsonSchema for RawBy<T, B> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}OrBy", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let [always, by_time] =
            [generator.subschema_for::<T>(), generator.subschema_for::<Moments<Wait, T>>()];
        json_schema!({ "anyOf": [always, by_time, generator.subschema_for::<B>()] })
    }
}

/// Money, or a percentage of the price.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawAmount {
    Money(Num<NonNegative>),
    ShareOfPrice(Num<Chance>),
}

impl Read for RawAmount {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawAmount> {
        match &node.content {
            Content::Text(text) if text.contains('%') => {
                Read::read(node, reader).map(RawAmount::ShareOfPrice)
            }
            content if looks_like_number(content) => Read::read(node, reader).map(RawAmount::Money),
            _ => reader.wrong(node, Expected::MoneyOrPerCent),
        }
    }
}
either_schema!(RawAmount, "Money, or a percentage of the price such as `10%`.", Num<NonNegative>);

/// What holds at the beginning, or for the first invitations, and what from each of these times or invitations on.
pub(super) struct Amounts<T> {
    pub first: T,
    pub later: Vec<(f64, T)>,
    pub by_invites: Option<ByInvites<T>>,
}

impl<T> Amounts<T> {
    /// For good.
    pub fn of(first: T) -> Amounts<T> {
        Amounts { first, later: Vec::new(), by_invites: None }
    }

    pub fn map<U>(&self, map: impl Fn(&T) -> U) -> Amounts<U> {
        let later = self.later.iter().map(|(days, then)| (*days, map(then))).collect();
        let by_invites = self.by_invites.as_ref().map(|ByInvites { from, later }| ByInvites {
            from: *from,
            later: later.iter().map(|(from, then)| (*from, map(then))).collect(),
        });
        Amounts { first: map(&self.first), later, by_invites }
    }
}

impl Resolver {
    pub(super) fn value(&mut self, raw: &RawValue, path: &Path) -> Amounts<Quantity> {
        match raw {
            RawBy::Always(number) => Amounts::of(self.quantity(number)),
            RawBy::ByTime(points) => self.by_time(points, path, Resolver::quantity),
            RawBy::ByInvites(ValueByInvites { by_invites }) => {
                let nothing = Quantity::from(f64::NAN);
                self.by_invites(by_invites.as_ref(), path, nothing, Resolver::quantity)
            }
        }
    }

    pub(super) fn cost(&mut self, raw: &RawCost, path: &Path) -> Amounts<Amount> {
        match raw {
            RawBy::Always(amount) => Amounts::of(self.amount(amount)),
            RawBy::ByTime(points) => self.by_time(points, path, Resolver::amount),
            RawBy::ByInvites(CostByInvites { by_invites }) => {
                let nothing = Amount::Money(f64::NAN.into());
                self.by_invites(by_invites.as_ref(), path, nothing, Resolver::amount)
            }
        }
    }

    pub(super) fn amount(&self, raw: &RawAmount) -> Amount {
        match raw {
            RawAmount::Money(money) => Amount::Money(self.quantity(money)),
            RawAmount::ShareOfPrice(part) => Amount::ShareOfPrice(self.quantity(part)),
        }
    }

    /// A map by time, which says something of the beginning.
    fn by_time<R, T>(
        &mut self,
        raw: &Moments<Wait, R>,
        path: &Path,
        resolve: impl Fn(&Resolver, &R) -> T,
    ) -> Amounts<T> {
        let mut times: Vec<(f64, T)> = raw
            .moments
            .iter()
            .map(|(moment, key, then)| (self.moment(moment, &path.key(key)), resolve(self, then)))
            .collect();
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let same = times.windows(2).any(|pair| pair[0].0 == pair[1].0);
        self.findings.when(same, path, ProblemKind::SamePoint);
        let (from, first) = times.remove(0);
        self.findings.when(from > 0.0, path, ProblemKind::NothingAtFirst);
        Amounts { later: times, ..Amounts::of(first) }
    }

    /// A map by invitations; before its first there is nothing.
    fn by_invites<R, T>(
        &mut self,
        raw: Option<&Points<Invitation, R>>,
        path: &Path,
        nothing: T,
        resolve: impl Fn(&Resolver, &R) -> T,
    ) -> Amounts<T> {
        self.needs(raw.is_some(), path, BY_INVITES);
        let path = path.key(BY_INVITES);
        let mut points: Vec<(u32, T)> = Vec::new();
        for (from, key, then) in raw.into_iter().flat_map(|raw| &raw.points) {
            self.findings.when(from.fract() != 0.0, &path.key(key), ProblemKind::NotWhole);
            points.push((*from as u32, resolve(self, then)));
        }
        let same = points.windows(2).any(|pair| pair[0].0 == pair[1].0);
        self.findings.when(same, &path, ProblemKind::SamePoint);
        if points.is_empty() {
            return Amounts::of(nothing);
        }
        let (from, first) = points.remove(0);
        Amounts { by_invites: Some(ByInvites { from, later: points }), ..Amounts::of(first) }
    }
}
