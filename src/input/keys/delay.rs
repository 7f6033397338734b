//! `delay`: how long an invitee takes to answer.

use super::resolver::Resolver;
use crate::input::read::{
    self, NonNegative, Num, Points, Positive, Read, Reader, Span, Weight, either_schema, keys, plain_map,
    read_keys, word_schema,
};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Delay, Quantity, Wait};
use crate::yaml::{Content, Node};

/// `delay`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawDelay {
    None,
    Fixed(Num<read::Wait>),
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
either_schema!(RawDelay, "A duration, `none`, or a law.", Num<read::Wait>, NoDelay, LawOfDelay);

word_schema!(NoDelay, "none");

/// `share.after`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawWait {
    Mean(Num<read::Wait>),
    Law(LawOfWait),
}

impl Read for RawWait {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawWait> {
        match &node.content {
            Content::Map(_) => read_keys(node, reader, Expected::DurationOrLaw).map(RawWait::Law),
            Content::Text(_) | Content::Number(_) => Read::read(node, reader).map(RawWait::Mean),
            _ => reader.wrong(node, Expected::DurationOrLaw),
        }
    }
}
either_schema!(RawWait, "The mean of an exponential wait, or a law.", Num<read::Wait>, LawOfWait);

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
    /// How long a member waits for an occasion.
    LawOfWait {
        /// Several kinds of waits: a list of `{ weight, exponential }`, `{ weight, fixed }` and so on.
        mixture: Vec<PartOfDelay>,
        /// One of these times, each with its weight: `{ 1d: 2, 3d: 1 }`.
        list: Points<Span, Num<Weight>>,
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
        fixed: Num<read::Wait>,
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
            RawDelay::Law(LawOfDelay { mixture, list, within, simple }) => {
                let law = self.law_of_delay(mixture.as_deref(), list.as_ref(), simple, &path.key("delay"));
                (law, self.optional(within.as_ref()))
            }
        }
    }

    /// The law of waits for an occasion.
    pub(super) fn wait(&mut self, raw: &RawWait, path: &Path) -> Wait {
        match raw {
            RawWait::Mean(mean) => Wait::Mean(self.quantity(mean)),
            RawWait::Law(LawOfWait { mixture, list, simple }) => {
                Wait::Law(self.law_of_delay(mixture.as_deref(), list.as_ref(), simple, path))
            }
        }
    }

    fn law_of_delay(
        &mut self,
        mixture: Option<&[PartOfDelay]>,
        list: Option<&Points<Span, Num<Weight>>>,
        simple: &SimpleDelay,
        path: &Path,
    ) -> Delay {
        let mixture = mixture.map(|parts| self.mixture_of_delays(parts, &path.key("mixture")));
        let list = list.map(|times| Delay::List(self.points(times, &path.key("list"))));
        let several = [mixture, list].into_iter().flatten().collect();
        const OF: &[&str] = &["fixed", "exponential", "lognormal", "weibull", "mixture", "list"];
        self.one_law(simple, several, path, OF)
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
