//! `KEY=VALUE` changes to a scenario (`--set`): a dotted path and a value in the syntax of the file.

use super::inherit::{below, take_over};
use super::standard::standard_names;
use crate::problem::{Origin, Place, Problem, ProblemKind};
use crate::scenario::{EVERYBODY, TriggerKind};
use crate::yaml::{Content, Entry, MAX_DEPTH, Node, parse};
use std::ops::Range;

/// A change to a scenario, `KEY=VALUE`; what is wrong with it comes out of [`load`](super::load).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    text: String,
    flag: &'static str,
}

impl Override {
    /// From `KEY=VALUE`, for example `incentive.0.when.invites=5` or `segments.core.join=0.05 to 0.08`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Override {
        Override { text: text.into(), flag: "--set" }
    }

    /// From `KEY=VALUES`, for [`grid`](super::grid): a key and all the values that it is to take.
    #[must_use]
    pub fn varied(text: impl Into<String>) -> Override {
        Override { text: text.into(), flag: "--vary" }
    }

    /// As it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first key of its path, in the standard form.
    pub(super) fn first_key(&self) -> String {
        let first = self.text.split(['.', '=']).next().unwrap_or("").trim();
        standard_names([first]).concat()
    }

    /// The option by which it was typed.
    #[must_use]
    pub fn flag(&self) -> &'static str {
        self.flag
    }
}

/// Applies one override to the scenario and returns what was wrong with it.
pub(super) fn apply(root: &mut Node, change: &Override, index: usize) -> Vec<Problem> {
    let origin = Origin::Override(index);
    let whole = Place { origin, bytes: 0..change.text.len() };
    let Some(equals) = change.text.find('=') else {
        return vec![Problem::at(whole, ProblemKind::OverrideForm)];
    };
    let mut steps = steps(&change.text[..equals]);
    if steps.is_empty() {
        return vec![Problem::at(whole, ProblemKind::OverrideForm)];
    }
    if steps.len() > MAX_DEPTH {
        let path = Place { origin, bytes: 0..equals };
        return vec![Problem::at(path, ProblemKind::OverrideTooDeep { limit: MAX_DEPTH })];
    }
    if change.text[equals + 1..].trim().is_empty() {
        return vec![Problem::at(whole, ProblemKind::OverrideNoValue)];
    }
    // Without segments, everybody is the segment `all`, and its keys are those of the top level.
    let mut names = standard_names(steps.iter().map(|step| &change.text[step.clone()]));
    let below = steps.len() > 2 && root.get("segments").is_none();
    if below && names[0] == "segments" && names[1] == EVERYBODY {
        steps.drain(..2);
        names.drain(..2);
    }
    let (value, mut problems) = parse(&change.text[equals + 1..], origin, equals + 1);
    if problems.is_empty() {
        let nothing = Node { written: whole.clone(), place: whole, order: 0, content: Content::Null };
        let target = Target { text: &change.text, origin, steps: &steps, names: &names };
        target.take_over(root);
        problems.extend(target.set(root, value.unwrap_or(nothing), 0).err().map(|problem| *problem));
    }
    problems
}

/// The stretches of the key between its dots; none when a part is empty.
fn steps(key: &str) -> Vec<Range<usize>> {
    let mut steps = Vec::new();
    let mut start = 0;
    for part in key.split('.') {
        let trimmed = part.trim();
        if trimmed.is_empty() {
            return Vec::new();
        }
        let indent = part.len() - part.trim_start().len();
        steps.push(start + indent..start + indent + trimmed.len());
        start += part.len() + 1;
    }
    steps
}

/// Rewards can be called by their names: `incentive.course.value=5`.
fn is_named(item: &Node, name: &str) -> bool {
    matches!(item.get("name"), Some(Entry { node: Node { content: Content::Text(text), .. }, .. }) if text == name)
}

/// What may be written with a list around it or without, where there is one: a wave of seeds, a stretch of inflow, a kind of
/// order, a reminder, a risk.
const MAY_BE_ONE: [&str; 5] = ["seeds", "inflow", "buys", "reminders", "ban"];

struct Target<'a> {
    text: &'a str,
    origin: Origin,
    steps: &'a [Range<usize>],
    /// The steps in the standard form.
    names: &'a [String],
}

