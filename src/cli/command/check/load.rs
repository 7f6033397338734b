//! The scenarios that are to be checked, and the files that cannot be.

use super::arguments::CheckArguments;
use super::paths::{self, Found};
use crate::cli::command::scenario::read;
use crate::cli::exit::Failure;
use crate::cli::terminal::tell;
use crate::input::{self, Override};
use crate::output::answer::check::Broken;
use crate::output::answer::problems;
use crate::scenario::Valid;
use crate::words::{self, Lang};
use crate::yaml::Source;
use std::path::Path;

/// What was asked for, in that order.
pub struct Loaded {
    /// The scenarios with their texts.
    pub scenarios: Vec<(Source, Valid)>,
    /// The files that are none, or cannot be read.
    pub broken: Vec<Broken>,
}

/// Reads every file. What is wrong with one is told at once, and hinders no other.
///
/// # Errors
/// If a path leads to no file at all.
pub fn load(arguments: &CheckArguments, lang: Lang) -> Result<Loaded, Failure> {
    let overrides: Vec<Override> = arguments.overrides.iter().map(Override::new).collect();
    let Found { files, outside } = paths::collect(&arguments.paths, lang)?;
    if !arguments.quiet {
        for path in outside {
            tell(&format!("{}\n", words::check::cli::leads_out(&path.display().to_string(), lang)));
        }
    }
    let mut loaded = Loaded { scenarios: Vec::new(), broken: Vec::new() };
    for path in files {
        match one(&path, &overrides, lang) {
            Ok(scenario) => loaded.scenarios.push(scenario),
            Err(broken) => loaded.broken.push(broken),
        }
    }
    Ok(loaded)
}

fn one(path: &Path, overrides: &[Override], lang: Lang) -> Result<(Source, Valid), Broken> {
    let source = read(path, lang).map_err(|failure| {
        let why = failure.to_string();
        tell(&words::cli::error(&why, lang));
        Broken::unreadable(path.display().to_string(), why)
    })?;
    match input::load(&source, overrides) {
        Ok(scenario) => Ok((source, scenario)),
        Err(found) => {
            let texts = problems::Texts { source: &source, overrides };
            tell(&problems::of_one_file(&found, texts, lang));
            Err(Broken::wrong(&source, &found, lang))
        }
    }
}
