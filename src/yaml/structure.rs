//! The first pass over a text: is it YAML that can be read without harm, and where does everything stand?
//!
//! `serde_yaml` reads the values afterwards. It says nothing of places, and it can be made to take seconds
//! (deep nesting) or gigabytes (aliases of aliases); after this pass it no longer can.

use super::anchors::Names;
use super::limits::{MAX_DEPTH, MAX_EXPANDED_BYTES, MAX_VALUES};
use super::{syntax, unclosed};
use crate::problem::{Origin, Place, Problem, ProblemKind, Syntax};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Where a value stands, and the values in it.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub bytes: Range<usize>,
    /// Where the value is written: behind its anchor, if this is an alias.
    pub written: Range<usize>,
    pub shape: Shape,
}

/// The shape of a value.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A scalar as it reads after unescaping.
    Scalar(String),
    List(Vec<Mark>),
    Map(Vec<(Mark, Mark)>),
}

/// What the first pass found.
pub(super) struct Structure {
    /// Places of everything; none when there is nothing.
    pub root: Option<Mark>,
    /// Stretches (second occurrences of keys) that must not be read again.
    pub cut: Vec<Range<usize>>,
    /// Names of anchors and aliases.
    pub names: Names,
    /// Problems that do not hinder reading on.
    pub problems: Vec<Problem>,
}

/// Runs the first pass.
///
/// # Errors
/// The one problem that makes it impossible to read on.
pub(super) fn structure(text: &str, origin: Origin) -> Result<Structure, Box<Problem>> {
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::new(text, origin);
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(|error| builder.syntax_problem(&error, text))?;
        builder.take(event, &span)?;
    }
    let Builder { root, cut, names, problems, .. } = builder;
    Ok(Structure { root, cut, names, problems })
}

/// A list or map that is not closed yet.
struct Open {
    start: usize,
    anchor: usize,
    is_map: bool,
    children: Vec<Mark>,
}

struct Builder<'a> {
    text: &'a str,
    /// Up to where of it was taken.
    taken: usize,
    origin: Origin,
    open: Vec<Open>,
    anchors: BTreeMap<usize, (Mark, Cost)>,
    spent: Cost,
    documents: usize,
    root: Option<Mark>,
    cut: Vec<Range<usize>>,
    names: Names,
    problems: Vec<Problem>,
}

