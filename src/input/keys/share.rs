//! `share`: what moves people to share, and when.

use super::delay::RawWait;
use super::resolver::Resolver;
use super::response::RawResponse;
use crate::input::read::{Chance, Num, Read, Reader, either_schema, keys, number_or, plain_map};
use crate::problem::{Expected, Path, ProblemKind};
use crate::scenario::{Drive, Quantity, Share};
use crate::yaml::Node;

/// `share`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawShare {
    Plain(Num<Chance>),
    Motives(Box<Motives>),
}

impl Read for RawShare {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawShare> {
        let motives = |motives| RawShare::Motives(Box::new(motives));
        number_or(node, reader, RawShare::Plain, motives, Expected::NumberOrMap)
    }
}
either_schema!(RawShare, "One chance, or what moves the member.", Num<Chance>, Motives);

keys! {
    /// What makes a member share: three motives that add up, and when.
    Motives {
        content: Num<Chance>,
        social: Num<Chance>,
        /// Chance to share for the reward, growing with what it is worth.
        reward: RawResponse,
        after: RawWait,
        again: Num<Chance>,
    }
}
plain_map!(Motives);

impl Resolver {
    pub(super) fn share(&mut self, raw: Option<&RawShare>, path: &Path, fake: bool) -> Share {
        self.needs(raw.is_some(), path, "share");
        match raw {
            None => plain(f64::NAN.into()),
            Some(RawShare::Plain(chance)) => plain(self.quantity(chance)),
            Some(RawShare::Motives(motives)) => self.motives(motives, &path.key("share"), fake),
        }
    }

    fn motives(&mut self, raw: &Motives, path: &Path, fake: bool) -> Share {
        let nothing = raw.content.is_none() && raw.social.is_none() && raw.reward.is_none();
        self.findings.when(nothing, path, ProblemKind::NothingDrives);
        let drive = Drive::Motives {
            content: self.or(raw.content.as_ref(), Share::CONTENT),
            social: self.or(raw.social.as_ref(), Share::SOCIAL),
            reward: raw.reward.as_ref().map(|reward| self.response(reward, &path.key("reward"))),
        };
        let (after, again) = if fake { (None, None) } else { (raw.after.as_ref(), raw.again.as_ref()) };
        let after = after.map(|after| self.wait(after, &path.key("after")));
        Share { drive, after, again: self.or(again, Share::AGAIN) }
    }
}

/// One chance to share, once and at once.
fn plain(chance: Quantity) -> Share {
    Share { drive: Drive::Plain(chance), after: None, again: Share::AGAIN.usual().into() }
}
