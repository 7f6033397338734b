//! Point 8: who of those who are named accepts, and when he joins.

use super::Cascade;
use super::names::Named;
use crate::engine::market::Market;
use crate::engine::members::acceptance::{account, answer, answers_alike};
use crate::engine::members::round::Contacts;
use crate::engine::now::Now;
use crate::engine::record::Tally;
use crate::terms::Events;

impl Cascade {
    /// Who is named and has not accepted before accepts now.
    pub(super) fn accept(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        contacts: &mut [Contacts],
        tally: &mut [Tally],
        events: &mut [Events],
    ) {
        self.crowd.lose_who_came(now.at, market);
        let mut named = std::mem::take(&mut self.named);
        self.leave_out_accepted(&mut named);
        let people = self.network.as_ref().map_or(0, |network| network.people());
        keep_first_of_each(&mut named, &mut self.spare, people);
        named.truncate(market.take(named.len() as u64) as usize);
        contacts[0].accepted = named.len() as u64;
        self.on_the_way += named.len() as u64;
        named.iter().for_each(|named| self.crowd.accept(named.who.into()));
        self.chain_goes_on = self.chain_goes_on || named.iter().any(|named| self.rows.is_invited(named.by));
        let rows = self.rows.add_all(named.iter().map(|named| (named.who, named.by)));
        if let Some(arrives) = answers_alike(now, 0, None) {
            self.joining.put_all(arrives, rows);
        } else {
            self.answer_each(now, rows.zip(&named));
        }
        self.named = named;
        account(now, contacts, tally, events);
    }

    fn leave_out_accepted(&self, named: &mut Vec<Named>) {
        let mut end = 0;
        for place in 0..named.len() {
            let one = named[place];
            named[end] = one;
            end += usize::from(!self.crowd.has_accepted(one.who.into()));
        }
        named.truncate(end);
    }

    /// Each joins when it is given to him.
    fn answer_each<'a>(&mut self, now: Now<'_>, invited: impl Iterator<Item = (u32, &'a Named)>) {
        for (place, (row, named)) in invited.enumerate() {
            if now.at.patience.is_over_at(place) {
                break;
            }
            let (_, arrives, anyway) = answer(now, named.who.into(), None, 0, None);
            if anyway {
                self.rows.comes_anyway(row);
            }
            self.joining.put(arrives, row);
        }
    }
}

/// Keeps one of each person, in the order of persons: the one with the lowest lot.
fn keep_first_of_each(named: &mut Vec<Named>, spare: &mut Vec<Named>, people: u32) {
    sort_by_person(named, spare, people);
    named.dedup_by(|next, kept| {
        let is_same = next.who == kept.who;
        if is_same && (next.lot, next.by) < (kept.lot, kept.by) {
            *kept = *next;
        }
        is_same
    });
}

/// Many are put in order by the lower and then by the upper half of the digits of their numbers.
fn sort_by_person(named: &mut [Named], spare: &mut Vec<Named>, people: u32) {
    let half = (u32::BITS - people.leading_zeros()).div_ceil(2);
    if named.len() < 1 << half {
        named.sort_unstable_by_key(|named| named.who);
        return;
    }
    let [mut lower, mut upper] = [vec![0_u32; 1 << half], vec![0_u32; 1 << half]];
    let digits = |named: &Named| [named.who as usize & ((1 << half) - 1), (named.who >> half) as usize];
    for named in named.iter() {
        let [low, high] = digits(named);
        lower[low] += 1;
        upper[high] += 1;
    }
    spare.resize(named.len(), Named { who: 0, by: 0, lot: 0 });
    distribute(named, spare, &mut lower, |named| digits(named)[0]);
    distribute(spare, named, &mut upper, |named| digits(named)[1]);
}

/// Puts all at the places of their digits, of which there are so many each; who has the same stays in order.
fn distribute(from: &[Named], to: &mut [Named], count: &mut [u32], digit: impl Fn(&Named) -> usize) {
    let mut begin = 0;
    for count in &mut *count {
        begin += std::mem::replace(count, begin);
    }
    for named in from {
        let place = &mut count[digit(named)];
        to[*place as usize] = *named;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    #[test]
    fn of_each_the_lowest_lot_counts_however_many_there_are() {
        let mut stream = ReplicateKey::new(1, 0).stream(Purpose::Member, 0, 0);
        for (count, people) in
            [(0, 1), (1, 1), (9, 3), (300, 90), (5_000, 700), (5_000, 1 << 20), (9, 1 << 31)]
        {
            let mut named: Vec<Named> = (0..count)
                .map(|by| Named { who: stream.below(people) as u32, by, lot: stream.below(50) as u32 })
                .collect();
            let mut expected: Vec<_> = named.iter().map(|named| (named.who, named.lot, named.by)).collect();
            expected.sort_unstable();
            expected.dedup_by_key(|named| named.0);
            keep_first_of_each(&mut named, &mut Vec::new(), people as u32);
            let found: Vec<_> = named.iter().map(|named| (named.who, named.lot, named.by)).collect();
            assert_eq!(found, expected, "{count} of {people}");
        }
    }
}
