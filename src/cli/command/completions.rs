//! `kfactor completions`: what a shell needs to complete the command line.

use crate::cli::exit::{self, Outcome};
use crate::cli::terminal::print;
use crate::words::Lang;
use clap::Command;
use clap_complete::Shell;

/// Prints the completions of a shell.
pub fn run(shell: Shell, mut program: Command, lang: Lang) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut program, "kfactor", &mut text);
    print(String::from_utf8_lossy(&text), lang)?;
    Ok(exit::WELL)
}
