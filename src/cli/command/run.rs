//! `kfactor run`: from the arguments to the exit code. The functions are called in the order of the way of a run.

use super::common;
use crate::cli::args::RunArguments;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::tell;
use crate::ensemble::Row;
use crate::i18n::{self, Lang};
use crate::metrics::Layout;
use crate::output::answer::Origin;
use crate::output::answer::run::inputs::InputsWriter;
use crate::output::answer::run::runs::RunsWriter;
use crate::output::publish::Staging;
use crate::scenario::Valid;
use crate::study::run::{Ended, Question, RunReport};
use std::fs::File;
use std::io::{self, BufWriter};
use std::slice;

/// Replicates at most with `--until` and without `--runs`.
const MOST_RUNS: u64 = 1_000_000;

/// Simulates the scenario, prints the summary, writes the files.
pub fn run(arguments: &RunArguments, lang: Lang) -> Outcome {
    let source = common::read(&arguments.scenario, lang)?;
    let scenario = common::load(&source, &arguments.overrides, lang)?;
    common::set_threads(arguments.shared.threads)?;
    let mut files = arguments.out.as_deref().map(Staging::begin).transpose()?;
    let report = simulate(arguments, &scenario, files.as_mut(), lang)?;
    if report.replicates == 0 {
        tell(&format!("{}\n", i18n::cli::nothing_finished(lang)));
        return Ok(exit::INCONCLUSIVE);
    }
    let origin = Origin { sources: slice::from_ref(&source), overrides: &arguments.overrides, varied: &[] };
    common::publish(files, &report, &arguments.shared.render_options(lang), &origin)?;
    common::show(&arguments.shared.shown(arguments.out.as_deref()), &report, lang)?;
    Ok(match report.ended {
        Ended::Complete | Ended::Precise => exit::WELL,
        Ended::Interrupted | Ended::Imprecise => {
            let interrupted = report.ended == Ended::Interrupted;
            tell(&format!("{}\n", i18n::cli::inconclusive(interrupted, report.replicates, lang)));
            exit::INCONCLUSIVE
        }
    })
}

fn question<'a>(arguments: &RunArguments, scenario: &'a Valid) -> Question<'a> {
    let by_default = if arguments.until.is_some() { MOST_RUNS } else { scenario.runs };
    Question::new(scenario)
        .seed(arguments.seed.unwrap_or(scenario.seed))
        .replicates(arguments.runs.unwrap_or(by_default))
        .until(arguments.until)
}

fn simulate(
    arguments: &RunArguments,
    scenario: &Valid,
    files: Option<&mut Staging>,
    lang: Lang,
) -> Result<RunReport, Failure> {
    let excel = arguments.shared.render_options(lang).excel;
    let mut rows = files.map(|files| Rows::begin(files, scenario, excel)).transpose()?;
    let question = question(arguments, scenario);
    let watcher = Watcher::new(question.campaigns(), arguments.shared.quiet, lang);
    let report = question.observed(&watcher).answer_with(&mut |row| match &mut rows {
        Some(rows) => rows.row(row),
        None => Ok(()),
    });
    watcher.finish();
    let report = report?;
    rows.map(Rows::finish).transpose()?;
    Ok(report)
}

/// The files that grow while the run goes on.
struct Rows {
    runs: RunsWriter<BufWriter<File>>,
    /// Only where inputs are uncertain.
    inputs: Option<InputsWriter<BufWriter<File>>>,
}

impl Rows {
    fn begin(files: &mut Staging, scenario: &Valid, excel: bool) -> io::Result<Rows> {
        let metrics = Layout::new(&scenario.shape()).metrics;
        let runs = RunsWriter::new(files.create("runs.csv")?, &metrics, &scenario.currency, excel)?;
        let keys = scenario.inputs.iter().map(|input| input.key.as_str());
        let inputs = match scenario.inputs.is_empty() {
            true => None,
            false => Some(InputsWriter::new(files.create("inputs.csv")?, keys, excel)?),
        };
        Ok(Rows { runs, inputs })
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.runs.row(row.replicate, row.metrics, row.stop)?;
        self.inputs.as_mut().map_or(Ok(()), |inputs| inputs.row(row.replicate, row.inputs))
    }

    fn finish(self) -> io::Result<()> {
        self.runs.finish()?;
        self.inputs.map_or(Ok(()), |inputs| inputs.finish().map(drop))
    }
}
