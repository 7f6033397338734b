//! `delay`: how long an invitee takes to answer.

use super::resolver::Resolver;
use crate::input::read::{
    NonNegative, Num, Positive, Read, Reader, Span, Wait, either_schema, keys, plain_map, read_keys,
    word_schema,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Delay, Quantity};
use crate::yaml::{Content, Node};

/// `delay`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawDelay {
    None,
    Fixed(Num<Wait>),
    Law(LawOfDelay),
}

impl Read for RawDelay {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawDelay> {
        if matches!(&node.content, Content::Text(text) if text == "none") {
            return Some(RawDelay::None);
        }
        match &node.content {
            // `{ lognormal: … }` is the law of single answers here, not of an uncertain number.
            Content::Map(_) => read_keys(node, reader, Expected::DurationOrLaw).map(RawDelay::Law),
            Content::Text(_) | Content::Number(_) => Read::read(node, reader).map(RawDelay::Fixed),
            _ => reader.wrong(node, Expected::DurationOrLaw),
        }
    }
}
either_schema!(RawDelay, "A duration, `none`, or a law.", Num<Wait>, NoDelay, LawOfDelay);

word_schema!(NoDelay, "none");

keys! {
    /// How long an invitee takes to answer.
    LawOfDelay {
        fixed: Num<Wait>,
        exponential: Num<Span>,
        /// Lognormal: half of the answers come before the `median`, some much later.
        lognormal: Median,
        /// Weibull.
        weibull: Weibull,
        within: Num<Span>,
    }
}

keys! {
    /// A lognormal law.
    Median {
        median: Num<Span>,
        sigma: Num<NonNegative>,
    }
}

keys! {
    /// A Weibull law.
    Weibull {
        scale: Num<Span>,
        shape: Num<Positive>,
    }
}
plain_map!(Median, Weibull);

impl Resolver {
    /// The law of answers, and for how long an invitation is good.
    pub(super) fn delay(&mut self, raw: &RawDelay, path: &Path) -> (Delay, Option<Quantity>) {
        match raw {
            RawDelay::None => (Delay::None, None),
            RawDelay::Fixed(delay) => (Delay::Fixed(self.quantity(delay)), None),
            RawDelay::Law(law) => {
                (self.law_of_delay(law, &path.key("delay")), self.optional(law.within.as_ref()))
            }
        }
    }

    fn law_of_delay(&mut self, law: &LawOfDelay, path: &Path) -> Delay {
        let laws = [
            law.fixed.as_ref().map(|delay| Delay::Fixed(self.quantity(delay))),
            law.exponential.as_ref().map(|mean| Delay::Exponential(self.quantity(mean))),
            law.lognormal.as_ref().map(|law| Delay::Lognormal {
                median: self.required(law.median.as_ref(), &path.key("lognormal"), "median"),
                sigma: self.required(law.sigma.as_ref(), &path.key("lognormal"), "sigma"),
            }),
            law.weibull.as_ref().map(|law| Delay::Weibull {
                scale: self.required(law.scale.as_ref(), &path.key("weibull"), "scale"),
                shape: self.required(law.shape.as_ref(), &path.key("weibull"), "shape"),
            }),
        ];
        let mut given = laws.into_iter().flatten();
        let first = given.next();
        if first.is_none() || given.next().is_some() {
            const OF: [&str; 4] = ["fixed", "exponential", "lognormal", "weibull"];
            self.findings.push(path.clone(), ProblemKind::ExactlyOne { of: &OF });
        }
        first.unwrap_or(Delay::Assumed)
    }
}
