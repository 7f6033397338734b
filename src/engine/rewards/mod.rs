//! Point 10, and what is settled in the end. The acceptances and first shares of a round become promises under every rule on
//! offer (`promising`, and `reserve` where a rule promises only what it can keep); who joins has what hangs on him held, or makes it due (`joining`), or it waits for his orders (`of_orders`); at the end of a step what is due is
//! served in the order of the file (`serving`); final prizes are won at the end (`finale`), and some promises are open then
//! (`open`).

mod claims;
mod finale;
mod holding;
mod joining;
mod of_orders;
mod open;
mod promising;
mod reserve;
mod serving;
mod void;

pub(super) use finale::final_rewards;
pub(super) use joining::promises_of_joiners;
pub(super) use of_orders::{claim_orders, hang_on_joiners};
pub(super) use open::{delete_promises, open_promises};
pub(super) use promising::promise;
pub(super) use serving::serve;

use super::company::Company;
use super::now::Step;
use super::record::Record;

/// Takes off offer what cannot be paid any more, and puts on offer again what can. Where the step `is_over` a day may be.
#[inline]
pub(super) fn close_offers(at: Step<'_>, is_over: bool, company: &mut Company, record: &mut Record<'_>) {
    if !at.model.rules.is_empty() {
        let reserves = (0..at.model.rules.len()).filter(|rule| at.model.rules[*rule].reserve);
        let granted = reserves.filter_map(|rule| company.foresight.last_granted(rule));
        granted.for_each(|moment| company.offers.goes(moment));
        company.offers.close(at, is_over, company.books.next_price(at.model), record);
    }
}
