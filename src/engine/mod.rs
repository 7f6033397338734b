//! One replicate of a campaign. An [`Engine`] takes a compiled [`Model`] and the key of a replicate and fills an
//! [`Outcome`]; it prints nothing and knows nothing of other replicates.
//!
//! `step` is the order of a campaign, the same for all engines; `population` is the boundary behind which members are kept:
//! by [cells](cohort) of those in the same state or, where all are alike, as [single](single) numbers. `company` and `record`
//! are the other two sides: what is offered and who is let in, and what is counted.

mod arrivals;
mod cohort;
mod company;
mod layout;
mod market;
mod measure;
mod metric;
mod now;
mod on_the_way;
mod outcome;
mod population;
mod record;
mod rewards;
mod single;
mod step;
mod thin;

pub use layout::{Layout, OtherLine};
pub use measure::{Totals, measure};
pub use metric::{Metric, StopReason, Unit};
pub use outcome::{LedgerCell, Outcome, RULE_METRICS, RuleCounts, SEGMENT_METRICS, SegmentCounts};

use crate::model::Model;
use crate::rng::ReplicateKey;
use cohort::Cells;
use now::Step;
use record::{Kept, Record};
use single::Single;
use step::Buffers;

/// How members are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Engine {
    /// Members in the same state are counted.
    Cohort,
}

/// Buffers of a simulation, used again from replicate to replicate; holds nothing that a replicate could read of the one
/// before.
#[derive(Clone, Debug, Default)]
pub struct State {
    buffers: Buffers,
    kept: Kept,
    cells: Cells,
    cells_round: cohort::Round,
    single: Option<Single>,
    single_round: single::Round,
}

impl Engine {
    /// The engine for campaigns of this model: the fastest that can do what it asks for.
    #[must_use]
    pub fn of(_model: &Model) -> Engine {
        Engine::Cohort
    }

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Cohort => "cohort",
        }
    }

    /// Simulates one campaign into `outcome`. A pure function of `self` and the first three arguments; `state` and
    /// `outcome` are buffers.
    pub fn simulate(
        self,
        model: &Model,
        layout: &Layout,
        key: &ReplicateKey,
        state: &mut State,
        outcome: &mut Outcome,
    ) {
        let begin = Step { t: 0, model, layout, key };
        let State { buffers, kept, cells, cells_round, single, single_round } = state;
        let record = Record::begin(begin, kept, outcome);
        match self {
            // The same course in both, and a third faster where members need not be told apart.
            Engine::Cohort if model.is_single_type() => {
                let single = single.get_or_insert_with(|| Single::new(model, key));
                step::simulate(begin, buffers, single, single_round, record);
            }
            Engine::Cohort => step::simulate(begin, buffers, cells, cells_round, record),
        }
    }
}
