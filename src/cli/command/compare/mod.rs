//! `kfactor compare`: designs side by side, from the arguments to the exit code.

pub mod arguments;

use super::run::Against;
use super::{scenario, shared};
use crate::cli::exit::{Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::input::{self, Override};
use crate::output::answer::{Origin, problems};
use crate::scenario::Valid;
use crate::study::compare::{Comparison, Design, Question, Refusal};
use crate::study::run::Ended;
use crate::study::theory::step;
use crate::words::{self, Lang};
use crate::yaml::Source;
use arguments::{CompareArguments, JudgedBy};
use std::path::Path;

/// Simulates all designs on the same luck, prints what to choose, writes the files.
pub fn run(arguments: &CompareArguments, lang: Lang) -> Outcome {
    // Varied designs are read by all threads, too.
    shared::set_threads(arguments.shared.threads, arguments.shared.quiet, lang)?;
    let sources = read(arguments, lang)?;
    let mut designs = designs(&sources, arguments, lang)?;
    if let Some(names) = &arguments.names {
        called(&mut designs, names, lang)?;
    }
    if let (Some(Against::NoReward), Some(first)) = (arguments.against, designs.first()) {
        let name = words::compare::no_reward(lang).to_owned();
        designs.insert(0, Design { name, scenario: first.scenario.without_reward() });
    }
    let designs = follow(designs, arguments, lang)?;
    let refused = |refusal: Refusal| Failure::Usage(words::compare::refusal(&refusal, lang));
    Question::new(&designs).check().map_err(refused)?;
    // Before a signal finds something to keep.
    let designs = in_one_step(designs);
    let question = question(arguments, &designs, lang)?;
    let scenarios = designs.iter().map(|design| &design.scenario);
    shared::warn_of_length(scenarios, Some(question.campaigns()), arguments.shared.quiet, lang);
    let watcher = Watcher::new(question.campaigns(), arguments.shared.quiet, lang);
    let files = shared::begin::<Comparison>(arguments.out.as_deref(), lang)?;
    let comparison = question.observed(&watcher).answer();
    watcher.finish();
    let comparison = comparison.map_err(refused)?;
    if comparison.replicates == 0 {
        return shared::nothing_finished(&watcher, lang);
    }
    let origin = Origin { sources: &sources, overrides: &arguments.overrides, varied: &arguments.vary };
    let (options, interrupted) =
        (arguments.shared.render_options(lang), comparison.ended == Ended::Interrupted);
    let saved = shared::publish(files, &comparison, &options, &origin, interrupted, arguments.shared.quiet)?;
    watcher.written();
    let out = arguments.out.as_deref().filter(|_| saved);
    shared::show(&arguments.shared.shown(out), &comparison, lang)?;
    arguments.shared.open_report(out, lang);
    Ok(shared::ended(comparison.ended, comparison.replicates, &watcher, lang))
}

/// The designs, followed as it is asked.
fn follow(designs: Vec<Design>, arguments: &CompareArguments, lang: Lang) -> Result<Vec<Design>, Failure> {
    let (names, scenarios): (Vec<String>, Vec<Valid>) =
        designs.into_iter().map(|design| (design.name, design.scenario)).unzip();
    let followed = arguments.shared.engine.follow(scenarios, lang)?;
    Ok(names.into_iter().zip(followed).map(|(name, scenario)| Design { name, scenario }).collect())
}

fn read(arguments: &CompareArguments, lang: Lang) -> Result<Vec<Source>, Failure> {
    if arguments.scenarios.len() > 1 && !arguments.vary.is_empty() {
        return Err(Failure::Usage(words::compare::one_base(lang).to_owned()));
    }
    arguments.scenarios.iter().map(|path| scenario::read(path, lang)).collect()
}

/// The designs of all files, or those that the values of keys make of the only one. What is wrong is told of all files.
fn designs(sources: &[Source], arguments: &CompareArguments, lang: Lang) -> Result<Vec<Design>, Failure> {
    if let ([source], false) = (sources, arguments.vary.is_empty()) {
        return varied(source, arguments, lang);
    }
    let (mut designs, mut wrong) = (Vec::new(), String::new());
    for source in sources {
        match scenario::load(source, &arguments.overrides, lang) {
            Ok(scenario) => designs.push(Design { name: scenario.name.clone(), scenario }),
            Err(Failure::Scenario(problems)) => wrong.push_str(&problems),
            Err(failure) => return Err(failure),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Scenario(wrong));
    }
    tell_apart(&mut designs, sources);
    Ok(designs)
}

fn varied(source: &Source, arguments: &CompareArguments, lang: Lang) -> Result<Vec<Design>, Failure> {
    let overrides: Vec<Override> = arguments.overrides.iter().map(Override::new).collect();
    let varied: Vec<Override> = arguments.vary.iter().map(Override::varied).collect();
    let mut grid = input::grid(source, &overrides, &varied)
        .map_err(|faults| Failure::Scenario(problems::of_grid(&faults, source, lang)))?;
    let designs = std::mem::take(&mut grid.designs);
    let name = shared::point_names(&grid, lang);
    let named = designs.into_iter().enumerate();
    Ok(named.map(|(index, scenario)| Design { name: name(index), scenario }).collect())
}

/// The designs with one step, where it is left to kfactor.
fn in_one_step(designs: Vec<Design>) -> Vec<Design> {
    let (names, scenarios): (Vec<String>, Vec<Valid>) =
        designs.into_iter().map(|design| (design.name, design.scenario)).unzip();
    let shared = names.into_iter().zip(step::shared(&scenarios));
    shared.map(|(name, scenario)| Design { name, scenario }).collect()
}

/// Calls the designs as it is asked.
fn called(designs: &mut [Design], names: &str, lang: Lang) -> Result<(), Failure> {
    let names: Vec<&str> = names.split([',', '，']).map(str::trim).collect();
    if names.len() != designs.len() {
        return Err(Failure::Usage(words::compare::names_for(names.len(), designs.len(), lang)));
    }
    for (place, (design, name)) in designs.iter_mut().zip(&names).enumerate() {
        if name.is_empty() || names[..place].contains(name) {
            return Err(Failure::Usage(words::compare::same_name(name, lang)));
        }
        design.name = (*name).to_owned();
    }
    Ok(())
}

/// Adds the file to names that are not the only ones of their kind.
fn tell_apart(designs: &mut [Design], sources: &[Source]) {
    let names: Vec<String> = designs.iter().map(|design| design.name.clone()).collect();
    for ((design, source), name) in designs.iter_mut().zip(sources).zip(&names) {
        if names.iter().filter(|other| *other == name).count() > 1 {
            let file = Path::new(source.name()).file_stem().unwrap_or_default().to_string_lossy();
            design.name = format!("{name} [{file}]");
        }
    }
}

fn question<'a>(
    arguments: &CompareArguments,
    designs: &'a [Design],
    lang: Lang,
) -> Result<Question<'a>, Failure> {
    let mut question = Question::new(designs);
    if let Some(by) = arguments.by.map(JudgedBy::measure) {
        if !question.can_judge(&by) {
            return Err(Failure::Usage(words::compare::not_measured(&by.name(), lang)));
        }
        question = question.by(by);
    }
    if let Some(seed) = arguments.seed {
        question = question.seed(seed);
    }
    if let Some(runs) = arguments.runs {
        question = question.replicates(runs);
    }
    Ok(question)
}
