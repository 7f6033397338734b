//! What becomes of promises when their invitees stand at the door.

use super::holding::hold_or_return;
use super::of_orders::wait_for_orders;
use super::void::come_to_nothing;
use crate::engine::company::{Arrived, Bundle, Company, Key};
use crate::engine::made::Made;
use crate::engine::now::Step;
use crate::engine::population::{Guest, Population};
use crate::engine::record::Record;
use crate::engine::returned::{Returned, among};
use crate::model::{Holding, Return, RuleModel, UnitCost};
use crate::rng::{Purpose, Stream, hypergeometric};
use crate::terms::share_of_revenue;
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
    if bundles.is_empty() {
        company.promises.joining = bundles;
        company.promises.arrived.clear();
        return;
    }
    bundles.sort_by_key(|(bundle, _)| bundle.key);
    let mut door: Option<Door> = None;
    let all_found_room = company.promises.arrived.iter().all(|arrived| arrived.admitted == arrived.came);
    let mut rooms = Rooms::default();
    let mut lists = Lists::default();
    let mut returning = Returning::of_joiners(&company.promises.arrived);
    for (bundle, made) in bundles.drain(..) {
        let rule = bundle.rule(at.model);
        let same = door.take().filter(|door| door.key == bundle.key);
        let mut here = same.unwrap_or_else(|| Door::of(at, bundle.key));
        let list = lists.of(at, bundle.key, people);
        let guests = list.map(|list| list.some(&mut here.stream, bundle.count));
        let let_in = match &guests {
            Some(guests) => guests.len() as u64,
            None if all_found_room => bundle.count,
            None => {
                rooms.of(at, bundle.key, &company.promises.arrived).let_in(&mut here.stream, bundle.count)
            }
        };
        let turned_away = bundle.count - let_in;
        come_to_nothing(at, bundle.key.rule, turned_away, company, record);
        if rule.on_orders.is_some() {
            let rows = guests.iter().flatten().map(|(row, _)| *row).collect();
            wait_for_orders(at, bundle.key, let_in, rows, made, company);
            door = Some(here);
            continue;
        }
        let worth = worth(at, rule, bundle.key.kind, let_in, company);
        let bundle = Bundle { count: let_in, worth, ..bundle };
        let known = guests.filter(|_| rule.must_stay.is_some());
        let mut joined = Joined { bundle, made, known };
        for (when, count) in returning.of(at, bundle) {
            joined.take(count).land(at, &mut here.stream, Some(when), company);
        }
        joined.land(at, &mut here.stream, None, company);
        door = Some(here);
    }
    company.promises.joining = bundles;
    company.promises.arrived.clear();
}

/// Promises of a key whose invitees have joined, and who these are where their stay decides.
struct Joined {
    bundle: Bundle,
    made: Made,
    known: Option<Vec<(u32, f64)>>,
}

impl Joined {
    /// Some of them.
    fn take(&mut self, count: u64) -> Joined {
        let known =
            self.known.as_mut().map(|guests| guests.split_off(guests.len().saturating_sub(count as usize)));
        Joined { bundle: self.bundle.split_off(count), made: self.made, known }
    }

    /// They fall due now or later; if the price of joining goes back before that, never.
    fn land(self, at: Step<'_>, stream: &mut Stream, returns: Option<Return>, company: &mut Company) {
        let Joined { bundle, made, known } = self;
        match known.zip(bundle.rule(at.model).held).filter(|_| returns.is_none()) {
            Some((guests, held)) => land_one_by_one(at, bundle, &guests, held, made, company),
            None => hold_or_return(at, stream, bundle, (made, None), returns, company),
        }
    }
}

/// Who of those at the door gets the price of joining back: by segment, of those on whom no promise of the rule at hand hangs
/// that was looked at.
struct Returning {
    all: Vec<(usize, u64, Returned)>,
    rule: Option<usize>,
    left: Vec<(usize, u64, Returned)>,
}

impl Returning {
    fn of_joiners(arrived: &[Arrived]) -> Returning {
        let returns = arrived.iter().filter(|arrived| !arrived.returned.is_empty());
        let all = returns.map(|arrived| (arrived.segment, arrived.admitted, arrived.returned.clone()));
        Returning { all: all.collect(), rule: None, left: Vec::new() }
    }

