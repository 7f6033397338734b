//! What can be typed behind `kfactor sweep`.

use crate::cli::command::shared::SharedArguments;
use crate::cli::values::{Refused, at_most};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Values are separated by commas; lo..hi:n is a range of n values in equal steps, log:lo..hi:n by \
    equal factors. Several --vary make a grid of all combinations, at most 10,000 points. \
    Keys that go together are joined by +: incentive.0.value+incentive.0.cost=5/4,10/8.\n\n\
    Examples:\n  \
    kfactor sweep poster.yaml --preset invites -o out\n  \
    kfactor sweep poster.yaml --vary budget.limit=log:1000..100000:9 -o out\n  \
    kfactor sweep poster.yaml --vary share=20%..50%:7 --vary join=2%..8%:7 -o out\n  \
    kfactor sweep poster.yaml --vary share=0.1..0.5:50 -o out --resume\n\n\
    With -o a sweep that was interrupted or killed can be continued: repeat the command with --resume."
)]
pub struct SweepArguments {
    /// Scenario in YAML; `-` reads standard input
    pub scenario: PathBuf,
    /// A key and the values it takes, for example share=0.2,0.3 or share=0.2..0.4:5; may be repeated
    #[arg(long = "vary", value_name = "KEY=VALUES", required_unless_present = "preset")]
    pub varied: Vec<String>,
    /// A sweep that is ready made
    #[arg(long, value_enum)]
    pub preset: Option<Preset>,
    /// Write tables, charts and a manifest into this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Continue an unfinished sweep in the folder; without one, begin from the start
    #[arg(long, requires = "out")]
    pub resume: bool,
    /// Simulated campaigns per point; `runs` of the scenario by default, but at most 2,000
    #[arg(long, value_name = "N", value_parser = runs)]
    pub runs: Option<u64>,
    /// Seed of the random numbers; `seed` of the scenario by default. All points share it
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64))]
    pub seed: Option<u64>,
    /// Change a number of the scenario at all points, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    #[command(flatten)]
    pub shared: SharedArguments,
}

/// Sweeps that everybody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// The N curve: how many invitations the task asks for, from 1 to 10
    #[value(alias = "邀几人")]
    Invites,
}

/// Every campaign is kept until its point is finished: with so many that is about 100 MB.
const MOST_RUNS: u64 = 250_000;

fn runs(text: &str) -> Result<u64, Refused> {
    at_most(text, MOST_RUNS)
}
