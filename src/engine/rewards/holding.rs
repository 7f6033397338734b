//! How long it takes until what is earned falls due, and what becomes of it when a buyer gets his money back: it is void where it
//! has not fallen due by then; of what has been paid a part comes back.

use super::void::void;
use crate::engine::company::{Bundle, Company, Key};
use crate::engine::made::Made;
use crate::engine::now::Step;
use crate::engine::record::Record;
use crate::model::{Holding, Return, UnitCost, unit_cost};
use crate::rng::Stream;
use crate::terms::kept;

/// What is earned in this step, at a moment of it that may be known, falls due now or later. Where the money goes back before
/// that it never does.
pub(super) fn hold_or_return(
    at: Step<'_>,
    stream: &mut Stream,
    bundle: Bundle,
    (made, moment): (Made, Option<f64>),
    returns: Option<Return>,
    company: &mut Company,
) {
    let held = bundle.rule(at.model).held.map_or(0.0, Holding::mean);
    match returns {
        Some(when) if when.after + 1e-9 < held => {
            company.promises.void_in(at.t.saturating_add(when.later), bundle);
        }
        _ => {
            let returns = returns.map(|when| at.t.saturating_add(when.later));
            land(at, stream, Bundle { returns, ..bundle }, (made, moment), company);
        }
    }
}

/// What is earned falls due now or later.
pub(super) fn land(
    at: Step<'_>,
    stream: &mut Stream,
    bundle: Bundle,
    (made, moment): (Made, Option<f64>),
    company: &mut Company,
) {
    if bundle.count == 0 {
        return;
    }
    let Some(held) = bundle.rule(at.model).held else {
        company.promises.due.push((bundle, made));
        return;
    };
    let longer = match moment.filter(|_| !at.model.in_cycles) {
        Some(moment) if held.is_longer_from(moment) => bundle.count,
        Some(_) => 0,
        None => kept(stream, bundle.count, held.one_more),
    };
    let longer = bundle.some(longer);
    let (count, worth) = (bundle.count - longer.count, bundle.worth - longer.worth);
    let may_be_taken_back = company.offers.may_take_back(at.model, bundle.key.rule);
    let until = at.t.saturating_add(held.steps);
    let shorter = Bundle { count, worth, ..bundle };
    if held.steps > 0 {
        company.promises.hold(shorter, made, until, may_be_taken_back);
    } else if count > 0 {
        company.promises.due.push((shorter, made));
    }
    company.promises.hold(longer, made, until.saturating_add(1), may_be_taken_back);
}

/// What was earned for purchases that are paid back in this step, and had not fallen due, is void.
pub(super) fn void_what_returns(at: Step<'_>, company: &mut Company, record: &mut Record<'_>) {
    let mut gone = Vec::new();
    company.promises.void_now(at.t, |bundle| gone.push((bundle.key.rule, bundle.count)));
    gone.into_iter().for_each(|(rule, count)| void(at, rule, count, company, record));
}

/// Some of what has been paid now is for purchases that will be paid back.
pub(super) fn will_be_lost(
    at: Step<'_>,
    key: Key,
    paid: Bundle,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let Some(step) = paid.returns else { return };
    let recovered = UnitCost::ShareOfPrice(at.model.rules[key.rule].recovered);
    let worth = unit_cost(recovered, paid.worth);
    if step < at.model.steps {
        record.reward_lost(paid.worth - worth);
    }
    company.promises.lose_in(step.max(at.t), Bundle { key, worth, on: None, returns: None, ..paid });
}

/// Of what has been paid for purchases that are paid back in this step a part comes back.
pub(super) fn recover(at: Step<'_>, company: &mut Company, record: &mut Record<'_>) {
    company.promises.lost_now(at.t, |bundle| record.recovered(at, bundle.key.rule, bundle.worth));
}
