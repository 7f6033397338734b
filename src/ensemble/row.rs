//! A replicate as whoever reads a run sees it.

use crate::metrics::StopReason;
use std::io;

/// A replicate of a run.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number, from 0.
    pub replicate: u64,
    /// Its metrics, in the order of the layout; `NaN` where undefined.
    pub metrics: &'a [f64],
    /// The values drawn for the uncertain inputs, in the order of the scenario.
    pub inputs: &'a [f64],
    /// Why it stopped growing.
    pub stop: StopReason,
}

/// Takes the rows of a run in replicate order.
pub type RowSink<'a> = &'a mut dyn FnMut(&Row<'_>) -> io::Result<()>;
