//! What orders earn, before it falls due.

use crate::engine::made::Made;
use crate::engine::returned::Returned;
use crate::model::Return;
use crate::units::Money;

/// Rewards that the orders of a step have earned, and promises that no order can keep any more.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct OrderClaims {
    /// Rules on offer, as bits, that pay whoever orders.
    pub to_buyers: u64,
    pub earned: Vec<Claim>,
    /// The buyer has left, or it is too late.
    pub void: Vec<Void>,
}

/// Rewards of one rule, for orders of members of a segment.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Claim {
    pub rule: usize,
    pub segment: usize,
    /// Whose orders they are, where it is asked how often his inviter has earned something.
    pub row: Option<u32>,
    pub count: u64,
    pub worth: Money,
    pub promised: Promised,
    /// The moment of the step at which they came, where there is one.
    pub moment: Option<f64>,
    /// When the buyers get their money back, if they do.
    pub returns: Option<Return>,
}

/// Promises of one rule.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Void {
    pub rule: usize,
    pub count: u64,
    pub promised: Promised,
}

/// When promises were made, and for what members of which segment did, where that is asked.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(in crate::engine) struct Promised {
    pub made: Made,
    pub segment: usize,
}

impl Claim {
    /// Some of them.
    pub fn some(self, count: u64) -> Claim {
        let worth = if count == self.count { self.worth } else { self.worth.part(count, self.count) };
        Claim { count, worth, ..self }
    }
}

impl OrderClaims {
    /// Rewards are earned, some of them by orders that are paid back.
    pub fn earn(&mut self, claim: Claim, returned: &Returned) {
        let mut rest = claim.count;
        for (when, count) in returned {
            self.earned.push(Claim { returns: Some(*when), ..claim.some(*count) });
            rest -= count;
        }
        if rest > 0 {
            self.earned.push(claim.some(rest));
        }
    }

    pub fn clear(&mut self) {
        self.to_buyers = 0;
        self.earned.clear();
        self.void.clear();
    }

    /// Promises come to nothing.
    pub fn give_up(&mut self, rule: usize, count: u64, promised: Promised) {
        if count > 0 {
            self.void.push(Void { rule, count, promised });
        }
    }
}

/// The rules of a set of bits.
pub(super) fn rules(bits: u64) -> impl Iterator<Item = usize> {
    (0..u64::BITS as usize).filter(move |rule| bits >> rule & 1 == 1)
}
