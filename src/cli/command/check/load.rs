//! The scenarios that are to be checked, and the files that cannot be.

use super::arguments::CheckArguments;
use super::paths::{self, Found};
use crate::cli::command::scenario::read;
use crate::cli::exit::Failure;
use crate::cli::terminal::tell;
use crate::input::{self, Override};
use crate::output::answer::check::Broken;
use crate::output::answer::problems;
use crate::problem::Problem;
use crate::scenario::Valid;
use crate::words::{self, Lang};
use crate::yaml::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was asked for, in that order.
pub struct Loaded {
    /// The scenarios with their texts.
    pub scenarios: Vec<(Source, Valid)>,
    /// The files that are none, or cannot be read.
    pub broken: Vec<Broken>,
}

/// Reads every file. What is wrong with one is told, and hinders no other. A file of people that another one names is no scenario
/// itself.
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
    let read = files.into_iter().map(|path| {
        let read = read(&path, lang).map(|source| {
            let scenario = input::load(&source, &overrides);
            Read { source, scenario }
        });
        (path, read)
    });
    let read: Vec<(PathBuf, Result<Read, Failure>)> = read.collect();
    let whose = people(&read);
    let mut loaded = Loaded { scenarios: Vec::new(), broken: Vec::new() };
    for (path, read) in read {
        if let Some(of) = real(&path).and_then(|path| whose.get(&path)) {
            if !arguments.quiet {
                tell(&format!("{}\n", words::check::cli::are_people(&path.display().to_string(), of, lang)));
            }
            continue;
        }
        match one(&path, read, &overrides, lang) {
            Ok(scenario) => loaded.scenarios.push(scenario),
            Err(broken) => loaded.broken.push(broken),
        }
    }
    Ok(loaded)
}

/// A text, and the scenario that it is.
struct Read {
    source: Source,
    scenario: Result<Valid, Vec<Problem>>,
}

/// The files of people that are named, each with the scenario that names it first.
fn people(read: &[(PathBuf, Result<Read, Failure>)]) -> BTreeMap<PathBuf, String> {
    let mut whose = BTreeMap::new();
    for (_, read) in read {
        let Ok(Read { source, .. }) = read else { continue };
        let file = source.people().and_then(|people| real(Path::new(people.name())));
        file.map(|file| whose.entry(file).or_insert_with(|| source.name().to_owned()));
    }
    whose
}

fn real(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

fn one(
    path: &Path,
    read: Result<Read, Failure>,
    overrides: &[Override],
    lang: Lang,
) -> Result<(Source, Valid), Broken> {
    let Read { source, scenario } = read.map_err(|failure| {
        let why = failure.to_string();
        tell(&words::cli::error(&why, lang));
        Broken::unreadable(path.display().to_string(), &why, lang)
    })?;
    scenario.map(|scenario| (source.clone(), scenario)).map_err(|found| {
        let texts = problems::Texts { source: &source, overrides };
        tell(&problems::of_one_file(&found, texts, lang));
        Broken::wrong(&source, &found, lang)
    })
}
