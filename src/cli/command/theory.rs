//! `kfactor theory`: what follows from a scenario without simulating it.

use super::common;
use crate::cli::args::TheoryArguments;
use crate::cli::args::shared::Shown;
use crate::cli::exit::{self, Outcome};
use crate::i18n::Lang;
use crate::output::RenderOptions;
use crate::output::answer::Origin;
use crate::output::publish::Staging;
use crate::study::theory;
use std::slice;

/// Computes the theory, writes the files, prints the page.
pub fn run(arguments: &TheoryArguments, lang: Lang) -> Outcome {
    let source = common::read(&arguments.scenario, lang)?;
    let scenario = common::load(&source, &arguments.overrides, lang)?;
    let files = arguments.out.as_deref().map(Staging::begin).transpose()?;
    let report = theory::Question::new(&scenario).answer();
    let options = RenderOptions { lang, excel: arguments.excel, charts: true };
    let origin = Origin { sources: slice::from_ref(&source), overrides: &arguments.overrides, varied: &[] };
    common::publish(files, &report, &options, &origin)?;
    let shown = Shown { format: arguments.format, quiet: arguments.quiet, out: arguments.out.as_deref() };
    common::show(&shown, &report, lang)?;
    Ok(exit::WELL)
}
