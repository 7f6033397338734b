//! A design made ready: replicates of one scenario, one at a time, and which of their numbers are kept.

use super::block::Block;
use super::columns;
use super::observer::Observer;
use crate::engine::{Engine, Joined, Outcome, State};
use crate::metrics::{Columns, Layout};
use crate::model::{Model, draw_inputs};
use crate::rng::ReplicateKey;
use crate::scenario::Valid;

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
    /// Cells of the row of metrics with the timeline behind it; `NaN` for one that there is not.
    Cells(Vec<Option<usize>>),
}

/// What is used again from replicate to replicate, of one design and on one thread.
#[derive(Debug)]
pub(super) struct Buffers {
    state: State,
    outcome: Outcome,
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
        Buffers { state: State::default(), outcome: Outcome::new(&self.layout), drawn: None }
    }

    /// How many numbers of a replicate are kept.
    pub fn width(&self) -> usize {
        match &self.kept {
            Kept::Everything(columns) => columns.count() + self.scenario.inputs.len(),
            Kept::Cells(cells) => cells.len(),
        }
    }

    /// Simulates this replicate and puts what is kept of it behind what the block holds. Whether it came to its
    /// end, and not the observer before it.
    pub fn append(
        &self,
        replicate: u64,
        buffers: &mut Buffers,
        block: &mut Block,
        observer: &dyn Observer,
    ) -> bool {
        if !self.simulate(replicate, buffers, observer) {
            return false;
        }
        let Buffers { outcome, drawn, .. } = buffers;
        if matches!(self.kept, Kept::Everything(_)) {
            block.add_joins(&outcome.joins);
        }
        let mut row = block.next_row(outcome.stop);
        match &self.kept {
            Kept::Everything(columns) => {
                columns::write(columns, outcome, self.layout.minor_per_major, &mut row);
                row.put(columns.count(), drawn.iter().flat_map(|drawn| drawn.values.iter().copied()));
            }
            Kept::Cells(cells) => {
                row.put(0, cells.iter().map(|cell| cell.map_or(f64::NAN, |cell| self.cell(outcome, cell))));
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
        self.simulate(replicate, buffers, observer).then(|| buffers.state.joined())
    }

    fn cell(&self, outcome: &Outcome, cell: usize) -> f64 {
        let metrics = outcome.metrics.len();
        if cell < metrics { outcome.metrics[cell] } else { outcome.timeline[cell - metrics] }
    }

    fn simulate(&self, replicate: u64, buffers: &mut Buffers, observer: &dyn Observer) -> bool {
        let (inputs, luck) = match self.luck {
            Luck::Own => (replicate, replicate),
            Luck::Fresh(times) => (replicate / times, FRESH + replicate),
        };
        let Buffers { state, outcome, drawn } = buffers;
        let model = match &self.known {
            Some(model) => model,
            None => self.drawn(inputs, drawn),
        };
        let key = ReplicateKey::new(self.seed, luck);
        self.engine.simulate(model, &self.layout, &key, state, outcome, &|| observer.wants_to_stop())
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
