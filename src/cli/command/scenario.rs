//! Reads the scenario that a command is about.

use crate::cli::exit::Failure;
use crate::input::{self, Override};
use crate::output::answer::problems;
use crate::scenario::Valid;
use crate::words::{self, Lang};
use crate::yaml::Source;
use std::io;
use std::path::Path;

/// What the text from standard input is called.
pub const STANDARD_INPUT: &str = "<stdin>";

/// The text of a scenario; `-` is standard input.
pub fn read(path: &Path, lang: Lang) -> Result<Source, Failure> {
    if path == Path::new("-") {
        return Source::read(STANDARD_INPUT, io::stdin().lock())
            .map_err(|error| unread(STANDARD_INPUT, &error, lang));
    }
    Source::read_file(path).map_err(|error| unread(&path.display().to_string(), &error, lang))
}

fn unread(path: &str, error: &io::Error, lang: Lang) -> Failure {
    Failure::Io(words::cli::cannot_read(path, &words::system::refusal(error, lang), lang))
}

/// The scenario with `KEY=VALUE` changes.
pub fn load(source: &Source, overrides: &[String], lang: Lang) -> Result<Valid, Failure> {
    let overrides: Vec<Override> = overrides.iter().map(Override::new).collect();
    input::load(source, &overrides).map_err(|found| {
        let texts = problems::Texts { source, overrides: &overrides };
        Failure::Scenario(problems::coloured(&found, texts, lang))
    })
}
