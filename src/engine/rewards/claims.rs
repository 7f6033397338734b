//! What becomes of promises that fall due: refused, void, unclaimed, or due.

use crate::engine::company::{Bundle, Key};
use crate::engine::now::Step;
use crate::engine::population::Population;
use crate::model::{Holding, RuleModel};
use crate::rng::{Purpose, Stream};
use crate::terms::{Fate, claim};

/// Claims of one step. Promises of one key, which must follow each other, read one stream.
pub(super) struct Claims<'a, P> {
    at: Step<'a>,
    people: &'a P,
    stream: Option<(Key, Stream)>,
}

impl<'a, P: Population> Claims<'a, P> {
    pub fn of(at: Step<'a>, people: &'a P) -> Claims<'a, P> {
        Claims { at, people, stream: None }
    }

    /// What becomes of these.
    pub fn fate(&mut self, bundle: Bundle) -> Fate {
        let (at, key) = (self.at, bundle.key);
        let stays = self.stays(bundle);
        let (_, stream) = match self.stream.take() {
            Some(known) if known.0 == key => self.stream.insert(known),
            _ => self.stream.insert((key, at.stream(Purpose::Claims, key.lane(at.model)))),
        };
        claim(stream, bundle.rule(at.model), key.claimant(at.model), bundle.count, stays)
    }

    /// Chance that the invitees stay; where it is known who they are it is known whether they do.
    fn stays(&self, bundle: Bundle) -> f64 {
        let rule: &RuleModel = bundle.rule(self.at.model);
        match bundle.on.zip(rule.must_stay.map(Holding::mean)) {
            Some((guest, steps)) => f64::from(u8::from(self.people.stays(self.at, guest, steps))),
            None => rule.stays[bundle.key.kind],
        }
    }
}
