//! `KEY=VALUE` changes to a scenario (`--set`): a dotted path and a value in the syntax of the file.

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

    /// The name of the step before, if there is one.
    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.name(before))
    }

    /// Goes down the path from step `at` and puts the value at its end.
    fn set(&self, node: &mut Node, value: Node, at: usize) -> Result<(), Box<Problem>> {
        if at == self.steps.len() {
            *node = value;
            return Ok(());
        }
        match &mut node.content {
            Content::List(items) => {
                let length = items.len();
                let step = self.name(at);
                // One stretch of inflow, one kind of order, one reminder may be written with or without a list around it.
                if let ([item], "inflow" | "buys" | "reminders", Err(_)) =
                    (&mut items[..], self.before(at), step.parse::<usize>())
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
        // A name with dots in it is met by the longest run of steps that spells a key.
        for end in (at + 1..=self.steps.len()).rev() {
            let run = &self.text[self.steps[at].start..self.steps[end - 1].end];
            let name = if end == at + 1 { self.name(at) } else { run };
            if let Some(entry) = entries.iter_mut().find(|entry| entry.key == name) {
                if end == self.steps.len() {
                    let key = self.steps[at].start..self.steps[end - 1].end;
                    entry.key_place = self.place(&key);
                }
                return self.set(&mut entry.node, value, end);
            }
        }
        let mut entry = self.missing(at, self.name(at));
        self.set(&mut entry.node, value, at + 1)?;
        entries.push(entry);
        Ok(())
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
