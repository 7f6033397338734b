//! All combinations of the values of some keys: the designs of a sweep, or everything that is wrong with them.

use super::VaryFault;
use super::values::{AxisValue, Item, Vary, fault};
use crate::scenario::load::load;
use crate::scenario::overrides::Override;
use crate::scenario::place::{Origin, Place};
use crate::scenario::problem::{Problem, ProblemKind};
use crate::scenario::{Scenario, Source};
use rayon::prelude::*;
use std::ops::Range;

/// The most designs that are simulated together; all of them are kept in memory.
pub const MAX_POINTS: usize = 10_000;

/// Keys that are no part of the campaign, or that change what the numbers are numbers of.
const NOT_VARIED: [&str; 7] = ["name", "description", "source", "runs", "seed", "currency", "expect"];

/// A key and the values that it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The key as it was typed: a dotted path.
    pub key: String,
    /// Its values, in the order in which they were typed.
    pub values: Vec<AxisValue>,
    /// Whether the values are one range by equal factors.
    pub log: bool,
}

/// The designs of a scenario that come of all combinations of values.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The keys, in the order in which they were typed; none has no value.
    pub axes: Vec<Axis>,
    /// One design per combination: the values of the last key change fastest.
    pub designs: Vec<Scenario>,
}

impl Grid {
    /// The values of the design at `index`, one per axis.
    #[must_use]
    pub fn values(&self, index: usize) -> Vec<&AxisValue> {
        Grid::values_of(&self.axes, index)
    }

    /// The same of the grid with these axes.
    #[must_use]
    pub fn values_of(axes: &[Axis], index: usize) -> Vec<&AxisValue> {
        axes.iter().zip(place(axes, index)).map(|(axis, at)| &axis.values[at]).collect()
    }
}

/// Index of the value of every axis at the design `index`.
fn place(axes: &[Axis], mut index: usize) -> Vec<usize> {
    let mut places = vec![0; axes.len()];
    for (place, axis) in places.iter_mut().zip(axes).rev() {
        *place = index % axis.values.len();
        index /= axis.values.len();
    }
    places
}

/// Something wrong with one or more designs.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFault {
    /// What is wrong.
    pub problem: Problem,
    /// How many designs it concerns; none when it is about the whole.
    pub designs: usize,
    /// The first of them, as `KEY=VALUE` by key; empty when it concerns all of them or is about the whole.
    pub first: Vec<String>,
}

/// Everything that is wrong with a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFaults {
    /// What is wrong: first with the scenario itself, then with what was varied.
    pub list: Vec<GridFault>,
    /// The overrides into which places point: those of the scenario, then what was varied.
    pub overrides: Vec<Override>,
    /// How many designs there are in all.
    pub designs: usize,
}

/// Reads a scenario in all the designs that the values of `varied` (made by [`Override::varied`]) give it.
///
/// # Errors
/// Everything that is wrong with any of them.
///
/// ```
/// use kfactor::scenario::{Override, Source, grid};
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
    let maker = Maker { source, overrides, varied };
    maker.grid().map_err(|(list, designs)| GridFaults { list, overrides: all, designs })
}

struct Maker<'a> {
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

type Faults = (Vec<GridFault>, usize);

