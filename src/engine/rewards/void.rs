//! Promises that come to nothing.

use crate::engine::company::Company;
use crate::engine::now::Step;
use crate::engine::record::Record;

/// Promises of a rule are void, if they are any before the orders come.
pub(super) fn come_to_nothing(
    at: Step<'_>,
    rule: usize,
    count: u64,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if !at.model.rules[rule].is_promised_with_the_order() {
        void(at, rule, count, company, record);
    }
}

/// Promises of a rule are void.
pub(super) fn void(at: Step<'_>, rule: usize, count: u64, company: &mut Company, record: &mut Record<'_>) {
    if count > 0 {
        record.void(rule, count);
        company.release(at.model, rule, count);
    }
}
