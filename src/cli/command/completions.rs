//! `kfactor completions`: what a shell needs to complete the command line.

use crate::cli::args::Arguments;
use crate::cli::exit::{self, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Prints the completions of a shell.
pub fn run(shell: Shell) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "kfactor", &mut text);
    io::stdout().lock().write_all(&text)?;
    Ok(exit::WELL)
}
