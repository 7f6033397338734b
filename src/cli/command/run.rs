//! `kfactor run`: from the arguments to the exit code. The functions are called in the order of the way of a run.

use super::scenario::{load, read};
use super::shared::{self, SharedArguments};
use crate::cli::exit::{Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::values::{precision, whole_number};
use crate::output::answer::Origin;
use crate::output::answer::run::invitations::InvitationsWriter;
use crate::output::answer::run::streams::Streams;
use crate::output::publish::Staging;
use crate::scenario::Valid;
use crate::study::run::{Ended, Paper, Question, RunReport};
use crate::study::theory::step;
use crate::words::Lang;
use clap::{Args, ValueEnum};
use std::io;
use std::path::PathBuf;
use std::slice;

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor run scenarios/exam-prep-poster.yaml -o out\n  \
    kfactor run poster.yaml --set incentive.0.when.invites=5 --set budget.limit=20000\n  \
    kfactor run poster.yaml --against no-reward     what the bait adds, and what that costs per head\n  \
    kfactor run poster.yaml --until 1%              stop when added users are known to 1 %\n  \
    kfactor run poster.yaml --format json --quiet | jq .metrics.new_users\n  \
    cat poster.yaml | kfactor run -                 read the scenario from standard input")]
pub struct RunArguments {
    /// Scenario in YAML; `-` reads standard input
    pub scenario: PathBuf,
    /// Write tables, charts and a manifest into this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Number of simulated campaigns; `runs` of the scenario by default
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub runs: Option<u64>,
    /// Seed of the random numbers; `seed` of the scenario by default
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64))]
    pub seed: Option<u64>,
    /// Stop when the relative standard error of added users is below this, for example 1%; at most --runs, or a
    /// million
    #[arg(long, value_name = "PERCENT", value_parser = precision)]
    pub until: Option<f64>,
    /// Change a number of the scenario, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// Tell what the bait adds to the same campaign without it, which is simulated, too
    #[arg(long, value_enum, value_name = "WHAT")]
    pub against: Option<Against>,
    /// Write who invited whom into invitations.csv; members are then followed one by one
    #[arg(long, requires = "out")]
    pub trees: bool,
    /// Of so many campaigns, the first ones
    #[arg(long, value_name = "N", value_parser = whole_number, default_value_t = TREES_RUNS, requires = "trees")]
    pub trees_runs: u64,
    #[command(flatten)]
    pub shared: SharedArguments,
}

/// What a campaign can be held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Against {
    /// The campaign without its rewards and without bonus hunters
    NoReward,
}

/// Replicates at most with `--until` and without `--runs`.
const MOST_RUNS: u64 = 1_000_000;

/// Campaigns in which it is told who invited whom.
const TREES_RUNS: u64 = 10;

/// Simulates the scenario, prints the summary, writes the files.
pub fn run(arguments: &RunArguments, lang: Lang) -> Outcome {
    let source = read(&arguments.scenario, lang)?;
    let scenario = load(&source, &arguments.overrides, lang)?;
    let scenario = step::chosen(&scenario.seeded(arguments.seed.unwrap_or(scenario.seed)));
    let scenario = arguments.shared.engine.follow_one(scenario, arguments.trees, lang)?;
    shared::set_threads(arguments.shared.threads, arguments.shared.quiet, lang)?;
    // Before a signal finds something to keep.
    let paper = Paper::of(&scenario);
    let question = question(arguments, &scenario).knowing(&paper);
    let campaigns = arguments.until.is_none().then(|| question.campaigns());
    shared::warn_of_length([&scenario], campaigns, arguments.shared.quiet, lang);
    let watcher = Watcher::new(question.campaigns(), arguments.shared.quiet, lang);
    let mut files = shared::begin::<RunReport>(arguments.out.as_deref(), lang)?;
    let report = simulate(arguments, &scenario, question.observed(&watcher), files.as_mut(), lang);
    watcher.finish();
    let report = report?;
    if report.replicates == 0 {
        return shared::nothing_finished(&watcher, lang);
    }
    let origin = Origin { sources: slice::from_ref(&source), overrides: &arguments.overrides, varied: &[] };
    let options = arguments.shared.render_options(lang);
    let interrupted = report.ended == Ended::Interrupted;
    let saved = shared::publish(files, &report, &options, &origin, interrupted, arguments.shared.quiet)?;
    watcher.written();
    let out = arguments.out.as_deref().filter(|_| saved);
    shared::show(&arguments.shared.shown(out), &report, lang)?;
    arguments.shared.open_report(out, lang);
    Ok(shared::ended(report.ended, report.replicates, &watcher, lang))
}

fn question<'a>(arguments: &RunArguments, scenario: &'a Valid) -> Question<'a> {
    let by_default = if arguments.until.is_some() { MOST_RUNS } else { scenario.runs };
    Question::new(scenario)
        .seed(arguments.seed.unwrap_or(scenario.seed))
        .replicates(arguments.runs.unwrap_or(by_default))
        .until(arguments.until)
        .against_no_reward(arguments.against.is_some())
        .trees(if arguments.trees { arguments.trees_runs } else { 0 })
}

fn simulate(
    arguments: &RunArguments,
    scenario: &Valid,
    question: Question<'_>,
    mut files: Option<&mut Staging>,
    lang: Lang,
) -> Result<RunReport, Failure> {
    let excel = arguments.shared.render_options(lang).excel.then_some(lang);
    let unwritten = |error: io::Error| Failure::unwritten(&error, lang);
    if let Some(files) = files.as_mut().filter(|_| arguments.trees) {
        write_invitations(&question, files, excel).map_err(unwritten)?;
    }
    let streams = files.map(|files| Streams::begin(&mut |path| files.create(path), scenario, excel));
    let mut streams = streams.transpose().map_err(unwritten)?;
    let report = question.answer_with(&mut |row| match &mut streams {
        Some(streams) => streams.row(row),
        None => Ok(()),
    });
    let report = report.map_err(unwritten)?;
    streams.map(Streams::finish).transpose().map_err(unwritten)?;
    Ok(report)
}

/// Writes who invited whom; where a signal stops it, nothing is simulated afterwards that the file would belong to.
fn write_invitations(question: &Question<'_>, files: &mut Staging, excel: Option<Lang>) -> io::Result<()> {
    let mut writer = InvitationsWriter::new(files.create("invitations.csv")?, excel)?;
    question.invitations(&mut |campaign| writer.campaign(campaign))?;
    writer.finish().map(drop)
}
