//! `kfactor check`: whether what scenarios expect of themselves holds.

mod paths;

use super::run::{read, set_threads, terminal_width};
use crate::cli::args::CheckArguments;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::tell;
use crate::ensemble::Observer;
use crate::i18n::{self, Lang};
use crate::output::check::{self, Checked};
use crate::output::problems;
use crate::output::terminal::Style;
use crate::scenario::{self, Override, Scenario, Source};
use crate::study::check::{CheckPlan, ERROR, Verdict, check};
use std::io::{self, Write};

/// Replicates of the first look.
const FIRST_LOOK: u64 = 1_000;
/// Replicates of the last look, as a multiple of the `runs` of the scenario.
const LAST_LOOK: u64 = 10;

/// Checks every scenario and prints what was found.
pub fn run(arguments: &CheckArguments, lang: Lang) -> Outcome {
    let scenarios = load(arguments, lang)?;
    if scenarios.iter().all(|(_, scenario)| scenario.expect.is_empty()) {
        return Err(Failure::Usage(i18n::check::nothing_to_check(lang).to_owned()));
    }
    set_threads(arguments.threads)?;
    let plans = scenarios.iter().map(|(_, scenario)| plan(arguments, scenario, lang));
    let plans = plans.collect::<Result<Vec<CheckPlan>, Failure>>()?;
    let watcher = Watcher::new(plans.iter().map(|plan| plan.first).sum(), arguments.quiet, lang);
    let checked: Vec<Checked> = scenarios
        .into_iter()
        .zip(plans)
        .map(|((source, scenario), plan)| {
            let report = check(&scenario, &plan, &watcher);
            Checked { source, seed: plan.seed, report, scenario }
        })
        .collect();
    watcher.finish();
    print(arguments, &checked, lang)?;
    if watcher.wants_to_stop() {
        tell(&format!("{}\n", i18n::check::interrupted(lang)));
    }
    Ok(code(arguments, &checked))
}

/// Every scenario, or the problems of all of them: nothing is simulated as long as one is wrong.
fn load(arguments: &CheckArguments, lang: Lang) -> Result<Vec<(Source, Scenario)>, Failure> {
    let overrides: Vec<Override> = arguments.overrides.iter().map(Override::new).collect();
    let (mut scenarios, mut wrong) = (Vec::new(), String::new());
    for path in paths::collect(&arguments.paths, lang)? {
        let source = read(&path, lang)?;
        match scenario::load(&source, &overrides) {
            Ok(scenario) => scenarios.push((source, scenario)),
            Err(found) => {
                let texts = problems::Texts { source: &source, overrides: &overrides };
                wrong.push_str(&problems::coloured(&found, texts, lang));
            }
        }
    }
    if wrong.is_empty() { Ok(scenarios) } else { Err(Failure::Scenario(wrong)) }
}

fn plan(arguments: &CheckArguments, scenario: &Scenario, lang: Lang) -> Result<CheckPlan, Failure> {
    let by_default = scenario.runs.saturating_mul(LAST_LOOK).max(arguments.runs.unwrap_or(0));
    let most = arguments.max_runs.unwrap_or(by_default);
    let first = arguments.runs.unwrap_or(FIRST_LOOK.min(scenario.runs).min(most));
    if first > most {
        return Err(Failure::Usage(i18n::check::runs_above_most(lang).to_owned()));
    }
    Ok(CheckPlan { seed: arguments.seed.unwrap_or(scenario.seed), first, most, error: ERROR })
}

fn print(arguments: &CheckArguments, checked: &[Checked], lang: Lang) -> Result<(), Failure> {
    if arguments.quiet {
        return Ok(());
    }
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let text = check::text(checked, &Style { lang, colour, width: terminal_width() });
    let mut out = io::stdout().lock();
    Ok(out.write_all(text.as_bytes()).and_then(|()| out.flush())?)
}

fn code(arguments: &CheckArguments, checked: &[Checked]) -> u8 {
    let some = |verdict: Verdict| checked.iter().any(|checked| checked.report.count(verdict) > 0);
    match (some(Verdict::Fail), some(Verdict::Inconclusive)) {
        (true, _) => exit::FAILED,
        (false, true) if arguments.strict => exit::FAILED,
        (false, true) => exit::INCONCLUSIVE,
        (false, false) => exit::WELL,
    }
}
