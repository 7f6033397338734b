//! Which numbers of a scenario are turned together to see what they do to K, and what they are called.

use crate::scenario::{About, Meaning, Number, Valid};

/// Numbers that are turned together: the same number of several segments, where it is the same.
pub(super) struct Group {
    /// The key below the segments, or that of the number.
    pub key: String,
    pub numbers: Vec<Number>,
    pub now: f64,
}

impl Group {
    /// What is known of its numbers.
    pub fn about(&self) -> &About {
        &self.numbers[0].about
    }

    /// Whether only whole numbers make sense.
    pub fn is_whole(&self) -> bool {
        self.about().domain.whole
    }

    /// Whether the number is that of these segments, too.
    fn takes_in(&self, key: &str, now: f64, number: &Number) -> bool {
        let alike = self.key == key && self.now == now && self.about().domain == number.about.domain;
        alike && number.below_segment().is_some()
    }

    /// The segments whose members behave otherwise when it is turned: their own numbers change nobody else.
    pub fn segments(&self, scenario: &Valid) -> Vec<usize> {
        let is_turned = |name: &str| {
            self.numbers.iter().any(|number| number.segment().is_none_or(|segment| segment == name))
        };
        let segments = scenario.segments.iter().enumerate();
        segments.filter(|(_, segment)| is_turned(&segment.name)).map(|(index, _)| index).collect()
    }

    /// The name of what is turned: without a segment where there is no other that has such a number.
    pub fn name(&self, scenario: &Valid, is_alone: bool) -> String {
        let with_it = |name: &str| self.numbers.iter().any(|number| number.segment() == Some(name));
        let follows_it = scenario.segments.iter().filter(|segment| !segment.fake || with_it(&segment.name));
        let names: Vec<&str> = self.numbers.iter().filter_map(Number::segment).collect();
        match names[..] {
            [] => self.key.clone(),
            _ if is_alone && follows_it.count() == names.len() => self.key.clone(),
            [_] => self.numbers[0].key.to_string(),
            _ => format!("segments.{{{}}}.{}", names.join(","), self.key),
        }
    }
}

/// The number as it stands; `None` where nought is the absence of what it measures.
fn now(number: &Number) -> Option<f64> {
    let now = number.value.typical();
    match number.about.meaning {
        Meaning::Chance | Meaning::Factor => Some(now),
        _ => Some(now).filter(|now| *now > 0.0),
    }
}

/// The levers of a scenario in groups.
pub(super) fn grouped(scenario: &Valid) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for number in scenario.levers() {
        let Some(now) = now(&number) else { continue };
        let key = number.below_segment().unwrap_or_else(|| number.key.clone()).to_string();
        match groups.iter_mut().find(|group| group.takes_in(&key, now, &number)) {
            Some(group) => group.numbers.push(number),
            None => groups.push(Group { key, numbers: vec![number], now }),
        }
    }
    groups
}
