//! Members who are alike for whoever sells to them.

use super::claims::Promised;
use super::presence;
use super::time::{Came, Due, Joined};
use crate::engine::now::{Step, Way};
use crate::model::Sale;
use crate::rng::{Stream, binomial};
use crate::scenario::Buyers;
use crate::units::Money;

/// Members of one kind who are there since the same time.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) struct Lot {
    pub kind: Kind,
    pub came: Came,
    /// Those who are there at the end of the step.
    pub present: u64,
    /// Those who have left in it.
    pub left: u64,
    /// Those who have left as it began, before anything else happened in it.
    pub lost: u64,
}

/// What distinguishes buyers.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) struct Kind {
    /// The row of whom it is, where that is asked: then he is alone.
    pub row: Option<u32>,
    pub who: Buyers,
    /// Whether they have bought before, and whether they have kept an order: one that is not paid back within the campaign.
    pub bought: bool,
    pub kept: bool,
    /// What they have spent so far, up to what a reward looks at.
    pub spent: Money,
    /// Rules, as bits, by which their orders are to earn something; and when they were promised, where that is asked.
    pub promised: u64,
    pub fresh: Vec<Fresh>,
    /// Between which parts of the acceptances of this step that of theirs came which made these.
    pub accepted: [f64; 2],
    /// When they joined, where a reward looks at it.
    pub joined: Option<Joined>,
    /// Whether they were invited and stand at the door: what hangs on them is not known yet.
    pub at_the_door: bool,
    /// What they will order if they are still there.
    pub dues: Vec<Due>,
}

/// Acceptances of a whole step.
const ANY_TIME: [f64; 2] = [0.0, 1.0];

/// A promise of this step, that may be taken back in it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Fresh {
    pub step: u32,
    pub rule: usize,
    pub promised: Promised,
}

/// How somebody came, as far as sales look at it.
pub(super) fn who(way: Way) -> Buyers {
    match way {
        Way::Seed(_) => Buyers::Seeds,
        Way::Organic | Way::Bought => Buyers::Organic,
        Way::Invited | Way::Anyway => Buyers::Invited,
    }
}

impl Kind {
    /// People who come in this way in step `t`.
    pub fn coming(at: Step<'_>, row: Option<u32>, way: Way, came: Came) -> Kind {
        let rules = &at.model.order_rules;
        Kind {
            row,
            who: who(way),
            bought: false,
            kept: false,
            spent: Money::ZERO,
            promised: 0,
            fresh: Vec::new(),
            accepted: ANY_TIME,
            joined: rules.follows_joining.then_some(Joined { step: at.t, came }),
            at_the_door: way.is_invited() && rules.promised != 0,
            dues: Vec::new(),
        }
    }

    /// Forgets that some rules were promised.
    pub fn forget(&mut self, rules: u64) {
        self.promised &= !rules;
    }
}

impl Lot {
    /// Whether a sale is for them.
    pub fn is_addressed(&self, sale: &Sale) -> bool {
        sale.who.is_all() || sale.who == self.kind.who
    }

    /// All of them, those who have left in this step included.
    pub fn people(&self) -> u64 {
        self.present + self.left + self.lost
    }

    /// Takes some out: of those who are there, and of those who have left.
    pub fn split_off(&mut self, [present, left]: [u64; 2]) -> Lot {
        self.present -= present;
        self.left -= left;
        Lot { present, left, lost: 0, ..self.clone() }
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
        (self.came, self.left, self.lost) = (Came::Before, 0, 0);
        self.kind.dues.retain(|due| due.step > t);
        self.kind.fresh.retain(|fresh| fresh.step == t);
        self.kind.accepted = ANY_TIME;
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
