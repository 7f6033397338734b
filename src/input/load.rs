//! The way from text to a valid scenario, or to everything that is wrong with it.

use super::audience;
use super::keys::{RawScenario, resolve};
use super::locate::{Texts, locate};
use super::order::sorted;
use super::read::{Certain, Read, Reader, Step, date};
use super::set::{self, Override};
use super::standard::standardise;
use super::tree::tree;
use super::typed::written_at;
use crate::problem::{FileFault, FileProblem, Findings, Path as Key, Problem, ProblemKind, StatementFault};
use crate::scenario::{Clock, Fallback, IdleKey, Number, Scenario, Valid, contradictions};
use crate::units::MINUTES_PER_DAY;
use crate::yaml::{Marked, Node, Source};
use std::path::Path;

/// All problems of a scenario together with the texts they are in: the error of [`Scenario::from_yaml`].
#[derive(Clone, Debug)]
pub struct Problems {
    /// The text of the scenario.
    pub source: Source,
    /// The overrides that were applied to it.
    pub overrides: Vec<Override>,
    /// What is wrong, in the order of the text; never empty.
    pub list: Vec<Problem>,
}

/// Reads a scenario and applies the overrides to it.
///
/// # Errors
/// Everything that is wrong, in the order of the text; problems of overrides come last.
pub fn load(source: &Source, overrides: &[Override]) -> Result<Valid, Vec<Problem>> {
    read(source, overrides).1
}

/// The scenario, or what is wrong with it; before that the text with the marks of YAML, if it is with them that it reads
/// better than as it was written. So a text that is well as it is is never read otherwise.
pub(super) fn read(source: &Source, overrides: &[Override]) -> (Option<Marked>, Result<Valid, Vec<Problem>>) {
    let problems = match read_with(source, None, overrides) {
        Ok(valid) => return (None, Ok(valid)),
        Err(problems) => problems,
    };
    let Some(marked) = Marked::of(source.text()) else { return (None, Err(problems)) };
    let weight = |problems: &[Problem]| (problems.iter().any(|it| it.kind.hides_others()), problems.len());
    match read_with(source, Some(&marked), overrides) {
        Err(again) if weight(&again) >= weight(&problems) => (None, Err(problems)),
        read => (Some(marked), read),
    }
}

fn read_with(
    source: &Source,
    marked: Option<&Marked>,
    overrides: &[Override],
) -> Result<Valid, Vec<Problem>> {
    let (root, mut problems) = keys(source, marked)?;
    let root = changed(root, overrides, &mut problems);

    let start = root.get("start").and_then(|entry| date(&entry.node));
    let mut reader = Reader { start, ..Reader::default() };
    let raw = RawScenario::read(&root, &mut reader);
    problems.append(&mut reader.problems);
    let raw = match raw {
        Some(raw) if !is_headless(&root, &raw) => raw,
        _ => return Err(sorted(problems)),
    };

    let (mut scenario, mut findings) = resolve(&raw, reader.uncertain, source.folder());
    // Files may be large: they are opened where nothing else is wrong.
    let nothing_wrong = problems.is_empty() && findings.0.iter().all(|(_, kind)| is_idle(kind));
    let network = if nothing_wrong { scenario.standing(&mut findings) } else { None };
    let Findings(contradictions) = contradictions(&scenario, network.as_deref());
    findings.0.extend(contradictions);
    if findings.0.iter().any(|(_, kind)| matches!(kind, ProblemKind::TotalForAll { .. })) {
        // Who stands at the top level begins, once he stands in a segment.
        findings.0.retain(|(_, kind)| *kind != ProblemKind::NobodyStarts);
    }
    if overrides.iter().any(|change| change.first_key() != "expect") {
        // Statements about something that the changed design no longer has (a tier, a stage) say nothing of it.
        findings.0.retain(|(_, kind)| !names_nothing(kind));
    }
    let located = locate(findings, &root, &Texts { source, overrides }, &problems);
    let (idle, located) = located.into_iter().partition(|problem| is_idle_in_file(problem, overrides));
    scenario.idle = Vec::<Problem>::into_iter(idle).filter_map(idle_key).collect();
    problems.extend::<Vec<Problem>>(located);
    if !problems.is_empty() {
        return Err(sorted(problems));
    }
    let said = said(&root, &scenario);
    Ok(Valid::trusted(scenario, network).saying(said))
}

