//! What is wrong with a grid: every problem once, and how many designs have it.

use super::grid::Axis;
use crate::input::set::Override;
use crate::problem::Problem;

/// Something wrong with one or more designs.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFault {
    /// What is wrong.
    pub problem: Problem,
    /// How many designs it concerns; none when it is about the whole.
    pub designs: usize,
    /// The first of them, as `KEY=VALUE` by key; empty when it concerns all of them or is about the whole.
    pub first: Vec<String>,
}

/// Everything that is wrong with a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFaults {
    /// What is wrong: first with the scenario itself, then with what was varied.
    pub list: Vec<GridFault>,
    /// The overrides into which places point: those of the scenario, then what was varied.
    pub overrides: Vec<Override>,
    /// How many designs there are in all.
    pub designs: usize,
}

/// A problem of the whole, not of some designs.
pub(super) fn whole(problem: Problem) -> GridFault {
    GridFault { problem, designs: 0, first: Vec::new() }
}

/// Adds a problem to those that are known, or counts it there.
pub(super) fn note(faults: &mut Vec<GridFault>, problem: Problem, axes: &[Axis], at: &[usize]) {
    if let Some(known) = faults.iter_mut().find(|known| is_same(&known.problem, &problem)) {
        known.designs += 1;
        return;
    }
    let first = axes.iter().zip(at).map(|(axis, at)| format!("{}={}", axis.key, axis.values[*at].text));
    faults.push(GridFault { problem, designs: 1, first: first.collect() });
}

/// Whether two problems are one for the user: the same in two designs, or with two values of one range.
pub(super) fn is_same(one: &Problem, other: &Problem) -> bool {
    let kind = |problem: &Problem| std::mem::discriminant(&problem.kind);
    one.place == other.place && one.path == other.path && kind(one) == kind(other)
}
