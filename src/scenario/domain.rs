//! What a number measures and what is possible for it. Which number is of which domain stands in the list of numbers, how
//! one is typed in `input`.

use crate::problem::{Bounds, ProblemKind};
use crate::units::{MAX_DAYS, MAX_PEOPLE};
use serde::Serialize;

/// What a number counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Meaning {
    /// A probability or a share, 0 to 1.
    Chance,
    /// A weight against others.
    Weight,
    /// People.
    People,
    /// People in a day.
    PeoplePerDay,
    /// People in an hour.
    PeoplePerHour,
    /// Times a day.
    Rate,
    /// Invitations of one member.
    Invitations,
    /// Pieces of a reward.
    Pieces,
    /// Major units of the currency.
    Money,
    /// Days; written as a duration.
    Days,
    /// A factor on another number.
    Factor,
    /// A number that gives a law its shape.
    Shape,
    /// A number of the simulation, not of the campaign.
    Count,
}

/// What is possible for a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Domain {
    /// Least and largest value.
    pub bounds: Bounds,
    /// Whether it must be whole where it is known (drawn values are rounded).
    pub whole: bool,
    /// Whether it is a probability or a share, which people also write in per cent.
    pub chance: bool,
}

const LARGE: f64 = MAX_PEOPLE as f64;

impl Domain {
    /// A probability or a share.
    pub const CHANCE: Domain = Domain { chance: true, ..Domain::to(1.0) };
    /// Money, a factor, a weight.
    pub const NON_NEGATIVE: Domain = Domain::to(LARGE);
    /// The same, but not nought.
    pub const POSITIVE: Domain = Domain::NON_NEGATIVE.above_nought();
    /// People or pieces.
    pub const COUNT: Domain = Domain::NON_NEGATIVE.whole();
    /// People, but not nobody.
    pub const PEOPLE: Domain = Domain::POSITIVE.whole();
    /// A mean number of times a day.
    pub const RATE: Domain = Domain::to(1e3);
    /// The mean number of people whom one share reaches.
    pub const REACH: Domain = Domain::to(1e6);
    /// The number of people whom every share reaches.
    pub const FIXED_REACH: Domain = Domain::REACH.whole();
    /// A moment or a wait, in days.
    pub const WAIT: Domain = Domain::to(MAX_DAYS);
    /// A stretch of time, in days.
    pub const SPAN: Domain = Domain::WAIT.above_nought();
    /// How many of something per person or rule; more is a slip.
    pub const MANY: Domain = Domain::whole_from(1, 1_000_000);
    /// From which invitation of somebody on something holds.
    pub const INVITATION: Domain = Domain::whole_from(0, 1_000_000);
    /// A level of inviters above somebody.
    pub const LEVEL: Domain = Domain::whole_from(1, 10);
    /// People of a network that is drawn.
    pub const NODES: Domain = Domain::whole_from(1, 100_000_000);
    /// People who come together, of whom there is one at least.
    pub const CROWD: Domain = Domain::whole_from(1, MAX_PEOPLE);

    /// From nought to `max`.
    const fn to(max: f64) -> Domain {
        Domain { bounds: Bounds { min: 0.0, above_min: false, max }, whole: false, chance: false }
    }

    /// Whole numbers.
    #[must_use]
    pub const fn whole_from(min: u64, max: u64) -> Domain {
        Domain {
            bounds: Bounds { min: min as f64, above_min: false, max: max as f64 },
            whole: true,
            chance: false,
        }
    }

    const fn above_nought(self) -> Domain {
        Domain { bounds: Bounds { above_min: true, ..self.bounds }, ..self }
    }

    const fn whole(self) -> Domain {
        Domain { whole: true, ..self }
    }

    /// The number, if it lies within the bounds; negative nought becomes nought.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn within(self, number: f64) -> Result<f64, ProblemKind> {
        let Bounds { min, above_min, max } = self.bounds;
        if !number.is_finite() {
            Err(ProblemKind::NotFinite)
        } else if self.chance && number > 1.0 && number <= 100.0 {
            Err(ProblemKind::ForgottenPerCent { number })
        } else if number < min || number > max || (above_min && number == min) {
            Err(ProblemKind::OutOfRange { number, bounds: self.bounds })
        } else {
            Ok(number + 0.0)
        }
    }

    /// The number, if it is whole where it must be.
    ///
    /// # Errors
    /// That it is not whole.
    pub fn as_whole(self, number: f64) -> Result<f64, ProblemKind> {
        if self.whole && number.fract() != 0.0 { Err(ProblemKind::NotWhole) } else { Ok(number) }
    }

    /// The number, if it lies in the domain.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn accept(self, number: f64) -> Result<f64, ProblemKind> {
        if number > 0.0 && number < self.bounds.max {
            self.as_whole(number)?;
        }
        self.within(number)
    }

    /// The least value that is possible.
    #[must_use]
    pub fn least(self) -> f64 {
        if self.bounds.above_min && self.bounds.min == 0.0 { NEXT_TO_NOUGHT } else { self.bounds.min }
    }

    /// The possible number nearest to this one.
    #[must_use]
    pub fn nearest(self, number: f64) -> f64 {
        let inside = number.clamp(self.least(), self.bounds.max);
        if self.whole { inside.round() } else { inside }
    }
}

/// Small against every mean, price or time of a scenario, and large enough to divide by.
const NEXT_TO_NOUGHT: f64 = 1e-9;
