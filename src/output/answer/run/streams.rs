//! The files of a run that grow while it is simulated: one row per replicate, too many to be kept.

use super::inputs::InputsWriter;
use super::runs::RunsWriter;
use crate::ensemble::Row;
use crate::metrics::Layout;
use crate::scenario::Valid;
use crate::words::Lang;
use std::io::{self, Write};

/// The files, in step with each other.
pub struct Streams<W: Write> {
    runs: RunsWriter<W>,
    /// Only where inputs are uncertain.
    inputs: Option<InputsWriter<W>>,
}

impl<W: Write> Streams<W> {
    /// Writes the heads; `create` opens the file at a path below the output directory.
    ///
    /// # Errors
    /// If a file cannot be made or written to.
    pub fn begin(
        create: &mut dyn FnMut(&str) -> io::Result<W>,
        scenario: &Valid,
        excel: Option<Lang>,
    ) -> io::Result<Streams<W>> {
        let metrics = Layout::new(&scenario.shape()).metrics;
        let runs = RunsWriter::new(create("runs.csv")?, &metrics, &scenario.currency, excel)?;
        let keys = scenario.inputs.iter().map(|input| input.key.as_str());
        let inputs = match scenario.inputs.is_empty() {
            true => None,
            false => Some(InputsWriter::new(create("inputs.csv")?, keys, excel)?),
        };
        Ok(Streams { runs, inputs })
    }

    /// Writes the row of a replicate into every file.
    ///
    /// # Errors
    /// If a file cannot be written to.
    pub fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.runs.row(row.replicate, row.metrics, row.stop)?;
        self.inputs.as_mut().map_or(Ok(()), |inputs| inputs.row(row.replicate, row.inputs))
    }

    /// Flushes all files.
    ///
    /// # Errors
    /// If a file cannot be written to.
    pub fn finish(self) -> io::Result<()> {
        self.runs.finish()?;
        self.inputs.map_or(Ok(()), |inputs| inputs.finish().map(drop))
    }
}
