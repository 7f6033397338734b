//! What comes right out of a file by itself and can be wrong only in a scenario that was built in Rust: numbers outside
//! their domains, empty names, lists that are too long, points out of order, dates that do not exist.

use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::{
    Channel, Community, Contacts, Delay, Domain, Drive, MAX_ITEMS, Response, Reward, Scenario, Segment,
    Share, Stage, Stay, Wait, WhenExhausted, currency,
};
use crate::units::Currency;
use std::collections::BTreeSet;

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    scenario.faults_of_numbers(|path, kind| findings.push(path, kind));
    let root = Path::root();
    campaign(scenario, &root, findings);
    for segment in &scenario.segments {
        let path = root.key("segments").key(&segment.name);
        people(segment, &path, findings);
    }
    for (index, rule) in scenario.incentive.iter().enumerate() {
        reward(rule, &root.key("incentive").index(index), findings);
    }
    community(scenario, &root.key("community"), findings);
}

fn campaign(scenario: &Scenario, root: &Path, findings: &mut Findings) {
    for (key, text) in [("description", &scenario.description), ("source", &scenario.source)] {
        findings.when(
            text.as_ref().is_some_and(|text| is_empty(text)),
            &root.key(key),
            ProblemKind::EmptyName,
        );
    }
    let Currency { code, .. } = &scenario.currency;
    let exists = currency::is_code(code) && scenario.currency == Currency::new(code);
    let kind = ProblemKind::NoCurrency { code: code.clone(), meant: currency::meant(code) };
    findings.when(!exists, &root.key("currency"), kind);
    let no_day = scenario.clock.start.is_some_and(|start| !start.exists());
    findings.when(no_day, &root.key("start"), ProblemKind::NoSuchDay);
    for (key, weights) in [
        ("hours", scenario.hours.as_ref().map(|hours| &hours[..])),
        ("weekdays", scenario.weekdays.as_ref().map(|days| &days[..])),
    ] {
        let all_zero = weights.is_some_and(|weights| weights.iter().all(|weight| *weight == 0.0));
        findings.when(all_zero, &root.key(key), ProblemKind::AllZero);
    }
    few(scenario.events.len(), &root.key("events"), findings);
    few(scenario.expect.len(), &root.key("expect"), findings);
    for (id, input) in scenario.inputs.iter().enumerate() {
        let kind = ProblemKind::UnlistedInput { key: input.key.clone() };
        findings.when(input.id != id, &root.key(&input.key), kind);
    }
}

fn people(segment: &Segment, path: &Path, findings: &mut Findings) {
    findings.when(is_empty(&segment.name), path, ProblemKind::EmptyName);
    few(segment.seeds.len(), &path.key("seeds"), findings);
    contacts(&segment.contacts, &path.key("contacts"), findings);
    funnel(&segment.funnel, &path.key("funnel"), findings);
    delay(&segment.delay, &path.key("delay"), findings);
    channels(&segment.channels, &path.key("channels"), findings);
    if let Some(Wait::Law(law)) = &segment.share.after {
        self::delay(law, &path.key("share").key("after"), findings);
    }
    if let Drive::Motives { reward: Some(response), .. } = &segment.share.drive {
        table(response, &path.key("share").key("reward"), findings);
    }
    if let Some(response) = &segment.join_reward {
        table(response, &path.key("join_reward"), findings);
    }
    if let Stay::Retention(points) = &segment.stay {
        let days: Vec<f64> = points.iter().map(|(days, _)| *days).collect();
        self::points(&days, Domain::WAIT, &path.key("retention"), findings);
    }
    let only = ProblemKind::OnlyForFakes { key: "detect" };
    findings.when(
        !segment.fake && segment.detect != Segment::DETECT.usual().into(),
        &path.key("detect"),
        only,
    );
    for_fakes(segment, path, findings);
}

/// What bonus hunters do not have: they get their occasion at once, share once, leave at once, before
/// anybody could remind them, and buy nothing.
fn for_fakes(segment: &Segment, path: &Path, findings: &mut Findings) {
    let share = path.key("share");
    let named = [
        ("retention", matches!(segment.stay, Stay::Retention(_)), path),
        ("buys", !segment.buys.is_empty(), path),
        ("reminders", !segment.reminders.is_empty(), path),
        ("after", segment.share.after.is_some(), &share),
        ("again", segment.share.again != Share::AGAIN.usual().into(), &share),
    ];
    for (key, given, path) in named {
        findings.when(segment.fake && given, &path.key(key), ProblemKind::NotForFakes { key });
    }
}

fn contacts(contacts: &Contacts, path: &Path, findings: &mut Findings) {
    let Contacts::Mixture(parts) = contacts else { return };
    let path = path.key("mixture");
    findings.when(parts.is_empty(), &path, ProblemKind::EmptyList);
    for (index, (_, part)) in parts.iter().enumerate() {
        let nested = matches!(part, Contacts::Mixture(_));
        findings.when(nested, &path.index(index), ProblemKind::ExactlyOne { of: &["fixed", "mean"] });
    }
}

