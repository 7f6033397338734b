//! What can be typed behind `kfactor compare`.

use crate::cli::command::run::Against;
use crate::cli::command::shared::SharedArguments;
use crate::cli::values::whole_number;
use crate::metrics::Metric;
use crate::study::compare::Measure;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor compare course.yaml coupon.yaml cash.yaml -o out\n  \
    kfactor compare poster.yaml --vary 'incentive.0.invites=1,2,3,5'\n  \
    kfactor compare poster.yaml --vary 'share.again=0..0.6:4' --by added_users\n  \
    kfactor compare poster.yaml --vary 'incentive.0.value+incentive.0.cost=5/4,10/8' --names 'small,large'\n  \
    kfactor compare course.yaml coupon.yaml --against no-reward\n  \
    kfactor compare scenarios/baits/*.yaml --set days=21 --format json | jq .verdict")]
pub struct CompareArguments {
    /// Scenarios in YAML, at least two, or one and --vary or --against; differences are those to the first
    #[arg(required = true)]
    pub scenarios: Vec<PathBuf>,
    /// Make designs of one scenario by the values of a key: KEY=1,2,3, KEY=LO..HI:N or KEY=log:LO..HI:N; may be
    /// repeated
    #[arg(long, value_name = "KEY=VALUES")]
    pub vary: Vec<String>,
    /// What the designs are called, in their order, apart by commas
    #[arg(long, value_name = "NAMES")]
    pub names: Option<String>,
    /// What to choose by; added profit by default where there is income, else what is saved against the benchmark, else the
    /// cost per added user
    #[arg(long, value_enum, value_name = "MEASURE")]
    pub by: Option<JudgedBy>,
    /// Write tables, charts and a manifest into this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Put the first design without its rewards and bonus hunters before all others
    #[arg(long, value_enum, value_name = "WHAT")]
    pub against: Option<Against>,
    /// Number of simulated campaigns of each design; `runs` of the first scenario by default
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub runs: Option<u64>,
    /// Seed of the random numbers; `seed` of the first scenario by default
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64))]
    pub seed: Option<u64>,
    /// Change a number in all scenarios, as in the file; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub overrides: Vec<String>,
    #[command(flatten)]
    pub shared: SharedArguments,
}

/// What designs are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum JudgedBy {
    /// Income less cost, beyond that of a campaign in which nothing is done
    #[value(alias = "profit")]
    AddedProfit,
    /// What the added users would cost elsewhere (`benchmark.cac`) less what they cost
    Saving,
    /// Cost per added user
    Cac,
    /// Cost per added user who is still there at the end
    CacRetained,
    /// Added users
    AddedUsers,
    /// New users, those included who would have come anyway
    NewUsers,
    /// Added members at the end
    AddedMembers,
    /// Members at the end
    MembersEnd,
    /// Cost in all
    Cost,
}

impl JudgedBy {
    /// The measure.
    pub fn measure(self) -> Measure {
        match self {
            JudgedBy::AddedProfit => Measure::Metric(Metric::AddedProfit),
            JudgedBy::Saving => Measure::Saving,
            JudgedBy::Cac => Measure::Metric(Metric::Cac),
            JudgedBy::CacRetained => Measure::Metric(Metric::CacRetained),
            JudgedBy::AddedUsers => Measure::Metric(Metric::AddedUsers),
            JudgedBy::AddedMembers => Measure::Metric(Metric::AddedMembers),
            JudgedBy::NewUsers => Measure::Metric(Metric::NewUsers),
            JudgedBy::MembersEnd => Measure::Metric(Metric::MembersEnd),
            JudgedBy::Cost => Measure::Metric(Metric::CostWithOwed),
        }
    }
}
