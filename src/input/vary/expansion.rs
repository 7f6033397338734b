//! From `KEY=VALUES` to designs.

use super::as_typed::AsTyped;
use super::faults::{GridFault, GridFaults, is_same, note, whole};
use super::grid::{Axis, AxisValue, Grid, MAX_POINTS, place};
use super::values::{Item, Vary, fault};
use crate::input::load::{load, step_minutes};
use crate::input::set::Override;
use crate::problem::{Origin, Place, Problem, ProblemKind, VaryFault};
use crate::scenario::{Clock, Valid, about};
use crate::yaml::Source;
use rayon::prelude::*;
use std::ops::Range;

/// Keys that are no part of the campaign, or that change what the numbers are numbers of.
const NOT_VARIED: [&str; 7] = ["name", "description", "source", "runs", "seed", "currency", "expect"];
/// The horizon, whose numbers are whole steps.
const DAYS: &str = "days";

/// Reads a scenario in all the designs that the values of `varied` (made by [`Override::varied`]) give it.
///
/// # Errors
/// Everything that is wrong with any of them.
///
/// ```
/// use kfactor::input::{Override, grid};
/// use kfactor::yaml::Source;
///
/// let text = "{ name: a, days: 7, seeds: 100, share: 0.3, contacts: 10, join: 0.05 }";
/// let varied = [Override::varied("share=0.2..0.4:3"), Override::varied("seeds=50,100")];
/// let grid = grid(&Source::new("a.yaml", text), &[], &varied).unwrap();
/// assert_eq!(grid.designs.len(), 6);
/// assert_eq!(grid.values(3)[0].text, "0.3");
/// assert_eq!(grid.values(3)[1].text, "100");
/// ```
pub fn grid(source: &Source, overrides: &[Override], varied: &[Override]) -> Result<Grid, GridFaults> {
    let all: Vec<Override> = overrides.iter().chain(varied).cloned().collect();
    let expansion = Expansion { source, overrides, varied };
    expansion.grid().map_err(|(list, designs)| GridFaults { list, overrides: all, designs })
}

/// A scenario, what is set in it and what is varied.
struct Expansion<'a> {
    source: &'a Source,
    overrides: &'a [Override],
    varied: &'a [Override],
}

/// A value, and where it was typed.
struct Made {
    text: String,
    /// The value itself, or the range that it comes from.
    span: Range<usize>,
    of_range: bool,
}

/// What is wrong, and how many designs there are.
type Faults = (Vec<GridFault>, usize);

