//! The laws by which networks are drawn.

use serde::Serialize;

/// A network that is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Generator {
    /// Who knows whom.
    pub law: Law,
    /// Who sits in which group; `None`: there are no groups.
    pub groups: Option<Seats>,
}

/// Who knows whom. Nobody knows himself, and two people know each other once.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Law {
    /// Every two people know each other with the same chance.
    ErdosRenyi {
        /// How many there are.
        people: u32,
        /// Contacts of a person on average.
        mean: f64,
    },
    /// People come one after the other, and each gets to know `m` different ones before him, drawn in proportion to the
    /// contacts that these have. The first `m + 1` are a star.
    BarabasiAlbert {
        /// How many there are.
        people: u32,
        /// Contacts that everybody brings.
        m: u32,
    },
    /// People in a ring know those nearest to them; each contact is then, with a chance, one to somebody at random.
    WattsStrogatz {
        /// How many there are.
        people: u32,
        /// How many of the nearest a person knows: half of them on either side.
        neighbours: u32,
        /// The chance.
        rewire: f64,
    },
    /// Everybody has a number of contacts drawn from a law, and whose they are is left to chance.
    Configuration {
        /// How many there are.
        people: u32,
        /// The law.
        degrees: Degrees,
    },
    /// People in blocks: two know each other with a chance that depends on theirs.
    Blocks {
        /// The blocks.
        blocks: Vec<Block>,
        /// For every two blocks the chance; symmetric.
        chances: Vec<Vec<f64>>,
    },
    /// Circles of friends of several kinds (households, classes) that overlap: for each kind all people are put at random
    /// into circles of one size.
    Circles {
        /// How many there are.
        people: u32,
        /// The kinds.
        circles: Vec<Circle>,
    },
}

/// How many contacts somebody has; never more than there are others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Degrees {
    /// All the same number.
    Fixed(u32),
    /// Poisson.
    Poisson {
        /// The mean.
        mean: f64,
    },
    /// Negative binomial: Poisson, with a mean of its own for everybody.
    NegativeBinomial {
        /// The mean.
        mean: f64,
        /// The smaller, the more uneven.
        k: f64,
    },
    /// `d` contacts with a chance in proportion to `d^-exponent`.
    PowerLaw {
        /// The exponent.
        exponent: f64,
        /// The fewest contacts.
        min: u32,
        /// The most contacts.
        max: u32,
    },
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Its name.
    pub name: String,
    /// How many people it has.
    pub size: u32,
}

/// A kind of circle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Circle {
    /// How many people a circle has; the last one may have fewer.
    pub size: u32,
    /// The chance of two people in a circle to know each other.
    pub tie: f64,
}

/// Chat groups that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Seats {
    /// In how many groups a person sits on average.
    pub per_person: f64,
    /// How many people a group has on average, before the cap: a Poisson number.
    pub size: f64,
    /// How many people a group can have.
    pub cap: u32,
}
