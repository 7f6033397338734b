//! Whom a share reaches and how they answer: what a segment says for all its shares, or a channel for those that go by it.

use super::known::{all_zero, exceeds, few, is_zero};
use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::{Channel, Contacts, Delay, Quantity, Scenario, Segment, ShareInto, Stage};

/// Who says whom shares reach, and what: a segment, as far as its word is used, and every channel that says it.
pub(super) fn whom<'a>(
    segment: &'a Segment,
    path: &Path,
) -> Vec<(Path, Option<&'a Contacts>, Option<&'a ShareInto>)> {
    let own = (path.clone(), Some(&segment.contacts), segment.groups.as_ref());
    let list = path.key("channels");
    let of_channel = |channel: &'a Channel| {
        let path = list.key(&channel.name);
        (!channel.reaches_as_the_segment()).then_some((
            path,
            channel.contacts.as_ref(),
            channel.groups.as_ref(),
        ))
    };
    let own = segment.uses_its_contacts().then_some(own);
    own.into_iter().chain(segment.channels.iter().filter_map(of_channel)).collect()
}

/// What one of them says.
pub(super) struct Reaching<'a> {
    pub contacts: Option<&'a Contacts>,
    pub funnel: Option<&'a [Stage]>,
    /// How long answers take, and for how long an invitation is good.
    pub delay: Option<(&'a Delay, Option<&'a Quantity>)>,
}

impl Reaching<'_> {
    pub(super) fn check(&self, scenario: &Scenario, path: &Path, findings: &mut Findings) {
        if let Some((law, within)) = self.delay {
            delay(scenario, law, within, &path.key("delay"), findings);
        }
        if let Some(Contacts::Mixture(parts)) = self.contacts {
            let path = path.key("contacts").key("mixture");
            few(parts.len(), &path, findings);
            findings.when(all_zero(parts.iter().map(|(weight, _)| weight)), &path, ProblemKind::AllZero);
        }
        if let Some(stages) = self.funnel {
            funnel(stages, &path.key("funnel"), findings);
        }
    }
}

fn delay(
    scenario: &Scenario,
    delay: &Delay,
    within: Option<&Quantity>,
    path: &Path,
    findings: &mut Findings,
) {
    let alone = *delay == Delay::None && !scenario.is_in_cycles();
    findings.when(alone, path, ProblemKind::CyclesAreForAll);
    findings.when(may_take_no_time(delay), path, ProblemKind::DelayOfNothing);
    several(delay, path, findings);
    let Some(within) = within else { return };
    let path = path.key("within");
    let in_cycles = *delay == Delay::None;
    findings.when(in_cycles, &path, ProblemKind::NotInCycles { key: "within" });
    findings.when(takes_longer(delay, within), &path, ProblemKind::NeverInTime);
}

/// Several kinds of answers, or of waits.
pub(super) fn several(delay: &Delay, path: &Path, findings: &mut Findings) {
    let (path, nobody) = match delay {
        Delay::Mixture(parts) => {
            let path = path.key("mixture");
            few(parts.len(), &path, findings);
            (path, all_zero(parts.iter().map(|(weight, _)| weight)))
        }
        Delay::List(times) => {
            let path = path.key("list");
            few(times.len(), &path, findings);
            findings.when(times.is_empty(), &path, ProblemKind::EmptyList);
            (path, all_zero(times.iter().map(|(_, weight)| weight)))
        }
        _ => return,
    };
    findings.when(nobody, &path, ProblemKind::AllZero);
}

/// Whether an answer, or a wait, may take no time at all.
pub(super) fn may_take_no_time(delay: &Delay) -> bool {
    match delay {
        Delay::Fixed(days) => is_zero(days),
        Delay::Mixture(parts) => parts.iter().any(|(_, part)| may_take_no_time(part)),
        _ => false,
    }
}

/// Whether all answers are known to take longer than this.
fn takes_longer(delay: &Delay, within: &Quantity) -> bool {
    match delay {
        Delay::Fixed(days) => exceeds(days, within),
        Delay::Mixture(parts) => {
            !parts.is_empty() && parts.iter().all(|(_, part)| takes_longer(part, within))
        }
        Delay::List(times) => {
            !times.is_empty() && times.iter().all(|(days, _)| exceeds(&Quantity::Known(*days), within))
        }
        _ => false,
    }
}

fn funnel(stages: &[Stage], path: &Path, findings: &mut Findings) {
    match stages.last() {
        None => findings.push(path.clone(), ProblemKind::EmptyList),
        Some(last) => {
            let kind = ProblemKind::FunnelEnd { last: last.name.clone() };
            findings.when(last.name != "join", &path.key(&last.name), kind);
        }
    }
}
