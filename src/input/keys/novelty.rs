//! `novelty`: how the wish to share wears off.

use super::resolver::Resolver;
use crate::input::read::{Chance, Num, Span, keys, plain_map};
use crate::problem::Path;
use crate::scenario::Novelty;

keys! {
    /// How the wish to share wears off.
    RawNovelty {
        half_life: Num<Span>,
        floor: Num<Chance>,
    }
}
plain_map!(RawNovelty);

impl Resolver {
    pub(super) fn novelty(&mut self, raw: &RawNovelty) -> Novelty {
        let path = Path::root().key("novelty");
        Novelty {
            half_life_days: self.required(raw.half_life.as_ref(), &path, "half_life"),
            floor: self.or(raw.floor.as_ref(), Novelty::FLOOR),
        }
    }
}