impl Maker<'_> {
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
        let loaded: Vec<Result<Scenario, Vec<Problem>>> = (0..points as usize)
            .into_par_iter()
            .map(|point| {
                let changes = self.changes(&varies, &made, &place(&axes, point));
                load(self.source, &changes)
            })
            .collect();
        if loaded.iter().all(Result::is_ok) {
            return Ok(Grid { axes, designs: loaded.into_iter().flatten().collect() });
        }
        let mut faults = Vec::new();
        for (point, problems) in
            loaded.into_iter().enumerate().filter_map(|(point, it)| Some((point, it.err()?)))
        {
            let at = place(&axes, point);
            let mut typed: Vec<Problem> =
                problems.into_iter().map(|problem| self.as_typed(problem, &varies, &made, &at)).collect();
            typed.dedup_by(|a, b| is_same(a, b));
            typed.into_iter().for_each(|problem| note(&mut faults, problem, &axes, &at));
        }
        for fault in faults.iter_mut().filter(|fault| fault.designs == points as usize) {
            fault.first.clear();
        }
        faults
            .sort_by_key(|fault| fault.problem.place.as_ref().map(|place| (place.origin, place.bytes.start)));
        Err((faults, points as usize))
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
            let key = vary.key().to_owned();
            let bytes = 0..vary.key_length;
            if NOT_VARIED.contains(&key.as_str()) {
                problems.push(self.fault(index, bytes, VaryFault::NotVaried { key }));
            } else if varies.iter().any(|before| before.key() == key) {
                problems.push(self.fault(index, bytes, VaryFault::SameKey { key }));
            } else {
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

    /// Whether a value of a range that is not whole is refused for not being whole.
    fn takes_whole_numbers(&self, vary: &Vary<'_>) -> bool {
        let ranges = vary.items.iter().filter_map(|item| match item {
            Item::Range(_, range) => Some(range.values(false)),
            Item::Value(_) => None,
        });
        let Some(broken) = ranges.flatten().find(|text| text.contains('.')) else { return false };
        let mut changes = self.overrides.to_vec();
        changes.push(Override::varied(format!("{}={broken}", &vary.text[..vary.key_length])));
        let origin = Origin::Override(self.overrides.len());
        let refused = |problem: &Problem| {
            let broken = matches!(problem.kind, ProblemKind::NotWhole | ProblemKind::DaysNotWholeSteps);
            broken && problem.place.as_ref().is_some_and(|place| place.origin == origin)
        };
        load(self.source, &changes).is_err_and(|problems| problems.iter().any(refused))
    }

    /// The overrides of the design with the values `at`.
    fn changes(&self, varies: &[Vary<'_>], made: &[Vec<Made>], at: &[usize]) -> Vec<Override> {
        let change = |((vary, values), at): ((&Vary<'_>, &Vec<Made>), &usize)| {
            Override::varied(format!("{}={}", &vary.text[..vary.key_length], values[*at].text))
        };
        self.overrides.iter().cloned().chain(varies.iter().zip(made).zip(at).map(change)).collect()
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
        let Some(axis) = index.checked_sub(self.overrides.len()) else { return problem };
        let value = &made[axis][at[axis]];
        let begin = varies[axis].key_length + 1;
        if bytes.start >= begin {
            *bytes = if value.of_range {
                value.span.clone()
            } else {
                value.span.start + bytes.start - begin..value.span.start + bytes.end - begin
            };
        } else if bytes.end > begin {
            *bytes = 0..varies[axis].text.len();
        }
        problem
    }
}

/// A problem of the whole, not of some designs.
fn whole(problem: Problem) -> GridFault {
    GridFault { problem, designs: 0, first: Vec::new() }
}

fn axis((vary, made): (&Vary<'_>, &Vec<Made>)) -> Axis {
    let log = matches!(&vary.items[..], [Item::Range(_, range)] if range.log);
    let values = made.iter().map(|value| AxisValue::new(value.text.clone())).collect();
    Axis { key: vary.key().to_owned(), values, log }
}

/// Adds a problem to those that are known, or counts it there.
fn note(faults: &mut Vec<GridFault>, problem: Problem, axes: &[Axis], at: &[usize]) {
    if let Some(known) = faults.iter_mut().find(|known| is_same(&known.problem, &problem)) {
        known.designs += 1;
        return;
    }
    let first = axes.iter().zip(at).map(|(axis, at)| format!("{}={}", axis.key, axis.values[*at].text));
    faults.push(GridFault { problem, designs: 1, first: first.collect() });
}

/// Whether two problems are one for the user: the same in two designs, or with two values of one range.
fn is_same(one: &Problem, other: &Problem) -> bool {
    let kind = |problem: &Problem| std::mem::discriminant(&problem.kind);
    one.place == other.place && one.path == other.path && kind(one) == kind(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTER: &str = "
name: poster
days: 14
seeds: 500
share: 0.35
contacts: 12
join: 0.06
incentive:
  - { to: inviter, when: { invites: 3 }, value: 299, cost: 6 }
budget: { limit: 3000 }
";

    fn made(varied: &[&str]) -> Result<Grid, GridFaults> {
        let varied: Vec<Override> = varied.iter().map(|text| Override::varied(*text)).collect();
        grid(&Source::new("poster.yaml", POSTER), &[Override::new("days=7")], &varied)
    }

    fn texts(axis: &Axis) -> Vec<&str> {
        axis.values.iter().map(|value| value.text.as_str()).collect()
    }

    #[test]
    fn the_last_key_changes_fastest() {
        let grid = made(&["share=.1,.2", "join=1%,2%,3%"]).unwrap();
        let told: Vec<String> = (0..6)
            .map(|point| {
                grid.values(point).iter().map(|value| value.text.clone()).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(told, [".1 1%", ".1 2%", ".1 3%", ".2 1%", ".2 2%", ".2 3%"]);
        let join = |point: usize| grid.designs[point].segments[0].funnel[0].pass.typical();
        assert_eq!((join(0), join(5)), (0.01, 0.03));
        assert!(grid.designs.iter().all(|design| design.clock.days() == 7.0));
    }

    #[test]
    fn keys_that_count_take_whole_numbers_of_a_range() {
        let grid = made(&["incentive.0.invites=1..8:5"]).unwrap();
        assert_eq!(texts(&grid.axes[0]), ["1", "3", "5", "6", "8"]);
        assert_eq!(texts(&made(&["seeds=log:10..1000:4"]).unwrap().axes[0]), ["10", "46", "215", "1000"]);
        assert_eq!(texts(&made(&["days=7..14:5"]).unwrap().axes[0]), ["7", "9", "11", "12", "14"]);
        assert_eq!(texts(&made(&["share=0..1:3"]).unwrap().axes[0]), ["0", "0.5", "1"]);
    }

    #[test]
    fn a_whole_number_that_was_typed_is_not_rounded() {
        let faults = made(&["seeds=1.5,2"]).unwrap_err();
        assert_eq!(faults.list[0].problem.kind, ProblemKind::NotWhole);
        assert_eq!(faults.list[0].problem.place.as_ref().unwrap().bytes, 6..9);
    }

    #[test]
    fn all_bad_points_are_told_once_each() {
        let faults = made(&["share=0.3, 35,1.5..2.5:5", "incentive.0.cost=5,5_000"]).unwrap_err();
        let told: Vec<(Range<usize>, usize)> = faults
            .list
            .iter()
            .map(|fault| (fault.problem.place.as_ref().unwrap().bytes.clone(), fault.designs))
            .collect();
        // 35 with either cost; five values of the range with either cost; the cost above the budget with share 0.3
        // (where a share cannot be read, contradictions are not looked for).
        assert!(told.contains(&(11..13, 2)) && told.contains(&(14..24, 10)), "{told:?}");
        assert_eq!(faults.designs, 14);
        assert_eq!(faults.list.last().unwrap().first, ["share=0.3", "incentive.0.cost=5_000"]);
    }

    #[test]
    fn what_is_wrong_everywhere_is_not_blamed_on_a_value() {
        let faults = made(&["shaer=0.3,0.4"]).unwrap_err();
        assert_eq!(faults.list.len(), 1);
        assert!(faults.list[0].first.is_empty());
        assert_eq!(faults.list[0].problem.place.as_ref().unwrap().bytes, 0..5);
    }

    #[test]
    fn keys_that_make_no_grid_are_refused() {
        let kinds = |varied: &[&str]| -> Vec<ProblemKind> {
            made(varied).unwrap_err().list.into_iter().map(|fault| fault.problem.kind).collect()
        };
        assert_eq!(
            kinds(&["seed=1,2", "share=.1", "share=.2"]),
            [
                ProblemKind::Vary(VaryFault::NotVaried { key: "seed".into() }),
                ProblemKind::Vary(VaryFault::SameKey { key: "share".into() })
            ]
        );
        let many = kinds(&["share=0..1:200", "join=0..1:200"]);
        assert_eq!(many, [ProblemKind::Vary(VaryFault::TooManyPoints { points: 40_000, limit: MAX_POINTS })]);
    }
}
