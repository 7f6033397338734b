//! `kfactor sweep`: from the arguments to the exit code. What is finished stands in a journal in the output folder
//! until the files are there, so that a sweep that was killed can be continued.

pub mod arguments;
mod journal;

use super::scenario::{load, read};
use super::shared;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::terminal::tell;
use crate::input::{self, Grid, Override};
use crate::output::answer::sweep::journal::encode;
use crate::output::answer::{Origin, problems};
use crate::output::publish::Journal;
use crate::study::sweep::{self, NoPreset, Points, Question, SweepReport};
use crate::words::Lang;
use crate::words::sweep::cli as words;
use crate::yaml::Source;
use arguments::{Preset, SweepArguments};
use std::slice;

/// Simulates every point of the grid, prints the page, writes the files.
pub fn run(arguments: &SweepArguments, lang: Lang) -> Outcome {
    // The designs are read by all threads, too.
    shared::set_threads(arguments.shared.threads, arguments.shared.quiet, lang)?;
    let source = read(&arguments.scenario, lang)?;
    let varied = varied(&source, arguments, lang)?;
    let grid = grid(&source, arguments, &varied, lang)?;
    let names = shared::point_names(&grid, lang);
    let refused = |refusal| Failure::Usage(crate::words::compare::refusal(&refusal, lang));
    Question::new(&grid).check(&|point| names(point)).map_err(refused)?;
    // Before a signal finds something to keep.
    let swept = sweep::in_one_step(&grid);
    let question = question(arguments, &swept);
    let (mut journal, mut points) = match &arguments.out {
        Some(folder) => journal::open(folder, &grid, &question.plan(), arguments, lang)?,
        None => (None, Points::new()),
    };
    let missing = grid.designs.len() - points.iter().flatten().count();
    let campaigns = missing as u64 * question.plan().replicates;
    let first = swept.designs.first().filter(|_| missing > 0);
    shared::warn_of_length(first, Some(campaigns), arguments.shared.quiet, lang);
    let watcher = Watcher::new(campaigns, arguments.shared.quiet, lang);
    let report = simulate(question.observed(&watcher), &mut journal, &mut points, lang);
    watcher.finish();
    let Some(report) = report? else {
        interrupted(arguments, journal, points.iter().flatten().count(), &grid, lang)?;
        return Ok(watcher.stopped());
    };
    let varied: Vec<String> = varied.iter().map(|vary| vary.text().to_owned()).collect();
    let origin =
        Origin { sources: slice::from_ref(&source), overrides: &arguments.overrides, varied: &varied };
    let files = shared::begin::<SweepReport>(arguments.out.as_deref(), lang)?;
    shared::publish(
        files,
        &report,
        &arguments.shared.render_options(lang),
        &origin,
        false,
        arguments.shared.quiet,
    )?;
    journal.map(Journal::remove).transpose().map_err(|error| Failure::unwritten(&error, lang))?;
    watcher.written();
    shared::show(&arguments.shared.shown(arguments.out.as_deref()), &report, lang)?;
    arguments.shared.open_report(arguments.out.as_deref(), lang);
    Ok(shared::unless_signalled(exit::WELL, &watcher, lang))
}

/// What is to be varied: that of the preset first.
fn varied(source: &Source, arguments: &SweepArguments, lang: Lang) -> Result<Vec<Override>, Failure> {
    let mut varied = Vec::new();
    if arguments.preset == Some(Preset::Invites) {
        let scenario = load(source, &arguments.overrides, lang)?;
        varied.push(sweep::invites(&scenario).map_err(|why| {
            Failure::Usage(match why {
                NoPreset::NoTask => words::no_task(lang).to_owned(),
                NoPreset::SeveralTiers(keys) => words::several_tiers(&keys, lang),
            })
        })?);
    }
    varied.extend(arguments.varied.iter().map(Override::varied));
    Ok(varied)
}

fn grid(
    source: &Source,
    arguments: &SweepArguments,
    varied: &[Override],
    lang: Lang,
) -> Result<Grid, Failure> {
    let overrides: Vec<Override> = arguments.overrides.iter().map(Override::new).collect();
    let mut grid = input::grid(source, &overrides, varied)
        .map_err(|faults| Failure::Scenario(problems::of_grid(&faults, source, lang)))?;
    grid.designs = arguments.shared.engine.follow(grid.designs, lang)?;
    Ok(grid)
}

fn question<'a>(arguments: &SweepArguments, grid: &'a Grid) -> Question<'a> {
    let mut question = Question::new(grid);
    if let Some(seed) = arguments.seed {
        question = question.seed(seed);
    }
    if let Some(runs) = arguments.runs {
        question = question.replicates(runs);
    }
    question
}

fn simulate(
    question: Question<'_>,
    journal: &mut Option<Journal>,
    points: &mut Points,
    lang: Lang,
) -> Result<Option<SweepReport>, Failure> {
    let report = question.answer_with(points, &mut |index, summaries| match journal {
        Some(journal) => journal.append(&encode(index, summaries)),
        None => Ok(()),
    });
    report.map_err(|error| Failure::unwritten(&error, lang))
}

/// What is finished stays in the journal; where nothing is, nothing stays.
fn interrupted(
    arguments: &SweepArguments,
    journal: Option<Journal>,
    finished: usize,
    grid: &Grid,
    lang: Lang,
) -> Result<(), Failure> {
    if let Some(journal) = journal.filter(|_| finished == 0) {
        journal.remove().map_err(|error| Failure::unwritten(&error, lang))?;
    }
    let folder = arguments.out.as_ref().filter(|_| finished > 0).map(|folder| folder.display().to_string());
    tell(&format!("{}\n", words::interrupted(finished, grid.designs.len(), folder.as_deref(), lang)));
    Ok(())
}
