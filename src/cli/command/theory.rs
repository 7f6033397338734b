//! `kfactor theory`: what follows from a scenario without simulating it.

use super::common;
use crate::cli::args::TheoryArguments;
use crate::cli::args::shared::Shown;
use crate::cli::exit::{self, Failure, Outcome};
use crate::i18n::Lang;
use crate::output::write::Staging;
use crate::output::{self, json, manifest, terminal};
use crate::study::theory::{self, TheoryReport};
use crate::yaml::Source;

/// Computes the theory, writes the files, prints the page.
pub fn run(arguments: &TheoryArguments, lang: Lang) -> Outcome {
    let source = common::read(&arguments.scenario, lang)?;
    let scenario = common::load(&source, &arguments.overrides, lang)?;
    let files = arguments.out.as_deref().map(Staging::begin).transpose()?;
    let report = theory::report(&scenario);
    if let Some(files) = files {
        write(files, arguments, &source, &report)?;
    }
    print(arguments, &report, lang)?;
    Ok(exit::WELL)
}

fn write(
    mut files: Staging,
    arguments: &TheoryArguments,
    source: &Source,
    report: &TheoryReport,
) -> Result<(), Failure> {
    for file in output::theory::render(report, arguments.excel) {
        files.write(&file.path, &file.bytes)?;
    }
    let origin =
        manifest::Source { path: source.name(), text: source.text(), overrides: &arguments.overrides };
    let text = manifest::without_replicates(&report.scenario.name, &origin, &files.entries()?);
    files.write(manifest::NAME, text.as_bytes())?;
    Ok(files.commit()?)
}

fn print(arguments: &TheoryArguments, report: &TheoryReport, lang: Lang) -> Result<(), Failure> {
    let shown = Shown { format: arguments.format, quiet: arguments.quiet, out: arguments.out.as_deref() };
    common::show(&shown, lang, || json::theory(report), |style, saved| terminal::theory(report, style, saved))
}
