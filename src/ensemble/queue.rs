//! The one loop: blocks of replicates of some designs, simulated by all threads and handed on in the order in which
//! they were asked for.
//!
//! Tasks come in rounds. All threads take from a round until it is empty, so that none idles at the end of a design; then
//! its blocks are handed on, and whoever takes them says whether it has seen enough. Nothing depends on which thread
//! did what, and no more than the blocks of a round are in memory.

use super::block::{Block, Task};
use super::design::{Buffers, Design};
use super::observer::Observer;
use rayon::prelude::*;
use std::io;
use std::ops::ControlFlow;

/// A task and the block that came of it.
#[derive(Debug)]
pub(super) struct Done {
    pub task: Task,
    pub block: Block,
}

impl Done {
    /// Whether no observer has cut it short.
    pub fn is_whole(&self) -> bool {
        self.block.len() == self.task.count
    }
}

/// Why no more blocks were simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// All rounds are done.
    Complete,
    /// What they were handed to has seen enough.
    Enough,
    /// An observer stopped them.
    Interrupted,
}

/// Takes the blocks of a round, in order; the last may be cut short by an observer.
pub(super) type Taker<'a> = &'a mut dyn FnMut(&[Done]) -> io::Result<ControlFlow<()>>;

/// Simulates rounds of tasks and hands each on.
///
/// # Errors
///
/// Whatever `taker` returns.
pub(super) fn work(
    designs: &[Design<'_>],
    rounds: impl Iterator<Item = Vec<Task>>,
    observer: &dyn Observer,
    taker: Taker<'_>,
) -> io::Result<Ended> {
    let mut spare = Vec::new();
    for tasks in rounds {
        let mut done = round(designs, tasks, observer, &mut spare);
        let unbroken = done.iter().take_while(|done| done.is_whole()).count();
        let interrupted = unbroken < done.len();
        spare.extend(done.drain((unbroken + 1).min(done.len())..).map(|done| done.block));
        let flow = taker(&done)?;
        spare.extend(done.into_iter().map(|done| done.block));
        match flow {
            _ if interrupted => return Ok(Ended::Interrupted),
            ControlFlow::Break(()) => return Ok(Ended::Enough),
            ControlFlow::Continue(()) => {}
        }
    }
    Ok(Ended::Complete)
}

/// The blocks of these tasks, in order. Threads take the tasks in order, so that what an observer stops are the last.
fn round(
    designs: &[Design<'_>],
    tasks: Vec<Task>,
    observer: &dyn Observer,
    spare: &mut Vec<Block>,
) -> Vec<Done> {
    let blocks = spare.drain(..).chain(std::iter::repeat_with(Block::default));
    let work: Vec<(usize, Task, Block)> = tasks
        .into_iter()
        .zip(blocks)
        .enumerate()
        .map(|(place, (task, block))| (place, task, block))
        .collect();
    let mut done: Vec<(usize, Done)> = work
        .into_iter()
        .par_bridge()
        .map_init(
            || None,
            |buffers, (place, task, block)| {
                (place, Done { task, block: simulate(designs, &task, block, buffers, observer) })
            },
        )
        .collect();
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, done)| done).collect()
}

/// Simulates a block, as far as the observer lets; `buffers` are those of the design last simulated on this thread.
fn simulate(
    designs: &[Design<'_>],
    task: &Task,
    mut block: Block,
    buffers: &mut Option<(usize, Buffers)>,
    observer: &dyn Observer,
) -> Block {
    let design = &designs[task.design];
    let buffers = match buffers {
        Some((of, buffers)) if *of == task.design => buffers,
        _ => &mut buffers.insert((task.design, design.buffers())).1,
    };
    block.begin(design.width());
    let (mut next, end) = (task.first, task.first + task.count);
    while next < end {
        let some = next..end.min(next + design.abreast() as u64);
        next = some.end;
        if observer.wants_to_stop() || !design.append(some, buffers, &mut block, observer) {
            break;
        }
    }
    observer.advanced(block.len());
    block
}
