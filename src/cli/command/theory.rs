//! `kfactor theory`: what follows from a scenario without simulating it.

use super::run::{load, read, say, style};
use crate::cli::args::{Format, TheoryArguments};
use crate::cli::exit::{self, Failure, Outcome};
use crate::i18n::Lang;
use crate::output::write::Staging;
use crate::output::{self, json, manifest, terminal};
use crate::scenario::Source;
use crate::study::theory::{self, TheoryReport};

/// Computes the theory, writes the files, prints the page.
pub fn run(arguments: &TheoryArguments, lang: Lang) -> Outcome {
    let source = read(&arguments.scenario, lang)?;
    let scenario = load(&source, &arguments.overrides, lang)?;
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
    let text = match arguments.format {
        Format::Json => json::theory(report),
        Format::Text if arguments.quiet => return Ok(()),
        Format::Text => {
            let saved = arguments.out.as_ref().map(|out| out.display().to_string());
            terminal::theory(report, &style(lang), saved.as_deref())
        }
    };
    Ok(say(&text)?)
}
