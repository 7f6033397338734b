//! Promises that are open when the campaign is over, or when those on whom they hang are deleted.

use super::claims::Claims;
use super::void::{come_to_nothing, void};
use crate::engine::company::{Bundle, Company};
use crate::engine::customers::forget_promises;
use crate::engine::now::Step;
use crate::engine::population::Population;
use crate::engine::record::Record;
use crate::terms::Demand;

/// What is owed: what hangs on invitees who have joined, and what on those who have not, as far as it will fall due.
pub(in crate::engine) fn open_promises<P: Population>(
    at: Step<'_>,
    people: &P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if at.model.rules.is_empty() {
        return;
    }
    company.books.begin_step(at.model);
    for Bundle { key, count, .. } in company.promises.take_void() {
        record.open(key.rule, count);
        company.release(at.model, key.rule, count);
    }
    let held = company.promises.take_held();
    let owed = will_be_due(Step { round: 0, ..at }, people, held, record);
    let mut on_the_way = company.promises.take_on_the_way();
    if at.model.order_rules.promised != 0 {
        wait_on(at, people, &mut on_the_way, record);
    }
    for bundle in &mut on_the_way {
        bundle.worth = company.unit_cost(at.model, bundle.key.rule).times(bundle.count);
    }
    let owed_on_the_way = will_be_due(Step { round: 1, ..at }, people, on_the_way, record);
    let worth = |open: &[Open]| open.iter().map(|open| open.due.worth).sum();
    record.owed(worth(&owed), worth(&owed_on_the_way));
    serve_owed(at, &owed, company, record);
}

/// What waits for orders is open, and no debt.
fn wait_on<P: Population>(at: Step<'_>, people: &P, on_the_way: &mut Vec<Bundle>, record: &mut Record<'_>) {
    let mut waiting = people.promised_orders(at.model);
    on_the_way.retain(|bundle| {
        let waits = bundle.rule(at.model).on_orders.is_some();
        waiting[bundle.key.rule] += if waits { bundle.count } else { 0 };
        !waits
    });
    for (rule, count) in waiting.into_iter().enumerate() {
        if !at.model.rules[rule].is_promised_with_each_order() {
            record.open(rule, count);
        }
    }
}

/// Serves what is owed, as far as money and goods cover it: where the company does not pay on, the rest will be broken.
fn serve_owed(at: Step<'_>, owed: &[Open], company: &mut Company, record: &mut Record<'_>) {
    for &Open { rule, promised, due } in owed {
        company.release(at.model, rule, promised);
        record.will_be_settled(company.offers.serve(at.model, rule, due));
    }
}

/// Promises of one rule that wait beyond the end, and those of them that will fall due.
#[derive(Clone, Copy, Debug)]
struct Open {
    rule: usize,
    promised: u64,
    due: Demand,
}

/// The platform has deleted who came by invitation: what hangs on them is void.
pub(in crate::engine) fn delete_promises<P: Population>(
    at: Step<'_>,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let mut open = company.promises.take_hanging(at.model);
    open.extend(company.promises.due.drain(..).map(|(bundle, _)| bundle));
    for Bundle { key, count, .. } in open {
        void(at, key.rule, count, company, record);
    }
    if at.model.order_rules.promised != 0 {
        let mut waiting = vec![0; at.model.rules.len()];
        for segment in 0..at.model.segments.len() {
            forget_promises(people.customers(segment).into_iter(), &mut waiting);
        }
        for (rule, count) in waiting.into_iter().enumerate() {
            come_to_nothing(at, rule, count, company, record);
        }
    }
}

/// Which of these promises, all of them open, will fall due, in the order of the file.
fn will_be_due<P: Population>(
    at: Step<'_>,
    people: &P,
    mut bundles: Vec<Bundle>,
    record: &mut Record<'_>,
) -> Vec<Open> {
    // Those of one key wait for different steps.
    bundles.sort_by_key(|bundle| bundle.key);
    bundles.dedup_by(|next, first| {
        let same = next.is_alike(first);
        if same {
            first.count += next.count;
            first.worth += next.worth;
        }
        same
    });
    let mut claims = Claims::of(at, people);
    let open = bundles.into_iter().map(|bundle| {
        record.open(bundle.key.rule, bundle.count);
        let fate = claims.fate(bundle);
        let due = Demand { count: fate.due, worth: bundle.some(fate.due).worth };
        Open { rule: bundle.key.rule, promised: bundle.count, due }
    });
    open.collect()
}
