//! `kfactor run`: from the arguments to the exit code. The functions are called in the order of the way of a run.

use crate::cli::args::{Format, RunArguments};
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::tell;
use crate::engine::Layout;
use crate::ensemble::Plan;
use crate::i18n::{self, Lang};
use crate::output::csv::RunsWriter;
use crate::output::terminal::{self, Style};
use crate::output::write::Staging;
use crate::output::{self, RenderOptions, json, manifest, problems};
use crate::scenario::{self, Override, Scenario, Source};
use crate::study::run::{self, Ended, RunReport};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Replicates at most with `--until` and without `--runs`.
const MOST_RUNS: u64 = 1_000_000;

/// Simulates the scenario, prints the summary, writes the files.
pub fn run(arguments: &RunArguments, lang: Lang) -> Outcome {
    let source = read(&arguments.scenario, lang)?;
    let scenario = load(&source, &arguments.overrides, lang)?;
    let plan = plan(arguments, &scenario);
    set_threads(arguments.threads)?;
    let mut files = arguments.out.as_deref().map(Staging::begin).transpose()?;
    let report = simulate(arguments, &scenario, &plan, files.as_mut(), lang)?;
    if report.replicates == 0 {
        tell(&format!("{}\n", i18n::cli::nothing_finished(lang)));
        return Ok(exit::INCONCLUSIVE);
    }
    if let Some(files) = files {
        write(files, arguments, &source, &report, lang)?;
    }
    print(arguments, &report, lang)?;
    Ok(match report.ended {
        Ended::Complete | Ended::Precise => exit::WELL,
        Ended::Interrupted | Ended::Imprecise => {
            let interrupted = report.ended == Ended::Interrupted;
            tell(&format!("{}\n", i18n::cli::inconclusive(interrupted, report.replicates, lang)));
            exit::INCONCLUSIVE
        }
    })
}

/// The text of a scenario, from a file or from standard input.
pub(super) fn read(path: &Path, lang: Lang) -> Result<Source, Failure> {
    if path == Path::new("-") {
        return Ok(Source::read("<stdin>", io::stdin().lock())?);
    }
    Source::read_file(path).map_err(|error| {
        let message = i18n::cli::cannot_read(&path.display().to_string(), &error.to_string(), lang);
        Failure::Io(io::Error::new(error.kind(), message))
    })
}

/// The scenario with what `--set` changes, or everything that is wrong with it.
pub(super) fn load(source: &Source, overrides: &[String], lang: Lang) -> Result<Scenario, Failure> {
    let overrides: Vec<Override> = overrides.iter().map(Override::new).collect();
    scenario::load(source, &overrides).map_err(|found| {
        let texts = problems::Texts { source, overrides: &overrides };
        Failure::Scenario(problems::coloured(&found, texts, lang))
    })
}

fn plan(arguments: &RunArguments, scenario: &Scenario) -> Plan {
    let by_default = if arguments.until.is_some() { MOST_RUNS } else { scenario.runs };
    Plan {
        seed: arguments.seed.unwrap_or(scenario.seed),
        replicates: arguments.runs.unwrap_or(by_default),
        until: arguments.until,
    }
}

pub(super) fn set_threads(threads: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    pool.map_err(|error| Failure::Usage(error.to_string()))
}

fn simulate(
    arguments: &RunArguments,
    scenario: &Scenario,
    plan: &Plan,
    files: Option<&mut Staging>,
    lang: Lang,
) -> Result<RunReport, Failure> {
    let mut rows = files.map(|files| runs_writer(files, scenario, arguments.excel)).transpose()?;
    let further = run::further_campaigns(scenario, plan.replicates);
    let watcher = Watcher::new(plan.replicates.saturating_add(further), arguments.quiet, lang);
    let report = run::run(scenario, plan, &watcher, &mut |replicate, row, stop| match &mut rows {
        Some(rows) => rows.row(replicate, row, stop),
        None => Ok(()),
    });
    watcher.finish();
    let report = report?;
    rows.map(RunsWriter::finish).transpose()?;
    Ok(report)
}

fn runs_writer(
    files: &mut Staging,
    scenario: &Scenario,
    excel: bool,
) -> io::Result<RunsWriter<BufWriter<File>>> {
    RunsWriter::new(files.create("runs.csv")?, &Layout::new(scenario).metrics, &scenario.currency, excel)
}

fn write(
    mut files: Staging,
    arguments: &RunArguments,
    source: &Source,
    report: &RunReport,
    lang: Lang,
) -> Result<(), Failure> {
    let options = RenderOptions { lang, excel: arguments.excel, charts: !arguments.no_charts };
    for file in output::render(report, &options) {
        files.write(&file.path, &file.bytes)?;
    }
    let origin =
        manifest::Source { path: source.name(), text: source.text(), overrides: &arguments.overrides };
    let text = manifest::manifest(report, &origin, &files.entries()?);
    files.write(manifest::NAME, text.as_bytes())?;
    Ok(files.commit()?)
}

fn print(arguments: &RunArguments, report: &RunReport, lang: Lang) -> Result<(), Failure> {
    let text = match arguments.format {
        Format::Json => json::summary(report),
        Format::Text if arguments.quiet => return Ok(()),
        Format::Text => {
            let saved = arguments.out.as_ref().map(|out| out.display().to_string());
            terminal::summary(report, &style(lang), saved.as_deref())
        }
    };
    Ok(say(&text)?)
}

/// Writes to standard output.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// How a page looks on this standard output.
pub(super) fn style(lang: Lang) -> Style {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    Style { lang, colour, width: terminal_width() }
}

/// Columns of the terminal; 80 where there is none.
pub(super) fn terminal_width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(80, |(width, _)| usize::from(width.0))
}