impl Expansion<'_> {
    /// All designs, or everything that is wrong with them.
    fn grid(&self) -> Result<Grid, Faults> {
        let varies = self.read().map_err(|problems| (problems.into_iter().map(whole).collect(), 0))?;
        let made: Vec<Vec<Made>> = varies.iter().map(|vary| self.values(vary)).collect();
        let axes: Vec<Axis> = varies.iter().zip(&made).map(axis).collect();
        let points = made.iter().fold(1u64, |points, values| points.saturating_mul(values.len() as u64));
        if points > MAX_POINTS as u64 {
            let last = self.varied.len() - 1;
            let kind = VaryFault::TooManyPoints { points, limit: MAX_POINTS };
            return Err((vec![whole(self.fault(last, 0..self.varied[last].text().len(), kind))], 0));
        }
        let loaded: Vec<Result<Valid, Vec<Problem>>> = (0..points as usize)
            .into_par_iter()
            .map(|point| {
                let changes = self.changes(&varies, &made, &place(&axes, point));
                load(self.source, &changes)
            })
            .collect();
        if loaded.iter().all(Result::is_ok) {
            return Ok(Grid { axes, designs: loaded.into_iter().flatten().collect() });
        }
        Err((self.faults(loaded, &axes, &varies, &made), points as usize))
    }

    /// What is wrong with the designs, each problem once, in the order of what was typed.
    fn faults(
        &self,
        loaded: Vec<Result<Valid, Vec<Problem>>>,
        axes: &[Axis],
        varies: &[Vary<'_>],
        made: &[Vec<Made>],
    ) -> Vec<GridFault> {
        let points = loaded.len();
        let mut faults = Vec::new();
        for (point, loaded) in loaded.into_iter().enumerate() {
            let at = place(axes, point);
            let problems = loaded.err().into_iter().flatten();
            let mut typed: Vec<Problem> =
                problems.map(|problem| self.as_typed(problem, varies, made, &at)).collect();
            typed.dedup_by(|a, b| is_same(a, b));
            typed.into_iter().for_each(|problem| note(&mut faults, problem, axes, &at));
        }
        for fault in faults.iter_mut().filter(|fault| fault.designs == points) {
            fault.first.clear();
        }
        faults
            .sort_by_key(|fault| fault.problem.place.as_ref().map(|place| (place.origin, place.bytes.start)));
        faults
    }

    fn fault(&self, vary: usize, bytes: Range<usize>, kind: VaryFault) -> Problem {
        fault(self.overrides.len() + vary, bytes, kind)
    }

    /// Reads what is to be varied, each key once.
    fn read(&self) -> Result<Vec<Vary<'_>>, Vec<Problem>> {
        let mut varies: Vec<Vary<'_>> = Vec::new();
        let mut problems = Vec::new();
        for (index, change) in self.varied.iter().enumerate() {
            let vary = match Vary::parse(change, self.overrides.len() + index) {
                Ok(vary) => vary,
                Err(mut found) => {
                    problems.append(&mut found);
                    continue;
                }
            };
            let mut here: Vec<String> = Vec::new();
            let known = problems.len();
            for (bytes, standard) in vary.keys().zip(vary.standard_keys()) {
                let key = vary.text[bytes.clone()].to_owned();
                let others = || varies.iter().flat_map(Vary::standard_keys);
                if NOT_VARIED.contains(&standard.as_str()) {
                    problems.push(self.fault(index, bytes, VaryFault::NotVaried { key }));
                } else if others().chain(here.iter().cloned()).any(|before| before == standard) {
                    problems.push(self.fault(index, bytes, VaryFault::SameKey { key }));
                }
                here.push(standard);
            }
            if problems.len() == known {
                varies.push(vary);
            }
        }
        if problems.is_empty() { Ok(varies) } else { Err(problems) }
    }

    /// The values of a key, ranges written out, none twice.
    fn values(&self, vary: &Vary<'_>) -> Vec<Made> {
        let whole = self.takes_whole_numbers(vary);
        let mut values: Vec<Made> = Vec::new();
        for item in &vary.items {
            let texts = match item {
                Item::Value(span) => vec![vary.text[span.clone()].to_owned()],
                Item::Range(_, range) => range.values(whole),
            };
            let of_range = matches!(item, Item::Range(..));
            for text in texts {
                if values.iter().all(|before| before.text != text) {
                    values.push(Made { text, span: item.span().clone(), of_range });
                }
            }
        }
        values
    }

    /// Whether a range is to have whole values: a key takes no others, or days would end within a step.
    fn takes_whole_numbers(&self, vary: &Vary<'_>) -> bool {
        let takes = |key: String| match about(&key) {
            Some(about) if about.pattern == DAYS => self.ends_within_a_step(vary),
            about => about.is_some_and(|about| about.domain.whole),
        };
        vary.standard_keys().any(takes)
    }

    fn ends_within_a_step(&self, vary: &Vary<'_>) -> bool {
        let minutes = step_minutes(self.source, self.overrides);
        let breaks = |days: f64| Clock::steps_of(days, minutes) == Err(ProblemKind::DaysNotWholeSteps);
        let mut days = vary.ranges().flat_map(|range| range.values(false));
        days.any(|days| AsTyped::parse(&days).is_some_and(|days| breaks(days.worth())))
    }

    /// The overrides of the design with the values `at`.
    fn changes(&self, varies: &[Vary<'_>], made: &[Vec<Made>], at: &[usize]) -> Vec<Override> {
        let changes = varies.iter().zip(made).zip(at).flat_map(|((vary, values), at)| {
            let value = &values[*at].text;
            vary.keys().enumerate().map(move |(number, key)| {
                let part = &value[vary.part_of(value, number)];
                Override::varied(format!("{}={part}", &vary.text[key]))
            })
        });
        self.overrides.iter().cloned().chain(changes).collect()
    }

    /// The problem with its place in what was typed instead of in the override made of it.
    fn as_typed(
        &self,
        mut problem: Problem,
        varies: &[Vary<'_>],
        made: &[Vec<Made>],
        at: &[usize],
    ) -> Problem {
        let Some(Place { origin: Origin::Override(index), bytes }) = &mut problem.place else {
            return problem;
        };
        let Some(made_of) = index.checked_sub(self.overrides.len()) else { return problem };
        let keys = varies
            .iter()
            .enumerate()
            .flat_map(|(axis, vary)| vary.keys().enumerate().map(move |(number, key)| (axis, number, key)));
        let Some((axis, number, key)) = keys.into_iter().nth(made_of) else { return problem };
        *index = self.overrides.len() + axis;
        let value = &made[axis][at[axis]];
        let begin = key.len() + 1;
        if bytes.start >= begin {
            let part = value.span.start + varies[axis].part_of(&value.text, number).start;
            *bytes = if value.of_range {
                value.span.clone()
            } else {
                part + bytes.start - begin..part + bytes.end - begin
            };
        } else if bytes.end > begin {
            *bytes = 0..varies[axis].text.len();
        } else {
            *bytes = key.start + bytes.start..key.start + bytes.end;
        }
        problem
    }
}

fn axis((vary, made): (&Vary<'_>, &Vec<Made>)) -> Axis {
    let log = matches!(&vary.items[..], [Item::Range(_, range)] if range.log);
    let values = made.iter().map(|value| AxisValue::new(value.text.clone())).collect();
    Axis { key: vary.key().to_owned(), values, log }
}