impl Target<'_> {
    fn place(&self, bytes: &Range<usize>) -> Place {
        Place { origin: self.origin, bytes: bytes.clone() }
    }

    fn name(&self, at: usize) -> &str {
        &self.names[at]
    }

    /// Whether the step leads into what may be written with or without a list around it.
    fn may_be_one(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| MAY_BE_ONE.contains(&self.name(before)))
    }

    /// Whether the step is the index of what is written without a list around it.
    fn is_the_only_one(&self, node: &Node, at: usize) -> bool {
        let is_alone = matches!(node.content, Content::Map(_) | Content::Null);
        is_alone && self.name(at) == "0" && self.may_be_one(at) && node.get("0").is_none()
    }

    /// Before a part of what a segment or a channel inherits is changed, the whole of it becomes its own.
    fn take_over(&self, root: &mut Node) {
        let mut heir: Vec<String> = Vec::new();
        let mut at = 0;
        for family in ["segments", "channels"] {
            if self.names.get(at).is_none_or(|name| name != family) {
                continue;
            }
            heir.push(family.to_owned());
            let Some(Node { content: Content::Map(all), .. }) = below(root, &heir) else { return };
            let Some((place, end)) = self.met(all, at + 1) else { return };
            heir.push(all[place].key.clone());
            at = end;
            if at + 1 < self.steps.len() {
                take_over(root, &heir, self.name(at));
            }
        }
    }

    /// Goes down the path from step `at` and puts the value at its end.
    fn set(&self, node: &mut Node, value: Node, at: usize) -> Result<(), Box<Problem>> {
        if at == self.steps.len() {
            *node = value;
            return Ok(());
        }
        if self.is_the_only_one(node, at) {
            return self.set(node, value, at + 1);
        }
        match &mut node.content {
            Content::List(items) => {
                let length = items.len();
                let step = self.name(at);
                if let ([item], Err(_)) = (&mut items[..], step.parse::<usize>())
                    && self.may_be_one(at)
                {
                    return self.set(item, value, at);
                }
                let index = step.parse().ok().or_else(|| items.iter().position(|item| is_named(item, step)));
                match index.and_then(|index: usize| items.get_mut(index)) {
                    Some(item) => self.set(item, value, at + 1),
                    None => Err(self.problem(at, |at| ProblemKind::OverrideIndex { at, length })),
                }
            }
            Content::Map(entries) => self.set_in_map(entries, value, at),
            Content::Null => {
                let mut entries = Vec::new();
                self.set_in_map(&mut entries, value, at)?;
                node.content = Content::Map(entries);
                Ok(())
            }
            _ => Err(self.problem(at, |at| ProblemKind::OverrideThroughValue { at })),
        }
    }

    fn set_in_map(&self, entries: &mut Vec<Entry>, value: Node, at: usize) -> Result<(), Box<Problem>> {
        if self.is_bare_trigger(at) && entries.iter().all(|entry| entry.key != self.name(at)) {
            let mut trigger = self.missing(at, self.name(at));
            self.set(&mut trigger.node, value, at + 1)?;
            let mut when = self.missing(at, "when");
            when.node.content = Content::Map(vec![trigger]);
            entries.retain(|entry| entry.key != "when");
            entries.push(when);
            return Ok(());
        }
        if let Some(funnel) = self.only_stage(entries, at) {
            return self.set(&mut entries[funnel].node, value, at);
        }
        if let Some((place, end)) = self.met(entries, at) {
            let entry = &mut entries[place];
            if end == self.steps.len() {
                let key = self.steps[at].start..self.steps[end - 1].end;
                entry.key_place = self.place(&key);
            }
            return self.set(&mut entry.node, value, end);
        }
        let mut entry = self.missing(at, self.name(at));
        self.set(&mut entry.node, value, at + 1)?;
        entries.push(entry);
        Ok(())
    }

    /// The funnel that says the same as `join`, if that is meant: one in which nothing comes before.
    fn only_stage(&self, entries: &[Entry], at: usize) -> Option<usize> {
        let is_alone = |entry: &Entry| match &entry.node.content {
            Content::Map(stages) => entry.key == "funnel" && stages.len() == 1 && stages[0].key == "join",
            _ => false,
        };
        let is_meant = self.name(at) == "join" && entries.iter().all(|entry| entry.key != "join");
        entries.iter().position(is_alone).filter(|_| is_meant)
    }

    /// The entry that is met from this step on, and the step after it: a name with dots in it is met by the longest run of
    /// steps that spells a key.
    fn met(&self, entries: &[Entry], at: usize) -> Option<(usize, usize)> {
        (at + 1..=self.steps.len()).rev().find_map(|end| {
            let run = &self.text[self.steps[at].start..self.steps[end - 1].end];
            let name = if end == at + 1 { self.name(at) } else { run };
            entries.iter().position(|entry| entry.key == name).map(|place| (place, end))
        })
    }

    /// Whether a trigger with a number is set without naming `when`: `incentive.0.invites=5`.
    fn is_bare_trigger(&self, at: usize) -> bool {
        let counted = || TriggerKind::of_word(self.name(at)).is_some_and(|kind| kind.counts().is_some());
        at == 2 && self.name(0) == "incentive" && counted()
    }

    fn missing(&self, at: usize, key: &str) -> Entry {
        let place = self.place(&self.steps[at]);
        let node = Node { place: place.clone(), written: place.clone(), order: 0, content: Content::Null };
        Entry { key: key.to_owned(), key_place: place, node }
    }

    fn problem(&self, at: usize, kind: impl FnOnce(String) -> ProblemKind) -> Box<Problem> {
        let before = self.steps[..at].last().map_or(0, |step| step.end);
        let kind = kind(self.text[..before].trim().to_owned());
        Box::new(Problem::at(self.place(&self.steps[at]), kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Part;

    fn applied(text: &str, change: &str) -> Result<Node, Vec<Problem>> {
        let (node, _) = parse(text, Origin::File, 0);
        let mut node = node.unwrap();
        let problems = apply(&mut node, &Override::new(change), 0);
        if problems.is_empty() { Ok(node) } else { Err(problems) }
    }

    #[test]
    fn a_path_leads_through_maps_lists_and_names_with_dots() {
        let node =
            applied("segments: { v1.2: { share: { again: 0 } } }", "segments.v1.2.share.again=.3").unwrap();
        let again = node.get("segments").unwrap().node.get("v1.2").unwrap().node.get("share").unwrap();
        assert!(
            matches!(&again.node.get("again").unwrap().node.content, Content::Number(n) if n.as_f64() == Some(0.3))
        );
    }

    #[test]
    fn rewards_are_met_by_number_or_name() {
        for change in ["incentive.1.value=9", "incentive.course.value=9"] {
            let node = applied("incentive: [{ value: 1 }, { name: course, value: 2 }]", change).unwrap();
            let Content::List(rules) = &node.get("incentive").unwrap().node.content else { panic!() };
            let Content::Number(value) = &rules[1].get("value").unwrap().node.content else { panic!() };
            assert_eq!(value.as_u64(), Some(9));
        }
    }

    #[test]
    fn without_segments_all_is_the_top_level() {
        let node = applied("share: 0.1", "segments.all.share=0.2").unwrap();
        assert!(node.get("segments").is_none());
    }

    #[test]
    fn one_stretch_of_inflow_needs_no_number() {
        for inflow in ["{ per_day: 5, cost: 1 }", "[{ per_day: 5, cost: 1 }]"] {
            let node = applied(&format!("inflow: {inflow}"), "inflow.cost=2").unwrap();
            assert!(!format!("{node:?}").contains("Null"), "{node:?}");
            let inflow = &node.get("inflow").unwrap().node;
            let plan = if let Content::List(plans) = &inflow.content { &plans[0] } else { inflow };
            let cost = &plan.get("cost").unwrap().node.content;
            assert!(matches!(cost, Content::Number(cost) if cost.as_u64() == Some(2)));
        }
        assert!(applied("inflow: [{ per_day: 5 }, { per_day: 6 }]", "inflow.cost=2").is_err());
    }

    #[test]
    fn the_only_one_may_be_met_by_its_index() {
        for seeds in ["{ count: 5, churn: 1% }", "[{ count: 5, churn: 1% }]"] {
            for key in ["seeds.0.count", "seeds.count", "segments.all.seeds.0.count"] {
                let node = applied(&format!("seeds: {seeds}"), &format!("{key}=7")).unwrap();
                let found =
                    node.find(&[Part::Key("seeds".into()), Part::Index(0), Part::Key("count".into())]);
                let count = &found.unwrap().0.content;
                assert!(matches!(count, Content::Number(count) if count.as_u64() == Some(7)), "{node:?}");
            }
        }
        assert!(applied("ban: [{ per_participant: 1% }]", "ban.per_participant=2%").is_ok());
        let node = applied("segments: { a: { funnel: { join: 5% } } }", "segments.a.join=6%").unwrap();
        assert!(!format!("{node:?}").contains("5%"), "{node:?}");
    }

    /// What a scenario says after a change, against one in which it is typed so.
    #[test]
    fn a_part_of_what_is_inherited_comes_with_the_whole() {
        let top = "name: x\ndays: 7\ncontacts: { mean: 20, k: .5 }\nfunnel: { see: 50%, join: 10% }\n\
                   share: { content: 10%, social: 5%, reward: { max: 30%, half: 5 }, after: 1d, again: 50% }\n\
                   retention: { 1d: 80%, 7d: 50% }\nbuys: { per_day: 1%, margin: 5 }\n\
                   channels: { c: { use: 50% }, d: { use: 20%, join: 3% } }\n\
                   incentive: [{ to: inviter, when: join, value: 5, cost: 5 }]\n";
        let of = |a: &str, hunters: &str| {
            format!(
                "{top}segments: {{ a: {{ seeds: 50{a} }}, b: {{ seeds: 50 }}, h: {{ fake: true, seeds: 5{hunters} }} }}\n"
            )
        };
        let load = |text: &str, changes: &[Override]| {
            crate::input::load(&crate::yaml::Source::new("x.yaml", text), changes).unwrap().into_inner()
        };
        for (change, a, hunters) in [
            ("segments.a.contacts.mean=12", ", contacts: { mean: 12, k: .5 }", ""),
            ("segments.a.funnel.see=60%", ", funnel: { see: 60%, join: 10% }", ""),
            (
                "人群.a.分享.内容=20%",
                ", share: { content: 20%, social: 5%, reward: { max: 30%, half: 5 }, after: 1d, again: 50% }",
                "",
            ),
            // Bonus hunters have nothing to wait for.
            (
                "segments.h.share.reward.half=9",
                "",
                ", share: { content: 10%, social: 5%, reward: { max: 30%, half: 9 } }",
            ),
            ("segments.a.retention.7d=60%", ", retention: { 1d: 80%, 7d: 60% }", ""),
            ("segments.a.buys.0.margin=6", ", buys: { per_day: 1%, margin: 6 }", ""),
            (
                "segments.a.channels.c.contacts.mean=30",
                ", channels: { c: { use: 50%, contacts: { mean: 30, k: .5 } }, d: { use: 20%, join: 3% } }",
                "",
            ),
            // What is replaced as a whole is what was typed.
            ("segments.a.contacts=12", ", contacts: 12", ""),
            ("segments.a.join=5%", ", join: 5%", ""),
        ] {
            let (got, expected) = (load(&of("", ""), &[Override::new(change)]), load(&of(a, hunters), &[]));
            assert_eq!(got, expected, "{change}");
        }
    }

    #[test]
    fn missing_maps_are_made() {
        let node = applied("days: 3", "capacity.total=20").unwrap();
        assert!(node.get("capacity").unwrap().node.get("total").is_some());
    }

    #[test]
    fn a_trigger_can_be_set_without_when() {
        let node = applied("incentive: [{ when: join, value: 1 }]", "incentive.0.invites=5").unwrap();
        let Content::List(rules) = &node.get("incentive").unwrap().node.content else { panic!() };
        assert!(rules[0].get("when").unwrap().node.get("invites").is_some());
    }

    /// Each key is a call within the one before.
    #[test]
    fn a_path_has_an_end() {
        let problems = applied("days: 3", &format!("{}a=1", "a.".repeat(100_000))).unwrap_err();
        assert_eq!(problems[0].kind, ProblemKind::OverrideTooDeep { limit: MAX_DEPTH });
        assert_eq!(problems[0].place.as_ref().unwrap().bytes, 0..200_001);
    }

    #[test]
    fn wrong_paths_are_located_in_the_override() {
        for (change, at) in
            [("days.x=3", 5..6), ("incentive.7.value=1", 10..11), ("days", 0..4), ("a..b=1", 0..6)]
        {
            let problems = applied("days: 3\nincentive: [{ value: 1 }]", change).unwrap_err();
            assert_eq!(problems[0].place.as_ref().unwrap().bytes, at, "{change}");
        }
    }
}
