//! What would have to change for K to be 1, number by number, and how much each moves K.

use super::generation::Generation;
use super::group::{Group, grouped};
use crate::model::Model;
use crate::scenario::{Meaning, Valid};
use rayon::prelude::*;
use serde::Serialize;

/// A number of the scenario that changes K, the others staying as they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lever {
    /// Dotted key, as for `--set`; without a segment where all segments have the same number, and with several in braces
    /// where those do.
    pub key: String,
    /// The keys of the numbers that are turned together, segment by segment.
    pub keys: Vec<String>,
    /// What its numbers are.
    pub measure: Meaning,
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
pub fn levers(scenario: &Valid) -> Vec<Lever> {
    let model = Model::typical(scenario);
    let generation = Generation::new(&model);
    let groups = grouped(scenario);
    let study = |group: &Group| {
        let is_alone = groups.iter().filter(|other| other.key == group.key).count() == 1;
        let name = group.name(scenario, is_alone);
        Study::new(scenario, group, &generation).lever(name)
    };
    let mut levers: Vec<Lever> = groups.par_iter().filter_map(study).collect();
    let strength = |lever: &Lever| lever.elasticity.map_or(0.0, f64::abs);
    levers.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    levers
}

/// One group of numbers, and what K does as they are turned.
struct Study<'a> {
    scenario: &'a Valid,
    group: &'a Group,
    /// The generation as the scenario has it. A number that shuts a segment out altogether does not make those that can
    /// have members less.
    generation: &'a Generation<'a>,
    k: f64,
    /// Segments whose members behave otherwise when the numbers are turned.
    turned: Vec<usize>,
}

