//! `kfactor schema`: the JSON Schema of scenarios.

use crate::cli::exit::{self, Outcome};
use crate::input;
use std::io::{self, Write};

/// Prints the schema.
pub fn run() -> Outcome {
    writeln!(io::stdout().lock(), "{:#}", input::schema())?;
    Ok(exit::WELL)
}
