//! Programmes as they are run in practice, a file for each kind of thing that a scenario can say of them: small campaigns in
//! which it goes together with tiers, budgets and leaving, and known answers, which hold in steps of a day and of an hour.

mod answers;
mod bans;
mod by_invites;
mod channels;
mod dated;
mod entrance;
mod expiry;
mod inflow;
mod levels;
mod limits;
mod purchase;
mod refunds;
mod reminders;
mod waits;

use crate::anchors::{Sampler, mean_is};
use crate::table::{Case, Table};
use kfactor::scenario::Scenario;

/// Lengths of steps, in minutes.
const STEPS: [u32; 2] = [1440, 60];

fn ask(sampler: Sampler, scenario: Scenario, replicates: u64) -> Table {
    sampler(&Case::new("programme", scenario), 11, replicates)
}

/// Asks the engine and the oracle for a known answer.
macro_rules! known {
    ($($answer:ident($engine:expr, $oracle:expr)),* $(,)?) => { $(
        mod $answer {
            #[test]
            fn by_engine() {
                super::$answer(crate::table::by_engine, $engine);
            }

            #[test]
            fn by_oracle() {
                super::$answer(crate::table::by_oracle, $oracle);
            }
        }
    )* };
}
use known;

/// Members one by one do what members by counts do, and both what the oracle does.
macro_rules! agree {
    ($($case:ident),* $(,)?) => { $(
        mod $case {
            #[test]
            fn of_engine_and_oracle() {
                crate::agreement::agree(&super::$case());
            }

            #[test]
            fn of_counts_and_members() {
                crate::agreement::agree_one_by_one(&super::$case());
            }
        }
    )* };
}
use agree;
