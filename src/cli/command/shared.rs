//! What commands that answer share: their arguments, threads, files, the page, the exit code.

use crate::cli::browser;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::progress::Watcher;
use crate::cli::terminal::{print, style, tell};
use crate::cli::threads;
use crate::cli::trial::{self, Took};
use crate::engine::Engine;
use crate::input::Grid;
use crate::model::Model;
use crate::output::answer::boxes::shown_as_boxes;
use crate::output::answer::report::PAGE;
use crate::output::answer::{Answer, Origin};
use crate::output::format::visible_path;
use crate::output::publish::{self, Staging};
use crate::output::{File, RenderOptions};
use crate::scenario::Valid;
use crate::study::following::{self, Asked};
use crate::study::run::Ended;
use crate::words::{self, Lang};
use clap::{Args, ValueEnum};
use std::path::Path;

#[derive(Args, Debug)]
pub struct SharedArguments {
    /// Threads; all processors by default. The result does not depend on it
    #[arg(long, value_name = "N", value_parser = threads::count)]
    pub threads: Option<u16>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print no summary and no progress, only errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Write tables for Excel: titles in the language, dates, rounded numbers, and all of them in tables.xlsx
    #[arg(long, requires = "out")]
    excel: bool,
    /// How members are followed
    #[arg(long, value_enum, default_value_t)]
    pub engine: EngineAsked,
    /// Draw no charts and no picture to send
    #[arg(long, requires = "out")]
    no_charts: bool,
    /// Open the report in the browser
    #[arg(long, requires = "out")]
    open: bool,
}

/// What is shown on standard output.
pub struct Shown<'a> {
    pub format: Format,
    pub quiet: bool,
    /// Where the files are.
    pub out: Option<&'a Path>,
}

impl SharedArguments {
    /// What is shown, with the files in this folder.
    pub fn shown<'a>(&self, out: Option<&'a Path>) -> Shown<'a> {
        Shown { format: self.format, quiet: self.quiet, out }
    }

    /// Shows the report in this folder in the browser, where that was asked for.
    pub fn open_report(&self, out: Option<&Path>, lang: Lang) {
        if let Some(out) = out.filter(|_| self.open) {
            open(&out.join(PAGE), lang);
        }
    }

    /// How the files are to look.
    pub fn render_options(&self, lang: Lang) -> RenderOptions {
        RenderOptions { lang, excel: self.excel, charts: !self.no_charts }
    }
}

/// How members are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum EngineAsked {
    /// Whichever is faster, of those that can
    #[default]
    Auto,
    /// By counts of members in the same state; takes no longer for more people
    Cohort,
    /// One by one
    Agent,
}

impl EngineAsked {
    /// The designs, followed so.
    ///
    /// # Errors
    /// If they cannot be.
    pub fn follow(self, designs: Vec<Valid>, lang: Lang) -> Result<Vec<Valid>, Failure> {
        self.chosen(designs, false, lang)
    }

    /// A scenario, followed so; `trees` where it is to be known who invited whom.
    ///
    /// # Errors
    /// If it cannot be.
    pub fn follow_one(self, scenario: Valid, trees: bool, lang: Lang) -> Result<Valid, Failure> {
        let mut followed = self.chosen(vec![scenario], trees, lang)?;
        Ok(followed.remove(0))
    }

    fn chosen(self, designs: Vec<Valid>, inviters: bool, lang: Lang) -> Result<Vec<Valid>, Failure> {
        let asked = match self {
            EngineAsked::Auto => Asked::Auto,
            EngineAsked::Cohort => Asked::ByCounts,
            EngineAsked::Agent => Asked::OneByOne,
        };
        following::chosen(designs, asked, inviters)
            .map_err(|refusal| Failure::Usage(words::cli::not_followed(&refusal, lang)))
    }
}

/// What a command prints on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A summary for people
    Text,
    /// The same for programs: the content of the JSON file
    Json,
}

/// Shows a page in the browser; where there is none, says where the page is.
pub fn open(page: &Path, lang: Lang) {
    if !browser::open(page) {
        tell(&format!("{}\n", words::cli::no_browser(&visible_path(page), lang)));
    }
}

/// Starts the threads of this process; all processors by default. Says so where the system gives fewer.
pub fn set_threads(threads: Option<u16>, quiet: bool, lang: Lang) -> Result<(), Failure> {
    if let Some(fewer) = threads::start(threads, lang)?.filter(|_| !quiet) {
        tell(&format!("{fewer}\n"));
    }
    Ok(())
}

