//! Members who are alike for whoever sells to them.

use super::presence;
use super::time::{Came, Due};
use crate::engine::now::{Step, Way};
use crate::model::Sale;
use crate::rng::{Stream, binomial};
use crate::scenario::Buyers;

/// Members of one kind who are there since the same time.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) struct Lot {
    pub kind: Kind,
    pub came: Came,
    /// Those who are there at the end of the step.
    pub present: u64,
    /// Those who have left in it.
    pub left: u64,
}

/// What distinguishes buyers.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) struct Kind {
    pub who: Buyers,
    /// Whether they have bought before.
    pub bought: bool,
    /// What they will order if they are still there.
    pub dues: Vec<Due>,
}

/// How somebody came, as far as sales look at it.
pub(super) fn who(way: Way) -> Buyers {
    match way {
        Way::Seed(_) => Buyers::Seeds,
        Way::Organic | Way::Bought => Buyers::Organic,
        Way::Invited | Way::Anyway => Buyers::Invited,
    }
}

impl Lot {
    /// Whether a sale is for them.
    pub fn is_addressed(&self, sale: &Sale) -> bool {
        sale.who.is_all() || sale.who == self.kind.who
    }

    /// Takes some out: of those who are there, and of those who have left.
    pub fn split_off(&mut self, [present, left]: [u64; 2]) -> Lot {
        self.present -= present;
        self.left -= left;
        Lot { present, left, ..self.clone() }
    }

    /// For which part of the step those are there who stay, and those who leave: half of it at either end. In a wave they are
    /// there from its moment on.
    pub fn parts(&self) -> [f64; 2] {
        match self.came {
            Came::Before => [1.0, 0.5],
            Came::Anytime => [0.5, 0.0],
            Came::At(moment) => [1.0 - moment, 0.5 * (1.0 - moment)],
        }
    }

    /// The step is over.
    pub fn end_step(&mut self, t: u32) {
        (self.came, self.left) = (Came::Before, 0);
        self.kind.dues.retain(|due| due.step > t);
    }
}

/// Puts together who is alike, and forgets who is nobody.
pub(super) fn merge(lots: &mut Vec<Lot>) {
    lots.retain(|lot| lot.present > 0);
    lots.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    lots.dedup_by(|lot, before| {
        let alike = lot.kind == before.kind;
        before.present += if alike { lot.present } else { 0 };
        alike
    });
}

/// Newcomers who will order so many steps after they came: when that will be, by when they did.
pub(super) fn with_dues(
    at: Step<'_>,
    mut will: Lot,
    sale: usize,
    steps: f64,
    rate: f64,
    stream: &mut Stream,
    lots: &mut Vec<Lot>,
) {
    let (whole, part) = (steps.floor(), steps.fract());
    let due =
        |later: f64, span: [f64; 2]| Due { sale, step: at.t.saturating_add((whole + later) as u32), span };
    let mut put = |mut lot: Lot, due: Due| {
        if due.step < at.model.steps {
            lot.kind.dues.push(due);
        }
        lots.push(lot);
    };
    match will.came {
        Came::At(moment) if !at.model.in_cycles => {
            let time = moment + part;
            let (later, time) = if time < 1.0 { (0.0, time) } else { (1.0, time - 1.0) };
            put(will, due(later, [time; 2]));
        }
        _ if at.model.in_cycles || part == 0.0 => put(will, due(0.0, [0.0, 1.0])),
        _ => {
            let early = presence::came_before(1.0 - part, rate);
            let [present, left] = [will.present, will.left];
            let early =
                will.split_off([binomial(stream, present, early[0]), binomial(stream, left, early[1])]);
            put(early, due(0.0, [part, 1.0]));
            put(will, due(1.0, [0.0, part]));
        }
    }
}
