//! The numbers of money that goes back.

use super::fact::Fact;
use super::slot::Slot;
use super::walk::Walk;
use crate::scenario::{Domain, Meaning, Refund};

/// Who gets his money back, in a price or a kind of order.
pub(super) fn refund(walk: &mut Walk<'_>, refund: &mut Refund) {
    const CHANCE: Fact = Fact::chance("Chance of a buyer to get his money back.").or_absent();
    const WITHIN: Fact =
        Fact::new(Meaning::Days, Domain::SPAN, "So long after paying, at any moment of that time.")
            .or_absent();
    let Refund { chance, within_days } = refund;
    walk.within("refund", |walk| {
        walk.number("chance", CHANCE, Slot::Quantity(chance));
        walk.number("within", WITHIN, Slot::Real(within_days));
    });
}
