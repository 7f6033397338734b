//! `kfactor schema`: the JSON Schema of scenarios.

use crate::cli::exit::{self, Outcome};
use crate::cli::terminal::print;
use crate::input;
use crate::words::{self, Lang};

/// Prints the schema.
pub fn run(lang: Lang) -> Outcome {
    print(format!("{:#}\n", words::schema::told(input::schema(), lang)), lang)?;
    Ok(exit::WELL)
}
