//! Laws tested by laws: the engine against a slow, obvious oracle, and both against closed forms.
//!
//! * `oracle` plays one campaign person by person, as `docs/model.md` tells it; it shares no code with the
//!   engine beyond the scenario types and units. `continuous` plays one without steps, moment by moment.
//! * `compare` holds the two-sample tests, and the tests of those tests; `power` shows that they can fail.
//! * `cases` (in cycles, for the most part), `in_time` (within steps) and `promises` (that wait) are small campaigns that
//!   together use every rule; `agreement` runs them all. `time` holds engine, oracle and campaigns without steps against each other.
//! * `programmes` holds the kinds of programmes that are run in practice, cases and known answers.
//! * `added` holds what a campaign adds against one in which nothing is done, and against known answers.
//! * `branching` and `renewal` hold closed forms, `digits` holds them against what was published; `anchors` asks engine
//!   and oracle for the same answers, `money` for those about money, `million` asks the engine a million times, and `crowds` asks it for so many people
//!   that luck is gone. `chain` asks whether those who were invited bring others, `ratios` what a user costs where hardly any come,
//!   `moments` what happens within a step. `known` holds numbers that other programs have found, `finer` every campaign that comes
//!   with the project against itself in finer steps.

mod added;
mod agreement;
mod anchors;
mod branching;
mod build;
mod cases;
mod chain;
mod compare;
mod continuous;
mod crowds;
mod digits;
mod finer;
mod in_time;
mod k_over_time;
mod known;
mod million;
mod moments;
mod money;
mod oracle;
mod oracle_checks;
mod orders;
mod power;
mod programmes;
mod promises;
mod ratios;
mod renewal;
mod saturation;
mod seeds;
mod table;
mod time;
mod two_chances;
mod two_samples;

/// Whether time does not matter: `KFACTOR_LAWS=all`.
fn takes_its_time() -> bool {
    std::env::var_os("KFACTOR_LAWS").is_some_and(|which| which == "all")
}

/// How many campaigns are played of so many: a third where time matters. That these are enough, [`power`] shows.
fn campaigns(all: u64) -> u64 {
    if takes_its_time() { all } else { all / 3 }
}