impl<'a> Study<'a> {
    fn new(scenario: &'a Valid, group: &'a Group, generation: &'a Generation<'a>) -> Study<'a> {
        Study { scenario, group, generation, k: generation.k(), turned: group.segments(scenario) }
    }

    fn lever(&self, key: String) -> Option<Lever> {
        let elasticity = self.elasticity();
        let found = if self.group.is_whole() {
            self.first_whole()
        } else {
            self.beyond().map(|end| self.critical(end))
        };
        // A number that does nothing is no lever.
        let matters = elasticity.is_some_and(|e| e.abs() > 1e-6) || found.is_ok();
        matters.then(|| Lever {
            key,
            keys: self.group.numbers.iter().map(|number| number.key.to_string()).collect(),
            measure: self.group.about().meaning,
            now: self.group.now,
            critical: found.ok(),
            elasticity,
            k_at_best: found.err(),
        })
    }

    /// K with the number at `value`.
    fn k_at(&self, value: f64) -> f64 {
        let changed = self.scenario.turned(&self.group.numbers, value);
        self.generation.k_after(&Model::typical(&changed), &self.turned, &self.generation.genuine)
    }

    /// The largest value that makes sense; of a time that has no end of its own, a hundred campaigns.
    fn most(&self) -> f64 {
        let most = self.group.numbers[0].most.unwrap_or(f64::INFINITY);
        if self.group.about().meaning == Meaning::Days {
            most.min(100.0 * self.scenario.clock.days())
        } else {
            most
        }
    }

    /// The smallest value that is possible.
    fn least(&self) -> f64 {
        self.group.about().domain.least()
    }

    /// By the slope over one per cent up and down; over one where only whole numbers make sense.
    fn elasticity(&self) -> Option<f64> {
        let now = self.group.now;
        let (low, high) = if self.group.is_whole() {
            ((now - 1.0).max(self.least()), now + 1.0)
        } else {
            (now * 0.99, (now * 1.01).min(self.most()))
        };
        if now <= 0.0 || self.k <= 0.0 || low == high {
            return None;
        }
        let (below, above) = (self.k_at(low), self.k_at(high));
        Some((above - below) / self.k / ((high - low) / now))
    }

    /// An end of the number's range at which K is on the other side of 1; or the K that comes nearest to it.
    fn beyond(&self) -> Result<f64, f64> {
        let ends = [self.most(), 0.0].map(|end| (end, self.k_at(end)));
        let too_small = fades(self.k);
        let other_side = ends.iter().find(|(_, k)| fades(*k) != too_small);
        let nearest = if too_small { f64::max } else { f64::min };
        other_side.map(|(end, _)| *end).ok_or_else(|| ends.iter().map(|(_, k)| *k).fold(self.k, nearest))
    }

    /// The whole number nearest to now at which K is on the other side of 1; or the K that comes nearest to it. K need not
    /// move one way with the number, so that several are tried on either side.
    fn first_whole(&self) -> Result<f64, f64> {
        let too_small = fades(self.k);
        let mut best = self.k;
        let mut crossings = Vec::new();
        for side in self.whole_numbers() {
            let mut before = self.group.now;
            for n in side {
                let k = self.k_at(n);
                best = if too_small { best.max(k) } else { best.min(k) };
                if fades(k) != too_small {
                    crossings.push(self.whole_between(before, n));
                    break;
                }
                before = n;
            }
        }
        let distance = |n: &f64| (n - self.group.now).abs();
        crossings.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).ok_or(best)
    }

    /// Whole numbers below and above the one that stands, farther and farther away. Of thresholds, which pull more or less
    /// as they move, more are tried, and none that nobody would think of.
    fn whole_numbers(&self) -> [Vec<f64>; 2] {
        let (now, least) = (self.group.now, self.least());
        let is_threshold = self.group.about().meaning == Meaning::Invitations;
        let most = if is_threshold { FAR.max(4.0 * now) } else { self.most() };
        let down = |n: f64| if is_threshold { n - (n / 8.0).ceil() } else { (n / 2.0).floor() };
        let up = |n: f64| if is_threshold { n + (n / 8.0).ceil() } else { 2.0 * n };
        let below = std::iter::successors(Some(now), |n| (*n > least).then(|| down(*n).max(least)));
        let above = std::iter::successors(Some(now), |n| (*n < most).then(|| up(*n).min(most)));
        [below.skip(1).collect(), above.skip(1).collect()]
    }

    /// The whole number nearest to `near` with K on the side of 1 on which it is at `far`.
    fn whole_between(&self, mut near: f64, mut far: f64) -> f64 {
        while (far - near).abs() > 1.0 {
            let middle = f64::midpoint(near, far).round();
            if fades(self.k_at(middle)) == fades(self.k) {
                near = middle;
            } else {
                far = middle;
            }
        }
        far
    }

    /// The value between now and `end` at which K passes 1.
    fn critical(&self, end: f64) -> f64 {
        let is_as_now = |value: f64| fades(self.k_at(value)) == fades(self.k);
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

/// Whether it dies out by itself. What differs from 1 by rounding alone is 1.
fn fades(k: f64) -> bool {
    k < 1.0 - 1e-9
}

/// The critical value is told to this relative precision.
const PRECISION: f64 = 1e-7;
const HALVINGS: usize = 60;

/// Thresholds are tried up to this number, or to four times what they are.
const FAR: f64 = 20.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn of(yaml: &str) -> Vec<Lever> {
        levers(&Scenario::from_yaml(yaml).unwrap())
    }

    fn find<'a>(levers: &'a [Lever], key: &str) -> &'a Lever {
        levers.iter().find(|lever| lever.key == key).unwrap_or_else(|| panic!("no {key} in {levers:#?}"))
    }

    /// K = .5 · 10 · .4 · .25 = .5: each factor must double, and K follows it one to one.
    #[test]
    fn factors_of_k() {
        let levers = of(
            "{ name: x, days: 9, step: 1d, delay: none, seeds: 9, share: 0.5, contacts: 10, funnel: { see: 0.4, join: 0.25 } }",
        );
        for (key, critical) in [("contacts", 20.0), ("funnel.see", 0.8), ("funnel.join", 0.5), ("share", 1.0)]
        {
            let lever = find(&levers, key);
            let found = lever.critical.unwrap();
            assert!((found / critical - 1.0).abs() < 1e-6, "{key}: {found}");
            assert!((lever.elasticity.unwrap() - 1.0).abs() < 1e-9, "{key}");
        }
    }

    #[test]
    fn what_cannot_do_it_says_how_near_it_comes() {
        let levers = of(
            "{ name: x, days: 9, step: 1d, delay: none, seeds: 9, share: 0.5, contacts: 10, funnel: { see: 0.2, join: 0.25 } }",
        );
        let share = find(&levers, "share");
        assert!(share.critical.is_none() && (share.k_at_best.unwrap() - 0.5).abs() < 1e-12);
        assert!(levers.iter().all(|lever| lever.key != "share.after"), "nobody waits");
    }

    #[test]
    fn segments_with_the_same_number_are_turned_together() {
        let levers = of("{ name: x, days: 9, step: 1d, delay: none, contacts: 10, join: 0.1, segments: { \
                           a: { seeds: 9, share: 0.5, recruits: { a: 1, b: 1 } }, \
                           b: { seeds: 0, share: 0.25, recruits: { a: 1, b: 1 } } } }");
        // K is the mean of .5 and .25.
        assert!((find(&levers, "contacts").critical.unwrap() - 10.0 / 0.375).abs() < 1e-4);
        let of_a = find(&levers, "segments.a.share");
        assert!(of_a.critical.is_none() && (of_a.k_at_best.unwrap() - 0.625).abs() < 1e-9);
        assert!((of_a.elasticity.unwrap() - 2.0 / 3.0).abs() < 1e-9);
    }

    /// Before the first share the prize of N friends is felt at 100·.5^(N-1): the largest N with 100·.5^(N-1) ≥ 10 is 4.
    #[test]
    fn thresholds_are_whole_numbers() {
        let levers = of(
            "{ name: x, days: 9, step: 1d, delay: none, seeds: 9, contacts: 20, join: 0.1, patience: 0.5, \
                          share: { reward: { table: { 9.9: 0, 10: 1 } } }, \
                          incentive: [{ to: inviter, when: { invites: 6 }, value: 100, cost: 1 }] }",
        );
        let lever = levers.iter().find(|lever| lever.measure == Meaning::Invitations);
        assert_eq!(lever.and_then(|lever| lever.critical), Some(4.0));
    }

    #[test]
    fn an_uncertain_number_is_turned_from_its_median() {
        let levers = of(
            "{ name: x, days: 9, step: 1d, delay: none, seeds: 9, share: 0.5, contacts: 10, join: 0.05 to 0.1 }",
        );
        let join = find(&levers, "join");
        assert!((join.critical.unwrap() - 0.2).abs() < 1e-6 && (0.07..0.072).contains(&join.now));
    }

    /// Whom every share reaches are whole people; a mixture is turned as a whole, and its shape stays.
    #[test]
    fn fixed_contacts_are_whole() {
        let with = |contacts: &str| {
            format!(
                "{{ name: x, days: 9, step: 1d, delay: none, seeds: 9, share: 0.4, contacts: {contacts}, join: 0.1 }}"
            )
        };
        let levers_of = of(&with("{ fixed: 20 }"));
        let fixed = find(&levers_of, "contacts.fixed");
        assert_eq!((fixed.now, fixed.critical), (20.0, Some(25.0)));
        assert!((fixed.elasticity.unwrap() - 1.0).abs() < 1e-12, "{fixed:?}");
        let levers_of = of(&with("{ mixture: [{ weight: 1, fixed: 20 }, { weight: 1, mean: 20, k: 0.5 }] }"));
        let mixture = find(&levers_of, "contacts");
        assert!((mixture.elasticity.unwrap() - 1.0).abs() < 1e-9, "{mixture:?}");
        assert!((mixture.critical.unwrap() - 25.0).abs() < 1e-4, "{mixture:?}");
        find(&of(&with("{ mean: 20, k: 0.5 }")), "contacts.mean");
        // Far away, and not at all.
        assert_eq!(find(&of(&with("{ fixed: 1 }")), "contacts.fixed").critical, Some(25.0));
    }

    /// Three segments that bring their own kind; two of them share what they reach.
    #[test]
    fn segments_that_are_turned_together_are_named_together() {
        let segment = |name: &str, contacts: u32| {
            format!("{name}: {{ seeds: 9, share: 0.5, contacts: {contacts}, recruits: {{ {name}: 1 }} }}")
        };
        let levers = of(&format!(
            "{{ name: x, days: 9, step: 1d, delay: none, join: 0.1, segments: {{ {}, {}, {} }} }}",
            segment("a", 4),
            segment("b", 4),
            segment("c", 9)
        ));
        let together = levers.iter().find(|lever| lever.keys.len() == 2).unwrap();
        assert_eq!(together.key, "segments.{a,b}.contacts");
        assert_eq!(together.keys, ["segments.a.contacts", "segments.b.contacts"]);
        // K is that of c, until the others bring more.
        assert!((together.critical.unwrap() - 20.0).abs() < 1e-4 && together.elasticity == Some(0.0));
        assert!((find(&levers, "segments.c.contacts").elasticity.unwrap() - 1.0).abs() < 1e-9);
        assert!(find(&levers, "join").keys.len() == 3);
    }

    /// What is left as it was need not be computed again: a number of one segment changes what its own members do.
    #[test]
    fn rows_of_other_segments_stay() {
        let scenario = Scenario::from_yaml(
            "{ name: x, days: 9, contacts: 10, market: 9000, patience: 0.7, segments: { \
               a: { seeds: 9, share: { content: 0.3, reward: { max: 0.5, half: 9 }, after: 1d, again: 0.4 }, \
                    join: 0.1, join_reward: { max: 0.1, half: 3 }, recruits: { a: 2, b: 1 }, churn: 0.1 }, \
               b: { seeds: 5, share: 0.2, funnel: { see: 0.4, join: 0.3 }, retention: { 1d: 0.8, 7d: 0.5, 30d: 0.2 } }, \
               h: { fake: true, inflow: 1, join: 0.2, share: { reward: { max: 0.9, half: 9 } } } }, \
             incentive: [{ to: inviter, when: { invites: 3 }, value: 30, cost: 9 }, \
                         { to: invitee, when: join, value: 4, cost: 4 }] }",
        )
        .unwrap();
        let model = Model::typical(&scenario);
        let generation = Generation::new(&model);
        let groups = grouped(&scenario);
        assert!(groups.iter().any(|group| group.segments(&scenario).len() == 1), "of one segment");
        assert!(groups.iter().any(|group| group.segments(&scenario).len() == 3), "of all");
        for group in &groups {
            let study = Study::new(&scenario, group, &generation);
            for value in [group.now * 0.9, group.now * 1.1].map(|value| group.about().domain.nearest(value)) {
                let model = Model::typical(&scenario.turned(&group.numbers, value));
                let anew = Generation::new(&model).k_among(&generation.genuine);
                assert_eq!(study.k_at(value).to_bits(), anew.to_bits(), "{} = {value}", group.key);
            }
        }
    }
}
