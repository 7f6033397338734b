//! Time and the world around the campaign.

use super::known::{before_the_end, few};
use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::{Hits, MAX_STEPS, Scenario, StepIs};
use crate::units::MINUTES_PER_DAY;

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let root = Path::root();
    let clock = &scenario.clock;
    findings.when(scenario.name.trim().is_empty(), &root.key("name"), ProblemKind::EmptyName);
    let divides = clock.step_minutes > 0 && MINUTES_PER_DAY.is_multiple_of(clock.step_minutes);
    findings.when(!divides, &root.key("step"), ProblemKind::StepDoesNotDivideDay);
    let steps = u64::from(clock.steps);
    let kind = ProblemKind::TooManySteps { steps, limit: MAX_STEPS };
    findings.when(steps > MAX_STEPS, &root.key("days"), kind);
    let cycles = scenario.is_in_cycles() && !scenario.segments.is_empty();
    findings.when(cycles && clock.step_is == StepIs::Open, &root.key("delay"), ProblemKind::CyclesNeedStep);
    let unknown = scenario.weekdays.is_some() && clock.start.is_none();
    findings.when(unknown, &root.key("weekdays"), ProblemKind::NeedsStart);
    events(scenario, findings);
    entrance(scenario, findings);
    bans(scenario, findings);
    expect(scenario, findings);
}

fn events(scenario: &Scenario, findings: &mut Findings) {
    let path = Path::root().key("events");
    for (index, event) in scenario.events.iter().enumerate() {
        before_the_end(event.at_days, scenario.clock.days(), &path.index(index).key("at"), findings);
    }
}

/// Accounts and codes that stand in nobody's way, and codes that no group can keep.
fn entrance(scenario: &Scenario, findings: &mut Findings) {
    let root = Path::root();
    let endless = scenario.accounts.as_ref().is_some_and(|it| it.per_hour.is_none() && it.per_day.is_none());
    let are_struck = scenario.ban.iter().any(|ban| ban.hits == Hits::Account);
    findings.when(endless && !are_struck, &root.key("accounts"), ProblemKind::AccountsWithoutLimit);
    let Some(community) = &scenario.community else { return };
    let (path, Some(code)) = (root.key("community").key("code"), &community.code) else { return };
    let endless = code.max.or(community.group_size).is_none() && code.for_days.is_none();
    findings.when(endless, &path, ProblemKind::CodeWithoutEnd);
    if let Some((size, max)) = community.group_size.zip(code.max) {
        findings.when(max > size, &path.key("max"), ProblemKind::CodeBeyondGroup { size });
    }
}

/// Strikes of accounts that are not there, or that do what strikes of accounts do not.
fn bans(scenario: &Scenario, findings: &mut Findings) {
    let path = Path::root().key("ban");
    few(scenario.ban.len(), &path, findings);
    for (index, ban) in scenario.ban.iter().enumerate().filter(|(_, ban)| ban.hits == Hits::Account) {
        let path = if scenario.ban.len() == 1 { path.clone() } else { path.index(index) };
        findings.when(scenario.accounts.is_none(), &path.key("hits"), ProblemKind::NoAccountsToHit);
        let kind = ProblemKind::NotOfAccounts { key: "delete_induced" };
        findings.when(ban.delete_induced, &path.key("delete_induced"), kind);
    }
}

/// Statements of a file were read with the scenario; those of a scenario built in Rust may be about another one.
fn expect(scenario: &Scenario, findings: &mut Findings) {
    for (index, expectation) in scenario.expect.iter().enumerate() {
        for (at, fault) in expectation.faults(scenario) {
            findings.push(Path::root().key("expect").index(index), ProblemKind::Statement { at, fault });
        }
    }
}