/// Says before the start that a scenario takes long, if one of these does: of the first such one, and of how many campaigns
/// there will be in all, where that is known.
pub fn warn_of_length<'a>(
    scenarios: impl IntoIterator<Item = &'a Valid>,
    campaigns: Option<u64>,
    quiet: bool,
    lang: Lang,
) {
    let remark = |scenario: &Valid| {
        let by_counts = Engine::of(scenario) == Engine::Cohort;
        let numbers = if by_counts { Model::typical(scenario).numbers_followed() } else { 0.0 };
        if numbers > MANY_NUMBERS {
            return Some(words::cli::rules_take_long(numbers, lang));
        }
        let Took { seconds, is_over } = trial::takes_long(scenario)?;
        let turns = campaigns.map(|all| all.div_ceil(rayon::current_num_threads() as u64));
        let in_all = campaigns.zip(turns).map(|(all, turns)| (all, seconds * turns as f64));
        Some(words::cli::takes_long(seconds, is_over, in_all, lang))
    };
    if !quiet && let Some(remark) = scenarios.into_iter().find_map(remark) {
        tell(&format!("{remark}\n"));
    }
}

/// A hundred times as many numbers of acceptances as are followed elsewhere.
const MANY_NUMBERS: f64 = 6_400.0;

/// A place for the files of an answer `A`, if a folder was asked for.
///
/// # Errors
/// If they cannot be written there.
pub fn begin<A: Answer>(out: Option<&Path>, lang: Lang) -> Result<Option<Staging>, Failure> {
    let staging = out.map(|out| Staging::begin(out, &A::paths())).transpose();
    staging.map_err(|refusal| Failure::of_refusal(&refusal, lang))
}

/// Publishes an answer in the folder that was staged, if there is one. Whether it is there: one that was
/// interrupted does not replace a complete one, which is told.
pub fn publish(
    staging: Option<Staging>,
    answer: &impl Answer,
    options: &RenderOptions,
    origin: &Origin<'_>,
    interrupted: bool,
    quiet: bool,
) -> Result<bool, Failure> {
    let Some(staging) = staging else { return Ok(false) };
    if interrupted && staging.replaces_complete() {
        tell(&format!("{}\n", words::cli::complete_stays(options.lang)));
        return Ok(false);
    }
    let files = answer.files(options);
    let published = publish::publish(staging, &files, answer.manifest(origin));
    warn_of_boxes(&files, quiet, options.lang);
    published.map(|()| true).map_err(|refusal| Failure::of_refusal(&refusal, options.lang))
}

/// Says which characters the pictures do not show, where there are such.
pub fn warn_of_boxes(files: &[File], quiet: bool, lang: Lang) {
    let boxes = shown_as_boxes(files);
    if !boxes.is_empty() && !quiet {
        tell(&format!("{}\n", words::cli::shown_as_boxes(&boxes, lang)));
    }
}

/// Prints an answer: its JSON, or its page, in a style and with the folder where the files are.
pub fn show(shown: &Shown<'_>, answer: &impl Answer, lang: Lang) -> Result<(), Failure> {
    match shown.format {
        Format::Json => print(answer.json(), lang),
        Format::Text if shown.quiet => Ok(()),
        Format::Text => {
            let saved = shown.out.map(visible_path);
            print(answer.page(&style(lang), saved.as_deref()), lang)
        }
    }
}

/// The exit code of an ensemble of so many replicates; says on standard error where it is not what was asked for.
pub fn ended(ended: Ended, replicates: u64, watcher: &Watcher, lang: Lang) -> u8 {
    let interrupted = ended == Ended::Interrupted;
    if matches!(ended, Ended::Interrupted | Ended::Imprecise) {
        tell(&format!("{}\n", words::cli::inconclusive(interrupted, replicates, lang)));
    }
    match ended {
        Ended::Complete | Ended::Precise => unless_signalled(exit::WELL, watcher, lang),
        Ended::Interrupted => watcher.stopped(),
        Ended::Imprecise => unless_signalled(exit::INCONCLUSIVE, watcher, lang),
    }
}

/// The exit code of what is complete: this one, or that of a signal that came after all was simulated; that is said.
pub fn unless_signalled(code: u8, watcher: &Watcher, lang: Lang) -> u8 {
    let Some(signalled) = watcher.heard() else { return code };
    tell(&format!("{}\n", words::cli::complete_all_the_same(lang)));
    signalled
}

/// The exit code where not one replicate was finished; says so on standard error.
pub fn nothing_finished(watcher: &Watcher, lang: Lang) -> Outcome {
    tell(&format!("{}\n", words::cli::nothing_finished(lang)));
    Ok(watcher.stopped())
}

/// What the points of a grid are called, each by its values.
pub fn point_names(grid: &Grid, lang: Lang) -> impl Fn(usize) -> String {
    let axes = grid.axes.clone();
    let names = words::page::short_names(axes.iter().map(|axis| axis.key.as_str()), lang);
    move |point| {
        let values = axes.iter().zip(&names).zip(Grid::values_of(&axes, point));
        let told =
            values.map(|((axis, name), value)| words::page::changed(&axis.key, name, &value.text, lang));
        told.collect::<Vec<_>>().join(lang.pick(", ", "，"))
    }
}
