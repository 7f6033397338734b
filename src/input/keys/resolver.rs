//! From what was typed to a [`Scenario`]: defaults, short forms and inheritance. What is missing or said
//! twice is noted here, because afterwards nobody can tell; contradictions between values are for `check`.
//!
//! A scenario with problems is resolved as well, with placeholders, so that all of its problems are found
//! together; it never leaves `load`.

mod bait;
mod behaviour;
mod clock;
mod contacts;
mod people;
mod world;

pub(super) use clock::MAX_STEPS;
pub(super) use people::EVERYBODY;

use super::findings::Findings;
use super::law::{Input, Law};
use super::leaf::Statement;
use super::number::{Num, Number};
use super::place::Path;
use super::problem::{Bounds, ProblemKind};
use super::raw::RawScenario;
use super::{Capacity, Costs, Expectation, Quantity, Scenario};
use crate::units::Currency;

/// Replicates unless the file or the command line says otherwise.
pub(super) const DEFAULT_RUNS: u64 = 10_000;
/// Seed unless the file or the command line says otherwise.
pub(super) const DEFAULT_SEED: u64 = 1;
/// A reward one invitation further away is felt at four fifths, unless the file says otherwise.
pub(super) const DEFAULT_PATIENCE: f64 = 0.8;

/// Small against every mean, price or time of a scenario, and large enough to divide by.
const NEXT_TO_NOUGHT: f64 = 1e-9;

/// The scenario that was meant, and what is wrong with it.
pub(super) fn resolve(raw: &RawScenario, laws: Vec<(usize, Path, Law, Bounds)>) -> (Scenario, Findings) {
    let mut resolver = Resolver::new(laws);
    let scenario = resolver.scenario(raw);
    (scenario, resolver.findings)
}

/// Turns numbers into quantities and gathers findings.
struct Resolver {
    /// Ranks in the file of `inputs`, rising.
    ranks: Vec<usize>,
    inputs: Vec<Input>,
    findings: Findings,
}

impl Resolver {
    fn new(mut laws: Vec<(usize, Path, Law, Bounds)>) -> Resolver {
        laws.sort_by_key(|(rank, ..)| *rank);
        let ranks = laws.iter().map(|(rank, ..)| *rank).collect();
        let input = |(id, (_, path, law, bounds)): (usize, (usize, Path, Law, Bounds))| Input {
            id,
            key: path.to_string(),
            law,
            // A draw is set to the bound; where 0 is excluded, to something next to it.
            min: if bounds.above_min { NEXT_TO_NOUGHT } else { bounds.min },
            max: bounds.max,
        };
        let inputs = laws.into_iter().enumerate().map(input).collect();
        Resolver { ranks, inputs, findings: Findings::default() }
    }

    fn quantity<D>(&self, number: &Num<D>) -> Quantity {
        match number.number {
            Number::Known(number) => Quantity::Known(number),
            Number::Uncertain(rank) => {
                let id = self.ranks.binary_search(&rank).expect("every law that was read is listed");
                Quantity::Uncertain(self.inputs[id].clone())
            }
        }
    }

    fn optional<D>(&self, number: Option<&Num<D>>) -> Option<Quantity> {
        number.map(|number| self.quantity(number))
    }

    fn or<D>(&self, number: Option<&Num<D>>, default: f64) -> Quantity {
        number.map_or(Quantity::Known(default), |number| self.quantity(number))
    }

    /// The quantity, or a placeholder and a note that it is missing.
    fn required<D>(&mut self, number: Option<&Num<D>>, path: &Path, key: &'static str) -> Quantity {
        self.needs(number.is_some(), path, key);
        self.or(number, f64::NAN)
    }

    fn needs(&mut self, present: bool, path: &Path, key: &'static str) {
        self.findings.when(!present, &path.key(key), ProblemKind::Missing { key });
    }

    fn scenario(&mut self, raw: &RawScenario) -> Scenario {
        let root = Path::root();
        self.needs(raw.name.is_some(), &root, "name");
        let text = |text: &Option<super::leaf::Text>| text.as_ref().map(|text| text.0.clone());
        let price = raw.price.as_ref().map(|price| self.price(price));
        let mut scenario = Scenario {
            // A placeholder that is not empty: that the name is missing is told once.
            name: text(&raw.name).unwrap_or_else(|| EVERYBODY.to_owned()),
            description: text(&raw.description),
            source: text(&raw.source),
            clock: self.clock(raw),
            currency: raw.currency.as_ref().map_or_else(Currency::default, |code| Currency::new(&code.0)),
            runs: raw.runs.map_or(DEFAULT_RUNS, |runs| runs.0),
            seed: raw.seed.map_or(DEFAULT_SEED, |seed| seed.0),
            market: self.optional(raw.market.as_ref()),
            segments: self.segments(raw),
            incentive: self.incentive(raw.incentive.as_deref().unwrap_or_default(), price.as_ref()),
            patience: self.or(raw.patience.as_ref(), DEFAULT_PATIENCE),
            budget: raw.budget.as_ref().map(|budget| self.budget(budget)),
            price,
            hours: raw.hours.as_ref().and_then(|hours| self.hours(hours)),
            weekdays: raw.weekdays.as_ref().and_then(|weights| self.weights(weights, &root.key("weekdays"))),
            events: self.events(raw.events.as_deref().unwrap_or_default()),
            novelty: raw.novelty.as_ref().map(|novelty| self.novelty(novelty)),
            capacity: raw.capacity.as_ref().map_or_else(Capacity::default, |capacity| Capacity {
                total: self.optional(capacity.total.as_ref()),
                per_hour: self.optional(capacity.per_hour.as_ref()),
            }),
            community: raw.community.as_ref().map(|community| self.community(community)),
            ban: raw.ban.as_ref().map(|ban| self.ban(ban)),
            costs: self.costs(raw.costs.as_ref()),
            benchmark_cac: raw
                .benchmark
                .as_ref()
                .map(|benchmark| self.required(benchmark.cac.as_ref(), &root.key("benchmark"), "cac")),
            expect: Vec::new(),
            inputs: self.inputs.clone(),
        };
        scenario.expect = self.expect(raw.expect.as_deref().unwrap_or_default(), &scenario);
        scenario
    }

    /// Which names a statement can use is known when everything else is.
    fn expect(&mut self, raw: &[Statement], scenario: &Scenario) -> Vec<Expectation> {
        let mut understood = Vec::new();
        for (index, statement) in raw.iter().enumerate() {
            let Some((text, place)) = &statement.text else { continue };
            match Expectation::parse(text, scenario) {
                Ok(expectation) => {
                    understood.push(Expectation { place: Some(place.clone()), ..expectation });
                }
                Err(faults) => {
                    let path = Path::root().key("expect").index(index);
                    let kinds = faults.into_iter().map(|(at, fault)| ProblemKind::Statement { at, fault });
                    kinds.for_each(|kind| self.findings.push(path.clone(), kind));
                }
            }
        }
        understood
    }

    fn costs(&self, raw: Option<&super::raw::RawCosts>) -> Costs {
        Costs {
            fixed: self.or(raw.and_then(|costs| costs.fixed.as_ref()), 0.0),
            per_day: self.or(raw.and_then(|costs| costs.per_day.as_ref()), 0.0),
            per_seed: self.or(raw.and_then(|costs| costs.per_seed.as_ref()), 0.0),
        }
    }
}

#[cfg(test)]
mod tests;
