//! What a scenario amounts to on paper: how many people an early member brings (K) and who contributes to it, whether
//! lines of invitations die out, how fast and how far it goes, and what would have to change for K to be 1.
//!
//! A campaign without market, budget, stock, capacity and ban is a branching process whose members live on the clock of
//! the campaign; everything here follows from its exact laws. What the scenario has beyond that is left out and
//! [named](Theory::ignored); a market is followed in expectation (mean field). Uncertain inputs stand at their medians.

mod acceptance;
mod assemble;
mod behaviour;
mod concentration;
mod counts;
mod course;
mod dual;
mod extinction;
mod final_size;
mod fourier;
mod gains;
mod generation;
mod group;
mod growth;
mod interval;
mod kernel;
mod lever;
mod limits;
mod matrix;
mod mean_field;
mod offspring;
mod on_the_way;
mod over_time;
mod question;
mod quotas;
mod scalar;
pub mod step;
mod supply;
mod tally;
mod waiting;

pub use assemble::theory;
pub use counts::Counts;
pub use course::Course;
pub(in crate::study) use course::expected_people;
pub use growth::Growth;
pub use lever::{Lever, levers};
pub use limits::{Ignored, left_out};
pub(crate) use over_time::k_over_time;
pub use question::Question;

use crate::model::Model;
use crate::scenario::Scenario;
use generation::Generation;
use serde::Serialize;

/// What a scenario amounts to on paper, but for its [levers].
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Theory {
    /// The viral coefficient: genuine people whom one genuine member brings, once the mix of segments has settled.
    pub k: f64,
    /// The loop of the bonus hunters, where the scenario has any.
    pub hunters: Option<HuntersTheory>,
    /// What each segment contributes.
    pub segments: Vec<SegmentTheory>,
    /// Chance that the lines of all genuine seeds die out, if nothing but luck ends them and nobody joins unasked.
    pub extinction: f64,
    /// Share of members who bring 80 % of all invitees, in the settled mix; `None` where nobody brings anybody.
    pub share_80: Option<f64>,
    /// Chance that nobody accepts an invitation of a member, in the settled mix.
    pub brings_nobody: f64,
    /// Growth over time; `None` where nobody brings anybody for long.
    pub growth: Option<Growth>,
    /// Genuine members ever, those who start included, if only the market ends it; `None` where it does not end.
    pub final_size: Option<f64>,
    /// The market, where there is one.
    pub market: Option<f64>,
    /// Where luck decides whether a campaign in a market gets going at all: the chance that it does. What hangs on that is
    /// then [said of those campaigns alone](Theory::is_left_to_luck).
    pub takes_off: Option<f64>,
    /// The expected course up to the horizon.
    pub course: Course,
    /// Whether the expected course is exact: no market, and nothing left out.
    pub exact: bool,
    /// What is left out of it.
    pub ignored: Vec<Ignored>,
    /// Uncertain inputs that stand at their medians.
    pub uncertain: usize,
}

impl Theory {
    /// Whether this of the scenario does not count in K and what follows from it.
    #[must_use]
    pub fn leaves_out(&self, what: Ignored) -> bool {
        self.ignored.contains(&what)
    }
}

/// The answer of `kfactor theory`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TheoryReport {
    /// The scenario with every default filled in.
    pub scenario: Scenario,
    /// What follows from it.
    pub theory: Theory,
    /// What would change K, most first.
    pub levers: Vec<Lever>,
    /// How far the step puts the expected course off, as a part of it, where that is worth telling.
    pub step_error: Option<f64>,
}

impl TheoryReport {
    /// How many new users the campaign is expected to add, where that is not nearly all of them: the others come, or would have
    /// come, without it.
    #[must_use]
    pub fn added(&self) -> Option<f64> {
        let counts = self.theory.course.total();
        let (added, new) = (counts.added_users(), counts.new_users());
        (added.is_finite() && (new - added).abs() >= 0.5).then_some(added)
    }

    /// The lever that needs the least change, in proportion, for K to be 1.
    #[must_use]
    pub fn nearest_lever(&self) -> Option<(&Lever, f64)> {
        let distance = |lever: &Lever, critical: f64| libm::log(critical / lever.now).abs();
        let candidates = self.levers.iter().filter(|lever| lever.now > 0.0);
        let told = candidates.filter_map(|lever| lever.critical.map(|critical| (lever, critical)));
        told.filter(|(_, critical)| *critical > 0.0)
            .min_by(|(a, to_a), (b, to_b)| distance(a, *to_a).total_cmp(&distance(b, *to_b)))
    }
}

/// Bonus hunters, who bring each other and no genuine people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HuntersTheory {
    /// Hunters whom one hunter brings.
    pub k: f64,
    /// Hunters whom one genuine member invites.
    pub started: f64,
}

/// A segment's part.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentTheory {
    /// Name of the segment.
    pub segment: String,
    /// Whether these are bonus hunters.
    pub fake: bool,
    /// People of the same kind, genuine or hunters, whom one early member brings.
    pub brings: f64,
    /// All whom such a member brings by their segment: the row of the next-generation matrix.
    pub recruits: Vec<f64>,
    /// People of the same kind by stay class.
    pub classes: Vec<ClassTheory>,
    /// Part of this segment in the generations of genuine people once their mix has settled: the parts add up to 1, and are
    /// all nought where nobody begins.
    pub mix: f64,
    /// Part of K that is owed to this segment's invitations: `mix · brings`. The parts add up to K.
    pub contribution: f64,
    /// Chance that the line of one member dies out.
    pub extinction: f64,
    /// Members who descend from one member in all, that one included; `None` where there is no end of them.
    pub descendants: Option<f64>,
    /// Chance that nobody of the same kind accepts an invitation of a member.
    pub brings_nobody: f64,
    /// Share of this segment's members who bring 80 % of the invitees of all of them.
    pub share_80: Option<f64>,
}

/// A hidden class of members who leave at the same rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClassTheory {
    /// Part of the new members.
    pub weight: f64,
    /// Chance to stay for a day.
    pub daily_survival: f64,
    /// People of the same kind whom one early member of this class brings.
    pub brings: f64,
}

/// The viral coefficient K alone, for whoever asks it of many designs.
#[must_use]
pub fn viral_coefficient(model: &Model) -> f64 {
    Generation::new(model).k()
}
