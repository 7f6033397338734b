//! Programmes as they are run in practice, a file for each kind of thing that a scenario can say of them: small campaigns in
//! which it goes together with tiers, budgets and leaving, and known answers, which hold in steps of a day and of an hour.

pub mod answers;
pub mod bans;
pub mod by_invites;
pub mod channels;
pub mod dated;
pub mod entrance;
pub mod expiry;
pub mod inflow;
pub mod levels;
pub mod limits;
pub mod purchase;
pub mod refunds;
pub mod reminders;
pub mod waits;

use crate::anchors::{Sampler, mean_is};
use crate::oracle;
use crate::table::{Case, Table};
use kfactor::metrics::RuleMetric;
use kfactor::scenario::Scenario;
use kfactor::study::run::Question;

/// Lengths of steps, in minutes.
const STEPS: [u32; 2] = [1440, 60];

fn ask(sampler: Sampler, scenario: Scenario, replicates: u64) -> Table {
    sampler(&Case::new("programme", scenario), 11, replicates)
}

/// So many rewards of the only rule are promised, whatever the luck, by engine and oracle.
fn promised_is(scenario: &Scenario, known: f64, replicates: u64) {
    for replicate in 0..replicates {
        let promised = oracle::play(scenario, &[], 11, replicate).rules[0].promised;
        assert_eq!(promised as f64, known, "by the oracle");
    }
    let scenario = scenario.clone().validate().expect("a campaign");
    let report = Question::new(&scenario).seed(11).replicates(replicates).answer();
    let metrics = &report.rules[0].metrics;
    let (_, promised) =
        metrics.iter().find(|(metric, _)| *metric == RuleMetric::Promised).expect("it is there");
    assert_eq!((promised.mean, promised.sd), (known, 0.0), "by the engine");
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
