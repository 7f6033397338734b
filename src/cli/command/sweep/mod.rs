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
use crate::output::publish::{Journal, Staging};
use crate::study::sweep::{self, NoPreset, Points, SweepPlan, SweepReport};
use crate::words::Lang;
use crate::words::sweep::cli as words;
use crate::yaml::Source;
use arguments::{Preset, SweepArguments};
use std::slice;

/// Replicates of a point at most, unless asked for.
const USUAL_RUNS: u64 = 2_000;

/// Simulates every point of the grid, prints the page, writes the files.
pub fn run(arguments: &SweepArguments, lang: Lang) -> Outcome {
    // The designs are read by all threads, too.
    shared::set_threads(arguments.shared.threads)?;
    let source = read(&arguments.scenario, lang)?;
    let varied = varied(&source, arguments, lang)?;
    let grid = grid(&source, arguments, &varied, lang)?;
    let plan = plan(arguments, &grid);
    let (mut journal, mut points) = match &arguments.out {
        Some(folder) => journal::open(folder, &grid, &plan, arguments, lang)?,
        None => (None, Points::new()),
    };
    simulate(arguments, &grid, &plan, &mut journal, &mut points, lang)?;
    let finished = points.iter().flatten().count();
    let Some(report) = SweepReport::new(&grid, &plan, points) else {
        return interrupted(arguments, journal, finished, &grid, lang);
    };
    let varied: Vec<String> = varied.iter().map(|vary| vary.text().to_owned()).collect();
    let origin =
        Origin { sources: slice::from_ref(&source), overrides: &arguments.overrides, varied: &varied };
    let files = arguments.out.as_deref().map(Staging::begin).transpose()?;
    shared::publish(files, &report, &arguments.shared.render_options(lang), &origin)?;
    journal.map(Journal::remove).transpose()?;
    shared::show(&arguments.shared.shown(arguments.out.as_deref()), &report, lang)?;
    Ok(exit::WELL)
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
    input::grid(source, &overrides, varied)
        .map_err(|faults| Failure::Scenario(problems::of_grid(&faults, source, lang)))
}

/// All points share the plan of the first design: neither `runs` nor `seed` is ever varied.
fn plan(arguments: &SweepArguments, grid: &Grid) -> SweepPlan {
    let (runs, seed) = grid.designs.first().map_or((USUAL_RUNS, 0), |first| (first.runs, first.seed));
    SweepPlan {
        seed: arguments.seed.unwrap_or(seed),
        replicates: arguments.runs.unwrap_or(runs.min(USUAL_RUNS)),
    }
}

fn simulate(
    arguments: &SweepArguments,
    grid: &Grid,
    plan: &SweepPlan,
    journal: &mut Option<Journal>,
    points: &mut Points,
    lang: Lang,
) -> Result<(), Failure> {
    let missing = grid.designs.len() - points.iter().flatten().count();
    let watcher = Watcher::new(missing as u64 * plan.replicates, arguments.shared.quiet, lang);
    let done = sweep::run(grid, plan, points, &watcher, &mut |index, summaries| match journal {
        Some(journal) => journal.append(&encode(index, summaries)),
        None => Ok(()),
    });
    watcher.finish();
    Ok(done?)
}

/// What is finished stays in the journal; where nothing is, nothing stays.
fn interrupted(
    arguments: &SweepArguments,
    journal: Option<Journal>,
    finished: usize,
    grid: &Grid,
    lang: Lang,
) -> Outcome {
    if let Some(journal) = journal.filter(|_| finished == 0) {
        journal.remove()?;
    }
    let folder = arguments.out.as_ref().filter(|_| finished > 0).map(|folder| folder.display().to_string());
    tell(&format!("{}\n", words::interrupted(finished, grid.designs.len(), folder.as_deref(), lang)));
    Ok(exit::INCONCLUSIVE)
}
