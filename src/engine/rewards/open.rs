//! Promises that are open when the campaign is over, or when those on whom they hang are deleted.

use crate::engine::company::{Bundle, Company};
use crate::engine::now::Step;
use crate::engine::record::Record;
use crate::rng::Purpose;
use crate::terms::claim;
use crate::units::Money;

/// What is owed: what hangs on invitees who have joined, and what on those who have not, as far as it will fall due.
pub(in crate::engine) fn open_promises(at: Step<'_>, company: &mut Company, record: &mut Record<'_>) {
    if at.model.rules.is_empty() {
        return;
    }
    company.books.begin_step(at.model);
    let held = company.promises.take_held();
    let owed = will_be_due(at, held, 0, record);
    let mut on_the_way = company.promises.take_on_the_way();
    for bundle in &mut on_the_way {
        bundle.worth = company.unit_cost(at.model, bundle.key.rule).times(bundle.count);
    }
    let owed_on_the_way = will_be_due(at, on_the_way, 1, record);
    // Where the company does not pay on, what the budget does not cover will be a broken promise.
    let pays_on = at.model.budget.is_some_and(|budget| !budget.when_exhausted.runs_out());
    let left = company.offers.budget_left().filter(|_| pays_on);
    record.owed(owed, owed_on_the_way, left);
}

/// The platform has deleted who came by invitation: what hangs on them is void.
pub(in crate::engine) fn delete_promises(at: Step<'_>, company: &mut Company, record: &mut Record<'_>) {
    let mut open = company.promises.take_held();
    open.extend(company.promises.due.drain(..).map(|(bundle, _)| bundle));
    for Bundle { key, count, .. } in open {
        record.void(key.rule, count);
        company.release(at.model, key.rule, count);
    }
}

/// What the promises that will fall due cost; all of them are open.
fn will_be_due(at: Step<'_>, mut bundles: Vec<Bundle>, round: u32, record: &mut Record<'_>) -> Money {
    // Those of one key wait for different steps.
    bundles.sort_by_key(|bundle| bundle.key);
    bundles.dedup_by(|next, first| {
        let same = next.key == first.key;
        if same {
            first.count += next.count;
            first.worth += next.worth;
        }
        same
    });
    let model = at.model;
    let worth = bundles.into_iter().map(|bundle| {
        let key = bundle.key;
        record.open(key.rule, bundle.count);
        let mut stream = Step { round, ..at }.stream(Purpose::Claims, key.lane(model));
        let rule = bundle.rule(model);
        let fate = claim(&mut stream, rule, key.claimant(model), bundle.count, rule.stays[key.kind]);
        bundle.some(fate.due).worth
    });
    worth.sum()
}
