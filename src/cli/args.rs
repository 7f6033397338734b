//! What can be typed.

pub mod compare;
pub mod shared;
pub mod sweep;

use crate::i18n::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use shared::SharedArguments;
use std::path::PathBuf;

/// Simulates referral campaigns (社群裂变): how many users, at what cost, with what risk.
#[derive(Debug, Parser)]
#[command(
    name = "kfactor",
    version,
    about,
    after_help = "Examples:\n  \
        kfactor init task-unlock                      write a scenario to begin with\n  \
        kfactor run task-unlock.yaml -o out           simulate it; tables and charts into out/\n  \
        kfactor run task-unlock.yaml --set share.again=0.2\n  \
        kfactor compare task-unlock.yaml --vary incentive.0.invites=2,3,5\n  \
        kfactor sweep task-unlock.yaml --preset invites   how many invitations to ask for\n\n\
        Exit codes: 0 all well, 1 an expectation failed, 2 wrong command line or scenario,\n            \
        3 more runs needed, 4 input or output failed."
)]
pub struct Arguments {
    /// Language of results and messages; from the environment by default (KFACTOR_LANG, LC_ALL, LANG)
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    /// English
    En,
    /// 简体中文
    Zh,
}

impl Arguments {
    /// The language asked for, or that of the environment.
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(LangArg::En) => Lang::En,
            Some(LangArg::Zh) => Lang::Zh,
            None => lang_of_environment(|name| std::env::var(name).ok()),
        }
    }
}

/// The first of these that is set and not empty decides; the last three as POSIX has it.
fn lang_of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["KFACTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    if set.is_some_and(|locale| locale.to_ascii_lowercase().starts_with("zh")) { Lang::Zh } else { Lang::En }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Simulate a campaign: how many users, at what cost, with what risk
    Run(RunArguments),
    /// Test what scenarios expect of themselves; for CI
    Check(CheckArguments),
    /// Say what follows from a scenario without simulating: K, extinction, growth, size, and what would make K 1
    Theory(TheoryArguments),
    /// Simulate a grid of designs: how the answer moves with some inputs
    Sweep(sweep::SweepArguments),
    /// Compare designs on the same luck: how they differ, how sure that is, which one to choose
    Compare(compare::CompareArguments),
    /// Write a commented scenario to begin with; without a name, list the templates
    Init(InitArguments),
    /// Print the JSON Schema of scenarios, for editors
    #[command(after_help = "Example:\n  kfactor schema > kfactor.schema.json")]
    Schema,
    /// Print the completions of a shell
    #[command(
        after_help = "Example:\n  kfactor completions bash > ~/.local/share/bash-completion/completions/kfactor"
    )]
    Completions {
        /// Shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page of kfactor, or of one of its commands
    #[command(after_help = "Example:\n  kfactor man run > kfactor-run.1")]
    Man {
        /// Command
        command: Option<String>,
    },
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor run scenarios/exam-prep-poster.yaml -o out\n  \
    kfactor run poster.yaml --set incentive.0.when.invites=5 --set budget.limit=20000\n  \
    kfactor run poster.yaml --until 1%              stop when new users are known to 1 %\n  \
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
    /// Stop when the relative standard error of new users is below this, for example 1%; at most --runs, or a
    /// million
    #[arg(long, value_name = "PERCENT", value_parser = precision)]
    pub until: Option<f64>,
    /// Change a number of the scenario, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    #[command(flatten)]
    pub shared: SharedArguments,
}

/// What `check` prints on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// A line per statement
    Text,
    /// Everything, for programs
    Json,
    /// JUnit XML
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// A summary for a pull request
    Markdown,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor theory scenarios/exam-prep-poster.yaml\n  \
    kfactor theory poster.yaml --set join=0.08 -o out\n  \
    kfactor theory poster.yaml --format json | jq .theory.k")]
pub struct TheoryArguments {
    /// Scenario in YAML; `-` reads standard input
    pub scenario: PathBuf,
    /// Write tables and a manifest into this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Change a number of the scenario, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Print no page, only errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Begin CSV files with the byte-order mark by which Excel knows UTF-8
    #[arg(long, requires = "out")]
    pub excel: bool,
}

/// What a command prints on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A summary for people
    Text,
    /// The same for programs: the content of the JSON file
    Json,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor check scenarios/                      every scenario below a folder\n  \
    kfactor check poster.yaml --set churn=0.05    does it still hold?\n  \
    kfactor check scenarios/ --junit junit.xml    and a report for the CI server\n  \
    kfactor check scenarios/ --baseline baseline.json --update-baseline\n  \
    kfactor check scenarios/ --baseline baseline.json     has anything moved?\n\n\
    Exit codes: 0 all hold, 1 one does not, 2 wrong command line or scenario, 3 some could not be\n\
    settled within --max-runs, 4 input or output failed.")]
pub struct CheckArguments {
    /// Scenarios: files, folders, or patterns such as `campaigns/**/*.yaml`; `-` reads standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Simulated campaigns at the first look; 1000 by default, or `runs` of the scenario where that is less
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub runs: Option<u64>,
    /// Simulated campaigns at most, for what the first look leaves open; ten times `runs` of the scenario by default
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub max_runs: Option<u64>,
    /// Seed of the random numbers; `seed` of the scenario by default
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64))]
    pub seed: Option<u64>,
    /// Change a number of every scenario, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// Threads; all processors by default. The result does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Take for a failure what could not be settled, and what differs from the baseline at all
    #[arg(long)]
    pub strict: bool,
    /// Compare every metric with the results kept in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the results into the file of --baseline
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// What to print; on GitHub Actions, `text` adds the annotations of `github`
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Write a JUnit report into this file as well
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Write the JSON report into this file as well
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Write the Markdown summary into this file as well
    #[arg(long, value_name = "FILE")]
    pub markdown: Option<PathBuf>,
    /// Print no report and no progress, only errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor init                          list the templates\n  \
    kfactor init task-unlock              write task-unlock.yaml\n  \
    kfactor init waitlist -o launch.yaml  under another name\n  \
    kfactor init commission -o - --lang zh  in Chinese, to standard output")]
pub struct InitArguments {
    /// Template
    pub template: Option<String>,
    /// File to write; `-` is standard output; TEMPLATE.yaml by default
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

/// A positive whole number; `_` may group digits.
fn whole_number(text: &str) -> Result<u64, String> {
    let number: u64 = text.replace('_', "").parse().map_err(|_| "expected a whole number".to_owned())?;
    if number == 0 { Err("expected at least 1".to_owned()) } else { Ok(number) }
}

/// A relative precision: `1%` or `0.01`.
fn precision(text: &str) -> Result<f64, String> {
    let expected = || "expected a per cent between 0% and 100%, for example 1%".to_owned();
    let (digits, unit) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 0.01));
    let precision = digits.trim().parse::<f64>().map_err(|_| expected())? * unit;
    if precision > 0.0 && precision < 1.0 { Ok(precision) } else { Err(expected()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_environment_names_the_language() {
        let with = |pairs: &'static [(&str, &str)]| {
            lang_of_environment(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert_eq!(with(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(with(&[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "zh_TW")]), Lang::Zh);
        assert_eq!(with(&[]), Lang::En);
    }

    #[test]
    fn precision_is_a_part() {
        assert_eq!(precision("1%"), Ok(0.01));
        assert_eq!(precision("0.02"), Ok(0.02));
        assert!(precision("0").is_err() && precision("NaN").is_err() && precision("150%").is_err());
    }
}
