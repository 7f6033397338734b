//! The one list of a scenario's numbers: for each its key, what it measures, what is possible, what stands for it where
//! a file says nothing, whether it may be uncertain; how it is read and set.
//!
//! Who needs to know a number reads it here: the checks, the levers of the theory, the schema, the reference page. The
//! lists by topic (`people`, `bait`, `world`) walk through a scenario, so that a number that is added to a scenario is
//! one line there. What has a default is a constant of its type (`Reward::REDEEM`): the reader of files and the
//! constructors take the default from there. What is true between numbers (tiers that fall, a wave after the end) is for
//! `faults`.

mod bait;
mod fact;
mod find;
mod network;
mod people;
mod refund;
mod slot;
mod specimen;
mod trail;
mod walk;
mod world;

pub(crate) use fact::Fact;
pub use fact::Fallback;
pub(crate) use find::{about, below};
pub(crate) use network::TIE;

use super::{Domain, Input, Law, Meaning, Quantity, Scenario};
use crate::problem::{Path, ProblemKind};
use serde::Serialize;
use slot::Slot;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use trail::Trail;
use walk::{Visit, Walk};

/// What is known of a number in every scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct About {
    /// Its key in full, with `<…>` for names and positions: `segments.<name>.contacts.mean`, `incentive.<i>.value`.
    pub pattern: String,
    /// The same where a short form leaves something out: `segments.<name>.contacts`.
    pub short: Option<String>,
    /// What it measures.
    pub meaning: Meaning,
    /// What is possible.
    pub domain: Domain,
    /// What stands for it where a file says nothing.
    pub fallback: Fallback,
    /// Whether it is a moment of the campaign, in days from the start, for which a date may stand.
    pub is_moment: bool,
    /// Whether it may be uncertain.
    pub uncertain: bool,
    /// What it is, in English.
    pub words: &'static str,
}

/// A number of a scenario.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Number {
    /// Its key as `--set` takes it: `segments.core.share.again`.
    pub key: Path,
    /// What is known of it in every scenario.
    pub about: About,
    /// Its value.
    pub value: Quantity,
    /// Where K may hang on it: the largest value that makes sense.
    pub(crate) most: Option<f64>,
    trail: Trail,
}

impl About {
    fn new(trail: &Trail, fact: &Fact, slot: &Slot<'_>) -> About {
        let (pattern, short) = (trail.pattern(), trail.short_pattern());
        About {
            short: Some(short).filter(|short| *short != pattern),
            pattern,
            meaning: fact.meaning,
            domain: fact.domain,
            fallback: fact.fallback,
            is_moment: fact.is_moment,
            uncertain: slot.may_be_uncertain(),
            words: fact.words,
        }
    }
}

/// Visits every number of the scenario: people, the bait, the world.
fn walk(scenario: &mut Scenario, visit: Visit<'_>) {
    let mut walk = Walk::new(visit);
    people::people(&mut walk, scenario);
    bait::bait(&mut walk, scenario);
    world::world(&mut walk, scenario);
    network::network(&mut walk, scenario);
}

/// Every number that a scenario can have, by pattern: the list without a scenario.
///
/// ```
/// use kfactor::scenario::{Meaning, every_number};
///
/// let again = every_number().into_iter().find(|number| number.pattern == "segments.<name>.share.again").unwrap();
/// assert_eq!((again.meaning, again.domain.bounds.max, again.uncertain), (Meaning::Chance, 1.0, true));
/// ```
#[must_use]
pub fn every_number() -> Vec<About> {
    known_numbers().to_vec()
}

fn known_numbers() -> &'static [About] {
    static LIST: LazyLock<Vec<About>> = LazyLock::new(listed);
    &LIST
}

fn listed() -> Vec<About> {
    let mut list: Vec<About> = Vec::new();
    let mut note = |trail: &Trail, fact: &Fact, slot: Slot<'_>| {
        let about = About::new(trail, fact, &slot);
        if slot.is_several() {
            return;
        }
        match list.iter_mut().find(|known| known.pattern == about.pattern) {
            Some(known) if about.short.is_none() => known.words = about.words,
            Some(known) => known.short = about.short,
            None => list.push(about),
        }
    };
    specimen::specimens().iter_mut().for_each(|scenario| walk(scenario, &mut note));
    list
}

impl Scenario {
    /// Every number of the scenario.
    ///
    /// ```
    /// use kfactor::scenario::Scenario;
    ///
    /// let mut scenario = Scenario::new("Exam-prep poster", 14);
    /// let churn = scenario.number("segments.all.churn").unwrap();
    /// churn.set(&mut scenario, 0.05).unwrap();
    /// assert_eq!(churn.get(&scenario).unwrap().typical(), 0.05);
    /// assert!(churn.set(&mut scenario, 5.0).is_err(), "a chance");
    /// ```
    #[must_use]
    pub fn numbers(&self) -> Vec<Number> {
        self.listed(|_, slot| !slot.is_several())
    }

