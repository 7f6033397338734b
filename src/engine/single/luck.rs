//! The numbers that decide a step, drawn two steps ahead: each takes the processor a hundred cycles to come by, and hardly
//! any while it has other work to do.

use crate::engine::market::Market;
use crate::model::Model;
use crate::rng::{Level, Purpose, ReplicateKey, Stream, lane};

/// The first numbers of the streams of one step.
#[derive(Clone, Debug)]
pub(super) struct Luck {
    pub occasion: Draw,
    pub accept: Draw,
    pub leaving: Draw,
    pub free_leaving: Draw,
}

/// The first number of a stream, and the stream that follows it.
#[derive(Clone, Debug)]
pub(super) struct Draw {
    pub level: Level,
    pub stream: Stream,
}

impl Luck {
    /// The numbers of the first two steps.
    pub fn begin(model: &Model, key: &ReplicateKey) -> [Luck; 2] {
        [0, 1].map(|step| {
            let draw = Draw::of(key.stream(Purpose::Occasion, step, lane::of_class(0, 0)));
            let [occasion, accept, leaving] = [(); 3].map(|()| draw.clone());
            let mut luck = Luck { occasion, accept, leaving, free_leaving: draw };
            luck.renew(model, key, step, true);
            luck
        })
    }

    /// Takes the numbers of this step; those of free members where there may be any.
    #[inline]
    pub fn renew(&mut self, model: &Model, key: &ReplicateKey, step: u32, of_free: bool) {
        self.occasion.renew(key.stream(Purpose::Occasion, step, lane::of_class(0, 0)));
        self.accept.renew(key.stream(Purpose::Accept, step, Market::lane_of_one(model)));
        self.leaving.renew(key.stream(Purpose::Leaving, step, lane::of_class(0, 0)));
        if of_free {
            self.free_leaving.renew(key.stream(Purpose::Leaving, step, lane::of_free(0, 0)));
        }
    }
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