/// The numbers that are said although they would be so if nothing were said.
fn said(root: &Node, scenario: &Scenario) -> Vec<Key> {
    let is_usual = |number: &Number| number.about.fallback == Fallback::Number(number.value.typical());
    let numbers = scenario.numbers().into_iter().filter(is_usual).map(|number| number.key);
    numbers.filter(|key| written_at(root, key).is_some()).collect()
}

/// Whether this is a key of the file that nobody uses: a warning, where no override speaks of it.
fn is_idle_in_file(problem: &Problem, overrides: &[Override]) -> bool {
    let ProblemKind::IdleKey { key, .. } = problem.kind else { return false };
    !overrides.iter().any(|change| change.first_key() == key)
}

fn is_idle(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::IdleKey { .. })
}

fn idle_key(problem: Problem) -> Option<IdleKey> {
    let ProblemKind::IdleKey { key, meant } = problem.kind else { return None };
    Some(IdleKey { key: key.to_owned(), meant })
}

/// The minutes of a step, as far as text and overrides say; else those of a day, the usual unit of a campaign.
pub(super) fn step_minutes(source: &Source, overrides: &[Override]) -> u32 {
    let root = keys(source, None).or_else(|_| keys(source, Marked::of(source.text()).as_ref()));
    let step = root.ok().and_then(|(root, mut problems)| {
        let root = changed(root, overrides, &mut problems);
        Reader::default().entry::<Certain<Step>>(root.get("step")?)
    });
    step.and_then(|step| Clock::minutes_of(step.0).ok()).unwrap_or(MINUTES_PER_DAY)
}

/// The tree of the text in its standard form, a map of keys, laid over that of the people whom it names, with the problems
/// that do not hinder reading on.
fn keys(source: &Source, marked: Option<&Marked>) -> Result<(Node, Vec<Problem>), Vec<Problem>> {
    let (mut root, mut problems) = tree(source, marked)?;
    problems.append(&mut standardise(&mut root).problems);
    let (root, mut of_people) = audience::laid_under(root, source)?;
    problems.append(&mut of_people);
    Ok((root, problems))
}

fn names_nothing(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::Statement { fault: StatementFault::UnknownName { .. }, .. })
}

/// The tree with all overrides applied and numbered in the order of the file.
fn changed(mut root: Node, overrides: &[Override], problems: &mut Vec<Problem>) -> Node {
    for (index, change) in overrides.iter().enumerate() {
        problems.extend(audience::comes_first(change, index));
        problems.extend(set::apply(&mut root, change, index));
        problems.append(&mut standardise(&mut root).problems);
    }
    root.enumerate(&mut 0);
    root
}

/// Whether segments or rewards could not be read at all: what the rest lacks without them is not known.
fn is_headless(root: &Node, raw: &RawScenario) -> bool {
    let lost = |key: &str, read: bool| root.get(key).is_some() && !read;
    lost("segments", raw.segments.is_some()) || lost("incentive", raw.incentive.is_some())
}

impl Scenario {
    /// Reads a scenario from YAML.
    ///
    /// # Errors
    /// Everything that is wrong with it; its `Display` lists the problems with line and column.
    ///
    /// ```
    /// use kfactor::scenario::Scenario;
    ///
    /// let scenario = Scenario::from_yaml("
    /// name: Exam-prep poster
    /// days: 14
    /// seeds: 500
    /// share: 0.35
    /// contacts: 12
    /// join: 6%
    /// ").unwrap();
    /// assert_eq!(scenario.clock.days(), 14.0);
    ///
    /// let problems = Scenario::from_yaml("name: x\ndays: -1\nshare: 35").unwrap_err();
    /// assert!(problems.to_string().contains("line 2, column 7"));
    /// ```
    pub fn from_yaml(text: &str) -> Result<Valid, Problems> {
        let source = Source::new("<yaml>", text);
        load(&source, &[]).map_err(|list| Problems { source, overrides: Vec::new(), list })
    }

    /// Reads a scenario from a file, and the files that it names from its folder.
    ///
    /// # Errors
    /// Everything that is wrong with it, or that it cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Valid, Problems> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let source = Source::read_file(path).map_err(|error| {
            let fault = FileProblem { file: name.clone(), line: None, fault: FileFault::not_opened(&error) };
            let list = vec![Problem::of_whole_file(ProblemKind::File(fault))];
            Problems { source: Source::new(name, ""), overrides: Vec::new(), list }
        })?;
        load(&source, &[]).map_err(|list| Problems { source, overrides: Vec::new(), list })
    }
}
