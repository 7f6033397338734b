//! What commands share: reading scenarios, threads, the terminal.

use crate::cli::args::Format;
use crate::cli::args::shared::Shown;
use crate::cli::exit::Failure;
use crate::i18n::{self, Lang};
use crate::input::{self, Override};
use crate::output::RenderOptions;
use crate::output::answer::{Answer, Origin, problems};
use crate::output::format::terminal::Style;
use crate::output::publish::{self, Staging};
use crate::scenario::Valid;
use crate::yaml::Source;
use std::io::{self, Write};
use std::path::Path;

/// The text of a scenario; `-` is standard input.
pub fn read(path: &Path, lang: Lang) -> Result<Source, Failure> {
    if path == Path::new("-") {
        return Ok(Source::read("<stdin>", io::stdin().lock())?);
    }
    Source::read_file(path).map_err(|error| {
        let message = i18n::cli::cannot_read(&path.display().to_string(), &error.to_string(), lang);
        Failure::Io(io::Error::new(error.kind(), message))
    })
}

/// The scenario with `KEY=VALUE` changes.
pub fn load(source: &Source, overrides: &[String], lang: Lang) -> Result<Valid, Failure> {
    let overrides: Vec<Override> = overrides.iter().map(Override::new).collect();
    input::load(source, &overrides).map_err(|found| {
        let texts = problems::Texts { source, overrides: &overrides };
        Failure::Scenario(problems::coloured(&found, texts, lang))
    })
}

/// Sets the number of threads of this process; all processors by default.
pub fn set_threads(threads: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    pool.map_err(|error| Failure::Usage(error.to_string()))
}

/// How text for people is to look on standard output.
pub fn style(lang: Lang) -> Style {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    Style { lang, colour, width: terminal_width() }
}

/// Columns of the terminal; 80 where there is none.
pub fn terminal_width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(80, |(width, _)| usize::from(width.0))
}

/// Prints the result of a command.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    Ok(out.write_all(text.as_bytes()).and_then(|()| out.flush())?)
}

/// Publishes an answer in the folder that was staged, if there is one.
pub fn publish(
    staging: Option<Staging>,
    answer: &impl Answer,
    options: &RenderOptions,
    origin: &Origin<'_>,
) -> Result<(), Failure> {
    let Some(staging) = staging else { return Ok(()) };
    Ok(publish::publish(staging, &answer.files(options), answer.manifest(origin))?)
}

/// Prints an answer: its JSON, or its page, in a style and with the folder where the files are.
pub fn show(shown: &Shown<'_>, answer: &impl Answer, lang: Lang) -> Result<(), Failure> {
    match shown.format {
        Format::Json => print(&answer.json()),
        Format::Text if shown.quiet => Ok(()),
        Format::Text => {
            let saved = shown.out.map(|out| out.display().to_string());
            print(&answer.page(&style(lang), saved.as_deref()))
        }
    }
}
