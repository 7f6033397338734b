//! What can be typed behind `kfactor check`.

use crate::cli::command::shared::EngineAsked;
use crate::cli::threads;
use crate::cli::values::whole_number;
use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(group(ArgGroup::new("page").args(["html", "out"]).multiple(true)), after_help = "Examples:\n  \
    kfactor check scenarios/                      every scenario below a folder\n  \
    kfactor check poster.yaml --set churn=0.05    does it still hold?\n  \
    kfactor check scenarios/ -o out --open        and a page with what does not hold first\n  \
    kfactor check scenarios/ --junit junit.xml    and a report for the CI server\n  \
    kfactor check scenarios/ --baseline baseline.json --update-baseline\n  \
    kfactor check scenarios/ --baseline baseline.json     has anything moved?\n\n\
    Exit codes: 0 all hold, 1 one does not, 2 wrong command line or scenario (the others are still\n\
    checked), 3 some could not be settled within --max-runs, 4 input or output failed, 130 or 143\n\
    interrupted.")]
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
    /// Write the report, check.json and a manifest into this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Change a number of every scenario, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    /// Threads; all processors by default. The result does not depend on it
    #[arg(long, value_name = "N", value_parser = threads::count)]
    pub threads: Option<u16>,
    /// How members are followed
    #[arg(long, value_enum, default_value_t)]
    pub engine: EngineAsked,
    /// Take for a failure what could not be settled, what differs from the baseline at all, and what is only in it
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
    /// Write the report as a page into this file as well
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Open the report in the browser
    #[arg(long, requires = "page")]
    pub open: bool,
    /// Show only what is not well: in text and Markdown what passed is counted, not listed
    #[arg(long)]
    pub only_failures: bool,
    /// Print no report and no progress, only errors
    #[arg(long, short)]
    pub quiet: bool,
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
