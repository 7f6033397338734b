//! `kfactor check`: whether what scenarios expect of themselves holds, and whether their numbers are still the same.

pub mod arguments;
mod baseline;
mod load;
mod paths;
mod reports;
mod walk;

use super::shared::{self, set_threads, unless_signalled};
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::terminal::{print, style, tell};
use crate::ensemble::Observer;
use crate::output::RenderOptions;
use crate::output::answer::check::{self, Checked, Session};
use crate::output::answer::report::PAGE;
use crate::output::answer::{Answer, Origin};
use crate::output::format::visible_path;
use crate::output::publish::Staging;
use crate::scenario::Valid;
use crate::study::check::Question;
use crate::words::{self, Lang};
use crate::yaml::Source;
use arguments::{CheckArguments, CheckFormat};
use baseline::Comparison;
use load::Loaded;
use reports::Reports;

/// Checks every scenario, prints and writes what was found. What cannot be read, compared or written is found before
/// anything is simulated; what is wrong with one scenario keeps no other from being checked.
pub fn run(arguments: &CheckArguments, lang: Lang) -> Outcome {
    let reports = Reports::begin(arguments, lang)?;
    let files = shared::begin::<Session>(arguments.out.as_deref(), lang)?;
    let loaded = follow(load::load(arguments, lang)?, arguments, lang)?;
    let comparison = Comparison::begin(arguments, lang)?;
    refuse(arguments, &loaded, comparison.as_ref(), lang)?;
    set_threads(arguments.threads, arguments.quiet, lang)?;
    let first = loaded.scenarios.iter().map(|(_, scenario)| question(arguments, scenario).plan().first).sum();
    let watcher = Watcher::new(first, arguments.quiet, lang);
    let (session, comparison) = check_all(arguments, loaded, comparison, &watcher);
    watcher.finish();
    let written = reports.write(&session, lang).and(publish(files, arguments, &session, lang));
    let update = comparison.filter(|_| arguments.update_baseline && !session.interrupted);
    let updated = update.map(|comparison| renew(arguments, comparison, &session, lang)).transpose();
    watcher.written();
    let shown = show(arguments, &session, lang);
    written.and(shown).and(updated.map(|_| ()))?;
    let in_folder = || arguments.out.as_deref().map(|out| out.join(PAGE));
    if let Some(page) = arguments.html.clone().or_else(in_folder).filter(|_| arguments.open) {
        shared::open(&page, lang);
    }
    if session.interrupted {
        tell(&format!("{}\n", words::check::interrupted(lang)));
        return Ok(watcher.stopped());
    }
    Ok(unless_signalled(code(&session), &watcher, lang))
}

/// Publishes the folder that was asked for, if one was.
fn publish(
    files: Option<Staging>,
    arguments: &CheckArguments,
    session: &Session,
    lang: Lang,
) -> Result<(), Failure> {
    let sources: Vec<Source> = session.checked.iter().map(|checked| checked.source.clone()).collect();
    let origin = Origin { sources: &sources, overrides: &arguments.overrides, varied: &[] };
    let options = RenderOptions { lang, excel: false, charts: false };
    shared::publish(files, session, &options, &origin, session.interrupted, arguments.quiet).map(|_| ())
}

/// The scenarios, followed as it is asked.
fn follow(loaded: Loaded, arguments: &CheckArguments, lang: Lang) -> Result<Loaded, Failure> {
    let followed = loaded.scenarios.into_iter().map(|(source, scenario)| {
        let scenario = arguments.engine.follow_one(scenario, false, lang)?;
        Ok((source, scenario))
    });
    Ok(Loaded { scenarios: followed.collect::<Result<_, Failure>>()?, ..loaded })
}

/// What makes no sense to ask.
fn refuse(
    arguments: &CheckArguments,
    loaded: &Loaded,
    comparison: Option<&Comparison>,
    lang: Lang,
) -> Result<(), Failure> {
    let nothing_expected = loaded.scenarios.iter().all(|(_, scenario)| scenario.expect.is_empty());
    if comparison.is_none() && loaded.broken.is_empty() && nothing_expected {
        return Err(Failure::Usage(words::check::cli::nothing_to_check(lang).to_owned()));
    }
    if arguments.runs.zip(arguments.max_runs).is_some_and(|(first, most)| first > most) {
        return Err(Failure::Usage(words::check::cli::runs_above_most(lang).to_owned()));
    }
    Ok(())
}

fn question<'a>(arguments: &CheckArguments, scenario: &'a Valid) -> Question<'a> {
    let mut question = Question::new(scenario);
    if let Some(seed) = arguments.seed {
        question = question.seed(seed);
    }
    if let Some(first) = arguments.runs {
        question = question.first(first);
    }
    if let Some(most) = arguments.max_runs {
        question = question.most(most);
    }
    question
}

/// What was found, and the comparison with what it learned for a new baseline.
fn check_all(
    arguments: &CheckArguments,
    Loaded { scenarios, broken }: Loaded,
    mut comparison: Option<Comparison>,
    watcher: &Watcher,
) -> (Session, Option<Comparison>) {
    let mut checked = Vec::new();
    for (source, scenario) in scenarios {
        let question = question(arguments, &scenario).observed(watcher);
        let (plan, report) = (question.plan(), question.answer());
        let drift =
            comparison.as_mut().and_then(|comparison| comparison.add(&source, &scenario, &plan, watcher));
        let cut_short = comparison.is_some() && drift.is_none() && watcher.wants_to_stop();
        checked.push(Checked { source, seed: plan.seed, report, drift, cut_short, scenario });
    }
    baseline::settle(&mut checked);
    let session = Session {
        checked,
        broken,
        vanished: comparison.as_ref().map_or_else(Vec::new, Comparison::vanished),
        baseline: comparison.as_ref().and_then(Comparison::file),
        strict: arguments.strict,
        drift_fails: !arguments.update_baseline,
        interrupted: watcher.wants_to_stop(),
        only_failures: arguments.only_failures,
    };
    (session, comparison)
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
            let saved = arguments.out.as_deref().map(visible_path);
            let text = session.page(&style(lang), saved.as_deref());
            if on_github() { text + &annotations() } else { text }
        }
    };
    print(text, lang)
}

/// Whether a workflow of GitHub Actions reads what is printed.
fn on_github() -> bool {
    std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true")
}

/// Writes the new baseline.
fn renew(
    arguments: &CheckArguments,
    comparison: Comparison,
    session: &Session,
    lang: Lang,
) -> Result<(), Failure> {
    let path = comparison.write(lang)?;
    if !arguments.quiet {
        tell(&format!("{}\n", words::check::cli::baseline_written(&path, session.checked.len(), lang)));
    }
    Ok(())
}

/// A file that could not be checked weighs more than a statement that does not hold: nobody knows what it hides.
fn code(session: &Session) -> u8 {
    let [_, _, inconclusive] = session.counts();
    if session.broken.iter().any(|broken| broken.unreadable) {
        exit::IO
    } else if !session.broken.is_empty() {
        exit::USAGE
    } else if session.has_failed() {
        exit::FAILED
    } else if inconclusive > 0 {
        exit::INCONCLUSIVE
    } else {
        exit::WELL
    }
}
