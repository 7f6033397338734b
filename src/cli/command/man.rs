//! `kfactor man`: manual pages.

use crate::cli::args::Arguments;
use crate::cli::exit::{self, Failure, Outcome};
use crate::i18n::{self, Lang};
use clap::CommandFactory;
use std::io::{self, Write};

/// Prints the page of the program, or of one of its commands.
pub fn run(command: Option<&str>, lang: Lang) -> Outcome {
    let mut program = Arguments::command();
    program.build();
    let page = match command {
        None => clap_mangen::Man::new(program),
        Some(name) => {
            let unknown = || Failure::Usage(i18n::cli::no_command(name, lang));
            let command = program.find_subcommand(name).ok_or_else(unknown)?;
            let source = concat!("kfactor ", env!("CARGO_PKG_VERSION"));
            clap_mangen::Man::new(command.clone()).title(format!("kfactor-{name}")).source(source)
        }
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    io::stdout().lock().write_all(&text)?;
    Ok(exit::WELL)
}
