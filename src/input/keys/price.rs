//! `price`: what a joiner pays.

use super::refund::RawRefund;
use super::resolver::Resolver;
use crate::input::read::{
    Crowd, NonNegative, Num, Read, Reader, Whole, either_schema, keys, number_or, plain_map,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::Price;
use crate::yaml::Node;

/// `price`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawPrice {
    Fixed(Num<NonNegative>),
    Stairs(Stairs),
}

impl Read for RawPrice {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawPrice> {
        number_or(node, reader, RawPrice::Fixed, RawPrice::Stairs, Expected::NumberOrMap)
    }
}
either_schema!(RawPrice, "One price, or one that rises or that some get back.", Num<NonNegative>, Stairs);

keys! {
    /// A price that may rise as people join, and that some may get back.
    Stairs {
        start: Num<NonNegative>,
        step: Num<NonNegative>,
        every: Whole<Crowd>,
        /// Some get it back: `{ chance: 10%, within: 7d }`.
        refund: RawRefund,
    }
}
plain_map!(Stairs);

impl Resolver {
    pub(super) fn price(&mut self, raw: &RawPrice) -> Price {
        let stairs = match raw {
            RawPrice::Fixed(price) => {
                let (start, step) = (self.quantity(price), Price::STEP.usual().into());
                return Price { start, step, every: 1, refund: None };
            }
            RawPrice::Stairs(stairs) => stairs,
        };
        let path = Path::root().key("price");
        let (step, every) = (stairs.step.is_some(), stairs.every.is_some());
        let kind = ProblemKind::Together { missing: "every", with: "step" };
        self.findings.when(step && !every, &path.key("step"), kind);
        let kind = ProblemKind::Together { missing: "step", with: "every" };
        self.findings.when(every && !step, &path.key("every"), kind);
        Price {
            start: self.required(stairs.start.as_ref(), &path, "start"),
            step: self.or(stairs.step.as_ref(), Price::STEP),
            every: stairs.every.map_or(1, |every| every.0),
            refund: stairs.refund.as_ref().map(|refund| self.refund(refund, &path.key("refund"))),
        }
    }
}
