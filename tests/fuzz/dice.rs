//! Choices made by bytes: the same bytes always make the same input, so that an input can be made again, made shorter, and
//! handed over by any fuzzer that knows bytes alone. When they are used up every choice is the first, which is the simplest.

/// Makes choices.
pub struct Dice<'a> {
    bytes: &'a [u8],
}

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Dice<'a> {
        Dice { bytes }
    }

    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(*first)
    }

    /// A whole number below `count`, which is at least 1.
    pub fn below(&mut self, count: usize) -> usize {
        match count {
            0 | 1 => 0,
            2..=256 => self.byte() * count / 256,
            _ => (self.byte() << 16 | self.byte() << 8 | self.byte()) * count / (1 << 24),
        }
    }

    /// Once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    /// One of these words.
    pub fn word(&mut self, of: &[&str]) -> String {
        (*self.pick(of)).to_owned()
    }
}
