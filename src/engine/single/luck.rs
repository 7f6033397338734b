//! The numbers that decide a step, drawn some steps ahead: each takes the processor a hundred cycles to come by, and hardly
//! any while it has other work to do.

use crate::engine::market::Market;
use crate::model::Model;
use crate::rng::{Level, Purpose, ReplicateKey, Stream, lane};

/// So many steps ahead.
const AHEAD: u32 = 2;
/// More steps have their numbers kept, so that those of a step may be drawn before it is over.
const KEPT: usize = 4;

/// The numbers of a step and of those that follow.
#[derive(Clone, Debug)]
pub(super) struct Luck([OfStep; KEPT]);

/// The first numbers of the streams of one step.
#[derive(Clone, Debug)]
pub(super) struct OfStep {
    pub occasion: Draw,
    pub leaving: Draw,
    /// Whoever reads on in these streams comes by them himself.
    pub accept: Level,
    pub free_leaving: Level,
}

/// The first number of a stream, and the stream that follows it.
#[derive(Clone, Debug)]
pub(super) struct Draw {
    pub level: Level,
    pub stream: Stream,
}

impl Luck {
    /// The numbers of the first steps.
    pub fn begin(model: &Model, key: &ReplicateKey) -> Luck {
        let draw = Draw::of(key.stream(Purpose::Occasion, 0, lane::of_class(0, 0)));
        let level = draw.level;
        let none = OfStep { occasion: draw.clone(), leaving: draw, accept: level, free_leaving: level };
        let mut luck = Luck(std::array::from_fn(|_| none.clone()));
        (0..AHEAD).for_each(|step| luck.of(step).renew(model, key, step, true));
        luck
    }

    /// The numbers of step `t`.
    #[inline]
    pub fn of(&mut self, t: u32) -> &mut OfStep {
        &mut self.0[t as usize % KEPT]
    }

    /// Draws ahead while step `t` goes on; the numbers of free members where there may be any.
    #[inline]
    pub fn draw_ahead(&mut self, model: &Model, key: &ReplicateKey, t: u32, of_free: bool) {
        let step = t + AHEAD;
        self.of(step).renew(model, key, step, of_free);
    }
}

impl OfStep {
    #[inline]
    fn renew(&mut self, model: &Model, key: &ReplicateKey, step: u32, of_free: bool) {
        self.occasion.renew(key.stream(Purpose::Occasion, step, lane::of_class(0, 0)));
        self.leaving.renew(key.stream(Purpose::Leaving, step, lane::of_class(0, 0)));
        self.accept = first(key.stream(Purpose::Accept, step, Market::lane_of_one(model)));
        if of_free {
            self.free_leaving = first(key.stream(Purpose::Leaving, step, lane::of_free(0, 0)));
        }
    }
}

/// The first number of a stream that nobody reads on.
#[inline(always)]
fn first(mut stream: Stream) -> Level {
    stream.level().ahead()
}

impl Draw {
    /// The numbers of this stream.
    pub fn of(mut stream: Stream) -> Draw {
        Draw { level: stream.level(), stream }
    }

    /// In place: to move what has just been written word by word makes the processor wait (a third of all time).
    #[inline]
    fn renew(&mut self, stream: Stream) {
        self.stream = stream;
        self.level = self.stream.level().ahead();
    }
}
