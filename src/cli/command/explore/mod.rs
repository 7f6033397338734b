//! `kfactor explore`: a page on which the numbers of a scenario are moved, served to this computer alone.
//!
//! [`server`] says who is let in and what is asked for; [`desk`] knows the scenario and answers.

mod desk;
mod server;

use super::init::offers;
use super::{scenario, shared};
use crate::cli::browser;
use crate::cli::exit::{Failure, Outcome};
use crate::cli::terminal::{print, tell};
use crate::cli::threads;
use crate::words::explore as words;
use crate::words::{self as all_words, Lang};
use crate::yaml::Source;
use clap::Args;
use desk::Desk;
use server::Server;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor explore poster.yaml           move its numbers in the browser\n  \
    kfactor --lang zh explore             begin with a template\n  \
    kfactor explore poster.yaml --no-open print the address only")]
pub struct ExploreArguments {
    /// Scenario in YAML; `-` reads standard input; without one, a template
    pub scenario: Option<PathBuf>,
    /// Port on this computer; a free one by default
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Print the address, open no browser
    #[arg(long)]
    pub no_open: bool,
    /// Threads; all processors by default
    #[arg(long, value_name = "N", value_parser = threads::count)]
    pub threads: Option<u16>,
}

/// Serves the page until a signal ends it.
pub fn run(arguments: &ExploreArguments, lang: Lang) -> Outcome {
    let source = match &arguments.scenario {
        Some(path) => scenario::read(path, lang)?,
        None => first_template(lang),
    };
    let folder = match &arguments.scenario {
        Some(path) => path.parent().map(PathBuf::from).unwrap_or_default(),
        None => PathBuf::new(),
    };
    shared::set_threads(arguments.threads, false, lang)?;
    let refused = |error| all_words::cli::no_threads(&all_words::system::refusal(&error, lang), lang);
    server::there_are_threads().map_err(|error| Failure::Io(refused(error)))?;
    let server = Server::listen(arguments.port).map_err(|error| {
        let port = arguments.port.unwrap_or(0);
        Failure::Io(words::no_port(port, &all_words::system::refusal(&error, lang), lang))
    })?;
    let address = server.address();
    print(words::running(&address, lang) + "\n", lang)?;
    if !arguments.no_open && !browser::open_address(&address) {
        tell(&format!("{}\n", words::no_browser(lang)));
    }
    server.serve(&Desk::new(source, folder, lang));
    Ok(crate::cli::exit::WELL)
}

/// What one begins with who has nothing yet.
fn first_template(lang: Lang) -> Source {
    let offer = offers(lang).into_iter().next();
    let (name, text) = offer.map_or(("", ""), |(offer, text)| (offer.name, text));
    Source::new(format!("{name}.yaml"), text)
}
