//! Changes tried on the same luck as the campaign itself.

use super::super::tried::{ERRORS, PER_USER};
use super::super::{Aim, Change, Tried};
use crate::ensemble::{Designs, Observer, Values};
use crate::metrics::{Better, Metric, RiskReader, Shape};
use crate::scenario::Valid;
use crate::stats::{Contrast, Paired, Ratios};

/// Counts nothing of what is tried beside the run, and stops where the run would.
struct Beside<'a>(&'a dyn Observer);

impl Observer for Beside<'_> {
    fn advanced(&self, _done: u64) {}
    fn wants_to_stop(&self) -> bool {
        self.0.wants_to_stop()
    }
}

/// Tries these changes (for a remark, towards an aim) and keeps those that help; each is told once, for the first remark that it
/// helps. `None` when the observer wants to stop.
pub(super) fn helpful(
    scenario: &Valid,
    (seed, replicates): (u64, u64),
    candidates: Vec<(usize, Aim, Change)>,
    observer: &dyn Observer,
) -> Option<Vec<Tried>> {
    let mut changes: Vec<Change> = Vec::new();
    let mut designs = vec![scenario.clone()];
    for (_, _, change) in &candidates {
        if let Some(changed) = change.applied(scenario).filter(|_| !changes.contains(change)) {
            changes.push(*change);
            designs.push(changed);
        }
    }
    if changes.is_empty() {
        return Some(Vec::new());
    }
    let metrics = metrics(&candidates);
    let mut values = vec![Values::new(); designs.len()];
    let runs = Designs::new(&designs, &metrics, seed, replicates);
    let progress = runs.side_by_side(&Beside(observer), &mut |next| {
        for (all, next) in values.iter_mut().zip(next) {
            all.resize_with(next.len(), Vec::new);
            all.iter_mut().zip(next).for_each(|(all, next)| all.extend_from_slice(next));
        }
        Ok(())
    });
    // The sink cannot fail, so an error cannot come back.
    if progress.is_ok_and(|progress| progress.interrupted) {
        return None;
    }
    let rows = Rows { shape: scenario.shape(), metrics };
    let mut told: Vec<Tried> = Vec::new();
    for (remark, aim, change) in candidates {
        let Some(place) = changes.iter().position(|known| *known == change) else { continue };
        if told.iter().all(|tried| tried.change != change) {
            told.extend(rows.tried((remark, aim, change), [&values[0], &values[place + 1]]));
        }
    }
    Some(told)
}

/// All metrics that are looked at, each once: money and heads first.
fn metrics(candidates: &[(usize, Aim, Change)]) -> Vec<Metric> {
    let mut metrics: Vec<Metric> = PER_USER.per_head().into_iter().flatten().cloned().collect();
    for (_, aim, _) in candidates {
        let read: &[Metric] = match aim {
            Aim::Risk(risk) => risk.reads(),
            Aim::Metric(metric) => std::slice::from_ref(metric),
            Aim::CostPerUser | Aim::Saving => &[],
        };
        read.iter().for_each(|metric| {
            if !metrics.contains(metric) {
                metrics.push(metric.clone());
            }
        });
    }
    metrics
}

/// How the replicates of designs are read.
struct Rows {
    shape: Shape,
    metrics: Vec<Metric>,
}

impl Rows {
    /// What a change did, from the campaign as it is and as it would be; nothing where it does not help.
    fn tried(&self, (remark, aim, change): (usize, Aim, Change), designs: [&Values; 2]) -> Option<Tried> {
        // Money and heads stand first.
        let [money, heads] = [0, 1].map(|column: usize| designs.map(|values| values[column].as_slice()));
        let mut ratios = Ratios::of(2);
        ratios.absorb(&[[money[0], heads[0]], [money[1], heads[1]]]);
        let per_user_change = ratios.contrast(0, 1);
        let (effect, better, aim_means) = match &aim {
            Aim::CostPerUser => (per_user_change, Better::Less, [0, 1].map(|design| ratios.value(design))),
            aim => {
                let columns = designs.map(|values| self.column(aim, values));
                let mean = |column: &Vec<f64>| column.iter().sum::<f64>() / column.len() as f64;
                let better = match aim {
                    Aim::Metric(metric) => metric.better()?,
                    Aim::Saving => Better::More,
                    Aim::Risk(_) | Aim::CostPerUser => Better::Less,
                };
                (paired(&columns[0], &columns[1]), better, [mean(&columns[0]), mean(&columns[1])])
            }
        };
        let helps = is_gain(&effect, better) && (aim != Aim::CostPerUser || self.is_worth_it(designs));
        helps.then(|| Tried {
            remark,
            change,
            aim,
            aim_means,
            users: paired(heads[0], heads[1]),
            cost: paired(money[0], money[1]),
            per_user: [0, 1].map(|design| ratios.value(design)),
            per_user_change,
        })
    }

    /// Whether those whom a change adds cost less than elsewhere; true where no benchmark says what that is.
    fn is_worth_it(&self, designs: [&Values; 2]) -> bool {
        let [before, after] = designs.map(|values| self.column(&Aim::Saving, values));
        self.shape.benchmark.is_none() || is_gain(&paired(&before, &after), Better::More)
    }

    /// What a change is to improve, replicate by replicate.
    fn column(&self, aim: &Aim, values: &Values) -> Vec<f64> {
        let place = |metric: &Metric| self.metrics.iter().position(|known| known == metric);
        let risks = RiskReader::new(&self.shape, place);
        let value = |row: &[f64]| match aim {
            Aim::Risk(risk) => f64::from(u8::from(risks.happened(*risk, row))),
            Aim::Metric(metric) => place(metric).map_or(f64::NAN, |place| row[place]),
            Aim::Saving | Aim::CostPerUser => self.shape.benchmark.unwrap_or(f64::NAN) * row[1] - row[0],
        };
        let replicates = values.first().map_or(0, Vec::len);
        let row = |replicate: usize| values.iter().map(|column| column[replicate]).collect::<Vec<_>>();
        (0..replicates).map(|replicate| value(&row(replicate))).collect()
    }
}

/// Whether an effect is for the better by more than chance.
fn is_gain(effect: &Contrast, better: Better) -> bool {
    let gain = if better == Better::More { effect.mean } else { -effect.mean };
    gain > 0.0 && gain >= ERRORS * effect.se
}

fn paired(before: &[f64], after: &[f64]) -> Contrast {
    let mut pairs = Paired::default();
    pairs.record_all(before, after);
    pairs.contrast()
}
