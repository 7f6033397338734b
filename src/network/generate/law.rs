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

/// The laws, without their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LawKind {
    /// [`Law::ErdosRenyi`].
    ErdosRenyi,
    /// [`Law::BarabasiAlbert`].
    BarabasiAlbert,
    /// [`Law::WattsStrogatz`].
    WattsStrogatz,
    /// [`Law::Configuration`].
    Configuration,
    /// [`Law::Blocks`].
    StochasticBlock,
    /// [`Law::Circles`].
    Circles,
}

impl LawKind {
    /// What a scenario calls them.
    pub const WORDS: [(&'static str, LawKind); 6] = [
        ("erdos_renyi", LawKind::ErdosRenyi),
        ("barabasi_albert", LawKind::BarabasiAlbert),
        ("watts_strogatz", LawKind::WattsStrogatz),
        ("configuration", LawKind::Configuration),
        ("stochastic_block", LawKind::StochasticBlock),
        ("circles", LawKind::Circles),
    ];

    /// What a scenario calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        LawKind::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

impl Law {
    /// Which law it is.
    #[must_use]
    pub fn kind(&self) -> LawKind {
        match self {
            Law::ErdosRenyi { .. } => LawKind::ErdosRenyi,
            Law::BarabasiAlbert { .. } => LawKind::BarabasiAlbert,
            Law::WattsStrogatz { .. } => LawKind::WattsStrogatz,
            Law::Configuration { .. } => LawKind::Configuration,
            Law::Blocks { .. } => LawKind::StochasticBlock,
            Law::Circles { .. } => LawKind::Circles,
        }
    }

    /// How many pairs of people who know each other are expected, roughly; not fewer where some come twice.
    #[must_use]
    pub fn expected_contacts(&self) -> f64 {
        let pairs = |size: u32| f64::from(size) * (f64::from(size) - 1.0) / 2.0;
        match self {
            Law::ErdosRenyi { people, mean } => f64::from(*people) * mean / 2.0,
            Law::BarabasiAlbert { people, m } => f64::from(*people) * f64::from(*m),
            Law::WattsStrogatz { people, neighbours, .. } => {
                f64::from(*people) * f64::from(*neighbours) / 2.0
            }
            Law::Configuration { people, degrees } => f64::from(*people) * degrees.mean() / 2.0,
            Law::Blocks { blocks, chances } => {
                let row = |(one, row): (&Block, &Vec<f64>)| {
                    let with = |(other, chance): (&Block, &f64)| f64::from(other.size) * chance;
                    f64::from(one.size) * blocks.iter().zip(row).map(with).sum::<f64>() / 2.0
                };
                blocks.iter().zip(chances).map(row).sum()
            }
            Law::Circles { people, circles } => circles
                .iter()
                .map(|circle| {
                    pairs(circle.size) * circle.tie * f64::from(*people) / f64::from(circle.size.max(1))
                })
                .sum(),
        }
    }
}

impl Degrees {
    /// The mean.
    fn mean(&self) -> f64 {
        match self {
            Degrees::Fixed(number) => f64::from(*number),
            Degrees::Poisson { mean } | Degrees::NegativeBinomial { mean, .. } => *mean,
            Degrees::PowerLaw { exponent, min, max } => {
                let weight = |number: u32| libm::pow(f64::from(number), -exponent);
                let sum: f64 = (*min..=*max).map(weight).sum();
                (*min..=*max).map(|number| f64::from(number) * weight(number)).sum::<f64>() / sum
            }
        }
    }
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
