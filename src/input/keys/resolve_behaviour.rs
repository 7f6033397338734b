//! What moves people to share, and how long they take to answer.

use super::Resolver;
use crate::scenario::domain::{Chance, Domain};
use crate::scenario::leaf::Points;
use crate::scenario::number::Num;
use crate::scenario::place::Path;
use crate::scenario::problem::ProblemKind;
use crate::scenario::raw::{LawOfDelay, Motives, RawDelay, RawResponse, RawShare};
use crate::scenario::{Delay, Drive, Quantity, Response, Share};

impl Resolver {
    pub(super) fn share(&mut self, raw: Option<&RawShare>, path: &Path, fake: bool) -> Share {
        self.needs(raw.is_some(), path, "share");
        match raw {
            None => Share { drive: Drive::Plain(f64::NAN.into()), after_days: None, again: 0.0.into() },
            Some(RawShare::Plain(chance)) => {
                Share { drive: Drive::Plain(self.quantity(chance)), after_days: None, again: 0.0.into() }
            }
            Some(RawShare::Motives(motives)) => self.motives(motives, &path.key("share"), fake),
        }
    }

    fn motives(&mut self, raw: &Motives, path: &Path, fake: bool) -> Share {
        let nothing = raw.content.is_none() && raw.social.is_none() && raw.reward.is_none();
        self.findings.when(nothing, path, ProblemKind::NothingDrives);
        let drive = Drive::Motives {
            content: self.or(raw.content.as_ref(), 0.0),
            social: self.or(raw.social.as_ref(), 0.0),
            reward: raw.reward.as_ref().map(|reward| self.response(reward, &path.key("reward"))),
        };
        let (after, again) = if fake { (None, None) } else { (raw.after.as_ref(), raw.again.as_ref()) };
        Share { drive, after_days: self.optional(after), again: self.or(again, 0.0) }
    }

    pub(super) fn response(&mut self, raw: &RawResponse, path: &Path) -> Response {
        let saturating = raw.max.is_some() || raw.half.is_some();
        match &raw.table {
            Some(table) => {
                let both = ProblemKind::EitherOr { one: "table", other: "max" };
                self.findings.when(saturating, &path.key("table"), both);
                Response::Table(self.points(table, path))
            }
            None if saturating => Response::Saturating {
                max: self.required(raw.max.as_ref(), path, "max"),
                half: self.required(raw.half.as_ref(), path, "half"),
            },
            None => {
                self.findings.push(path.clone(), ProblemKind::ExactlyOne { of: &["max", "table"] });
                Response::Table(Vec::new())
            }
        }
    }

    /// Points in rising order; two of the same (`1d` and `24h`) are a problem.
    pub(super) fn points<P: Domain>(
        &mut self,
        raw: &Points<P, Num<Chance>>,
        path: &Path,
    ) -> Vec<(f64, Quantity)> {
        let same = raw.points.windows(2).any(|pair| pair[0].0 == pair[1].0);
        self.findings.when(same, path, ProblemKind::SamePoint);
        raw.points.iter().map(|(point, _, chance)| (*point, self.quantity(chance))).collect()
    }

    pub(super) fn delay(&mut self, raw: &RawDelay, path: &Path) -> Delay {
        match raw {
            RawDelay::None => Delay::None,
            RawDelay::Fixed(delay) => Delay::Fixed(self.quantity(delay)),
            RawDelay::Law(law) => self.law_of_delay(law, &path.key("delay")),
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
        first.unwrap_or(Delay::None)
    }
}
