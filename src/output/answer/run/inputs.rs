//! `inputs.csv`: what was drawn for the uncertain inputs, one row per replicate, in step with `runs.csv`.

use crate::output::format::csv::{Form, Rows};
use crate::words::Lang;
use std::io::{self, Write};

/// Streams the rows of `inputs.csv`: `replicate`, then every uncertain input by its key. A number is the shortest text
/// that reads back as the same number.
#[derive(Debug)]
pub struct InputsWriter<W: Write> {
    rows: Rows<W>,
}

impl<W: Write> InputsWriter<W> {
    /// Writes the head, with a byte-order mark for Excel where wanted.
    ///
    /// # Errors
    /// What `sink` reports.
    pub fn new<'a>(
        sink: W,
        keys: impl IntoIterator<Item = &'a str>,
        excel: Option<Lang>,
    ) -> io::Result<InputsWriter<W>> {
        Ok(InputsWriter { rows: Rows::new(sink, ["replicate"].into_iter().chain(keys), excel)? })
    }

    /// Writes one row; `values` are in the order of the keys.
    ///
    /// # Errors
    /// What the sink reports.
    pub fn row(&mut self, replicate: u64, values: &[f64]) -> io::Result<()> {
        self.rows.begin(replicate);
        for value in values {
            self.rows.value(*value, Form::Plain)?;
        }
        self.rows.end()
    }

    /// Flushes and gives the sink back.
    ///
    /// # Errors
    /// What the sink reports.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_for_every_key() {
        let keys = ["join", "segments.a, b.churn"];
        let mut writer = InputsWriter::new(Vec::new(), keys, None).unwrap();
        writer.row(0, &[0.1 + 0.2, 12.0]).unwrap();
        writer.row(1, &[1e-7, 0.05]).unwrap();
        assert_eq!(
            String::from_utf8(writer.finish().unwrap()).unwrap(),
            "replicate,join,\"segments.a, b.churn\"\r\n0,0.30000000000000004,12\r\n1,1e-7,0.05\r\n"
        );
        let mut writer = InputsWriter::new(Vec::new(), keys, Some(Lang::Zh)).unwrap();
        writer.row(0, &[0.1 + 0.2, 12.0]).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}模拟编号,转化率,\"人群.a, b.日流失率\"\r\n0,0.3,12\r\n");
    }
}
