//! The commands: a file or folder each, with what it takes and what it does, and the list of them. A new command is a
//! file here, a variant and a line of [`Command::run`].

mod check;
mod compare;
mod completions;
mod explore;
mod fix;
mod init;
mod man;
mod report;
mod run;
mod scenario;
mod schema;
mod shared;
mod sweep;
mod theory;

use super::exit::Outcome;
use crate::words::Lang;
use clap::Subcommand;
use clap_complete::Shell;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Simulate a campaign: how many users, at what cost, with what risk
    Run(run::RunArguments),
    /// Test what scenarios expect of themselves; for CI
    Check(check::arguments::CheckArguments),
    /// Say what follows from a scenario without simulating: K, extinction, growth, size, and what would make K 1
    Theory(theory::TheoryArguments),
    /// Simulate a grid of designs: how the answer moves with some inputs
    Sweep(sweep::arguments::SweepArguments),
    /// Compare designs on the same luck: how they differ, how sure that is, which one to choose
    Compare(compare::arguments::CompareArguments),
    /// Move the numbers of a scenario on a page in the browser, and see at once what follows
    Explore(explore::ExploreArguments),
    /// Make the page and the picture of an earlier result again, and show them
    Report(report::ReportArguments),
    /// Write a commented scenario to begin with; without a name, list the templates
    Init(init::InitArguments),
    /// Put a scenario into the standard form: marks, numbers and units as every reader has them
    Fix(fix::FixArguments),
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

impl Command {
    /// Does what was asked for; `program` describes the whole command line.
    pub fn run(self, program: impl Fn() -> clap::Command, lang: Lang) -> Outcome {
        match self {
            Command::Run(arguments) => run::run(&arguments, lang),
            Command::Check(arguments) => check::run(&arguments, lang),
            Command::Theory(arguments) => theory::run(&arguments, lang),
            Command::Sweep(arguments) => sweep::run(&arguments, lang),
            Command::Compare(arguments) => compare::run(&arguments, lang),
            Command::Explore(arguments) => explore::run(&arguments, lang),
            Command::Report(arguments) => report::run(&arguments, lang),
            Command::Init(arguments) => init::run(&arguments, lang),
            Command::Fix(arguments) => fix::run(&arguments, lang),
            Command::Schema => schema::run(lang),
            Command::Completions { shell } => completions::run(shell, program(), lang),
            Command::Man { command } => man::run(program(), command.as_deref(), lang),
        }
    }
}
