//! A table in which people are found by a hash of what they are called. It keeps numbers of people and nothing else; what
//! two of them are called is compared by whoever asks. Its order is never seen.

/// Open addressing, at most half full.
#[derive(Default)]
pub(super) struct Table {
    slots: Vec<u32>,
    taken: usize,
}

/// A slot in which nobody is.
const NOBODY: u32 = u32::MAX;

impl Table {
    /// How many people are in it.
    pub fn count(&self) -> usize {
        self.taken
    }

    /// The person of this hash whom `is` says yes to.
    pub fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.way(hash)
            .map(|slot| self.slots[slot])
            .take_while(|person| *person != NOBODY)
            .find(|person| is(*person))
    }

    /// Puts in a person who is not there; `hash_of` says the hash of those who are.
    pub fn put(&mut self, hash: u64, person: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.taken + 1) * 2 > self.slots.len() {
            let larger = (self.slots.len() * 2).max(64);
            let before = std::mem::replace(&mut self.slots, vec![NOBODY; larger]);
            before
                .into_iter()
                .filter(|person| *person != NOBODY)
                .for_each(|person| self.place(hash_of(person), person));
        }
        self.place(hash, person);
        self.taken += 1;
    }

    /// Everybody in it, who then is not any more.
    pub fn drain(&mut self) -> impl Iterator<Item = u32> + use<> {
        self.taken = 0;
        std::mem::take(&mut self.slots).into_iter().filter(|person| *person != NOBODY)
    }

    fn place(&mut self, hash: u64, person: u32) {
        let free = self.way(hash).find(|slot| self.slots[*slot] == NOBODY);
        if let Some(slot) = free {
            self.slots[slot] = person;
        }
    }

    /// The slots in which somebody of this hash may be, from the first on.
    fn way(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len() - 1;
        (0..self.slots.len()).map(move |step| (hash as usize).wrapping_add(step) & mask)
    }
}

/// 2^64 over the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of a number.
pub(super) fn hash(number: u64) -> u64 {
    let mixed = (number ^ (number >> 32)).wrapping_mul(GOLDEN);
    mixed ^ (mixed >> 29)
}

/// A hash of bytes.
pub(super) fn hash_of_bytes(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(bytes.len() as u64, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash(sum.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(GOLDEN)
    })
}
