//! `buys`: what members buy.

use super::amounts::RawAmount;
use super::refund::RawRefund;
use super::resolver::Resolver;
use crate::input::read::{
    Certain, Chance, Choice, Moment, NonNegative, Num, Rate, Read, Reader, Span, Wait, Word, either_schema,
    keys, plain_map,
};
use crate::problem::{Path, ProblemKind};
use crate::scenario::{Amount, Buyers, Buys, BuysWhen, Period};
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
        per_week: Num<Rate>,
        per_month: Num<Rate>,
        at: Moment<Wait>,
        after: Certain<Span>,
        chance: Num<Chance>,
        price: Num<NonNegative>,
        margin: RawAmount,
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
        let margin = raw.margin.as_ref().map(|margin| self.amount(margin));
        let is_part = matches!(margin, Some(Amount::ShareOfPrice(_)));
        self.needs(price.is_some() || !is_part, path, "price");
        let whole = || Amount::Money(price.clone().unwrap_or(f64::NAN.into()));
        Buys {
            when: self.time_of_order(raw, path),
            margin: margin.unwrap_or_else(whole),
            price,
            who: raw.who.map_or(Buyers::All, |who| who.0),
            refund: raw.refund.as_ref().map(|refund| self.refund(refund, &path.key("refund"))),
        }
    }

    /// Exactly one of the keys says when; a chance goes with a moment.
    fn time_of_order(&mut self, raw: &RawOrder, path: &Path) -> BuysWhen {
        let often = [&raw.per_day, &raw.per_week, &raw.per_month].into_iter().zip(Period::ALL);
        let often: Vec<(&Num<Rate>, Period)> =
            often.filter_map(|(times, period)| Some((times.as_ref()?, period))).collect();
        let said = often.len() + usize::from(raw.at.is_some()) + usize::from(raw.after.is_some());
        if said != 1 {
            let of = &["per_day", "per_week", "per_month", "at", "after"];
            self.findings.push(path.clone(), ProblemKind::ExactlyOne { of });
        }
        let at = raw.at.as_ref().map(|at| self.moment(at, &path.key("at")));
        let after = raw.after.as_ref().map(|after| after.0);
        if at.or(after).is_none() {
            let kind = ProblemKind::Together { missing: "at", with: "chance" };
            self.findings.when(raw.chance.is_some() && !often.is_empty(), &path.key("chance"), kind);
            let (times, period) = often.first().copied().unzip();
            return BuysWhen::Often { times: self.given(times), period: period.unwrap_or(Period::Day) };
        }
        let chance = self.required(raw.chance.as_ref(), path, "chance");
        match (at, after) {
            (Some(at_days), _) => BuysWhen::At { at_days, chance },
            (None, after) => BuysWhen::After { after_days: after.unwrap_or(f64::NAN), chance },
        }
    }
}