    /// On whom of them these promises hang.
    fn of(&mut self, at: Step<'_>, bundle: Bundle) -> Returned {
        let Key { rule, kind, .. } = bundle.key;
        if self.all.is_empty() || !at.model.rules[rule].when.is_of_joining() {
            return Returned::new();
        }
        let rules = &at.model.rules;
        if self.rule.is_none_or(|before| !rules[before].excludes(&rules[rule])) {
            self.left = self.all.clone();
        }
        self.rule = Some(rule);
        let Some((_, people, returned)) = self.left.iter_mut().find(|(segment, ..)| *segment == kind) else {
            return Returned::new();
        };
        let mut stream = at.stream(Purpose::Refund, bundle.key.lane(at.model));
        let some = among(&mut stream, returned, *people, bundle.count);
        *people -= bundle.count.min(*people);
        for (when, count) in &some {
            returned.iter_mut().filter(|(other, _)| other == when).for_each(|(_, left)| *left -= count);
        }
        some
    }
}

/// Invitees of one segment at the door, on whom promises of one key hang.
struct Door {
    key: Key,
    stream: Stream,
}

/// Invitees at the door on whom none of the promises hangs of the rule at hand, or on other terms of it, that were looked at.
#[derive(Default)]
struct Lists {
    rule: Option<usize>,
    lists: Vec<List>,
}

/// Those of a segment who were invited by members of another.
struct List {
    inviters: usize,
    kind: usize,
    guests: Vec<Guest>,
}

impl Lists {
    /// Those on whom promises of this key may hang, where people are known one by one.
    fn of<P: Population>(&mut self, at: Step<'_>, key: Key, people: &P) -> Option<&mut List> {
        let rules = &at.model.rules;
        if self.rule.is_none_or(|before| !rules[before].excludes(&rules[key.rule])) {
            self.lists.clear();
        }
        self.rule = Some(key.rule);
        let inviters = key.party.segment();
        let known = self.lists.iter().position(|list| (list.inviters, list.kind) == (inviters, key.kind));
        if known.is_none() {
            let guests = people.guests(inviters, key.kind)?;
            self.lists.push(List { inviters, kind: key.kind, guests });
        }
        let place = known.unwrap_or(self.lists.len() - 1);
        Some(&mut self.lists[place])
    }
}

impl List {
    /// On whom of the guests so many promises hang: those of them who were let in, and when they joined.
    fn some(&mut self, stream: &mut Stream, count: u64) -> Vec<(u32, f64)> {
        let guests = &mut self.guests;
        let count = guests.len().min(count as usize);
        for place in 0..if count < guests.len() { count } else { 0 } {
            let other = place + stream.below((guests.len() - place) as u64) as usize;
            guests.swap(place, other);
        }
        guests.drain(..count).filter_map(|guest| Some((guest.row, guest.since?))).collect()
    }
}

/// Invitees at the door, by segment, on whom promises of the rule at hand hang, to whomever and on whichever of its terms.
#[derive(Default)]
struct Rooms {
    rule: Option<usize>,
    rooms: Vec<Room>,
}

/// Those of a segment on whom none of the promises hangs that were looked at, and who of them was let in.
struct Room {
    segment: usize,
    came: u64,
    admitted: u64,
}

impl Rooms {
    /// Those on whom promises of this key hang.
    fn of(&mut self, at: Step<'_>, key: Key, arrived: &[Arrived]) -> &mut Room {
        let rules = &at.model.rules;
        if self.rule.is_none_or(|before| !rules[before].excludes(&rules[key.rule])) {
            self.rooms.clear();
        }
        self.rule = Some(key.rule);
        let known = self.rooms.iter().position(|room| room.segment == key.kind);
        let place = known.unwrap_or_else(|| {
            let of_kind = arrived.iter().filter(|arrived| arrived.segment == key.kind);
            let [came, admitted] = of_kind
                .fold([0, 0], |[came, admitted], arrived| [came + arrived.came, admitted + arrived.admitted]);
            self.rooms.push(Room { segment: key.kind, came, admitted });
            self.rooms.len() - 1
        });
        &mut self.rooms[place]
    }
}

impl Room {
    /// How many of so many promises hang on invitees who were let in.
    fn let_in(&mut self, stream: &mut Stream, count: u64) -> u64 {
        let let_in = if self.admitted == self.came {
            count
        } else {
            hypergeometric(stream, self.came, self.admitted, count)
        };
        self.came -= count;
        self.admitted -= let_in;
        let_in
    }
}

impl Door {
    fn of(at: Step<'_>, key: Key) -> Door {
        Door { key, stream: at.stream(Purpose::Holding, key.lane(at.model)) }
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
