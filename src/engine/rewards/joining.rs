//! What becomes of promises when their invitees stand at the door.

use crate::engine::company::{Arrived, Bundle, Company, Key, Made};
use crate::engine::now::Step;
use crate::engine::population::{Guest, Population};
use crate::engine::record::Record;
use crate::model::{Holding, RuleModel, UnitCost};
use crate::rng::{Purpose, Stream, hypergeometric};
use crate::terms::{kept, share_of_revenue};
use crate::units::Money;

/// Promises that hang on those who have just [arrived](super::super::company::Promises::arrived): void where they were
/// turned away, held where they must stay, due otherwise.
pub(in crate::engine) fn promises_of_joiners<P: Population>(
    at: Step<'_>,
    people: &P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let mut bundles = std::mem::take(&mut company.promises.joining);
    company.promises.of_joiners(at.t, &mut bundles);
    bundles.sort_by_key(|(bundle, _)| bundle.key);
    let mut door: Option<Door> = None;
    for (bundle, made) in bundles.drain(..) {
        let rule = bundle.rule(at.model);
        let same = door.take().filter(|door| door.key == bundle.key);
        let mut here = same.unwrap_or_else(|| Door::of(at, bundle.key, people, &company.promises.arrived));
        let guests = here.guests(bundle.count);
        let let_in = match &guests {
            Some(guests) => guests.len() as u64,
            None => here.let_in(bundle.count),
        };
        let turned_away = bundle.count - let_in;
        if turned_away > 0 {
            record.void(bundle.key.rule, turned_away);
            company.release(at.model, bundle.key.rule, turned_away);
        }
        let worth = worth(at, rule, bundle.key.kind, let_in, company);
        let bundle = Bundle { count: let_in, worth, ..bundle };
        match guests.zip(rule.held) {
            Some((guests, held)) => land_one_by_one(at, bundle, &guests, held, made, company),
            None => land(at, &mut here.stream, bundle, made, company),
        }
        door = Some(here);
    }
    company.promises.joining = bundles;
    company.promises.arrived.clear();
}

/// Invitees of one segment at the door, on whom promises of one key hang.
struct Door {
    key: Key,
    stream: Stream,
    /// Those on whom none of the promises hangs that were looked at, and who of them was let in.
    came: u64,
    admitted: u64,
    /// Who they are, where people are known one by one.
    guests: Option<Vec<Guest>>,
}

impl Door {
    fn of<P: Population>(at: Step<'_>, key: Key, people: &P, arrived: &[Arrived]) -> Door {
        let of_kind = arrived.iter().filter(|arrived| arrived.segment == key.kind);
        let [came, admitted] = of_kind
            .fold([0, 0], |[came, admitted], arrived| [came + arrived.came, admitted + arrived.admitted]);
        let guests = people.guests(key.party.segment(), key.kind);
        Door { key, stream: at.stream(Purpose::Holding, key.lane(at.model)), came, admitted, guests }
    }

    /// How many of so many promises hang on invitees who were let in.
    fn let_in(&mut self, count: u64) -> u64 {
        let let_in = if self.admitted == self.came {
            count
        } else {
            hypergeometric(&mut self.stream, self.came, self.admitted, count)
        };
        self.came -= count;
        self.admitted -= let_in;
        let_in
    }

    /// On whom of the guests so many promises hang: those of them who were let in, and when they joined.
    fn guests(&mut self, count: u64) -> Option<Vec<(u32, f64)>> {
        let guests = self.guests.as_mut()?;
        let count = guests.len().min(count as usize);
        for place in 0..if count < guests.len() { count } else { 0 } {
            let other = place + self.stream.below((guests.len() - place) as u64) as usize;
            guests.swap(place, other);
        }
        Some(guests.drain(..count).filter_map(|guest| Some((guest.row, guest.since?))).collect())
    }
}

/// What so many rewards cost that hang on invitees of a segment who have joined just now.
fn worth(at: Step<'_>, rule: &RuleModel, kind: usize, count: u64, company: &Company) -> Money {
    match (rule.cost, &at.model.price) {
        (UnitCost::Fixed(money), _) => money.times(count),
        (UnitCost::ShareOfPrice(share), Some(price)) => {
            let of_kind = || company.promises.arrived.iter().filter(|arrived| arrived.segment == kind);
            let buyers = of_kind().map(|arrived| arrived.admitted).sum();
            let parts = of_kind()
                .map(|arrived| share_of_revenue(price, share, arrived.buyers.start, arrived.buyers.end));
            let all: Money = parts.sum();
            if count == buyers { all } else { all.part(count, buyers) }
        }
        (UnitCost::ShareOfPrice(_), None) => Money::ZERO,
    }
}

/// The invitees have joined: what hangs on them falls due now or later.
fn land(at: Step<'_>, stream: &mut Stream, bundle: Bundle, made: Made, company: &mut Company) {
    if bundle.count == 0 {
        return;
    }
    let Some(held) = bundle.rule(at.model).held else {
        company.promises.due.push((bundle, made));
        return;
    };
    let longer = bundle.some(kept(stream, bundle.count, held.one_more));
    let (count, worth) = (bundle.count - longer.count, bundle.worth - longer.worth);
    let may_be_taken_back = company.offers.may_take_back(at.model, bundle.key.rule);
    let until = at.t.saturating_add(held.steps);
    let shorter = Bundle { count, worth, ..bundle };
    if held.steps == 0 {
        company.promises.due.push((shorter, made));
    } else {
        company.promises.hold(shorter, made, until, may_be_taken_back);
    }
    company.promises.hold(longer, made, until.saturating_add(1), may_be_taken_back);
}

/// The same where it is known on whom each hangs: he decides when it falls due, and by his stay whether it does.
fn land_one_by_one(
    at: Step<'_>,
    mut bundle: Bundle,
    guests: &[(u32, f64)],
    held: Holding,
    made: Made,
    company: &mut Company,
) {
    let may_be_taken_back = company.offers.may_take_back(at.model, bundle.key.rule);
    for &(row, since) in guests {
        let one = Bundle { on: Some(row), ..bundle.split_off(1) };
        let until = (since + held.mean()) as u32;
        if until <= at.t {
            company.promises.due.push((one, made));
        } else {
            company.promises.hold(one, made, until, may_be_taken_back);
        }
    }
}
