//! From what was typed to what is meant by it: quantities, defaults, what must be there. Which key means what is for the
//! files beside this one.

use crate::input::read::{Certain, Moment, Num, Number, Points, Typed, Uncertain};
use crate::problem::{Findings, Path, ProblemKind};
use crate::scenario::{Fact, Input, Quantity, Start};
use std::path::PathBuf;

/// Turns numbers into quantities and gathers findings.
pub(super) struct Resolver {
    /// Ranks in the file, rising, each with the number of its input.
    ranks: Vec<(usize, usize)>,
    pub inputs: Vec<Input>,
    pub findings: Findings,
    /// Where the files are that the scenario names.
    pub folder: PathBuf,
    /// Whether people stand on a network.
    pub on_network: bool,
    /// When the campaign begins, where that is said.
    pub start: Option<Start>,
}

impl Resolver {
    pub fn new(
        mut uncertain: Vec<Uncertain>,
        folder: PathBuf,
        on_network: bool,
        start: Option<Start>,
    ) -> Resolver {
        uncertain.sort_by_key(|number| number.rank);
        let (mut ranks, mut inputs, mut places) = (Vec::new(), Vec::<Input>::new(), Vec::new());
        for Uncertain { rank, place, path, law, domain } in uncertain {
            // A draw is set to the bound; where 0 is excluded, to something next to it.
            let (min, max) = (domain.least(), domain.bounds.max);
            let id = match places.iter().position(|known| *known == place) {
                Some(id) => id,
                None => {
                    places.push(place);
                    inputs.push(Input { id: inputs.len(), key: path.to_string(), law, min, max });
                    inputs.len() - 1
                }
            };
            inputs[id].min = inputs[id].min.max(min);
            inputs[id].max = inputs[id].max.min(max);
            ranks.push((rank, id));
        }
        Resolver { ranks, inputs, findings: Findings::default(), folder, on_network, start }
    }

    pub fn quantity<D>(&self, number: &Num<D>) -> Quantity {
        match number.number {
            Number::Known(number) => Quantity::Known(number),
            Number::Uncertain(rank) => {
                let known = self.ranks.binary_search_by_key(&rank, |(rank, _)| *rank);
                let (_, id) = self.ranks[known.expect("every law that was read is listed")];
                Quantity::Uncertain(self.inputs[id].clone())
            }
        }
    }

    pub fn optional<D>(&self, number: Option<&Num<D>>) -> Option<Quantity> {
        number.map(|number| self.quantity(number))
    }

    /// The quantity, or what stands for it where the file says nothing.
    pub fn or<D>(&self, number: Option<&Num<D>>, fact: Fact) -> Quantity {
        number.map_or(Quantity::Known(fact.usual()), |number| self.quantity(number))
    }

    /// The quantity, or a placeholder.
    pub fn given<D>(&self, number: Option<&Num<D>>) -> Quantity {
        number.map_or(Quantity::Known(f64::NAN), |number| self.quantity(number))
    }

    /// The quantity, or a placeholder and a note that it is missing.
    pub fn required<D>(&mut self, number: Option<&Num<D>>, path: &Path, key: &'static str) -> Quantity {
        self.needs(number.is_some(), path, key);
        self.given(number)
    }

    pub fn needs(&mut self, present: bool, path: &Path, key: &'static str) {
        self.findings.when(!present, &path.key(key), ProblemKind::Missing { key });
    }

    /// A duration that must be there.
    pub fn lasting<D>(&mut self, days: Option<&Certain<D>>, path: &Path, key: &'static str) -> f64 {
        self.needs(days.is_some(), path, key);
        days.map_or(f64::NAN, |days| days.0)
    }

    /// A point of the campaign's clock, in days after its beginning.
    pub fn moment<D>(&mut self, moment: &Moment<D>, path: &Path) -> f64 {
        match (moment, self.start) {
            (Moment::After(days), _) => days.0,
            (Moment::On(date), Some(start)) => {
                let days = date.days_after(&start);
                self.findings.when(days < 0.0, path, ProblemKind::BeforeTheStart { days: -days });
                days.max(0.0)
            }
            (Moment::On(_), None) => {
                self.findings.push(path.clone(), ProblemKind::DateNeedsStart);
                f64::NAN
            }
        }
    }

    /// The same, or what stands for it where the file says nothing.
    pub fn moment_or<D>(&mut self, moment: Option<&Moment<D>>, path: &Path, fact: Fact) -> f64 {
        moment.map_or(fact.usual(), |moment| self.moment(moment, path))
    }

    /// Points in rising order; two of the same (`1d` and `24h`) are a problem.
    pub fn points<P: Typed, D>(&mut self, raw: &Points<P, Num<D>>, path: &Path) -> Vec<(f64, Quantity)> {
        let same = raw.points.windows(2).any(|pair| pair[0].0 == pair[1].0);
        self.findings.when(same, path, ProblemKind::SamePoint);
        raw.points.iter().map(|(point, _, number)| (*point, self.quantity(number))).collect()
    }
}
