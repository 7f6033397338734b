//! A design made ready: replicates of one scenario, one at a time, and which of their numbers are kept.

use super::block::Block;
use super::columns;
use super::observer::Observer;
use crate::engine::{Course, Engine, Joined, Outcome};
use crate::metrics::{Columns, Layout, LedgerCell, LedgerMetric};
use crate::model::{Model, draw_inputs};
use crate::rng::ReplicateKey;
use crate::scenario::Valid;
use crate::units::Money;
use std::ops::Range;

/// Luck of nested runs is that of replicates from here on, which no ensemble ever reaches.
const FRESH: u64 = 1 << 63;

/// A scenario made ready; shared between threads.
#[derive(Debug)]
pub(super) struct Design<'a> {
    scenario: &'a Valid,
    engine: Engine,
    /// The compiled model where every input is known.
    known: Option<Model>,
    seed: u64,
    luck: Luck,
    kept: Kept,
    /// The shape of every outcome.
    pub layout: Layout,
}

/// Where a replicate takes its inputs and its luck from.
#[derive(Clone, Copy, Debug)]
enum Luck {
    /// Both from its own number.
    Own,
    /// So many replicates after each other share the inputs of one replicate, with other luck than that one has.
    Fresh(u64),
}

/// The numbers of an outcome that are kept.
#[derive(Debug)]
pub(super) enum Kept {
    /// All of them, and behind them the drawn inputs.
    Everything(Columns),
    /// Some of them; `NaN` for one that there is not.
    Cells(Vec<Option<Cell>>),
}

/// A number of an outcome.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    /// One of the row of metrics with the timeline behind it.
    Value(usize),
    /// What is spent on this line of the ledger, in major units.
    Spent(usize),
}

/// What is used again from replicate to replicate, of one design and on one thread.
#[derive(Debug)]
pub(super) struct Buffers {
    /// As many as are best simulated side by side.
    courses: Vec<Course>,
    drawn: Option<Drawn>,
}

/// The inputs last drawn.
#[derive(Debug)]
struct Drawn {
    /// The replicate that they were drawn for.
    replicate: u64,
    values: Vec<f64>,
    /// The model compiled from them.
    model: Model,
}

impl<'a> Design<'a> {
    /// With the layout of a run; `kept` says what of it is kept.
    pub fn new(scenario: &'a Valid, seed: u64, kept: impl FnOnce(&Layout) -> Kept) -> Design<'a> {
        Design::with_layout(scenario, seed, Layout::new(&scenario.shape()), kept)
    }

    /// With a layout that differs from that of a run in the points of its timeline.
    pub fn with_layout(
        scenario: &'a Valid,
        seed: u64,
        layout: Layout,
        kept: impl FnOnce(&Layout) -> Kept,
    ) -> Design<'a> {
        let known = scenario.inputs.is_empty().then(|| Model::compile(scenario, &[]));
        Design {
            scenario,
            engine: Engine::of(scenario),
            known,
            seed,
            luck: Luck::Own,
            kept: kept(&layout),
            layout,
        }
    }

