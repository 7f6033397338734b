//! `kfactor man`: manual pages.

use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::localised::man_page;
use crate::cli::terminal::print;
use crate::words::{self, Lang};
use clap::Command;

/// Prints the page of the program, or of one of its commands.
pub fn run(mut program: Command, command: Option<&str>, lang: Lang) -> Outcome {
    program.build();
    let page = match command {
        None => clap_mangen::Man::new(program),
        Some(name) => {
            let unknown = || Failure::Usage(words::cli::no_command(name, lang));
            let command = program.find_subcommand(name).ok_or_else(unknown)?;
            let source = concat!("kfactor ", env!("CARGO_PKG_VERSION"));
            clap_mangen::Man::new(command.clone()).title(format!("kfactor-{name}")).source(source)
        }
    };
    let mut text = Vec::new();
    page.render(&mut text).expect("memory takes every page");
    print(man_page(&String::from_utf8_lossy(&text), lang), lang)?;
    Ok(exit::WELL)
}
