//! `kfactor compare`: designs side by side, from the arguments to the exit code.

pub mod arguments;

use super::{scenario, shared};
use crate::cli::exit::{Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::input::{self, Grid, Override};
use crate::output::answer::{Origin, problems};
use crate::output::publish::Staging;
use crate::study::compare::{self, Design, Question};
use crate::words::{self, Lang};
use crate::yaml::Source;
use arguments::{CompareArguments, JudgedBy};
use std::path::Path;

/// Simulates all designs on the same luck, prints what to choose, writes the files.
pub fn run(arguments: &CompareArguments, lang: Lang) -> Outcome {
    // Varied designs are read by all threads, too.
    shared::set_threads(arguments.shared.threads)?;
    let sources = read(arguments, lang)?;
    let designs = designs(&sources, arguments, lang)?;
    compare::check(&designs).map_err(|refusal| Failure::Usage(words::compare::refusal(&refusal, lang)))?;
    let question = question(arguments, &designs, lang)?;
    let files = arguments.out.as_deref().map(Staging::begin).transpose()?;
    let watcher = Watcher::new(question.replicates * designs.len() as u64, arguments.shared.quiet, lang);
    let comparison = compare::run(&designs, &question, &watcher);
    watcher.finish();
    let comparison = comparison?;
    if comparison.replicates == 0 {
        return shared::nothing_finished(lang);
    }
    let origin = Origin { sources: &sources, overrides: &arguments.overrides, varied: &arguments.vary };
    shared::publish(files, &comparison, &arguments.shared.render_options(lang), &origin)?;
    shared::show(&arguments.shared.shown(arguments.out.as_deref()), &comparison, lang)?;
    Ok(shared::ended(comparison.ended, comparison.replicates, lang))
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
    let Grid { axes, designs } = input::grid(source, &overrides, &varied)
        .map_err(|faults| Failure::Scenario(problems::of_grid(&faults, source, lang)))?;
    let named = designs.into_iter().enumerate().map(|(index, scenario)| {
        let values = Grid::values_of(&axes, index);
        let name = axes.iter().zip(values).map(|(axis, value)| format!("{}={}", axis.key, value.text));
        Design { name: name.collect::<Vec<_>>().join(", "), scenario }
    });
    Ok(named.collect())
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

fn question(arguments: &CompareArguments, designs: &[Design], lang: Lang) -> Result<Question, Failure> {
    let by = arguments.by.map(JudgedBy::measure);
    if let Some(by) = by.as_ref().filter(|by| !compare::can_judge(designs, by)) {
        return Err(Failure::Usage(words::compare::not_measured(&by.name(), lang)));
    }
    let first = &designs[0].scenario;
    Ok(Question {
        seed: arguments.seed.unwrap_or(first.seed),
        replicates: arguments.runs.unwrap_or(first.runs),
        by,
    })
}