fn delay(delay: &Delay, path: &Path, findings: &mut Findings) {
    match delay {
        Delay::Mixture(parts) => {
            let path = path.key("mixture");
            findings.when(parts.is_empty(), &path, ProblemKind::EmptyList);
            for (index, (_, part)) in parts.iter().enumerate() {
                let none = matches!(part, Delay::Assumed | Delay::None | Delay::Mixture(_) | Delay::List(_));
                const OF: &[&str] = &["fixed", "exponential", "lognormal", "weibull"];
                findings.when(none, &path.index(index), ProblemKind::ExactlyOne { of: OF });
            }
        }
        Delay::List(times) => {
            let path = path.key("list");
            let days: Vec<f64> = times.iter().map(|(days, _)| *days).collect();
            points(&days, Domain::SPAN, &path, findings);
        }
        _ => {}
    }
}

fn channels(channels: &[Channel], path: &Path, findings: &mut Findings) {
    let mut names = BTreeSet::new();
    for channel in channels {
        let path = path.key(&channel.name);
        findings.when(is_empty(&channel.name), &path, ProblemKind::EmptyName);
        let kind = ProblemKind::DuplicateKey { key: channel.name.clone() };
        findings.when(!names.insert(&channel.name), &path, kind);
        if let Some(law) = &channel.contacts {
            contacts(law, &path.key("contacts"), findings);
        }
        funnel(channel.funnel.as_deref().unwrap_or_default(), &path.key("funnel"), findings);
        if let Some(law) = &channel.delay {
            delay(law, &path.key("delay"), findings);
        }
        let idle = channel.within_days.is_some() && channel.delay.is_none();
        let kind = ProblemKind::Together { missing: "delay", with: "within" };
        findings.when(idle, &path.key("within"), kind);
    }
}

fn funnel(stages: &[Stage], path: &Path, findings: &mut Findings) {
    few(stages.len(), path, findings);
    let mut names = BTreeSet::new();
    for stage in stages {
        findings.when(is_empty(&stage.name), path, ProblemKind::EmptyName);
        let kind = ProblemKind::DuplicateKey { key: stage.name.clone() };
        findings.when(!names.insert(&stage.name), &path.key(&stage.name), kind);
    }
}

fn table(response: &Response, path: &Path, findings: &mut Findings) {
    if let Response::Table(rows) = response {
        let path = path.key("table");
        findings.when(rows.is_empty(), &path, ProblemKind::EmptyList);
        let values: Vec<f64> = rows.iter().map(|(value, _)| *value).collect();
        points(&values, Domain::NON_NEGATIVE, &path, findings);
    }
}

/// Points between which something is interpolated or fitted.
fn points(points: &[f64], domain: Domain, path: &Path, findings: &mut Findings) {
    few(points.len(), path, findings);
    for point in points {
        if let Err(kind) = domain.accept(*point) {
            findings.push(path.clone(), kind);
        }
    }
    let same = points.windows(2).any(|pair| pair[0] == pair[1]);
    findings.when(same, path, ProblemKind::SamePoint);
    let falls = points.windows(2).any(|pair| pair[0] > pair[1]);
    findings.when(falls, path, ProblemKind::TableOrder);
}

fn reward(reward: &Reward, path: &Path, findings: &mut Findings) {
    findings.when(is_empty(&reward.name), &path.key("name"), ProblemKind::EmptyName);
    let idle = reward.stock.is_none() && reward.when_exhausted != WhenExhausted::default();
    findings.when(idle, &path.key("when_exhausted"), ProblemKind::NeedsStock);
}

fn community(scenario: &Scenario, path: &Path, findings: &mut Findings) {
    let Some(community) = &scenario.community else { return };
    let looked_after = community.members_per_carer != Community::MEMBERS_PER_CARER.usual().into();
    let needs = [
        (
            "group_size",
            community.group_size.is_some(),
            "cost_per_group",
            community.cost_per_group != Community::COST_PER_GROUP.usual().into(),
        ),
        (
            "carers",
            community.carers.is_some(),
            "cost_per_carer_day",
            community.cost_per_carer_day != Community::COST_PER_CARER_DAY.usual().into(),
        ),
        ("carers", community.carers.is_some(), "members_per_carer", looked_after),
    ];
    for (missing, there, with, given) in needs {
        findings.when(given && !there, &path.key(with), ProblemKind::Together { missing, with });
    }
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

/// Not more items than a file may have.
fn few(items: usize, path: &Path, findings: &mut Findings) {
    findings.when(items > MAX_ITEMS, path, ProblemKind::TooMany { limit: MAX_ITEMS });
}
