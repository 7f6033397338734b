//! `levels`: what goes on from the inviter to those above him.

use super::resolver::Resolver;
use crate::input::read::{Chance, Level, Num, Whole, keys, plain_map};
use crate::problem::Path;
use crate::scenario::Levels;

keys! {
    /// What those above the inviter get of a reward to him.
    RawLevels {
        share: Num<Chance>,
        up_to: Whole<Level>,
    }
}
plain_map!(RawLevels);

impl Resolver {
    pub(super) fn levels(&mut self, raw: &RawLevels, path: &Path) -> Levels {
        let path = path.key("levels");
        self.needs(raw.up_to.is_some(), &path, "up_to");
        Levels {
            share: self.required(raw.share.as_ref(), &path, "share"),
            up_to: raw.up_to.map_or(1, |level| level.0 as u32),
        }
    }
}
