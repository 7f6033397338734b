//! `buys`: what members buy.

use super::refund::RawRefund;
use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Choice, Moment, NonNegative, Num, Rate, Read, Reader, Span, Wait, Word, either_schema,
    keys, plain_map,
};
use crate::problem::{Path, ProblemKind};
use crate::scenario::{Buyers, Buys, BuysWhen};
use crate::yaml::{Content, Node};

/// `buys`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawBuys {
    One(Box<RawOrder>),
    List(Vec<RawOrder>),
}

impl Read for RawBuys {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawBuys> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawBuys::List),
            _ => Read::read(node, reader).map(Box::new).map(RawBuys::One),
        }
    }

    fn placeholder() -> Option<RawBuys> {
        Some(RawBuys::List(Vec::new()))
    }
}
either_schema!(RawBuys, "A map, or a list of maps.", RawOrder, Vec<RawOrder>);

keys! {
    /// One kind of order.
    RawOrder {
        per_day: Num<Rate>,
        at: Moment<Wait>,
        after: Certain<Span>,
        chance: Num<Chance>,
        price: Num<NonNegative>,
        margin: Num<NonNegative>,
        /// Who buys: `all` (default), `invited`, `organic` (who came by inflow) or `seeds`.
        who: Word<Buyers>,
        /// Some get their money back: `{ chance: 10%, within: 7d }`.
        refund: RawRefund,
    }
}
plain_map!(RawOrder);

impl Choice for Buyers {
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::All.word(), Self::All),
        (Self::Invited.word(), Self::Invited),
        (Self::Organic.word(), Self::Organic),
        (Self::Seeds.word(), Self::Seeds),
    ];
}

impl Resolver {
    pub(super) fn buys(&mut self, raw: Option<&RawBuys>, path: &Path) -> Vec<Buys> {
        match raw {
            None => Vec::new(),
            Some(RawBuys::One(order)) => vec![self.order(order, path)],
            Some(RawBuys::List(orders)) => orders
                .iter()
                .enumerate()
                .map(|(index, order)| self.order(order, &path.index(index)))
                .collect(),
        }
    }

    fn order(&mut self, raw: &RawOrder, path: &Path) -> Buys {
        let price = self.optional(raw.price.as_ref());
        self.needs(raw.margin.is_some() || price.is_some(), path, "margin");
        let margin = self.optional(raw.margin.as_ref()).or_else(|| price.clone());
        Buys {
            when: self.time_of_order(raw, path),
            price,
            margin: margin.unwrap_or(f64::NAN.into()),
            who: raw.who.map_or(Buyers::All, |who| who.0),
            refund: raw.refund.as_ref().map(|refund| self.refund(refund, &path.key("refund"))),
        }
    }

    /// Exactly one of the three says when; a chance goes with a moment.
    fn time_of_order(&mut self, raw: &RawOrder, path: &Path) -> BuysWhen {
        let said = [raw.per_day.is_some(), raw.at.is_some(), raw.after.is_some()];
        if said.into_iter().filter(|said| *said).count() != 1 {
            self.findings.push(path.clone(), ProblemKind::ExactlyOne { of: &["per_day", "at", "after"] });
        }
        let at = raw.at.as_ref().map(|at| self.moment(at, &path.key("at")));
        let after = raw.after.as_ref().map(|after| after.0);
        if at.or(after).is_none() {
            let kind = ProblemKind::Together { missing: "at", with: "chance" };
            self.findings.when(raw.chance.is_some() && raw.per_day.is_some(), &path.key("chance"), kind);
            return BuysWhen::PerDay(self.given(raw.per_day.as_ref()));
        }
        let chance = self.required(raw.chance.as_ref(), path, "chance");
        match (at, after) {
            (Some(at_days), _) => BuysWhen::At { at_days, chance },
            (None, after) => BuysWhen::After { after_days: after.unwrap_or(f64::NAN), chance },
        }
    }
}
