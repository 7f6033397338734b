//! `delay`: how long an invitee takes to answer.

use super::resolver::Resolver;
use crate::input::read::{
    NonNegative, Num, Points, Positive, Read, Reader, Span, Wait, Weight, either_schema, keys, plain_map,
    read_keys, word_schema,
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
        /// Several kinds of answers: a list of `{ weight, exponential }`, `{ weight, fixed }` and so on.
        mixture: Vec<PartOfDelay>,
        /// One of these times, each with its weight: `{ 1d: 2, 3d: 1 }`.
        list: Points<Span, Num<Weight>>,
        within: Num<Span>,
        ..simple: SimpleDelay
    }
}

keys! {
    /// One kind of answers.
    PartOfDelay {
        weight: Num<Weight>,
        ..simple: SimpleDelay
    }
}

keys! {
    /// A law that is no mixture.
    SimpleDelay {
        fixed: Num<Wait>,
        exponential: Num<Span>,
        /// Lognormal: half of the answers come before the `median`, some much later.
        lognormal: Median,
        /// Weibull.
        weibull: Weibull,
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
plain_map!(Median, Weibull, PartOfDelay);

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
        let mixture = law.mixture.as_ref().map(|parts| self.mixture_of_delays(parts, &path.key("mixture")));
        let list = law.list.as_ref().map(|times| Delay::List(self.points(times, &path.key("list"))));
        let several = [mixture, list].into_iter().flatten().collect();
        const OF: &[&str] = &["fixed", "exponential", "lognormal", "weibull", "mixture", "list"];
        self.one_law(&law.simple, several, path, OF)
    }

    fn mixture_of_delays(&mut self, parts: &[PartOfDelay], path: &Path) -> Delay {
        self.findings.when(parts.is_empty(), path, ProblemKind::EmptyList);
        let part = |(index, part): (usize, &PartOfDelay)| {
            let path = path.index(index);
            let weight = self.required(part.weight.as_ref(), &path, "weight");
            const OF: &[&str] = &["fixed", "exponential", "lognormal", "weibull"];
            (weight, self.one_law(&part.simple, Vec::new(), &path, OF))
        };
        Delay::Mixture(parts.iter().enumerate().map(part).collect())
    }

    /// The one law that is said, of these and the simple ones.
    fn one_law(
        &mut self,
        simple: &SimpleDelay,
        others: Vec<Delay>,
        path: &Path,
        of: &'static [&'static str],
    ) -> Delay {
        let laws = [
            simple.fixed.as_ref().map(|delay| Delay::Fixed(self.quantity(delay))),
            simple.exponential.as_ref().map(|mean| Delay::Exponential(self.quantity(mean))),
            simple.lognormal.as_ref().map(|law| Delay::Lognormal {
                median: self.required(law.median.as_ref(), &path.key("lognormal"), "median"),
                sigma: self.required(law.sigma.as_ref(), &path.key("lognormal"), "sigma"),
            }),
            simple.weibull.as_ref().map(|law| Delay::Weibull {
                scale: self.required(law.scale.as_ref(), &path.key("weibull"), "scale"),
                shape: self.required(law.shape.as_ref(), &path.key("weibull"), "shape"),
            }),
        ];
        let mut given = laws.into_iter().flatten().chain(others);
        let first = given.next();
        if first.is_none() || given.next().is_some() {
            self.findings.push(path.clone(), ProblemKind::ExactlyOne { of });
        }
        first.unwrap_or(Delay::Assumed)
    }
}
