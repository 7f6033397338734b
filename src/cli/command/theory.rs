//! `kfactor theory`: what follows from a scenario without simulating it.

use super::scenario::{load, read};
use super::shared::{self, Format, Shown};
use crate::cli::exit::{self, Outcome};
use crate::output::RenderOptions;
use crate::output::answer::Origin;
use crate::output::answer::report::PAGE;
use crate::study::theory::{self, TheoryReport};
use crate::words::Lang;
use clap::Args;
use std::path::PathBuf;
use std::slice;

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor theory scenarios/exam-prep-poster.yaml\n  \
    kfactor theory poster.yaml --set join=0.08 -o out\n  \
    kfactor theory poster.yaml --format json | jq .theory.k")]
pub struct TheoryArguments {
    /// Scenario in YAML; `-` reads standard input
    pub scenario: PathBuf,
    /// Write tables and a manifest into this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Change a number of the scenario, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print no page, only errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Write tables for Excel: titles in the language, dates, rounded numbers, and all of them in tables.xlsx
    #[arg(long, requires = "out")]
    pub excel: bool,
    /// Open the report in the browser
    #[arg(long, requires = "out")]
    pub open: bool,
}

/// Computes the theory, writes the files, prints the page.
pub fn run(arguments: &TheoryArguments, lang: Lang) -> Outcome {
    let source = read(&arguments.scenario, lang)?;
    let scenario = load(&source, &arguments.overrides, lang)?;
    shared::set_threads(None, arguments.quiet, lang)?;
    // Whether the answer can be written in the end. A signal ends what is computed at once and leaves no place behind.
    drop(shared::begin::<TheoryReport>(arguments.out.as_deref(), lang)?);
    let report = theory::Question::new(&scenario).answer();
    let files = shared::begin::<TheoryReport>(arguments.out.as_deref(), lang)?;
    let options = RenderOptions { lang, excel: arguments.excel, charts: false };
    let origin = Origin { sources: slice::from_ref(&source), overrides: &arguments.overrides, varied: &[] };
    shared::publish(files, &report, &options, &origin, false, arguments.quiet)?;
    let shown = Shown { format: arguments.format, quiet: arguments.quiet, out: arguments.out.as_deref() };
    shared::show(&shown, &report, lang)?;
    if let Some(out) = arguments.out.as_deref().filter(|_| arguments.open) {
        shared::open(&out.join(PAGE), lang);
    }
    Ok(exit::WELL)
}