/// What a value amounts to when all aliases are written out.
#[derive(Clone, Copy, Default)]
struct Cost {
    values: usize,
    bytes: usize,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, origin: Origin) -> Builder<'a> {
        Builder {
            text,
            taken: 0,
            origin,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            spent: Cost::default(),
            documents: 0,
            root: None,
            cut: Vec::new(),
            names: Names::default(),
            problems: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Box<Problem>> {
        let bytes = span.byte_range().unwrap_or_default();
        if event.tag().is_some() {
            return Err(
                self.problem(span.tag_span().and_then(|s| s.byte_range()).unwrap_or(bytes), ProblemKind::Tag)
            );
        }
        self.name(&event, &bytes);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.problem(bytes, ProblemKind::SecondDocument));
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                // An absent value comes as a plain `~`; it has no bytes of its own.
                let empty = style == ScalarStyle::Plain && bytes.is_empty();
                let text = if empty { String::new() } else { text.into_owned() };
                self.spend(Cost { values: 1, bytes: text.len() }, &bytes)?;
                self.close(Mark { written: bytes.clone(), bytes, shape: Shape::Scalar(text) }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(bytes, anchor, false)?,
            Event::MappingStart(_, anchor, _) => self.begin(bytes, anchor, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.finish(bytes.end)?,
            Event::Alias(id) => {
                let Some((mark, cost)) = self.anchors.get(&id) else {
                    return Err(self.problem(bytes, ProblemKind::RecursiveAlias));
                };
                let (shape, written, cost) = (mark.shape.clone(), mark.written.clone(), *cost);
                self.spend(cost, &bytes)?;
                self.close(Mark { bytes, written, shape }, 0);
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes the name of the anchor or alias that the event has, if it has one.
    fn name(&mut self, event: &Event<'_>, bytes: &Range<usize>) {
        match event {
            Event::Alias(anchor) => self.names.alias(self.text, bytes.start, *anchor),
            _ => {
                if let Some(anchor) = event.anchor_id() {
                    self.taken = self.names.anchor(self.text, self.taken, anchor);
                }
            }
        }
        self.taken = self.taken.max(bytes.end);
    }

    /// A bracket that was left open lets the parser stumble over some later line, or over the end of a bracket around it.
    fn syntax_problem(&self, error: &ScanError, text: &str) -> Box<Problem> {
        let problem = syntax::problem(error, text, self.origin);
        let stumbled_at = problem.place.as_ref().map_or(0, |place| place.bytes.start);
        let bracket =
            |place: usize| Some((place, text[place..].chars().next().filter(|c| "[{".contains(*c))?));
        // The parser may have read further than it has told.
        let innermost = unclosed::bracket(text, stumbled_at).and_then(bracket);
        let told = self.open.last().and_then(|open| bracket(open.start));
        let to_blame = match &problem.kind {
            // It may stumble over the very bracket.
            ProblemKind::Syntax(Syntax::Unclosed(_)) => bracket(stumbled_at).or(innermost).or(told),
            ProblemKind::Syntax(Syntax::FullWidth { .. } | Syntax::Quote) => None,
            ProblemKind::Syntax(_) => told
                .filter(|(start, _)| text[*start..stumbled_at.max(*start)].contains('\n'))
                .map(|told| innermost.filter(|(place, _)| *place > told.0).unwrap_or(told)),
            _ => None,
        };
        match to_blame {
            Some((start, bracket)) => {
                self.problem(start..start + 1, ProblemKind::Syntax(Syntax::Unclosed(bracket)))
            }
            None => Box::new(problem),
        }
    }

    fn problem(&self, bytes: Range<usize>, kind: ProblemKind) -> Box<Problem> {
        Box::new(Problem::at(Place { origin: self.origin, bytes }, kind))
    }

    fn spend(&mut self, cost: Cost, bytes: &Range<usize>) -> Result<(), Box<Problem>> {
        self.spent.values += cost.values;
        self.spent.bytes += cost.bytes;
        if self.spent.values > MAX_VALUES || self.spent.bytes > MAX_EXPANDED_BYTES {
            return Err(self.problem(bytes.clone(), ProblemKind::TooManyValues { limit: MAX_VALUES }));
        }
        Ok(())
    }

    fn begin(&mut self, bytes: Range<usize>, anchor: usize, is_map: bool) -> Result<(), Box<Problem>> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.problem(bytes, ProblemKind::TooDeep { limit: MAX_DEPTH }));
        }
        self.spend(Cost { values: 1, bytes: 0 }, &bytes)?;
        self.open.push(Open { start: bytes.start, anchor, is_map, children: Vec::new() });
        Ok(())
    }

    fn finish(&mut self, end: usize) -> Result<(), Box<Problem>> {
        // The parser closes only what it has opened.
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let shape = if open.is_map { self.map(open.children)? } else { Shape::List(open.children) };
        let bytes = open.start..end.max(open.start);
        let mark = Mark { written: bytes.clone(), bytes, shape };
        self.close(mark, open.anchor);
        Ok(())
    }

    /// Pairs keys with values; the second of two equal keys is reported and left out.
    fn map(&mut self, children: Vec<Mark>) -> Result<Shape, Box<Problem>> {
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        let mut children = children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            let Shape::Scalar(name) = &key.shape else {
                return Err(self.problem(key.bytes, ProblemKind::KeyNotText));
            };
            if seen.insert(name.clone()) {
                entries.push((key, value));
            } else {
                let kind = ProblemKind::DuplicateKey { key: name.clone() };
                self.problems.push(*self.problem(key.bytes.clone(), kind));
                self.cut.push(key.bytes.start..value.bytes.end.max(key.bytes.end));
            }
        }
        Ok(Shape::Map(entries))
    }

    fn close(&mut self, mark: Mark, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (mark.clone(), cost(&mark)));
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(mark),
            None => self.root = Some(mark),
        }
    }
}

fn cost(mark: &Mark) -> Cost {
    let add = |a: Cost, b: Cost| Cost { values: a.values + b.values, bytes: a.bytes + b.bytes };
    match &mark.shape {
        Shape::Scalar(text) => Cost { values: 1, bytes: text.len() },
        Shape::List(items) => items.iter().map(cost).fold(Cost { values: 1, bytes: 0 }, add),
        Shape::Map(entries) => entries
            .iter()
            .map(|(key, value)| add(cost(key), cost(value)))
            .fold(Cost { values: 1, bytes: 0 }, add),
    }
}
