//! The way of keys to a number: as it is written in one scenario, and as a pattern of all scenarios.

use crate::problem::{Part, Path};

/// One step of the way.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    /// As it is written; nothing where a short form leaves it out.
    written: Option<Part>,
    /// In a pattern of the short form.
    short: &'static str,
    /// In the pattern of the full form.
    full: &'static str,
}

/// The way to a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trail(Vec<Step>);

impl Trail {
    /// Into a key.
    pub fn key(&mut self, key: &'static str) {
        self.spelled(key, key);
    }

    /// Into a key that has another pattern in its full form.
    pub fn spelled(&mut self, key: &'static str, full: &'static str) {
        self.0.push(Step { written: Some(Part::Key(key.to_owned())), short: key, full });
    }

    /// Into one of a family that has names.
    pub fn name(&mut self, family: &'static str, name: &str) {
        self.0.push(Step { written: Some(Part::Key(name.to_owned())), short: family, full: family });
    }

    /// Into an item of a list.
    pub fn item(&mut self, index: usize) {
        self.0.push(Step { written: Some(Part::Index(index)), short: "<i>", full: "<i>" });
    }

    /// Into what a short form leaves out.
    pub fn left_out(&mut self, full: &'static str) {
        self.0.push(Step { written: None, short: "", full });
    }

    /// Back by one step.
    pub fn back(&mut self) {
        self.0.pop();
    }

    /// The keys as they are written.
    pub fn path(&self) -> Path {
        Path(self.0.iter().filter_map(|step| step.written.clone()).collect())
    }

    /// The keys below the segment that they lead through, and which segment of the scenario that is.
    pub fn below_segment(&self) -> Option<Path> {
        let [segments, _, below @ ..] = &self.0[..] else { return None };
        let path = || Path(below.iter().filter_map(|step| step.written.clone()).collect());
        (segments.full == "segments").then(path)
    }

    /// The name of the segment that they lead through.
    pub fn segment(&self) -> Option<&str> {
        let [segments, name, ..] = &self.0[..] else { return None };
        match &name.written {
            Some(Part::Key(name)) if segments.full == "segments" => Some(name),
            _ => None,
        }
    }

    /// The keys of the full form with `<…>` for names and positions.
    pub fn pattern(&self) -> String {
        self.0.iter().map(|step| step.full).collect::<Vec<_>>().join(".")
    }

    /// The same of the form in which the number is written here.
    pub fn short_pattern(&self) -> String {
        let written = self.0.iter().filter(|step| step.written.is_some());
        written.map(|step| step.short).collect::<Vec<_>>().join(".")
    }
}
