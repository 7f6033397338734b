//! `kfactor schema`: the JSON Schema of scenarios.

use crate::cli::exit::{self, Outcome};
use crate::cli::terminal::print;
use crate::input;

/// Prints the schema.
pub fn run() -> Outcome {
    print(format!("{:#}\n", input::schema()))?;
    Ok(exit::WELL)
}
