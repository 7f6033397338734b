//! `kfactor check`: whether what scenarios expect of themselves holds, and whether their numbers are still the same.

pub mod arguments;
mod baseline;
mod paths;

use super::scenario::read;
use super::shared::set_threads;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::terminal::{print, style, tell};
use crate::ensemble::Observer;
use crate::input::{self, Override};
use crate::output::answer::check::{self, Checked, Session};
use crate::output::answer::problems;
use crate::output::publish;
use crate::scenario::Valid;
use crate::study::check::{CheckPlan, ERROR, check};
use crate::words::{self, Lang};
use crate::yaml::Source;
use arguments::{CheckArguments, CheckFormat};
use baseline::Comparison;
use std::path::Path;

/// Replicates of the first look, and of a new baseline.
const FIRST_LOOK: u64 = 1_000;
/// Replicates of the last look, as a multiple of the `runs` of the scenario.
const LAST_LOOK: u64 = 10;

/// Checks every scenario, prints and writes what was found.
pub fn run(arguments: &CheckArguments, lang: Lang) -> Outcome {
    let scenarios = load(arguments, lang)?;
    let comparison = Comparison::begin(arguments, lang)?;
    if comparison.is_none() && scenarios.iter().all(|(_, scenario)| scenario.expect.is_empty()) {
        return Err(Failure::Usage(words::check::cli::nothing_to_check(lang).to_owned()));
    }
    let plans = scenarios.iter().map(|(_, scenario)| plan(arguments, scenario, lang));
    let plans = plans.collect::<Result<Vec<CheckPlan>, Failure>>()?;
    set_threads(arguments.threads)?;
    let watcher = Watcher::new(plans.iter().map(|plan| plan.first).sum(), arguments.quiet, lang);
    let (session, written) = check_all(arguments, scenarios, &plans, comparison, &watcher)?;
    watcher.finish();
    write_reports(arguments, &session, lang)?;
    show(arguments, &session, lang)?;
    if let (Some(path), false) = (written, arguments.quiet) {
        let words = words::check::cli::baseline_written(&path, session.checked.len(), lang);
        tell(&format!("{words}\n"));
    }
    if watcher.wants_to_stop() {
        tell(&format!("{}\n", words::check::cli::interrupted(lang)));
    }
    Ok(code(&session, watcher.wants_to_stop()))
}

/// Every scenario, or the problems of all of them: nothing is simulated as long as one is wrong.
fn load(arguments: &CheckArguments, lang: Lang) -> Result<Vec<(Source, Valid)>, Failure> {
    let overrides: Vec<Override> = arguments.overrides.iter().map(Override::new).collect();
    let (mut scenarios, mut wrong) = (Vec::new(), String::new());
    for path in paths::collect(&arguments.paths, lang)? {
        let source = read(&path, lang)?;
        match input::load(&source, &overrides) {
            Ok(scenario) => scenarios.push((source, scenario)),
            Err(found) => {
                let texts = problems::Texts { source: &source, overrides: &overrides };
                wrong.push_str(&problems::coloured(&found, texts, lang));
            }
        }
    }
    if wrong.is_empty() { Ok(scenarios) } else { Err(Failure::Scenario(wrong)) }
}

fn plan(arguments: &CheckArguments, scenario: &Valid, lang: Lang) -> Result<CheckPlan, Failure> {
    let by_default = scenario.runs.saturating_mul(LAST_LOOK).max(arguments.runs.unwrap_or(0));
    let most = arguments.max_runs.unwrap_or(by_default);
    let first = arguments.runs.unwrap_or(FIRST_LOOK.min(scenario.runs).min(most));
    if first > most {
        return Err(Failure::Usage(words::check::cli::runs_above_most(lang).to_owned()));
    }
    Ok(CheckPlan { seed: arguments.seed.unwrap_or(scenario.seed), first, most, error: ERROR })
}

/// What was found, and the path of the baseline if one was written.
fn check_all(
    arguments: &CheckArguments,
    scenarios: Vec<(Source, Valid)>,
    plans: &[CheckPlan],
    mut comparison: Option<Comparison>,
    watcher: &Watcher,
) -> Result<(Session, Option<String>), Failure> {
    let mut checked = Vec::new();
    for ((source, scenario), plan) in scenarios.into_iter().zip(plans) {
        let report = check(&scenario, plan, watcher);
        let drift =
            comparison.as_mut().and_then(|comparison| comparison.add(&source, &scenario, plan, watcher));
        checked.push(Checked { source, seed: plan.seed, report, drift, scenario });
    }
    baseline::settle(&mut checked);
    let file = comparison.as_ref().and_then(Comparison::file);
    let mut written = None;
    if let Some(comparison) = comparison.filter(|_| arguments.update_baseline && !watcher.wants_to_stop()) {
        written = Some(comparison.write()?);
    }
    let drift_fails = !arguments.update_baseline;
    Ok((Session { checked, baseline: file, strict: arguments.strict, drift_fails }, written))
}

/// The reports that were asked for beside what is printed.
fn write_reports(arguments: &CheckArguments, session: &Session, lang: Lang) -> Result<(), Failure> {
    let report = |path: Option<&Path>, text: &dyn Fn() -> String| match path {
        Some(path) => publish::file(path, text().as_bytes(), true),
        None => Ok(()),
    };
    report(arguments.junit.as_deref(), &|| check::junit(session, lang))?;
    report(arguments.json.as_deref(), &|| check::json(session))?;
    report(arguments.markdown.as_deref(), &|| check::markdown(session, lang))?;
    Ok(())
}

fn show(arguments: &CheckArguments, session: &Session, lang: Lang) -> Result<(), Failure> {
    let annotations = || check::github(session, &paths::below_workspace, lang);
    let text = match arguments.format {
        CheckFormat::Json => check::json(session),
        CheckFormat::Junit => check::junit(session, lang),
        CheckFormat::Markdown => check::markdown(session, lang),
        CheckFormat::Github => annotations(),
        CheckFormat::Text if arguments.quiet => String::new(),
        CheckFormat::Text => {
            let text = check::text(session, &style(lang));
            if on_github() { text + &annotations() } else { text }
        }
    };
    Ok(print(text)?)
}

/// Whether a workflow of GitHub Actions reads what is printed.
fn on_github() -> bool {
    std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true")
}

fn code(session: &Session, interrupted: bool) -> u8 {
    let [_, _, inconclusive] = session.counts();
    if session.has_failed() {
        exit::FAILED
    } else if inconclusive > 0 || interrupted {
        exit::INCONCLUSIVE
    } else {
        exit::WELL
    }
}