    /// The number of this key, as `--set` takes it.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<Number> {
        self.numbers().into_iter().find(|number| number.key.to_string() == key)
    }

    /// What K may hang on: numbers of the list, the mean of a law of contacts and the rate of leaving as a whole.
    pub(crate) fn levers(&self) -> Vec<Number> {
        self.listed(|fact, _| fact.moves_k.is_some())
    }

    /// Amounts of money that are counted in whole minor units.
    pub(crate) fn whole_amounts(&self) -> Vec<Number> {
        let mut amounts = self.listed(|fact, slot| fact.is_whole && !slot.is_several());
        amounts.retain(|number| number.about.meaning == Meaning::Money);
        amounts
    }

    fn listed(&self, wanted: impl Fn(&Fact, &Slot<'_>) -> bool) -> Vec<Number> {
        let mut list = Vec::new();
        // The walk may change what it sees; here it does not, and one walk is enough for reading and changing.
        walk(&mut self.clone(), &mut |trail, fact, slot| {
            if wanted(fact, &slot) {
                list.push(Number {
                    key: trail.path(),
                    about: About::new(trail, fact, &slot),
                    value: slot.quantity(),
                    most: fact.moves_k,
                    trail: trail.clone(),
                });
            }
        });
        list
    }

    /// What is wrong with every number by itself, where it stands.
    pub(super) fn faults_of_numbers(&self, mut note: impl FnMut(Path, ProblemKind)) {
        walk(&mut self.clone(), &mut |trail, fact, slot| {
            if !slot.is_several()
                && let Some(kind) = fault(&slot, fact.domain, &self.inputs)
            {
                note(trail.path(), kind);
            }
        });
    }

    /// Makes nothing uncertain any more: every number is at its median.
    pub fn settle(&mut self) {
        walk(self, &mut |_, _, slot| {
            if !slot.is_several()
                && let Quantity::Uncertain(input) = slot.quantity()
            {
                slot.put(input.law.median());
            }
        });
        self.inputs.clear();
    }

    /// Keeps the inputs that a number hangs on, counted anew.
    fn drop_idle_inputs(&mut self) {
        let mut used = BTreeSet::new();
        let mut note = |quantity: &Quantity| {
            if let Quantity::Uncertain(input) = quantity {
                used.insert(input.id);
            }
        };
        walk(self, &mut |_, _, slot| note(&slot.quantity()));
        let places: Vec<usize> = used.into_iter().filter(|id| *id < self.inputs.len()).collect();
        self.inputs = places.iter().filter_map(|id| self.inputs.get(*id)).cloned().collect();
        self.inputs.iter_mut().enumerate().for_each(|(id, input)| input.id = id);
        walk(self, &mut |_, _, slot| {
            if let Slot::Quantity(Quantity::Uncertain(input)) = slot
                && let Ok(id) = places.binary_search(&input.id)
            {
                input.id = id;
            }
        });
    }
}

fn fault(slot: &Slot<'_>, domain: Domain, inputs: &[Input]) -> Option<ProblemKind> {
    // How long a step is, is looked at together with the day that it must divide.
    if matches!(slot, Slot::Step(_)) {
        return None;
    }
    match slot.quantity() {
        Quantity::Known(number) => domain.accept(number).err(),
        Quantity::Uncertain(input) if inputs.get(input.id) != Some(&input) => {
            Some(ProblemKind::UnlistedInput { key: input.key })
        }
        Quantity::Uncertain(input) => input.fault(domain),
    }
}

impl Number {
    /// The number in a scenario; `None` where it has no such number.
    #[must_use]
    pub fn get(&self, scenario: &Scenario) -> Option<Quantity> {
        let mut found = None;
        self.visit(&mut scenario.clone(), |slot| found = Some(slot.quantity()));
        found
    }

    /// Makes it this known number; a scenario that has no such number stays as it is.
    ///
    /// # Errors
    /// What is wrong with the number. Whether it suits the other numbers is found by [`Scenario::validate`].
    pub fn set(&self, scenario: &mut Scenario, number: f64) -> Result<(), ProblemKind> {
        let mut fits = Ok(());
        self.visit(scenario, |slot| {
            fits = slot.accept(number, self.about.domain).map(|number| slot.put(number));
        });
        scenario.drop_idle_inputs();
        fits
    }

    /// Makes it uncertain: every replicate draws it from this law.
    ///
    /// # Errors
    /// What is wrong with the law, or that the number must be known.
    pub fn set_law(&self, scenario: &mut Scenario, law: Law) -> Result<(), ProblemKind> {
        if !self.about.uncertain {
            return Err(ProblemKind::NotCertain);
        }
        let domain = self.about.domain;
        let (id, key) = (scenario.inputs.len(), self.key.to_string());
        let input = Input { id, key, law, min: domain.least(), max: domain.bounds.max };
        if let Some(kind) = input.fault(domain) {
            return Err(kind);
        }
        scenario.inputs.push(input.clone());
        self.visit(scenario, |slot| {
            if let Slot::Quantity(quantity) = slot {
                *quantity = Quantity::Uncertain(input);
            }
        });
        scenario.drop_idle_inputs();
        Ok(())
    }

    /// Puts a number there that need not be possible.
    pub fn put(&self, scenario: &mut Scenario, number: f64) {
        self.visit(scenario, |slot| slot.put(number));
    }

    /// Its key below its segment, if it has one.
    pub(crate) fn below_segment(&self) -> Option<Path> {
        self.trail.below_segment()
    }

    /// The name of its segment, if it has one.
    pub(crate) fn segment(&self) -> Option<&str> {
        self.trail.segment()
    }

    fn visit(&self, scenario: &mut Scenario, act: impl FnOnce(Slot<'_>)) {
        let mut act = Some(act);
        walk(scenario, &mut |trail, _, slot| {
            if *trail == self.trail
                && let Some(act) = act.take()
            {
                act(slot);
            }
        });
    }
}
