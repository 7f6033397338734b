//! The code by which people enter the open group: good for so long and for so many people, then there is none until the next.

use crate::model::CodeModel;

/// The code of the present, or the next one.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    of: CodeModel,
    /// When it begins, in steps since the start.
    begins: f64,
    /// How many may still enter by it.
    left: f64,
}

/// What a code is good for at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// How many may enter.
    pub room: f64,
    /// Until when that holds, in steps since the start.
    pub until: f64,
}

/// Two times closer together than this part of a step are the same.
const SAME: f64 = 1e-9;

impl Code {
    /// The first one, from the start on.
    #[must_use]
    pub fn new(of: CodeModel) -> Code {
        Code { of, begins: 0.0, left: of.max as f64 }
    }

    /// What it is good for at this time, which is not before any that was asked for.
    pub fn at(&mut self, time: f64) -> Entry {
        let whole = self.of.good_for + self.of.renew;
        let ended = ((time - self.begins - self.of.good_for + SAME) / whole).ceil();
        if ended > 0.0 {
            self.follow(self.begins + whole * ended);
        }
        if time < self.begins - SAME {
            Entry { room: 0.0, until: self.begins }
        } else {
            Entry { room: self.left, until: self.begins + self.of.good_for }
        }
    }

    /// So many entered by it, the last of them at this time.
    pub fn take(&mut self, people: f64, time: f64) {
        self.left -= people;
        if self.left < 1.0 - SAME {
            self.follow(time + self.of.renew);
        }
    }

    /// The next one begins at this time.
    fn follow(&mut self, begins: f64) {
        (self.begins, self.left) = (begins, self.of.max as f64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> Code {
        Code::new(CodeModel { max: 200, good_for: 7.0, renew: 1.0 })
    }

    #[test]
    fn after_its_time_the_next_one_follows() {
        let mut code = code();
        assert_eq!(code.at(0.0), Entry { room: 200.0, until: 7.0 });
        code.take(50.0, 2.5);
        assert_eq!(code.at(6.9), Entry { room: 150.0, until: 7.0 });
        assert_eq!(code.at(7.0), Entry { room: 0.0, until: 8.0 });
        assert_eq!(code.at(8.0), Entry { room: 200.0, until: 15.0 });
        assert_eq!(code.at(23.5), Entry { room: 0.0, until: 24.0 }, "two have ended unseen");
        assert_eq!(code.at(24.0), Entry { room: 200.0, until: 31.0 });
    }

    #[test]
    fn after_its_last_place_the_next_one_follows() {
        let mut code = code();
        code.take(200.0, 3.25);
        assert_eq!(code.at(3.25), Entry { room: 0.0, until: 4.25 });
        assert_eq!(code.at(5.0), Entry { room: 200.0, until: 11.25 });
        let mut for_good = Code::new(CodeModel { max: 1, good_for: f64::INFINITY, renew: 1.0 });
        assert_eq!(for_good.at(1e6).until, f64::INFINITY);
        for_good.take(1.0, 1e6);
        assert_eq!(for_good.at(1e6 + 0.5).room, 0.0);
    }
}
