//! What would have to change for K to be 1, number by number, and how much each moves K.

use super::generation::Generation;
use super::knob::{Knob, Measure, knobs};
use crate::model::Model;
use crate::scenario::Scenario;
use serde::Serialize;

/// A number of the scenario that changes K, the others staying as they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lever {
    /// Dotted key, as for `--set`; without a segment where all segments have the same number.
    pub key: String,
    /// What its numbers are.
    pub measure: Measure,
    /// Value in the scenario.
    pub now: f64,
    /// Value at which K is 1; for whole numbers the nearest one at which K is on the other side of 1. `None` where no
    /// value that makes sense does it.
    pub critical: Option<f64>,
    /// By how many per cent K changes when the number grows by one per cent.
    pub elasticity: Option<f64>,
    /// K at the best this number can do towards 1, where that is not enough.
    pub k_at_best: Option<f64>,
}

/// The levers of a scenario, those that move K most first.
#[must_use]
pub fn levers(scenario: &Scenario) -> Vec<Lever> {
    let model = Model::typical(scenario);
    let generation = Generation::new(&model);
    let (k, reached) = (generation.k(), &generation.reached);
    let groups = grouped(scenario, knobs(scenario));
    let study = |group| Study { scenario, group, k, reached }.lever();
    let mut levers: Vec<Lever> = groups.iter().filter_map(study).collect();
    let strength = |lever: &Lever| lever.elasticity.map_or(0.0, f64::abs);
    levers.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    levers
}

/// Knobs that are turned together: the same number of all segments, where it is the same.
struct Group {
    key: String,
    knobs: Vec<Knob>,
    now: f64,
}

fn grouped(scenario: &Scenario, knobs: Vec<Knob>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let several = scenario.segments.len() > 1;
    for knob in knobs {
        let Some(now) = knob.get(scenario) else { continue };
        let same = groups.iter_mut().find(|group| {
            group.knobs.iter().all(|other| other.key == knob.key && other.segment().is_some())
                && group.now == now
        });
        match same {
            Some(group) => group.knobs.push(knob),
            None => groups.push(Group { key: knob.key.clone(), knobs: vec![knob], now }),
        }
    }
    // Where segments differ each has a key of its own.
    let keys: Vec<String> = groups.iter().map(|group| group.key.clone()).collect();
    for group in &mut groups {
        let alone = keys.iter().filter(|key| **key == group.key).count() == 1;
        let everywhere = group.knobs.len() == scenario.segments.len();
        if let (true, false, Some(index)) = (several, alone && everywhere, group.knobs[0].segment()) {
            group.key = format!("segments.{}.{}", scenario.segments[index].name, group.key);
        }
    }
    groups
}

struct Study<'a> {
    scenario: &'a Scenario,
    group: &'a Group,
    k: f64,
    /// Segments that can have members; a number that shuts a segment out altogether does not make it less.
    reached: &'a [bool],
}

impl Study<'_> {
    fn lever(&self) -> Option<Lever> {
        let knob = self.group.knobs.first()?;
        let elasticity = self.elasticity(knob);
        let found = match knob.measure {
            Measure::Invitations => self.first_whole(),
            _ => self.beyond(knob).map(|end| self.critical(end)),
        };
        // A number that does nothing is no lever.
        let matters = elasticity.is_some_and(|e| e.abs() > 1e-6) || found.is_ok();
        matters.then(|| Lever {
            key: self.group.key.clone(),
            measure: knob.measure,
            now: self.group.now,
            critical: found.ok(),
            elasticity,
            k_at_best: found.err(),
        })
    }

    /// K with the number at `value`.
    fn k_at(&self, value: f64) -> f64 {
        let mut changed = self.scenario.clone();
        self.group.knobs.iter().for_each(|knob| knob.set(&mut changed, value));
        Generation::new(&Model::typical(&changed)).k_among(self.reached)
    }

    /// By the slope over one per cent up and down; over one invitation where only whole ones make sense.
    fn elasticity(&self, knob: &Knob) -> Option<f64> {
        let now = self.group.now;
        let (low, high) = match knob.measure {
            Measure::Invitations => ((now - 1.0).max(1.0), now + 1.0),
            _ => ((now * 0.99).max(knob.range.0), (now * 1.01).min(knob.range.1)),
        };
        if now <= 0.0 || self.k <= 0.0 || low == high {
            return None;
        }
        let (below, above) = (self.k_at(low), self.k_at(high));
        Some((above - below) / self.k / ((high - low) / now))
    }

    /// An end of the number's range at which K is on the other side of 1; or the K that comes nearest to it.
    fn beyond(&self, knob: &Knob) -> Result<f64, f64> {
        let ends = [knob.range.1, knob.range.0].map(|end| (end, self.k_at(end)));
        let grows = self.k < 1.0;
        let other_side = ends.iter().find(|(_, k)| (*k < 1.0) != grows);
        let nearest = if grows { f64::max } else { f64::min };
        other_side.map(|(end, _)| *end).ok_or_else(|| ends.iter().map(|(_, k)| *k).fold(self.k, nearest))
    }

    /// The whole number nearest to now at which K is on the other side of 1; or the K that comes nearest to it.
    fn first_whole(&self) -> Result<f64, f64> {
        let now = self.group.now as u32;
        let grows = self.k < 1.0;
        let mut best = self.k;
        let below = (1..now).rev();
        let above = now + 1..=(4 * now).max(FAR);
        let mut found: Option<u32> = None;
        for n in below.chain(above) {
            if found.is_some_and(|found| found.abs_diff(now) <= n.abs_diff(now)) {
                continue;
            }
            let k = self.k_at(f64::from(n));
            best = if grows { best.max(k) } else { best.min(k) };
            if (k < 1.0) != grows {
                found = Some(n);
            }
        }
        found.map(f64::from).ok_or(best)
    }

    /// The value between now and `end` at which K passes 1.
    fn critical(&self, end: f64) -> f64 {
        let is_as_now = |value: f64| (self.k_at(value) < 1.0) == (self.k < 1.0);
        let (mut near, mut far) = (self.group.now, end);
        // From something to something the ratio is halved, so that large ranges take no longer.
        for _ in 0..HALVINGS {
            let wide = near > 0.0 && far > 0.0 && (far / near).max(near / far) > 2.0;
            let middle = if wide { (near * far).sqrt() } else { f64::midpoint(near, far) };
            if is_as_now(middle) {
                near = middle;
            } else {
                far = middle;
            }
            if (far - near).abs() <= PRECISION * far.abs() {
                break;
            }
        }
        f64::midpoint(near, far)
    }
}

/// The critical value is told to this relative precision.
const PRECISION: f64 = 1e-7;
const HALVINGS: usize = 60;

/// Thresholds are tried up to here, or to four times what they are.
const FAR: u32 = 20;
