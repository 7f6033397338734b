//! The walk through a scenario from number to number. The lists by topic say where it goes; who walks says what happens
//! at each number.

use super::fact::Fact;
use super::slot::Slot;
use super::trail::Trail;

/// What happens at a number.
pub(super) type Visit<'v> = &'v mut dyn FnMut(&Trail, &Fact, Slot<'_>);

/// A walk under way.
pub(super) struct Walk<'v> {
    trail: Trail,
    visit: Visit<'v>,
}

impl<'v> Walk<'v> {
    /// A walk at its beginning.
    pub fn new(visit: Visit<'v>) -> Walk<'v> {
        Walk { trail: Trail::default(), visit }
    }

    /// The number of this key.
    pub fn number(&mut self, key: &'static str, fact: Fact, slot: Slot<'_>) {
        self.within(key, |walk| walk.here(fact, slot));
    }

    /// The number that stands here.
    pub fn here(&mut self, fact: Fact, slot: Slot<'_>) {
        (self.visit)(&self.trail, &fact, slot);
    }

    /// The number of this key, which stands for the map around it where it is `alone`.
    pub fn number_or_all(&mut self, key: &'static str, alone: bool, fact: Fact, slot: Slot<'_>) {
        match alone {
            true => self.trail.left_out(key),
            false => self.trail.key(key),
        }
        self.here(fact, slot);
        self.trail.back();
    }

    /// The number of a key that is called otherwise in the full form.
    pub fn spelled(&mut self, key: &'static str, full: &'static str, fact: Fact, slot: Slot<'_>) {
        self.trail.spelled(key, full);
        self.here(fact, slot);
        self.trail.back();
    }

    /// The numbers within a key.
    pub fn within(&mut self, key: &'static str, inside: impl FnOnce(&mut Self)) {
        self.trail.key(key);
        inside(self);
        self.trail.back();
    }

    /// The numbers of one of a family.
    pub fn named(&mut self, family: &'static str, name: &str, inside: impl FnOnce(&mut Self)) {
        self.trail.name(family, name);
        inside(self);
        self.trail.back();
    }

    /// The numbers of every item of a list.
    pub fn items<'i, T: 'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i mut T>,
        mut inside: impl FnMut(&mut Self, &'i mut T),
    ) {
        for (index, item) in items.into_iter().enumerate() {
            self.trail.item(index);
            inside(self, item);
            self.trail.back();
        }
    }
}
