//! The names in a statement: read, looked up, and reported when they mean nothing.

use super::parser::Parser;
use crate::input::naming::measure_names;
use crate::metrics::{Retired, Risk};
use crate::problem::{Noun, StatementFault as Fault};
use crate::scenario::{Names, Occurrence};
use crate::yaml::nearest;
use std::ops::Range;

/// Whether a name may be written with this character.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

impl Parser<'_> {
    /// The event of this name, which stands alone in `P(…)`.
    pub fn named_event(&mut self, name: &str, at: Range<usize>) -> Option<Occurrence> {
        let Some(event) = Risk::named(name) else {
            if self.words.metrics.meaning(name).is_some() {
                self.faults.push((at, Fault::NoRelation));
            } else {
                self.unknown(Noun::Event, name, at, &Risk::ALL.map(Risk::name));
            }
            return None;
        };
        if event == Risk::AboveBenchmark && !self.words.has_benchmark {
            self.faults.push((at, Fault::NeedsBenchmark));
            return None;
        }
        Some(Occurrence::Named(event))
    }

    /// The longest of the names that comes next, in either language, or the next word. Names of funnel stages may hold any
    /// characters.
    pub fn name(&mut self, names: &[&str]) -> (String, Range<usize>) {
        let rest = self.cursor.rest();
        let ends =
            |length: usize| !rest[length..].starts_with(is_of_name) || rest[length..].starts_with('的');
        let length =
            |written: &str| (rest.starts_with(written) && ends(written.len())).then_some(written.len());
        let longest = |name: &&str| {
            let chinese = measure_names(name);
            let written = chinese.iter().map(String::as_str).chain([*name]);
            written.filter_map(length).max().map(|length| (length, (*name).to_owned()))
        };
        match names.iter().filter_map(longest).max() {
            Some((length, name)) => (name, self.cursor.take_bytes(length).1),
            None => {
                let (name, at) = self.cursor.take_while(is_of_name);
                (name.to_owned(), at)
            }
        }
    }

    /// What a name means; that it means nothing is noted.
    pub fn known<T: Clone>(
        &mut self,
        noun: Noun,
        names: &Names<T>,
        name: &str,
        at: Range<usize>,
    ) -> Option<T> {
        match names.meaning(name) {
            Some(meaning) => Some(meaning.clone()),
            None if noun == Noun::Metric && Risk::named(name).is_some() => {
                self.faults.push((at, Fault::EventWithoutP { name: name.to_owned() }));
                None
            }
            None => {
                self.unknown(noun, name, at, &names.all());
                None
            }
        }
    }

    /// Notes that nothing has this name.
    pub fn unknown(&mut self, noun: Noun, name: &str, at: Range<usize>, known: &[&str]) {
        if let Some(retired) = Retired::named(name).filter(|_| noun == Noun::Metric) {
            let Retired { name, instead } = retired;
            return self.faults.push((at, Fault::Retired { name, instead }));
        }
        let at = if name.is_empty() { self.cursor.here() } else { at };
        let chinese: Vec<String> = known.iter().flat_map(|name| measure_names(name)).collect();
        let nearest = nearest(name, known.iter().copied().chain(chinese.iter().map(String::as_str)));
        let known = known.iter().map(|&name| name.to_owned()).collect();
        self.faults.push((at, Fault::UnknownName { noun, name: name.to_owned(), nearest, known }));
    }
}