    /// The same design of which replicate `i` has the inputs of replicate `i / times` and luck that no replicate has.
    pub fn nested(self, times: u64) -> Design<'a> {
        Design { luck: Luck::Fresh(times.max(1)), ..self }
    }

    pub fn buffers(&self) -> Buffers {
        let courses = std::iter::repeat_with(|| Course::new(&self.layout)).take(self.abreast());
        Buffers { courses: courses.collect(), drawn: None }
    }

    /// How many replicates are best simulated side by side.
    pub fn abreast(&self) -> usize {
        self.known.as_ref().map_or(1, |model| self.engine.abreast(model))
    }

    /// How many numbers of a replicate are kept.
    pub fn width(&self) -> usize {
        match &self.kept {
            Kept::Everything(columns) => columns.count() + self.scenario.inputs.len(),
            Kept::Cells(cells) => cells.len(),
        }
    }

    /// Simulates these replicates, not more than are [best](Design::abreast) simulated side by side, and puts what is kept of
    /// them behind what the block holds. Whether they came to their end, and not the observer before it.
    pub fn append(
        &self,
        replicates: Range<u64>,
        buffers: &mut Buffers,
        block: &mut Block,
        observer: &dyn Observer,
    ) -> bool {
        let count = (replicates.end - replicates.start) as usize;
        if !self.simulate(replicates, buffers, observer) {
            return false;
        }
        let Buffers { courses, drawn } = buffers;
        let courses = &courses[..count];
        if matches!(self.kept, Kept::Everything(_)) {
            courses.iter().for_each(|course| block.add_joins(&course.outcome.joins));
        }
        let mut rows = block.next_rows(courses.iter().map(|course| course.outcome.stop));
        match &self.kept {
            Kept::Everything(columns) => {
                columns::write(columns, courses, self.layout.minor_per_major, &mut rows);
                // Replicates whose inputs are drawn are one at a time.
                rows.put(0, columns.count(), drawn.iter().flat_map(|drawn| drawn.values.iter().copied()));
            }
            Kept::Cells(cells) => {
                for (row, Course { outcome, .. }) in courses.iter().enumerate() {
                    let value = |cell: &Option<Cell>| cell.map_or(f64::NAN, |cell| self.cell(outcome, cell));
                    rows.put(row, 0, cells.iter().map(value));
                }
            }
        }
        true
    }

    /// Who joins in this replicate; none where the observer comes before its end.
    pub fn joined(
        &self,
        replicate: u64,
        buffers: &mut Buffers,
        observer: &dyn Observer,
    ) -> Option<Vec<Joined>> {
        self.simulate(replicate..replicate + 1, buffers, observer).then(|| buffers.courses[0].state.joined())
    }

    fn cell(&self, outcome: &Outcome, cell: Cell) -> f64 {
        let metrics = outcome.metrics.len();
        match cell {
            Cell::Value(at) if at < metrics => outcome.metrics[at],
            Cell::Value(at) => outcome.timeline[at - metrics],
            Cell::Spent(line) => {
                let days = outcome.ledger.iter().skip(line).step_by(self.layout.lines.len());
                let spent = days.fold(Money(0), |spent, day| spent + day.cost);
                LedgerMetric::Cost
                    .value(&LedgerCell { cost: spent, ..LedgerCell::default() }, self.layout.minor_per_major)
            }
        }
    }

    /// Replicates whose inputs are drawn are one at a time.
    fn simulate(&self, replicates: Range<u64>, buffers: &mut Buffers, observer: &dyn Observer) -> bool {
        let Buffers { courses, drawn } = buffers;
        let inputs = match self.luck {
            Luck::Own => replicates.start,
            Luck::Fresh(times) => replicates.start / times,
        };
        let model = match &self.known {
            Some(model) => model,
            None => self.drawn(inputs, drawn),
        };
        let luck = |replicate: u64| match self.luck {
            Luck::Own => replicate,
            Luck::Fresh(_) => FRESH + replicate,
        };
        let keys: Vec<ReplicateKey> =
            replicates.map(|replicate| ReplicateKey::new(self.seed, luck(replicate))).collect();
        self.engine.simulate_all(model, &self.layout, &keys, courses, &|| observer.wants_to_stop())
    }

    /// The model with the inputs of this replicate: the last one, or what that one becomes with other inputs.
    fn drawn<'b>(&self, replicate: u64, last: &'b mut Option<Drawn>) -> &'b Model {
        let drawn = match last.take() {
            Some(drawn) if drawn.replicate == replicate => drawn,
            before => {
                let values = draw_inputs(self.scenario, &ReplicateKey::new(self.seed, replicate));
                let model = match before {
                    Some(before) => before.model.renewed(self.scenario, &values),
                    None => Model::compile(self.scenario, &values),
                };
                Drawn { replicate, model, values }
            }
        };
        &last.insert(drawn).model
    }
}
